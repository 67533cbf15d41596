local asked = require "lib.asked"
local cards = require "lib.cards"
local estimate = require "lib.estimate"
local maps = require "lib.maps"
local model = require "lib.model"
local numbers = require "lib.numbers"

local shardings = { "none", "zero-1", "zero-2", "zero-3" }
local recomputes = { "none", "selective", "full" }

-- The first way of sharding and recomputing, from the present one on, with which it fits.
local function settings_that_fit(map, count, usable)
  for i = maps.position(shardings, map.sharding or "none"), #shardings do
    for j = maps.position(recomputes, map.recompute), #recomputes do
      local changed = maps.with(map, { sharding = shardings[i], recompute = recomputes[j] })
      if estimate.per_card(changed, count).total <= usable then
        return shardings[i], recomputes[j]
      end
    end
  end
end

-- The largest batch that fits as it is, 0 where not even one sequence does. Activations are
-- proportional to the batch.
local function batch_that_fits(map, count, usable)
  local one = estimate.per_card(maps.with(map, { batch = 1 }), count)
  local room = usable - (one.total - one.activations)
  return math.max(0, math.floor(room / one.activations))
end

-- What every finding of a model that is too large says.
local holds = {
  en = "With {parameters_b} billion parameters each card would hold {total_gb} GB: weights "
    .. "{weights_gb}, gradients {gradients_gb}, optimiser {optimiser_gb}, activations "
    .. "{activations_gb}; the smallest has {usable_gb} of {vram_gb} GB to use.",
  zh = "参数量 {parameters_b}B，每张卡要占 {total_gb} GB：权重 {weights_gb}，梯度 {gradients_gb}，"
    .. "优化器 {optimiser_gb}，激活 {activations_gb}；最小的卡 {vram_gb} GB，可用 {usable_gb} GB。",
}

