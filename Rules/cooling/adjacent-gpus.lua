local paths = require "lib.paths"
local slots = require "lib.slots"

-- Runs of cards with no free slot between them, from the top: lists of seats.
local function runs_of(seats)
  local runs = {}
  for i, seat in ipairs(seats) do
    local above = seats[i - 1]
    if above and seat.at <= above.bottom + 1 then
      table.insert(runs[#runs], seat)
    else
      table.insert(runs, { seat })
    end
  end
  return runs
end

-- The seats of a run whose fans are shut in: open-air cards with a neighbour right below.
local function shut_in(build, run)
  local blocked = {}
  for i, seat in ipairs(run) do
    if i < #run and build.gpus[seat.card].cooling == "open-air" then
      table.insert(blocked, seat)
    end
  end
  return blocked
end

-- The longest run in which a card is shut in, the upper one of two; and the cards shut in there.
local function worst_run(build, seats)
  local worst, worst_blocked = {}, {}
  for _, run in ipairs(runs_of(seats)) do
    local blocked = shut_in(build, run)
    if #blocked > 0 and #run > #worst then
      worst, worst_blocked = run, blocked
    end
  end
  return worst, worst_blocked
end

-- Slots that leave every open-air card one free slot below it; nil when the board has none.
local function airy_order(build)
  local air = {}
  for i, gpu in ipairs(build.gpus) do
    air[i] = gpu.cooling == "open-air" and 1 or 0
  end
  return slots.arrange(build, { air = air })
end

local move = {
  en = "Seats that leave each fan a free slot, in the order of the list: slot {order}.",
  zh = "让每块卡的风扇下方都空一槽的插法（按清单顺序）：第 {order} 号槽。",
}
local other_coolers = {
  en = "Choose blower or liquid-cooled cards for slot {slots}, or a board with a free slot below "
    .. "each of the {cards} cards.",
  zh = "第 {slots} 号槽改用鼓风式（涡轮）或水冷显卡，或者换一块能让这 {cards} 块卡之间都空一槽的主"
    .. "板。",
}

-- For the examples: a board whose x16 slots stand at these positions.
local function board(positions)
  local list = {}
  for i, position in ipairs(positions) do
    list[i] = { position = position, size = "x16" }
  end
  return { pcie_slots = list }
end

---@type rigrules.Rule
return {
  title = {
    en = "Cards side by side are blowers or liquid-cooled",
    zh = "彼此相邻的显卡要用鼓风式或水冷",
  },
  why = {
    en = "An open-air card draws air through fans that look down at the next card, and blows 250 "
      .. "W into the case. With no free slot below, it breathes the next card's heat: cards "
      .. "throttle at about 84 °C, and in a stack of four they lose 10 to 40 % of their speed. A "
      .. "blower costs about the same and pushes its heat out of the back, so blowers may stand "
      .. "side by side; liquid cooling works too, quieter and dearer. One free slot between "
      .. "open-air cards is enough. The lowest card's fans look into the case, so it may be of "
      .. "any kind.",
    zh = "非鼓风式（开放式散热）显卡的风扇朝下，正对着下一块卡，并把约 250 瓦的热量全吹进机箱。"
      .. "下方没有空槽，它吸进去的就是下一块卡的热气：显卡到 84 °C 左右开始降频，"
      .. "四块挤在一起会损失 10% 到 40% 的性能。鼓风式显卡价格差不多，热风直接从机箱背面排出，"
      .. "所以可以彼此相邻；水冷也行，更安静，但更贵。非鼓风式的卡之间空出一槽就够了；"
      .. "最下面一块卡的风扇对着机箱空间，用哪种散热都可以。",
  },
  source = {
    "散热：多块 GPU 注意散热",
    "风冷散热：单个 GPU 可以使用，多个 GPU 靠空气散热效果不佳",
    "鼓风式的风扇将热空气从机箱背面推出，让凉空气进来：多个 GPU 彼此相邻时使用，低成本配置",
    "非鼓风式的风扇是在 GPU 中吸入空气达到冷却效果：",
  },
  severity = "error",
  needs = {
    "gpus[].cooling",
    "gpus[].slot_width",
    "motherboard.pcie_slots[].position",
    "motherboard.pcie_slots[].size",
  },
  reads = { "chassis.expansion_slots", "gpus[].slot" },
  ordered = { "gpus" }, -- cards without a stated slot are seated in turn
  params = {
    stack = {
      default = 3,
      min = 2,
      max = 16,
      unit = "cards",
      doc = {
        en = "cards side by side from which a shut-in open-air card is an error, not a warning",
        zh = "相邻显卡达到几块时，被挡住的非鼓风式显卡算错误而不只是警告",
      },
    },
  },
  messages = {
    pair = {
      en = "{cards} cards stand side by side, and the open-air card in slot {slots} has no free "
        .. "slot below it: its fans look at the back of the next card.",
      zh = "有 {cards} 块显卡紧挨着，第 {slots} 号槽的非鼓风式显卡下方没有空槽，"
        .. "风扇正对着下一块卡的背面。",
    },
    stack = {
      en = "{cards} cards stand side by side; open-air ones with no free slot below: {blocked} "
        .. "(slot {slots}). They breathe the next card's heat and throttle.",
      zh = "有 {cards} 块显卡紧挨着，其中 {blocked} 块是下方没有空槽的非鼓风式显卡（第 {slots} 号"
        .. "槽），吸入的都是热风，会降频。",
    },
  },
  when = function(build)
    return build.gpus == nil or #build.gpus >= 2
  end,
  -- A card that finds no slot is no one's neighbour: motherboard/slots-not-blocked tells of it.
  check = function(build, ctx)
    local run, blocked = worst_run(build, (slots.place(build)))
    if #blocked == 0 then
      return
    end

    local shut = {}
    for i, seat in ipairs(blocked) do
      shut[i] = seat.at
    end
    local order = airy_order(build)
    local data = {
      cards = #run,
      blocked = #blocked,
      slots = table.concat(shut, ", "),
      order = order and table.concat(order, ", "),
    }
    local at = paths.of("gpus", blocked[1].card, "cooling")
    local suggest = order and move or other_coolers
    if #run < ctx.params.stack then
      ctx.report("pair", data, { at = at, severity = "warning", suggest = suggest })
    else
      ctx.report("stack", data, { at = at, suggest = suggest })
    end
  end,
  examples = {
    {
      name = "two open-air cards with a free slot between them",
      build = {
        gpus = { { cooling = "open-air", slot_width = 2, count = 2 } },
        motherboard = board({ 1, 4, 7 }),
      },
      expect = "pass",
    },
    {
      name = "two open-air cards side by side, on a board that has more room",
      build = {
        gpus = { { cooling = "open-air", slot_width = 2, count = 2 } },
        motherboard = board({ 1, 3, 5, 7 }),
        chassis = { expansion_slots = 8 },
      },
      expect = {
        outcome = "fail",
        severity = "warning",
        findings = { "pair" },
        data = { cards = 2, blocked = 1, slots = "1", order = "1, 5" },
        at = "gpus[1].cooling",
      },
    },
    {
      name = "four open-air cards side by side",
      build = {
        gpus = { { cooling = "open-air", slot_width = 2, count = 4 } },
        motherboard = board({ 1, 2, 3, 4, 5, 6, 7 }),
        chassis = { expansion_slots = 8 },
      },
      expect = {
        outcome = "fail",
        severity = "error",
        findings = { "stack" },
        data = { cards = 4, blocked = 3, slots = "1, 3, 5" },
      },
    },
    {
      name = "three open-air cards side by side",
      build = {
        gpus = { { cooling = "open-air", slot_width = 2, count = 3 } },
        motherboard = board({ 1, 3, 5 }),
      },
      expect = {
        outcome = "fail",
        severity = "error",
        findings = { "stack" },
        data = { cards = 3, blocked = 2, slots = "1, 3" },
      },
    },
    {
      name = "four blowers side by side",
      build = {
        gpus = { { cooling = "blower", slot_width = 2, count = 4 } },
        motherboard = board({ 1, 3, 5, 7 }),
      },
      expect = "pass",
    },
    {
      name = "four liquid-cooled cards side by side",
      build = {
        gpus = { { cooling = "liquid", slot_width = 2, count = 4 } },
        motherboard = board({ 1, 3, 5, 7 }),
      },
      expect = "pass",
    },
    {
      name = "a blower above an open-air card, whose fans are free",
      build = {
        gpus = {
          { cooling = "blower", slot_width = 2, slot = 1 },
          { cooling = "open-air", slot_width = 2, slot = 3 },
        },
        motherboard = board({ 1, 3 }),
      },
      expect = "pass",
    },
    {
      name = "an open-air card above a blower, which would do better the other way round",
      build = {
        gpus = {
          { cooling = "blower", slot_width = 2, slot = 3 },
          { cooling = "open-air", slot_width = 2, slot = 1 },
        },
        motherboard = board({ 1, 2, 3 }),
      },
      expect = {
        outcome = "fail",
        severity = "warning",
        findings = { "pair" },
        data = { cards = 2, slots = "1", order = "1, 3" },
        at = "gpus[2].cooling",
      },
    },
    {
      name = "one open-air card in the middle of a stack of three",
      build = {
        gpus = {
          { cooling = "blower", slot_width = 2, slot = 1 },
          { cooling = "open-air", slot_width = 2, slot = 3 },
          { cooling = "liquid", slot_width = 2, slot = 5 },
        },
        motherboard = board({ 1, 3, 5 }),
      },
      expect = {
        outcome = "fail",
        severity = "error",
        findings = { "stack" },
        data = { cards = 3, blocked = 1, slots = "3", order = "1, 5, 3" },
      },
    },
    {
      name = "a card of 2.5 slots fills the slot below it",
      build = {
        gpus = { { cooling = "open-air", slot_width = 2.5, count = 2 } },
        motherboard = board({ 1, 4 }),
      },
      expect = { findings = { "pair" }, severity = "warning", data = { slots = "1" } },
    },
    {
      name = "two pairs with a free slot between are no stack of four",
      build = {
        gpus = { { cooling = "open-air", slot_width = 1, count = 4 } },
        motherboard = board({ 1, 2, 4, 5 }),
      },
      expect = { findings = { "pair" }, severity = "warning", data = { cards = 2, slots = "1" } },
    },
    {
      name = "the longer stack is told of, wherever it is",
      build = {
        gpus = { { cooling = "open-air", slot_width = 1, count = 5 } },
        motherboard = board({ 1, 2, 4, 5, 6 }),
      },
      expect = {
        findings = { "stack" },
        severity = "error",
        data = { cards = 3, blocked = 2, slots = "4, 5" },
      },
    },
    {
      name = "a stack of blowers does not hide a pair of open-air cards",
      build = {
        gpus = {
          { cooling = "blower", slot_width = 1, slot = 1 },
          { cooling = "blower", slot_width = 1, slot = 2 },
          { cooling = "blower", slot_width = 1, slot = 3 },
          { cooling = "open-air", slot_width = 1, slot = 5 },
          { cooling = "open-air", slot_width = 1, slot = 6 },
        },
        motherboard = board({ 1, 2, 3, 4, 5, 6 }),
      },
      expect = {
        findings = { "pair" },
        severity = "warning",
        data = { cards = 2, slots = "5", order = "1, 2, 3, 4, 6" },
      },
    },
    {
      name = "a shop that forbids even a pair",
      build = {
        gpus = { { cooling = "open-air", slot_width = 2, count = 2 } },
        motherboard = board({ 1, 3 }),
      },
      params = { stack = 2 },
      expect = { findings = { "stack" }, severity = "error" },
    },
    {
      name = "no room in the chassis to spread the cards out",
      build = {
        gpus = { { cooling = "open-air", slot_width = 2, count = 2 } },
        motherboard = board({ 1, 3, 4 }),
        chassis = { expansion_slots = 4 },
      },
      expect = { findings = { "pair" }, data = { slots = "1" } },
    },
    {
      name = "one card's cooling is not stated",
      build = {
        gpus = { { cooling = "blower", slot_width = 2 }, { slot_width = 2 } },
        motherboard = board({ 1, 3 }),
      },
      expect = { outcome = "unknown", missing = { "gpus[2].cooling" } },
    },
    {
      name = "the board's slots are not stated",
      build = { gpus = { { cooling = "open-air", slot_width = 2, count = 2 } } },
      expect = "unknown",
    },
    {
      name = "a single card has no neighbour",
      build = {
        gpus = { { cooling = "open-air", slot_width = 2 } },
        motherboard = board({ 1, 3 }),
      },
      expect = "not_applicable",
    },
    {
      name = "the cards are not listed",
      build = { motherboard = board({ 1, 3 }) },
      expect = { outcome = "unknown", missing = { "gpus" } },
    },
    {
      name = "slots are taken from the top, in whatever order the board lists them",
      build = {
        gpus = { { cooling = "open-air", slot_width = 2, count = 2 } },
        motherboard = board({ 7, 3, 1 }),
      },
      expect = { findings = { "pair" }, data = { slots = "1", order = "1, 7" } },
    },
  },
}
