local boards = require "lib.boards"
local memory = require "lib.memory"
local paths = require "lib.paths"
local words = require "lib.words"

-- Boards with full-size slots: of the smaller sizes some take SO-DIMM.
local full_size = { "ATX", "MICROATX", "EATX", "XLATX", "SSIEEB", "SSICEB", "HPTX" }

-- What shops write in the names of SO-DIMM kits, with their pins (DDR3 204, DDR4 260, DDR5 262).
local laptop_marks = {
  "SO[%-%s]?DIMM",
  "%f[%d]204[%-%s]?PIN",
  "%f[%d]26[02][%-%s]?PIN",
  "LAPTOP",
  "NOTEBOOK",
  "笔记本",
}

-- Kinds of module of the full size.
local desktop_names = { "DIMM", "UDIMM", "RDIMM", "LRDIMM" }

-- The size of a kit's modules, as stated or as its name says; nil if neither does.
local function module_size(kit)
  local stated = kit.form_factor or kit.x_form_factor
  if stated then
    local key = words.squeeze(stated)
    return key == "SODIMM" and "SO-DIMM" or words.has(desktop_names, key) and "DIMM" or stated
  end
  local name = string.upper(kit.name or "")
  for _, mark in ipairs(laptop_marks) do
    if string.find(name, mark) then
      return "SO-DIMM"
    end
  end
end

-- The size that the board's slots take; nil if it is not known.
local function slot_size(board)
  if board.memory_form_factor then
    return board.memory_form_factor
  elseif board.form_factor and words.has(full_size, boards.key(board.form_factor)) then
    return "DIMM"
  end
end

