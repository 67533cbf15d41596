local asked = require "lib.asked"
local model = require "lib.model"
local numbers = require "lib.numbers"

---@type rigrules.Rule
return {
  title = { en = "The KV cache is not most of what a card holds", zh = "KV 缓存不超过显存占用的一半" },
  why = {
    en = "If keys and values take more memory than the weights, they limit how many users can be "
      .. "served. Fewer bits for the cache, or a model whose heads share keys and "
      .. "values, brings more than another card.",
    zh = "键和值占的显存超过权重时，能同时服务多少用户就取决于它们。降低缓存精度，"
      .. "或者换用共享键值头的模型，比加一块显卡更有效。",
  },
  source = {
    "Shazeer, Fast Transformer Decoding: One Write-Head is All You Need (2019).",
    "Ainslie et al., GQA (2023): groups of heads share keys and values.",
  },
  severity = "advice",
  needs = { "extra.model", "gpus" },
  params = {
    most = {
      default = 0.5,
      min = 0,
      max = 1,
      unit = "fraction",
      doc = { en = "the cache's share of the memory in use", zh = "缓存占显存用量的比例上限" },
    },
  },
  messages = {
    large = {
      en = "The KV cache takes {kv_cache_gb} of {total_gb} GB, {percent} %, for {batch} sequences "
        .. "of {sequence} tokens.",
      zh = "KV 缓存占 {total_gb} GB 中的 {kv_cache_gb} GB（{percent}%），同时处理 {batch} 个长 "
        .. "{sequence} 的序列。",
    },
  },
  when = function(build)
    return model.mode(build) == "serving"
  end,
  check = function(build, ctx)
    local map = asked.model(build, ctx)
    local parts = ctx.facts["model-memory"].serving
    if map and parts and parts.kv_cache > parts.total * ctx.params.most then
      ctx.report("large", {
        kv_cache_gb = numbers.tenth(parts.kv_cache),
        total_gb = numbers.tenth(parts.total),
        percent = numbers.tenth(parts.kv_cache / parts.total * 100),
        batch = map.batch,
        sequence = map.sequence,
      }, {
        at = "extra.model",
        suggest = {
          en = "Try kv_precision fp8, or a model with fewer kv_heads.",
          zh = "试试 kv_precision: fp8，或者换用 kv_heads 更少的模型。",
        },
      })
    end
  end,
  examples = {
    { name = "a short context",
      build = { gpus = { { vram_gb = 24 } },
        extra = { model = { mode = "serving", parameters_b = 8.589934592, layers = 32, hidden = 4096,
                    heads = 32, kv_heads = 8, sequence = 8192, batch = 4, precision = "bf16" } } },
      expect = "pass" },
    { name = "half of it, to the byte",
      build = { gpus = { { vram_gb = 48 } },
        extra = { model = { mode = "serving", parameters_b = 8.589934592, layers = 32, hidden = 4096,
                    heads = 32, kv_heads = 8, sequence = 8192, batch = 16, precision = "bf16" } } },
      expect = "pass" },
    { name = "a little more than half",
      build = { gpus = { { vram_gb = 48 } },
        extra = { model = { mode = "serving", parameters_b = 8.589934592, layers = 32, hidden = 4096,
                    heads = 32, kv_heads = 8, sequence = 8192, batch = 17, precision = "bf16" } } },
      expect = { findings = { "large" }, severity = "advice",
        data = { kv_cache_gb = 17, total_gb = 33, percent = 51.5, batch = 17, sequence = 8192 },
        at = "extra.model" } },
    { name = "a tighter eye",
      build = { gpus = { { vram_gb = 48 } },
        extra = { model = { mode = "serving", parameters_b = 8.589934592, layers = 32, hidden = 4096,
                    heads = 32, kv_heads = 8, sequence = 8192, batch = 4, precision = "bf16" } } },
      params = { most = 0.1 }, expect = { findings = { "large" }, data = { percent = 20 } } },
    { name = "without a card the figures are the same",
      build = { gpus = {},
        extra = { model = { mode = "serving", parameters_b = 8.589934592, layers = 32, hidden = 4096,
                    heads = 32, kv_heads = 8, sequence = 8192, batch = 17, precision = "bf16" } } },
      expect = { findings = { "large" }, data = { kv_cache_gb = 17 } } },
    { name = "the shape is what is missing",
      build = { extra = { model = { mode = "serving" } }, gpus = { { vram_gb = 24, count = 2 } } },
      expect = { missing = { "extra.model.precision", "extra.model.layers", "extra.model.hidden",
                   "extra.model.sequence", "extra.model.batch", "extra.model.sharding",
                   "extra.model.vocabulary", "extra.model.heads", "extra.model.kv_heads" } } },
    { name = "a description with a slip",
      build = { gpus = { { vram_gb = 24 } }, extra = { model = { mode = "serving", precision = "int3" } } },
      expect = { missing = { "extra.model" } } },
    { name = "a model to be trained",
      build = { extra = { model = { mode = "training" } }, gpus = { { vram_gb = 24 } } },
      expect = "not_applicable" },
    { name = "no model",
      build = { gpus = { { vram_gb = 24 } } }, expect = "not_applicable" },
    { name = "cards are not stated",
      build = { extra = { model = { mode = "serving" } } }, expect = { missing = { "gpus" } } },
  },
}
