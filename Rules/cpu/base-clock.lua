---@type rigrules.Rule
return {
  title = {
    en = "The CPU runs at more than 2 GHz",
    zh = "CPU 频率大于 2GHz",
  },
  why = {
    en = "Each card is driven by one thread that starts its kernels; below 2 GHz that thread is "
      .. "often too slow and the card waits. The base clock is what the maker guarantees under "
      .. "sustained load. With good cooling and one or two busy threads a CPU stays above it, so a "
      .. "low base clock with a high boost clock is only a warning.",
    zh = "每块显卡由一个线程负责启动计算，频率低于 2 GHz 时这个线程常常来不及，显卡就得等。"
      .. "基准频率是厂商保证的持续负载频率；散热良好、只有一两个线程忙时 CPU 会高于它，"
      .. "所以基准频率低而睿频够高时只给出警告。",
  },
  source = "频率要大于 2GHz",
  severity = "error",
  needs = { "cpu.base_clock_ghz" },
  reads = { "cpu.boost_clock_ghz" },
  params = {
    least_ghz = {
      default = 2,
      min = 0,
      max = 10,
      unit = "GHz",
      doc = { en = "the clock that must be exceeded", zh = "必须超过的频率" },
    },
  },
  messages = {
    boost_only = {
      en = "The base clock is {have_ghz} GHz; only the boost clock ({boost_ghz} GHz) is above "
        .. "{need_ghz} GHz.",
      zh = "基准频率是 {have_ghz} GHz，只有睿频（{boost_ghz} GHz）高于 {need_ghz} GHz。",
    },
    too_slow = {
      en = "The base clock is {have_ghz} GHz; it must be above {need_ghz} GHz.",
      zh = "基准频率是 {have_ghz} GHz，必须高于 {need_ghz} GHz。",
    },
  },
  check = function(build, ctx)
    local need = ctx.params.least_ghz
    local base, boost = build.cpu.base_clock_ghz, build.cpu.boost_clock_ghz
    local suggest = {
      en = "Choose a CPU with a base clock above {need_ghz} GHz.",
      zh = "选基准频率高于 {need_ghz} GHz 的 CPU。",
    }
    if base > need then
      return
    end
    if boost and boost > need then
      ctx.report("boost_only", { have_ghz = base, boost_ghz = boost, need_ghz = need }, {
        at = "cpu.base_clock_ghz",
        severity = "warning",
        suggest = suggest,
      })
    else
      ctx.report("too_slow", { have_ghz = base, need_ghz = need }, {
        at = "cpu.base_clock_ghz",
        suggest = suggest,
      })
    end
  end,
  examples = {
    { name = "2.1 GHz is above 2",
      build = { cpu = { base_clock_ghz = 2.1 } }, expect = "pass" },
    { name = "exactly 2 GHz is not above it",
      build = { cpu = { base_clock_ghz = 2.0 } },
      expect = { findings = { "too_slow" }, severity = "error", at = "cpu.base_clock_ghz",
        data = { have_ghz = 2, need_ghz = 2 } } },
    { name = "a boost above 2 GHz makes it a warning",
      build = { cpu = { base_clock_ghz = 1.8, boost_clock_ghz = 3.2 } },
      expect = { findings = { "boost_only" }, severity = "warning", at = "cpu.base_clock_ghz",
        data = { boost_ghz = 3.2, have_ghz = 1.8 } } },
    { name = "a boost of exactly 2 GHz does not",
      build = { cpu = { base_clock_ghz = 1.6, boost_clock_ghz = 2.0 } },
      expect = { findings = { "too_slow" }, severity = "error" } },
    { name = "the base clock is not known",
      build = { cpu = { boost_clock_ghz = 4 } },
      expect = { outcome = "unknown", missing = { "cpu.base_clock_ghz" } } },
  },
}
