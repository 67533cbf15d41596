local paths = require "lib.paths"
local plugs = require "lib.plugs"

-- Fields of one part each whose zero is nearly always a gap in the list.
local suspects = {
  { part = "motherboard", field = "memory_slots" },
  { part = "motherboard", field = "sata_ports" },
  { part = "motherboard", field = "max_gpus" },
  { part = "chassis", field = "expansion_slots" },
}

local function stated(build)
  for _, gpu in ipairs(build.gpus or {}) do
    if gpu.power_connectors ~= nil then
      return true
    end
  end
  for _, psu in ipairs(build.psus or {}) do
    if psu.connectors ~= nil then
      return true
    end
  end
  for _, suspect in ipairs(suspects) do
    local part = build[suspect.part]
    if part ~= nil and part[suspect.field] ~= nil then
      return true
    end
  end
  return false
end

---@type rigrules.Rule
return {
  title = { en = "Zero is written only for what is truly none", zh = "只有确实没有才写 0" },
  why = {
    en = "Lists often hold 0 where no one looked the figure up: power supplies without a plug for "
      .. "the CPU, strong cards without power plugs, boards without memory slots. A 0 is taken "
      .. "at its word by every rule; a field that is left out is unknown, which is the truth.",
    zh = "很多清单没查到的数就填 0：没有 CPU 接头的电源、没有供电接口的高功耗显卡、没有内存插槽的主板。"
      .. "写了 0，所有规则都当真；不写就是未知，这才符合事实。",
  },
  source = {
    "ATX12V Design Guide: every power supply has a 12 V connector for the processor.",
    "PCI Express CEM: a card of more than 75 W has power plugs of its own.",
  },
  severity = "advice",
  reads = {
    "gpus[].tdp_w",
    "gpus[].power_connectors",
    "psus[].connectors.eps_8pin",
    "motherboard.memory_slots",
    "motherboard.sata_ports",
    "motherboard.max_gpus",
    "chassis.expansion_slots",
  },
  messages = {
    card = {
      en = "Card {card} draws {tdp_w} W and states no power plug; the slot gives {slot_w} W.",
      zh = "第 {card} 块显卡功耗 {tdp_w} W，却没写供电接口；插槽只能供 {slot_w} W。",
    },
    supply = {
      en = "PSU {psu} states {eps} EPS plugs; every power supply has one for the CPU.",
      zh = "电源 {psu} 写的是 {eps} 个 EPS 接头，但每个电源都有 CPU 接头。",
    },
    field = {
      en = "`{place}` is {value}, which hardly any product has.",
      zh = "{place} 写的是 {value}，几乎没有这样的产品。",
    },
  },
  when = stated,
  check = function(build, ctx)
    for i, gpu in ipairs(build.gpus or {}) do
      -- Of nearly all cards the plugs tell enough, so that the watts are read last.
      local connectors = gpu.power_connectors
      local watts = connectors and plugs.watts(connectors) == 0 and gpu.tdp_w
      if watts and watts > plugs.slot_w then
        ctx.report("card", { card = i, tdp_w = watts, slot_w = plugs.slot_w }, {
          at = paths.of("gpus", i, "power_connectors"),
          suggest = {
            en = "State the card's power plugs, or leave power_connectors out.",
            zh = "写明供电接口，或者不写 power_connectors。",
          },
        })
      end
    end
    for i, psu in ipairs(build.psus or {}) do
      if psu.connectors and psu.connectors.eps_8pin == 0 then
        ctx.report("supply", { psu = i, eps = 0 }, {
          at = paths.of("psus", i, "connectors.eps_8pin"),
          suggest = {
            en = "State the EPS plugs; where the plugs are not known, leave connectors out.",
            zh = "写明 EPS 接头数；如果接头都没查到，就不写 connectors。",
          },
        })
      end
    end
    for _, suspect in ipairs(suspects) do
      local part = build[suspect.part]
      if part and part[suspect.field] == 0 then
        local place = suspect.part .. "." .. suspect.field
        ctx.report("field", { place = place, value = 0 }, {
          at = place,
          suggest = {
            en = "Look {place} up, or leave it out.",
            zh = "查一下 {place}，查不到就不写。",
          },
        })
      end
    end
  end,
  examples = {
    { name = "everything is stated",
      build = { gpus = { { tdp_w = 350, power_connectors = { pcie_8pin = 2 } } },
        psus = { { connectors = { eps_8pin = 1, pcie_8pin = 2 } } },
        motherboard = { memory_slots = 4, sata_ports = 4, max_gpus = 2 }, chassis = { expansion_slots = 7 } },
      expect = "pass" },
    { name = "a strong card without plugs",
      build = { gpus = { { name = "a card" }, { tdp_w = 76, power_connectors = {} } } },
      expect = { findings = { "card" }, severity = "advice", data = { card = 2, tdp_w = 76, slot_w = 75 },
        at = "gpus[2].power_connectors" } },
    { name = "a card that lives from the slot",
      build = { gpus = { { tdp_w = 75, power_connectors = {} } } }, expect = "pass" },
    { name = "a card without plugs whose watts are not known",
      build = { gpus = { { power_connectors = {} } } }, expect = "pass" },
    { name = "a power supply without a plug for the CPU",
      build = { psus = { { connectors = { eps_8pin = 2 } }, { connectors = { pcie_8pin = 4 } } } },
      expect = { findings = { "supply" }, data = { psu = 2, eps = 0 }, at = "psus[2].connectors.eps_8pin" } },
    { name = "a supply whose plugs are not known beside one whose are",
      build = { psus = { { wattage_w = 750 }, { connectors = { eps_8pin = 1 } } } }, expect = "pass" },
    { name = "a board without memory slots",
      build = { motherboard = { memory_slots = 0 } },
      expect = { findings = { "field" }, data = { place = "motherboard.memory_slots", value = 0 },
        at = "motherboard.memory_slots" } },
    { name = "a board without SATA ports and without cards",
      build = { motherboard = { sata_ports = 0, max_gpus = 0 } },
      expect = { findings = { "field", "field" }, data = { place = "motherboard.sata_ports" } } },
    { name = "a case without expansion slots",
      build = { chassis = { expansion_slots = 0 } },
      expect = { findings = { "field" }, at = "chassis.expansion_slots" } },
    { name = "nothing that could be wrong is stated",
      build = { gpus = { { tdp_w = 350 } }, psus = { {} }, motherboard = {}, chassis = {} },
      expect = "not_applicable" },
    { name = "an empty list",
      build = { name = "nothing yet" }, expect = "not_applicable" },
  },
}
