local model = require "lib.model"
local numbers = require "lib.numbers"
local shape_of = require "lib.shape"

---@type rigrules.Rule
return {
  title = { en = "Stated parameters go with the stated shape", zh = "参数量与模型结构相符" },
  why = {
    en = "Layers and width give the parameters of a transformer to within a factor of two: a gated "
      .. "MLP can have 1.6 times as many as a plain one. A figure that is further off is a slip "
      .. "(millions for billions), or the model is a mixture of experts, whose activations these "
      .. "formulas do not know.",
    zh = "由层数和宽度能估算 Transformer 的参数量，误差在两倍以内：带门控的 MLP 可达普通结构的 1.6 倍。"
      .. "差得更远说明写错了（把百万写成十亿），或者是混合专家模型，这些公式算不了它的激活。",
  },
  source = "Narayanan et al., Efficient Large-Scale Language Model Training on GPU Clusters Using "
    .. "Megatron-LM (2021): P = 12 l h² (1 + 13 / (12 h) + (V + s) / (12 l h)).",
  severity = "advice",
  reads = { "extra.model" },
  params = {
    factor = {
      default = 2,
      min = 1,
      max = 100,
      unit = "times",
      doc = { en = "factor from which on it is reported", zh = "相差几倍才提示" },
    },
  },
  messages = {
    far_off = {
      en = "The model states {stated_b} billion parameters; its shape makes {shape_b} billion.",
      zh = "模型写的参数量是 {stated_b}B，按结构算是 {shape_b}B。",
    },
  },
  when = function(build)
    local map = model.of(build)
    return map ~= nil and map.parameters_b ~= nil and shape_of.plain(map) ~= nil
  end,
  check = function(build, ctx)
    local map = model.of(build)
    local stated, shape = map.parameters_b, numbers.billions(shape_of.plain(map))
    local factor = ctx.params.factor
    -- mutate: skip [> -> >=] the shape makes no round figure
    if stated > shape * factor or shape > stated * factor then
      ctx.report("far_off", {
        stated_b = stated,
        shape_b = numbers.tenth(shape),
      }, {
        at = "extra.model.parameters_b",
        suggest = {
          en = "Correct parameters_b, layers or hidden; take the figure from the model card.",
          zh = "改正 parameters_b、layers 或 hidden，以模型说明页为准。",
        },
      })
    end
  end,
  examples = {
    { name = "7 billion in 32 layers",
      build = { extra = { model = { parameters_b = 6.74, layers = 32, hidden = 4096, vocabulary = 32000,
                            sequence = 2048 } } },
      expect = "pass" },
    { name = "seven thousand billion",
      build = { extra = { model = { parameters_b = 6740, layers = 32, hidden = 4096, vocabulary = 32000,
                            sequence = 2048 } } },
      expect = { findings = { "far_off" }, severity = "advice", data = { stated_b = 6740, shape_b = 6.6 },
        at = "extra.model.parameters_b" } },
    { name = "a little less than half",
      build = { extra = { model = { parameters_b = 3.2, layers = 32, hidden = 4096, vocabulary = 32000,
                            sequence = 2048 } } },
      expect = { findings = { "far_off" }, data = { stated_b = 3.2 } } },
    { name = "a little more than half, and less than twice",
      build = { extra = { model = { parameters_b = 3.4, layers = 32, hidden = 4096, vocabulary = 32000,
                            sequence = 2048 } } },
      expect = "pass" },
    { name = "a stricter eye",
      build = { extra = { model = { parameters_b = 8, layers = 32, hidden = 4096, vocabulary = 32000,
                            sequence = 2048 } } },
      params = { factor = 1.2 }, expect = { "far_off" } },
    { name = "no layers",
      build = { extra = { model = { parameters_b = 7, hidden = 4096, vocabulary = 32000,
                            sequence = 2048 } } },
      expect = "not_applicable" },
    { name = "no width",
      build = { extra = { model = { parameters_b = 7, layers = 32, vocabulary = 32000, sequence = 2048 } } },
      expect = "not_applicable" },
    { name = "no vocabulary",
      build = { extra = { model = { parameters_b = 7, layers = 32, hidden = 4096, sequence = 2048 } } },
      expect = "not_applicable" },
    { name = "no sequence",
      build = { extra = { model = { parameters_b = 7, layers = 32, hidden = 4096, vocabulary = 32000 } } },
      expect = "not_applicable" },
    { name = "parameters are not stated",
      build = { extra = { model = { layers = 32, hidden = 4096, vocabulary = 32000, sequence = 2048 } } },
      expect = "not_applicable" },
    { name = "a description with a slip",
      build = { extra = { model = { parameters_b = 7, leyers = 32 } } }, expect = "not_applicable" },
    { name = "a name for a model",
      build = { extra = { model = "llama" } }, expect = "not_applicable" },
    { name = "nothing extra",
      build = { gpus = {} }, expect = "not_applicable" },
  },
}
