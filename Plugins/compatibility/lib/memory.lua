-- Memory: one name for every spelling of a type, and which platforms take registered modules.
local sockets = require "lib.sockets"
local words = require "lib.words"

local memory = {}

-- The type of a text: "ddr4", "DDR4-3200" and "DDR4 SDRAM" are DDR4. DDR3L runs on DDR3 boards,
-- LPDDR5 is not a module at all.
function memory.kind(text)
  local squeezed = words.squeeze(text)
  local kind = squeezed:match("^DDR%d") or squeezed:match("^LPDDR%d%a?") or squeezed
  return kind == "DDR" and "DDR1" or kind
end

function memory.kinds(list)
  local kinds = {}
  for i, text in ipairs(list) do
    kinds[i] = memory.kind(text)
  end
  return kinds
end

-- Platforms whose memory controllers take one kind of module alone, by their makers' data sheets.
-- What is not here (SP3, LGA 2066, LGA 2011-3, LGA 1366 …) depends on CPU and board.
local unbuffered = words.set({
  "AM2", "AM2+", "AM3", "AM3+", "FM1", "FM2", "FM2+", "AM1", "AM4", "AM5",
  "LGA775", "LGA1150", "LGA1151", "LGA1151V2", "LGA1155", "LGA1200", "LGA1700", "LGA1851",
  "TR4", "STRX4",
})
local registered = words.set({
  "STR5", "SP5", "SP6", "LGA3647", "LGA4189", "LGA4677", "LGA4710", "LGA7529",
})

-- Whether the board takes registered modules, and takes no other: true, false, "either", or nil
-- where neither the board states it nor its socket decides it.
function memory.wants_registered(board)
  local stated = board.memory_modules
  if stated and #stated > 0 then
    local takes = words.has(stated, "registered")
    return takes and words.has(stated, "unbuffered") and "either" or takes
  end
  local key = board.socket and sockets.key(board.socket):gsub("NARROW$", "") or ""
  if unbuffered[key] then
    return false
  elseif registered[key] then
    return true
  end
end

return memory
