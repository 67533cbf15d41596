local memory = require "lib.memory"

---@type rigrules.Rule
return {
  title = {
    en = "Main memory is at least the largest card's",
    zh = "内存不小于显存最大的那块显卡",
  },
  why = {
    en = "Main memory does not make training faster, but with less of it than the largest card "
      .. "has, checkpoints and batches do not fit beside each other: the machine swaps to disk, a "
      .. "hundred times slower, and code that works elsewhere fails here.",
    zh = "内存不会让训练变快，但比最大的显存还小时，检查点和数据放不下，机器就要用磁盘交换，"
      .. "慢上百倍，在别处能跑的代码在这里也会出错。",
  },
  source = {
    "内存 ≥ 显存最大的那块 GPU 的 RAM",
    "内存容量大一点，CPU 就可以不通过磁盘，直接和 GPU 交换数据。",
  },
  severity = "error",
  needs = { "memory[].capacity_gb", "gpus[].vram_gb" },
  reads = { "gpus[].unified_memory" },
  messages = {
    too_little = {
      en = "There are {have_gb} GB of memory; the largest card has {need_gb} GB.",
      zh = "内存只有 {have_gb} GB，显存最大的显卡有 {need_gb} GB。",
    },
  },
  when = function(build)
    return memory.has_own_vram(build)
  end,
  check = function(build, ctx)
    local have = memory.total_gb(build)
    local card, need = memory.largest_card(build)
    if have < need then
      ctx.report("too_little", { have_gb = have, need_gb = need, card = card }, {
        at = "memory",
        suggest = {
          en = "Choose {need_gb} GB of memory or more.",
          zh = "内存加到 {need_gb} GB 以上。",
        },
      })
    end
  end,
  examples = {
    { name = "as much as the largest card",
      build = { memory = { { capacity_gb = 24 } }, gpus = { { vram_gb = 24 } } }, expect = "pass" },
    { name = "one GB less",
      build = { memory = { { capacity_gb = 23 } }, gpus = { { vram_gb = 8 }, { vram_gb = 24 } } },
      expect = { findings = { "too_little" }, severity = "error", at = "memory",
        data = { have_gb = 23, need_gb = 24, card = 2 } } },
    { name = "cards are not summed, kits are",
      build = { memory = { { modules = 2, module_gb = 8 }, { modules = 2, module_gb = 4 } },
        gpus = { { vram_gb = 24, count = 4 } } },
      expect = "pass" },
    { name = "two kits that are too little together",
      build = { memory = { { modules = 1, module_gb = 8 }, { modules = 1, module_gb = 2 } },
        gpus = { { vram_gb = 11 } } },
      expect = { findings = { "too_little" }, data = { have_gb = 10, card = 1 } } },
    { name = "no memory at all",
      build = { memory = {}, gpus = { { vram_gb = 8 } } }, expect = { "too_little" } },
    { name = "a kit of unknown size",
      build = { memory = { { type = "DDR4" } }, gpus = { { vram_gb = 8 } } },
      expect = { outcome = "unknown", missing = { "memory[1].capacity_gb" } } },
    { name = "no card",
      build = { memory = { { capacity_gb = 16 } }, gpus = {} }, expect = "not_applicable" },
    { name = "a machine whose memory serves CPU and GPU",
      build = { memory = { { capacity_gb = 128 } }, gpus = { { vram_gb = 512, unified_memory = true } } },
      expect = "not_applicable" },
    { name = "a card with memory of its own beside it",
      build = { memory = { { capacity_gb = 16 } },
        gpus = { { vram_gb = 512, unified_memory = true }, { vram_gb = 24 } } },
      expect = { findings = { "too_little" }, data = { have_gb = 16 } } },
    { name = "the cards are not listed",
      build = { memory = { { capacity_gb = 16 } } }, expect = { outcome = "unknown", missing = { "gpus" } } },
    { name = "of two largest cards the first is named",
      build = { memory = { { capacity_gb = 16 } }, gpus = { { vram_gb = 24, count = 2 } } },
      expect = { findings = { "too_little" }, data = { need_gb = 24, card = 1 } } },
  },
}
