-- Figures as a person reads them, and comparisons of sums that were rounded on the way.
local numbers = {}

-- mutate: skip any small tolerance does
local tolerance = 1e-6

-- To one decimal, and whole where it can be: 10.3, not 10.300000000000011, and 55, not 55.0.
function numbers.tenth(x)
  local rounded = math.floor(x * 10 + 0.5) / 10
  return math.tointeger(rounded) or rounded
end

-- Whether `x` is more than `limit`; 0.1 + 0.2 is not more than 0.3.
function numbers.is_more(x, limit)
  return x > limit + tolerance -- mutate: skip [> -> >=] at the tolerance itself either will do
end

-- Rounded up and down to whole steps; a hair beyond a step is still that step.
function numbers.up(x, step)
  return math.ceil(x / step - tolerance) * step
end

function numbers.down(x, step)
  return math.floor(x / step + tolerance) * step
end

return numbers
