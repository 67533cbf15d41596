local paths = require "lib.paths"

-- Cards on risers, in a frame or outside take no opening next to the board; those on a bifurcation
-- card (slot `split`) stand away from it too.
local function is_plugged(build, gpu)
  if gpu.mount ~= nil and gpu.mount ~= "slot" then
    return false
  end
  for _, slot in ipairs(gpu.slot and build.motherboard and build.motherboard.pcie_slots or {}) do
    if slot.position == gpu.slot and slot.split and #slot.split > 0 then
      return false
    end
  end
  return true
end

---@type rigrules.Rule
return {
  title = { en = "The back of the chassis has slots for all cards", zh = "机箱的扩展槽位够装所有显卡" },
  why = {
    en = "Every card takes as many openings at the back of the case as it is slots wide, rounded "
      .. "up: a card of 2.5 slots takes three. Small cases have two or four, tall ones seven or "
      .. "eight.",
    zh = "显卡占用的机箱后部挡板数就是它的槽宽向上取整：2.5 槽的显卡占三个。小机箱只有两到四个，"
      .. "大机箱有七八个。",
  },
  source = "PCI Express Card Electromechanical Specification: slots are 20.32 mm (0.8 in) apart.",
  severity = "error",
  unknown = "note",
  needs = { "gpus", "chassis.expansion_slots" },
  reads = {
    "gpus[].mount",
    "gpus[].slot",
    "gpus[].slot_width",
    "motherboard.pcie_slots[].position",
    "motherboard.pcie_slots[].split",
  },
  messages = {
    too_few = {
      en = "The cards take {need} expansion slots; the chassis has {have}.",
      zh = "显卡共占 {need} 个扩展槽位，机箱只有 {have} 个。",
    },
    past_the_last = {
      en = "Card {card} in slot {slot} takes slots down to {bottom}; the chassis has {have}.",
      zh = "第 {card} 块显卡插在槽位 {slot}，要占到第 {bottom} 个，机箱只有 {have} 个。",
    },
  },
  check = function(build, ctx)
    local have = build.chassis.expansion_slots
    local need = 0
    for i, gpu in ipairs(build.gpus) do
      local counts = is_plugged(build, gpu)
      local width = counts and gpu.slot_width and math.ceil(gpu.slot_width)
      need = need + (width or 0)
      if counts and not width then
        ctx.unknown(paths.of("gpus", i, "slot_width"))
      end
      local bottom = width and gpu.slot and gpu.slot + width - 1
      if bottom and bottom > have then
        ctx.report("past_the_last", { card = i, slot = gpu.slot, bottom = bottom, have = have }, {
          at = paths.of("gpus", i, "slot"),
          suggest = {
            en = "Put the card higher up, or choose a chassis with {bottom} expansion slots.",
            zh = "把显卡插到更靠上的槽位，或者换一个有 {bottom} 个扩展槽位的机箱。",
          },
        })
        return
      end
    end
    if need > have then
      ctx.report("too_few", { need = need, have = have }, {
        at = "chassis.expansion_slots",
        suggest = {
          en = "Choose a chassis with {need} expansion slots, or narrower cards.",
          zh = "换一个有 {need} 个扩展槽位的机箱，或者换更窄的显卡。",
        },
      })
    end
  end,
  examples = {
    { name = "cards on risers, in a frame and on a bifurcation card take no opening by the board",
      build = { gpus = { { slot_width = 2 }, { slot_width = 3, mount = "riser" }, { mount = "frame" },
                  { slot_width = 3, slot = 3, count = 2 } },
        motherboard = { pcie_slots = { { position = 3, size = "x16", split = { 8, 8 } } } },
        chassis = { expansion_slots = 2 } },
      expect = "pass" },
    { name = "as many as there are",
      build = { gpus = { { slot_width = 2, count = 2 }, { slot_width = 2.5 } },
        chassis = { expansion_slots = 7 } },
      expect = "pass" },
    { name = "one more than there are",
      build = { gpus = { { slot_width = 2.5 }, { slot_width = 2.5 }, { slot_width = 2 } },
        chassis = { expansion_slots = 7 } },
      expect = { findings = { "too_few" }, severity = "error", data = { need = 8, have = 7 },
        at = "chassis.expansion_slots" } },
    { name = "a card that ends in the last slot",
      build = { gpus = { { slot_width = 3, slot = 5 } }, chassis = { expansion_slots = 7 } },
      expect = "pass" },
    { name = "a card that ends below it",
      build = { gpus = { { slot_width = 2, slot = 1 }, { slot_width = 2, slot = 7 } },
        chassis = { expansion_slots = 7 } },
      expect = { findings = { "past_the_last" }, data = { card = 2, slot = 7, bottom = 8, have = 7 },
        at = "gpus[2].slot" } },
    { name = "no card",
      build = { gpus = {}, chassis = { expansion_slots = 0 } }, expect = "pass" },
    { name = "a card that does not say",
      build = { gpus = { {} }, chassis = { expansion_slots = 7 } },
      expect = { missing = { "gpus[1].slot_width" } } },
    { name = "a case that does not say",
      build = { gpus = { { slot_width = 2 } }, chassis = {} },
      expect = { missing = { "chassis.expansion_slots" } } },
    { name = "cards on a bifurcation card take no opening, others beside it do",
      build = { motherboard = { pcie_slots = { { position = 1, split = { 8, 8 } },
                                  { position = 2, split = { 16 } }, {} } },
        gpus = { { slot_width = 3, slot = 1 }, { slot_width = 4, slot = 2 }, { slot_width = 2, slot = 4 } },
        chassis = { expansion_slots = 4 } },
      expect = { findings = { "past_the_last" }, data = { card = 3, slot = 4, bottom = 5, have = 4 } } },
    { name = "a slot that is not split takes its opening",
      build = { motherboard = { pcie_slots = { { position = 1 }, { position = 3, split = { 8, 8 } } } },
        gpus = { { slot_width = 3, slot = 1 } }, chassis = { expansion_slots = 2 } },
      expect = { findings = { "past_the_last" }, data = { slot = 1, bottom = 3, have = 2 } } },
  },
}
