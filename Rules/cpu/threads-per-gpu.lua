-- The parameters that hold what a strategy of preprocessing asks for each card.
local strategies = {
  ["during-training"] = { threads = "busy_threads", cores = "busy_cores" },
  ["before-training"] = { threads = "idle_threads", cores = "idle_cores" },
}

local function a_card(default, unit, en, zh)
  return { default = default, min = 1, max = 64, unit = unit, doc = { en = en, zh = zh } }
end

-- What `cards` cards need at `each`, against `have`; nil where there is enough.
local function shortage(have, each, cards)
  if have < each * cards then
    return { have = have, cards = cards, each = each, need = each * cards }
  end
end

local more_threads = {
  en = "Choose a CPU with {need} threads or more.",
  zh = "选有 {need} 个以上线程的 CPU。",
}
local more_cores = {
  en = "Choose a CPU with {need} cores or more.",
  zh = "选有 {need} 个以上核心的 CPU。",
}
local state_or_more_threads = {
  en = "State `preprocessing`: before-training, or choose a CPU with {need} threads or more.",
  zh = "写明 preprocessing: before-training，或者选有 {need} 个以上线程的 CPU。",
}

---@type rigrules.Rule
return {
  title = {
    en = "The CPU has enough threads and cores for every card",
    zh = "CPU 的线程和核心够每块显卡用",
  },
  why = {
    en = "The CPU reads, decodes and augments data while the cards compute. When that happens "
      .. "during training, four threads a card supply it in time; a card that waits for data "
      .. "computes nothing. If the data is prepared before training, two threads a card are enough "
      .. "to start kernels and copy batches.",
    zh = "显卡计算的同时，CPU 要读取、解码、增强数据。训练时做预处理，每块显卡要 4 个线程才供得上数据，"
      .. "等数据的显卡什么也算不了；训练前就处理好的话，每块显卡 2 个线程负责启动计算、"
      .. "搬运数据就够了。",
  },
  source = {
    "第一种是在训练时进行预处理：高性能的多核 CPU 能显著提高效率。建议每个 GPU 至少有 4 个线程，即为每个 GPU 分配两个 CPU 核心。",
    "第二种是在训练之前进行预处理：不需要非常好的 CPU。建议每个 GPU 至少有 2 个线程，即为每个 GPU 分配一个 CPU 核心。",
  },
  severity = "error",
  needs = { "gpus", "cpu.threads" },
  reads = { "cpu.cores", "cpu.count", "preprocessing" },
  params = {
    busy_threads = a_card(4, "threads/card", "preprocessing during training", "训练时预处理，线程数"),
    busy_cores = a_card(2, "cores/card", "preprocessing during training", "训练时预处理，核心数"),
    idle_threads = a_card(2, "threads/card", "preprocessing before training", "训练前预处理，线程数"),
    idle_cores = a_card(1, "cores/card", "preprocessing before training", "训练前预处理，核心数"),
  },
  messages = {
    few_threads = {
      en = "The CPU has {have} threads; {cards} card(s) need {need}, {each} for each.",
      zh = "CPU 有 {have} 个线程；{cards} 块显卡需要 {need} 个，每块 {each} 个。",
    },
    few_cores = {
      en = "The CPU has {have} cores; {cards} card(s) should have {need}, {each} for each.",
      zh = "CPU 有 {have} 个核心；{cards} 块显卡应有 {need} 个，每块 {each} 个。",
    },
    depends = {
      en = "The CPU has {have} threads: enough for {cards} card(s) when data is prepared before "
        .. "training, too few when that happens during training ({need}, {each} for each).",
      zh = "CPU 有 {have} 个线程：训练前就处理好数据的话够 {cards} 块显卡用，"
        .. "训练时才处理则不够（需要 {need} 个，每块 {each} 个）。",
    },
  },
  when = function(build)
    return build.gpus == nil or #build.gpus > 0
  end,
  check = function(build, ctx)
    local cards, threads = #build.gpus, build.cpu.threads * build.cpu.count
    local strategy = strategies[build.preprocessing]
    local least = ctx.params[strategy and strategy.threads or "idle_threads"]

    local short = shortage(threads, least, cards)
    if short then
      ctx.report("few_threads", short, { at = "cpu.threads", suggest = more_threads })
      return
    end

    if not strategy then
      short = shortage(threads, ctx.params.busy_threads, cards)
      if short then
        ctx.report("depends", short, {
          at = "cpu.threads",
          severity = "warning",
          suggest = state_or_more_threads,
        })
      end
      return
    end

    if not build.cpu.cores then
      ctx.unknown("cpu.cores")
      return
    end
    short = shortage(build.cpu.cores * build.cpu.count, ctx.params[strategy.cores], cards)
    if short then
      ctx.report("few_cores", short, {
        at = "cpu.cores",
        severity = "warning",
        suggest = more_cores,
      })
    end
  end,
  examples = {
    { name = "during training, sixteen threads and eight cores carry four cards",
      build = { preprocessing = "during-training", cpu = { threads = 16, cores = 8 },
        gpus = { { count = 4 } } },
      expect = "pass" },
    { name = "fifteen threads do not",
      build = { preprocessing = "during-training", cpu = { threads = 15, cores = 8 },
        gpus = { { count = 4 } } },
      expect = { findings = { "few_threads" }, severity = "error", at = "cpu.threads",
        data = { have = 15, need = 16, each = 4, cards = 4 } } },
    { name = "seven cores are a warning",
      build = { preprocessing = "during-training", cpu = { threads = 16, cores = 7 },
        gpus = { { count = 4 } } },
      expect = { findings = { "few_cores" }, severity = "warning", at = "cpu.cores",
        data = { have = 7, need = 8, each = 2, cards = 4 } } },
    { name = "before training, eight threads and four cores do",
      build = { preprocessing = "before-training", cpu = { threads = 8, cores = 4 },
        gpus = { { count = 4 } } },
      expect = "pass" },
    { name = "before training, seven threads do not",
      build = { preprocessing = "before-training", cpu = { threads = 7, cores = 4 },
        gpus = { { count = 4 } } },
      expect = { findings = { "few_threads" }, severity = "error", data = { need = 8, each = 2 } } },
    { name = "before training, three cores are a warning",
      build = { preprocessing = "before-training", cpu = { threads = 8, cores = 3 },
        gpus = { { count = 4 } } },
      expect = { findings = { "few_cores" }, severity = "warning", data = { need = 4, each = 1 } } },
    { name = "two processors count twice",
      build = { preprocessing = "during-training", cpu = { threads = 8, cores = 4, count = 2 },
        gpus = { { count = 4 } } },
      expect = "pass" },
    { name = "strategy not stated: enough for either",
      build = { cpu = { threads = 16 }, gpus = { { count = 4 } } }, expect = "pass" },
    { name = "strategy not stated: it depends",
      build = { cpu = { threads = 15 }, gpus = { { count = 4 } } },
      expect = { findings = { "depends" }, severity = "warning", at = "cpu.threads",
        data = { have = 15, need = 16, each = 4, cards = 4 } } },
    { name = "strategy not stated: eight threads still depend",
      build = { cpu = { threads = 8 }, gpus = { { count = 4 } } }, expect = { findings = { "depends" } } },
    { name = "strategy not stated: too few for either",
      build = { cpu = { threads = 7 }, gpus = { { count = 4 } } },
      expect = { findings = { "few_threads" }, severity = "error", data = { need = 8 } } },
    { name = "the strategy is stated, the cores are not",
      build = { preprocessing = "during-training", cpu = { threads = 16 }, gpus = { { count = 4 } } },
      expect = { outcome = "unknown", missing = { "cpu.cores" } } },
    { name = "the threads are not known",
      build = { cpu = { cores = 8 }, gpus = { { count = 4 } } },
      expect = { outcome = "unknown", missing = { "cpu.threads" } } },
    { name = "one card needs two threads",
      build = { cpu = { threads = 1 }, gpus = { { vram_gb = 8 } } },
      expect = { findings = { "few_threads" }, data = { need = 2, cards = 1 } } },
    { name = "no card",
      build = { cpu = { threads = 4 }, gpus = {} }, expect = "not_applicable" },
    { name = "the cards are not listed",
      build = { cpu = { threads = 16 } }, expect = { outcome = "unknown", missing = { "gpus" } } },
  },
}
