local estimate = require "lib.estimate"
local model = require "lib.model"
local numbers = require "lib.numbers"

-- What one card holds, in GiB by purpose; nil where the model does not say enough, or not for this.
local function parts_for(build, mode)
  local map = model.of(build)
  return map and map.mode == mode and estimate.per_card(map, #build.gpus) or nil
end

-- A transformer of 6.74 billion parameters, and one card, for the examples.
local function example(model)
  model.parameters_b, model.layers, model.hidden, model.vocabulary = 6.74, 32, 4096, 32000
  model.precision, model.sequence, model.batch = "bf16", 2048, 1
  return { gpus = { { vram_gb = 80 } }, extra = { model = model } }
end

local function training()
  return example({ mode = "training", optimiser = "adamw", recompute = "full" })
end

local function serving()
  return example({ mode = "serving", heads = 32, kv_heads = 32 })
end

local function tensor_parallel()
  local map = serving().extra.model
  map.sharding = "tensor"
  return map
end

-- Two bytes a parameter for weights, two for gradients, twelve for Adam, and the activations of one
-- sequence that are computed again: 103 s b h + 10 s b v.
local training_bytes = 16 * 6.74e9 + 103 * 2048 * 4096 + 10 * 2048 * 32000

return {
  name = "model-memory",
  version = "1.0.0",
  api = 1,
  description = {
    en = "Whether the transformer described under extra.model fits on the cards.",
    zh = "extra.model 描述的 Transformer 能否放进这些显卡。",
  },
  licence = "Apache-2.0",
  facts = {
    parameters_b = {
      doc = {
        en = "the model's parameters in billions, stated, or the most that its shape allows",
        zh = "模型参数量（十亿），没写就取结构允许的上限",
      },
      needs = { "extra.model" },
      compute = function(build)
        local map = model.of(build)
        local _, parameters
        if map then
          _, parameters = estimate.parameters(map)
        end
        return parameters and numbers.billions(parameters)
      end,
      examples = {
        { name = "stated", build = serving(), expect = 6.74 },
        { name = "no model", build = { gpus = { { vram_gb = 24 } } } },
      },
    },
    training = {
      doc = {
        en = "what each card holds in training: weights, gradients, optimiser, activations, total",
        zh = "训练时每块显卡的占用：权重、梯度、优化器、激活、合计",
      },
      unit = "GiB",
      needs = { "extra.model", "gpus" },
      compute = function(build)
        return parts_for(build, "training")
      end,
      examples = {
        { name = "a model that is served", build = serving() },
        {
          name = "Adam in 16 bits",
          build = training(),
          expect = {
            weights = 2 * 6.74e9 / 2 ^ 30,
            gradients = 2 * 6.74e9 / 2 ^ 30,
            optimiser = 12 * 6.74e9 / 2 ^ 30,
            activations = (training_bytes - 16 * 6.74e9) / 2 ^ 30,
            host = 0,
            total = training_bytes / 2 ^ 30,
          },
        },
      },
    },
    serving = {
      doc = {
        en = "what each card holds in serving: weights, kv_cache, total",
        zh = "推理时每块显卡的占用：权重、KV 缓存、合计",
      },
      unit = "GiB",
      needs = { "extra.model", "gpus" },
      compute = function(build)
        return parts_for(build, "serving")
      end,
      examples = {
        {
          name = "keys and values of 2048 tokens are 1 GiB",
          build = serving(),
          expect = {
            weights = 2 * 6.74e9 / 2 ^ 30,
            kv_cache = 1,
            host = 0,
            total = 2 * 6.74e9 / 2 ^ 30 + 1,
          },
        },
        {
          name = "no cards so far: what one would hold",
          build = { gpus = {}, extra = { model = tensor_parallel() } },
          expect = {
            weights = 2 * 6.74e9 / 2 ^ 30,
            kv_cache = 1,
            host = 0,
            total = 2 * 6.74e9 / 2 ^ 30 + 1,
          },
        },
      },
    },
    training_gb = {
      doc = { en = "what each card holds in training", zh = "训练时每块显卡的显存占用" },
      unit = "GiB",
      needs = { "extra.model", "gpus" },
      compute = function(_, ctx)
        local parts = ctx.facts["model-memory"].training
        return parts and parts.total
      end,
      examples = {
        { name = "the total", build = training(), expect = training_bytes / 2 ^ 30 },
      },
    },
    serving_gb = {
      doc = { en = "what each card holds in serving", zh = "推理时每块显卡的显存占用" },
      unit = "GiB",
      needs = { "extra.model", "gpus" },
      compute = function(_, ctx)
        local parts = ctx.facts["model-memory"].serving
        return parts and parts.total
      end,
      examples = {
        { name = "the total", build = serving(), expect = 2 * 6.74e9 / 2 ^ 30 + 1 },
      },
    },
  },
}
