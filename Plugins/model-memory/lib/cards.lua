-- The cards that are to hold the model.
local cards = {}

-- Data-centre cards whose GDDR memory keeps its check bits inside: 1/16 is lost while ECC is on,
-- which it is as delivered. nvidia-smi shows 46068 MiB for 48 GB (L40S, A40), 23034 for 24 (L4),
-- 15360 for 16 (T4); seen 2026-11.
local with_ecc = {}
local chips = "K20 K40 K80 M4 M40 M60 P4 P40 T4 T10 A2 A10 A10G A16 A40 L4 L20 L40 L40S"
for chip in chips:gmatch("%S+") do
  with_ecc[chip] = true
end

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
