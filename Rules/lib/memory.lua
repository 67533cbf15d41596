-- Sums and extremes of memory.
local memory = {}

-- GB of main memory in all kits.
function memory.total_gb(build)
  local sum = 0
  for _, kit in ipairs(build.memory) do
    sum = sum + kit.capacity_gb
  end
  return sum
end

-- The card with the most memory: its index and its GB. VRAM is never summed: a card has its own.
function memory.largest_card(build)
  local index, largest
  for i, gpu in ipairs(build.gpus) do
    if not largest or gpu.vram_gb > largest then
      index, largest = i, gpu.vram_gb
    end
  end
  return index, largest
end

return memory
