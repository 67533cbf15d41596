-- What the rule, the facts and the reporter share.
local prices = {}

--- The prices of a list of parts; nil where one is not stated.
function prices.of(parts)
  local sum = 0
  for _, part in ipairs(parts or {}) do
    if not part.price then return nil end
    sum = sum + part.price
  end
  return sum
end

--- The prices of everything in a build; nil where one is not stated.
function prices.total(build)
  local sum = 0
  for _, name in ipairs({ "gpus", "memory", "psus", "storage" }) do
    local of = prices.of(build[name])
    if not of then return nil end
    sum = sum + of
  end
  for _, name in ipairs({ "cpu", "cpu_cooler", "motherboard", "chassis" }) do
    if build[name] then
      if not build[name].price then return nil end
      sum = sum + build[name].price
    end
  end
  return sum
end

return prices
