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

-- The size of the board, in capitals without blanks and signs.
local function size_of(build)
  local stated = build.motherboard and build.motherboard.form_factor
  return stated and stated:upper():gsub("[%s%-_/]", "") or nil
end

-- Whether the board has as many x16-size slots as boards of its size have positions, so that each
-- stands where it is listed: the one of Mini-ITX, the seven of ATX, SSI CEB and SSI EEB.
local function has_every_slot(build)
  local list = board_slots(build)
  local count = #list
  if count ~= 1 and count ~= 7 then
    return false
  end
  for i = 1, count do
    local slot = list[i]
    if slot.position or slot.size ~= "x16" then
      return false
    end
  end
  -- Most boards state where their slots stand, so that their size is read last.
  local size = size_of(build)
  return count == 1 and size == "MINIITX"
    or count == 7 and (size == "ATX" or size == "SSICEB" or size == "SSIEEB")
end

-- The positions of the x16-size slots that seat a card each, from the top.
function slots.long(build)
  local positions, seen = {}, {}
  local as_listed = has_every_slot(build)
  -- mutate: skip [true -> false, 0 -> 1] sorting what is in order changes nothing
  local count, in_order, last = 0, true, 0
  local list = board_slots(build)
  for i = 1, #list do
    local slot = list[i]
    local position = as_listed and i or slot.position
    local lanes = slot.lanes
    local has_lanes = lanes == nil or lanes >= least_lanes
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
  local list = board_slots(build)
  for i = 1, #list do
    local slot = list[i]
    local split = slot.split
    if split then
      local parts = parts_of(split)
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
  local own, unstated, gpus = {}, {}, build.gpus
  for index = 1, #gpus do
    local gpu = gpus[index]
    local mount = gpu.mount
    if mount == nil or mount == "slot" then
      local slot = gpu.slot
      local left = slot and room[slot] or 0
      if left > 0 then
        room[slot], sum = left - 1, sum - 1
      elseif slot == nil then
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
function slots.missing(build, seated)
  local missing, gpus = {}, build.gpus
  for i = 1, #seated do
    local index = seated[i]
    if gpus[index].slot_width == nil then
      missing[#missing + 1] = paths.of("gpus", index, "slot_width")
    end
  end
  if build.motherboard == nil or build.motherboard.pcie_slots == nil then
    missing[#missing + 1] = "motherboard.pcie_slots"
    return missing
  end
  local list = build.motherboard.pcie_slots
  for i = 1, has_every_slot(build) and 0 or #list do
    local slot = list[i]
    local size = slot.size
    if size == nil then
      missing[#missing + 1] = paths.of("motherboard.pcie_slots", i, "size")
    elseif size == "x16" and slot.position == nil and not slot.split then
      missing[#missing + 1] = paths.of("motherboard.pcie_slots", i, "position")
    end
  end
  return missing
end

-- The build with cards of the greatest width where they do not state theirs: what is stated to be the
-- most, else `widest`. Nil where all state theirs, or where one has neither.
function slots.with_widest(build, widest)
  local full = { motherboard = build.motherboard, chassis = build.chassis, gpus = {} }
  local is_changed = false
  for i, gpu in ipairs(build.gpus) do
    full.gpus[i] = gpu
    if gpu.slot_width == nil then
      local width = gpu.slot_width_at_most or widest
      if not width then
        return nil
      end
      full.gpus[i] = {
        slot = gpu.slot,
        mount = gpu.mount,
        cooling = gpu.cooling,
        slot_width = width,
      }
      is_changed = true
    end
  end
  return is_changed and full or nil
end

-- Whether two cards find room although the positions of the board's x16 slots are not stated: "sure",
-- "likely", or nil; `last` is the last opening of the chassis.
--
-- No desktop board of the catalogue's table has its first two x16 slots side by side; on nine of ten
-- ATX boards they stand 3 slots apart, and the lower one is slot 5 or above. The second of three and
-- the third of four are slot 6 or above, the second of two slot 7 (on microATX slot 4) or above.
function slots.two_fit(build, seated, last)
  local size, count = size_of(build), 0
  for _, slot in ipairs(board_slots(build)) do
    local has_lanes = slot.lanes == nil or slot.lanes >= least_lanes
    if slot.size == "x16" and has_lanes and not slot.split then
      count = count + 1
    end
  end
  local widest = 0
  for _, index in ipairs(seated) do
    local gpu = build.gpus[index]
    widest = gpu.slot and math.huge or math.max(widest, math.ceil(gpu.slot_width or math.huge))
  end
  if #seated ~= 2 or count < 2 or not last then
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

-- Where a card sits; `reach` is the last slot that it covers or keeps free.
local function seat_of(card, at)
  local bottom = at + card.width - 1
  return {
    card = card.index,
    at = at,
    width = card.width,
    bottom = bottom,
    reach = bottom + card.air,
    needs_air = card.needs_air,
  }
end

local function seats_from_the_top(a, b)
  -- mutate: skip [< -> <=] no card is compared with itself
  return a.at < b.at or a.at == b.at and a.card < b.card
end

-- What seating needs of a build, read once: the slots that are `open`, the `cards` that need one, and
-- the `last` slot that a card may cover. `seated` is the result of `slots.seated`.
function slots.seating(build, seated)
  local cards, gpus = {}, build.gpus
  for i = 1, #seated do
    local gpu = gpus[seated[i]]
    cards[i] = { index = seated[i], width = math.ceil(gpu.slot_width), air = 0, slot = gpu.slot }
  end
  return { open = slots.long(build), cards = cards, last = last_slot(build) }
end

-- The seats of the cards that state theirs, from the top down, and the cards that do not.
local function stated_seats(seating)
  local seats, waiting = {}, {}
  for _, card in ipairs(seating.cards) do
    if card.slot then
      seats[#seats + 1] = seat_of(card, card.slot)
    else
      waiting[#waiting + 1] = card
    end
  end
  table.sort(seats, seats_from_the_top)
  return seats, waiting
end

-- A search seats the `waiting` cards on the slots `open`, from the top down and none beyond `last`.
-- So of those it has seated only the lowest can be in the way. Cards of one `kind`, a bit each, are
-- seated in the order of the list. `all` is what is to be seated: `taken` has a bit for each card
-- that is not, of the others there are so many `cards`, which cover and keep free `sum` slots, and of
-- them so many are `airy`.
local function new_search(seating, waiting, stated, last)
  local search = {
    open = seating.open,
    waiting = waiting,
    stated = stated,
    seats = table.move(stated, 1, #stated, 1, {}),
    last = last or seating.last,
    kinds = {},
    tried = {},
    patience = patience,
  }
  -- mutate: skip [0 -> 1, 1 -> 2] any bits do; a card more that needs air takes no more room, and each
  -- covers one slot or more
  local sum, airy, bits, bit, largest, kinds = 0, 0, {}, 1, 0, search.kinds
  for i = 1, #waiting do
    local card = waiting[i]
    local air = card.needs_air
    local span = card.width + card.air
    -- mutate: skip [100 -> 101, 100 -> 200, 0.5 -> 1.5, 0.5 -> 1.0, 0 -> 1] no card keeps so many slots free
    local size = span * 100 + card.air + (air and 0.5 or 0)
    local kind = bits[size]
    if not kind then
      -- mutate: skip [1 -> 2] any bits do
      kind, bits[size], bit = bit, bit, bit << 1
    end
    kinds[i] = kind
    -- mutate: skip [> -> >=] either is the largest
    largest = span > largest and span or largest
    -- mutate: skip [1 -> 0] only how long it may take
    sum, airy = sum + span, airy + (air and 1 or 0)
  end
  search.largest = largest
  search.all = { taken = 0, cards = #waiting, sum = sum, airy = airy }
  return search
end

-- What is left to be seated when a card is.
local function without(rest, bit, seat)
  return {
    taken = rest.taken | bit,
    cards = rest.cards - 1,
    -- mutate: skip [1 -> 2] only how long it may take
    sum = rest.sum - (seat.reach - seat.at + 1),
    -- mutate: skip [1 -> 2, 0 -> 1] only how long it may take
    airy = rest.airy - (seat.needs_air and 1 or 0),
  }
end

-- Whether cards that cover and keep free `sum` slots in all are too many for the open slots from the
-- `from`th on, whatever their order: each begins below the one before, all but one must end above the
-- last open slot, and that one within the chassis.
local function are_too_many(search, from, sum)
  local open = search.open
  local above = open[from] + sum - search.largest
  -- mutate: skip [or -> and] only how long it may take
  return above > open[#open] or above > search.last
end

local function fits(search, seat)
  if seat.bottom > search.last then
    return false
  end
  search.patience = search.patience - 1 -- mutate: skip [1 -> 2, 1 -> 0] only how long it may take
  local stated = search.stated
  for i = 1, #stated do
    local other = stated[i]
    if seat.at <= other.bottom and other.at <= seat.reach then
      return false
    end
  end
  return true
end

-- Calls `try(seat, rest)` for each card of the rest that fits at the position, one of each kind, until
-- it answers true; says whether it did.
local function try_cards(search, at, rest, try)
  local seen, taken, waiting, kinds = 0, rest.taken, search.waiting, search.kinds
  for i = 1, #waiting do
    -- mutate: skip [1 -> 2, 1 -> 0] any bits do
    local bit, kind = 1 << i - 1, kinds[i]
    if taken & bit == 0 and seen & kind == 0 then
      seen = seen | kind
      local seat = seat_of(waiting[i], at)
      if fits(search, seat) then
        local seats = search.seats
        seats[#seats + 1] = seat
        if try(seat, without(rest, bit, seat)) then
          return true
        end
        seats[#seats] = nil
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

-- Step 2: every slot takes the first card that fits. Takes the cards it seats out of `waiting`.
local function seat_in_turn(seating, seats, waiting)
  local covered = {}
  for _, seat in ipairs(seats) do
    cover(covered, seat)
  end
  local function first_that_fits(at)
    for index = 1, #waiting do
      local bottom = at + waiting[index].width - 1
      if bottom <= seating.last and is_free(covered, at, bottom) then
        return index
      end
    end
  end
  for _, at in ipairs(seating.open) do
    local index = not covered[at] and first_that_fits(at)
    if index then
      local seat = seat_of(table.remove(waiting, index), at)
      cover(covered, seat)
      table.insert(seats, seat)
    end
  end
end

-- The first open slot from the `from`th on that is not above the position.
local function next_open(search, from, position)
  local open = search.open
  while open[from] and open[from] < position do
    from = from + 1
  end
  return from
end

-- The table in another one under a key, made where there is none.
local function inner(tables, key)
  local found = tables[key]
  if not found then
    found = {}
    tables[key] = found
  end
  return found
end

-- Step 3: seats the rest on the open slots from the `from`th on, or nothing of it. What was tried in
-- vain is not tried again.
local function seat_rest(search, from, rest)
  if rest.cards == 0 then
    return true
  end
  -- mutate: skip [< -> <=, 0 -> 1] only how long it may take
  if rest.cards > #search.open - from + 1 or search.patience < 0
    -- mutate: skip [or -> and] only how long it may take
    or are_too_many(search, from, rest.sum) then
    return false
  end
  local tried = inner(search.tried, from)
  if tried[rest.taken] then
    return false
  end
  local seated = try_cards(search, search.open[from], rest, function(seat, more)
    -- mutate: skip [1 -> 0] only how long it may take
    return seat_rest(search, next_open(search, from + 1, seat.reach + 1), more)
  end) or seat_rest(search, from + 1, rest)
  tried[rest.taken] = not seated
  return seated
end

local function seat_all(search)
  return seat_rest(search, 1, search.all)
end

-- The seats from the top down, and the indexes of the cards that are left over.
function slots.place(seating)
  local seats, waiting = stated_seats(seating)
  seat_in_turn(seating, seats, waiting)
  -- mutate: skip [> -> >=] where all are seated the search seats them alike
  if #waiting > 0 then
    local stated, all = stated_seats(seating)
    local search = #all <= #seating.open and new_search(seating, all, stated)
    if search and seat_all(search) then
      seats, waiting = search.seats, {}
    end
  end

  table.sort(seats, seats_from_the_top)
  local left = {}
  for i = 1, #waiting do
    left[i] = waiting[i].index
  end
  return seats, left
end

-- Why a card was left over. Three figures: in this slot a card of this width covers that slot,
-- which is free otherwise or holds another card. Two figures: nothing is in the way in this
-- slot, but the card, of this width, would end below the chassis.
function slots.why_left_over(build, seating, seats, index)
  local width = math.ceil(build.gpus[index].slot_width)
  local slot, blocker
  for _, at in ipairs(seating.open) do
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

-- Slots that would seat all cards whatever they state, in the order of the list; nil when none do.
-- Options: `air` (card index → slots to keep free below it), `widest` (as if no card were wider),
-- `last` (as if that were the last slot of the chassis).
function slots.arrange(seating, options)
  local waiting = {}
  for i, card in ipairs(seating.cards) do
    local width = math.min(card.width, options.widest or math.huge)
    local air = options.air and options.air[card.index] or 0
    waiting[i] = { index = card.index, width = width, air = air }
  end
  local search = new_search(seating, waiting, {}, options.last)
  if not seat_all(search) then
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

-- Cards from the top down with no free slot between them: a run. `fault` is 100 times the longest run
-- in which a card that needs air has a neighbour right below, plus how many such cards there are.
-- mutate: skip [0 -> 1, 1 -> 2, 1 -> 0] the same more for all seats
local no_run = { cards = 0, shut_in = 0, longest = 0, sum = 0, fault = 0, bottom = -1 }

-- The runs with one more seat below.
local function add_to_run(run, seat)
  local next = {
    cards = 1,
    shut_in = 0,
    longest = run.longest,
    sum = run.sum,
    bottom = seat.bottom,
    needs_air = seat.needs_air,
  }
  if seat.at <= run.bottom + 1 then
    next.cards, next.shut_in = run.cards + 1, run.shut_in
    if run.needs_air then
      next.shut_in, next.sum = next.shut_in + 1, next.sum + 1
    end
    if next.shut_in > 0 then
      next.longest = math.max(next.longest, next.cards)
    end
  end
  next.fault = next.longest * 100 + next.sum -- mutate: skip [100 -> 101, 100 -> 200] at most 64 cards
  return next
end

-- The runs with the stated seats above the position, and how many of them there are then.
local function add_stated(search, run, count, position)
  local stated = search.stated
  while stated[count + 1] and stated[count + 1].at < position do
    count = count + 1
    run = add_to_run(run, stated[count])
  end
  return run, count
end

-- Whether the rest was tried before, on runs that were no worse: then nothing better comes of it. Of
-- runs that end above the position only their fault matters.
local function was_tried(search, from, rest, run)
  -- mutate: skip [0 -> 1] any number does
  local state = 0
  if search.open[from] == run.bottom + 1 then
    -- mutate: skip [1 -> 2, 1 -> 0, 4 -> 5, 4 -> 8, 2 -> 3, 2 -> 4, 0 -> 1, > -> >=, > -> <] numbers that tell them apart
    state = run.cards * 4 + (run.shut_in > 0 and 2 or 0) + (run.needs_air and 1 or 0)
  end
  local tried = inner(inner(search.tried, from), state)
  local before = tried[rest.taken]
  -- mutate: skip [<= -> <, <= -> >=] only how long it may take
  if before and before.longest <= run.longest and before.sum <= run.sum then
    return true
  end
  tried[rest.taken] = run
  return false
end

-- The least number of runs that the rest takes when none that shuts a card in may have more than
-- `longest` cards. Such a run has at most so many that need air, any other has one.
local function least_runs(rest, longest)
  -- mutate: skip [1 -> 2, 1 -> 0] only how long it may take
  local runs = (rest.airy + longest - 1) // longest
  -- mutate: skip [<= -> <, <= -> >=, 1 -> 2, 1 -> 0] only how long it may take
  local is_one_other = rest.airy <= (runs - 1) * longest + 1
  -- mutate: skip [1 -> 0] only how long it may take
  return (is_one_other or rest.cards <= runs * longest) and runs or runs + 1
end

-- Whether the open slots from the `from`th on are too few for that: between two runs a slot is free.
local function needs_more_room(search, from, rest, longest)
  return rest.cards > #search.open - from + 1
    -- mutate: skip [1 -> 2] only how long it may take
    or are_too_many(search, from, rest.sum + math.max(least_runs(rest, longest) - 1, 0))
end

-- Tries the ways to seat the rest on the open slots from the `from`th on, for one of less fault than
-- `best`, which it keeps there. A seat never lessens the fault, so that none is added where it is too
-- large already. `run` holds the first `count` of the stated seats.
local function seat_best(search, best, from, rest, run, count)
  if rest.cards == 0 then
    local all = add_stated(search, run, count, math.huge)
    if all.fault < best.fault then
      best.fault, best.seats = all.fault, table.move(search.seats, 1, #search.seats, 1, {})
    end
    return
  end
  -- mutate: skip [>= -> >, 0 -> 1] only how long it may take
  while search.patience >= 0 and not needs_more_room(search, from, rest, best.longest) do
    local at = search.open[from]
    run, count = add_stated(search, run, count, at)
    -- mutate: skip [>= -> >, or -> and] only how long it may take
    if run.fault >= best.fault or was_tried(search, from, rest, run) then
      return
    end
    try_cards(search, at, rest, function(seat, more)
      local next = add_to_run(run, seat)
      -- mutate: skip [< -> <=] only how long it may take
      if next.fault < best.fault then
        -- mutate: skip [1 -> 0] only how long it may take
        seat_best(search, best, next_open(search, from + 1, seat.bottom + 1), more, next, count)
      end
      return false
    end)
    from = from + 1
  end
end

-- The seats of least fault, from the top down: cards that state their slot sit there, the others
-- where as few cards as can be stand in one run that shuts in a card that `needs_air`. Where not all
-- find a slot, those of `slots.place`.
function slots.place_best(build, seating, needs_air)
  for _, card in ipairs(seating.cards) do
    card.needs_air = needs_air(build.gpus[card.index])
  end
  local stated, waiting = stated_seats(seating)
  -- mutate: skip [> -> >=, and -> or] only how long it may take
  if #waiting > 0 and #waiting <= #seating.open
    and seat_all(new_search(seating, waiting, stated)) then
    -- The best are looked for among those without a run that shuts a card in, then of runs of two
    -- cards, and so on: the fewer are allowed, the sooner it is known that there is no way.
    -- mutate: skip [1 -> 2] only how long it may take
    for longest = 1, #seating.cards do
      -- mutate: skip [100 -> 101, 100 -> 200] at most 64 cards
      local best = { longest = longest, fault = longest * 100 + 100 }
      local search = new_search(seating, waiting, stated)
      seat_best(search, best, 1, search.all, no_run, 0)
      if best.seats then
        table.sort(best.seats, seats_from_the_top)
        return best.seats
      end
    end
  end
  return (slots.place(seating))
end

return slots
