---@type rigrules.Rule
return {
  title = { en = "The highest clock is not below the base clock", zh = "最高频率不低于基础频率" },
  why = {
    en = "The highest clock is what a CPU reaches for moments above its base clock, so makers never "
      .. "state it below that. Where a list does, the two are swapped, or one belongs to another core "
      .. "type.",
    zh = "最高频率是 CPU 短时间能达到的频率，厂商标的不会低于基础频率。清单里更低，说明两个数写反了，"
      .. "或者其中一个是另一种核心的。",
  },
  source = "Processor data sheets: max turbo frequency is at least the base frequency.",
  severity = "error",
  unknown = "note",
  reads = { "cpu.base_clock_ghz", "cpu.boost_clock_ghz" },
  messages = {
    swapped = {
      en = "The CPU states {boost_ghz} GHz at most and {base_ghz} GHz as its base.",
      zh = "CPU 写的是基础频率 {base_ghz} GHz、最高频率 {boost_ghz} GHz。",
    },
  },
  when = function(build)
    local cpu = build.cpu
    return cpu ~= nil and cpu.base_clock_ghz ~= nil and cpu.boost_clock_ghz ~= nil
  end,
  check = function(build, ctx)
    local base, boost = build.cpu.base_clock_ghz, build.cpu.boost_clock_ghz
    if boost < base then
      ctx.report("swapped", { base_ghz = base, boost_ghz = boost }, {
        at = "cpu.boost_clock_ghz",
        suggest = {
          en = "Look the CPU up, and correct base_clock_ghz or boost_clock_ghz.",
          zh = "查一下 CPU 规格，改正 base_clock_ghz 或 boost_clock_ghz。",
        },
      })
    end
  end,
  examples = {
    { name = "a CPU that does not go faster",
      build = { cpu = { base_clock_ghz = 3.5, boost_clock_ghz = 3.5 } }, expect = "pass" },
    { name = "swapped",
      build = { cpu = { base_clock_ghz = 3.5, boost_clock_ghz = 3.4 } },
      expect = { findings = { "swapped" }, severity = "error", data = { base_ghz = 3.5, boost_ghz = 3.4 },
        at = "cpu.boost_clock_ghz" } },
    { name = "the base clock alone",
      build = { cpu = { base_clock_ghz = 3.5 } }, expect = "not_applicable" },
    { name = "the highest clock alone",
      build = { cpu = { boost_clock_ghz = 3.5 } }, expect = "not_applicable" },
    { name = "no CPU",
      build = { gpus = {} }, expect = "not_applicable" },
  },
}
