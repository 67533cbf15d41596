local asked = require "lib.asked"
local cards = require "lib.cards"
local doubt = require "lib.doubt"
local estimate = require "lib.estimate"
local maps = require "lib.maps"
local model = require "lib.model"
local numbers = require "lib.numbers"
local offload = require "lib.offload"

-- What is tried, the mildest first: the present precision, then fewer bits of weights.
local smaller = {
  fp32 = { "fp32", "fp16", "int8", "int4" },
  fp16 = { "fp16", "int8", "int4" },
  bf16 = { "bf16", "int8", "int4" },
  fp8 = { "fp8", "int4" },
  int8 = { "int8", "int4" },
  int4 = { "int4" },
  mxfp4 = { "mxfp4" },
  nvfp4 = { "nvfp4" },
}

-- The first way of sharing out and of storing weights with which it fits.
local function settings_that_fit(map, count, usable)
  local present = map.sharding or "none"
  local shardings = { present }
  if present == "none" and estimate.can_split(map, count) then
    table.insert(shardings, "tensor")
  end
  for _, precision in ipairs(smaller[map.precision]) do
    for _, sharding in ipairs(shardings) do
      local changed = maps.with(map, { sharding = sharding, precision = precision })
      if precision ~= map.precision then
        -- Bits and size that were stated are those of the present precision.
        local _, most = estimate.parameters(map)
        changed.parameters_b = numbers.billions(most)
        changed.bits_per_weight, changed.weights_gb = nil, nil
      end
      if estimate.per_card(changed, count).total <= usable then
        return sharding, precision
      end
    end
  end
end

-- The most sequences at once that fit as it is, 0 where not even one does. The cache is
-- proportional to them.
local function batch_that_fits(map, count, usable)
  local one = estimate.per_card(maps.with(map, { batch = 1 }), count)
  return math.max(0, math.floor((usable - one.weights) / one.kv_cache))
end

-- Cards that split each layer need an equal number of heads each.
local function report_uneven(map, ctx, count)
  ctx.report("uneven_heads", { heads = map.heads, kv_heads = map.kv_heads, cards = count }, {
    at = "extra.model.sharding",
    suggest = {
      en = "Use a number of cards that divides the heads, or sharding pipeline.",
      zh = "换成能整除注意力头数的显卡数，或者用 sharding: pipeline。",
    },
  })
end

-- What every finding of a model that is too large says.
local holds = {
  en = "With {parameters_b} billion parameters each card would hold {total_gb} GB: weights "
    .. "{weights_gb}, KV cache {kv_cache_gb}; the smallest has {usable_gb} of {vram_gb} GB for "
    .. "it.",
  zh = "参数量 {parameters_b}B，每块显卡要占 {total_gb} GB：权重 {weights_gb}，"
    .. "KV 缓存 {kv_cache_gb}；最小的显卡 {vram_gb} GB，可用 {usable_gb} GB。",
}

-- Models of the examples.
local grouped = {
  mode = "serving", parameters_b = 8.589934592, layers = 32, hidden = 4096, heads = 32,
  kv_heads = 8, sequence = 8192, batch = 4, precision = "bf16",
}
local large = {
  mode = "serving", parameters_b = 32.8, layers = 64, hidden = 5120, heads = 40, kv_heads = 8,
  batch = 1,
}

local open_7b = {
  mode = "serving", layers = 32, hidden = 4096, heads = 32, kv_heads = 8, vocabulary = 32000,
  sequence = 8192, batch = 4, precision = "bf16",
}
local latent = {
  mode = "serving", parameters_b = 15.7, layers = 27, hidden = 2048, heads = 16, sequence = 32768,
  batch = 8, precision = "bf16", attention = "mla", kv_rank = 512, rope_dim = 64,
}
local sliding = {
  mode = "serving", parameters_b = 4, layers = 32, hidden = 4096, heads = 32, kv_heads = 8,
  sequence = 131072, batch = 1, precision = "bf16", attention = "sliding", window = 4096,
  window_layers = 24,
}
local narrow = {
  mode = "serving", parameters_b = 8.589934592, layers = 32, hidden = 2560, heads = 32,
  kv_heads = 8, sequence = 8192, batch = 4, precision = "bf16",
}

