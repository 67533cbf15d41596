-- CPU sockets: one key for every spelling, and which of them go together.
--
-- A key is the name without blanks, hyphens and maker: "Socket AM4" and "am4" are AM4, "FCLGA1700"
-- and "LGA 1700" are LGA1700, "LGA 2011-v3" and "LGA2011-3" are LGA20113, "sTR4" is TR4.
local words = require "lib.words"

local sockets = {}

-- Names that the same socket has elsewhere, as keys.
local synonyms = {
  STR4 = "TR4",
  SP3R2 = "TR4",
  TRX4 = "STRX4",
  STRX4 = "STRX4",
  SP3R3 = "STRX4",
  WRX8 = "SWRX8",
  TR5 = "STR5",
  LGA1718 = "AM5",
  PGA1331 = "AM4",
  LGA2011V3 = "LGA20113",
  LGA20110 = "LGA2011",
  LGA1151V1 = "LGA1151",
  LGA115 = "LGA115X",
  LGA36470 = "LGA3647",
  LGA41894 = "LGA4189",
  LGA46770 = "LGA4677",
  LGA47102 = "LGA4710",
  LGA6096 = "SP5",
  FS1B = "AM1",
  AM3B = "AM3+",
  -- Intel's letters for a socket.
  T = "LGA775",
  B = "LGA1366",
  H = "LGA1156",
  H1 = "LGA1156",
  H2 = "LGA1155",
  H3 = "LGA1150",
  H4 = "LGA1151",
  R = "LGA2011",
  R3 = "LGA20113",
  R4 = "LGA2066",
}

-- CPUs that a board takes beside those of its own socket. Each pair is one that the maker of the
-- CPUs describes as fitting: AM3 CPUs bring both DDR2 and DDR3 controllers.
local also_takes = {
  ["AM3+"] = { "AM3" },
  ["AM2+"] = { "AM2", "AM3" },
  ["FM2+"] = { "FM2" },
}

-- Sockets around which coolers are screwed down in the same way.
local mountings = {
  { "LGA1150", "LGA1151", "LGA1151V2", "LGA1155", "LGA1156", "LGA1200", "LGA115X" },
  { "LGA1700", "LGA1851" },
  { "LGA2011", "LGA20113", "LGA2066" },
  { "AM2", "AM2+", "AM3", "AM3+", "FM1", "FM2", "FM2+" },
  { "TR4", "STRX4", "SWRX8", "SP3" },
  { "STR5", "SP6" },
}

-- The same holes, but not every cooler for the first fits the second: the backplate of AM5 cannot
-- be taken off, and sockets of Threadripper 7000 and EPYC 8004 want more pressure.
local nearly = {
  { "AM4", "AM5" },
  { "TR4", "STR5" },
  { "STRX4", "STR5" },
  { "SP3", "STR5" },
  { "SWRX8", "STR5" },
  { "TR4", "SP6" },
  { "STRX4", "SP6" },
  { "SP3", "SP6" },
  { "SWRX8", "SP6" },
  { "LGA4677", "LGA4710" },
}

-- The key of a socket, and how many of it the name states: "2 x LGA 2011-3" is LGA20113 and 2.
function sockets.key(name)
  local count, rest = name:match("^%s*(%d+)%s*[xX×]+%s*(.+)$")
  local key = words.squeeze(rest or name)
  key = key:gsub("^INTEL", ""):gsub("^AMD", ""):gsub("^SOCKET", ""):gsub("^FCLGA", "LGA")
  if key:find("^%d+$") then
    key = "LGA" .. key
  end
  return synonyms[key] or key, count and math.tointeger(tonumber(count))
end

-- Whether a board of the one socket takes CPUs of the other. A narrow socket (NARROW at the end)
-- differs for coolers alone. Two sockets are named LGA 1151: see lib/lga1151.lua.
function sockets.takes(board, cpu)
  local wanted = sockets.key(cpu):gsub("NARROW$", "")
  local have = sockets.key(board):gsub("NARROW$", "")
  return have == wanted or words.has(also_takes[have] or {}, wanted)
end

local function are_in_one(groups, one, other)
  for _, group in ipairs(groups) do
    if words.has(group, one) and words.has(group, other) then
      return true
    end
  end
  return false
end

-- The keys that an entry of a list states: "LGA 1700/1851" are two, "AM5/4" as well.
local function keys(entry)
  local list = {}
  for name in entry:gsub("、", ","):gmatch("[^/,;|&]+") do
    if name:find("%w") then
      local key = sockets.key(name)
      list[#list + 1] = key:gsub("^LGA(%d)$", "AM%1")
    end
  end
  return list
end

-- How a cooler for the sockets listed sits on this one: "fits", "likely" or "no".
function sockets.seat(list, socket)
  local wanted = sockets.key(socket)
  local answer = "no"
  for _, entry in ipairs(list) do
    for _, key in ipairs(keys(entry)) do
      if key == wanted or are_in_one(mountings, key, wanted) then
        return "fits"
      elseif are_in_one(nearly, key, wanted) then
        answer = "likely"
      end
    end
  end
  return answer
end

return sockets
