local lanes = require "lib.lanes"

---@type rigrules.Rule
return {
  title = {
    en = "With four cards or more, each has eight PCIe lanes",
    zh = "四块及以上显卡时，每块有 8 条 PCIe 通道",
  },
  why = {
    en = "With one to three cards the lanes hardly matter: a batch crosses the bus in "
      .. "milliseconds and is computed in hundreds. Four cards that exchange gradients share the "
      .. "CPU's lanes, and below eight lanes a card the exchange takes 5 to 10 % of the time. A "
      .. "consumer CPU has 16 to 24 lanes, a workstation CPU 40 to 128.",
    zh = "一到三块显卡时通道数影响很小：一批数据几毫秒就传完，计算却要几百毫秒。"
      .. "四块显卡要互相交换梯度，共用 CPU 的通道，每块不到 8 条时会多花 5% 到 10% 的时间。"
      .. "家用 CPU 有 16 到 24 条，工作站 CPU 有 40 到 128 条。",
  },
  source = "PCIe通道：只有 GPU 数量较大时，这个参数影响才会比较重要，比较少时（少于 4 个）"
    .. "不用过分关注此参数",
  severity = "warning",
  needs = { "gpus", "cpu.pcie_lanes" },
  reads = { "cpu.count", "motherboard.max_gpus", "motherboard.pcie_slots[].size" },
  params = {
    lanes = {
      default = lanes.each_of_many,
      min = 1,
      max = 16,
      unit = "lanes",
      doc = { en = "lanes that each card should have", zh = "每块显卡应有的通道数" },
    },
  },
  messages = {
    too_few = {
      en = "{cards} cards at {each} lanes need {need} PCIe lanes; the CPU has {have}.",
      zh = "{cards} 块显卡每块 {each} 条，需要 {need} 条 PCIe 通道，CPU 只有 {have} 条。",
    },
  },
  -- One shortage is one finding: where the board is stated, motherboard/gpu-count reports it.
  when = function(build)
    return build.gpus == nil
      or #build.gpus >= lanes.many and not lanes.are_judged_with_board(build)
  end,
  check = function(build, ctx)
    local need = ctx.params.lanes * #build.gpus
    local have = build.cpu.pcie_lanes * build.cpu.count
    if have < need then
      ctx.report("too_few", {
        cards = #build.gpus,
        each = ctx.params.lanes,
        need = need,
        have = have,
      }, {
        at = "cpu.pcie_lanes",
        suggest = {
          en = "Choose a CPU with {need} PCIe lanes or more, or accept slower exchange between "
            .. "the cards.",
          zh = "选有 {need} 条以上 PCIe 通道的 CPU，否则显卡间通信会变慢。",
        },
      })
    end
  end,
  examples = {
    { name = "32 lanes carry four cards",
      build = { cpu = { pcie_lanes = 32 }, gpus = { { count = 4 } } }, expect = "pass" },
    { name = "31 do not",
      build = { cpu = { pcie_lanes = 31 }, gpus = { { count = 4 } } },
      expect = { findings = { "too_few" }, severity = "warning", at = "cpu.pcie_lanes",
        data = { need = 32, have = 31, cards = 4, each = 8 } } },
    { name = "with the board stated, the shortage is that of board and CPU",
      build = { cpu = { pcie_lanes = 31 }, gpus = { { count = 4 } }, motherboard = { max_gpus = 4 } },
      expect = "not_applicable" },
    { name = "with its slots stated too",
      build = { cpu = { pcie_lanes = 31 }, gpus = { { count = 4 } },
        motherboard = { pcie_slots = { { size = "x16" } } } },
      expect = "not_applicable" },
    { name = "slots of unstated size leave it to this rule",
      build = { cpu = { pcie_lanes = 31 }, gpus = { { count = 4 } }, motherboard = { pcie_slots = { {} } } },
      expect = { findings = { "too_few" }, severity = "warning" } },
    { name = "a board that is stated, and lanes enough",
      build = { cpu = { pcie_lanes = 32 }, gpus = { { count = 4 } }, motherboard = { max_gpus = 4 } },
      expect = "pass" },
    { name = "two processors add up",
      build = { cpu = { pcie_lanes = 16, count = 2 }, gpus = { { count = 4 } } }, expect = "pass" },
    { name = "three cards need no lane count",
      build = { cpu = { pcie_lanes = 16 }, gpus = { { count = 3 } } }, expect = "not_applicable" },
    { name = "the lanes are not known",
      build = { cpu = { cores = 8 }, gpus = { { count = 4 } } },
      expect = { outcome = "unknown", missing = { "cpu.pcie_lanes" } } },
    { name = "no list of cards",
      build = { cpu = { pcie_lanes = 16 } }, expect = { outcome = "unknown", missing = { "gpus" } } },
  },
}