-- For the examples: a model without one of its keys.
local function without(described, key)
  local copy = maps.with(described, {})
  copy[key] = nil
  return copy
end

-- For the examples: one kind of card, and a model with some keys changed.
local function plan(cards, described, changes)
  return { gpus = { cards }, extra = { model = maps.with(described, changes or {}) } }
end

---@type rigrules.Rule
return {
  title = { en = "The model can be served from these cards", zh = "这些显卡能部署这个模型" },
  why = {
    en = "Serving holds the weights and, for every token of every sequence at once, the keys and "
      .. "values of all layers. With long contexts and many users that cache outgrows the "
      .. "weights. Grouped-query attention (fewer kv_heads) and fewer bits shrink it.",
    zh = "部署模型要放下权重，还要为同时处理的每个序列、每个词元保存各层的键和值。"
      .. "上下文长、用户多时，缓存比权重还大。分组查询注意力（kv_heads 少）和低精度能让它变小。",
  },
  source = {
    "Pope et al., Efficiently Scaling Transformer Inference (2022): weights and KV cache share the "
      .. "memory.",
    "Ainslie et al., GQA: Training Generalized Multi-Query Transformer Models (2023).",
    "Frantar et al., GPTQ (2022), and Dettmers et al., LLM.int8() (2022): weights in 4 and 8 bits.",
  },
  severity = "error",
  needs = { "extra.model", "gpus[].vram_gb" },
  reads = { "gpus[].chipset", "gpus[].ecc", "memory[].capacity_gb" },
  params = {
    usable = {
      default = 0.9,
      min = 0.1,
      max = 1,
      unit = "fraction",
      doc = {
        en = "share of a card's memory that is left for the model",
        zh = "显存中可供模型使用的比例",
      },
    },
  },
  messages = {
    split = holds,
    fewer_bits = holds,
    smaller_batch = holds,
    too_large = holds,
    uneven_heads = {
      en = "The model has {heads} heads ({kv_heads} for keys and values), which {cards} cards "
        .. "cannot share evenly.",
      zh = "模型有 {heads} 个注意力头（键值头 {kv_heads} 个），{cards} 块显卡无法平均分配。",
    },
    depends = {
      en = "`{key}` is not stated: with {low} each card would hold {low_gb} GB, with {high} "
        .. "{high_gb} GB; the smallest has {usable_gb} of {vram_gb} GB to use.",
      zh = "没写 {key}：按 {low} 算每块显卡占 {low_gb} GB，按 {high} 算占 {high_gb} GB；"
        .. "最小的显卡 {vram_gb} GB，可用 {usable_gb} GB。",
    },
    host_memory = {
      en = "Offloading holds {host_gb} GB in main memory; the build has {memory_gb} GB.",
      zh = "卸载到内存需要 {host_gb} GB，内存只有 {memory_gb} GB。",
    },
    no_cards = {
      en = "The model is to be served, and there are {count} cards.",
      zh = "要部署模型，显卡却有 {count} 块。",
    },
  },
  when = function(build)
    return model.mode(build) == "serving"
  end,
  check = function(build, ctx)
    local map, count = asked.model(build, ctx), #build.gpus
    if map == nil then
      return
    elseif count == 0 then
      ctx.report("no_cards", { count = count }, {
        at = "gpus",
        suggest = { en = "Add a card with enough memory.", zh = "加一块显存足够的显卡。" },
      })
      return
    end
    local low, high, open = estimate.bounds(map, count)
    if low == nil then
      return
    end
    if map.sharding == "tensor" and not estimate.can_split(map, count) then
      report_uneven(map, ctx, count)
      return
    end
    local index, vram = cards.smallest(build.gpus)
    local usable = cards.usable_gb(vram, map, ctx.params.usable)
    if high.total <= usable then
      offload.check(high.host, build, ctx)
      return
    elseif low.total <= usable then
      doubt.report(ctx, low, high, open, {
        usable_gb = numbers.tenth(usable),
        vram_gb = numbers.tenth(vram),
      })
      return
    end
    -- Even the least is too much. Figures go by it, advice by the most: that fits in any case.
    local parts, parameters = low, estimate.parameters(map)
    local sharding, precision = settings_that_fit(map, count, usable)
    local batch = batch_that_fits(map, count, usable)
    local data = {
      parameters_b = numbers.tenth(numbers.billions(parameters)),
      total_gb = numbers.tenth(parts.total),
      weights_gb = numbers.tenth(parts.weights),
      kv_cache_gb = numbers.tenth(parts.kv_cache),
      usable_gb = numbers.tenth(usable),
      vram_gb = numbers.tenth(vram),
      need_gb = cards.needed_gb(high.total, map, ctx.params.usable),
      sharding = sharding,
      precision = precision,
      batch = batch,
    }
    local options = { at = "gpus[" .. index .. "].vram_gb" }
    if precision == map.precision then
      options.suggest = {
        en = "Serve it with sharding {sharding}, which fits; or choose cards of {need_gb} GB.",
        zh = "用 sharding: {sharding} 就放得下；或者换成 {need_gb} GB 的显卡。",
      }
      ctx.report("split", data, options)
    elseif precision then
      options.suggest = {
        en = "Serve it in {precision} with sharding {sharding}, which fits; or choose cards of "
          .. "{need_gb} GB.",
        zh = "用 precision: {precision}、sharding: {sharding} 就放得下；"
          .. "或者换成 {need_gb} GB 的显卡。",
      }
      ctx.report("fewer_bits", data, options)
    elseif batch > 0 then
      options.suggest = {
        en = "Serve {batch} sequence(s) at once, which fits; or choose cards of {need_gb} GB.",
        zh = "把 batch 降到 {batch} 就放得下；或者换成 {need_gb} GB 的显卡。",
      }
      ctx.report("smaller_batch", data, options)
    else
      options.suggest = {
        en = "Choose cards of {need_gb} GB, more cards with sharding tensor, or a smaller model.",
        zh = "换成 {need_gb} GB 的显卡，或者增加显卡并用 sharding: tensor，或者换小一些的模型。",
      }
      ctx.report("too_large", data, options)
    end
  end,
  examples = {
    { name = "a card of 24 GB",
      build = plan({ vram_gb = 24 }, grouped), expect = "pass" },
    { name = "to the byte",
      build = plan({ vram_gb = 20 }, grouped), params = { usable = 1 }, expect = "pass" },
    { name = "a little less",
      build = plan({ vram_gb = 19.9 }, grouped), params = { usable = 1 },
      expect = { findings = { "fewer_bits" },
        data = { total_gb = 20, weights_gb = 16, kv_cache_gb = 4, precision = "int8", sharding = "none" } } },
    { name = "a card of 16 GB",
      build = plan({ vram_gb = 16 }, grouped),
      expect = { findings = { "fewer_bits" }, severity = "error",
        data = { total_gb = 20, weights_gb = 16, kv_cache_gb = 4, usable_gb = 14.4, vram_gb = 16,
          need_gb = 23, precision = "int8" },
        at = "gpus[1].vram_gb" } },
    { name = "8 bits fit to the byte",
      build = plan({ vram_gb = 12 }, grouped), params = { usable = 1 },
      expect = { findings = { "fewer_bits" }, data = { precision = "int8" } } },
    { name = "4 bits fit",
      build = plan({ vram_gb = 11.9 }, grouped, { precision = "fp16" }), params = { usable = 1 },
      expect = { findings = { "fewer_bits" },
        data = { total_gb = 20, weights_gb = 16, kv_cache_gb = 4, precision = "int4" } } },
    { name = "two cards hold half each",
      build = plan({ vram_gb = 16, count = 2 }, grouped, { sharding = "none" }),
      expect = { findings = { "split" },
        data = { total_gb = 20, weights_gb = 16, kv_cache_gb = 4, sharding = "tensor",
          precision = "bf16" } } },
    { name = "shared out already",
      build = plan({ vram_gb = 12, count = 2 }, grouped, { sharding = "tensor" }), expect = "pass" },
    { name = "shared out, and still too large",
      build = plan({ vram_gb = 8, count = 2 }, grouped, { sharding = "tensor" }),
      expect = { findings = { "fewer_bits" },
        data = { total_gb = 10, weights_gb = 8, kv_cache_gb = 2, sharding = "tensor",
          precision = "int8" } } },
    { name = "more cards than key-value heads",
      build = plan({ vram_gb = 4, count = 4 }, grouped, { kv_heads = 2, sharding = "tensor" }),
      expect = { findings = { "fewer_bits" },
        data = { total_gb = 4.5, weights_gb = 4, kv_cache_gb = 0.5, precision = "int8" } } },
    { name = "heads that are shared out unevenly",
      build = plan({ vram_gb = 8, count = 3 }, grouped, { batch = 16, sharding = "tensor" }),
      expect = { findings = { "uneven_heads" }, severity = "error",
        data = { heads = 32, kv_heads = 8, cards = 3 }, at = "extra.model.sharding" } },
    { name = "key-value heads that are shared out unevenly",
      build = plan({ vram_gb = 8, count = 4 }, grouped,
        { hidden = 4608, heads = 36, kv_heads = 6, sharding = "tensor" }),
      expect = { findings = { "uneven_heads" }, data = { heads = 36, kv_heads = 6, cards = 4 } } },
    { name = "three cards cannot split it, so that fewer bits are what helps",
      build = plan({ vram_gb = 16, count = 3 }, grouped, { sharding = "none" }),
      expect = { findings = { "fewer_bits" }, data = { sharding = "none", precision = "int8" } } },
    { name = "one card has no other to share with",
      build = plan({ vram_gb = 8 }, grouped, { sharding = "tensor" }),
      expect = { findings = { "too_large" }, data = { total_gb = 20, weights_gb = 16, kv_cache_gb = 4 } } },
    { name = "32 bits",
      build = plan({ vram_gb = 24 }, grouped, { precision = "fp32" }),
      expect = { findings = { "fewer_bits" },
        data = { total_gb = 40, weights_gb = 32, kv_cache_gb = 8, precision = "fp16" } } },
    { name = "FP8 keeps a cache of 16 bits",
      build = plan({ vram_gb = 12 }, grouped, { precision = "fp8" }),
      expect = { findings = { "fewer_bits" },
        data = { total_gb = 12, weights_gb = 8, kv_cache_gb = 4, precision = "int4" } } },
    { name = "int8",
      build = plan({ vram_gb = 12 }, grouped, { precision = "int8" }),
      expect = { findings = { "fewer_bits" },
        data = { total_gb = 12, weights_gb = 8, kv_cache_gb = 4, precision = "int4" } } },
    { name = "a cache of 8 bits",
      build = plan({ vram_gb = 11 }, grouped, { precision = "int8", kv_precision = "fp8" }),
      expect = { findings = { "fewer_bits" },
        data = { total_gb = 10, weights_gb = 8, kv_cache_gb = 2, precision = "int4" } } },
    { name = "a cache of 32 bits, and int8",
      build = plan({ vram_gb = 12 }, grouped, { precision = "int4", kv_precision = "fp32" }),
      expect = { findings = { "smaller_batch" },
        data = { total_gb = 13, weights_gb = 5, kv_cache_gb = 8, batch = 2 } } },
    { name = "4 bits, and fewer at once",
      build = plan({ vram_gb = 16 }, grouped, { batch = 16, precision = "int4" }),
      expect = { findings = { "smaller_batch" },
        data = { total_gb = 21, weights_gb = 5, kv_cache_gb = 16, batch = 9 } } },
    { name = "one at once",
      build = plan({ vram_gb = 6 }, grouped, { batch = 2, precision = "int4" }), params = { usable = 1 },
      expect = { findings = { "smaller_batch" }, data = { batch = 1 } } },
    { name = "not even one at once",
      build = plan({ vram_gb = 4.9 }, grouped, { batch = 1, precision = "int4" }), params = { usable = 1 },
      expect = { findings = { "too_large" },
        data = { total_gb = 6, weights_gb = 5, kv_cache_gb = 1, batch = 0 } } },
    { name = "weights alone are too large",
      build = plan({ vram_gb = 4 }, grouped, { batch = 1, precision = "int4" }),
      expect = { findings = { "too_large" }, data = { batch = 0 } } },
    { name = "the smallest card decides",
      build = { gpus = { { vram_gb = 24 }, { vram_gb = 22 }, { vram_gb = 22 }, { vram_gb = 24 } },
        extra = { model = maps.with(grouped, { sharding = "none" }) } },
      expect = { findings = { "split" },
        data = { total_gb = 20, weights_gb = 16, kv_cache_gb = 4, vram_gb = 22 }, at = "gpus[2].vram_gb" } },
    { name = "parameters that follow from the shape",
      build = plan({ vram_gb = 12 }, open_7b),
      expect = { findings = { "fewer_bits" },
        data = { parameters_b = 6.6, total_gb = 16.3, weights_gb = 12.3, kv_cache_gb = 4,
          precision = "int4" } } },
    { name = "advice holds for the most parameters that the shape allows",
      build = plan({ vram_gb = 12, count = 2 }, open_7b, { sharding = "none" }),
      expect = { findings = { "fewer_bits" },
        data = { total_gb = 16.3, sharding = "tensor", precision = "int8", need_gb = 26 } } },
    { name = "advice holds for the widest heads",
      build = plan({ vram_gb = 18 }, narrow), params = { usable = 1 },
      expect = { findings = { "fewer_bits" },
        data = { total_gb = 18.5, need_gb = 20, precision = "int8" } } },
    { name = "Qwen3 32B: heads of 128, though hidden / heads is 80",
      build = plan({ vram_gb = 96 }, large, { heads = 64, sequence = 32768, batch = 4, precision = "bf16" }),
      expect = { findings = { "depends" }, severity = "error",
        data = { key = "head_dim", low = 80, high = 128, low_gb = 81.1, high_gb = 93.1 },
        at = "extra.model.head_dim" } },
    { name = "heads of 128 that are stated",
      build = plan({ vram_gb = 96 }, large,
        { heads = 64, sequence = 32768, batch = 4, precision = "bf16", head_dim = 128 }),
      expect = { findings = { "fewer_bits" }, data = { kv_cache_gb = 32, weights_gb = 61.1 } } },
    { name = "heads of 80 that are stated",
      build = plan({ vram_gb = 96 }, large,
        { heads = 64, sequence = 32768, batch = 4, precision = "bf16", head_dim = 80 }),
      expect = "pass" },
    { name = "heads of 80 would fit to the byte",
      build = plan({ vram_gb = 18.5 }, narrow), params = { usable = 1 },
      expect = { findings = { "depends" }, data = { low = 80, low_gb = 18.5, high_gb = 20 } } },
    { name = "heads that share nothing have the width that follows",
      build = plan({ vram_gb = 26 }, narrow, { kv_heads = 32 }), params = { usable = 1 }, expect = "pass" },
    { name = "heads of 96 may be heads of 96",
      build = plan({ vram_gb = 19.5 }, narrow, { hidden = 3072 }), params = { usable = 1 },
      expect = { missing = { "extra.model.head_dim" } } },
    { name = "heads of 64 may be heads of 64",
      build = { gpus = { { vram_gb = 2.6 } },
        extra = { model = { mode = "serving", parameters_b = 0.6, layers = 28, hidden = 1024, heads = 16,
                    kv_heads = 8, sequence = 16384, batch = 1, precision = "bf16" } } },
      expect = { missing = { "extra.model.head_dim" } } },
    { name = "Qwen2.5 32B without its parameters: a gated MLP may be 5.4 times as wide",
      build = { gpus = { { vram_gb = 48 } },
        extra = { model = { mode = "serving", layers = 64, hidden = 5120, heads = 40, kv_heads = 8,
                    vocabulary = 152064, sequence = 4096, batch = 1, precision = "bf16" } } },
      expect = { findings = { "depends" }, data = { key = "parameters_b", high = 32.8 },
        at = "extra.model.parameters_b" } },
    { name = "ECC: L40S",
      build = plan({ chipset = "L40S", vram_gb = 48 }, large, { sequence = 45000, precision = "int8" }),
      expect = { findings = { "fewer_bits" }, data = { usable_gb = 40.5, vram_gb = 45 } } },
    { name = "ECC: RTX 6000 Ada Generation",
      build = plan({ chipset = "RTX 6000 Ada Generation", vram_gb = 48 }, large,
        { sequence = 45000, precision = "int8" }),
      expect = "pass" },
    { name = "ECC: RTX 6000 Ada Generation, stated on",
      build = plan({ chipset = "RTX 6000 Ada Generation", vram_gb = 48, ecc = true }, large,
        { sequence = 45000, precision = "int8" }),
      expect = { findings = { "fewer_bits" }, data = { vram_gb = 45 } } },
    { name = "ECC: a GeForce card can correct errors, and is sold with that off",
      build = plan({ chipset = "GeForce RTX 4090", vram_gb = 24, ecc = true }, grouped, { batch = 5 }),
      expect = "pass" },
    { name = "ECC: H100 PCIe, stated on",
      build = plan({ chipset = "H100 PCIe", vram_gb = 48, ecc = true }, large,
        { sequence = 45000, precision = "int8" }),
      expect = "pass" },
    { name = "ECC: NVIDIA L40S, stated off",
      build = plan({ chipset = "NVIDIA L40S", vram_gb = 48, ecc = false }, large,
        { sequence = 45000, precision = "int8" }),
      expect = "pass" },
    { name = "bits per weight that are stated",
      build = plan({ vram_gb = 24 }, large, { sequence = 4096, precision = "int4", bits_per_weight = 4.85 }),
      expect = "pass" },
    { name = "bits per weight that are stated, on a small card",
      build = plan({ vram_gb = 12 }, large, { sequence = 4096, precision = "int4", bits_per_weight = 4.85 }),
      expect = { findings = { "too_large" }, data = { weights_gb = 18.5 } } },
    { name = "stated bits are those of the present precision",
      build = plan({ vram_gb = 12 }, grouped, { bits_per_weight = 16 }), params = { usable = 1 },
      expect = { findings = { "fewer_bits" }, data = { weights_gb = 16, precision = "int8" } } },
    { name = "the size of the weights alone",
      build = { gpus = { { vram_gb = 16 } },
        extra = { model = { mode = "serving", weights_gb = 18.5, layers = 64, hidden = 5120, heads = 40,
                    kv_heads = 8, sequence = 4096, batch = 1, precision = "int4" } } },
      expect = { findings = { "too_large" },
        data = { parameters_b = 35.3, weights_gb = 18.5, kv_cache_gb = 1, total_gb = 19.5 } } },
    { name = "4 bits with embeddings of 16",
      build = plan({ vram_gb = 16 }, large, { sequence = 4096, precision = "int4", vocabulary = 152064 }),
      expect = { findings = { "too_large" }, data = { weights_gb = 19.3 } } },
    { name = "8 bits with embeddings of 16",
      build = plan({ vram_gb = 24 }, large, { sequence = 4096, precision = "fp8", vocabulary = 152064 }),
      expect = { findings = { "fewer_bits" }, data = { weights_gb = 32 } } },
    { name = "32 bits, embeddings among them",
      build = plan({ vram_gb = 48 }, large, { sequence = 4096, precision = "fp32", vocabulary = 152064 }),
      expect = { findings = { "fewer_bits" }, data = { weights_gb = 122.2 } } },
    { name = "NVFP4",
      build = plan({ vram_gb = 16 }, large, { sequence = 4096, precision = "nvfp4", vocabulary = 152064 }),
      expect = { findings = { "too_large" }, data = { weights_gb = 19.3 } } },
    { name = "MXFP4",
      build = plan({ vram_gb = 16 }, large, { sequence = 4096, precision = "mxfp4", vocabulary = 152064 }),
      expect = { findings = { "too_large" }, data = { weights_gb = 18.4 } } },
    { name = "8 bits fit to FP8 and 4 bits",
      build = plan({ vram_gb = 24 }, large, { sequence = 4096, precision = "nvfp4", kv_precision = "nvfp4" }),
      expect = "pass" },
    { name = "latent attention stores one vector for each token",
      build = plan({ vram_gb = 40 }, latent),
      expect = { findings = { "fewer_bits" }, data = { weights_gb = 29.2, kv_cache_gb = 7.6 } } },
    { name = "each card holds all of a latent cache",
      build = plan({ vram_gb = 24, count = 2 }, latent, { sharding = "tensor" }), params = { usable = 0.9 },
      expect = { findings = { "fewer_bits" }, data = { weights_gb = 14.6, kv_cache_gb = 7.6 } } },
    { name = "latent attention without its rank",
      build = plan({ vram_gb = 40 }, without(latent, "kv_rank")),
      expect = { missing = { "extra.model.kv_rank" } } },
    { name = "latent attention without the part that turns",
      build = plan({ vram_gb = 40 }, without(latent, "rope_dim")),
      expect = { missing = { "extra.model.rope_dim" } } },
    { name = "layers with a sliding window keep its tokens alone",
      build = plan({ vram_gb = 8 }, sliding),
      expect = { findings = { "fewer_bits" }, data = { kv_cache_gb = 4.4 } } },
    { name = "a window that is longer than the sequence",
      build = plan({ vram_gb = 8 }, sliding, { sequence = 2048, batch = 16 }),
      expect = { findings = { "fewer_bits" }, data = { kv_cache_gb = 4 } } },
    { name = "a sliding window that is not stated",
      build = plan({ vram_gb = 8 }, without(sliding, "window")),
      expect = { missing = { "extra.model.window" } } },
    { name = "layers with a window, and how many is not stated",
      build = plan({ vram_gb = 8 }, without(sliding, "window_layers")),
      expect = { missing = { "extra.model.window_layers" } } },
    { name = "a pipeline gives each card its layers",
      build = plan({ vram_gb = 48, count = 2 }, large,
        { sequence = 32768, precision = "bf16", sharding = "pipeline" }),
      expect = "pass" },
    { name = "weights in main memory",
      build = { gpus = { { vram_gb = 8 } }, memory = { { capacity_gb = 128 } },
        extra = { model = maps.with(large, { sequence = 4096, precision = "bf16", sharding = "offload" }) } },
      expect = "pass" },
    { name = "weights that fill the main memory",
      build = { gpus = { { vram_gb = 8 } }, memory = { { capacity_gb = 16 } },
        extra = { model = maps.with(grouped, { sharding = "offload" }) } },
      expect = "pass" },
    { name = "weights in too little main memory",
      build = { gpus = { { vram_gb = 8 } }, memory = { { capacity_gb = 32 } },
        extra = { model = maps.with(large, { sequence = 4096, precision = "bf16", sharding = "offload" }) } },
      expect = { findings = { "host_memory" }, data = { host_gb = 61.1, memory_gb = 32 } } },
    { name = "a stated reserve stands for the share",
      build = plan({ vram_gb = 64 }, large, { sequence = 4096, precision = "bf16", reserve_gb = 1 }),
      expect = "pass" },
    { name = "the shape is what is missing",
      build = { extra = { model = { mode = "serving" } }, gpus = { { vram_gb = 24, count = 2 } } },
      expect = { missing = { "extra.model.precision", "extra.model.layers", "extra.model.hidden",
                   "extra.model.sequence", "extra.model.batch", "extra.model.sharding",
                   "extra.model.vocabulary", "extra.model.heads", "extra.model.kv_heads" } } },
    { name = "a description with a slip",
      build = { gpus = { { vram_gb = 24 } }, extra = { model = { mode = "serving", precision = "int3" } } },
      expect = { missing = { "extra.model" } } },
    { name = "no cards",
      build = { gpus = {}, extra = { model = grouped } },
      expect = { findings = { "no_cards" }, data = { count = 0 }, at = "gpus" } },
    { name = "a card that does not say",
      build = { gpus = { { name = "a card" } }, extra = { model = { mode = "serving" } } },
      expect = { missing = { "gpus[1].vram_gb" } } },
    { name = "a model to be trained",
      build = { extra = { model = { mode = "training" } }, gpus = { { vram_gb = 24 } } },
      expect = "not_applicable" },
    { name = "no model",
      build = { extra = { note = "none" }, gpus = { { vram_gb = 24 } } }, expect = "not_applicable" },
  },
}
