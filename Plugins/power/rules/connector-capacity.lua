local draw = require "lib.draw"
local numbers = require "lib.numbers"
local paths = require "lib.paths"
local plugs = require "lib.plugs"

-- What the card gets through its slot: that of the slot it sits in, or of the best one where it
-- states none.
local function slot_watts(build, gpu)
  local slots = build.motherboard and build.motherboard.pcie_slots
  if not slots or gpu.mount == "external" then
    return plugs.slot_w
  end
  local best
  for _, slot in ipairs(slots) do
    local watts = slot.power_w or plugs.slot_w
    if gpu.slot == nil or slot.position == gpu.slot then
      best = math.max(best or watts, watts)
    end
  end
  return best or plugs.slot_w
end

-- Checks a card with plugs. As it is sold, only a draw far beyond them is worth a question; a limit
-- that was raised above its power is the owner's own.
local function check_plugs(ctx, card, gpu, slot_w, through_plugs)
  local watts, carry = draw.of_card(gpu), slot_w + through_plugs
  local is_far = numbers.is_more(watts, carry * (1 + ctx.params.tolerance))
  -- mutate: skip [0 -> 1] no limit is below 1 W
  local is_raised = gpu.power_limit_w and numbers.is_more(gpu.power_limit_w, gpu.tdp_w or 0)
  if not is_far and not (is_raised and numbers.is_more(watts, carry)) then
    return
  end
  ctx.report("beyond", {
    card = card,
    draw_w = numbers.tenth(watts),
    slot_w = numbers.tenth(slot_w),
    plugs_w = through_plugs,
    carry_w = numbers.tenth(carry),
  }, {
    at = paths.of("gpus", card, gpu.power_limit_w and "power_limit_w" or "tdp_w"),
    severity = is_raised and is_far and "error" or "warning",
    suggest = {
      en = "Limit the card to {carry_w} W, or correct its plugs if they are not as stated.",
      zh = "把显卡功耗限制在 {carry_w} W 以内；如果接口写错了，请改正。",
    },
  })
end

