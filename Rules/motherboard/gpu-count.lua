local lanes = require "lib.lanes"
local paths = require "lib.paths"
local slots = require "lib.slots"

-- How many cards the board takes: what its maker says, else its x16-size slots that have the lanes
-- for a card, each split one as often as it is split. The second figure counts the slots of other
-- sizes, which take cards on risers. The third is the first slot whose size is not stated.
local function cards_on_board(board, least)
  if board.max_gpus then
    return board.max_gpus, math.huge, nil
  end
  local cards, others, unsized = 0, 0, nil
  for i, slot in ipairs(board.pcie_slots) do
    if slot.split then
      for _, lanes in ipairs(slot.split) do
        cards = cards + (lanes >= least and 1 or 0)
      end
    elseif slot.size == "x16" and (slot.lanes == nil or slot.lanes >= least) then
      cards = cards + 1
    else
      others = others + 1
      unsized = unsized or slot.size == nil and paths.of("motherboard.pcie_slots", i, "size") or nil
    end
  end
  return cards, others, unsized
end

-- Cards that sit in slots, and cards on risers. A card outside the case needs no slot.
local function cards_by_mount(build)
  local plugged, on_risers = 0, 0
  for _, gpu in ipairs(build.gpus) do
    if gpu.mount == nil or gpu.mount == "slot" then
      plugged = plugged + 1
    elseif gpu.mount ~= "external" then
      on_risers = on_risers + 1
    end
  end
  return plugged, on_risers
end

