local lga1151 = require "lib.lga1151"
local sockets = require "lib.sockets"

local another_board = {
  en = "Choose a board with a {board_for} series chipset, or a CPU of {cpu_for}.",
  zh = "换一块 {board_for} 系芯片组的主板，或者换一颗 {cpu_for} 的 CPU。",
}
local chipsets = { "100 / 200", "300" }
local generations = { "Skylake / Kaby Lake", "Coffee Lake" }

-- Two sockets have the name LGA 1151: which is it on the board, and which for the CPU?
local function check_lga1151(build, ctx)
  local board, cpu = lga1151.of_board(build.motherboard), lga1151.of_cpu(build.cpu)
  if board == nil then
    ctx.unknown("motherboard.chipset")
  elseif cpu == nil then
    ctx.unknown("cpu.generation")
  elseif board ~= cpu then
    ctx.report("other_generation", {
      cpu = generations[cpu],
      board = chipsets[board],
      board_for = chipsets[cpu],
      cpu_for = generations[board],
    }, { at = "motherboard.chipset", suggest = another_board })
  end
end

-- WRX90 has the socket of TRX50 and takes the PRO processors alone. Both have the same generation in
-- many lists, so the name has to say which one the CPU is.
local function check_wrx90(build, ctx)
  local name = build.cpu.name and string.upper(build.cpu.name)
  if name == nil then
    ctx.unknown("cpu.name")
  elseif string.match(name, "[79]9%d0X%f[%W]") and not string.match(name, "PRO") then
    ctx.report("pro_alone", { cpu = build.cpu.name }, {
      at = "motherboard.chipset",
      suggest = {
        en = "Choose a TRX50 board, or a Threadripper PRO.",
        zh = "换一块 TRX50 主板，或者换一颗 Threadripper PRO。",
      },
    })
  end
end

local function is_wrx90(board)
  return string.match(string.upper(board.chipset or board.name or ""), "WRX90")
end

