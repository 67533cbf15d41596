-- What supplies and cards have that do not state their plugs, by their watts.
local paths = require "lib.paths"

local usual = {}

local function plugs_of(eight, sixteen)
  return { pcie_6pin = 0, pcie_8pin = eight, eps_8pin = 0, pcie_12pin = 0, pcie_16pin = sixteen or 0 }
end

-- The plugs for cards of ATX and SFX supplies by their watts, for those that do not state them: in the
-- order of their plugs, the first row that a supply fits is the most that it has. Since the 16-pin plug
-- came, supplies of the same watts have fewer 8-pin plugs beside it, so a row may name several sets, of
-- one of which a supply has all.
--
-- Counted on the 2,400 supplies of BuildCores OpenDB that state them (136a77a, 2026-11-28), without those
-- whose plugs are cables that were counted (less than 600 W of plugs on 1000 W and more). `certain` is
-- what all but one in a hundred have: of 80 Plus Gold and better from 1200 W on all but one of 190, from
-- 1000 W on all but two of 422; two 8-pin plugs all but two of 771 from 850 W on, and of Gold and better
-- from 650 W on all but nine of 1,234; one all but five of 2,354 from 450 W on. `sure` is what all but one
-- in sixty have, `likely` what all but one in six have, by 8-pin plugs alone or in sets (the others are
-- mostly older than 2012): of Gold and better from 1600 W on 20 of 21 have a set named here, from 1300 W
-- on 47 of 49, of Platinum from 1200 W on 58 of 66, of Gold from 1000 W on 91 of 100, from 750 W on 93, and
-- from 650 W on 86; of Platinum of 750 W 56 of 59 have four 8-pin plugs.
local fine = { ["80-plus-platinum"] = true, ["80-plus-titanium"] = true }
local good = {
  ["80-plus-gold"] = true,
  ["80-plus-platinum"] = true,
  ["80-plus-titanium"] = true,
}
usual.certain = {
  {
    -- mutate: skip [1 -> 2] no cards want more 16-pin plugs and few enough others
    { 1200, { plugs_of(4), plugs_of(3, 1) }, good },
    { 1000, { plugs_of(4), plugs_of(2, 1) }, good },
    { 850, { plugs_of(2) } },
    { 650, { plugs_of(2) }, good },
    { 450, { plugs_of(1) } },
  },
}
usual.sure = {
  {
    -- mutate: skip [1 -> 2] no cards want more 16-pin plugs and few enough others
    { 1000, { plugs_of(4), plugs_of(3, 1) }, good },
    { 750, { plugs_of(2) } },
    { 650, { plugs_of(2) }, good },
    { 450, { plugs_of(1) } },
  },
}
usual.likely = {
  {
    { 1500, { plugs_of(6) } },
    { 1000, { plugs_of(4) } },
    { 850, { plugs_of(4) }, good },
    { 750, { plugs_of(4) }, fine },
    { 750, { plugs_of(3) } },
    { 700, { plugs_of(3) }, good },
    { 550, { plugs_of(2) } },
    { 500, { plugs_of(2) }, good },
    { 450, { plugs_of(1) } },
    { 400, { plugs_of(1) }, good },
  },
  {
    { 1600, { plugs_of(8), plugs_of(4, 2) }, good },
    { 1300, { plugs_of(6), plugs_of(4, 1) }, good },
    { 1200, { plugs_of(6), plugs_of(4, 1) }, fine },
    { 1000, { plugs_of(6), plugs_of(3, 1) }, good },
    -- mutate: skip [1 -> 2] no cards want more 16-pin plugs and few enough others
    { 750, { plugs_of(4), plugs_of(3, 1) }, good },
    -- mutate: skip [1 -> 2] no cards want more 16-pin plugs and few enough others
    { 650, { plugs_of(3), plugs_of(2, 1) }, good },
  },
}
-- The 8-pin plugs that a card of so many watts takes at most, through its adapter if it has a 16-pin
-- socket: in 100 cards of such watts one has more.
usual.most_plugs = { { 440.5, 4 }, { 260.5, 3 }, { 135.5, 2 }, { 0, 1 } }
-- Those that none of the 2,700 cards of BuildCores OpenDB has more of, but for slips (an RTX 3060 Ti with
-- four, cards of wrong watts, cards whose one 16-pin socket is counted as both of its kinds). Above 440 W
-- there are cards with two 16-pin sockets, for which nothing is certain.
usual.no_more = { { 440.5, false }, { 249.5, 3 }, { 119.5, 2 }, { 0, 1 } }

