-- What plugs of cards carry, in W, by the PCI Express CEM specification: the slot, the 6-pin, the
-- 8-pin and the 16-pin plug (12VHPWR, 12V-2x6). The 12-pin one of the RTX 30 Founders Editions has
-- the power contacts of the latter. An EPS plug has four 12 V contacts where the 8-pin one of cards
-- has three; 300 W is what cards with a single one draw at most (Tesla P100, V100, A100, A40 PCIe).
local plugs = {}

plugs.slot_w = 75

-- Watts through the plugs of a card. No table is walked: it is asked of every card of every build.
function plugs.watts(connectors)
  return connectors.pcie_6pin * 75 + connectors.pcie_8pin * 150 + connectors.eps_8pin * 300
    + (connectors.pcie_12pin + connectors.pcie_16pin) * 600
end

-- Plugs of 6 and of 8 pins, the ones whose cables often end in two.
function plugs.small(connectors)
  return connectors.pcie_6pin + connectors.pcie_8pin
end

return plugs
