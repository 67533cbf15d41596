-- Plugs of supplies and sockets of cards: which card takes what from which supply.
local plugs = {}

local kinds = { "pcie_6pin", "pcie_8pin", "eps_8pin", "pcie_12pin", "pcie_16pin" }
plugs.names = {
  pcie_6pin = "6-pin",
  pcie_8pin = "8-pin",
  eps_8pin = "EPS 8-pin",
  pcie_12pin = "12-pin",
  pcie_16pin = "16-pin",
}
-- Sockets for which cards bring an adapter in their box.
plugs.adapted = { "pcie_16pin", "pcie_12pin", "eps_8pin" }

-- A map of plugs that may be changed; what a build gives is complete, with 0 for what is not there.
local function copy(counts)
  return {
    pcie_6pin = counts.pcie_6pin,
    pcie_8pin = counts.pcie_8pin,
    eps_8pin = counts.eps_8pin,
    pcie_12pin = counts.pcie_12pin,
    pcie_16pin = counts.pcie_16pin,
  }
end

-- The plugs of a supply that are left for cards. The board takes its EPS plugs from the supply that
-- feeds the CPU: as many as it has sockets, one where that is not stated (the least there is).
function plugs.left_for_cards(build)
  local lefts, board = {}, (build.motherboard and build.motherboard.eps_8pin) or 1
  for i, psu in ipairs(build.psus) do
    local left, feeds_cpu = copy(psu.connectors), psu.powers == nil
    for _, target in ipairs(psu.powers or {}) do
      feeds_cpu = feeds_cpu or target == "cpu"
    end
    if feeds_cpu then
      local taken = math.min(board, left.eps_8pin)
      left.eps_8pin, board = left.eps_8pin - taken, board - taken
    end
    lefts[i] = left
  end
  return lefts
end

-- 8-pin plugs that the usual adapter for one such socket takes. The 12-pin sockets of the RTX 30
-- Founders Editions (2020) take two, as the EPS dongle of Tesla cards does (NVIDIA PB-08338-001);
-- 16-pin adapters take three up to 450 W and four above; those of cards up to 300 W two or three,
-- which the card's box tells, and up to 250 W (RTX 4070, RTX 5070) two. `most` counts what may be at the most: for a card whose watts are not
-- stated that of the strongest.
local function usual_plugs(kind, watts, most)
  if kind ~= "pcie_16pin" then
    return 2
  elseif not watts then
    return most and 4 or 2
  elseif watts <= 300 then
    return most and watts > 250 and 3 or 2
  end
  return watts <= 450 and 3 or 4
end

-- Adds to `need` the plugs that the card's adapter takes for the sockets of `rest`; false where the
-- card is stated to have none. An adapter that is stated joins its plugs for all sockets together.
local function add_adapter(need, gpu, rest, most)
  local stated = gpu.adapter
  if stated then
    local sum = stated.pcie_6pin + stated.pcie_8pin + stated.eps_8pin
    for _, kind in ipairs({ "pcie_6pin", "pcie_8pin", "eps_8pin" }) do
      need[kind] = need[kind] + stated[kind]
    end
    return sum > 0
  end
  for kind, count in pairs(rest) do
    need.pcie_8pin = need.pcie_8pin + count * usual_plugs(kind, gpu.tdp_w, most)
  end
  return true
end

-- Plugs a card into what a supply has left; what is missing then, or nil. A 6+2 counts as 8-pin and
-- serves a 6-pin socket too, so dedicated 6-pin plugs go first. `way` is "plugs" (no adapters),
-- "least" or "most" (with the adapters that a card of unknown watts may have at least and at most).
local function plug_in(left, gpu, way)
  local sockets, rest, first = gpu.power_connectors, nil, nil
  local need = { pcie_6pin = sockets.pcie_6pin, pcie_8pin = sockets.pcie_8pin, eps_8pin = 0 }
  for i = 1, #plugs.adapted do
    local kind = plugs.adapted[i]
    local count, free = sockets[kind], left[kind]
    if count > free then
      rest, first = rest or {}, first or kind
      rest[kind], count = count - free, free
    end
    left[kind] = free - count
  end
  if first and (way == "plugs" or not add_adapter(need, gpu, rest, way == "most")) then
    return first
  end
  local six = math.min(need.pcie_6pin, left.pcie_6pin)
  left.pcie_6pin = left.pcie_6pin - six
  local eight = need.pcie_8pin + need.pcie_6pin - six
  if eight > left.pcie_8pin then
    return need.pcie_8pin > left.pcie_8pin and "pcie_8pin" or "pcie_6pin"
  elseif need.eps_8pin > left.eps_8pin then
    return "eps_8pin"
  end
  left.pcie_8pin = left.pcie_8pin - eight
  left.eps_8pin = left.eps_8pin - need.eps_8pin
  return nil
end

local function may_feed(psu, card)
  if not psu.powers then
    return true
  end
  for _, name in ipairs(psu.powers) do
    if name == "gpu:" .. card then
      return true
    end
  end
  return false
end

