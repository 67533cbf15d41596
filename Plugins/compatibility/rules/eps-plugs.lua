local paths = require "lib.paths"
local words = require "lib.words"

-- EPS plugs of the supplies that feed the CPU. Every supply for a PC has one, so that 0 is no
-- figure but a gap in the list: the place of the first such gap is returned too.
local function plugs(build)
  local sum, gap = 0, nil
  for i, psu in ipairs(build.psus) do
    if psu.powers == nil or words.has(psu.powers, "cpu") then
      local count = psu.connectors.eps_8pin
      sum = sum + count
      if count == 0 then
        gap = gap or paths.of("psus", i, "connectors.eps_8pin")
      end
    end
  end
  return sum, gap
end

---@type rigrules.Rule
return {
  title = { en = "The PSU has an EPS plug for every CPU socket", zh = "电源的 CPU 供电接头足够" },
  why = {
    en = "A CPU is fed through 8-pin EPS plugs, which do not fit cards, nor theirs it. Each CPU "
      .. "needs one; one carries 336 W (4 pins of 7 A at 12 V). Boards for strong CPUs have a "
      .. "second socket, which may stay empty while the CPU stays below that.",
    zh = "CPU 靠 8-pin EPS 接头供电，与显卡接头不通用。每颗 CPU 至少要一个，"
      .. "一个能带 336 瓦（4 针，每针 7 安、12 伏）。高端主板有第二个插座，"
      .. "CPU 功率不超过这个数时可以不插。",
  },
  source = {
    "EPS12V Power Supply Design Guide: an 8-pin connector with four 12 V contacts for each CPU.",
    "Contacts of this kind are rated for 7 A and more on 18 AWG wire: 4 × 7 A × 12 V = 336 W.",
  },
  severity = "error",
  unknown = "note",
  needs = { "cpu", "psus[].connectors" },
  reads = { "cpu.count", "cpu.tdp_w", "psus[].powers", "motherboard.eps_8pin" },
  params = {
    watts_per_plug = {
      default = 336,
      min = 1,
      max = 1000,
      unit = "W",
      doc = { en = "what one EPS plug carries", zh = "一个 EPS 接头能带的功率" },
    },
  },
  messages = {
    too_few = {
      en = "EPS plugs: {have}; CPUs: {cpus}, one plug each at least.",
      zh = "EPS 接头有 {have} 个，CPU 有 {cpus} 颗，每颗至少要一个。",
    },
    too_weak = {
      en = "EPS plugs: {have} of {plug_w} W; the CPU(s) draw {cpu_w} W, which takes {need}.",
      zh = "EPS 接头有 {have} 个，每个 {plug_w} W；CPU 共 {cpu_w} W，要 {need} 个。",
    },
    board_has_more = {
      en = "EPS plugs: {have}; the board has sockets for {need}.",
      zh = "EPS 接头有 {have} 个，主板上有 {need} 个插座。",
    },
  },
  when = function(build)
    return build.psus == nil or #build.psus > 0
  end,
  check = function(build, ctx)
    local board = build.motherboard and build.motherboard.eps_8pin
    local have, gap = plugs(build)
    if gap then
      ctx.unknown(gap)
      return
    end

    local cpu = build.cpu
    local cpu_w = cpu.tdp_w and cpu.tdp_w * cpu.count
    local need = cpu_w and math.ceil(cpu_w / ctx.params.watts_per_plug) or 0
    if have < cpu.count then
      ctx.report("too_few", { have = have, cpus = cpu.count }, {
        at = "psus",
        suggest = {
          en = "Choose a power supply with {cpus} EPS plug(s) or more.",
          zh = "换一个至少有 {cpus} 个 EPS 接头的电源。",
        },
      })
    elseif have < need then
      ctx.report("too_weak", {
        have = have,
        need = need,
        cpu_w = cpu_w,
        plug_w = ctx.params.watts_per_plug,
      }, {
        at = "psus",
        suggest = {
          en = "Choose a power supply with {need} EPS plugs, and use them all.",
          zh = "换一个有 {need} 个 EPS 接头的电源，并全部插上。",
        },
      })
    elseif board and have < board then
      ctx.report("board_has_more", { have = have, need = board }, {
        at = "psus",
        severity = "advice",
        suggest = {
          en = "Choose a power supply with {need} EPS plugs where the CPU is to be overclocked.",
          zh = "如果要给 CPU 超频，换一个有 {need} 个 EPS 接头的电源。",
        },
      })
    end
  end,
  examples = {
    { name = "one plug for one CPU",
      build = { cpu = {}, psus = { { connectors = { eps_8pin = 1 } } } }, expect = "pass" },
    { name = "one plug for two CPUs",
      build = { cpu = { count = 2, tdp_w = 145 }, psus = { { connectors = { eps_8pin = 1 } } } },
      expect = { findings = { "too_few" }, severity = "error", data = { have = 1, cpus = 2 }, at = "psus" } },
    { name = "two plugs for two CPUs",
      build = { cpu = { count = 2, tdp_w = 336 }, psus = { { connectors = { eps_8pin = 2 } } } },
      expect = "pass" },
    { name = "one plug for 336 W",
      build = { cpu = { tdp_w = 336 }, psus = { { connectors = { eps_8pin = 1 } } } }, expect = "pass" },
    { name = "one plug for a watt more",
      build = { cpu = { tdp_w = 337 }, psus = { { connectors = { eps_8pin = 1 } } } },
      expect = { findings = { "too_weak" }, severity = "error",
        data = { have = 1, need = 2, cpu_w = 337, plug_w = 336 }, at = "psus" } },
    { name = "plugs that are trusted with less",
      build = { cpu = { tdp_w = 336 }, psus = { { connectors = { eps_8pin = 2 } } } },
      params = { watts_per_plug = 150 },
      expect = { findings = { "too_weak" }, data = { need = 3, plug_w = 150 } } },
    { name = "the board has two sockets",
      build = { cpu = { tdp_w = 120 }, motherboard = { eps_8pin = 2 },
        psus = { { connectors = { eps_8pin = 1 } } } },
      expect = { findings = { "board_has_more" }, severity = "advice", data = { have = 1, need = 2 },
        at = "psus" } },
    { name = "the board has two sockets, and the PSU two plugs",
      build = { cpu = { tdp_w = 120 }, motherboard = { eps_8pin = 2 },
        psus = { { connectors = { eps_8pin = 2 } } } },
      expect = "pass" },
    { name = "a board that has no such sockets, and one that does not say",
      build = { cpu = { tdp_w = 15 }, motherboard = { eps_8pin = 0 },
        psus = { { connectors = { eps_8pin = 1 } } } },
      expect = "pass" },
    { name = "two power supplies, both for the CPU as far as is known",
      build = { cpu = { count = 2 }, motherboard = {},
        psus = { { connectors = { eps_8pin = 1 } }, { connectors = { eps_8pin = 1 } } } },
      expect = "pass" },
    { name = "of two power supplies, one feeds the CPUs",
      build = { cpu = { count = 2 },
        psus = { { connectors = { eps_8pin = 1 }, powers = { "cpu" } },
          { connectors = { eps_8pin = 1 }, powers = { "gpu:1" } } },
        gpus = { {} } },
      expect = { findings = { "too_few" }, data = { have = 1 } } },
    { name = "a list that leaves the plug out",
      build = { cpu = {}, psus = { { connectors = { pcie_8pin = 4 } } } },
      expect = { missing = { "psus[1].connectors.eps_8pin" } } },
    { name = "of two gaps the first is named",
      build = { cpu = {},
        psus = { { connectors = { eps_8pin = 1 } }, { connectors = { pcie_8pin = 4 } },
          { connectors = { pcie_8pin = 2 } } } },
      expect = { missing = { "psus[2].connectors.eps_8pin" } } },
    { name = "no power supply",
      build = { cpu = {}, psus = {} }, expect = "not_applicable" },
    { name = "power supplies are not stated",
      build = { cpu = {} }, expect = { missing = { "psus" } } },
    { name = "plugs are not stated",
      build = { cpu = {}, psus = { { wattage_w = 500 } } }, expect = { missing = { "psus[1].connectors" } } },
  },
}
