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

-- Whether a card has memory of its own, or may have: an unknown list counts.
function memory.has_own_vram(build)
  if build.gpus == nil then
    return true
  end
  for _, gpu in ipairs(build.gpus) do
    if not gpu.unified_memory then
      return true
    end
  end
  return false
end

-- The card with the most memory: its index and its GB. VRAM is never summed: a card has its own.
-- A card whose memory is the machine's own does not count; nil if there is no other.
function memory.largest_card(build)
  local index, largest
  for i, gpu in ipairs(build.gpus) do
    if not gpu.unified_memory and (not largest or gpu.vram_gb > largest) then
      index, largest = i, gpu.vram_gb
    end
  end
  return index, largest
end

return memory
