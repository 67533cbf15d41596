local memory = require "lib.memory"

---@type rigrules.Rule
return {
  title = {
    en = "Memory is not far more than is used",
    zh = "内存用多少买多少",
  },
  why = {
    en = "Beyond what the data and the largest card's working set need, memory lies idle; more "
      .. "kits can be added later in minutes. Preprocessing during training is different: it "
      .. "keeps many batches and decoded files in memory.",
    zh = "除了装数据和配合最大显存之外，多出来的内存只是闲着，以后随时可以再加。"
      .. "训练时做预处理则不同，要在内存里放很多批数据和解码后的文件。",
  },
  source = "内存不用太大，用多少买多少",
  severity = "advice",
  needs = { "memory[].capacity_gb", "gpus[].vram_gb" },
  reads = { "preprocessing", "gpus[].unified_memory" },
  params = {
    times = {
      default = 4,
      min = 1,
      max = 100,
      unit = "times",
      doc = {
        en = "memory up to how many times the largest card's is not too much",
        zh = "不超过最大显存多少倍算合适",
      },
    },
    least_gb = {
      default = 16,
      min = 0,
      max = 1024,
      unit = "GB",
      doc = { en = "what a card counts as at least", zh = "显存至少按多少计算" },
    },
  },
  messages = {
    more_than_used = {
      en = "{have_gb} GB of memory is more than {times} times that of the largest card (counted as "
        .. "{base_gb} GB); without preprocessing during training {need_gb} GB will do.",
      zh = "{have_gb} GB 内存超过了最大显存（按 {base_gb} GB 计）的 {times} 倍；"
        .. "训练时不做预处理的话 {need_gb} GB 就够。",
    },
  },
  when = function(build)
    return build.preprocessing ~= "during-training" and memory.has_own_vram(build)
  end,
  check = function(build, ctx)
    local _, largest = memory.largest_card(build)
    local base = math.max(largest, ctx.params.least_gb)
    local have, need = memory.total_gb(build), base * ctx.params.times
    if have > need then
      ctx.report("more_than_used", {
        have_gb = have,
        base_gb = base,
        times = ctx.params.times,
        need_gb = need,
      }, {
        at = "memory",
        suggest = {
          en = "Choose {need_gb} GB and add more when it is needed, or state `preprocessing`: "
            .. "during-training.",
          zh = "先买 {need_gb} GB，不够再加；或者写明 preprocessing: during-training。",
        },
      })
    end
  end,
  examples = {
    { name = "four times a card of 24 GB",
      build = { memory = { { capacity_gb = 96 } }, gpus = { { vram_gb = 24 } } }, expect = "pass" },
    { name = "more than that",
      build = { memory = { { capacity_gb = 97 } }, gpus = { { vram_gb = 24 } } },
      expect = { findings = { "more_than_used" }, severity = "advice", at = "memory",
        data = { have_gb = 97, base_gb = 24, times = 4, need_gb = 96 } } },
    { name = "a small card counts as 16 GB",
      build = { memory = { { capacity_gb = 64 } }, gpus = { { vram_gb = 8 } } }, expect = "pass" },
    { name = "128 GB beside 8 GB",
      build = { memory = { { capacity_gb = 128 } }, gpus = { { vram_gb = 8 } } },
      expect = { findings = { "more_than_used" }, data = { base_gb = 16, need_gb = 64 } } },
    { name = "preprocessing during training may use it",
      build = { preprocessing = "during-training", memory = { { capacity_gb = 512 } },
        gpus = { { vram_gb = 8 } } },
      expect = "not_applicable" },
    { name = "preprocessing before training does not",
      build = { preprocessing = "before-training", memory = { { capacity_gb = 512 } },
        gpus = { { vram_gb = 8 } } },
      expect = { "more_than_used" } },
    { name = "the cards' memory is not known",
      build = { memory = { { capacity_gb = 16 } }, gpus = { { tdp_w = 250 } } },
      expect = { outcome = "unknown", missing = { "gpus[1].vram_gb" } } },
    { name = "no card at all",
      build = { memory = { { capacity_gb = 512 } }, gpus = {} }, expect = "not_applicable" },
    { name = "a machine whose memory serves CPU and GPU",
      build = { memory = { { capacity_gb = 128 } }, gpus = { { vram_gb = 512, unified_memory = true } } },
      expect = "not_applicable" },
    { name = "a card with memory of its own beside it",
      build = { memory = { { capacity_gb = 200 } },
        gpus = { { vram_gb = 512, unified_memory = true }, { vram_gb = 24 } } },
      expect = { findings = { "more_than_used" }, data = { have_gb = 200 } } },
    { name = "the cards are not listed",
      build = { memory = { { capacity_gb = 64 } } }, expect = { outcome = "unknown", missing = { "gpus" } } },
  },
}
