-- Figures as a person reads them.
local numbers = {}

-- To one decimal, and whole where it can be: 10.3, not 10.300000000000011, and 55, not 55.0.
function numbers.tenth(x)
  local rounded = math.floor(x * 10 + 0.5) / 10
  return math.tointeger(rounded) or rounded
end

-- As many billions: parameters are stated in them.
function numbers.billions(count)
  return count / 1e9
end

return numbers
