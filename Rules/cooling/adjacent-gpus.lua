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

-- Whether a card draws its air from below. One that does not state its cooling may.
local function needs_air(gpu)
  return gpu.cooling == nil or gpu.cooling == "open-air"
end

-- The seats of a run whose fans are shut in: open-air cards with a neighbour right below.
local function shut_in(build, run)
  local blocked = {}
  for i, seat in ipairs(run) do
    if i < #run and needs_air(build.gpus[seat.card]) then
      table.insert(blocked, seat)
    end
  end
  return blocked
end

-- The longest run in which a card is shut in, the upper one of two, empty if there is none; the
-- cards shut in there.
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

-- Whether no card is shut in even if those that do not state their width are as wide as they may be.
local function have_air_at_most(build, seated)
  local full = slots.with_widest(build)
  if not full or #slots.missing(full, seated) > 0 then
    return false
  end
  local seats = slots.place_best(full, slots.seating(full, seated), needs_air)
  local _, blocked = worst_run(full, seats)
  return #seats == #seated and #blocked == 0
end

-- Slots that leave every open-air card one free slot below it; nil when the board has none.
local function airy_order(build, seating)
  local air = {}
  for i, gpu in ipairs(build.gpus) do
    air[i] = needs_air(gpu) and 1 or 0
  end
  return slots.arrange(seating, { air = air })
end

-- Cards for the desk are never sold without fans of their own; those of data centres often are.
local function has_own_fans(gpu)
  local name = string.upper((gpu.chipset or "") .. " " .. (gpu.name or ""))
  -- RTX 3090 and GTX 980 are; RTX 6000 and RTX 8000 were sold with and without fans.
  return (string.find(name, "GEFORCE") or string.find(name, "%f[%a][RG]TX%s?%d+[5-9]0%f[%D]")
    or string.find(name, "%f[%a]RX%s?%d") or string.find(name, "%f[%a]ARC%s?[AB]%d")) ~= nil
end

-- Whether the cards can shut each other in whatever the board: of those in slots one draws its air
-- from below and is not the lowest.
local function may_shut_in(build, seated)
  local open, is_stated = 0, false
  for _, index in ipairs(seated) do
    local gpu = build.gpus[index]
    open = open + (needs_air(gpu) and 1 or 0)
    is_stated = is_stated or gpu.slot ~= nil
  end
  return #seated > 1 and (open > 1 or open == 1 and is_stated)
end

-- The first card that does not state its cooling, of those that `wanted` says matter.
local function unstated_cooling(build, wanted)
  for i, gpu in ipairs(build.gpus) do
    if gpu.cooling == nil and wanted(gpu, i) then
      return paths.of("gpus", i, "cooling")
    end
  end
end

local function report_passive(build, ctx)
  for i, gpu in ipairs(build.gpus) do
    if gpu.cooling == "passive" then
      ctx.report("passive", { card = i, chipset = gpu.chipset or gpu.name or "gpu" }, {
        at = paths.of("gpus", i, "cooling"),
        severity = "warning",
        suggest = {
          en = "Use a server chassis that drives air through the card, or fit a blower duct to it.",
          zh = "换用有强制风道的服务器机箱，或者给显卡加装导风罩和涡轮风扇。",
        },
      })
      return
    end
  end
end

