-- What the plugs of a card carry, in W, by the PCI Express CEM specification; the 12-pin plug of
-- the RTX 30 Founders Editions has the power contacts of the 16-pin one. The EPS plug of
-- data-centre cards has four 12 V contacts (ATX12V Design Guide); such cards draw 300 W and less.
local plugs = {}

plugs.slot_w = 75

-- Asked of every card of every build, so that no table is walked.
function plugs.watts(connectors)
  return connectors.pcie_6pin * 75 + connectors.pcie_8pin * 150 + connectors.eps_8pin * 300
    + (connectors.pcie_12pin + connectors.pcie_16pin) * 600
end

return plugs
