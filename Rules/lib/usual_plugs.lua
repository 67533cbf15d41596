-- What supplies and cards have that do not state their plugs, by their watts.
local paths = require "lib.paths"

local usual = {}

-- The 8-pin plugs for cards of ATX and SFX supplies by their watts, for those that do not state them.
-- Counted on the 2,400 supplies of BuildCores OpenDB that do (136a77a, 2026-11-26). `certain`: of 2,354
-- from 450 W on five count no 8-pin plug, three of which are older than the 16-pin plugs that they count
-- instead; of 80 Plus Platinum and Titanium all have two from 750 W on, but for one slip. `sure` is what
-- all but one in sixty have, `likely` what all but one in six have (the others are mostly older than
-- 2012, or counted in cables). Of 80 Plus Gold and better fewer are old, so they were counted again by
-- grade (2026-11-27): of 1,242 from 650 W on 98.5 % have two; 85 of 100 from 850 W on have four; from
-- 700 to 849 W 90 of 100 have three, from 500 to 549 W 40 of 45 two, from 400 to 449 W 10 of 11 one.
local fine = { ["80-plus-platinum"] = true, ["80-plus-titanium"] = true }
local good = {
  ["80-plus-gold"] = true,
  ["80-plus-platinum"] = true,
  ["80-plus-titanium"] = true,
}
usual.certain = { { 750, 2, fine }, { 450, 1 } }
usual.sure = { { 750, 2 }, { 650, 2, good }, { 450, 1 } }
-- In the order of their plugs: the first row that a supply fits is the most that it has.
usual.likely = {
  { 1500, 6 },
  { 1000, 4 },
  { 850, 4, good },
  { 750, 3 },
  { 700, 3, good },
  { 550, 2 },
  { 500, 2, good },
  { 450, 1 },
  { 400, 1, good },
}
-- The 8-pin plugs that a card of so many watts takes at most, through its adapter if it has a 16-pin
-- socket: in 100 cards of such watts one has more.
usual.most_plugs = { { 440.5, 4 }, { 260.5, 3 }, { 135.5, 2 }, { 0, 1 } }
-- Those that none of the 2,700 cards of BuildCores OpenDB has more of, but for slips (an RTX 3060 Ti with
-- four, cards of wrong watts, cards whose one 16-pin socket is counted as both of its kinds). Above 440 W
-- there are cards with two 16-pin sockets, for which nothing is certain.
usual.no_more = { { 440.5, false }, { 249.5, 3 }, { 119.5, 2 }, { 0, 1 } }

local function eight_pins(count)
  return { pcie_6pin = 0, pcie_8pin = count, eps_8pin = 0, pcie_12pin = 0, pcie_16pin = 0 }
end

local function by_watts(list, watts, grade)
  for _, row in ipairs(list) do
    if watts >= row[1] and (not row[3] or row[3][grade or ""]) then
      return row[2]
    end
  end
end

-- The build with the plugs that supplies of their watts have (`least`) and the most sockets that cards of
-- theirs have (`most`), where they do not state them; nil where one cannot be counted so. And the fields
-- that are not stated.
function usual.assumed(build, least, most)
  local full = { gpus = {}, psus = {}, motherboard = build.motherboard }
  local missing, is_known = {}, true
  for i, gpu in ipairs(build.gpus) do
    full.gpus[i] = gpu
    if gpu.power_connectors == nil then
      missing[#missing + 1] = paths.of("gpus", i, "power_connectors")
      local sockets = gpu.tdp_w and by_watts(most, gpu.tdp_w)
      is_known = is_known and sockets
      full.gpus[i] = { power_connectors = eight_pins(sockets or 0), tdp_w = gpu.tdp_w }
    end
  end
  for i, psu in ipairs(build.psus) do
    full.psus[i] = psu
    if psu.connectors == nil then
      missing[#missing + 1] = paths.of("psus", i, "connectors")
      local size = psu.form_factor or "ATX"
      local plugs = psu.wattage_w and (size == "ATX" or size:find("^SFX"))
        and by_watts(least, psu.wattage_w, psu.efficiency)
      -- What a supply has at least is nothing, which does for cards that take no plug.
      full.psus[i] = { connectors = eight_pins(plugs or 0), powers = psu.powers }
    end
  end
  return is_known and full or nil, missing
end

return usual
