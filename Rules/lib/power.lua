-- What draws power, and the sizes that power supplies are sold in.
local power = {}

-- Watts of one card: its power limit where one is set.
function power.card_w(gpu)
  return gpu.power_limit_w or gpu.tdp_w
end

-- Watts of all cards together.
function power.cards_w(build)
  local sum = 0
  for _, gpu in ipairs(build.gpus) do
    sum = sum + power.card_w(gpu)
  end
  return sum
end

-- Watts of all processors together.
function power.processors_w(build)
  return build.cpu.tdp_w * (build.cpu.count or 1)
end

local sizes = { 450, 500, 550, 600, 650, 750, 850, 1000, 1200, 1300, 1500, 1600, 1800, 2000 }

-- The smallest size on sale with at least so many watts; in steps of 100 W beyond the list.
function power.size_for(watts)
  for _, size in ipairs(sizes) do
    if size >= watts then
      return size
    end
  end
  return math.ceil(watts / 100) * 100
end

return power
