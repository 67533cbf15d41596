local draw = require "lib.draw"
local plugs = require "lib.plugs"

-- Cables that the cards should have: one for each plug of a strong card, one for two of another.
local function cables_for(gpus, from_w)
  local sum = 0
  for _, gpu in ipairs(gpus) do
    local count = plugs.small(gpu.power_connectors)
    sum = sum + (draw.of_card(gpu) >= from_w and count or (count + 1) // 2)
  end
  return sum
end

---@type rigrules.Rule
return {
  title = {
    en = "Each plug of a strong card has a cable of its own",
    zh = "高功耗显卡的每个供电接口各用一根线",
  },
  why = {
    en = "Many cables end in two 8-pin plugs. Both on one strong card put 300 W and more through "
      .. "wires made for half of that; they get warm, and the voltage drops in peaks. Makers of "
      .. "power supplies ask for one cable per plug on strong cards.",
    zh = "很多显卡供电线一头分出两个 8-pin。两个都插在一张高功耗显卡上，一根线要走 300 瓦以上，"
      .. "是设计值的两倍，线会发热，峰值时电压下降。电源厂商建议高功耗显卡每个接口各用一根线。",
  },
  source = {
    "Manuals of power supplies (Seasonic, Corsair): a cable for each connector of strong cards.",
    "PCI Express CEM: 150 W through one 8-pin connector.",
  },
  severity = "warning",
  unknown = "note",
  needs = {
    "gpus[].power_limit_w | gpus[].tdp_w",
    "gpus[].power_connectors",
    "psus[].pcie_cables",
  },
  params = {
    from_w = {
      default = 225,
      min = 1,
      max = 1500,
      unit = "W",
      doc = { en = "cards of less may share a cable", zh = "低于此功率的显卡可以共用一根线" },
    },
  },
  messages = {
    too_few = {
      en = "The cards should have {need} cables; the power supplies have {have}, so some end in "
        .. "two plugs on one card.",
      zh = "显卡应该用 {need} 根供电线，电源只有 {have} 根，只能一线两头插在同一块显卡上。",
    },
  },
  -- Cards that have 16-pin plugs alone bring or get a cable for each.
  when = function(build)
    local any = build.gpus == nil
    for _, gpu in ipairs(build.gpus or {}) do
      any = any or gpu.power_connectors == nil or plugs.small(gpu.power_connectors) > 0
    end
    return any
  end,
  check = function(build, ctx)
    local have = 0
    for _, psu in ipairs(build.psus) do
      have = have + psu.pcie_cables
    end
    local need = cables_for(build.gpus, ctx.params.from_w)
    if need > have then
      ctx.report("too_few", { need = need, have = have }, {
        at = "psus",
        suggest = {
          en = "Choose a power supply with {need} separate cables for cards, or limit their power.",
          zh = "换一个有 {need} 根独立显卡供电线的电源，或者给显卡限功耗。",
        },
      })
    end
  end,
  examples = {
    { name = "two cables for two plugs",
      build = { gpus = { { tdp_w = 350, power_connectors = { pcie_8pin = 2 } } },
        psus = { { pcie_cables = 2 } } },
      expect = "pass" },
    { name = "one cable for two plugs",
      build = { gpus = { { tdp_w = 225, power_connectors = { pcie_8pin = 1, pcie_6pin = 1 } } },
        psus = { { pcie_cables = 1 } } },
      expect = { findings = { "too_few" }, severity = "warning", data = { need = 2, have = 1 },
        at = "psus" } },
    { name = "one cable for two plugs of a weaker card",
      build = { gpus = { { tdp_w = 224, power_connectors = { pcie_8pin = 2 } } },
        psus = { { pcie_cables = 1 } } },
      expect = "pass" },
    { name = "three plugs of a weaker card take two cables",
      build = { gpus = { { tdp_w = 224, power_connectors = { pcie_8pin = 3 } } },
        psus = { { pcie_cables = 1 } } },
      expect = { findings = { "too_few" }, data = { need = 2 } } },
    { name = "a limit makes the card a weaker one",
      build = { gpus = { { tdp_w = 300, power_limit_w = 200, power_connectors = { pcie_8pin = 2 } } },
        psus = { { pcie_cables = 1 } } },
      expect = "pass" },
    { name = "cables of two supplies for four cards",
      build = { gpus = { { tdp_w = 250, power_connectors = { pcie_8pin = 2 }, count = 4 } },
        psus = { { pcie_cables = 4 }, { pcie_cables = 3 } } },
      expect = { findings = { "too_few" }, data = { need = 8, have = 7 } } },
    { name = "other cards are strong",
      build = { gpus = { { tdp_w = 150, power_connectors = { pcie_8pin = 2 } } },
        psus = { { pcie_cables = 1 } } },
      params = { from_w = 150 }, expect = { "too_few" } },
    { name = "no cable at all",
      build = { gpus = { { tdp_w = 120, power_connectors = { pcie_6pin = 1 } } },
        psus = { { pcie_cables = 0 } } },
      expect = { findings = { "too_few" }, data = { need = 1, have = 0 } } },
    { name = "cards with 16-pin plugs",
      build = { gpus = { { tdp_w = 450, power_connectors = { pcie_16pin = 1 } } }, psus = { {} } },
      expect = "not_applicable" },
    { name = "a card with a 16-pin plug after one without",
      build = { gpus = { { tdp_w = 250, power_connectors = { pcie_8pin = 1 } },
                  { tdp_w = 450, power_connectors = { pcie_16pin = 1 } } },
        psus = { { pcie_cables = 1 } } },
      expect = "pass" },
    { name = "cables are not stated",
      build = { gpus = { { tdp_w = 250, power_connectors = { pcie_8pin = 1 } } },
        psus = { { wattage_w = 750 } } },
      expect = { missing = { "psus[1].pcie_cables" } } },
    { name = "plugs are not stated",
      build = { gpus = { { tdp_w = 250 } }, psus = { { pcie_cables = 2 } } },
      expect = { missing = { "gpus[1].power_connectors" } } },
    { name = "cards are not stated",
      build = { psus = { { pcie_cables = 2 } } }, expect = { missing = { "gpus" } } },
  },
}