---@type rigrules.Rule
return {
  title = { en = "A card draws no more than its plugs carry", zh = "显卡功耗不超过供电接口的承载" },
  why = {
    en = "A card gets 75 W through the slot, 75 W through each 6-pin plug, 150 W through each "
      .. "8-pin, 300 W through an EPS plug and 600 W through each 16-pin one. A power limit that was "
      .. "raised beyond that heats plugs and slot, which is how connectors melt. Some boards give "
      .. "less than 75 W through the slot, and cards as they are sold are not questioned.",
    zh = "显卡从插槽取 75 瓦，每个 6-pin 75 瓦，每个 8-pin 150 瓦，EPS 300 瓦，每个 16-pin 600 瓦。"
      .. "功耗墙调得比这还高，接头和插槽就会过热，甚至烧熔。有的主板插槽给不到 75 瓦；"
      .. "出厂设置略微超出的显卡不算问题。",
  },
  source = {
    "PCI Express Card Electromechanical Specification: 75 W from an x16 slot, 75 W through a 2 × 3 "
      .. "and 150 W through a 2 × 4 auxiliary connector.",
    "PCI Express CEM 5.0 and 5.1: up to 600 W through a 12VHPWR or 12V-2x6 connector.",
  },
  severity = "error",
  unknown = "note",
  needs = { "gpus[].power_limit_w | gpus[].tdp_w", "gpus[].power_connectors" },
  reads = {
    "gpus[].slot",
    "gpus[].mount",
    "motherboard.pcie_slots[].position",
    "motherboard.pcie_slots[].power_w",
  },
  params = {
    tolerance = {
      default = 0.12,
      min = 0,
      max = 1,
      unit = "fraction",
      doc = {
        en = "cards are sold that draw up to this share beyond what the plugs carry",
        zh = "有的显卡出厂功耗就超出承载，不超过这个比例不提示",
      },
    },
  },
  messages = {
    beyond_slot = {
      en = "Card {card} draws {draw_w} W, all of it through the slot, and the board's slot gives "
        .. "{slot_w} W.",
      zh = "第 {card} 块显卡功耗 {draw_w} W，全部从插槽取电，而主板的插槽只给 {slot_w} W。",
    },
    beyond = {
      en = "Card {card} draws {draw_w} W; its slot ({slot_w} W) and plugs ({plugs_w} W) carry "
        .. "{carry_w} W.",
      zh = "第 {card} 块显卡功耗 {draw_w} W，插槽（{slot_w} W）和接口（{plugs_w} W）只能承载 "
        .. "{carry_w} W。",
    },
  },
  check = function(build, ctx)
    for i, gpu in ipairs(build.gpus) do
      local through_plugs = plugs.watts(gpu.power_connectors)
      local watts, slot_w = draw.of_card(gpu), slot_watts(build, gpu)
      if through_plugs > 0 then
        check_plugs(ctx, i, gpu, slot_w, through_plugs)
      elseif numbers.is_more(watts, plugs.slot_w) then
        -- Lists often leave plugs out; a card of more than a slot's watts has some.
        ctx.unknown(paths.of("gpus", i, "power_connectors"))
      elseif numbers.is_more(watts, slot_w) then
        ctx.report("beyond_slot", {
          card = i,
          draw_w = numbers.tenth(watts),
          slot_w = numbers.tenth(slot_w),
        }, {
          at = paths.of("gpus", i, gpu.power_limit_w and "power_limit_w" or "tdp_w"),
          suggest = {
            en = "Choose a card of {slot_w} W or less, one with a plug of its own, or another board.",
            zh = "换一张不超过 {slot_w} W 的显卡、带独立供电接口的显卡，或者换主板。",
          },
        })
      end
    end
  end,
  examples = {
    { name = "two 8-pin plugs, to the watt",
      build = { gpus = { { tdp_w = 375, power_connectors = { pcie_8pin = 2 } } } }, expect = "pass" },
    { name = "a card as it is sold, 230 W on one 8-pin plug",
      build = { gpus = { { tdp_w = 230, power_connectors = { pcie_8pin = 1 } } } }, expect = "pass" },
    { name = "an eighth more than plugs carry, as sold",
      build = { gpus = { { tdp_w = 420, power_connectors = { pcie_8pin = 2 } } } }, expect = "pass" },
    { name = "more than that is a question of the plugs",
      build = { gpus = { { tdp_w = 421, power_connectors = { pcie_8pin = 2 } } } },
      expect = { findings = { "beyond" }, severity = "warning",
        data = { card = 1, draw_w = 421, slot_w = 75, plugs_w = 300, carry_w = 375 },
        at = "gpus[1].tdp_w" } },
    { name = "a limit that was raised a watt beyond the plugs",
      build = { gpus = { { tdp_w = 350, power_limit_w = 376, power_connectors = { pcie_8pin = 2 } } } },
      expect = { findings = { "beyond" }, severity = "warning", at = "gpus[1].power_limit_w" } },
    { name = "a limit that was raised far beyond the plugs",
      build = { gpus = { { tdp_w = 350, power_limit_w = 421, power_connectors = { pcie_8pin = 2 } } } },
      expect = { findings = { "beyond" }, severity = "error" } },
    { name = "the standard to the letter",
      build = { gpus = { { tdp_w = 376, power_connectors = { pcie_8pin = 2 } } } },
      params = { tolerance = 0 },
      expect = { outcome = "fail", findings = { "beyond" }, severity = "warning" } },
    { name = "the EPS socket of a data-centre card",
      build = { gpus = { { tdp_w = 300, power_connectors = { eps_8pin = 1 } } } }, expect = "pass" },
    { name = "a slot of a small machine that gives 50 W",
      build = { motherboard = { pcie_slots = { { position = 1, size = "x16", power_w = 50 } } },
        gpus = { { tdp_w = 70, power_connectors = {} } } },
      expect = { findings = { "beyond_slot" }, severity = "error",
        data = { card = 1, draw_w = 70, slot_w = 50 }, at = "gpus[1].tdp_w" } },
    { name = "a card for such a slot",
      build = { motherboard = { pcie_slots = { { position = 1, size = "x16", power_w = 50 } } },
        gpus = { { tdp_w = 70, power_limit_w = 50, power_connectors = {} } } },
      expect = "pass" },
    { name = "of two slots, the one that the card sits in counts",
      build = { motherboard = { pcie_slots = { { position = 1, size = "x16" },
                                  { position = 2, size = "x16", power_w = 25 } } },
        gpus = { { tdp_w = 30, slot = 2, power_connectors = {} } } },
      expect = { findings = { "beyond_slot" }, data = { slot_w = 25 } } },
    { name = "of two slots, the better one where the card states none",
      build = { motherboard = { pcie_slots = { { position = 1, size = "x16" },
                                  { position = 2, size = "x16", power_w = 25 } } },
        gpus = { { tdp_w = 70, power_connectors = {} } } },
      expect = "pass" },
    { name = "a card outside of the machine takes nothing from its slots",
      build = { motherboard = { pcie_slots = { { position = 1, size = "x16", power_w = 25 } } },
        gpus = { { tdp_w = 70, mount = "external", power_connectors = {} } } },
      expect = "pass" },
    { name = "one plug of 6 and one of 8 pins",
      build = { gpus = { { tdp_w = 300, power_connectors = { pcie_6pin = 1, pcie_8pin = 1 } } } },
      expect = "pass" },
    { name = "a 6-pin plug for far too much",
      build = { gpus = { { tdp_w = 169, power_connectors = { pcie_6pin = 1 } } } },
      expect = { findings = { "beyond" }, data = { plugs_w = 75, carry_w = 150 } } },
    { name = "a limit raised beyond a 16-pin plug",
      build = { gpus = { { tdp_w = 450, power_connectors = { pcie_16pin = 1 } },
                  { tdp_w = 450, power_limit_w = 676, power_connectors = { pcie_16pin = 1 } } } },
      expect = { findings = { "beyond" }, data = { card = 2, draw_w = 676, carry_w = 675 },
        at = "gpus[2].power_limit_w" } },
    { name = "a limit just within a 16-pin plug",
      build = { gpus = { { tdp_w = 450, power_limit_w = 675, power_connectors = { pcie_16pin = 1 } } } },
      expect = "pass" },
    { name = "a 12-pin plug",
      build = { gpus = { { tdp_w = 350, power_limit_w = 676, power_connectors = { pcie_12pin = 1 } } } },
      expect = { findings = { "beyond" }, data = { plugs_w = 600 } } },
    { name = "a limit that makes up for it",
      build = { gpus = { { tdp_w = 360, power_limit_w = 225, power_connectors = { pcie_8pin = 1 } } } },
      expect = "pass" },
    { name = "a card that lives from the slot",
      build = { gpus = { { tdp_w = 75, power_connectors = {} } } }, expect = "pass" },
    { name = "a strong card whose list leaves the plugs out",
      build = { gpus = { { tdp_w = 76, power_connectors = {} } } },
      expect = { missing = { "gpus[1].power_connectors" } } },
    { name = "plugs are not stated",
      build = { gpus = { { tdp_w = 75 } } }, expect = { missing = { "gpus[1].power_connectors" } } },
    { name = "watts are not stated",
      build = { gpus = { { power_connectors = { pcie_8pin = 1 } } } },
      expect = { missing = { "gpus[1].tdp_w" } } },
    { name = "a limit on a card whose own watts are not stated counts as raised",
      build = { gpus = { { power_limit_w = 230, power_connectors = { pcie_8pin = 1 } } } },
      expect = { findings = { "beyond" }, severity = "warning", data = { carry_w = 225 } } },
    { name = "a limit raised beyond slot and EPS plug",
      build = { gpus = { { tdp_w = 300, power_limit_w = 376, power_connectors = { eps_8pin = 1 } } } },
      expect = { findings = { "beyond" }, data = { plugs_w = 300, carry_w = 375 } } },
  },
}
