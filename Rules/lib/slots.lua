-- Where every graphics card sits on the board, and what it covers there.
--
-- Slots are counted as the back of the case counts them: expansion slot 1 is nearest the CPU. A
-- card sits in one slot and covers as many as it is wide, downwards and rounded up: a card of 2.5
-- slots in slot 1 covers slots 1, 2 and 3. Its fans look down, at the back of the next card.
--
-- How cards are seated:
--   1. A card that states its `slot` sits there, whatever is there already.
--   2. The others take the x16-size slots from the top down, each slot the first card of the list
--      that fits: one that covers no other card, is covered by none, and ends at or above the last
--      expansion slot of the chassis where that is known.
--   3. Where this leaves a card over, other ways to share out the slots are tried, since a list of
--      parts is in no order: a card is left over only when there is no way to seat them all.
--      Then the seats are those of step 2.
--
-- A slot with fewer than 4 lanes, if its lanes are stated, is for no card. Cards on a riser, in an
-- open frame or outside, and those on a bifurcation card (slot `split`), stand free: they take no
-- seat.
--
-- A seat is { card = its index in build.gpus, at = its slot, width = slots it covers,
-- bottom = the last of them }.
local paths = require "lib.paths"

local slots = {}

-- Comparisons after which a search gives up; a board of seven slots takes at most some hundreds.
local patience = 10000 -- mutate: skip [10000 -> 10001] only how long a search may take

-- The least lanes of a slot for a card, as motherboard/gpu-count counts them.
local least_lanes = 4

local function board_slots(build)
  return build.motherboard and build.motherboard.pcie_slots or {}
end

-- The positions of the x16-size slots that seat a card each, from the top.
function slots.long(build)
  local positions, seen = {}, {}
  -- mutate: skip [true -> false, 0 -> 1] sorting what is in order changes nothing
  local count, in_order, last = 0, true, 0
  for _, slot in ipairs(board_slots(build)) do
    local position = slot.position
    local has_lanes = slot.lanes == nil or slot.lanes >= least_lanes
    if slot.size == "x16" and has_lanes and not slot.split and not seen[position] then
      seen[position] = true
      count = count + 1
      positions[count] = position
      -- mutate: skip [> -> >=] no position comes twice
      in_order, last = in_order and position > last, position
    end
  end
  if not in_order then
    table.sort(positions)
  end
  return positions
end

-- How many cards a bifurcation card takes.
local function parts_of(split)
  local parts = 0
  for _, lanes in ipairs(split) do
    parts = parts + (lanes >= least_lanes and 1 or 0)
  end
  return parts
end

-- How many cards the bifurcation cards take, by position of their slot, and in all.
local function room_on_splits(build)
  local room, sum = {}, 0
  for _, slot in ipairs(board_slots(build)) do
    if slot.split then
      local parts = parts_of(slot.split)
      sum = sum + parts
      if slot.position then
        room[slot.position] = (room[slot.position] or 0) + parts
      end
    end
  end
  return room, sum
end

