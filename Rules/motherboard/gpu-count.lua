-- How many cards the board takes: what its maker says, else its x16-size slots.
local function cards_on_board(board)
  if board.max_gpus then
    return board.max_gpus
  end
  local long = 0
  for _, slot in ipairs(board.pcie_slots) do
    if slot.size == "x16" then
      long = long + 1
    end
  end
  return long
end

-- The least lanes with which this many cards run.
local function lanes_for(cards, params)
  local each = cards < params.many and params.lanes_each or params.lanes_each_of_many
  return cards * each
end

---@type rigrules.Rule
return {
  title = {
    en = "Board and CPU run all cards at once",
    zh = "主板和 CPU 能同时支持所有显卡",
  },
  why = {
    en = "What matters about the CPU is how many cards it and the board run at the same time. A "
      .. "card works with 4 PCIe lanes and wants 8 when there are four or more; a desktop CPU has "
      .. "16 to 24 lanes, so four cards need a workstation one. A card that the board cannot "
      .. "drive is dead weight, and changing it later means a new board, a new CPU and often new "
      .. "memory.",
    zh = "选 CPU 最要紧的是它和主板能同时带几块显卡。一块卡有 4 条 PCIe 通道就能工作，"
      .. "四块以上时每块最好有 8 条；普通桌面 CPU 只有 16 到 24 条通道，"
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
    "motherboard.max_gpus | motherboard.pcie_slots[].size",
    "cpu.pcie_lanes",
  },
  reads = { "cpu.count" },
  params = {
    lanes_each = {
      default = 4,
      min = 1,
      max = 16,
      unit = "lanes",
      doc = { en = "the least lanes for a card", zh = "每块显卡至少需要的通道数" },
    },
    lanes_each_of_many = {
      default = 8,
      min = 1,
      max = 16,
      unit = "lanes",
      doc = { en = "the least lanes for a card among many", zh = "显卡较多时每块至少需要的通道数" },
    },
    many = {
      default = 4,
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

    local on_board = cards_on_board(build.motherboard)
    if cards > on_board then
      ctx.report("too_many_cards", { cards = cards, have = on_board }, {
        at = build.motherboard.max_gpus and "motherboard.max_gpus" or "motherboard.pcie_slots",
        suggest = {
          en = "Choose a board for {cards} cards, or at most {have} cards.",
          zh = "换一块支持 {cards} 块显卡的主板，或者最多装 {have} 块。",
        },
      })
    end

    local lanes = build.cpu.pcie_lanes * build.cpu.count
    local need = lanes_for(cards, ctx.params)
    if lanes < need then
      local fit = cards
      while lanes < lanes_for(fit, ctx.params) do
        fit = fit - 1
      end
      ctx.report("too_few_lanes", { cards = cards, have = lanes, need = need, fit = fit }, {
        at = "cpu.pcie_lanes",
        suggest = {
          en = "Choose a CPU with {need} PCIe lanes or more, or at most {fit} card(s).",
          zh = "换一颗 PCIe 通道不少于 {need} 条的 CPU，或者最多装 {fit} 块显卡。",
        },
      })
    end
  end,
  examples = {
    {
      name = "four cards on a Threadripper and a board for four",
      build = {
        gpus = { { count = 4 } },
        motherboard = { max_gpus = 4 },
        cpu = { name = "Threadripper 1950X", pcie_lanes = 60 },
      },
      expect = "pass",
    },
    {
      name = "four cards take exactly 32 lanes",
      build = {
        gpus = { { count = 4 } },
        motherboard = { max_gpus = 4 },
        cpu = { pcie_lanes = 32 },
      },
      expect = "pass",
    },
    {
      name = "four cards on a desktop CPU, where three would do",
      build = {
        gpus = { { count = 4 } },
        motherboard = { max_gpus = 4 },
        cpu = { pcie_lanes = 31 },
      },
      expect = {
        outcome = "fail",
        severity = "error",
        findings = { "too_few_lanes" },
        data = { cards = 4, have = 31, need = 32, fit = 3 },
        at = "cpu.pcie_lanes",
      },
    },
    {
      name = "three cards with 4 lanes each",
      build = {
        gpus = { { count = 3 } },
        motherboard = { max_gpus = 4 },
        cpu = { pcie_lanes = 12 },
      },
      expect = "pass",
    },
    {
      name = "three cards with less than 4 lanes each",
      build = {
        gpus = { { count = 3 } },
        motherboard = { max_gpus = 4 },
        cpu = { pcie_lanes = 11 },
      },
      expect = { findings = { "too_few_lanes" }, data = { need = 12, fit = 2 } },
    },
    {
      name = "six cards on a CPU with lanes for exactly five",
      build = {
        gpus = { { count = 6 } },
        motherboard = { max_gpus = 7 },
        cpu = { pcie_lanes = 40 },
      },
      expect = { findings = { "too_few_lanes" }, data = { have = 40, need = 48, fit = 5 } },
    },
    {
      name = "two CPUs bring their lanes together",
      build = {
        gpus = { { count = 4 } },
        motherboard = { max_gpus = 4 },
        cpu = { count = 2, pcie_lanes = 16 },
      },
      expect = "pass",
    },
    {
      name = "two cards on a board whose maker says one, whatever its slots",
      build = {
        gpus = { { count = 2 } },
        motherboard = {
          max_gpus = 1,
          pcie_slots = { { size = "x16" }, { size = "x16" } },
        },
        cpu = { pcie_lanes = 16 },
      },
      expect = {
        findings = { "too_many_cards" },
        data = { cards = 2, have = 1 },
        at = "motherboard.max_gpus",
      },
    },
    {
      name = "two cards on a board with two x16 slots",
      build = {
        gpus = { { count = 2 } },
        motherboard = {
          pcie_slots = { { size = "x16" }, { size = "x1" }, { size = "x16" } },
        },
        cpu = { pcie_lanes = 16 },
      },
      expect = "pass",
    },
    {
      name = "two cards on a board with one x16 slot and an x8",
      build = {
        gpus = { { count = 2 } },
        motherboard = { pcie_slots = { { size = "x16" }, { size = "x8" } } },
        cpu = { pcie_lanes = 16 },
      },
      expect = {
        findings = { "too_many_cards" },
        data = { cards = 2, have = 1 },
        at = "motherboard.pcie_slots",
      },
    },
    {
      name = "neither the board nor the CPU carries eight cards",
      build = {
        gpus = { { count = 8 } },
        motherboard = { max_gpus = 4 },
        cpu = { pcie_lanes = 24 },
      },
      expect = { "too_many_cards", "too_few_lanes" },
    },
    {
      name = "a shop that gives every card 16 lanes",
      build = {
        gpus = { { count = 2 } },
        motherboard = { max_gpus = 2 },
        cpu = { pcie_lanes = 24 },
      },
      params = { lanes_each = 16 },
      expect = { findings = { "too_few_lanes" }, data = { need = 32, fit = 1 } },
    },
    {
      name = "the CPU's lanes are not stated",
      build = { gpus = { { vram_gb = 8 } }, motherboard = { max_gpus = 2 }, cpu = { cores = 8 } },
      expect = { outcome = "unknown", missing = { "cpu.pcie_lanes" } },
    },
    {
      name = "neither the board's cards nor its slots are stated",
      build = { gpus = { { count = 2 } }, motherboard = {}, cpu = { pcie_lanes = 16 } },
      expect = { outcome = "unknown", missing = { "motherboard.pcie_slots" } },
    },
    {
      name = "a slot's size is not stated",
      build = {
        gpus = { { count = 2 } },
        motherboard = { pcie_slots = { { size = "x16" }, { position = 4 } } },
        cpu = { pcie_lanes = 16 },
      },
      expect = { outcome = "unknown", missing = { "motherboard.pcie_slots[2].size" } },
    },
    {
      name = "a machine without a card",
      build = { gpus = {}, motherboard = { max_gpus = 2 } },
      expect = "not_applicable",
    },
    {
      name = "the cards are not listed",
      build = { motherboard = { max_gpus = 2 }, cpu = { pcie_lanes = 16 } },
      expect = { outcome = "unknown", missing = { "gpus" } },
    },
  },
}
