-- Figures as a person reads them.
local numbers = {}

-- To one decimal: 10.3, not 10.300000000000011.
function numbers.tenth(x)
  return math.floor(x * 10 + 0.5) / 10
end

return numbers
