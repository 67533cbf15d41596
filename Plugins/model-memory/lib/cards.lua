-- The cards that are to hold the model.
local cards = {}

-- Data-centre cards whose GDDR memory keeps its check bits inside: 1/16 is lost while ECC is on,
-- which it is as delivered. nvidia-smi shows 46068 MiB for 48 GB (L40S, A40), 23034 for 24 (L4),
-- 15360 for 16 (T4); seen 2026-11.
local with_ecc = {
  K20 = true, K40 = true, K80 = true, M4 = true, M40 = true, M60 = true, P4 = true, P40 = true,
  T4 = true, T10 = true, A2 = true, A10 = true, A10G = true, A16 = true, A40 = true, L4 = true,
  L20 = true, L40 = true, L40S = true,
}

-- HBM has bits of its own for ECC, and GDDR7 corrects inside: nothing is lost. GeForce cards that
-- can correct errors (RTX 3090 Ti, 4090) are delivered with ECC off.
local without_loss = {
  "^A100", "^A800", "^A30$", "^H100", "^H200", "^H800", "^H20$", "^GH200", "^B[123]00", "^GB",
  "^V100", "^GV100", "^P100", "^MI%d", "^INSTINCT", "^RTX PRO",
  "^GP100", "^RADEON PRO VII", "^RADEON PRO WX", "^GEFORCE",
}

local function chip_of(gpu)
  local name = (gpu.chipset or ""):upper():gsub("^NVIDIA ", "")
  return (name:gsub("^TESLA ", ""):gsub("^QUADRO ", ""))
end

local function loses_to_ecc(gpu)
  local chip = chip_of(gpu)
  for _, pattern in ipairs(without_loss) do
    if chip:find(pattern) then
      return false
    end
  end
  if gpu.ecc ~= nil then
    return gpu.ecc
  end
  return with_ecc[chip:match("^%S*")] == true
end

-- GB of a card that programs see.
function cards.visible_gb(gpu)
  return loses_to_ecc(gpu) and gpu.vram_gb * 15 / 16 or gpu.vram_gb
end

-- The card with the least memory: its index and the GB that programs see. Work is shared out
-- evenly, so it decides.
function cards.smallest(gpus)
  local index, least
  for i, gpu in ipairs(gpus) do
    local visible = cards.visible_gb(gpu)
    if least == nil or visible < least then
      index, least = i, visible
    end
  end
  return index, least
end

-- GB of a card left for the model: all but the stated reserve, or else the usable share.
function cards.usable_gb(vram, map, share)
  return map.reserve_gb and vram - map.reserve_gb or vram * share
end

-- GB that a card must have to hold `total`.
function cards.needed_gb(total, map, share)
  return math.ceil(map.reserve_gb and total + map.reserve_gb or total / share)
end

return cards