---@type rigrules.Rule
return {
  title = { en = "The CPU fits the socket of the board", zh = "CPU 与主板插槽相符" },
  why = {
    en = "A CPU goes into one kind of socket; another has other contacts or another notch. Names "
      .. "differ between makers (sTR4 and TR4, LGA 2011-3 and LGA 2011-v3), so spellings are "
      .. "brought together first. sTRX4 and TR4 look alike and do not work together, and LGA 1151 is "
      .. "the name of two: Coffee Lake CPUs need a 300 series chipset, Skylake and Kaby Lake ones a "
      .. "100 or 200 series chipset. WRX90 has the socket of TRX50 and takes Threadripper PRO alone.",
    zh = "CPU 只能装进对应的插槽，触点和缺口都不通用。各家写法不同（sTR4 和 TR4，LGA 2011-3 和 "
      .. "LGA 2011-v3），所以先统一写法再比较。sTRX4 和 TR4 外形一样，但互不兼容。LGA 1151 "
      .. "也有两种：Coffee Lake 要 300 系芯片组，Skylake 和 Kaby Lake 要 100 或 200 系芯片组。"
      .. "WRX90 与 TRX50 插槽相同，但只支持 Threadripper PRO。",
  },
  source = {
    "Socket names as AMD and Intel publish them with each processor.",
    "AMD: FM2 processors fit FM2+ boards, AM3 processors AM3+ boards, not the other way round.",
    "blog.ocworks.com/archives/52175237 (2026-11): WRX90 is for Threadripper PRO 7000 WX, and "
      .. "Threadripper 7000 runs on TRX50 alone; of the 9000 series by recall, as in the catalogue.",
    "Wikipedia, LGA 1151 (2026-11): 300 series chipsets for Coffee Lake, 100 and 200 series for "
      .. "Skylake and Kaby Lake, in neither direction compatible.",
  },
  severity = "error",
  needs = { "cpu.socket", "motherboard.socket" },
  reads = { "cpu.generation", "cpu.name", "motherboard.chipset", "motherboard.name" },
  messages = {
    other_generation = {
      en = "Two sockets are named LGA 1151: the board's ({board} series chipset) does not take the "
        .. "CPU ({cpu}).",
      zh = "名为 LGA 1151 的插槽有两种：主板（{board} 系芯片组）不支持这颗 CPU（{cpu}）。",
    },
    pro_alone = {
      en = "The board (WRX90) takes Threadripper PRO alone; the CPU ({cpu}) has the same socket and "
        .. "does not run.",
      zh = "主板（WRX90）只支持 Threadripper PRO；这颗 CPU（{cpu}）插槽相同，但不能运行。",
    },
    other_socket = {
      en = "The CPU is for {cpu}, the board has {board}.",
      zh = "CPU 的插槽是 {cpu}，主板的插槽是 {board}。",
    },
  },
  check = function(build, ctx)
    local board, cpu = build.motherboard.socket, build.cpu.socket
    if lga1151.is_named(board) and lga1151.is_named(cpu) then
      check_lga1151(build, ctx)
    elseif not sockets.takes(board, cpu) then
      ctx.report("other_socket", { cpu = cpu, board = board }, {
        at = "motherboard.socket",
        suggest = {
          en = "Choose a board with {cpu}, or a CPU for {board}.",
          zh = "换一块 {cpu} 插槽的主板，或者换一颗 {board} 的 CPU。",
        },
      })
    elseif is_wrx90(build.motherboard) then
      check_wrx90(build, ctx)
    end
  end,
  examples = {
    { name = "the same name",
      build = { cpu = { socket = "AM5" }, motherboard = { socket = "AM5" } }, expect = "pass" },
    { name = "another socket",
      build = { cpu = { socket = "AM5" }, motherboard = { socket = "AM4" } },
      expect = { findings = { "other_socket" }, severity = "error", data = { cpu = "AM5", board = "AM4" },
        at = "motherboard.socket" } },
    { name = "sTR4 is TR4",
      build = { cpu = { socket = "sTR4" }, motherboard = { socket = "TR4" } }, expect = "pass" },
    { name = "SP3r2 is TR4",
      build = { cpu = { socket = "TR4" }, motherboard = { socket = "SP3r2" } }, expect = "pass" },
    { name = "sTRX4 is not TR4",
      build = { cpu = { socket = "sTRX4" }, motherboard = { socket = "sTR4" } },
      expect = { "other_socket" } },
    { name = "TRX4 and SP3r3 are sTRX4",
      build = { cpu = { socket = "TRX4" }, motherboard = { socket = "SP3r3" } }, expect = "pass" },
    { name = "WRX8 is sWRX8",
      build = { cpu = { socket = "WRX8" }, motherboard = { socket = "sWRX8" } }, expect = "pass" },
    { name = "TR5 is sTR5",
      build = { cpu = { socket = "TR5" }, motherboard = { socket = "sTR5" } }, expect = "pass" },
    { name = "spellings of LGA 2011-3, on a board with two, narrow",
      build = { cpu = { socket = "LGA2011-v3" }, motherboard = { socket = "2 x LGA 2011-3 Narrow" } },
      expect = "pass" },
    { name = "a narrow CPU entry on a board that does not say so",
      build = { cpu = { socket = "LGA 2011-3 Narrow" }, motherboard = { socket = "LGA 2011-3" } },
      expect = "pass" },
    { name = "LGA 2011 is not LGA 2011-3",
      build = { cpu = { socket = "LGA 2011-3" }, motherboard = { socket = "LGA 2011" } },
      expect = { "other_socket" } },
    { name = "LGA 2011-0 is LGA 2011",
      build = { cpu = { socket = "LGA 2011" }, motherboard = { socket = "LGA 2011-0" } }, expect = "pass" },
    { name = "the maker's word before, and a number alone",
      build = { cpu = { socket = "FCLGA1700" }, motherboard = { socket = "Intel Socket 1700" } },
      expect = "pass" },
    { name = "AMD's names of the package",
      build = { cpu = { socket = "LGA1718" }, motherboard = { socket = "AMD AM5" } }, expect = "pass" },
    { name = "PGA 1331 is AM4",
      build = { cpu = { socket = "PGA 1331" }, motherboard = { socket = "AM4" } }, expect = "pass" },
    { name = "AM3 goes into AM3+",
      build = { cpu = { socket = "AM3" }, motherboard = { socket = "AM3+" } }, expect = "pass" },
    { name = "AM3+ does not go into AM3",
      build = { cpu = { socket = "AM3+" }, motherboard = { socket = "AM3" } }, expect = { "other_socket" } },
    { name = "AM3 goes into AM2+",
      build = { cpu = { socket = "AM3" }, motherboard = { socket = "AM2+" } }, expect = "pass" },
    { name = "AM2 goes into AM2+",
      build = { cpu = { socket = "AM2" }, motherboard = { socket = "AM2+" } }, expect = "pass" },
    { name = "FM2 goes into FM2+",
      build = { cpu = { socket = "FM2" }, motherboard = { socket = "FM2+" } }, expect = "pass" },
    { name = "FM2+ does not go into FM2",
      build = { cpu = { socket = "FM2+" }, motherboard = { socket = "FM2" } }, expect = { "other_socket" } },
    { name = "the first LGA 1151 by its own name",
      build = { cpu = { socket = "LGA 1151", generation = "Skylake" },
        motherboard = { socket = "LGA 1151 v1" } },
      expect = "pass" },
    { name = "a Threadripper without PRO on WRX90",
      build = { cpu = { socket = "sTR5", name = "AMD Ryzen Threadripper 7980X" },
        motherboard = { socket = "sTR5", chipset = "AMD WRX90" } },
      expect = { findings = { "pro_alone" }, severity = "error", at = "motherboard.chipset" } },
    { name = "a Threadripper PRO on WRX90",
      build = { cpu = { socket = "sTR5", name = "AMD Ryzen Threadripper PRO 7985WX",
                  generation = "Storm Peak" },
        motherboard = { socket = "sTR5", chipset = "AMD WRX90" } },
      expect = "pass" },
    { name = "the board's name says it where no chipset does",
      build = { cpu = { socket = "sTR5", name = "AMD Ryzen Threadripper 7970X" },
        motherboard = { socket = "sTR5", name = "ASUS Pro WS WRX90E-SAGE SE" } },
      expect = { "pro_alone" } },
    { name = "a PRO that is named by mistake like one that is none",
      build = { cpu = { socket = "sTR5", name = "Threadripper PRO 7980X" },
        motherboard = { socket = "sTR5", chipset = "AMD WRX90" } },
      expect = "pass" },
    { name = "a Threadripper on WRX90 whose name is not said",
      build = { cpu = { socket = "sTR5", generation = "Storm Peak" },
        motherboard = { socket = "sTR5", chipset = "AMD WRX90" } },
      expect = { missing = { "cpu.name" } } },
    { name = "a Threadripper without PRO on TRX50",
      build = { cpu = { socket = "sTR5", name = "AMD Ryzen Threadripper 7980X" },
        motherboard = { socket = "sTR5", chipset = "AMD TRX50" } },
      expect = "pass" },
    { name = "a Coffee Lake on a 300 series chipset",
      build = { cpu = { socket = "LGA 1151", name = "Intel Core i7-8700K" },
        motherboard = { socket = "LGA 1151", chipset = "Intel Z370" } },
      expect = "pass" },
    { name = "a Coffee Lake on a 200 series chipset",
      build = { cpu = { socket = "LGA 1151", generation = "Coffee Lake" },
        motherboard = { socket = "LGA 1151", chipset = "Intel Z270" } },
      expect = { findings = { "other_generation" }, severity = "error",
        data = { cpu = "Coffee Lake", board = "100 / 200" }, at = "motherboard.chipset" } },
    { name = "a Kaby Lake on a 300 series chipset, by the names of CPU and board",
      build = { cpu = { socket = "LGA 1151", name = "Core i7 7700K" },
        motherboard = { socket = "LGA 1151", name = "ASUS PRIME Z390-A" } },
      expect = { "other_generation" } },
    { name = "a Xeon E3 v6 on C236",
      build = { cpu = { socket = "LGA 1151", name = "Xeon E3-1245 v6" },
        motherboard = { socket = "LGA 1151", chipset = "C236" } },
      expect = "pass" },
    { name = "a Xeon E-2200 on C236",
      build = { cpu = { socket = "LGA 1151", name = "Xeon E-2288G" },
        motherboard = { socket = "LGA 1151", chipset = "C236" } },
      expect = { "other_generation" } },
    { name = "which LGA 1151 the CPU is for is not said",
      build = { cpu = { socket = "LGA 1151" }, motherboard = { socket = "LGA 1151v2" } },
      expect = { missing = { "cpu.generation" } } },
    { name = "which LGA 1151 the board has is not said",
      build = { cpu = { socket = "LGA 1151v2" }, motherboard = { socket = "LGA 1151" } },
      expect = { missing = { "motherboard.chipset" } } },
    { name = "a board with H310C may take either",
      build = { cpu = { socket = "LGA 1151", generation = "Kaby Lake" },
        motherboard = { socket = "LGA 1151", chipset = "Intel H310C" } },
      expect = { missing = { "motherboard.chipset" } } },
    { name = "both are the later LGA 1151",
      build = { cpu = { socket = "LGA 1151", generation = "Coffee Lake" },
        motherboard = { socket = "LGA 1151v2" } },
      expect = "pass" },
    { name = "LGA 1151v2 and something else",
      build = { cpu = { socket = "LGA 1151v2" }, motherboard = { socket = "LGA 1150" } },
      expect = { "other_socket" } },
    { name = "LGA 1150 CPU on the later LGA 1151",
      build = { cpu = { socket = "LGA 1150" }, motherboard = { socket = "LGA 1151v2" } },
      expect = { "other_socket" } },
    { name = "LGA 4189 in its long spelling, on a board for two",
      build = { cpu = { socket = "FCLGA4189" }, motherboard = { socket = "2 x LGA 4189-4" } },
      expect = "pass" },
    { name = "LGA 4710 is not LGA 4677",
      build = { cpu = { socket = "LGA 4710-2" }, motherboard = { socket = "LGA 4677" } },
      expect = { "other_socket" } },
    { name = "SP6 is not SP5",
      build = { cpu = { socket = "SP6" }, motherboard = { socket = "SP5" } }, expect = { "other_socket" } },
    { name = "the letter that Intel gave a socket",
      build = { cpu = { socket = "LGA 1366" }, motherboard = { socket = "Socket B" } }, expect = "pass" },
    { name = "a board without a stated socket",
      build = { cpu = { socket = "AM5" }, motherboard = {} },
      expect = { missing = { "motherboard.socket" } } },
    { name = "no CPU",
      build = { motherboard = { socket = "AM5" } }, expect = { missing = { "cpu.socket" } } },
  },
}
