-- PCIe lanes of the CPU that several cards share.
local lanes = {
  -- From how many cards on they are many, and the lanes that each of many has.
  many = 4,
  each_of_many = 8,
  -- No desktop CPU has more lanes for slots (AM5: 24).
  most_of_desktop = 24, -- mutate: skip [24 -> 25] no CPU has 25
}

-- Whether the board is stated, so that motherboard/gpu-count judges the machine.
local function is_board_stated(board)
  if not board or not (board.max_gpus or board.pcie_slots) then
    return false
  end
  for _, slot in ipairs(not board.max_gpus and board.pcie_slots or {}) do
    if slot.size == nil then
      return false
    end
  end
  return true
end

-- Whether motherboard/gpu-count reports that the CPU has too few lanes.
function lanes.are_judged_with_board(build)
  local cpu = build.cpu
  return is_board_stated(build.motherboard) and cpu ~= nil and cpu.pcie_lanes ~= nil
    and cpu.pcie_lanes * cpu.count < #build.gpus * lanes.each_of_many
end

-- Whether the board shares a desktop CPU's lanes out with a switch: it states a slot of eight lanes
-- for each card, which such a CPU cannot give, and no slot that loses them to another.
function lanes.are_switched(build)
  local count = 0
  for _, slot in ipairs(build.motherboard.pcie_slots or {}) do
    local is_own = slot.shares == nil or #slot.shares == 0
    local has_lanes = slot.lanes ~= nil and slot.lanes >= lanes.each_of_many
    if slot.size == "x16" and is_own and has_lanes then
      count = count + 1
    end
  end
  return build.cpu.pcie_lanes <= lanes.most_of_desktop and count >= #build.gpus
end

return lanes
