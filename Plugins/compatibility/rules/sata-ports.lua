---@type rigrules.Rule
return {
  title = { en = "There is a SATA port for every SATA drive", zh = "每块 SATA 硬盘都有接口" },
  why = {
    en = "Hard disks and SATA SSDs take a port each. Boards have two to eight, and some of them "
      .. "go dead when M.2 slots are filled: leave a spare one.",
    zh = "机械硬盘和 SATA 固态硬盘各占一个接口。主板一般有两到八个，插满 M.2 后其中几个可能失效，"
      .. "最好留有余量。",
  },
  source = "Serial ATA: point to point, one drive per port; data sheets count the ports.",
  severity = "error",
  unknown = "note",
  needs = { "storage[].type", "motherboard.sata_ports" },
  params = {
    on_cards = {
      default = 0,
      min = 0,
      max = 256,
      unit = "ports",
      doc = { en = "ports of add-in controllers", zh = "扩展卡提供的接口数" },
    },
  },
  messages = {
    too_few = {
      en = "SATA drives: {drives}; ports on the board: {ports}, on add-in controllers: {on_cards}.",
      zh = "SATA 硬盘有 {drives} 块，主板接口 {ports} 个，扩展卡接口 {on_cards} 个。",
    },
  },
  check = function(build, ctx)
    local drives = 0
    for _, drive in ipairs(build.storage) do
      local is_sata = drive.type == "hdd" or drive.type == "sata-ssd"
      drives = drives + (is_sata and 1 or 0)
    end
    local ports, on_cards = build.motherboard.sata_ports, ctx.params.on_cards
    if drives > ports + on_cards then
      ctx.report("too_few", {
        drives = drives,
        ports = ports,
        on_cards = on_cards,
        over = drives - ports - on_cards,
      }, {
        at = "motherboard.sata_ports",
        suggest = {
          en = "Choose fewer, larger drives, a board with {drives} ports, or a controller card "
            .. "with {over} (and set on_cards).",
          zh = "用更少、更大的硬盘，换一块有 {drives} 个接口的主板，"
            .. "或者加一块有 {over} 个接口的扩展卡（并设置 on_cards）。",
        },
      })
    end
  end,
  examples = {
    { name = "as many drives as ports",
      build = { storage = { { type = "hdd" }, { type = "sata-ssd" }, { type = "nvme", count = 3 } },
        motherboard = { sata_ports = 2 } },
      expect = "pass" },
    { name = "a drive more than ports",
      build = { storage = { { type = "hdd", count = 4 }, { type = "sata-ssd" } },
        motherboard = { sata_ports = 4 } },
      expect = { findings = { "too_few" }, severity = "error",
        data = { drives = 5, ports = 4, on_cards = 0, over = 1 }, at = "motherboard.sata_ports" } },
    { name = "the rest is on a controller card",
      build = { storage = { { type = "hdd", count = 10 } }, motherboard = { sata_ports = 4 } },
      params = { on_cards = 6 }, expect = "pass" },
    { name = "more than board and controller card have",
      build = { storage = { { type = "hdd", count = 12 } }, motherboard = { sata_ports = 4 } },
      params = { on_cards = 6 }, expect = { findings = { "too_few" }, data = { on_cards = 6, over = 2 } } },
    { name = "a drive that does not say",
      build = { storage = { {} }, motherboard = { sata_ports = 2 } },
      expect = { missing = { "storage[1].type" } } },
    { name = "a board that does not say",
      build = { storage = { { type = "hdd" } }, motherboard = {} },
      expect = { missing = { "motherboard.sata_ports" } } },
  },
}
