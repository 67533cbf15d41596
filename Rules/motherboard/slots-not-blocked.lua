local paths = require "lib.paths"
local slots = require "lib.slots"

local function contains(list, wanted)
  for _, item in ipairs(list) do
    if item == wanted then
      return true
    end
  end
  return false
end

local move = {
  en = "Seats that work, in the order of the list: slot {order}.",
  zh = "可行的插法（按清单顺序）：第 {order} 号槽。",
}
local larger_chassis = {
  en = "Choose a chassis with {need_slots} expansion slots, or narrower cards.",
  zh = "换一个有 {need_slots} 个扩展槽位的机箱，或者选更薄的显卡。",
}
local narrower_cards = {
  en = "Choose cards at most {narrow} slot(s) wide, or a board whose x16 slots are further apart.",
  zh = "选厚度不超过 {narrow} 槽的显卡，或者换一块 x16 插槽间距更大的主板。",
}
local more_slots = {
  en = "Choose a board with {cards} x16 slots that no card covers, or fewer cards.",
  zh = "换一块有 {cards} 条互不遮挡的 x16 插槽的主板，或者少装几块显卡。",
}

-- What would seat all cards: other slots, a taller chassis, narrower cards, another board.
local function remedy(seating)
  local cards = #seating.cards
  local facts = { cards = cards }
  if cards > #seating.open then
    return more_slots, facts
  end
  local order = slots.arrange(seating, {})
  if order then
    facts.order = table.concat(order, ", ")
    return move, facts
  end
  if slots.arrange(seating, { last = math.huge }) then
    local last = seating.last
    repeat
      last = last + 1
    until slots.arrange(seating, { last = last })
    facts.need_slots = last
    return larger_chassis, facts
  end
  -- mutate: skip [1 -> 0] the narrowest cards find a seat each, there are slots enough
  for width = 1, math.huge do
    if not slots.arrange(seating, { widest = width, last = math.huge }) then
      break
    end
    facts.narrow = width
  end
  return narrower_cards, facts
end

-- The openings that every case for a board of this size has (ATX 2.2: 7 slots; microATX 1.2: 4;
-- Mini-ITX: 1); nil where they are not known.
local least_openings = {
  ATX = 7,
  EATX = 7,
  SSIEEB = 7,
  SSICEB = 7,
  MICROATX = 4,
  MATX = 4,
  MINIITX = 1,
}
local function openings(build)
  local stated = build.chassis and build.chassis.expansion_slots
  local size = build.motherboard and build.motherboard.form_factor
  return stated or size and least_openings[(size:upper():gsub("[%s%-_/]", ""))], stated ~= nil
end

-- No card that is sold is wider.
local widest_sold = 4

-- A single card needs no positions of slots: the first x16 slot is slot 1 or 2 on every board. Nor
-- its width where the widest that are sold have room.
-- Whether the card fits in either.
local function single_fits(build, index)
  local motherboard, gpu = build.motherboard, build.gpus[index]
  local has_slot = motherboard and motherboard.max_gpus and motherboard.max_gpus > 0
  for _, slot in ipairs(motherboard and motherboard.pcie_slots or {}) do
    has_slot = has_slot or slot.size == "x16" and (slot.lanes == nil or slot.lanes >= 4)
  end
  local last = openings(build)
  if not has_slot or gpu.slot or not last then
    return false
  end
  return math.ceil(gpu.slot_width or gpu.slot_width_at_most or widest_sold) + 1 <= last
end

-- Whether all cards of a build whose widths are known find a seat above the last opening.
local function all_fit(build, seated)
  local last = openings(build)
  if not last or #slots.missing(build, seated) > 0 then
    return false
  end
  local seating = slots.seating(build, seated)
  seating.last = last
  local seats, left = slots.place(seating)
  for i, seat in ipairs(seats) do
    local below = seats[i + 1]
    if not contains(seating.open, seat.at) or seat.bottom > last
      or below and below.at <= seat.bottom then
      return false
    end
  end
  return #left == 0
end

-- Whether the cards find room whatever is not stated: "sure"; "likely" where they do on most boards; or nil.
local function any_seat_does(build, seated)
  if #seated == 1 and single_fits(build, seated[1]) then
    return "sure"
  end
  local last = openings(build)
  local widest = slots.with_widest(build, widest_sold)
  if widest and (all_fit(widest, seated) or slots.two_fit(widest, seated, last) == "sure") then
    return "sure"
  end
  return slots.two_fit(widest or build, seated, last)
end

