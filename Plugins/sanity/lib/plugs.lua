-- What the plugs of a card carry, in W, by the PCI Express CEM specification; the 12-pin plug of
-- the RTX 30 Founders Editions has the power contacts of the 16-pin one. The EPS plug of
-- data-centre cards has four 12 V contacts (ATX12V Design Guide); such cards draw 300 W and less.
local plugs = {}

plugs.slot_w = 75

local carries = {
  pcie_6pin = 75,
  pcie_8pin = 150,
  pcie_12pin = 600,
  pcie_16pin = 600,
  eps_8pin = 300,
}

function plugs.watts(connectors)
  local sum = 0
  for kind, watts in pairs(carries) do
    sum = sum + connectors[kind] * watts
  end
  return sum
end

return plugs
