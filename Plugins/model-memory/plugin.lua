local estimate = require "lib.estimate"
local model = require "lib.model"

-- What one card holds, in GiB by purpose; nil where the model does not say enough, or not for this.
local function parts_for(build, mode)
  local map = model.of(build)
  return map and map.mode == mode and estimate.per_card(map, #build.gpus) or nil
end

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
        -- mutate: skip [1e9 -> 1000000001.0] no difference that a person sees
        return parameters and parameters / 1e9
      end,
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
    },
    training_gb = {
      doc = { en = "what each card holds in training", zh = "训练时每块显卡的显存占用" },
      unit = "GiB",
      needs = { "extra.model", "gpus" },
      compute = function(_, ctx)
        local parts = ctx.facts["model-memory"].training
        return parts and parts.total
      end,
    },
    serving_gb = {
      doc = { en = "what each card holds in serving", zh = "推理时每块显卡的显存占用" },
      unit = "GiB",
      needs = { "extra.model", "gpus" },
      compute = function(_, ctx)
        local parts = ctx.facts["model-memory"].serving
        return parts and parts.total
      end,
    },
  },
}