local function by_watts(list, watts, grade)
  for _, row in ipairs(list) do
    if watts >= row[1] and (not row[3] or row[3][grade or ""]) then
      return row[2]
    end
  end
end

-- Ways to plug in that are tried; beyond that nothing is known.
-- mutate: skip [64 -> 65] only how many are tried
local most_ways = 64

-- The plugs that a card which does not state them may need: those that are stated to be the most, else
-- what cards of its watts have at most; the other way round where the `watts` go first. Nil where
-- neither is known.
local function of_card(gpu, most, watts)
  local sockets = gpu.tdp_w and by_watts(most, gpu.tdp_w)
  local usual_set = sockets and { plugs_of(sockets) }
  if watts then
    return usual_set or gpu.power_connectors_at_most
  end
  return gpu.power_connectors_at_most or usual_set
end

local nothing = { plugs_of(0) }

-- The plugs that a supply which does not state them has at least: those that are stated to be the
-- least, with what supplies of its watts have. What a supply has at least may be nothing, which does for
-- cards that take no plug.
local function of_supply(psu, claim)
  local size = psu.form_factor or "ATX"
  local by_size = psu.wattage_w and (size == "ATX" or size:find("^SFX"))
    and by_watts(claim, psu.wattage_w, psu.efficiency) or nothing
  local sets = {}
  for _, stated in ipairs(psu.connectors_at_least or nothing) do
    for _, set in ipairs(by_size) do
      local both = {}
      for kind, count in pairs(stated) do
        both[kind] = math.max(count, set[kind])
      end
      sets[#sets + 1] = both
    end
  end
  return sets
end

-- The parts of a list with each of the plugs that those may have which do not state them: lists of
-- such lists, one for each way; nil where one cannot be counted.
local function each_way(list, field, sets_of)
  local ways = { {} }
  for i, part in ipairs(list) do
    local sets = part[field] and { part[field] } or sets_of(part)
    -- mutate: skip [> -> >=] only how many are tried
    if not sets or #ways * #sets > most_ways then
      return nil
    end
    local longer = {}
    for _, way in ipairs(ways) do
      for _, set in ipairs(sets) do
        local copy = table.move(way, 1, #way, 1, {})
        copy[i] = { [field] = set, tdp_w = part.tdp_w, adapter = part.adapter, powers = part.powers }
        longer[#longer + 1] = copy
      end
    end
    ways = longer
  end
  return ways
end

-- The builds that may be meant where plugs are not stated: supplies with each of the plugs that they
-- have at least by what is claimed of their watts, cards with each that they need at most; the watts of
-- a card go before what is stated to be its most where `watts` says so. Nil where one cannot be counted.
function usual.assumed(build, claim, most, watts)
  local cards = each_way(build.gpus, "power_connectors", function(gpu)
    return of_card(gpu, most, watts)
  end)
  local supplies = each_way(build.psus, "connectors", function(psu)
    return of_supply(psu, claim)
  end)
  -- mutate: skip [> -> >=] only how many are tried
  if not cards or not supplies or #cards * #supplies > most_ways then
    return nil
  end
  local builds = {}
  for _, gpus in ipairs(cards) do
    for _, psus in ipairs(supplies) do
      builds[#builds + 1] = { gpus = gpus, psus = psus, motherboard = build.motherboard }
    end
  end
  return builds
end

-- The plugs that are not stated, as paths.
function usual.missing(build)
  local missing = {}
  for _, list in ipairs({ { "gpus", "power_connectors" }, { "psus", "connectors" } }) do
    for i, part in ipairs(build[list[1]]) do
      if part[list[2]] == nil then
        missing[#missing + 1] = paths.of(list[1], i, list[2])
      end
    end
  end
  return missing
end

return usual