---@type rigrules.Rule
return {
  title = { en = "The model can be trained on these cards", zh = "这些显卡训得动这个模型" },
  why = {
    en = "Training holds weights, gradients, the optimiser's states and the activations of a "
      .. "batch: for Adam in mixed precision 16 bytes per parameter before the first activation. "
      .. "A run that does not fit stops with \"out of memory\" at its first step. These are the "
      .. "published formulas; frameworks and fragmentation take a share on top.",
    zh = "训练要存权重、梯度、优化器状态和一个批次的激活：混合精度用 Adam，还没算激活，"
      .. "每个参数就要 16 字节。放不下的话第一步就会显存溢出。这里按公开发表的公式估算，"
      .. "框架和碎片还要再占一部分。",
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
    no_cards = {
      en = "The model is to be trained, and there are {count} cards.",
      zh = "要训练模型，显卡却有 {count} 张。",
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
        suggest = { en = "Add a card with enough memory.", zh = "加一张显存足够的显卡。" },
      })
      return
    end
    local facts = ctx.facts["model-memory"]
    local parts = facts.training
    local index, vram = cards.smallest(build.gpus)
    local usable = vram * ctx.params.usable
    if parts == nil or facts.training_gb <= usable then
      return
    end

    local sharding, recompute = settings_that_fit(map, count, usable)
    local batch = batch_that_fits(map, count, usable)
    local data = {
      parameters_b = numbers.tenth(facts.parameters_b),
      total_gb = numbers.tenth(facts.training_gb),
      weights_gb = numbers.tenth(parts.weights),
      gradients_gb = numbers.tenth(parts.gradients),
      optimiser_gb = numbers.tenth(parts.optimiser),
      activations_gb = numbers.tenth(parts.activations),
      usable_gb = numbers.tenth(usable),
      vram_gb = vram,
      need_gb = math.ceil(parts.total / ctx.params.usable),
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
    {
      name = "a card of 24 GB",
      build = {
        gpus = { { vram_gb = 24 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", recompute = "none",
          },
        },
      },
      expect = "pass",
    },
    {
      name = "a card of 16 GB",
      build = {
        gpus = { { vram_gb = 16 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", recompute = "none",
          },
        },
      },
      expect = {
        findings = { "too_large" },
        severity = "error",
        data = {
          total_gb = 19.7,
          weights_gb = 2,
          gradients_gb = 2,
          optimiser_gb = 12,
          activations_gb = 3.7,
          usable_gb = 14.4,
          vram_gb = 16,
          need_gb = 22,
          batch = 0,
        },
        at = "gpus[1].vram_gb",
      },
    },
    {
      name = "recomputing all makes it fit to the byte",
      build = {
        gpus = { { vram_gb = 16.1923828125 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", recompute = "full",
          },
        },
      },
      params = { usable = 1 },
      expect = "pass",
    },
    {
      name = "a byte less",
      build = {
        gpus = { { vram_gb = 16.192382812 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", recompute = "full",
          },
        },
      },
      params = { usable = 1 },
      expect = {
        findings = { "too_large" },
        data = { total_gb = 16.2 },
      },
    },
    {
      name = "recomputing attention again helps",
      build = {
        gpus = { { vram_gb = 20 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", recompute = "none",
          },
        },
      },
      expect = {
        findings = { "recompute_more" },
        data = { total_gb = 19.7, usable_gb = 18, recompute = "selective" },
      },
    },
    {
      name = "recomputing all helps, to the byte",
      build = {
        gpus = { { vram_gb = 16.1923828125 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", recompute = "none",
          },
        },
      },
      params = { usable = 1 },
      expect = {
        findings = { "recompute_more" },
        data = { recompute = "full" },
      },
    },
    {
      name = "several cards, where sharding the optimiser helps",
      build = {
        gpus = { { vram_gb = 16, count = 4 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", sharding = "none", recompute = "full",
          },
        },
      },
      expect = {
        findings = { "shard_more" },
        data = { total_gb = 16.2, sharding = "zero-1", recompute = "full" },
      },
    },
    {
      name = "several cards, where recomputing is enough",
      build = {
        gpus = { { vram_gb = 11.6, count = 4 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", sharding = "zero-1", recompute = "none",
          },
        },
      },
      expect = {
        findings = { "recompute_more" },
        data = { total_gb = 10.7, recompute = "selective" },
      },
    },
    {
      name = "the optimiser is shared out",
      build = {
        gpus = { { vram_gb = 7, count = 4 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", sharding = "zero-1", recompute = "full",
          },
        },
      },
      expect = {
        findings = { "shard_more" },
        data = {
          total_gb = 7.2,
          weights_gb = 2,
          gradients_gb = 2,
          optimiser_gb = 3,
          activations_gb = 0.2,
          sharding = "zero-2",
        },
      },
    },
    {
      name = "gradients too",
      build = {
        gpus = { { vram_gb = 6, count = 4 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", sharding = "zero-2", recompute = "full",
          },
        },
      },
      expect = {
        findings = { "shard_more" },
        data = {
          total_gb = 5.7,
          weights_gb = 2,
          gradients_gb = 0.5,
          optimiser_gb = 3,
          activations_gb = 0.2,
          sharding = "zero-3",
        },
      },
    },
    {
      name = "weights too",
      build = {
        gpus = { { vram_gb = 4, count = 4 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", sharding = "zero-3", recompute = "full",
          },
        },
      },
      expect = {
        findings = { "too_large" },
        data = {
          total_gb = 4.2,
          weights_gb = 0.5,
          gradients_gb = 0.5,
          optimiser_gb = 3,
          activations_gb = 0.2,
          batch = 0,
        },
      },
    },
    {
      name = "one card has nobody to share with",
      build = {
        gpus = { { vram_gb = 16 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", sharding = "zero-3", recompute = "full",
          },
        },
      },
      expect = {
        findings = { "too_large" },
        data = { total_gb = 16.2 },
      },
    },
    {
      name = "the smallest card decides, the first of equals",
      build = {
        gpus = { { vram_gb = 24 }, { vram_gb = 4 }, { vram_gb = 4 }, { vram_gb = 24 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", sharding = "zero-3", recompute = "full",
          },
        },
      },
      expect = {
        findings = { "too_large" },
        data = { total_gb = 4.2, vram_gb = 4 },
        at = "gpus[2].vram_gb",
      },
    },
    {
      name = "a smaller batch helps",
      build = {
        gpus = { { vram_gb = 19.2 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 8, precision = "bf16",
            optimiser = "adamw", recompute = "full",
          },
        },
      },
      expect = {
        findings = { "smaller_batch" },
        data = { total_gb = 17.5, activations_gb = 1.5, usable_gb = 17.3, batch = 6 },
      },
    },
    {
      name = "one sequence is all that fits",
      build = {
        gpus = { { vram_gb = 16.2 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 2, precision = "bf16",
            optimiser = "adamw", recompute = "full",
          },
        },
      },
      params = { usable = 1 },
      expect = {
        findings = { "smaller_batch" },
        data = { batch = 1 },
      },
    },
    {
      name = "attention is quadratic in the sequence",
      build = {
        gpus = { { vram_gb = 40 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 4096, batch = 2, precision = "bf16",
            optimiser = "adamw", recompute = "none",
          },
        },
      },
      expect = {
        findings = { "recompute_more" },
        data = {
          total_gb = 105.5,
          weights_gb = 2,
          gradients_gb = 2,
          optimiser_gb = 12,
          activations_gb = 89.5,
          recompute = "selective",
        },
      },
    },
    {
      name = "32 bits",
      build = {
        gpus = { { vram_gb = 20 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1024, precision = "fp32",
            optimiser = "adamw", recompute = "none",
          },
        },
      },
      expect = {
        findings = { "too_large" },
        data = {
          total_gb = 6873,
          weights_gb = 4,
          gradients_gb = 4,
          optimiser_gb = 8,
          activations_gb = 6857,
        },
      },
    },
    {
      name = "32 bits, recomputing attention",
      build = {
        gpus = { { vram_gb = 20 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1024, precision = "fp32",
            optimiser = "adamw", recompute = "selective",
          },
        },
      },
      expect = {
        findings = { "too_large" },
        data = {
          total_gb = 2265,
          weights_gb = 4,
          gradients_gb = 4,
          optimiser_gb = 8,
          activations_gb = 2249,
        },
      },
    },
    {
      name = "32 bits, recomputing all",
      build = {
        gpus = { { vram_gb = 20 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1024, precision = "fp32",
            optimiser = "adamw", recompute = "full",
          },
        },
      },
      expect = {
        findings = { "smaller_batch" },
        data = {
          total_gb = 281,
          weights_gb = 4,
          gradients_gb = 4,
          optimiser_gb = 8,
          activations_gb = 265,
          batch = 7,
        },
      },
    },
    {
      name = "16 bits, a large batch",
      build = {
        gpus = { { vram_gb = 20 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1024, precision = "bf16",
            optimiser = "adamw", recompute = "none",
          },
        },
      },
      expect = {
        findings = { "too_large" },
        data = {
          total_gb = 3797,
          weights_gb = 2,
          gradients_gb = 2,
          optimiser_gb = 12,
          activations_gb = 3781,
        },
      },
    },
    {
      name = "16 bits, a large batch, recomputing attention",
      build = {
        gpus = { { vram_gb = 20 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1024, precision = "bf16",
            optimiser = "adamw", recompute = "selective",
          },
        },
      },
      expect = {
        findings = { "smaller_batch" },
        data = {
          total_gb = 1237,
          weights_gb = 2,
          gradients_gb = 2,
          optimiser_gb = 12,
          activations_gb = 1221,
        },
      },
    },
    {
      name = "16 bits, a large batch, recomputing all",
      build = {
        gpus = { { vram_gb = 20 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1024, precision = "bf16",
            optimiser = "adamw", recompute = "full",
          },
        },
      },
      expect = {
        findings = { "smaller_batch" },
        data = {
          total_gb = 213,
          weights_gb = 2,
          gradients_gb = 2,
          optimiser_gb = 12,
          activations_gb = 197,
        },
      },
    },
    {
      name = "the optimiser sgd",
      build = {
        gpus = { { vram_gb = 4 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "sgd", recompute = "full",
          },
        },
      },
      expect = {
        findings = { "too_large" },
        data = { optimiser_gb = 4, total_gb = 8.2 },
      },
    },
    {
      name = "the optimiser lion",
      build = {
        gpus = { { vram_gb = 4 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "lion", recompute = "full",
          },
        },
      },
      expect = {
        findings = { "too_large" },
        data = { optimiser_gb = 8, total_gb = 12.2 },
      },
    },
    {
      name = "the optimiser sgd-momentum",
      build = {
        gpus = { { vram_gb = 4 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "sgd-momentum", recompute = "full",
          },
        },
      },
      expect = {
        findings = { "too_large" },
        data = { optimiser_gb = 8, total_gb = 12.2 },
      },
    },
    {
      name = "the optimiser adamw-8bit",
      build = {
        gpus = { { vram_gb = 4 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw-8bit", recompute = "full",
          },
        },
      },
      expect = {
        findings = { "too_large" },
        data = { optimiser_gb = 6, total_gb = 10.2 },
      },
    },
    {
      name = "Adam in fp16",
      build = {
        gpus = { { vram_gb = 4 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "fp16",
            optimiser = "adam", recompute = "full",
          },
        },
      },
      expect = {
        findings = { "too_large" },
        data = { optimiser_gb = 12, total_gb = 16.2 },
      },
    },
    {
      name = "parameters that follow from the shape",
      build = {
        gpus = { { vram_gb = 512 } },
        extra = {
          model = {
            mode = "training", layers = 10000, hidden = 1024, heads = 16, vocabulary = 10000000,
            sequence = 1024, batch = 1, precision = "bf16", optimiser = "adamw",
            recompute = "full",
          },
        },
      },
      expect = {
        findings = { "too_large" },
        data = {
          parameters_b = 136.2,
          total_gb = 2087.3,
          weights_gb = 253.7,
          optimiser_gb = 1522.2,
        },
      },
    },
    {
      name = "parameters of a small wide model",
      build = {
        gpus = { { vram_gb = 24 } },
        extra = {
          model = {
            mode = "training", layers = 1, hidden = 100000, heads = 10, vocabulary = 1,
            sequence = 10000000, batch = 1, precision = "bf16", optimiser = "adamw",
            recompute = "full",
          },
        },
      },
      expect = {
        findings = { "too_large" },
        data = { weights_gb = 2086.2, optimiser_gb = 12517 },
      },
    },
    {
      name = "a card with less to use",
      build = {
        gpus = { { vram_gb = 24 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", recompute = "none",
          },
        },
      },
      params = { usable = 0.8 },
      expect = {
        findings = { "recompute_more" },
        data = { usable_gb = 19.2 },
      },
    },
    {
      name = "heads do not matter where attention is computed again",
      build = {
        gpus = { { vram_gb = 24 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", recompute = "selective",
          },
        },
      },
      expect = "pass",
    },
    {
      name = "the shape is what is missing",
      build = { extra = { model = { mode = "training" } }, gpus = { { vram_gb = 24, count = 2 } } },
      expect = {
        missing = {
          "extra.model.precision",
          "extra.model.layers",
          "extra.model.hidden",
          "extra.model.sequence",
          "extra.model.batch",
          "extra.model.sharding",
          "extra.model.optimiser",
          "extra.model.recompute",
          "extra.model.vocabulary",
        },
      },
    },
    {
      name = "heads matter where attention is kept",
      build = {
        gpus = { { vram_gb = 24 } },
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", recompute = "none",
          },
        },
      },
      expect = { missing = { "extra.model.heads" } },
    },
    {
      name = "a description with a slip",
      build = {
        gpus = { { vram_gb = 24 } },
        extra = { model = { mode = "training", precision = "bf61" } },
      },
      expect = { missing = { "extra.model" } },
    },
    {
      name = "no cards",
      build = {
        gpus = {},
        extra = {
          model = {
            mode = "training", parameters_b = 1.073741824, layers = 32, hidden = 1024,
            heads = 16, vocabulary = 32768, sequence = 1024, batch = 1, precision = "bf16",
            optimiser = "adamw", recompute = "none",
          },
        },
      },
      expect = { findings = { "no_cards" }, data = { count = 0 }, at = "gpus" },
    },
    {
      name = "a card that does not say",
      build = { gpus = { { name = "a card" } }, extra = { model = { mode = "training" } } },
      expect = { missing = { "gpus[1].vram_gb" } },
    },
    {
      name = "a model to be served",
      build = { extra = { model = { mode = "serving" } }, gpus = { { vram_gb = 24 } } },
      expect = "not_applicable",
    },
    {
      name = "a name for a model",
      build = { extra = { model = "llama" }, gpus = { { vram_gb = 24 } } },
      expect = "not_applicable",
    },
    {
      name = "no model",
      build = { extra = { note = "none" }, gpus = { { vram_gb = 24 } } },
      expect = "not_applicable",
    },
    {
      name = "nothing extra",
      build = { gpus = { { vram_gb = 24 } } },
      expect = "not_applicable",
    },
  },
}