-- Two cards side by side are a warning at most: what is not stated of them makes advice, and does not
-- keep the build from being judged.
local function report_unsaid(ctx, cards, missing)
  if cards < 2 or cards >= ctx.params.stack then
    for _, path in ipairs(missing) do
      ctx.unknown(path)
    end
    return
  end
  local seen, fields = {}, {}
  for _, path in ipairs(missing) do
    local field = path:gsub("%[%d+%]", "")
    if not seen[field] then
      seen[field] = true
      fields[#fields + 1] = field
    end
  end
  ctx.report("unsaid", { cards = cards, fields = table.concat(fields, ", ") }, {
    at = missing[1],
    severity = "advice",
    suggest = {
      en = "Leave a free slot below an open-air card, or choose blowers.",
      zh = "非鼓风式显卡下方要空出一槽，或者选鼓风式显卡。",
    },
  })
end

local move = {
  en = "Seats that leave each fan a free slot, in the order of the list: slot {order}.",
  zh = "让每块显卡的风扇下方都空一槽的插法（按清单顺序）：第 {order} 号槽。",
}
local other_coolers = {
  en = "Choose blower or liquid-cooled cards for slot {slots}, or a board with a free slot below "
    .. "each of the {cards} cards. The cards are counted in these seats: slot {seats}.",
  zh = "第 {slots} 号槽改用鼓风式（涡轮）或水冷显卡，或者换一块能让这 {cards} 块显卡之间都空一槽的主"
    .. "板。这里按第 {seats} 号槽的插法判断。",
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
      .. "side by side; liquid cooling works too, quieter and more expensive. One free slot between "
      .. "open-air cards is enough. The lowest card's fans look into the case, so it may be of "
      .. "any kind. Cards whose slot is not stated are counted as seated with the most air; cards on "
      .. "risers or in a frame stand free. Passive cards are made for the fans of a server.",
    zh = "非鼓风式（开放式散热）显卡的风扇朝下，正对着下一块显卡，并把约 250 瓦的热量全吹进机箱。"
      .. "下方没有空槽，它吸进去的就是下一块显卡的热气：显卡到 84 °C 左右开始降频，"
      .. "四块挤在一起会损失 10% 到 40% 的性能。鼓风式显卡价格差不多，热风直接从机箱背面排出，"
      .. "所以可以彼此相邻；水冷也行，更安静，但更贵。非鼓风式的显卡之间空出一槽就够了；"
      .. "最下面一块显卡的风扇对着机箱空间，用哪种散热都可以。没写插槽的显卡按最通风的插法算；"
      .. "用延长线或放在开放机架上的显卡不受相邻显卡影响。被动散热的显卡要靠服务器的强制风道。",
  },
  source = {
    "散热：多块 GPU 注意散热",
    "CPU 和 GPU 的冷却：散热不好会降低性能",
    "风冷散热：单个 GPU 可以使用，多个 GPU 靠空气散热效果不佳",
    "鼓风式的风扇将热空气从机箱背面推出，让凉空气进来：多个 GPU 彼此相邻时使用，低成本配置",
    "非鼓风式的风扇是在 GPU 中吸入空气达到冷却效果：",
  },
  severity = "error",
  needs = { "gpus" },
  reads = {
    "chassis.expansion_slots",
    "gpus[].chipset",
    "gpus[].cooling",
    "gpus[].mount",
    "gpus[].name",
    "gpus[].slot",
    "gpus[].slot_width",
    "gpus[].slot_width_at_most",
    "motherboard.form_factor",
    "motherboard.pcie_slots[].lanes",
    "motherboard.pcie_slots[].position",
    "motherboard.pcie_slots[].size",
    "motherboard.pcie_slots[].split",
  },
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
    passive = {
      en = "Card {card} ({chipset}) has no fans of its own: without air ducted through it, it "
        .. "overheats.",
      zh = "第 {card} 块显卡（{chipset}）没有自带风扇，没有强制风道就会过热。",
    },
    pair = {
      en = "{cards} cards stand side by side, and the open-air card in slot {slots} has no free "
        .. "slot below it: its fans look at the back of the next card.",
      zh = "有 {cards} 块显卡紧挨着，第 {slots} 号槽的非鼓风式显卡下方没有空槽，"
        .. "风扇正对着下一块显卡的背面。",
    },
    unsaid = {
      en = "{cards} cards, and not all is stated that says whether they stand side by side: {fields}.",
      zh = "有 {cards} 块显卡，但看不出它们是否紧挨着，缺少：{fields}。",
    },
    stack = {
      en = "{cards} cards stand side by side; open-air ones with no free slot below: {blocked} "
        .. "(slot {slots}). They breathe the next card's heat and throttle.",
      zh = "有 {cards} 块显卡紧挨着，其中 {blocked} 块是下方没有空槽的非鼓风式显卡（第 {slots} 号"
        .. "槽），吸入的都是热风，会降频。",
    },
  },
  when = function(build)
    return build.gpus == nil or #build.gpus >= 1
  end,
  -- A card that finds no slot is no one's neighbour: motherboard/slots-not-blocked reports it.
  check = function(build, ctx)
    report_passive(build, ctx)
    local seated = slots.seated(build)
    local run, blocked, seating, seats = {}, {}, nil, nil
    if may_shut_in(build, seated) then
      local missing = slots.missing(build, seated)
      local have_air = #missing > 0 and have_air_at_most(build, seated)
      if #missing > 0 and not have_air then
        report_unsaid(ctx, #seated, missing)
        return
      elseif not have_air then
        seating = slots.seating(build, seated)
        seats = slots.place_best(build, seating, needs_air)
        run, blocked = worst_run(build, seats)
      end
    end

    -- A cooling that is not stated matters in a run, and where the card may have no fans.
    local in_run = {}
    for _, seat in ipairs(run) do
      in_run[seat.card] = true
    end
    local unfanned = unstated_cooling(build, function(gpu)
      return not has_own_fans(gpu)
    end)
    local unstated = unstated_cooling(build, function(_, i)
      return in_run[i]
    end)
    if unfanned then
      ctx.unknown(unfanned)
      return
    elseif unstated then
      report_unsaid(ctx, #seated, { unstated })
      return
    elseif #blocked == 0 then
      return
    end

    local shut = {}
    for i, seat in ipairs(blocked) do
      shut[i] = seat.at
    end
    local order = airy_order(build, seating)
    local data = {
      cards = #run,
      blocked = #blocked,
      slots = table.concat(shut, ", "),
      seats = table.concat(slots.order(seats), ", "),
      order = order and table.concat(order, ", "),
    }
    local at = paths.of("gpus", blocked[1].card, "cooling")
    -- mutate: skip [or -> and] no example names the advice
    local suggest = order and move or other_coolers
    if #run < ctx.params.stack then
      ctx.report("pair", data, { at = at, severity = "warning", suggest = suggest })
    else
      ctx.report("stack", data, { at = at, suggest = suggest })
    end
  end,
  examples = {
    { name = "two open-air cards with a free slot between them",
      build = { gpus = { { cooling = "open-air", slot_width = 2, count = 2 } },
        motherboard = board({ 1, 4, 7 }) },
      expect = "pass" },
    { name = "seven x16 slots of an ATX board stand where they are listed",
      build = { gpus = { { cooling = "open-air", slot_width = 3, count = 2 } },
        motherboard = { form_factor = "ATX",
          pcie_slots = { { size = "x16" }, { size = "x16" }, { size = "x16" }, { size = "x16" },
            { size = "x16" }, { size = "x16" }, { size = "x16" } } } },
      expect = "pass" },
    { name = "two open-air cards on a board that has room for both are seated apart",
      build = { gpus = { { cooling = "open-air", slot_width = 2, count = 2 } },
        motherboard = board({ 1, 3, 5, 7 }), chassis = { expansion_slots = 8 } },
      expect = "pass" },
    { name = "two open-air cards stated side by side, on a board that has more room",
      build = { gpus = { { cooling = "open-air", slot_width = 2, slot = 1 },
                  { cooling = "open-air", slot_width = 2, slot = 3 } },
        motherboard = board({ 1, 3, 5, 7 }), chassis = { expansion_slots = 8 } },
      expect = { outcome = "fail", severity = "warning", findings = { "pair" },
        data = { cards = 2, blocked = 1, slots = "1", order = "1, 5", seats = "1, 3" },
        at = "gpus[1].cooling" } },
    { name = "a blower takes the seat above, the open-air card the one below",
      build = { gpus = { { cooling = "open-air", slot_width = 2 }, { cooling = "blower", slot_width = 2 } },
        motherboard = board({ 1, 3 }) },
      expect = "pass" },
    { name = "one open-air card among blowers needs no board",
      build = { gpus = { { cooling = "open-air" }, { cooling = "blower", count = 2 } } }, expect = "pass" },
    { name = "three open-air cards of which two can be apart from the third",
      build = { gpus = { { cooling = "open-air", slot_width = 2, count = 3 } },
        motherboard = board({ 1, 3, 5, 7 }), chassis = { expansion_slots = 8 } },
      expect = { findings = { "pair" }, severity = "warning",
        data = { cards = 2, blocked = 1, seats = "1, 3, 7", slots = "1" } } },
    { name = "a stated card leaves the others the seats with the most air",
      build = { gpus = { { cooling = "open-air", slot_width = 2, slot = 3 },
                  { cooling = "open-air", slot_width = 2 } },
        motherboard = board({ 1, 3, 5, 7 }) },
      expect = "pass" },
    { name = "cards on risers and in a frame stand free",
      build = { gpus = { { cooling = "open-air", slot_width = 3 },
                  { cooling = "open-air", mount = "riser", count = 2 },
                  { cooling = "open-air", mount = "frame", count = 2 } } },
      expect = "pass" },
    { name = "two cards on one bifurcation card",
      build = { gpus = { { cooling = "open-air", slot_width = 3, slot = 1, count = 2 } },
        motherboard = { pcie_slots = { { position = 1, size = "x16", split = { 8, 8 } } } } },
      expect = "pass" },
    { name = "a passive card needs ducted air, alone too",
      build = { gpus = { { cooling = "passive", chipset = "Tesla P40" } } },
      expect = { findings = { "passive" }, severity = "warning", data = { card = 1, chipset = "Tesla P40" },
        at = "gpus[1].cooling" } },
    { name = "two consumer cards far apart, whatever their cooling",
      build = { gpus = { { chipset = "GeForce RTX 3090", slot_width = 3, count = 2 } },
        motherboard = board({ 1, 5 }) },
      expect = "pass" },
    { name = "two consumer cards side by side of unstated cooling",
      build = { gpus = { { chipset = "GeForce RTX 3090", slot_width = 3, count = 2 } },
        motherboard = board({ 1, 4 }) },
      expect = { outcome = "fail", severity = "advice", findings = { "unsaid" },
        data = { fields = "gpus.cooling" }, at = "gpus[1].cooling" } },
    { name = "three of them would be an error if they are open-air",
      build = { gpus = { { chipset = "GeForce RTX 3090", slot_width = 3, count = 3 } },
        motherboard = board({ 1, 4, 7 }) },
      expect = { outcome = "unknown", missing = { "gpus[1].cooling" } } },
    { name = "one card of a data centre that does not state its cooling",
      build = { gpus = { { chipset = "Tesla P40" } } },
      expect = { outcome = "unknown", missing = { "gpus[1].cooling" } } },
    { name = "a card for workstations that is sold with and without fans",
      build = { gpus = { { chipset = "Quadro RTX 8000" } } },
      expect = { outcome = "unknown", missing = { "gpus[1].cooling" } } },
    { name = "cards for the desk of other makers, one outside",
      build = { gpus = { { chipset = "Radeon RX 7900 XTX" },
                  { chipset = "Intel Arc A770", mount = "external" } } },
      expect = "pass" },
    { name = "one card for the desk",
      build = { gpus = { { chipset = "RTX 4090" } } }, expect = "pass" },
    { name = "two open-air cards of which one has no stated width",
      build = { gpus = { { cooling = "open-air", slot_width = 2 }, { cooling = "open-air" } },
        motherboard = board({ 1, 3 }) },
      expect = { outcome = "fail", severity = "advice", findings = { "unsaid" },
        data = { fields = "gpus.slot_width" }, at = "gpus[2].slot_width" } },
    { name = "two that cover so little at most that a slot stays free",
      build = { gpus = { { cooling = "open-air", slot_width_at_most = 2 },
                  { cooling = "open-air", slot_width_at_most = 3 } },
        motherboard = board({ 1, 4 }) },
      expect = "pass" },
    { name = "two that may cover three slots",
      build = { gpus = { { cooling = "open-air", slot_width_at_most = 2.5 },
                  { cooling = "open-air", slot_width_at_most = 3 } },
        motherboard = board({ 1, 4 }) },
      expect = { findings = { "unsaid" }, severity = "advice",
        data = { fields = "gpus.slot_width" } } },
    { name = "one whose width is bounded beside one of which nothing is known",
      build = { gpus = { { cooling = "open-air", slot_width_at_most = 2 }, { cooling = "open-air" } },
        motherboard = board({ 1, 4 }) },
      expect = { findings = { "unsaid" } } },
    { name = "two that may find no slot each",
      build = { gpus = { { cooling = "open-air", slot_width_at_most = 2, count = 2 } },
        motherboard = board({ 1, 2 }), chassis = { expansion_slots = 2 } },
      expect = { findings = { "unsaid" } } },
    { name = "four open-air cards side by side",
      build = { gpus = { { cooling = "open-air", slot_width = 2, count = 4 } },
        motherboard = board({ 1, 2, 3, 4, 5, 6, 7 }), chassis = { expansion_slots = 8 } },
      expect = { outcome = "fail", severity = "error", findings = { "stack" },
        data = { cards = 4, blocked = 3, slots = "1, 3, 5" } } },
    { name = "three open-air cards side by side",
      build = { gpus = { { cooling = "open-air", slot_width = 2, count = 3 } },
        motherboard = board({ 1, 3, 5 }) },
      expect = { outcome = "fail", severity = "error", findings = { "stack" },
        data = { cards = 3, blocked = 2, slots = "1, 3" } } },
    { name = "four blowers side by side",
      build = { gpus = { { cooling = "blower", slot_width = 2, count = 4 } },
        motherboard = board({ 1, 3, 5, 7 }) },
      expect = "pass" },
    { name = "four liquid-cooled cards side by side",
      build = { gpus = { { cooling = "liquid", slot_width = 2, count = 4 } },
        motherboard = board({ 1, 3, 5, 7 }) },
      expect = "pass" },
    { name = "a blower above an open-air card, whose fans are free",
      build = { gpus = { { cooling = "blower", slot_width = 2, slot = 1 },
                  { cooling = "open-air", slot_width = 2, slot = 3 } },
        motherboard = board({ 1, 3 }) },
      expect = "pass" },
    { name = "an open-air card above a blower, which would do better the other way round",
      build = { gpus = { { cooling = "blower", slot_width = 2, slot = 3 },
                  { cooling = "open-air", slot_width = 2, slot = 1 } },
        motherboard = board({ 1, 2, 3 }) },
      expect = { outcome = "fail", severity = "warning", findings = { "pair" },
        data = { cards = 2, slots = "1", order = "1, 3" }, at = "gpus[2].cooling" } },
    { name = "one open-air card in the middle of a stack of three",
      build = { gpus = { { cooling = "blower", slot_width = 2, slot = 1 },
                  { cooling = "open-air", slot_width = 2, slot = 3 },
                  { cooling = "liquid", slot_width = 2, slot = 5 } },
        motherboard = board({ 1, 3, 5 }) },
      expect = { outcome = "fail", severity = "error", findings = { "stack" },
        data = { cards = 3, blocked = 1, slots = "3", order = "1, 5, 3" } } },
    { name = "a card of 2.5 slots fills the slot below it",
      build = { gpus = { { cooling = "open-air", slot_width = 2.5, count = 2 } },
        motherboard = board({ 1, 4 }) },
      expect = { findings = { "pair" }, severity = "warning", data = { slots = "1" } } },
    { name = "two pairs with a free slot between are no stack of four",
      build = { gpus = { { cooling = "open-air", slot_width = 1, count = 4 } },
        motherboard = board({ 1, 2, 4, 5 }) },
      expect = { findings = { "pair" }, severity = "warning", data = { cards = 2, slots = "1" } } },
    { name = "the longer stack is reported, wherever it is",
      build = { gpus = { { cooling = "open-air", slot_width = 1, count = 5 } },
        motherboard = board({ 1, 2, 4, 5, 6 }) },
      expect = { findings = { "stack" }, severity = "error",
        data = { cards = 3, blocked = 2, slots = "4, 5" } } },
    { name = "a stack of blowers does not hide a pair of open-air cards",
      build = { gpus = { { cooling = "blower", slot_width = 1, slot = 1 },
                  { cooling = "blower", slot_width = 1, slot = 2 },
                  { cooling = "blower", slot_width = 1, slot = 3 },
                  { cooling = "open-air", slot_width = 1, slot = 5 },
                  { cooling = "open-air", slot_width = 1, slot = 6 } },
        motherboard = board({ 1, 2, 3, 4, 5, 6 }) },
      expect = { findings = { "pair" }, severity = "warning",
        data = { cards = 2, slots = "5", order = "1, 2, 3, 4, 6" } } },
    { name = "a shop that forbids even a pair",
      build = { gpus = { { cooling = "open-air", slot_width = 2, count = 2 } },
        motherboard = board({ 1, 3 }) },
      params = { stack = 2 }, expect = { findings = { "stack" }, severity = "error" } },
    { name = "no room in the chassis to spread the cards out",
      build = { gpus = { { cooling = "open-air", slot_width = 2, count = 2 } },
        motherboard = board({ 1, 3, 4 }), chassis = { expansion_slots = 4 } },
      expect = { findings = { "pair" }, data = { slots = "1" } } },
    { name = "one card's cooling is not stated",
      build = { gpus = { { cooling = "blower", slot_width = 2 }, { slot_width = 2 } },
        motherboard = board({ 1, 3 }) },
      expect = { outcome = "unknown", missing = { "gpus[2].cooling" } } },
    { name = "the board's slots are not stated",
      build = { gpus = { { cooling = "open-air", slot_width = 2, count = 3 } } }, expect = "unknown" },
    { name = "two cards on a board whose x16 slots stand somewhere",
      build = { gpus = { { cooling = "open-air", slot_width = 2, count = 2 } },
        motherboard = { pcie_slots = { { size = "x16" }, { size = "x16" } } } },
      expect = { outcome = "fail", severity = "advice", findings = { "unsaid" },
        data = { fields = "motherboard.pcie_slots.position" }, at = "motherboard.pcie_slots[1].position" } },
    { name = "a single card has no neighbour",
      build = { gpus = { { cooling = "open-air", slot_width = 2 } }, motherboard = board({ 1, 3 }) },
      expect = "pass" },
    { name = "the cards are not listed",
      build = { motherboard = board({ 1, 3 }) }, expect = { outcome = "unknown", missing = { "gpus" } } },
    { name = "the board may list its slots in any order",
      build = { gpus = { { cooling = "open-air", slot_width = 2, count = 2 } },
        motherboard = board({ 7, 3, 1 }) },
      expect = "pass" },
    { name = "a blower takes the seat that has no free slot below it",
      build = { gpus = { { cooling = "open-air", slot_width = 2, count = 2 },
                  { cooling = "blower", slot_width = 2 } },
        motherboard = board({ 1, 3, 6 }) },
      expect = "pass" },
    { name = "a single open-air card in a stated slot needs no board",
      build = { gpus = { { cooling = "open-air", slot = 1 } } }, expect = "pass" },
    { name = "a passive card that states its name alone",
      build = { gpus = { { cooling = "passive", name = "Tesla P40 24GB" } } },
      expect = { findings = { "passive" }, severity = "warning", data = { chipset = "Tesla P40 24GB" } } },
    { name = "a machine without a card",
      build = { gpus = {}, motherboard = board({ 1, 3 }) }, expect = "not_applicable" },
    { name = "three cards get the same seats when the board lists its slots from below",
      build = { gpus = { { cooling = "open-air", slot_width = 2, count = 3 } },
        motherboard = board({ 7, 5, 3, 1 }), chassis = { expansion_slots = 8 } },
      expect = { findings = { "pair" }, severity = "warning", data = { seats = "1, 3, 7" } } },
  },
}
