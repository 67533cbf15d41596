local paths = require "lib.paths"
local plugs = require "lib.plugs"

-- The watts and the plugs of a card, where it states both and has plugs at all.
local function stated(gpu)
  local watts = gpu.power_connectors and plugs.watts(gpu.power_connectors) or 0
  -- mutate: skip [0 -> 1] no plug carries less
  if gpu.tdp_w and watts > 0 then
    return gpu.tdp_w, plugs.slot_w + watts
  end
end

---@type rigrules.Rule
return {
  title = { en = "A card's plugs can carry the watts it states", zh = "显卡的供电接口与标称功耗相符" },
  why = {
    en = "A card as sold draws no more than its slot (75 W) and its plugs carry (75 W a 6-pin, 150 "
      .. "W an 8-pin, 600 W a 16-pin). Where a list says otherwise, one of the two is wrong, and "
      .. "so is what other rules make of it. Data-centre cards have an EPS plug (eps_8pin), "
      .. "which lists often count as pcie_8pin: then the plug is the one to correct.",
    zh = "出厂的显卡功耗不会超过插槽（75 瓦）和接口（6-pin 75 瓦、8-pin 150 瓦、16-pin 600 瓦）的承载。"
      .. "清单里两者不符，就一定有一个写错了，其他规则的结论也跟着错。"
      .. "有的专业显卡用的是 EPS 接口，应写成 eps_8pin，清单常误作 pcie_8pin。",
  },
  source = "PCI Express Card Electromechanical Specification: power of slot and connectors.",
  severity = "warning",
  reads = { "gpus[].tdp_w", "gpus[].power_connectors" },
  params = {
    tolerance = {
      default = 0.12,
      min = 0,
      max = 1,
      unit = "fraction",
      doc = { en = "what makers allow themselves beyond it", zh = "厂商允许自己超出的比例" },
    },
  },
  messages = {
    beyond = {
      en = "Card {card} states {tdp_w} W, and plugs that carry {carry_w} W with the slot.",
      zh = "第 {card} 块显卡标称 {tdp_w} W，而接口加插槽只能承载 {carry_w} W。",
    },
  },
  when = function(build)
    for _, gpu in ipairs(build.gpus or {}) do
      if stated(gpu) then
        return true
      end
    end
    return false
  end,
  check = function(build, ctx)
    for i, gpu in ipairs(build.gpus) do
      local tdp, carry = stated(gpu)
      if tdp and tdp > carry * (1 + ctx.params.tolerance) then
        ctx.report("beyond", { card = i, tdp_w = tdp, carry_w = carry }, {
          at = paths.of("gpus", i, "tdp_w"),
          suggest = {
            en = "Look the card up, and correct its tdp_w or its power_connectors.",
            zh = "查一下这块显卡的规格，改正 tdp_w 或 power_connectors。",
          },
        })
      end
    end
  end,
  examples = {
    { name = "two 8-pin plugs for 350 W",
      build = { gpus = { { tdp_w = 350, power_connectors = { pcie_8pin = 2 } } } }, expect = "pass" },
    { name = "a card with one 8-pin plug that states 360 W",
      build = { gpus = { { name = "a card that states nothing" },
                  { tdp_w = 360, power_connectors = { pcie_8pin = 1 } } } },
      expect = { findings = { "beyond" }, severity = "warning",
        data = { card = 2, tdp_w = 360, carry_w = 225 }, at = "gpus[2].tdp_w" } },
    { name = "12 % more is how some are sold",
      build = { gpus = { { tdp_w = 672, power_connectors = { pcie_8pin = 3, pcie_6pin = 1 } } } },
      expect = "pass" },
    { name = "more than 12 % more",
      build = { gpus = { { tdp_w = 673, power_connectors = { pcie_8pin = 3, pcie_6pin = 1 } } } },
      expect = { findings = { "beyond" }, data = { carry_w = 600 } } },
    { name = "to the letter",
      build = { gpus = { { tdp_w = 676, power_connectors = { pcie_16pin = 1 } } } },
      params = { tolerance = 0 }, expect = { findings = { "beyond" }, data = { carry_w = 675 } } },
    { name = "a 12-pin plug",
      build = { gpus = { { tdp_w = 676, power_connectors = { pcie_12pin = 1 } } } },
      params = { tolerance = 0 }, expect = { findings = { "beyond" }, data = { carry_w = 675 } } },
    { name = "a 6-pin plug",
      build = { gpus = { { tdp_w = 185, power_connectors = { pcie_6pin = 1 } } } },
      expect = { findings = { "beyond" }, data = { carry_w = 150 } } },
    { name = "no plugs are for another rule",
      build = { gpus = { { tdp_w = 350, power_connectors = {} } } }, expect = "not_applicable" },
    { name = "plugs without watts",
      build = { gpus = { { power_connectors = { pcie_8pin = 1 } } } }, expect = "not_applicable" },
    { name = "watts without plugs",
      build = { gpus = { { tdp_w = 350 } } }, expect = "not_applicable" },
    { name = "no cards are stated",
      build = { cpu = {} }, expect = "not_applicable" },
    { name = "what the plugs carry, to the watt",
      build = { gpus = { { tdp_w = 675, power_connectors = { pcie_16pin = 1 } } } },
      params = { tolerance = 0 }, expect = "pass" },
    { name = "a single EPS plug",
      build = { gpus = { { tdp_w = 376, power_connectors = { eps_8pin = 1 } } } }, params = { tolerance = 0 },
      expect = { findings = { "beyond" }, data = { carry_w = 375 } } },
  },
}