---@type rigrules.Rule
return {
  title = { en = "The memory is of the board's type", zh = "内存类型与主板相符" },
  why = {
    en = "DDR3, DDR4 and DDR5 modules have their notch in different places and run at different "
      .. "voltages: the wrong type does not go in. Some CPUs take two types, but a board has "
      .. "slots for one.",
    zh = "DDR3、DDR4、DDR5 的缺口位置和电压都不同，类型不对就插不进去。有的 CPU 支持两种内存，"
      .. "但一块主板只有一种插槽。",
  },
  source = "JEDEC: DDR3 (JESD79-3), DDR4 (JESD79-4) and DDR5 (JESD79-5) modules are keyed apart.",
  severity = "error",
  needs = { "memory[].type", "motherboard.memory_type" },
  reads = {
    "cpu",
    "cpu.memory_types",
    "memory[].form_factor",
    "memory[].name",
    "memory[].x_form_factor",
    "motherboard.form_factor",
    "motherboard.memory_form_factor",
  },
  messages = {
    other_board = {
      en = "Kit {kit} is {have}, the board takes {board}.",
      zh = "第 {kit} 套内存是 {have}，主板用的是 {board}。",
    },
    other_size = {
      en = "Kit {kit} has {have} modules, the board takes {board}.",
      zh = "第 {kit} 套内存是 {have}，主板用的是 {board}。",
    },
    other_cpu = {
      en = "Kit {kit} is {have}, the CPU takes {cpu}.",
      zh = "第 {kit} 套内存是 {have}，CPU 支持的是 {cpu}。",
    },
  },
  -- What the CPU takes is read where it is stated; what fits the board settles it otherwise.
  check = function(build, ctx)
    local board = build.motherboard.memory_type
    local types = build.cpu and build.cpu.memory_types
    local slots = slot_size(build.motherboard)
    for i, kit in ipairs(build.memory) do
      local kind = memory.kind(kit.type)
      local at = paths.of("memory", i, "type")
      if kind ~= memory.kind(board) then
        ctx.report("other_board", { kit = i, have = kit.type, board = board }, {
          at = at,
          suggest = {
            en = "Choose {board} memory, or a board for {have}.",
            zh = "换成 {board} 内存，或者换一块用 {have} 的主板。",
          },
        })
      elseif slots and (module_size(kit) or slots) ~= slots then
        local have = module_size(kit)
        ctx.report("other_size", { kit = i, have = have, board = slots }, {
          at = paths.of("memory", i, kit.form_factor and "form_factor" or "name"),
          suggest = {
            en = "Choose {board} modules, or a board for {have}.",
            zh = "换成 {board}，或者换一块用 {have} 的主板。",
          },
        })
      elseif slots and slots ~= "DIMM" and module_size(kit) == nil then
        ctx.unknown(paths.of("memory", i, "form_factor"))
      elseif not slots and (module_size(kit) or "DIMM") ~= "DIMM" then
        ctx.unknown("motherboard.memory_form_factor")
      elseif types and not words.has(memory.kinds(types), kind) then
        ctx.report("other_cpu", { kit = i, have = kit.type, cpu = words.listed(types) }, {
          at = at,
          suggest = {
            en = "Choose a CPU for {have}, or board and memory of {cpu}.",
            zh = "换一颗支持 {have} 的 CPU，或者主板和内存都换成 {cpu}。",
          },
        })
      end
    end
  end,
  examples = {
    { name = "laptop modules on a desktop board, by their name",
      build = { memory = { { type = "DDR5", name = "64GB (2x32GB) DDR5-5600 262-pin SO-DIMM" } },
        motherboard = { memory_type = "DDR5", form_factor = "ATX" } },
      expect = { findings = { "other_size" }, severity = "error", data = { have = "SO-DIMM", board = "DIMM" },
        at = "memory[1].name" } },
    { name = "desktop modules on a board that takes SO-DIMM",
      build = { memory = { { type = "DDR5", form_factor = "DIMM" } },
        motherboard = { memory_type = "DDR5", memory_form_factor = "SO-DIMM" } },
      expect = { findings = { "other_size" }, at = "memory[1].form_factor" } },
    { name = "SO-DIMM on a small board, of which few take it",
      build = { memory = { { type = "DDR5", form_factor = "SO-DIMM" } },
        motherboard = { memory_type = "DDR5", form_factor = "Mini-ITX" } },
      expect = { outcome = "unknown", missing = { "motherboard.memory_form_factor" } } },
    { name = "SO-DIMM on a small board that states it",
      build = { memory = { { type = "DDR4", name = "Crucial 笔记本内存 16GB" } },
        motherboard = { memory_type = "DDR4", form_factor = "Mini-ITX", memory_form_factor = "SO-DIMM" } },
      expect = "pass" },
    { name = "a kit of unstated size on a board that takes SO-DIMM",
      build = { memory = { { type = "DDR5" } },
        motherboard = { memory_type = "DDR5", memory_form_factor = "SO-DIMM" } },
      expect = { outcome = "unknown", missing = { "memory[1].form_factor" } } },
    { name = "modules of full size under another name",
      build = { memory = { { type = "DDR5", x_form_factor = "UDIMM" } },
        motherboard = { memory_type = "DDR5", memory_form_factor = "DIMM" } },
      expect = "pass" },
    { name = "a name that states the pins of a laptop module",
      build = { memory = { { type = "DDR4", name = "32GB DDR4-3200 260-Pin" } },
        motherboard = { memory_type = "DDR4", form_factor = "Micro ATX" } },
      expect = { findings = { "other_size" }, severity = "error" } },
    { name = "DDR5 on DDR5",
      build = { memory = { { type = "DDR5" } }, motherboard = { memory_type = "DDR5" } }, expect = "pass" },
    { name = "DDR4 on DDR5",
      build = { memory = { { type = "DDR4" } }, motherboard = { memory_type = "DDR5" } },
      expect = { findings = { "other_board" }, severity = "error",
        data = { kit = 1, have = "DDR4", board = "DDR5" }, at = "memory[1].type" } },
    { name = "of two kits, the second is of another type",
      build = { memory = { { type = "DDR4" }, { type = "DDR3" } }, motherboard = { memory_type = "DDR4" } },
      expect = { findings = { "other_board" }, data = { kit = 2 }, at = "memory[2].type" } },
    { name = "DDR3L on DDR3",
      build = { memory = { { type = "DDR3L" } }, motherboard = { memory_type = "DDR3" } }, expect = "pass" },
    { name = "another spelling, with the speed",
      build = { memory = { { type = "ddr4-3200" } }, motherboard = { memory_type = "DDR4" } },
      expect = "pass" },
    { name = "LPDDR5 is not DDR5",
      build = { memory = { { type = "LPDDR5" } }, motherboard = { memory_type = "DDR5" } },
      expect = { "other_board" } },
    { name = "LPDDR5X on a board that has it",
      build = { memory = { { type = "LPDDR5X" } }, motherboard = { memory_type = "lpddr5x" } },
      expect = "pass" },
    { name = "DDR and DDR1 are one",
      build = { memory = { { type = "DDR" } }, motherboard = { memory_type = "DDR1" } }, expect = "pass" },
    { name = "a type of another world",
      build = { memory = { { type = "RIMM" } }, motherboard = { memory_type = "DDR1" } },
      expect = { "other_board" } },
    { name = "a CPU for both types",
      build = { memory = { { type = "DDR4" } }, motherboard = { memory_type = "DDR4" },
        cpu = { memory_types = { "DDR5-5600", "DDR4-3200" } } },
      expect = "pass" },
    { name = "a CPU for the other type",
      build = { memory = { { type = "DDR4" } }, motherboard = { memory_type = "DDR4" },
        cpu = { memory_types = { "DDR5" } } },
      expect = { findings = { "other_cpu" }, data = { kit = 1, have = "DDR4", cpu = "DDR5" },
        at = "memory[1].type" } },
    { name = "a CPU that takes no modules",
      build = { memory = { { type = "DDR4" } }, motherboard = { memory_type = "DDR4" },
        cpu = { memory_types = {} } },
      expect = { findings = { "other_cpu" }, data = { cpu = "-" } } },
    { name = "one kit does not say",
      build = { memory = { { type = "DDR4" }, { name = "a kit" } }, motherboard = { memory_type = "DDR4" } },
      expect = { missing = { "memory[2].type" } } },
    { name = "no board",
      build = { memory = { { type = "DDR4" } } }, expect = { missing = { "motherboard.memory_type" } } },
  },
}
