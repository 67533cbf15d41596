local draw = require "lib.draw"
local numbers = require "lib.numbers"
local paths = require "lib.paths"
local plugs = require "lib.plugs"

---@type rigrules.Rule
return {
  title = { en = "A card draws no more than its plugs carry", zh = "显卡功耗不超过供电接口的承载" },
  why = {
    en = "A card gets 75 W through the slot, 75 W through each 6-pin plug, 150 W through each "
      .. "8-pin and 600 W through each 16-pin one. A power limit that was raised beyond that "
      .. "heats plugs and slot, which is how connectors melt.",
    zh = "显卡从插槽取 75 瓦，每个 6-pin 75 瓦，每个 8-pin 150 瓦，每个 16-pin 600 瓦。"
      .. "功耗墙调得比这还高，接头和插槽就会过热，甚至烧熔。",
  },
  source = {
    "PCI Express Card Electromechanical Specification: 75 W from an x16 slot, 75 W through a 2 × 3 "
      .. "and 150 W through a 2 × 4 auxiliary connector.",
    "PCI Express CEM 5.0 and 5.1: up to 600 W through a 12VHPWR or 12V-2x6 connector.",
  },
  severity = "error",
  needs = { "gpus[].power_limit_w | gpus[].tdp_w", "gpus[].power_connectors" },
  params = {
    tolerance = {
      default = 0.05,
      min = 0,
      max = 1,
      unit = "fraction",
      doc = {
        en = "up to this share beyond what the plugs carry it is a warning: some cards are sold so",
        zh = "超出承载不到这个比例只算警告，有的显卡出厂就是这样",
      },
    },
  },
  messages = {
    beyond = {
      en = "Card {card} draws {draw_w} W; its slot ({slot_w} W) and plugs ({plugs_w} W) carry "
        .. "{carry_w} W.",
      zh = "第 {card} 张显卡功耗 {draw_w} W，插槽（{slot_w} W）和接口（{plugs_w} W）只能承载 "
        .. "{carry_w} W。",
    },
  },
  check = function(build, ctx)
    for i, gpu in ipairs(build.gpus) do
      local watts, through_plugs = draw.of_card(gpu), plugs.watts(gpu.power_connectors)
      local carry = plugs.slot_w + through_plugs
      if numbers.is_more(watts, carry) then
        -- Lists often leave plugs out; a card of more than the slot's watts has some.
        if through_plugs == 0 then
          ctx.unknown(paths.of("gpus", i, "power_connectors"))
        else
          local is_serious = numbers.is_more(watts, carry * (1 + ctx.params.tolerance))
          ctx.report("beyond", {
            card = i,
            draw_w = numbers.tenth(watts),
            slot_w = plugs.slot_w,
            plugs_w = through_plugs,
            carry_w = carry,
          }, {
            at = paths.of("gpus", i, gpu.power_limit_w and "power_limit_w" or "tdp_w"),
            severity = is_serious and "error" or "warning",
            suggest = {
              en = "Limit the card to {carry_w} W, or correct its plugs if they are not as stated.",
              zh = "把显卡功耗限制在 {carry_w} W 以内；如果接口写错了，请改正。",
            },
          })
        end
      end
    end
  end,
  examples = {
    {
      name = "two 8-pin plugs, to the watt",
      build = { gpus = { { tdp_w = 375, power_connectors = { pcie_8pin = 2 } } } },
      expect = "pass",
    },
    {
      name = "a watt more",
      build = { gpus = { { tdp_w = 376, power_connectors = { pcie_8pin = 2 } } } },
      expect = {
        findings = { "beyond" },
        severity = "warning",
        data = { card = 1, draw_w = 376, slot_w = 75, plugs_w = 300, carry_w = 375 },
        at = "gpus[1].tdp_w",
      },
    },
    {
      name = "a twentieth more",
      build = { gpus = { { tdp_w = 630, power_connectors = { pcie_8pin = 3, pcie_6pin = 1 } } } },
      expect = { outcome = "fail", findings = { "beyond" }, severity = "warning" },
    },
    {
      name = "more than a twentieth",
      build = { gpus = { { tdp_w = 631, power_connectors = { pcie_8pin = 3, pcie_6pin = 1 } } } },
      expect = { outcome = "fail", findings = { "beyond" }, severity = "error" },
    },
    {
      name = "the standard to the letter",
      build = { gpus = { { tdp_w = 376, power_connectors = { pcie_8pin = 2 } } } },
      params = { tolerance = 0 },
      expect = { outcome = "fail", findings = { "beyond" }, severity = "error" },
    },
    {
      name = "one plug of 6 and one of 8 pins",
      build = {
        gpus = { { tdp_w = 300, power_connectors = { pcie_6pin = 1, pcie_8pin = 1 } } },
      },
      expect = "pass",
    },
    {
      name = "a 6-pin plug for a watt too much",
      build = { gpus = { { tdp_w = 151, power_connectors = { pcie_6pin = 1 } } } },
      expect = { findings = { "beyond" }, data = { plugs_w = 75, carry_w = 150 } },
    },
    {
      name = "a limit raised beyond a 16-pin plug",
      build = {
        gpus = {
          { tdp_w = 450, power_connectors = { pcie_16pin = 1 } },
          { tdp_w = 450, power_limit_w = 676, power_connectors = { pcie_16pin = 1 } },
        },
      },
      expect = {
        findings = { "beyond" },
        data = { card = 2, draw_w = 676, carry_w = 675 },
        at = "gpus[2].power_limit_w",
      },
    },
    {
      name = "a limit just within a 16-pin plug",
      build = {
        gpus = { { tdp_w = 450, power_limit_w = 675, power_connectors = { pcie_16pin = 1 } } },
      },
      expect = "pass",
    },
    {
      name = "a 12-pin plug",
      build = {
        gpus = { { tdp_w = 350, power_limit_w = 676, power_connectors = { pcie_12pin = 1 } } },
      },
      expect = { findings = { "beyond" }, data = { plugs_w = 600 } },
    },
    {
      name = "a limit that makes up for it",
      build = {
        gpus = { { tdp_w = 360, power_limit_w = 225, power_connectors = { pcie_8pin = 1 } } },
      },
      expect = "pass",
    },
    {
      name = "a card that lives from the slot",
      build = { gpus = { { tdp_w = 75, power_connectors = {} } } },
      expect = "pass",
    },
    {
      name = "a strong card whose list leaves the plugs out",
      build = { gpus = { { tdp_w = 76, power_connectors = {} } } },
      expect = { missing = { "gpus[1].power_connectors" } },
    },
    {
      name = "plugs are not stated",
      build = { gpus = { { tdp_w = 75 } } },
      expect = { missing = { "gpus[1].power_connectors" } },
    },
    {
      name = "watts are not stated",
      build = { gpus = { { power_connectors = { pcie_8pin = 1 } } } },
      expect = { missing = { "gpus[1].tdp_w" } },
    },
  },
}