-- The indexes of the cards that need a slot of their own.
function slots.seated(build)
  local room, sum = room_on_splits(build)
  local own, unstated = {}, {}
  for index, gpu in ipairs(build.gpus) do
    if gpu.mount == nil or gpu.mount == "slot" then
      local left = gpu.slot and room[gpu.slot] or 0
      if left > 0 then
        room[gpu.slot], sum = left - 1, sum - 1
      elseif gpu.slot == nil then
        unstated[index] = true
        own[#own + 1] = index
      else
        own[#own + 1] = index
      end
    end
  end
  if sum == 0 then
    return own
  end
  local seated = {}
  for _, index in ipairs(own) do
    if unstated[index] and sum > 0 then
      sum = sum - 1
    else
      seated[#seated + 1] = index
    end
  end
  return seated
end

-- The fields that are not stated and that seating the cards needs. The positions of slots that seat
-- no card are not needed.
function slots.missing(build)
  local missing = {}
  for _, index in ipairs(slots.seated(build)) do
    if build.gpus[index].slot_width == nil then
      missing[#missing + 1] = paths.of("gpus", index, "slot_width")
    end
  end
  if build.motherboard == nil or build.motherboard.pcie_slots == nil then
    missing[#missing + 1] = "motherboard.pcie_slots"
    return missing
  end
  for i, slot in ipairs(build.motherboard.pcie_slots) do
    if slot.size == nil then
      missing[#missing + 1] = paths.of("motherboard.pcie_slots", i, "size")
    elseif slot.size == "x16" and slot.position == nil and not slot.split then
      missing[#missing + 1] = paths.of("motherboard.pcie_slots", i, "position")
    end
  end
  return missing
end

-- Whether two cards find room although the positions of the board's x16 slots are not stated: "sure",
-- "likely", or nil; `last` is the last opening of the chassis.
--
-- No desktop board of the catalogue's table has its first two x16 slots side by side; on nine of ten
-- ATX boards they stand 3 slots apart, and the lower one is slot 5 or above. The second of three and
-- the third of four are slot 6 or above, the second of two slot 7 (on microATX slot 4) or above.
function slots.two_fit(build, last)
  local board = build.motherboard
  local size = board and board.form_factor and board.form_factor:upper():gsub("[%s%-_/]", "")
  local count = 0
  for _, slot in ipairs(board_slots(build)) do
    local has_lanes = slot.lanes == nil or slot.lanes >= least_lanes
    if slot.size == "x16" and has_lanes and not slot.split then
      count = count + 1
    end
  end
  local widest = 0
  for _, index in ipairs(slots.seated(build)) do
    local gpu = build.gpus[index]
    widest = gpu.slot and math.huge or math.max(widest, math.ceil(gpu.slot_width or math.huge))
  end
  if #slots.seated(build) ~= 2 or count < 2 or not last then
    return nil
  elseif size == "MICROATX" or size == "MATX" then
    return widest <= 2 and last >= 3 + widest and "sure" or nil
  elseif size ~= "ATX" and size ~= "EATX" then
    return nil
  elseif widest <= 2 and last >= (count == 2 and 6 or 5) + widest then
    return "sure"
  end
  return widest <= 3 and last >= 7 and "likely" or nil
end

-- Whether so many cards on a board with a single slot can only be meant for a bifurcation card in
-- it: the slot has the lanes, and nothing says that it cannot be split.
function slots.is_split_meant(build, cards)
  local list = board_slots(build)
  local slot = list[1]
  return #list == 1 and cards > 1 and slot.size == "x16" and not slot.split
    and slot.lanes ~= nil and slot.lanes >= least_lanes * cards
    and (slot.bifurcation == nil or #slot.bifurcation > 0)
end

-- The last slot that a card may cover.
local function last_slot(build)
  return build.chassis and build.chassis.expansion_slots or math.huge
end

local function seat_of(card, at)
  local bottom = at + card.width - 1
  return {
    card = card.index,
    at = at,
    width = card.width,
    bottom = bottom,
    reach = bottom + card.air,
  }
end

local function seats_from_the_top(a, b)
  -- mutate: skip [< -> <=] no card is compared with itself
  return a.at < b.at or a.at == b.at and a.card < b.card
end

-- Cards that wait for a seat on the slots `open`; `last` is the last slot they may cover.
local function new_search(open, waiting, seats, last)
  return { open = open, waiting = waiting, seats = seats, last = last, patience = patience }
end

local function fits(search, seat)
  if seat.bottom > search.last then
    return false
  end
  for _, other in ipairs(search.seats) do
    search.patience = search.patience - 1 -- mutate: skip [1 -> 2] only how long it may take
    if seat.at <= other.reach and other.at <= seat.reach then
      return false
    end
  end
  return true
end

-- Calls `try(index, seat)` for each waiting card that fits at the position, one of each size, until
-- it answers true; says whether it did.
local function try_cards(search, at, try)
  local seen = {}
  for index, card in ipairs(search.waiting) do
    -- mutate: skip [100 -> 101, 100 -> 200, 0 -> 1] no card keeps so many slots free
    local size = (card.width * 100 + card.air) * 100 + (card.kind or 0)
    if not seen[size] then
      seen[size] = true
      local seat = seat_of(card, at)
      if fits(search, seat) and try(index, seat) then
        return true -- mutate: skip [true -> false] with all cards seated the next slot says so too
      end
    end
  end
  return false
end

-- Whether no slot from `first` to `last` is covered.
local function is_free(covered, first, last)
  for slot = first, last do
    if covered[slot] then
      return false
    end
  end
  return true
end

local function cover(covered, seat)
  for slot = seat.at, seat.bottom do
    covered[slot] = true
  end
end

-- The first waiting card that may sit at the position, or nil.
local function first_that_fits(search, covered, at)
  for index, card in ipairs(search.waiting) do
    local bottom = at + card.width - 1
    if bottom <= search.last and is_free(covered, at, bottom) then
      return index
    end
  end
end

-- Step 2: every slot takes the first card that fits.
local function seat_in_turn(search)
  local covered = {}
  for _, seat in ipairs(search.seats) do
    cover(covered, seat)
  end
  for _, at in ipairs(search.open) do
    local index = not covered[at] and first_that_fits(search, covered, at)
    if index then
      local seat = seat_of(table.remove(search.waiting, index), at)
      cover(covered, seat)
      table.insert(search.seats, seat)
    end
  end
end

-- Step 3: seats all waiting cards on the open slots from the `from`th on, or none of them.
local function seat_all(search, from)
  if #search.waiting == 0 then
    return true
  end
  -- mutate: skip [< -> <=, 0 -> 1] only how long it may take
  if #search.waiting > #search.open - from + 1 or search.patience < 0 then
    return false
  end
  local seated = try_cards(search, search.open[from], function(index, seat)
    local card = table.remove(search.waiting, index)
    table.insert(search.seats, seat)
    -- mutate: skip [1 -> 0] the slot is taken, so that nothing is seated there again
    if seat_all(search, from + 1) then
      return true -- mutate: skip [true -> false] with all cards seated the next slot says so too
    end
    table.remove(search.seats)
    table.insert(search.waiting, index, card)
    return false
  end)
  return seated or seat_all(search, from + 1)
end

-- The seats from the top down, and the indexes of the cards that are left over.
function slots.place(build)
  local function start()
    local stated, waiting = {}, {}
    for _, index in ipairs(slots.seated(build)) do
      local gpu = build.gpus[index]
      local card = { index = index, width = math.ceil(gpu.slot_width), air = 0 }
      if gpu.slot then
        table.insert(stated, seat_of(card, gpu.slot))
      else
        table.insert(waiting, card)
      end
    end
    return new_search(slots.long(build), waiting, stated, last_slot(build))
  end

  local search = start()
  seat_in_turn(search)
  -- mutate: skip [> -> >=] where all are seated the search seats them alike
  if #search.waiting > 0 then
    local again = start()
    if seat_all(again, 1) then
      search = again
    end
  end

  table.sort(search.seats, seats_from_the_top)
  local left = {}
  for _, card in ipairs(search.waiting) do
    left[#left + 1] = card.index
  end
  return search.seats, left
end

-- Why a card was left over. Three figures: in this slot a card of this width covers that slot,
-- which is free otherwise or holds another card. Two figures: nothing is in the way in this
-- slot, but the card, of this width, would end below the chassis.
function slots.why_left_over(build, seats, index)
  local width = math.ceil(build.gpus[index].slot_width)
  local slot, blocker
  for _, at in ipairs(slots.long(build)) do
    local taken, in_the_way = false, nil
    for _, seat in ipairs(seats) do
      taken = taken or seat.at == at
      if seat.at < at + width and seat.bottom >= at then
        in_the_way = in_the_way or seat
      end
    end
    if not in_the_way then
      return at, width
    elseif not taken and not slot then
      slot, blocker = at, in_the_way
    end
  end
  -- mutate: skip [< -> <=] a slot that holds the blocker is taken
  if blocker.at < slot then
    return blocker.at, blocker.width, slot
  end
  return slot, width, blocker.at
end

-- Whether the cards are too many for the board whatever their order: all but one must end above the
-- last open slot. Saves a search that would find nothing.
local function are_too_many(open, waiting)
  local sum, largest = 0, 0 -- mutate: skip [0 -> 1] a card covers one slot or more
  for _, card in ipairs(waiting) do
    local span = card.width + card.air
    sum, largest = sum + span, math.max(largest, span)
  end
  -- mutate: skip [or -> and, > -> >=, > -> <, 0 -> 1] without this the search finds nothing either
  return #waiting > #open or #open > 0 and sum - largest > open[#open] - open[1]
end

-- Slots that would seat all cards whatever they state, in the order of the list; nil when none do.
-- Options: `air` (card index → slots to keep free below it), `widest` (as if no card were wider),
-- `last` (as if that were the last slot of the chassis).
function slots.arrange(build, options)
  local waiting = {}
  local seated = slots.seated(build)
  for i, index in ipairs(seated) do
    local width = math.min(math.ceil(build.gpus[index].slot_width), options.widest or math.huge)
    local air = options.air and options.air[index] or 0
    waiting[i] = { index = index, width = width, air = air }
  end
  local search = new_search(slots.long(build), waiting, {}, options.last or last_slot(build))
  if are_too_many(search.open, waiting) or not seat_all(search, 1) then
    return nil
  end
  return slots.order(search.seats)
end

-- The slots of these seats, in the order of the list of cards.
function slots.order(seats)
  local by_card = {}
  for i, seat in ipairs(seats) do
    by_card[i] = seat
  end
  table.sort(by_card, function(a, b)
    return a.card < b.card
  end)
  for i, seat in ipairs(by_card) do
    by_card[i] = seat.at
  end
  return by_card
end

-- Tries the ways to seat all waiting cards on the open slots from the `from`th on, until one has a
-- fault of 0; keeps the best in `best`.
local function seat_best(search, from, best)
  if #search.waiting == 0 then
    local seats = table.move(search.seats, 1, #search.seats, 1, {})
    table.sort(seats, seats_from_the_top)
    local fault = best.fault_of(seats)
    if best.fault == nil or fault < best.fault then
      best.fault, best.seats = fault, seats
    end
    return best.fault == 0
  elseif #search.waiting > #search.open - from + 1 or search.patience < 0 then
    return false
  end
  local done = try_cards(search, search.open[from], function(index, seat)
    local card = table.remove(search.waiting, index)
    table.insert(search.seats, seat)
    local is_perfect = seat_best(search, from + 1, best)
    table.remove(search.seats)
    table.insert(search.waiting, index, card)
    return is_perfect
  end)
  return done or seat_best(search, from + 1, best)
end

-- The seats of least fault, from the top down: cards that state their slot sit there, the others
-- where `fault_of(seats)` is least. Where not all find a slot, those of `slots.place`. `kind` gives
-- cards that differ another number, 0 to 99.
function slots.place_best(build, kind, fault_of)
  local stated, waiting = {}, {}
  for _, index in ipairs(slots.seated(build)) do
    local gpu = build.gpus[index]
    local card = { index = index, width = math.ceil(gpu.slot_width), air = 0, kind = kind(gpu) }
    if gpu.slot then
      table.insert(stated, seat_of(card, gpu.slot))
    else
      table.insert(waiting, card)
    end
  end
  local best = { fault_of = fault_of }
  if #waiting > 0 then
    seat_best(new_search(slots.long(build), waiting, stated, last_slot(build)), 1, best)
  end
  return best.seats or (slots.place(build))
end

return slots
