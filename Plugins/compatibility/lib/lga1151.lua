-- LGA 1151 is the name of two sockets of the same shape that do not work together: one for Skylake
-- and Kaby Lake on 100 and 200 series chipsets, the other for Coffee Lake on 300 series ones.
--
-- Source: en.wikipedia.org/wiki/LGA_1151 and Intel's data sheets of the chipsets, as of 2026-11.
local sockets = require "lib.sockets"

local lga1151 = {}

local first_chipsets = {
  "[BHQZ]1[157]0",
  "[BHQZ]2[57]0",
  "C23[26]",
}
local second_chipsets = {
  "H310",
  "B36[05]",
  "[HQZ]3[79]0",
  "C24[26]",
}

-- The models of each in the numbers that Intel gave them.
local first_models = {
  "I[3579][%-%s]*[67]%d%d%d%f[%D]",
  "E3[%-%s]*1[25]%d%d%a*%s*V[56]",
  "G4[456]%d%d",
  "G39%d%d",
}
local second_models = {
  "I[3579][%-%s]*[89]%d%d%d%f[%D]",
  "E[%-%s]*2[12]%d%d",
  "G5[456]%d%d",
  "G49%d%d",
}

local function matches(text, patterns)
  for _, pattern in ipairs(patterns) do
    if string.find(text, "%f[%w]" .. pattern) then
      return true
    end
  end
  return false
end

-- 1 or 2 if the text fits one list of patterns, nil if it fits neither or both.
local function one_of(text, first, second)
  local is_first, is_second = matches(text, first), matches(text, second)
  if is_first ~= is_second then
    return is_first and 1 or 2
  end
end

-- What a socket's own name says: "LGA 1151v2" is the second, "LGA 1151" either.
local function stated(socket)
  if sockets.key(socket) == "LGA1151V2" then
    return 2
  elseif string.find(string.upper(socket), "V1%s*$") then
    return 1
  end
end

-- Which of the two the board has: by the name of the socket, its chipset, or the board's name. Some
-- boards with H310C take both, so that it says nothing.
function lga1151.of_board(board)
  local text = string.upper(board.chipset or board.name or "")
  if string.find(text, "H310C") then
    return nil
  end
  return stated(board.socket) or one_of(text, first_chipsets, second_chipsets)
end

-- Which of the two the CPU is for: by the name of the socket, its generation, or the CPU's name.
function lga1151.of_cpu(cpu)
  local generation = string.upper(cpu.generation or "")
  if string.find(generation, "COFFEE") then
    return 2
  elseif string.find(generation, "SKYLAKE") or string.find(generation, "KABY") then
    return 1
  end
  return stated(cpu.socket) or one_of(string.upper(cpu.name or ""), first_models, second_models)
end

-- Whether the socket is of this name at all.
function lga1151.is_named(socket)
  local key = sockets.key(socket)
  return key == "LGA1151" or key == "LGA1151V2"
end

return lga1151
