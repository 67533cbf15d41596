-- Watts: what CPU and cards draw, and which power supply feeds what.
local power = {}

-- Sizes in which power supplies are sold, in W; between the first two every 50 W.
local smallest, largest_step = 300, 900
local sizes = { 1000, 1050, 1100, 1200, 1250, 1300, 1500, 1600, 1800, 2000, 2200, 2500, 2800, 3000 }

-- Less than this much too little is an error of the arithmetic, not of the power supply.
-- mutate: skip [1e-6 -> 2e-06] no power supply is rated to a millionth of a watt
local tolerance = 1e-6

-- Whether `have` watts are fewer than `need`.
function power.is_short(have, need)
  return have < need - tolerance -- mutate: skip [< -> <=] nor exactly that much short
end

-- What a card draws: its power limit where one is set.
function power.of_card(gpu)
  return gpu.power_limit_w or gpu.tdp_w
end

-- What all CPUs draw, and what all cards draw.
function power.load(build)
  local gpu_w = 0
  for _, gpu in ipairs(build.gpus) do
    gpu_w = gpu_w + power.of_card(gpu)
  end
  return build.cpu.tdp_w * build.cpu.count, gpu_w
end

-- The next size that is sold, in W; above the largest, the watts rounded up to 100.
function power.next_size(watts)
  local step = math.ceil((watts - tolerance) / 50) * 50
  if step <= largest_step then
    return math.max(step, smallest)
  end
  for _, size in ipairs(sizes) do
    if not power.is_short(size, watts) then
      return size
    end
  end
  return math.ceil((watts - tolerance) / 100) * 100
end

-- What each power supply feeds, as { cpu = true, [1] = true } with the numbers of its cards; nil
-- unless all of them state it.
function power.feeds(build)
  local feeds = {}
  for index, psu in ipairs(build.psus) do
    if psu.powers == nil then
      return nil
    end
    local fed = {}
    for _, target in ipairs(psu.powers) do
      local card = target:match("^gpu:(%d+)$")
      fed[card and tonumber(card) or target] = true
    end
    feeds[index] = fed
  end
  return feeds
end

-- How many power supplies feed the target: "cpu" or the number of a card.
function power.feeders(feeds, target)
  local count = 0
  for _, fed in ipairs(feeds) do
    count = count + (fed[target] and 1 or 0)
  end
  return count
end

return power
