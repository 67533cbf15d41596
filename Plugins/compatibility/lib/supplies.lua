-- Sizes of power supplies: one name for every spelling, and which cases take which.
local words = require "lib.words"

local supplies = {}

local synonyms = {
  ATX12V = "ATX",
  ATXEPS = "ATX",
  EPS12V = "ATX",
  EPS = "ATX",
  PS2 = "ATX",
  PSII = "ATX",
  SFX12V = "SFX",
  TFX12V = "TFX",
}

-- The name without blanks and hyphens: "SFX-L" and "SFXL" are SFXL, "ATX/EPS" and "PS/2" are ATX.
function supplies.key(name)
  local key = words.squeeze(name)
  return synonyms[key] or key
end

-- How a power supply sits in a case that lists these sizes: "fits", "bracket" (smaller than the
-- opening: with an adapter plate) or "no".
function supplies.seat(list, size)
  local wanted = supplies.key(size)
  local is_small = wanted == "SFX" or wanted == "SFXL"
  local answer = "no"
  for _, name in ipairs(list) do
    local key = supplies.key(name)
    if key == wanted or wanted == "SFX" and key == "SFXL" then
      return "fits"
    elseif is_small and key == "ATX" then
      answer = "bracket"
    end
  end
  return answer
end

return supplies
