-- The cards that are to hold the model.
local cards = {}

-- The card with the least memory: its index and its GB. Work is shared out evenly, so it decides.
function cards.smallest(gpus)
  local index, least
  for i, gpu in ipairs(gpus) do
    if least == nil or gpu.vram_gb < least then
      index, least = i, gpu.vram_gb
    end
  end
  return index, least
end

return cards
