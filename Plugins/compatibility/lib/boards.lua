-- Sizes of motherboards: one name for every spelling, and which cases take which.
local words = require "lib.words"

local boards = {}

local synonyms = {
  MATX = "MICROATX",
  UATX = "MICROATX",
  MITX = "MINIITX",
  ITX = "MINIITX",
  EXTENDEDATX = "EATX",
  EEB = "SSIEEB",
  CEB = "SSICEB",
}

-- Smaller boards that sit on mounting points every case for the larger one has, by the ATX,
-- microATX and Mini-ITX specifications.
local within_micro = { "MINIITX", "THINMINIITX", "MINIDTX", "DTX", "FLEXATX" }
local within_atx = { "MICROATX", "MINIITX", "THINMINIITX", "MINIDTX", "DTX", "FLEXATX" }
-- Server sizes share most mounting points with ATX, and not by any specification: whether such a
-- board goes into an ATX case, or an ATX board into such a case, is to be asked.
local shared = { "SSICEB", "SSIEEB", "HPTX" }
local within_eatx = { "ATX", "MICROATX", "MINIITX", "THINMINIITX", "MINIDTX", "DTX", "FLEXATX" }
local within = {
  MINIITX = { "THINMINIITX" },
  MICROATX = within_micro,
  ATX = within_atx,
  EATX = within_eatx,
  XLATX = within_eatx,
}

-- Larger than ATX, and of a size or with mounting points that depend on the maker.
local large = { "EATX", "SSICEB", "SSIEEB", "XLATX", "HPTX" }

-- The name without blanks, hyphens and short forms: "mATX" and "Micro ATX" are MICROATX.
function boards.key(name)
  local key = words.squeeze(name)
  return synonyms[key] or key
end

-- "takes" where a case that lists these sizes takes the board, "large" where a size
-- beyond ATX is involved and only a measure decides, else "no".
function boards.room(list, board)
  local wanted = boards.key(board)
  local answer = "no"
  local listed = {}
  for _, name in ipairs(list) do
    local key = boards.key(name)
    listed[key] = true
    if key == wanted and wanted ~= "EATX" or words.has(within[key] or {}, wanted) then
      return "takes"
    elseif
      words.has(large, key) and words.has(large, wanted)
      or words.has(shared, key) and (wanted == "ATX" or words.has(within_atx, wanted))
      or key == "ATX" and (wanted == "SSICEB" or wanted == "SSIEEB")
    then
      answer = "large"
    end
  end
  -- E-ATX is at most as wide as SSI EEB, 330 mm, on the mounting points of ATX.
  if wanted == "EATX" and listed.EATX and listed.SSIEEB then
    return "takes"
  end
  return answer
end

-- Whether a case that lists no boards takes one by its openings for cards: seven of them have the height
-- of an ATX board, and so do all 2,623 cases of BuildCores OpenDB that list boards and have seven
-- (136a77a; 25 that list smaller ones alone are not believed). One that is called a case for microATX
-- may stand for its openings wrongly. All 3,663 cases that list boards take Mini-ITX.
function boards.fits_openings(board, chassis)
  local key, openings = boards.key(board), chassis.expansion_slots
  if not openings then
    return false
  elseif key == "MINIITX" then
    return openings >= 1
  end
  local is_small = words.squeeze(chassis.form_factor or ""):find("MICRO") ~= nil
  return openings >= 7 and (key == "MICROATX" or key == "ATX" and not is_small)
end

return boards
