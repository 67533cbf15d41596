local asked = require "lib.asked"
local cards = require "lib.cards"
local doubt = require "lib.doubt"
local estimate = require "lib.estimate"
local maps = require "lib.maps"
local model = require "lib.model"
local numbers = require "lib.numbers"
local offload = require "lib.offload"

local shardings = { "none", "zero-1", "zero-2", "zero-3" }
local recomputes = { "none", "selective", "full" }

-- The first way of sharding and recomputing, from the present one on, with which it fits.
local function settings_that_fit(map, count, usable)
  local present = map.sharding or "none"
  for _, sharding in ipairs(maps.from(shardings, present)) do
    for _, recompute in ipairs(maps.from(recomputes, map.recompute)) do
      local changed = maps.with(map, { sharding = sharding, recompute = recompute })
      if estimate.per_card(changed, count).total <= usable then
        return sharding, recompute
      end
    end
  end
end

-- The largest batch that fits as it is, 0 if not even one sequence does. Activations are
-- proportional to the batch.
local function batch_that_fits(map, count, usable)
  local one = estimate.per_card(maps.with(map, { batch = 1 }), count)
  local left = usable - (one.total - one.activations)
  return math.max(0, math.floor(left / one.activations))
end

-- What every finding of a model that is too large says.
local holds = {
  en = "With {parameters_b} billion parameters each card would hold {total_gb} GB: weights "
    .. "{weights_gb}, gradients {gradients_gb}, optimiser {optimiser_gb}, activations "
    .. "{activations_gb}; the smallest has {usable_gb} of {vram_gb} GB to use.",
  zh = "参数量 {parameters_b}B，每块显卡要占 {total_gb} GB：权重 {weights_gb}，梯度 {gradients_gb}，"
    .. "优化器 {optimiser_gb}，激活 {activations_gb}；最小的显卡 {vram_gb} GB，可用 {usable_gb} GB。",
}

-- Models of the examples.
local small = {
  mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024, heads = 16,
  vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16", optimiser = "adamw",
  recompute = "full",
}
local llama_7b = {
  mode = "training", parameters_b = 6.74, layers = 32, hidden = 4096, heads = 32,
  vocabulary = 32000, sequence = 2048, batch = 1, precision = "bf16", optimiser = "adamw",
  recompute = "full",
}
local open_7b = {
  mode = "training", layers = 32, hidden = 4096, vocabulary = 32000, sequence = 2048, batch = 1,
  precision = "bf16", optimiser = "adamw", recompute = "full",
}
local llama_8b = {
  mode = "training", parameters_b = 8.03, layers = 32, hidden = 4096, heads = 32,
  vocabulary = 128256, sequence = 2048, batch = 2, precision = "bf16", optimiser = "adamw-8bit",
  recompute = "full",
}

-- For the examples: one kind of card, and a model with some keys changed.
local function plan(cards, described, changes)
  return { gpus = { cards }, extra = { model = maps.with(described, changes or {}) } }
end

