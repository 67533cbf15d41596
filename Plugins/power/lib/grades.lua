-- Efficiency of the 80 PLUS grades with 115 V, as the programme requires it at half and at full
-- load. With 230 V a supply does a little better, so figures made of these are on the safe side.
-- Cybenetics grades are averages over all loads (115 V), which stand for both.
local grades = {}

local function both(share)
  return { half = share, full = share }
end

local shares = {
  ["80-plus"] = { half = 0.80, full = 0.80 },
  ["80-plus-bronze"] = { half = 0.85, full = 0.82 },
  ["80-plus-silver"] = { half = 0.88, full = 0.85 },
  ["80-plus-gold"] = { half = 0.90, full = 0.87 },
  ["80-plus-platinum"] = { half = 0.92, full = 0.89 },
  ["80-plus-titanium"] = { half = 0.94, full = 0.90 },
  ["cybenetics-bronze"] = both(0.82),
  ["cybenetics-silver"] = both(0.85),
  ["cybenetics-gold"] = both(0.87),
  ["cybenetics-platinum"] = both(0.89),
  ["cybenetics-titanium"] = both(0.91),
  ["cybenetics-diamond"] = both(0.93),
}

-- The best share of all grades at full load: what a supply of unknown grade passes on at most.
grades.best_full = 0.93

-- The lowest share of all supplies at "half" or "full" load; nil where there is none.
function grades.lowest(psus, load)
  local lowest
  for _, psu in ipairs(psus) do
    local share = shares[psu.efficiency][load]
    lowest = math.min(lowest or share, share)
  end
  return lowest
end

return grades