---@type rigrules.Rule
return {
  title = {
    en = "Board and CPU run all cards at once",
    zh = "主板和 CPU 能同时支持所有显卡",
  },
  why = {
    en = "What matters about the CPU is how many cards it and the board run at the same time. A "
      .. "card works in a slot with 4 PCIe lanes; from four cards on, each wants 8 lanes of the CPU. "
      .. "A desktop CPU has 16 to 24, so four cards need a workstation one. A card that the board cannot "
      .. "drive is dead weight, and changing it later means a new board, a new CPU and often new "
      .. "memory.",
    zh = "选 CPU 最要紧的是它和主板能同时带几块显卡。一块显卡插在有 4 条 PCIe 通道的插槽里就能工作；"
      .. "四块以上时，每块要占 CPU 的 8 条通道；普通桌面 CPU 只有 16 到 24 条通道，"
      .. "所以四卡机器要用工作站 CPU。主板带不动的显卡等于白买，以后再换就得连主板、CPU，"
      .. "往往还有内存一起换。",
  },
  source = {
    "更需要关注的是CPU和主板组合支持同时运行的GPU数量。",
    "CPU 要能支持你的 GPU 数量",
  },
  severity = "error",
  needs = {
    "gpus",
    "motherboard.max_gpus | motherboard.pcie_slots",
  },
  reads = {
    "cpu.count",
    "cpu.pcie_lanes",
    "gpus[].mount",
    "motherboard.pcie_slots[].bifurcation",
    "motherboard.pcie_slots[].lanes",
    "motherboard.pcie_slots[].shares",
    "motherboard.pcie_slots[].size",
    "motherboard.pcie_slots[].split",
  },
  params = {
    lanes_each = {
      default = 4,
      min = 1,
      max = 16,
      unit = "lanes",
      doc = { en = "the least lanes of a slot for a card", zh = "显卡插槽至少需要的通道数" },
    },
    lanes_each_of_many = {
      default = lanes.each_of_many,
      min = 1,
      max = 16,
      unit = "lanes",
      doc = {
        en = "the least lanes of the CPU for each card of many",
        zh = "显卡较多时每块至少占用的 CPU 通道数",
      },
    },
    many = {
      default = lanes.many,
      min = 1,
      max = 64,
      unit = "cards",
      doc = { en = "from how many cards on they are many", zh = "从几块起算显卡较多" },
    },
  },
  messages = {
    too_many_cards = {
      en = "The board takes {have} of the {cards} cards.",
      zh = "有 {cards} 块显卡，主板只支持 {have} 块。",
    },
    needs_split = {
      en = "The board has one slot for {cards} cards: they run only on a bifurcation card in it, and "
        .. "only if the board can split the slot.",
      zh = "主板只有一条插槽，却有 {cards} 块显卡：只有插上拆分转接卡、且主板支持拆分这条插槽时才能用。",
    },
    shared_lanes = {
      en = "The CPU gives {have} PCIe lanes, the {cards} cards want {need}: the board's slots can have "
        .. "them only from a switch, through which the cards share the CPU's lanes.",
      zh = "CPU 提供 {have} 条 PCIe 通道，{cards} 块显卡要 {need} 条：主板的插槽只能靠交换芯片分出这么多，"
        .. "显卡要共用 CPU 的通道。",
    },
    too_few_lanes = {
      en = "The CPU gives {have} PCIe lanes; the {cards} cards need {need} at the least.",
      zh = "CPU 提供 {have} 条 PCIe 通道，{cards} 块显卡至少需要 {need} 条。",
    },
  },
  when = function(build)
    return build.gpus == nil or #build.gpus > 0
  end,
  check = function(build, ctx)
    local cards = #build.gpus

    local least = ctx.params.lanes_each
    local on_board, others, unsized = cards_on_board(build.motherboard, least)
    local plugged, on_risers = cards_by_mount(build)
    local max_gpus = build.motherboard.max_gpus
    if not max_gpus and slots.is_split_meant(build, plugged + on_risers) then
      ctx.report("needs_split", { cards = plugged + on_risers }, {
        at = "motherboard.pcie_slots[1].split",
        severity = "warning",
        suggest = {
          en = "State the bifurcation card as split of the slot (for two cards [8, 8]), or choose a "
            .. "board with {cards} slots.",
          zh = "如果用拆分转接卡，就写进插槽的 split（两块显卡写 [8, 8]）；否则换一块有 {cards} 条插槽的主板。",
        },
      })
    elseif unsized and plugged > on_board then
      ctx.unknown(unsized)
    elseif plugged > on_board or plugged + on_risers > on_board + others then
      local counted = plugged > on_board and plugged or plugged + on_risers
      local have = plugged > on_board and on_board or on_board + others
      ctx.report("too_many_cards", { cards = counted, have = have, least = least }, {
        at = max_gpus and "motherboard.max_gpus" or "motherboard.pcie_slots",
        suggest = {
          en = "Choose a board for {cards} cards, each in a long slot with {least} lanes or more, or "
            .. "at most {have} cards.",
          zh = "换一块支持 {cards} 块显卡的主板（每块要有通道不少于 {least} 条的长插槽），"
            .. "或者最多装 {have} 块。",
        },
      })
    end

    -- Fewer cards run on whatever lanes a CPU has.
    if cards < ctx.params.many then
      return
    end
    local cpu = build.cpu
    if not (cpu and cpu.pcie_lanes) then
      ctx.unknown("cpu.pcie_lanes")
      return
    end
    local have = cpu.pcie_lanes * cpu.count
    local need = cards * ctx.params.lanes_each_of_many
    if have >= need then
      return
    elseif lanes.are_switched(build) then
      ctx.report("shared_lanes", { cards = cards, have = have, need = need }, {
        at = "cpu.pcie_lanes",
        severity = "warning",
        suggest = {
          en = "Read in the board's manual what the slots give with {cards} cards; a CPU with {need} "
            .. "lanes needs no switch.",
          zh = "查主板手册，看插满 {cards} 块显卡时各插槽的通道数；有 {need} 条通道的 CPU 不需要交换芯片。",
        },
      })
    else
      local fit = math.max(ctx.params.many - 1, have // ctx.params.lanes_each_of_many)
      ctx.report("too_few_lanes", { cards = cards, have = have, need = need, fit = fit }, {
        at = "cpu.pcie_lanes",
        suggest = {
          en = "Choose a CPU with {need} PCIe lanes or more, or at most {fit} card(s).",
          zh = "换一颗 PCIe 通道不少于 {need} 条的 CPU，或者最多装 {fit} 块显卡。",
        },
      })
    end
  end,
  examples = {
    { name = "four cards on a Threadripper and a board for four",
      build = { gpus = { { count = 4 } }, motherboard = { max_gpus = 4 },
        cpu = { name = "Threadripper 1950X", pcie_lanes = 60 } },
      expect = "pass" },
    { name = "four cards take exactly 32 lanes",
      build = { gpus = { { count = 4 } }, motherboard = { max_gpus = 4 }, cpu = { pcie_lanes = 32 } },
      expect = "pass" },
    { name = "four cards on a desktop CPU, where three would do",
      build = { gpus = { { count = 4 } }, motherboard = { max_gpus = 4 }, cpu = { pcie_lanes = 31 } },
      expect = { outcome = "fail", severity = "error", findings = { "too_few_lanes" },
        data = { cards = 4, have = 31, need = 32, fit = 3 }, at = "cpu.pcie_lanes" } },
    { name = "a desktop board with a switch: four slots of 8 lanes and more from a CPU with 16",
      build = { gpus = { { count = 4 } },
        motherboard = { pcie_slots = { { size = "x16", lanes = 16 }, { size = "x16", lanes = 8 },
                          { size = "x16", lanes = 16 }, { size = "x16", lanes = 8 } } },
        cpu = { pcie_lanes = 16 } },
      expect = { severity = "warning", findings = { "shared_lanes" },
        data = { cards = 4, have = 16, need = 32 }, at = "cpu.pcie_lanes" } },
    { name = "slots that take each other's lanes are no switch",
      build = { gpus = { { count = 4 } },
        motherboard = { pcie_slots = { { size = "x16", lanes = 16, shares = { "slot3" } },
                          { size = "x16", lanes = 8 }, { size = "x16", lanes = 8 },
                          { size = "x16", lanes = 8 } } },
        cpu = { pcie_lanes = 24 } },
      expect = { severity = "error", findings = { "too_few_lanes" } } },
    { name = "a workstation CPU of 28 lanes leaves the lower slots of its board without",
      build = { gpus = { { count = 4 } },
        motherboard = { pcie_slots = { { size = "x16", lanes = 16 }, { size = "x16", lanes = 8 },
                          { size = "x16", lanes = 16 }, { size = "x16", lanes = 8 } } },
        cpu = { pcie_lanes = 28 } },
      expect = { severity = "error", findings = { "too_few_lanes" } } },
    { name = "three cards ask for no lanes of the CPU",
      build = { gpus = { { count = 3 } }, motherboard = { max_gpus = 3 } }, expect = "pass" },
    { name = "the third long slot has 2 lanes",
      build = { gpus = { { count = 3 } },
        motherboard = { pcie_slots = { { size = "x16", lanes = 16 }, { size = "x16", lanes = 4 },
                          { size = "x16", lanes = 2 } } } },
      expect = { findings = { "too_many_cards" }, data = { cards = 3, have = 2, least = 4 } } },
    { name = "a bifurcation card splits one slot in four, of which one part has 2 lanes",
      build = { gpus = { { count = 3 } },
        motherboard = { pcie_slots = { { size = "x16", lanes = 16, split = { 4, 4, 4, 2 } } } } },
      expect = "pass" },
    { name = "two cards on a board whose only slot may be split",
      build = { gpus = { { count = 2 } },
        motherboard = { pcie_slots = { { position = 1, size = "x16", lanes = 16 } } } },
      expect = { findings = { "needs_split" }, severity = "warning", data = { cards = 2 },
        at = "motherboard.pcie_slots[1].split" } },
    { name = "two cards on risers from a slot that may be split",
      build = { gpus = { { mount = "riser", count = 2 } },
        motherboard = { pcie_slots = { { position = 1, size = "x16", lanes = 16,
                                         bifurcation = { "x8/x8" } } } } },
      expect = { findings = { "needs_split" }, severity = "warning", data = { cards = 2 } } },
    { name = "two cards on risers from a slot that is split",
      build = { gpus = { { mount = "riser", count = 2 } },
        motherboard = { pcie_slots = { { size = "x16", lanes = 16, split = { 8, 8 } } } } },
      expect = "pass" },
    { name = "two cards on a board whose only slot cannot be split",
      build = { gpus = { { count = 2 } },
        motherboard = { pcie_slots = { { size = "x16", lanes = 16, bifurcation = {} } } } },
      expect = { findings = { "too_many_cards" }, severity = "error", data = { have = 1 } } },
    { name = "one card on a board of which one slot of x16 size is known",
      build = { gpus = { {} }, motherboard = { pcie_slots = { { size = "x16" }, {} } } },
      expect = "pass" },
    { name = "two cards may need the slot whose size is not stated",
      build = { gpus = { { count = 2 } }, motherboard = { pcie_slots = { { size = "x16" }, {} } } },
      expect = { outcome = "unknown", missing = { "motherboard.pcie_slots[2].size" } } },
    { name = "cards on risers take slots of any size, one outside none",
      build = { gpus = { {}, { mount = "riser" }, { mount = "frame" }, { mount = "external" } },
        motherboard = { pcie_slots = { { size = "x16" }, { size = "x1" }, { size = "x4" } } },
        cpu = { pcie_lanes = 32 } },
      expect = "pass" },
    { name = "more cards on risers than slots",
      build = { gpus = { {}, { mount = "frame", count = 2 } },
        motherboard = { pcie_slots = { { size = "x16" }, { size = "x1" } } } },
      expect = { findings = { "too_many_cards" }, data = { cards = 3, have = 2 } } },
    { name = "risers take a board beyond what its maker counts",
      build = { gpus = { { count = 2 }, { mount = "frame" } }, motherboard = { max_gpus = 2 } },
      expect = "pass" },
    { name = "six cards on a CPU with lanes for exactly five",
      build = { gpus = { { count = 6 } }, motherboard = { max_gpus = 7 }, cpu = { pcie_lanes = 40 } },
      expect = { findings = { "too_few_lanes" }, data = { have = 40, need = 48, fit = 5 } } },
    { name = "two CPUs bring their lanes together",
      build = { gpus = { { count = 4 } }, motherboard = { max_gpus = 4 },
        cpu = { count = 2, pcie_lanes = 16 } },
      expect = "pass" },
    { name = "two cards on a board whose maker says one, whatever its slots",
      build = { gpus = { { count = 2 } },
        motherboard = { max_gpus = 1, pcie_slots = { { size = "x16" }, { size = "x16" } } },
        cpu = { pcie_lanes = 16 } },
      expect = { findings = { "too_many_cards" }, data = { cards = 2, have = 1 },
        at = "motherboard.max_gpus" } },
    { name = "two cards on a board with two x16 slots",
      build = { gpus = { { count = 2 } },
        motherboard = { pcie_slots = { { size = "x16" }, { size = "x1" }, { size = "x16" } } },
        cpu = { pcie_lanes = 16 } },
      expect = "pass" },
    { name = "two cards on a board with one x16 slot and an x8",
      build = { gpus = { { count = 2 } },
        motherboard = { pcie_slots = { { size = "x16" }, { size = "x8" } } }, cpu = { pcie_lanes = 16 } },
      expect = { findings = { "too_many_cards" }, data = { cards = 2, have = 1 },
        at = "motherboard.pcie_slots" } },
    { name = "neither the board nor the CPU carries eight cards",
      build = { gpus = { { count = 8 } }, motherboard = { max_gpus = 4 }, cpu = { pcie_lanes = 24 } },
      expect = { "too_many_cards", "too_few_lanes" } },
    { name = "a shop that wants slots of 8 lanes",
      build = { gpus = { { count = 2 } },
        motherboard = { pcie_slots = { { size = "x16", lanes = 16 }, { size = "x16", lanes = 4 } } } },
      params = { lanes_each = 8 },
      expect = { findings = { "too_many_cards" }, data = { have = 1, least = 8 } } },
    { name = "a shop that counts two cards as many and gives each 16 lanes",
      build = { gpus = { { count = 2 } }, motherboard = { max_gpus = 2 }, cpu = { pcie_lanes = 24 } },
      params = { many = 2, lanes_each_of_many = 16 },
      expect = { findings = { "too_few_lanes" }, data = { need = 32, fit = 1 } } },
    { name = "four cards, and the CPU's lanes are not stated",
      build = { gpus = { { count = 4 } }, motherboard = { max_gpus = 4 }, cpu = { cores = 8 } },
      expect = { outcome = "unknown", missing = { "cpu.pcie_lanes" } } },
    { name = "neither the board's cards nor its slots are stated",
      build = { gpus = { { count = 2 } }, motherboard = {}, cpu = { pcie_lanes = 16 } },
      expect = { outcome = "unknown", missing = { "motherboard.pcie_slots" } } },
    { name = "a slot's size is not stated",
      build = { gpus = { { count = 2 } },
        motherboard = { pcie_slots = { { size = "x16" }, { position = 4 } } }, cpu = { pcie_lanes = 16 } },
      expect = { outcome = "unknown", missing = { "motherboard.pcie_slots[2].size" } } },
    { name = "a machine without a card",
      build = { gpus = {}, motherboard = { max_gpus = 2 } }, expect = "not_applicable" },
    { name = "the cards are not listed",
      build = { motherboard = { max_gpus = 2 }, cpu = { pcie_lanes = 16 } },
      expect = { outcome = "unknown", missing = { "gpus" } } },
    { name = "each part of a bifurcation card with enough lanes takes a card",
      build = { gpus = { { count = 3 } },
        motherboard = { pcie_slots = { { size = "x16", split = { 8, 8 } } } } },
      expect = { findings = { "too_many_cards" }, data = { cards = 3, have = 2 } } },
    { name = "a part of a bifurcation card with too few lanes takes none",
      build = { gpus = { { count = 2 } },
        motherboard = { pcie_slots = { { size = "x16", split = { 8, 4, 4 } } } } },
      params = { lanes_each = 8 }, expect = { findings = { "too_many_cards" }, data = { have = 1 } } },
    { name = "one card is judged too",
      build = { gpus = { {} }, motherboard = { max_gpus = 1 } }, expect = "pass" },
    { name = "too many cards in slots are counted without those on risers",
      build = { gpus = { { count = 3 }, { mount = "riser" } }, motherboard = { max_gpus = 2 } },
      expect = { findings = { "too_many_cards" }, data = { cards = 3, have = 2 } } },
    { name = "16 lanes are too few for four cards, and enough for three",
      build = { gpus = { { count = 4 } }, motherboard = { max_gpus = 4 }, cpu = { pcie_lanes = 16 } },
      expect = { findings = { "too_few_lanes" }, data = { have = 16, need = 32, fit = 3 } } },
    { name = "a switch shares out the 24 lanes of a desktop CPU",
      build = { gpus = { { count = 4 } },
        motherboard = { pcie_slots = { { size = "x16", lanes = 8 }, { size = "x16", lanes = 8 },
                          { size = "x16", lanes = 8 }, { size = "x16", lanes = 8 } } },
        cpu = { pcie_lanes = 24 } },
      expect = { findings = { "shared_lanes" }, severity = "warning", data = { have = 24 } } },
  },
}