-- For the examples: a board whose x16 slots stand at these positions.
local function board(positions)
  local list = {}
  for i, position in ipairs(positions) do
    list[i] = { position = position, size = "x16" }
  end
  return { pcie_slots = list }
end

-- For the examples: a card that ends at the last opening of every case for a board of this size.
local function last_slot_of(size, last)
  local motherboard = board({ last })
  motherboard.form_factor = size
  return {
    name = "a card in the last slot of every case for " .. size,
    build = { gpus = { { slot_width = 1 } }, motherboard = motherboard },
    expect = "pass",
  }
end

-- For the examples: a card that ends one opening further down.
local function past_last_slot_of(size, last)
  local motherboard = board({ last })
  motherboard.form_factor = size
  return {
    name = "a card that needs a slot more than every case for " .. size .. " has",
    build = { gpus = { { slot_width = 2 } }, motherboard = motherboard },
    expect = { outcome = "unknown", missing = { "chassis.expansion_slots" } },
  }
end

---@type rigrules.Rule
return {
  title = {
    en = "Every card has a slot, and no card blocks another's",
    zh = "每块显卡都有插槽可用，且互不遮挡",
  },
  why = {
    en = "Slots stand 20.3 mm apart, and a card of 2 or 3 slots covers those below its own. Four "
      .. "cards 2 slots wide take slots 1, 3, 5 and 7 and need an eighth opening in the chassis; "
      .. "one of 2.5 slots costs as many as one of 3. A card without a slot is money in a drawer, "
      .. "or the price of another board and case.",
    zh = "相邻插槽只隔 20.3 毫米，2 槽或 3 槽厚的显卡会盖住下面的插槽。四块双槽显卡要插在 1、3、"
      .. "5、7 号槽，机箱还得有第 8 个挡板位；2.5 槽厚的显卡占的位置和 3 槽的一样多。"
      .. "插不上的显卡只能放在抽屉里，要不就得再花钱换主板和机箱。",
  },
  source = "主板卡槽要够，不要互相阻挡",
  severity = "error",
  needs = { "gpus" },
  reads = {
    "chassis.expansion_slots",
    "gpus[].mount",
    "gpus[].slot",
    "gpus[].slot_width",
    "gpus[].slot_width_at_most",
    "motherboard.form_factor",
    "motherboard.max_gpus",
    "motherboard.pcie_slots[].bifurcation",
    "motherboard.pcie_slots[].lanes",
    "motherboard.pcie_slots[].position",
    "motherboard.pcie_slots[].size",
    "motherboard.pcie_slots[].split",
  },
  ordered = { "gpus" }, -- cards without a stated slot are seated in turn
  messages = {
    unsaid = {
      en = "The board does not state where its x16 slots stand. On most boards of this size both "
        .. "cards find room.",
      zh = "主板没写明 x16 插槽的位置；多数这种板型的主板放得下这两块显卡。",
    },
    not_a_long_slot = {
      en = "Card {card} is to sit in slot {slot}, which is not an x16-size slot of the "
        .. "board with 4 lanes or more.",
      zh = "第 {card} 块显卡要插在第 {slot} 号槽，但那里不是主板上通道不少于 4 条的 x16 长插槽。",
    },
    same_slot = {
      en = "Cards {card} and {other} are both to sit in slot {slot}.",
      zh = "第 {card} 块和第 {other} 块显卡都要插在第 {slot} 号槽。",
    },
    blocked = {
      en = "Card {card} in slot {slot} is {width} slots wide and covers slot {covered}, where "
        .. "card {other} sits.",
      zh = "第 {slot} 号槽的第 {card} 块显卡厚 {width} 槽，盖住了第 {other} 块显卡所在的第 "
        .. "{covered} 号槽。",
    },
    past_last_slot = {
      en = "Card {card} in slot {slot} is {width} slots wide and reaches slot {bottom}; the "
        .. "chassis ends at slot {have_slots}.",
      zh = "第 {slot} 号槽的第 {card} 块显卡厚 {width} 槽，要占到第 {bottom} 号槽位，"
        .. "而机箱只有 {have_slots} 个槽位。",
    },
    too_few_slots = {
      en = "The board has x16 slots for {have} of the {cards} cards.",
      zh = "有 {cards} 块显卡，主板上却只有 {have} 条 x16 插槽。",
    },
    left_over = {
      en = "Cards without a slot: {left} of {cards}. A card {width} slots wide in slot {slot} "
        .. "covers slot {covered}.",
      zh = "{cards} 块显卡中有 {left} 块没有插槽可用：插在第 {slot} 号槽的显卡厚 {width} 槽，"
        .. "会盖住第 {covered} 号槽。",
    },
    left_over_below = {
      en = "Cards without a slot: {left} of {cards}. A card {width} slots wide in slot {slot} "
        .. "reaches slot {bottom}; the chassis ends at slot {have_slots}.",
      zh = "{cards} 块显卡中有 {left} 块没有插槽可用：厚 {width} 槽的显卡插在第 {slot} 号槽要占到第 "
        .. "{bottom} 号槽位，而机箱只有 {have_slots} 个槽位。",
    },
  },
  when = function(build)
    return build.gpus == nil or #build.gpus > 0
  end,
  check = function(build, ctx)
    local seated = slots.seated(build)
    local missing = slots.missing(build, seated)
    local fits = #missing > 0 and any_seat_does(build, seated)
    if #seated == 0 or fits == "sure" then
      return
    elseif fits == "likely" then
      ctx.report("unsaid", {}, {
        at = "motherboard.pcie_slots",
        severity = "warning",
        suggest = {
          en = "Compare the distance of the x16 slots with the width of the cards before you buy, "
            .. "and state `position` of each slot.",
          zh = "购买前核对 x16 插槽的间距和显卡厚度，并写明每条插槽的 `position`。",
        },
      })
      return
    elseif #missing > 0 then
      for _, path in ipairs(missing) do
        ctx.unknown(path)
      end
      return
    elseif slots.is_split_meant(build, #seated) then
      ctx.unknown("motherboard.pcie_slots[1].split")
      return
    end

    local seating = slots.seating(build, seated)
    local long = seating.open
    local seats, left = slots.place(seating)
    local last, is_stated = openings(build)
    local have_slots = is_stated and last or math.huge
    local is_past = false

    local advice = {}
    local function report(id, data, at)
      if advice.suggest == nil then
        advice.suggest, advice.facts = remedy(seating)
      end
      for key, fact in pairs(advice.facts) do
        data[key] = fact
      end
      ctx.report(id, data, { at = at, suggest = advice.suggest })
    end

    for i, seat in ipairs(seats) do
      local at = paths.of("gpus", seat.card, "slot")
      local below = seats[i + 1]
      if not contains(long, seat.at) then
        report("not_a_long_slot", { card = seat.card, slot = seat.at }, at)
      end
      if below and below.at == seat.at then
        report("same_slot", { card = seat.card, other = below.card, slot = seat.at }, at)
      elseif below and below.at <= seat.bottom then
        report("blocked", {
          card = seat.card,
          slot = seat.at,
          width = seat.width,
          other = below.card,
          covered = below.at,
        }, at)
      end
      if seat.bottom > have_slots then
        report("past_last_slot", {
          card = seat.card,
          slot = seat.at,
          width = seat.width,
          bottom = seat.bottom,
          have_slots = have_slots,
        }, at)
      end
      is_past = is_past or not last or seat.bottom > last
    end

    -- If the chassis states no slots, those that a case for the board has are enough or not. What is
    -- wrong already outweighs that.
    if is_past and not is_stated then
      ctx.unknown("chassis.expansion_slots")
    end
    if #left == 0 then
      return
    end
    if #seated > #long then
      report("too_few_slots", { have = #long }, "motherboard.pcie_slots")
      return
    end
    local at = paths.of("gpus", left[1], "slot_width")
    local slot, width, covered = slots.why_left_over(build, seating, seats, left[1])
    if covered then
      report("left_over", { left = #left, slot = slot, width = width, covered = covered }, at)
    else
      report("left_over_below", {
        left = #left,
        slot = slot,
        width = width,
        bottom = slot + width - 1,
        have_slots = have_slots,
      }, at)
    end
  end,
  examples = {
    { name = "the one slot of a Mini-ITX board is slot 1",
      build = { gpus = { { slot_width = 2 } },
        motherboard = { form_factor = "Mini-ITX", pcie_slots = { { size = "x16" } } },
        chassis = { expansion_slots = 2 } },
      expect = "pass" },
    { name = "and a card of 3 slots is too wide for a case of 2",
      build = { gpus = { { slot_width = 3 } },
        motherboard = { form_factor = "Mini-ITX", pcie_slots = { { size = "x16" } } },
        chassis = { expansion_slots = 2 } },
      expect = { findings = { "left_over_below" }, severity = "error" } },
    { name = "seven x16 slots of an SSI CEB board stand where they are listed",
      build = { gpus = { { slot_width = 2, count = 4 } },
        motherboard = { form_factor = "SSI CEB",
          pcie_slots = { { size = "x16" }, { size = "x16" }, { size = "x16" }, { size = "x16" },
            { size = "x16" }, { size = "x16" }, { size = "x16" } } },
        chassis = { expansion_slots = 8 } },
      expect = "pass" },
    { name = "two cards of unknown width find room at any width",
      build = { gpus = { { name = "a card", count = 2 } }, motherboard = board({ 1, 5 }),
        chassis = { expansion_slots = 8 } },
      expect = "pass" },
    { name = "neither widths nor the position of the only slot are stated",
      build = { gpus = { { tdp_w = 75, count = 2 } },
        motherboard = { form_factor = "ATX", pcie_slots = { { size = "x16" } } },
        chassis = { expansion_slots = 7 } },
      expect = { outcome = "unknown",
        missing = { "gpus[1].slot_width", "gpus[2].slot_width", "motherboard.pcie_slots[1].position" } } },
    { name = "one card needs no positions where there is an x16 slot",
      build = { gpus = { { slot_width = 3 } },
        motherboard = { pcie_slots = { { size = "x16" }, { size = "x1" } } },
        chassis = { expansion_slots = 7 } },
      expect = "pass" },
    { name = "one card on an ATX board, in a case that states nothing",
      build = { gpus = { { slot_width = 3.5 } }, motherboard = { form_factor = "ATX", max_gpus = 2 } },
      expect = "pass" },
    { name = "one card of unstated width in a case of seven slots",
      build = { gpus = { {} }, motherboard = { pcie_slots = { { size = "x16" } } },
        chassis = { expansion_slots = 7 } },
      expect = "pass" },
    { name = "one card of unstated width on a microATX board",
      build = { gpus = { {} },
        motherboard = { form_factor = "mATX", pcie_slots = { { position = 1, size = "x16" } } } },
      expect = "pass" },
    { name = "one of unstated width in its second slot",
      build = { gpus = { {} },
        motherboard = { form_factor = "mATX", pcie_slots = { { position = 2, size = "x16" } } } },
      expect = { outcome = "unknown", missing = { "gpus[1].slot_width" } } },
    { name = "one card of 3 slots on a Mini-ITX board depends on the chassis",
      build = { gpus = { { slot_width = 3 } },
        motherboard = { form_factor = "Mini-ITX", pcie_slots = { { position = 1, size = "x16" } } } },
      expect = { outcome = "unknown", missing = { "chassis.expansion_slots" } } },
    { name = "one card that fills the case depends on its slot",
      build = { gpus = { { slot_width = 3 } }, motherboard = { pcie_slots = { { size = "x16" } } },
        chassis = { expansion_slots = 3 } },
      expect = { outcome = "unknown", missing = { "motherboard.pcie_slots[1].position" } } },
    { name = "two cards within the slots of an ATX board",
      build = { gpus = { { slot_width = 2, count = 2 } },
        motherboard = { form_factor = "ATX",
          pcie_slots = { { position = 2, size = "x16" }, { position = 5, size = "x16" } } } },
      expect = "pass" },
    { name = "cards on risers and in a frame take no slot from another",
      build = { gpus = { { slot_width = 2 }, { mount = "riser", count = 2 }, { mount = "frame" } },
        motherboard = board({ 1 }), chassis = { expansion_slots = 2 } },
      expect = "pass" },
    { name = "no card is in a slot of its own",
      build = { gpus = { { mount = "frame", count = 4 } } }, expect = "pass" },
    { name = "two cards on a bifurcation card",
      build = { gpus = { { slot_width = 3, slot = 1, count = 2 } },
        motherboard = { pcie_slots = { { position = 1, size = "x16", split = { 8, 8 } } } } },
      expect = "pass" },
    { name = "a bifurcation card takes two of three cards, the third needs a slot",
      build = { gpus = { { slot_width = 2, count = 3 } },
        motherboard = { pcie_slots = { { position = 1, size = "x16", split = { 8, 8 } },
                          { position = 5, size = "x16" } } },
        chassis = { expansion_slots = 5 } },
      expect = { findings = { "left_over_below" }, data = { left = 1, slot = 5, bottom = 6 } } },
    { name = "a bifurcation card that has no part left for the third card",
      build = { gpus = { { slot_width = 2, slot = 1, count = 3 } },
        motherboard = { pcie_slots = { { position = 1, size = "x16", split = { 8, 8 } } } },
        chassis = { expansion_slots = 7 } },
      expect = { findings = { "not_a_long_slot" }, data = { card = 3, slot = 1 } } },
    { name = "two cards on a board of one slot may be meant for a bifurcation card",
      build = { gpus = { { slot_width = 3, count = 2 } },
        motherboard = { pcie_slots = { { position = 1, size = "x16", lanes = 16 } } },
        chassis = { expansion_slots = 7 } },
      expect = { outcome = "unknown", missing = { "motherboard.pcie_slots[1].split" } } },
    { name = "the third long slot has 2 lanes",
      build = { gpus = { { slot_width = 2, count = 3 } },
        motherboard = { pcie_slots = { { position = 1, size = "x16", lanes = 16 },
                          { position = 3, size = "x16", lanes = 8 },
                          { position = 5, size = "x16", lanes = 2 } } },
        chassis = { expansion_slots = 7 } },
      expect = { findings = { "too_few_slots" }, data = { have = 2, cards = 3 } } },
    { name = "four 2-slot cards, seven x16 slots, a chassis of eight",
      build = { gpus = { { slot_width = 2, count = 4 } }, motherboard = board({ 1, 2, 3, 4, 5, 6, 7 }),
        chassis = { expansion_slots = 8 } },
      expect = "pass" },
    { name = "the same four cards in a chassis of seven",
      build = { gpus = { { slot_width = 2, count = 4 } }, motherboard = board({ 1, 2, 3, 4, 5, 6, 7 }),
        chassis = { expansion_slots = 7 } },
      expect = { outcome = "fail", severity = "error", findings = { "left_over_below" },
        data = { left = 1, cards = 4, slot = 7, width = 2, bottom = 8, need_slots = 8 } } },
    { name = "a usual ATX board, slots listed in any order with x1 slots between",
      build = { gpus = { { slot_width = 2, count = 2 } },
        motherboard = { pcie_slots = { { position = 4, size = "x16" }, { position = 3, size = "x1" },
                          { position = 1, size = "x16" }, { position = 6, size = "x1" } } },
        chassis = { expansion_slots = 7 } },
      expect = "pass" },
    { name = "an x4 slot seats no card",
      build = { gpus = { { slot_width = 2, count = 2 } },
        motherboard = { pcie_slots = { { position = 1, size = "x16" }, { position = 4, size = "x4" } } },
        chassis = { expansion_slots = 7 } },
      expect = { findings = { "too_few_slots" }, data = { cards = 2, have = 1 },
        at = "motherboard.pcie_slots" } },
    { name = "two cards of 2.5 slots, three slots apart, end with the chassis",
      build = { gpus = { { slot_width = 2.5, count = 2 } }, motherboard = board({ 1, 4 }),
        chassis = { expansion_slots = 6 } },
      expect = "pass" },
    { name = "three cards of 2.5 slots, two slots apart",
      build = { gpus = { { slot_width = 2.5, count = 3 } }, motherboard = board({ 1, 3, 5 }),
        chassis = { expansion_slots = 8 } },
      expect = { findings = { "left_over" },
        data = { left = 1, cards = 3, slot = 1, width = 3, covered = 3, narrow = 2 },
        at = "gpus[3].slot_width" } },
    { name = "three 3-slot cards on slots side by side would have to be thin",
      build = { gpus = { { slot_width = 3, count = 3 } }, motherboard = board({ 1, 2, 3 }),
        chassis = { expansion_slots = 7 } },
      expect = { findings = { "left_over" },
        data = { left = 2, slot = 1, width = 3, covered = 2, narrow = 1 } } },
    { name = "a 3-slot and a 2-slot card fit when the thin one goes first",
      build = { gpus = { { slot_width = 3 }, { slot_width = 2 } }, motherboard = board({ 1, 3 }),
        chassis = { expansion_slots = 5 } },
      expect = "pass" },
    { name = "a 2-slot and a 3-slot card fit when the thick one goes first",
      build = { gpus = { { slot_width = 2 }, { slot_width = 3 } }, motherboard = board({ 1, 4 }),
        chassis = { expansion_slots = 5 } },
      expect = "pass" },
    { name = "the top slot stays empty, since the card below it is in the way",
      build = { gpus = { { slot_width = 2, slot = 2 }, { slot_width = 2 } }, motherboard = board({ 1, 2, 4 }),
        chassis = { expansion_slots = 5 } },
      expect = "pass" },
    { name = "a stated 3-slot card covers the next one's slot",
      build = { gpus = { { slot_width = 2, slot = 3 }, { slot_width = 3, slot = 1 } },
        motherboard = board({ 1, 3, 5 }), chassis = { expansion_slots = 7 } },
      expect = { outcome = "fail", severity = "error", findings = { "blocked" },
        data = { card = 2, slot = 1, width = 3, other = 1, covered = 3, order = "1, 3" },
        at = "gpus[2].slot" } },
    { name = "a stated card stands right below the last slot that the other covers",
      build = { gpus = { { slot_width = 2, slot = 3 }, { slot_width = 2, slot = 1 } },
        motherboard = board({ 1, 3 }), chassis = { expansion_slots = 4 } },
      expect = "pass" },
    { name = "two cards in one slot",
      build = { gpus = { { slot_width = 2, slot = 1, count = 2 } }, motherboard = board({ 1, 4 }),
        chassis = { expansion_slots = 7 } },
      expect = { findings = { "same_slot" }, data = { card = 1, other = 2, slot = 1, order = "1, 4" },
        at = "gpus[1].slot" } },
    { name = "a stated slot that the board does not have",
      build = { gpus = { { slot_width = 2, slot = 3 } }, motherboard = board({ 1, 4 }),
        chassis = { expansion_slots = 7 } },
      expect = { findings = { "not_a_long_slot" }, data = { card = 1, slot = 3, order = "1" } } },
    { name = "a second card in the board's x4 slot",
      build = { gpus = { { slot_width = 2, slot = 1 }, { slot_width = 2, slot = 4 } },
        motherboard = { pcie_slots = { { position = 1, size = "x16" }, { position = 4, size = "x4" } } },
        chassis = { expansion_slots = 7 } },
      expect = { findings = { "not_a_long_slot" }, data = { card = 2, slot = 4, cards = 2 } } },
    { name = "a slot that is listed twice is one slot",
      build = { gpus = { { slot_width = 2, count = 2 } }, motherboard = board({ 1, 1 }),
        chassis = { expansion_slots = 7 } },
      expect = { findings = { "too_few_slots" }, data = { have = 1 } } },
    { name = "a backplane of twenty slots is judged without trying every way to fill it",
      build = { gpus = { { slot_width = 3, count = 4 }, { slot_width = 2, count = 5 } },
        motherboard = board({ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 }),
        chassis = { expansion_slots = 20 } },
      expect = { findings = { "left_over" },
        data = { left = 1, cards = 9, slot = 1, width = 3, covered = 2, need_slots = 22 } } },
    { name = "a stated card hangs out of the chassis",
      build = { gpus = { { slot_width = 2, slot = 7 } }, motherboard = board({ 1, 4, 7 }),
        chassis = { expansion_slots = 7 } },
      expect = { findings = { "past_last_slot" },
        data = { card = 1, slot = 7, width = 2, bottom = 8, have_slots = 7, order = "1" } } },
    { name = "a stated card leaves no room above it, and would below",
      build = { gpus = { { slot_width = 3 }, { slot_width = 2, slot = 3 } }, motherboard = board({ 1, 3 }),
        chassis = { expansion_slots = 5 } },
      expect = { findings = { "left_over" },
        data = { left = 1, cards = 2, slot = 1, width = 3, covered = 3, order = "3, 1" },
        at = "gpus[1].slot_width" } },
    { name = "a 2.5-slot card in a small case",
      build = { gpus = { { slot_width = 2.5 } }, motherboard = board({ 1 }),
        chassis = { expansion_slots = 2 } },
      expect = { findings = { "left_over_below" },
        data = { left = 1, slot = 1, width = 3, bottom = 3, have_slots = 2, need_slots = 3 },
        at = "gpus[1].slot_width" } },
    { name = "two 3-slot cards on slots side by side, in a chassis of one",
      build = { gpus = { { slot_width = 3, count = 2 } }, motherboard = board({ 1, 2 }),
        chassis = { expansion_slots = 1 } },
      expect = { findings = { "left_over_below" }, data = { left = 2, slot = 1, bottom = 3, narrow = 1 } } },
    { name = "the chassis is not stated",
      build = { gpus = { { slot_width = 2 } }, motherboard = board({ 1, 4 }) },
      expect = { outcome = "unknown", missing = { "chassis.expansion_slots" } } },
    { name = "one card's width is not stated",
      build = { gpus = { { slot_width = 2 }, { name = "a card" } }, motherboard = board({ 1, 4 }),
        chassis = { expansion_slots = 6 } },
      expect = { outcome = "unknown", missing = { "gpus[2].slot_width" } } },
    { name = "two cards of 2 slots find room on three x16 slots, wherever these stand",
      build = { gpus = { { slot_width = 2, count = 2 } },
        motherboard = { form_factor = "ATX",
          pcie_slots = { { size = "x16" }, { size = "x16" }, { size = "x16" } } } },
      expect = "pass" },
    { name = "two cards of 3 slots most likely do",
      build = { gpus = { { slot_width = 2 }, { slot_width = 2.5 } },
        motherboard = { form_factor = "ATX",
          pcie_slots = { { size = "x16" }, { size = "x16" }, { size = "x16" } } } },
      expect = { findings = { "unsaid" }, severity = "warning", at = "motherboard.pcie_slots" } },
    { name = "cards of more than 3 slots depend on where the x16 slots stand",
      build = { gpus = { { slot_width = 2 }, { slot_width = 3.1 } },
        motherboard = { form_factor = "ATX", pcie_slots = { { size = "x16" }, { size = "x16" } } } },
      expect = "unknown" },
    { name = "and cards of 3 slots in a case of six openings",
      build = { gpus = { { slot_width = 3, count = 2 } },
        motherboard = { form_factor = "ATX", pcie_slots = { { size = "x16" }, { size = "x16" } } },
        chassis = { expansion_slots = 6 } },
      expect = "unknown" },
    { name = "a size of board that is not in the table",
      build = { gpus = { { slot_width = 2, count = 2 } },
        motherboard = { form_factor = "SSI CEB", pcie_slots = { { size = "x16" }, { size = "x16" } } } },
      expect = "unknown" },
    { name = "three cards of one slot too",
      build = { gpus = { { slot_width = 1, count = 3 } },
        motherboard = { form_factor = "ATX",
          pcie_slots = { { size = "x16" }, { size = "x16" }, { size = "x16" } } } },
      expect = "unknown" },
    { name = "the second of two x16 slots may be slot 7, below which a case for ATX ends",
      build = { gpus = { { slot_width = 2, count = 2 } },
        motherboard = { form_factor = "ATX", pcie_slots = { { size = "x16" }, { size = "x16" } } } },
      expect = { findings = { "unsaid" } } },
    { name = "a case with eight openings has room below slot 7",
      build = { gpus = { { slot_width = 2, count = 2 } },
        motherboard = { form_factor = "E-ATX", pcie_slots = { { size = "x16" }, { size = "x16" } } },
        chassis = { expansion_slots = 8 } },
      expect = "pass" },
    { name = "two cards of 2 slots on a microATX board need a fifth opening",
      build = { gpus = { { slot_width = 2, count = 2 } },
        motherboard = { form_factor = "mATX", pcie_slots = { { size = "x16" }, { size = "x16" } } } },
      expect = "unknown" },
    { name = "which a larger case has",
      build = { gpus = { { slot_width = 2, count = 2 } },
        motherboard = { form_factor = "Micro ATX",
          pcie_slots = { { size = "x16" }, { size = "x16", lanes = 4 } } },
        chassis = { expansion_slots = 5 } },
      expect = "pass" },
    { name = "a slot of one lane seats no card",
      build = { gpus = { { slot_width = 2, count = 2 } },
        motherboard = { form_factor = "ATX",
          pcie_slots = { { size = "x16" }, { size = "x16" }, { size = "x16", lanes = 1 } } } },
      expect = { findings = { "unsaid" } } },
    { name = "a stated slot needs the positions",
      build = { gpus = { { slot_width = 2, slot = 1 }, { slot_width = 2 } },
        motherboard = { form_factor = "ATX",
          pcie_slots = { { size = "x16" }, { size = "x16" }, { size = "x16" } } } },
      expect = "unknown" },
    { name = "the board's slots are not stated",
      build = { gpus = { { slot_width = 2 } }, chassis = { expansion_slots = 7 } }, expect = "unknown" },
    { name = "no cards",
      build = { gpus = {}, motherboard = board({ 1, 4 }) }, expect = "not_applicable" },
    { name = "the cards are not listed",
      build = { motherboard = board({ 1, 4 }), chassis = { expansion_slots = 7 } },
      expect = { outcome = "unknown", missing = { "gpus" } } },
    last_slot_of("ATX", 7),
    last_slot_of("E-ATX", 7),
    last_slot_of("SSI EEB", 7),
    last_slot_of("SSI CEB", 7),
    last_slot_of("Micro-ATX", 4),
    last_slot_of("Mini-ITX", 1),
    past_last_slot_of("ATX", 7),
    past_last_slot_of("E-ATX", 7),
    past_last_slot_of("SSI EEB", 7),
    past_last_slot_of("SSI CEB", 7),
    past_last_slot_of("Micro-ATX", 4),
    past_last_slot_of("Mini-ITX", 1),
    { name = "one card of unstated width in a case of five slots fits from slot 2",
      build = { gpus = { {} }, motherboard = { pcie_slots = { { size = "x16", lanes = 4 } } },
        chassis = { expansion_slots = 5 } },
      expect = "pass" },
    { name = "one card of unstated width in a case of three slots",
      build = { gpus = { {} }, motherboard = { pcie_slots = { { size = "x16", position = 1 } } },
        chassis = { expansion_slots = 3 } },
      expect = { outcome = "unknown", missing = { "gpus[1].slot_width" } } },
    { name = "one card of unstated width in a stated slot",
      build = { gpus = { { slot = 5 } },
        motherboard = { form_factor = "ATX", pcie_slots = { { size = "x16", position = 5 } } } },
      expect = { outcome = "unknown", missing = { "gpus[1].slot_width" } } },
    { name = "two cards of unstated width that cover two slots at most",
      build = { gpus = { { slot_width_at_most = 2 }, { slot_width_at_most = 2 } },
        motherboard = board({ 1, 3 }), chassis = { expansion_slots = 7 } },
      expect = "pass" },
    { name = "that may cover three",
      build = { gpus = { { slot_width_at_most = 2.1 }, { slot_width_at_most = 2.1 } },
        motherboard = board({ 1, 3 }), chassis = { expansion_slots = 7 } },
      expect = { outcome = "unknown", missing = { "gpus[1].slot_width", "gpus[2].slot_width" } } },
    { name = "on slots of unstated positions",
      build = { gpus = { { slot_width_at_most = 3 }, { slot_width_at_most = 2 } },
        motherboard = { form_factor = "ATX", pcie_slots = { { size = "x16" }, { size = "x16" } } } },
      expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "one card of two slots at most in a case of three",
      build = { gpus = { { slot_width_at_most = 2 } },
        motherboard = { pcie_slots = { { size = "x16", position = 1 } } },
        chassis = { expansion_slots = 3 } },
      expect = "pass" },
    { name = "one card on a board without an x16 slot",
      build = { gpus = { {} }, motherboard = { pcie_slots = { { size = "x1", position = 1 } } },
        chassis = { expansion_slots = 7 } },
      expect = { outcome = "unknown", missing = { "gpus[1].slot_width" } } },
    { name = "one card on a board that its maker gives one",
      build = { gpus = { {} }, motherboard = { max_gpus = 1, form_factor = "ATX" } }, expect = "pass" },
    { name = "a slot with 4 lanes takes a card",
      build = { gpus = { { slot_width = 2, count = 2 } },
        motherboard = { pcie_slots = { { position = 1, size = "x16", lanes = 16 },
                          { position = 4, size = "x16", lanes = 4 } } },
        chassis = { expansion_slots = 7 } },
      expect = "pass" },
    { name = "a part of 4 lanes of a bifurcation card takes a card",
      build = { gpus = { { slot = 1, count = 3 } },
        motherboard = { pcie_slots = { { position = 1, size = "x16", split = { 8, 4, 4 } } } } },
      expect = "pass" },
    { name = "a part of 2 lanes takes none",
      build = { gpus = { { slot = 1, count = 3 } },
        motherboard = { pcie_slots = { { position = 1, size = "x16", split = { 8, 4, 2, 2 } } } } },
      expect = { outcome = "unknown", missing = { "gpus[3].slot_width" } } },
    { name = "a stated card leaves one part of a bifurcation card for another",
      build = { gpus = { { slot = 1 }, { count = 2 } },
        motherboard = { pcie_slots = { { position = 1, size = "x16", split = { 8, 8 } },
                          { position = 4, size = "x16" } } } },
      expect = { outcome = "unknown", missing = { "gpus[3].slot_width" } } },
    { name = "slots of unstated size",
      build = { gpus = { { slot_width = 2, count = 2 } }, motherboard = { pcie_slots = { {}, {} } } },
      expect = { outcome = "unknown",
        missing = { "motherboard.pcie_slots[1].size", "motherboard.pcie_slots[2].size" } } },
    { name = "one card on a board with one slot needs no bifurcation card",
      build = { gpus = { { slot_width = 2 } },
        motherboard = { pcie_slots = { { position = 1, size = "x16", lanes = 16 } } },
        chassis = { expansion_slots = 2 } },
      expect = "pass" },
    { name = "two cards on the 8 lanes of the only slot",
      build = { gpus = { { slot_width = 2, count = 2 } },
        motherboard = { pcie_slots = { { position = 1, size = "x16", lanes = 8 } } },
        chassis = { expansion_slots = 7 } },
      expect = { outcome = "unknown", missing = { "motherboard.pcie_slots[1].split" } } },
  },
}
