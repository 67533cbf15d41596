local model = require "lib.model"

---@type rigrules.Rule
return {
  title = {
    en = "The model is described with known keys and values",
    zh = "extra.model 的写法正确",
  },
  why = {
    en = "Everything under `extra` is free, so the engine cannot find a typing error there. This "
      .. "rule knows what `extra.model` may hold and reports keys and values that nothing reads: a "
      .. "model with a mistyped precision would otherwise just be unknown.",
    zh = "extra 下面可以随便写，引擎查不出笔误。这条规则知道 extra.model 里能写什么，"
      .. "会指出没人读取的键和值；否则精度写错了，只会得到“未知”。",
  },
  source = {
    "Training in 16 bits: Micikevicius et al., Mixed Precision Training (2017).",
    "Sharding by ZeRO: Rajbhandari et al. (2019); tensor parallelism: Shoeybi et al., Megatron-LM "
      .. "(2019).",
  },
  severity = "error",
  reads = { "extra.model" },
  messages = {
    no_map = {
      en = "`extra.model` is {found}; it must be a map with keys such as mode and parameters_b.",
      zh = "extra.model 写的是 {found}，应为包含 mode、parameters_b 等键的映射。",
    },
    key_meant = {
      en = "`extra.model` has no key {key}; did you mean {near}?",
      zh = "extra.model 没有 {key} 这个键，是不是 {near}？",
    },
    key = {
      en = "`extra.model` has no key {key}; known are {allowed}.",
      zh = "extra.model 没有 {key} 这个键，可用的有 {allowed}。",
    },
    value_meant = {
      en = "`{key}` is {found}; it may be {allowed}. Did you mean {near}?",
      zh = "{key} 写的是 {found}，可用的有 {allowed}。是不是 {near}？",
    },
    value = {
      en = "`{key}` is {found}; it may be {allowed}.",
      zh = "{key} 写的是 {found}，可用的有 {allowed}。",
    },
    conflict = {
      en = "`{one}` is {one_value}, which does not go with `{other}` {other_value}.",
      zh = "{one} 为 {one_value}，与 {other} 为 {other_value} 不能同时成立。",
    },
    no_mode = {
      en = "`extra.model` does not say what for: {mode} is not stated.",
      zh = "extra.model 没有写用途：缺少 {mode}。",
    },
  },
  when = function(build)
    return build.extra ~= nil and build.extra.model ~= nil
  end,
  check = function(build, ctx)
    local map = build.extra.model
    if type(map) ~= "table" or #map > 0 then
      local found = type(map) == "table" and "a list" or tostring(map)
      ctx.report("no_map", { found = found }, {
        at = "extra.model",
        suggest = {
          en = "Write mode: training or mode: serving, and what the model is like.",
          zh = "写 mode: training 或 mode: serving，再写模型参数。",
        },
      })
      return
    end
    for _, problem in ipairs(model.problems(map)) do
      local key, near = problem.key, problem.near
      local options = {
        at = "extra.model." .. (key or problem.one),
        suggest = { en = "Write {near}.", zh = "改成 {near}。" },
      }
      if problem.kind == "conflict" then
        local one, other = problem.one, problem.other
        options.suggest = {
          en = "Correct {one} or {other}; the plugin's README says what goes together.",
          zh = "改正 {one} 或 {other}，哪些能搭配见插件的 README。",
        }
        ctx.report("conflict", {
          one = one,
          other = other,
          one_value = map[one],
          other_value = map[other],
        }, options)
      elseif problem.kind == "key" and near then
        ctx.report("key_meant", { key = key, near = near }, options)
      elseif problem.kind == "key" then
        options.suggest = {
          en = "Write one of {allowed}, or take {key} out.",
          zh = "改成 {allowed} 之一，或者删掉 {key}。",
        }
        ctx.report("key", { key = key, allowed = problem.allowed }, options)
      elseif near then
        ctx.report("value_meant", {
          key = key,
          near = near,
          found = problem.found,
          allowed = problem.allowed,
        }, options)
      else
        options.suggest = {
          en = "Write {key} as {allowed}.",
          zh = "{key} 应写成 {allowed}。",
        }
        ctx.report("value", {
          key = key,
          found = problem.found,
          allowed = problem.allowed,
        }, options)
      end
    end
    if map.mode == nil then
      ctx.report("no_mode", { mode = "mode" }, {
        at = "extra.model.mode",
        suggest = {
          en = "Write {mode}: training or {mode}: serving.",
          zh = "写 {mode}: training 或 {mode}: serving。",
        },
      })
    end
  end,
  examples = {
    { name = "a model in training",
      build = { extra = { model = { mode = "training", parameters_b = 7, layers = 32, hidden = 4096,
                            heads = 32, vocabulary = 32000, sequence = 2048, batch = 1, precision = "bf16",
                            optimiser = "adamw", sharding = "zero-3", recompute = "selective" } } },
      expect = "pass" },
    { name = "a model that is served",
      build = { extra = { model = { mode = "serving", parameters_b = 0.5, layers = 24, hidden = 896,
                            heads = 14, kv_heads = 2, sequence = 4096, batch = 8, precision = "int4",
                            kv_precision = "fp8", sharding = "tensor" } } },
      expect = "pass" },
    { name = "a whole number in another spelling",
      build = { extra = { model = { mode = "serving", layers = 32.0 } } }, expect = "pass" },
    { name = "a mistyped key",
      build = { extra = { model = { mode = "training", optimizer = "adamw" } } },
      expect = { findings = { "key_meant" }, severity = "error",
        data = { key = "optimizer", near = "optimiser" }, at = "extra.model.optimizer" } },
    { name = "a key that means nothing here",
      build = { extra = { model = { mode = "training", colour = "red" } } },
      expect = { findings = { "key" }, data = { key = "colour" }, at = "extra.model.colour" } },
    { name = "a mistyped word",
      build = { extra = { model = { mode = "training", precision = "BF-16" } } },
      expect = { findings = { "value_meant" }, data = { key = "precision", found = "BF-16", near = "bf16" },
        at = "extra.model.precision" } },
    { name = "a word that means nothing here",
      build = { extra = { model = { mode = "training", sharding = "pipeline-parallel" } } },
      expect = { findings = { "value" },
        data = { key = "sharding", found = "pipeline-parallel",
          allowed = "none, zero-1, zero-2, zero-3, tensor, fsdp, pipeline, offload" },
        at = "extra.model.sharding" } },
    { name = "a number for a word, a word for a number",
      build = { extra = { model = { mode = 1, layers = "many" } } },
      expect = { findings = { "value", "value" }, data = { key = "layers", found = "many" } } },
    { name = "a map for a number",
      build = { extra = { model = { mode = "training", layers = { 1, 2 } } } },
      expect = { findings = { "value" }, data = { found = "a map or list", allowed = "1, 2 … 10000" } } },
    { name = "half a layer",
      build = { extra = { model = { mode = "training", layers = 1.5 } } },
      expect = { findings = { "value" }, data = { key = "layers", found = "1.5" } } },
    { name = "half of everything that is counted",
      build = { extra = { model = { mode = "training", hidden = 0.5, heads = 0.5, kv_heads = 0.5,
                            vocabulary = 0.5, sequence = 0.5, batch = 0.5, parameters_b = 0.5 } } },
      expect = { findings = { "value", "value", "value", "value", "value", "value" } } },
    { name = "half of every other thing that is counted",
      build = { extra = { model = { mode = "training", head_dim = 0.5, intermediate = 0.5, lora_rank = 0.5,
                            kv_rank = 0.5, rope_dim = 0.5, window = 0.5, window_layers = 0.5,
                            bits_per_weight = 0.5, trainable_b = 0.5, reserve_gb = 0.5 } } },
      expect = { findings = { "value", "value", "value", "value", "value", "value", "value" } } },
    { name = "a letter is missing",
      build = { extra = { model = { mode = "training", layer = 32 } } },
      expect = { findings = { "key_meant" }, data = { near = "layers" } } },
    { name = "a letter too many",
      build = { extra = { model = { mode = "training", modes = 1 } } },
      expect = { findings = { "key_meant" }, data = { near = "mode" } } },
    { name = "a letter is wrong",
      build = { extra = { model = { mode = "training", modf = 1 } } },
      expect = { findings = { "key_meant" }, data = { near = "mode" } } },
    { name = "two letters of a short word are too much to guess",
      build = { extra = { model = { mode = "training", lyrs = 32 } } },
      expect = { findings = { "key" }, data = { key = "lyrs" } } },
    { name = "three letters of nine are not",
      build = { extra = { model = { mode = "training", vocabxxry = 32000 } } },
      expect = { findings = { "key_meant" }, data = { near = "vocabulary" } } },
    { name = "a word of two letters",
      build = { extra = { model = { mode = "training", optimiser = "sg" } } },
      expect = { findings = { "value_meant" }, data = { near = "sgd" } } },
    { name = "of words that are as near, the first",
      build = { extra = { model = { mode = "training", sharding = "zero-4" } } },
      expect = { findings = { "value_meant" }, data = { near = "zero-1" } } },
    { name = "nothing, and less",
      build = { extra = { model = { mode = "training", batch = 0, hidden = -1 } } },
      expect = { findings = { "value", "value" }, data = { key = "batch", found = "0" } } },
    { name = "the least and the most",
      build = { extra = { model = { mode = "training", batch = 1, layers = 10000, parameters_b = 100000 } } },
      expect = "pass" },
    { name = "the most in width, heads and words",
      build = { extra = { model = { mode = "training", hidden = 1000000, heads = 10000, kv_heads = 10000,
                            vocabulary = 10000000, sequence = 100000000, batch = 1000000 } } },
      expect = "pass" },
    { name = "the most of all else",
      build = { extra = { model = { mode = "training", layers = 10000, head_dim = 10000,
                            intermediate = 10000000, bits_per_weight = 32, weights_gb = 200000,
                            reserve_gb = 1000, lora_rank = 100000, trainable_b = 100000, kv_rank = 1000000,
                            rope_dim = 1000000, window = 100000000, window_layers = 10000 } } },
      expect = "pass" },
    { name = "one more than the most of all else",
      build = { extra = { model = { mode = "training", head_dim = 10001, intermediate = 10000001,
                            bits_per_weight = 33, weights_gb = 200001, reserve_gb = 1001, lora_rank = 100001,
                            trainable_b = 100001, kv_rank = 1000001, rope_dim = 1000001, window = 100000001,
                            window_layers = 10001 } } },
      expect = { findings = { "value", "value", "value", "value", "value", "value", "value", "value", "value",
                   "value", "value" } } },
    { name = "one more than the most",
      build = { extra = { model = { mode = "training", batch = 1000001, heads = 10001, hidden = 1000001,
                            kv_heads = 10001, layers = 10001, parameters_b = 100001, sequence = 100000001,
                            vocabulary = 10000001 } } },
      expect = { findings = { "value", "value", "value", "value", "value", "value", "value", "value" },
        data = { allowed = "1, 2 … 1000000" } } },
    { name = "more parameters than there are",
      build = { extra = { model = { mode = "training", parameters_b = 7000000000 } } },
      expect = { findings = { "value" },
        data = { key = "parameters_b", allowed = "more than 0, up to 100000" } } },
    { name = "no parameters",
      build = { extra = { model = { mode = "training", parameters_b = 0 } } }, expect = { "value" } },
    { name = "heads that do not divide the width",
      build = { extra = { model = { mode = "training", hidden = 4096, heads = 24 } } },
      expect = { findings = { "conflict" },
        data = { one = "hidden", other = "heads", one_value = 4096, other_value = 24 },
        at = "extra.model.hidden" } },
    { name = "heads that do not share key-value heads evenly",
      build = { extra = { model = { mode = "serving", heads = 32, kv_heads = 5 } } },
      expect = { findings = { "conflict" }, data = { one = "heads", other = "kv_heads" } } },
    { name = "training in 8 bits",
      build = { extra = { model = { mode = "training", precision = "int8" } } },
      expect = { findings = { "conflict" },
        data = { one = "precision", one_value = "int8", other_value = "training" } } },
    { name = "training in 16 and in 32 bits",
      build = { extra = { model = { mode = "training", precision = "fp16" } } }, expect = "pass" },
    { name = "training in 32 bits",
      build = { extra = { model = { mode = "training", precision = "fp32" } } }, expect = "pass" },
    { name = "training with tensor parallelism",
      build = { extra = { model = { mode = "training", sharding = "tensor" } } },
      expect = { findings = { "conflict" }, data = { one = "sharding", one_value = "tensor" } } },
    { name = "serving with ZeRO",
      build = { extra = { model = { mode = "serving", sharding = "zero-1" } } },
      expect = { findings = { "conflict" }, data = { one = "sharding", one_value = "zero-1" } } },
    { name = "heads with a width of their own",
      build = { extra = { model = { mode = "serving", hidden = 5120, heads = 48, head_dim = 128 } } },
      expect = "pass" },
    { name = "latent attention has no such heads",
      build = { extra = { model = { mode = "serving", hidden = 5120, heads = 48, attention = "mla" } } },
      expect = "pass" },
    { name = "a method in serving",
      build = { extra = { model = { mode = "serving", method = "lora" } } },
      expect = { findings = { "conflict" }, data = { one = "method" } } },
    { name = "a rank without LoRA",
      build = { extra = { model = { mode = "training", method = "full", lora_rank = 8 } } },
      expect = { findings = { "conflict" }, data = { one = "lora_rank" } } },
    { name = "trained parameters without LoRA",
      build = { extra = { model = { mode = "training", method = "full", trainable_b = 1 } } },
      expect = { findings = { "conflict" }, data = { one = "trainable_b" } } },
    { name = "more windowed layers than layers",
      build = { extra = { model = { mode = "serving", layers = 8, window_layers = 9 } } },
      expect = { findings = { "conflict" }, data = { one = "window_layers" } } },
    { name = "serving with FSDP",
      build = { extra = { model = { mode = "serving", sharding = "fsdp" } } },
      expect = { findings = { "conflict" }, data = { one = "sharding" } } },
    { name = "what for is not said",
      build = { extra = { model = { parameters_b = 7 } } },
      expect = { findings = { "no_mode" }, data = { mode = "mode" }, at = "extra.model.mode" } },
    { name = "a name for a model",
      build = { extra = { model = "llama" } },
      expect = { findings = { "no_map" }, data = { found = "llama" }, at = "extra.model" } },
    { name = "a list for a model",
      build = { extra = { model = { "llama" } } },
      expect = { findings = { "no_map" }, data = { found = "a list" } } },
    { name = "no model",
      build = { extra = { shop = "anything" } }, expect = "not_applicable" },
    { name = "nothing extra",
      build = { gpus = {} }, expect = "not_applicable" },
  },
}
