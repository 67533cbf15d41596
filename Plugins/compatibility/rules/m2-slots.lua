---@type rigrules.Rule
return {
  title = { en = "There is an M.2 slot for every NVMe drive", zh = "每块 NVMe 固态硬盘都有 M.2 插槽" },
  why = {
    en = "NVMe drives for PCs sit in M.2 slots, and a board has few: one on small ones, two to "
      .. "five on others. A card in a free PCIe slot holds more of them.",
    zh = "PC 用的 NVMe 硬盘装在 M.2 插槽里，而主板上只有几个：小板一个，其他两到五个。"
      .. "不够时可以在空闲的 PCIe 插槽里装转接卡。",
  },
  source = "PCI Express M.2 Specification: one module per socket; data sheets count the sockets.",
  severity = "error",
  unknown = "note",
  needs = { "storage[].type", "motherboard.m2_slots" },
  params = {
    on_cards = {
      default = 0,
      min = 0,
      max = 64,
      unit = "drives",
      doc = { en = "NVMe drives that adapter cards hold", zh = "装在转接卡上的 NVMe 硬盘数" },
    },
  },
  messages = {
    too_few = {
      en = "NVMe drives: {drives}; M.2 slots on the board: {slots}, on adapter cards: {on_cards}.",
      zh = "NVMe 硬盘有 {drives} 块，主板 M.2 插槽 {slots} 个，转接卡可装 {on_cards} 块。",
    },
  },
  check = function(build, ctx)
    local drives = 0
    for _, drive in ipairs(build.storage) do
      drives = drives + (drive.type == "nvme" and 1 or 0)
    end
    local slots, on_cards = build.motherboard.m2_slots, ctx.params.on_cards
    if drives > slots + on_cards then
      ctx.report("too_few", {
        drives = drives,
        slots = slots,
        on_cards = on_cards,
        over = drives - slots - on_cards,
      }, {
        at = "motherboard.m2_slots",
        suggest = {
          en = "Choose fewer, larger drives, a board with {drives} M.2 slots, or an adapter card "
            .. "for {over} (and set on_cards).",
          zh = "用更少、更大的硬盘，换一块有 {drives} 个 M.2 插槽的主板，"
            .. "或者加一块能装 {over} 块硬盘的转接卡（并设置 on_cards）。",
        },
      })
    end
  end,
  examples = {
    { name = "as many drives as slots",
      build = { storage = { { type = "nvme", count = 2 }, { type = "hdd" }, { type = "sata-ssd" } },
        motherboard = { m2_slots = 2 } },
      expect = "pass" },
    { name = "a drive more than slots",
      build = { storage = { { type = "nvme", count = 3 } }, motherboard = { m2_slots = 2 } },
      expect = { findings = { "too_few" }, severity = "error",
        data = { drives = 3, slots = 2, on_cards = 0, over = 1 }, at = "motherboard.m2_slots" } },
    { name = "the rest is on an adapter card",
      build = { storage = { { type = "nvme", count = 3 } }, motherboard = { m2_slots = 2 } },
      params = { on_cards = 1 }, expect = "pass" },
    { name = "more than slots and adapter card hold",
      build = { storage = { { type = "nvme", count = 6 } }, motherboard = { m2_slots = 1 } },
      params = { on_cards = 3 }, expect = { findings = { "too_few" }, data = { on_cards = 3, over = 2 } } },
    { name = "no slot is needed",
      build = { storage = { { type = "hdd" } }, motherboard = { m2_slots = 0 } }, expect = "pass" },
    { name = "a drive that does not say",
      build = { storage = { { type = "nvme" }, {} }, motherboard = { m2_slots = 2 } },
      expect = { missing = { "storage[2].type" } } },
    { name = "a board that does not say",
      build = { storage = { { type = "nvme" } }, motherboard = {} },
      expect = { missing = { "motherboard.m2_slots" } } },
  },
}