---@type rigrules.Rule
return {
  title = { en = "The model can be trained on these cards", zh = "这些显卡训得动这个模型" },
  why = {
    en = "Training holds weights, gradients, the optimiser's states and the activations of a "
      .. "batch: for Adam in mixed precision 16 bytes per parameter before the first activation. "
      .. "A run that does not fit stops with \"out of memory\" at its first step. LoRA trains a "
      .. "few thin matrices instead, and 8-bit or paged optimisers keep 4 bytes per parameter on "
      .. "the card. These are published formulas; frameworks and fragmentation take a share on "
      .. "top.",
    zh = "训练要存权重、梯度、优化器状态和一个批次的激活：混合精度用 Adam，还没算激活，"
      .. "每个参数就要 16 字节。放不下的话第一步就会显存溢出。LoRA 只训练少量参数；8 位或分页优化器每个参数只占显存 4 字节。"
      .. "这里按公开发表的公式估算，框架和碎片还要再占一部分。",
  },
  source = {
    "Rajbhandari et al., ZeRO: Memory Optimizations Toward Training Trillion Parameter Models "
      .. "(2019): 2 + 2 + 12 bytes per parameter for Adam in mixed precision, and what is sharded.",
    "Korthikanti et al., Reducing Activation Recomputation in Large Transformer Models (2022): "
      .. "s b h (34 + 5 a s / h) bytes of activations per layer.",
    "Dettmers et al., 8-bit Optimizers via Block-wise Quantization (2021): one byte per state.",
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
    recompute_more = holds,
    shard_more = holds,
    smaller_batch = holds,
    too_large = holds,
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
      en = "The model is to be trained, and there are {count} cards.",
      zh = "要训练模型，显卡却有 {count} 块。",
    },
  },
  when = function(build)
    return model.mode(build) == "training"
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
    local sharding, recompute = settings_that_fit(map, count, usable)
    local batch = batch_that_fits(map, count, usable)
    local data = {
      parameters_b = numbers.tenth(numbers.billions(parameters)),
      total_gb = numbers.tenth(parts.total),
      weights_gb = numbers.tenth(parts.weights),
      gradients_gb = numbers.tenth(parts.gradients),
      optimiser_gb = numbers.tenth(parts.optimiser),
      activations_gb = numbers.tenth(parts.activations),
      usable_gb = numbers.tenth(usable),
      vram_gb = numbers.tenth(vram),
      need_gb = cards.needed_gb(high.total, map, ctx.params.usable),
      sharding = sharding,
      recompute = recompute,
      batch = batch,
    }
    local options = { at = "gpus[" .. index .. "].vram_gb" }
    if sharding == (map.sharding or "none") then
      options.suggest = {
        en = "Train with recompute {recompute}, which fits; or choose cards of {need_gb} GB.",
        zh = "用 recompute: {recompute} 就放得下；或者换成 {need_gb} GB 的显卡。",
      }
      ctx.report("recompute_more", data, options)
    elseif sharding then
      options.suggest = {
        en = "Train with sharding {sharding} and recompute {recompute}, which fits; or choose "
          .. "cards of {need_gb} GB.",
        zh = "用 sharding: {sharding}、recompute: {recompute} 就放得下；"
          .. "或者换成 {need_gb} GB 的显卡。",
      }
      ctx.report("shard_more", data, options)
    elseif batch > 0 then
      options.suggest = {
        en = "Train with a batch of {batch}, which fits; or choose cards of {need_gb} GB.",
        zh = "把 batch 降到 {batch} 就放得下；或者换成 {need_gb} GB 的显卡。",
      }
      ctx.report("smaller_batch", data, options)
    else
      options.suggest = {
        en = "Choose cards of {need_gb} GB or more cards with sharding, or a smaller model.",
        zh = "换成 {need_gb} GB 的显卡，或者增加显卡并分片，或者换小一些的模型。",
      }
      ctx.report("too_large", data, options)
    end
  end,
  examples = {
    { name = "a card of 24 GB",
      build = plan({ vram_gb = 24 }, small, { recompute = "none" }), expect = "pass" },
    { name = "a card of 16 GB",
      build = plan({ vram_gb = 16 }, small, { recompute = "none" }),
      expect = { findings = { "too_large" }, severity = "error",
        data = { total_gb = 19.9, weights_gb = 2, gradients_gb = 2, optimiser_gb = 12, activations_gb = 3.9,
          usable_gb = 14.4, vram_gb = 16, need_gb = 23, batch = 0 },
        at = "gpus[1].vram_gb" } },
    { name = "recomputing all makes it fit to the byte",
      build = plan({ vram_gb = 16.4130859375 }, small), params = { usable = 1 }, expect = "pass" },
    { name = "a byte less",
      build = plan({ vram_gb = 16.413085937 }, small), params = { usable = 1 },
      expect = { findings = { "too_large" }, data = { total_gb = 16.4 } } },
    { name = "recomputing attention again helps",
      build = plan({ vram_gb = 20 }, small, { recompute = "none" }),
      expect = { findings = { "recompute_more" },
        data = { total_gb = 19.9, usable_gb = 18, recompute = "selective" } } },
    { name = "recomputing all helps, to the byte",
      build = plan({ vram_gb = 16.4130859375 }, small, { recompute = "none" }), params = { usable = 1 },
      expect = { findings = { "recompute_more" }, data = { recompute = "full" } } },
    { name = "several cards, where sharding the optimiser helps",
      build = plan({ vram_gb = 16, count = 4 }, small, { sharding = "none" }),
      expect = { findings = { "shard_more" },
        data = { total_gb = 16.4, sharding = "zero-1", recompute = "full" } } },
    { name = "several cards, where recomputing is enough",
      build = plan({ vram_gb = 11.6, count = 4 }, small, { sharding = "zero-1", recompute = "none" }),
      expect = { findings = { "recompute_more" }, data = { total_gb = 10.9, recompute = "selective" } } },
    { name = "recomputing all is enough with the present sharding",
      build = plan({ vram_gb = 28, count = 4 }, small,
        { batch = 16, sharding = "zero-1", recompute = "none" }),
      expect = { findings = { "recompute_more" }, data = { sharding = "zero-1", recompute = "full" } } },
    { name = "FSDP stays, and recomputing helps",
      build = plan({ vram_gb = 9, count = 4 }, small, { sharding = "fsdp", recompute = "none" }),
      params = { usable = 0.8 },
      expect = { findings = { "recompute_more" }, data = { sharding = "fsdp", recompute = "selective" } } },
    { name = "the optimiser is shared out",
      build = plan({ vram_gb = 7, count = 4 }, small, { sharding = "zero-1" }),
      expect = { findings = { "shard_more" },
        data = { total_gb = 7.4, weights_gb = 2, gradients_gb = 2, optimiser_gb = 3, activations_gb = 0.4,
          sharding = "zero-2" } } },
    { name = "gradients too",
      build = plan({ vram_gb = 6, count = 4 }, small, { sharding = "zero-2" }),
      expect = { findings = { "shard_more" },
        data = { total_gb = 5.9, weights_gb = 2, gradients_gb = 0.5, optimiser_gb = 3, activations_gb = 0.4,
          sharding = "zero-3" } } },
    { name = "weights too",
      build = plan({ vram_gb = 4, count = 4 }, small, { sharding = "zero-3" }),
      expect = { findings = { "too_large" },
        data = { total_gb = 4.4, weights_gb = 0.5, gradients_gb = 0.5, optimiser_gb = 3, activations_gb = 0.4,
          batch = 0 } } },
    { name = "one card has no other to share with",
      build = plan({ vram_gb = 16 }, small, { sharding = "zero-3" }),
      expect = { findings = { "too_large" }, data = { total_gb = 16.4 } } },
    { name = "the smallest card decides, the first of equals",
      build = { gpus = { { vram_gb = 24 }, { vram_gb = 4 }, { vram_gb = 4 }, { vram_gb = 24 } },
        extra = { model = maps.with(small, { sharding = "zero-3" }) } },
      expect = { findings = { "too_large" }, data = { total_gb = 4.4, vram_gb = 4 },
        at = "gpus[2].vram_gb" } },
    { name = "a smaller batch helps",
      build = plan({ vram_gb = 19.2 }, small, { batch = 8 }),
      expect = { findings = { "smaller_batch" },
        data = { total_gb = 19.3, activations_gb = 3.3, usable_gb = 17.3, batch = 3 } } },
    { name = "one sequence is all that fits",
      build = plan({ vram_gb = 16.8 }, small, { batch = 2 }), params = { usable = 1 },
      expect = { findings = { "smaller_batch" }, data = { batch = 1 } } },
    { name = "attention is quadratic in the sequence",
      build = plan({ vram_gb = 40 }, small, { sequence = 4096, batch = 2, recompute = "none" }),
      expect = { findings = { "recompute_more" },
        data = { total_gb = 107, weights_gb = 2, gradients_gb = 2, optimiser_gb = 12, activations_gb = 91,
          recompute = "selective" } } },
    { name = "32 bits",
      build = plan({ vram_gb = 20 }, small, { batch = 1024, precision = "fp32", recompute = "none" }),
      expect = { findings = { "too_large" },
        data = { total_gb = 7001, weights_gb = 4, gradients_gb = 4, optimiser_gb = 8,
          activations_gb = 6985 } } },
    { name = "32 bits, recomputing attention",
      build = plan({ vram_gb = 20 }, small, { batch = 1024, precision = "fp32", recompute = "selective" }),
      expect = { findings = { "too_large" },
        data = { total_gb = 2393, weights_gb = 4, gradients_gb = 4, optimiser_gb = 8,
          activations_gb = 2377 } } },
    { name = "32 bits, recomputing all",
      build = plan({ vram_gb = 20 }, small, { batch = 1024, precision = "fp32" }),
      expect = { findings = { "smaller_batch" },
        data = { total_gb = 475, weights_gb = 4, gradients_gb = 4, optimiser_gb = 8, activations_gb = 459,
          batch = 4 } } },
    { name = "16 bits, a large batch",
      build = plan({ vram_gb = 20 }, small, { batch = 1024, recompute = "none" }),
      expect = { findings = { "too_large" },
        data = { total_gb = 3989, weights_gb = 2, gradients_gb = 2, optimiser_gb = 12,
          activations_gb = 3973 } } },
    { name = "16 bits, a large batch, recomputing attention",
      build = plan({ vram_gb = 20 }, small, { batch = 1024, recompute = "selective" }),
      expect = { findings = { "smaller_batch" },
        data = { total_gb = 1429, weights_gb = 2, gradients_gb = 2, optimiser_gb = 12,
          activations_gb = 1413 } } },
    { name = "16 bits, a large batch, recomputing all",
      build = plan({ vram_gb = 20 }, small, { batch = 1024 }),
      expect = { findings = { "smaller_batch" },
        data = { total_gb = 439, weights_gb = 2, gradients_gb = 2, optimiser_gb = 12,
          activations_gb = 423 } } },
    { name = "the optimiser sgd",
      build = plan({ vram_gb = 4 }, small, { optimiser = "sgd" }),
      expect = { findings = { "too_large" }, data = { optimiser_gb = 4, total_gb = 8.4 } } },
    { name = "the optimiser lion",
      build = plan({ vram_gb = 4 }, small, { optimiser = "lion" }),
      expect = { findings = { "too_large" }, data = { optimiser_gb = 8, total_gb = 12.4 } } },
    { name = "the optimiser sgd-momentum",
      build = plan({ vram_gb = 4 }, small, { optimiser = "sgd-momentum" }),
      expect = { findings = { "too_large" }, data = { optimiser_gb = 8, total_gb = 12.4 } } },
    { name = "the optimiser adamw-8bit",
      build = plan({ vram_gb = 4 }, small, { optimiser = "adamw-8bit" }),
      expect = { findings = { "too_large" }, data = { optimiser_gb = 0, total_gb = 4.4 } } },
    { name = "Adam in fp16",
      build = plan({ vram_gb = 4 }, small, { precision = "fp16", optimiser = "adam" }),
      expect = { findings = { "too_large" }, data = { optimiser_gb = 12, total_gb = 16.4 } } },
    { name = "parameters that follow from the shape",
      build = { gpus = { { vram_gb = 512 } },
        extra = { model = { mode = "training", layers = 10000, hidden = 1024, heads = 16,
                    vocabulary = 10000000, sequence = 1024, batch = 1, precision = "bf16",
                    optimiser = "adamw", recompute = "full" } } },
      expect = { findings = { "too_large" },
        data = { parameters_b = 136.2, total_gb = 2144.5, weights_gb = 253.7, optimiser_gb = 1522.2 } } },
    { name = "parameters of a small wide model",
      build = { gpus = { { vram_gb = 24 } },
        extra = { model = { mode = "training", layers = 1, hidden = 100000, heads = 10, vocabulary = 1,
                    sequence = 10000000, batch = 1, precision = "bf16", optimiser = "adamw",
                    recompute = "full" } } },
      expect = { findings = { "too_large" }, data = { weights_gb = 2086.2, optimiser_gb = 12517 } } },
    { name = "a card with less to use",
      build = plan({ vram_gb = 24 }, small, { recompute = "none" }), params = { usable = 0.8 },
      expect = { findings = { "recompute_more" }, data = { usable_gb = 19.2 } } },
    { name = "heads do not matter where attention is computed again",
      build = { gpus = { { vram_gb = 24 } },
        extra = { model = { mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
                    vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16", optimiser = "adamw",
                    recompute = "selective" } } },
      expect = "pass" },
    { name = "Llama 3 8B with a paged 8-bit optimiser: 37.4 GiB are published",
      build = plan({ vram_gb = 36 }, llama_8b),
      expect = { findings = { "too_large" },
        data = { total_gb = 36.4, weights_gb = 15, gradients_gb = 15, optimiser_gb = 0 } } },
    { name = "it fits on 48 GB",
      build = plan({ vram_gb = 48 }, llama_8b), expect = "pass" },
    { name = "8-bit states that stay on the card",
      build = plan({ vram_gb = 48 }, llama_8b, { optimiser = "adamw-8bit-unpaged" }),
      expect = { findings = { "too_large" }, data = { optimiser_gb = 15 } } },
    { name = "Adafactor keeps next to nothing",
      build = plan({ vram_gb = 48 }, llama_8b, { optimiser = "adafactor" }), expect = "pass" },
    { name = "LoRA trains a few of the parameters",
      build = plan({ vram_gb = 24 }, llama_7b, { method = "lora", lora_rank = 16 }), expect = "pass" },
    { name = "LoRA, and its figures",
      build = plan({ vram_gb = 12 }, llama_7b, { method = "lora", lora_rank = 16 }),
      expect = { findings = { "too_large" },
        data = { weights_gb = 12.7, gradients_gb = 0.1, optimiser_gb = 0.6 } } },
    { name = "QLoRA of 7 billion in 8 GB",
      build = plan({ vram_gb = 8 }, llama_7b,
        { optimiser = "adamw-paged", method = "qlora", trainable_b = 0.04 }),
      expect = "pass" },
    { name = "a billion of the parameters is trained",
      build = plan({ vram_gb = 16 }, llama_7b, { method = "lora", trainable_b = 1 }),
      expect = { findings = { "too_large" }, data = { gradients_gb = 1.9, optimiser_gb = 11.2 } } },
    { name = "the rank of LoRA is not stated",
      build = plan({ vram_gb = 24 }, llama_7b, { method = "lora" }),
      expect = { missing = { "extra.model.lora_rank" } } },
    { name = "FSDP shares everything out",
      build = plan({ vram_gb = 24, count = 8 }, llama_7b, { sharding = "fsdp" }), expect = "pass" },
    { name = "a pipeline does as well",
      build = plan({ vram_gb = 24, count = 8 }, llama_7b, { sharding = "pipeline" }), expect = "pass" },
    { name = "offloading to enough main memory",
      build = { gpus = { { vram_gb = 24 } }, memory = { { capacity_gb = 64 }, { capacity_gb = 64 } },
        extra = { model = maps.with(llama_7b, { sharding = "offload" }) } },
      expect = "pass" },
    { name = "offloading to too little",
      build = { gpus = { { vram_gb = 24 } }, memory = { { capacity_gb = 64 } },
        extra = { model = maps.with(llama_7b, { sharding = "offload" }) } },
      expect = { findings = { "host_memory" }, data = { host_gb = 87.9, memory_gb = 64 }, at = "memory" } },
    { name = "offloading leaves weights and activations on the card",
      build = plan({ vram_gb = 12 }, llama_7b, { sharding = "offload" }),
      expect = { findings = { "too_large" },
        data = { total_gb = 14, weights_gb = 12.6, gradients_gb = 0, optimiser_gb = 0,
          activations_gb = 1.4 } } },
    { name = "offloading to memory that is not stated",
      build = plan({ vram_gb = 24 }, llama_7b, { sharding = "offload" }),
      expect = { missing = { "memory" } } },
    { name = "offloading to kits of unknown size",
      build = { gpus = { { vram_gb = 24 } }, memory = { { type = "DDR5" } },
        extra = { model = maps.with(llama_7b, { sharding = "offload" }) } },
      expect = { missing = { "memory[1].capacity_gb" } } },
    { name = "parameters that the shape leaves open",
      build = plan({ vram_gb = 141 }, open_7b),
      expect = { findings = { "depends" },
        data = { key = "parameters_b", low = 6.6, high = 11.1, usable_gb = 126.9 },
        at = "extra.model.parameters_b" } },
    { name = "the least that the shape allows would fit to the byte",
      build = plan({ vram_gb = estimate.bounds(open_7b, 1).total }, open_7b), params = { usable = 1 },
      expect = { findings = { "depends" }, data = { low = 6.6 } } },
    { name = "advice holds for the most parameters that the shape allows",
      build = plan({ vram_gb = 141 }, open_7b, { heads = 32, recompute = "none" }),
      expect = { findings = { "too_large" },
        data = { parameters_b = 6.6, total_gb = 127.3, need_gb = 217, batch = 0 } } },
    { name = "the width of a gated MLP settles them",
      build = plan({ vram_gb = 141 }, open_7b, { intermediate = 11008 }), expect = "pass" },
    { name = "a stated reserve stands for the share",
      build = plan({ vram_gb = 48 }, llama_8b, { reserve_gb = 12 }),
      expect = { findings = { "smaller_batch" }, data = { usable_gb = 36, need_gb = 49 } } },
    { name = "the shape is what is missing",
      build = { extra = { model = { mode = "training" } }, gpus = { { vram_gb = 24, count = 2 } } },
      expect = { missing = { "extra.model.precision", "extra.model.layers", "extra.model.hidden",
                   "extra.model.sequence", "extra.model.batch", "extra.model.sharding",
                   "extra.model.optimiser", "extra.model.recompute", "extra.model.vocabulary" } } },
    { name = "heads matter where attention is kept",
      build = { gpus = { { vram_gb = 24 } },
        extra = { model = { mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
                    vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16", optimiser = "adamw",
                    recompute = "none" } } },
      expect = { missing = { "extra.model.heads" } } },
    { name = "a description with a slip",
      build = { gpus = { { vram_gb = 24 } }, extra = { model = { mode = "training", precision = "bf61" } } },
      expect = { missing = { "extra.model" } } },
    { name = "no cards",
      build = { gpus = {}, extra = { model = maps.with(small, { recompute = "none" }) } },
      expect = { findings = { "no_cards" }, data = { count = 0 }, at = "gpus" } },
    { name = "a card that does not say",
      build = { gpus = { { name = "a card" } }, extra = { model = { mode = "training" } } },
      expect = { missing = { "gpus[1].vram_gb" } } },
    { name = "a model to be served",
      build = { extra = { model = { mode = "serving" } }, gpus = { { vram_gb = 24 } } },
      expect = "not_applicable" },
    { name = "a name for a model",
      build = { extra = { model = "llama" }, gpus = { { vram_gb = 24 } } }, expect = "not_applicable" },
    { name = "no model",
      build = { extra = { note = "none" }, gpus = { { vram_gb = 24 } } }, expect = "not_applicable" },
    { name = "nothing extra",
      build = { gpus = { { vram_gb = 24 } } }, expect = "not_applicable" },
  },
}