-- How hard a card is to serve: its sockets, and for one with an adapter the plugs of that. And whether
-- it has a socket that an adapter may serve.
local function wants(gpu)
  -- mutate: skip [false -> true] only how long the search may take
  local sockets, may_adapt = gpu.power_connectors, false
  local sum = sockets.pcie_6pin + sockets.pcie_8pin
  for i = 1, #plugs.adapted do
    local kind = plugs.adapted[i]
    local count = sockets[kind]
    if count > 0 then -- mutate: skip [> -> >=] no socket wants nothing, and is tried in vain
      sum, may_adapt = sum + count * usual_plugs(kind, gpu.tdp_w, true), true
    end
  end
  return sum, may_adapt
end

-- The cards' numbers, those that want most first: they are the hardest to serve, and the native
-- 16-pin plugs belong to those whose adapters would take most. And whether adapters may serve some.
function plugs.by_hunger(gpus)
  -- mutate: skip [false -> true] only how long the search may take
  local order, hunger, any_adapts = {}, {}, false
  for i = 1, #gpus do
    local want, may_adapt = wants(gpus[i])
    hunger[i] = want
    any_adapts = any_adapts or may_adapt
    -- A list of cards is short, and mostly in order already.
    local at = i
    while at > 1 and hunger[order[at - 1]] < want do
      order[at] = order[at - 1]
      at = at - 1
    end
    order[at] = i
  end
  return order, any_adapts
end

-- What tells two supplies apart for a card that either may feed.
local function signature(left, psu)
  local texts = { psu.powers and table.concat(psu.powers, " ") or "any" }
  for _, kind in ipairs(kinds) do
    texts[#texts + 1] = left[kind]
  end
  return table.concat(texts, ",")
end

-- Of two kinds of plugs that are missing, the smaller: whichever supply is tried first, the card
-- lacks what would have done.
local function lesser(one, other)
  for _, kind in ipairs(kinds) do
    if kind == one or kind == other then
      return kind
    end
  end
end

-- How many cards a single supply serves in turn, and what the next one lacks.
local function serve_in_turn(build, way, order, left)
  for at = 1, #order do
    local card = order[at]
    if not may_feed(build.psus[1], card) then
      return at - 1, nil
    end
    local lack = plug_in(left, build.gpus[card], way)
    if lack then
      return at - 1, lack
    end
  end
  return #order, nil
end

-- Shares the cards out among the supplies, each card wholly to one; the most cards that could be
-- served, and what the next one lacked. `work` ends a search that would take too long.
local function share_out(build, way, order, at, lefts, work)
  if at > #order then
    return #order, nil
  end
  local most, lacked, tried = at - 1, nil, {}
  for i, psu in ipairs(build.psus) do
    local mark = may_feed(psu, order[at]) and signature(lefts[i], psu)
    -- mutate: skip [> -> >=, 0 -> 1] only how long the search may take
    if mark and not tried[mark] and work.left > 0 then
      tried[mark] = true
      work.left = work.left - 1
      local before = lefts[i]
      lefts[i] = copy(before)
      local served, lack = at - 1, plug_in(lefts[i], build.gpus[order[at]], way)
      if not lack then
        served, lack = share_out(build, way, order, at + 1, lefts, work)
      end
      lefts[i] = before
      if served == #order then
        return served, nil
      elseif served > most then
        most, lacked = served, lack
      elseif served == most then
        lacked = lesser(lacked, lack)
      end
    end
  end
  return most, lacked
end

function plugs.plural(count, kind)
  return count .. " × " .. plugs.names[kind]
end

-- All plugs of one kind of a list of parts.
function plugs.total(parts, field, kind)
  local sum = 0
  for i = 1, #parts do
    sum = sum + parts[i][field][kind]
  end
  return sum
end

-- "4 × 8-pin, 2 × 6-pin": all plugs of a list of parts. EPS plugs count where cards have such.
function plugs.listed(build, parts, field)
  local texts = {}
  for _, kind in ipairs(kinds) do
    local sum = plugs.total(parts, field, kind)
    if sum > 0 and (kind ~= "eps_8pin" or plugs.total(build.gpus, "power_connectors", kind) > 0) then
      table.insert(texts, plugs.plural(sum, kind))
    end
  end
  return #texts > 0 and table.concat(texts, ", ") or "0"
end

-- Tries to serve all cards in one way: how many were served, what the next lacked, and whether the
-- search came to its end.
function plugs.try(build, order, way)
  local lefts = plugs.left_for_cards(build)
  -- mutate: skip [1 -> 0] only how long it may take
  if #lefts == 1 then
    local served, lacks = serve_in_turn(build, way, order, lefts[1])
    return served, lacks, true
  end
  -- mutate: skip [2000 -> 2001, 2000 -> 4000] only how long the search may take
  local work = { left = 2000 }
  local served, lacks = share_out(build, way, order, 1, lefts, work)
  -- mutate: skip [== -> ~=, > -> >=, 0 -> 1] Fixtures/cases/psu-sharing.yaml has the search that ends
  return served, lacks, served == #order or work.left > 0
end

return plugs
