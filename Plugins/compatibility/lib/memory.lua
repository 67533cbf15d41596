-- Memory: one name for every spelling of a type, and which platforms take registered modules.
local sockets = require "lib.sockets"
local words = require "lib.words"

local memory = {}

-- The type of a text: "ddr4", "DDR4-3200" and "DDR4 SDRAM" are DDR4. DDR3L runs on DDR3 boards,
-- LPDDR5 is no module at all.
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
-- What is not here (SP3, LGA 2066, LGA 2011-3 …) depends on CPU and board.
local takes_registered = {
  AM4 = false,
  AM5 = false,
  LGA1150 = false,
  LGA1151 = false,
  LGA1151V2 = false,
  LGA1155 = false,
  LGA1200 = false,
  LGA1700 = false,
  LGA1851 = false,
  TR4 = false,
  STRX4 = false,
  STR5 = true,
  SP5 = true,
  LGA4677 = true,
}

-- Whether the board takes registered modules, and takes no other: true, false, or nil where
-- neither the board states it nor its socket decides it.
function memory.wants_registered(board)
  if board.x_registered ~= nil then
    return board.x_registered
  end
  return board.socket and takes_registered[(sockets.key(board.socket))]
end

return memory
