local memory = require "lib.memory"
local paths = require "lib.paths"

---@type rigrules.Rule
return {
  title = {
    en = "Registered memory is on a board for it, and unmixed",
    zh = "带寄存器的内存配支持它的主板，且不混用",
  },
  why = {
    en = "Registered modules (RDIMM) are addressed in another way than unbuffered ones (UDIMM); a "
      .. "desktop board does not start with them, a server board often not without. DDR5 modules "
      .. "of the two kinds are even keyed apart. Both in one machine never work.",
    zh = "带寄存器的内存（RDIMM）寻址方式与普通内存（UDIMM）不同：桌面主板插上它不开机，"
      .. "服务器主板没有它往往也不开机。DDR5 的这两种连缺口都不一样。两种混插一定不能用。",
  },
  source = {
    "JEDEC: UDIMM and RDIMM are separate kinds of module; DDR5 keys them apart (JESD305, JESD308).",
    "AMD and Intel data sheets: AM2 to AM5, FM1 to FM2+, TR4, sTRX4 and LGA 115x to 1851 take "
      .. "UDIMM; sTR5, SP5, SP6, LGA 3647, 4189, 4677 and 4710 take RDIMM.",
  },
  severity = "error",
  unknown = "note",
  needs = { "memory[].registered", "motherboard" },
  messages = {
    mixed = {
      en = "Kit {registered} is registered, kit {plain} is not.",
      zh = "第 {registered} 套内存带寄存器，第 {plain} 套不带。",
    },
    registered = {
      en = "Kit {kit} is registered; the board takes unbuffered modules only.",
      zh = "第 {kit} 套内存带寄存器，而主板只支持普通内存。",
    },
    unbuffered = {
      en = "Kit {kit} is unbuffered; the board takes registered modules only.",
      zh = "第 {kit} 套内存是普通内存，而主板只支持带寄存器的内存。",
    },
  },
  when = function(build)
    return build.memory == nil or #build.memory > 0
  end,
  check = function(build, ctx)
    local kits = {}
    for i, kit in ipairs(build.memory) do
      kits[kit.registered] = kits[kit.registered] or i
    end
    if kits[true] and kits[false] then
      ctx.report("mixed", { registered = kits[true], plain = kits[false] }, {
        at = "memory",
        suggest = {
          en = "Choose modules of one kind, the one the board's manual names.",
          zh = "只用一种内存，以主板说明书为准。",
        },
      })
      return
    end

    local wanted = memory.wants_registered(build.motherboard)
    if wanted == nil then
      ctx.unknown("motherboard.memory_modules")
    elseif wanted == "either" then
      return
    elseif kits[true] and not wanted then
      ctx.report("registered", { kit = kits[true] }, {
        at = paths.of("memory", kits[true], "registered"),
        suggest = {
          en = "Choose unbuffered modules (UDIMM), or a server board.",
          zh = "换成普通内存（UDIMM），或者换服务器主板。",
        },
      })
    elseif kits[false] and wanted then
      ctx.report("unbuffered", { kit = kits[false] }, {
        at = paths.of("memory", kits[false], "registered"),
        suggest = {
          en = "Choose registered modules (RDIMM), or a desktop board.",
          zh = "换成带寄存器的内存（RDIMM），或者换桌面主板。",
        },
      })
    end
  end,
  examples = {
    { name = "unbuffered on a desktop board",
      build = { memory = { { registered = false } }, motherboard = { socket = "AM5" } }, expect = "pass" },
    { name = "registered on a desktop board",
      build = { memory = { { registered = true } }, motherboard = { socket = "LGA 1700" } },
      expect = { findings = { "registered" }, severity = "error", data = { kit = 1 },
        at = "memory[1].registered" } },
    { name = "registered on Threadripper 7000",
      build = { memory = { { registered = true } }, motherboard = { socket = "sTR5" } }, expect = "pass" },
    { name = "unbuffered on EPYC",
      build = { memory = { { registered = false } }, motherboard = { socket = "SP5" } },
      expect = { findings = { "unbuffered" }, data = { kit = 1 }, at = "memory[1].registered" } },
    { name = "unbuffered on LGA 4189",
      build = { memory = { { registered = false } }, motherboard = { socket = "2 x LGA 4189" } },
      expect = { "unbuffered" } },
    { name = "registered on LGA 3647, narrow",
      build = { memory = { { registered = true } }, motherboard = { socket = "LGA 3647 Narrow" } },
      expect = "pass" },
    { name = "unbuffered on EPYC 8004",
      build = { memory = { { registered = false } }, motherboard = { socket = "SP6" } },
      expect = { "unbuffered" } },
    { name = "registered on an old desktop board",
      build = { memory = { { registered = true } }, motherboard = { socket = "AM3+" } },
      expect = { "registered" } },
    { name = "one kit of each",
      build = { memory = { { registered = false }, { registered = true } },
        motherboard = { socket = "AM5" } },
      expect = { findings = { "mixed" }, data = { registered = 2, plain = 1 }, at = "memory" } },
    { name = "of two equal kits the first is named",
      build = { memory = { { registered = true }, { registered = true } }, motherboard = { socket = "AM4" } },
      expect = { findings = { "registered" }, data = { kit = 1 } } },
    { name = "a socket that has boards of both kinds",
      build = { memory = { { registered = true } }, motherboard = { socket = "LGA 2066" } },
      expect = { missing = { "motherboard.memory_modules" } } },
    { name = "the board states that it takes registered modules",
      build = { memory = { { registered = true } },
        motherboard = { socket = "SP3", memory_modules = { "registered" } } },
      expect = "pass" },
    { name = "what the board states comes before what its socket suggests",
      build = { memory = { { registered = false } },
        motherboard = { socket = "AM4", memory_modules = { "registered" } } },
      expect = { "unbuffered" } },
    { name = "the board states that it takes unbuffered modules",
      build = { memory = { { registered = true } }, motherboard = { memory_modules = { "unbuffered" } } },
      expect = { "registered" } },
    { name = "a board that takes either kind",
      build = { memory = { { registered = false } },
        motherboard = { socket = "SP3", memory_modules = { "unbuffered", "registered" } } },
      expect = "pass" },
    { name = "a list of kinds that is empty says nothing",
      build = { memory = { { registered = true } }, motherboard = { socket = "sTR5", memory_modules = {} } },
      expect = "pass" },
    { name = "nothing is known of the board",
      build = { memory = { { registered = true } }, motherboard = {} },
      expect = { missing = { "motherboard.memory_modules" } } },
    { name = "a kit that does not say",
      build = { memory = { { name = "a kit" } }, motherboard = { socket = "AM5" } },
      expect = { missing = { "memory[1].registered" } } },
    { name = "memory is not stated",
      build = { motherboard = { socket = "AM5" } }, expect = { missing = { "memory" } } },
    { name = "no memory",
      build = { memory = {}, motherboard = { socket = "AM5" } }, expect = "not_applicable" },
  },
}
