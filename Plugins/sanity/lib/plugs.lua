-- What the plugs of a card carry, in W, by the PCI Express CEM specification; the 12-pin plug of
-- the RTX 30 Founders Editions has the power contacts of the 16-pin one.
local plugs = {}

plugs.slot_w = 75

local carries = { pcie_6pin = 75, pcie_8pin = 150, pcie_12pin = 600, pcie_16pin = 600 }

function plugs.watts(connectors)
  local sum = 0
  for kind, watts in pairs(carries) do
    sum = sum + connectors[kind] * watts
  end
  return sum
end

return plugs
