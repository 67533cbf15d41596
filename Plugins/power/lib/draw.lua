-- What cards draw, and which supply feeds them.
local draw = {}

-- A card's watts: its power limit where one is set.
function draw.of_card(gpu)
  return gpu.power_limit_w or gpu.tdp_w
end

-- A card's watts without a limit that lowers them; nil where nothing is stated.
function draw.at_full(gpu)
  local watts = draw.of_card(gpu)
  return watts and math.max(watts, gpu.tdp_w or 0)
end

-- Watts of a disk at work, by its kind (data sheets of 2020 to 2025: 3.5" disks 6 to 9 W, NVMe 5 to
-- 9 W, SATA SSD 2 to 4 W).
local disk_w = { nvme = 7, ["sata-ssd"] = 3, hdd = 8 }

-- What board, memory and fans draw at least, and the disks that are stated.
function draw.base(build, board_w)
  local sum = board_w
  for _, disk in ipairs(build.storage or {}) do
    sum = sum + (disk_w[disk.type] or 3)
  end
  return sum
end

-- The most that it may be, whatever the disks are: what is read of them is how many there are.
function draw.base_at_most(build, board_w)
  -- mutate: skip [8 -> 9, 8 -> 16, 0 -> 1] where it is more, the kinds are read in vain
  return board_w + 8 * (build.storage and #build.storage or 0)
end

-- The numbers of all cards.
function draw.everyone(gpus)
  local cards = {}
  -- mutate: skip [1 -> 0] no one looks there
  for card = 1, #gpus do
    cards[card] = card
  end
  return cards
end

-- Whether all supplies state what they feed; one alone feeds everything.
local function are_stated(psus)
  if #psus < 2 then
    return false
  end
  for _, psu in ipairs(psus) do
    if psu.powers == nil then
      return false
    end
  end
  return true
end

-- What a supply that states it feeds: { cards = their numbers, has_cpu }.
function draw.fed(psu)
  local fed = { cards = {}, has_cpu = false }
  for _, target in ipairs(psu.powers) do
    local card = tonumber(target:match("^gpu:(%d+)$"))
    if card then
      table.insert(fed.cards, card)
    end
    fed.has_cpu = fed.has_cpu or target == "cpu"
  end
  return fed
end

local function group_of(psu)
  local group = draw.fed(psu)
  group.watts = psu.wattage_w
  return group
end

-- The groups that share watts: { watts, cards = their numbers, has_cpu, first and last supply }.
-- Where not all supplies state what they feed, all of them are one group.
function draw.groups(build)
  local groups = {}
  if are_stated(build.psus) then
    for index, psu in ipairs(build.psus) do
      local group = group_of(psu)
      group.first, group.last = index, index
      groups[index] = group
    end
    return groups
  end

  local psus, watts = build.psus, 0
  local last = #psus
  for index = 1, last do
    watts = watts + psus[index].wattage_w
  end
  local cards = draw.everyone(build.gpus)
  return { { watts = watts, has_cpu = true, first = 1, last = last, cards = cards } }
end

-- What the cards of these numbers draw, in W each.
function draw.watts_of(cards, gpus)
  local watts = {}
  for i = 1, #cards do
    local gpu = gpus[cards[i]]
    watts[i] = gpu.power_limit_w or gpu.tdp_w
  end
  return watts
end

function draw.sum(watts)
  local sum = 0
  for i = 1, #watts do
    sum = sum + watts[i]
  end
  return sum
end

-- The highest limit for each card with which all of them stay within the budget; nil where they do
-- without one. Cards that draw less than the limit keep what they draw.
function draw.level(watts, budget)
  -- mutate: skip what follows finds the same, by sorting
  if draw.sum(watts) <= budget then
    return nil
  end
  local rising = table.pack(table.unpack(watts))
  table.sort(rising)
  local left = budget
  for i, w in ipairs(rising) do
    local share = left / (#rising - i + 1)
    -- mutate: skip any small tolerance does
    if w > share + 1e-6 then
      return share
    end
    left = left - w
  end
  return nil
end

return draw
