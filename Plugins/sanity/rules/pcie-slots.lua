local paths = require "lib.paths"

---@type rigrules.Rule
return {
  title = {
    en = "Slots have a place of their own and no more lanes than contacts",
    zh = "PCIe 插槽位置不重复，通道数不超过物理尺寸",
  },
  why = {
    en = "A slot of size x4 has contacts for four lanes; 16 behind it are a slip, mostly with size "
      .. "and lanes swapped. Two slots at one position cannot both be there, and cards are then "
      .. "seated wrongly.",
    zh = "x4 的插槽只有四条通道的触点，写 16 条一定是错的，多半是 size 和 lanes 写反了。"
      .. "两个插槽不可能在同一个位置，写重了显卡就会排错。",
  },
  source = "PCI Express CEM: connectors of x1, x4, x8 and x16 carry that many lanes at most.",
  severity = "error",
  unknown = "note",
  reads = {
    "motherboard.pcie_slots[].position",
    "motherboard.pcie_slots[].size",
    "motherboard.pcie_slots[].lanes",
  },
  ordered = { "motherboard.pcie_slots" },
  messages = {
    too_many_lanes = {
      en = "Slot {slot} is of size x{size} and states {lanes} lanes.",
      zh = "第 {slot} 个插槽是 x{size}，却写了 {lanes} 条通道。",
    },
    same_place = {
      en = "Slots {slot} and {other} both stand at position {position}.",
      zh = "第 {slot} 个和第 {other} 个插槽的位置都是 {position}。",
    },
  },
  when = function(build)
    return build.motherboard ~= nil and build.motherboard.pcie_slots ~= nil
  end,
  check = function(build, ctx)
    local seen = {}
    for i, slot in ipairs(build.motherboard.pcie_slots) do
      local size = slot.size and tonumber(slot.size:sub(2))
      if size and slot.lanes and slot.lanes > size then
        ctx.report("too_many_lanes", { slot = i, size = size, lanes = slot.lanes }, {
          at = paths.of("motherboard.pcie_slots", i, "lanes"),
          suggest = {
            en = "Correct size (what fits into it) or lanes (what is wired).",
            zh = "改正 size（物理尺寸）或 lanes（电气通道数）。",
          },
        })
      end
      local position = slot.position
      if position and seen[position] then
        ctx.report("same_place", { slot = seen[position], other = i, position = position }, {
          at = paths.of("motherboard.pcie_slots", i, "position"),
          suggest = {
            en = "Count the expansion slots from the CPU, and give each its own number.",
            zh = "从 CPU 一侧数起，给每个插槽写上自己的槽位号。",
          },
        })
      elseif position then
        seen[position] = i
      end
    end
  end,
  examples = {
    { name = "a board as it should be",
      build = { motherboard = { pcie_slots = { { position = 1, size = "x16", lanes = 16 },
                                  { position = 2, size = "x1", lanes = 1 },
                                  { position = 4, size = "x16", lanes = 4 } } } },
      expect = "pass" },
    { name = "size and lanes swapped",
      build = { motherboard = { pcie_slots = { { size = "x16", lanes = 16 }, { size = "x4", lanes = 5 } } } },
      expect = { findings = { "too_many_lanes" }, severity = "error",
        data = { slot = 2, size = 4, lanes = 5 }, at = "motherboard.pcie_slots[2].lanes" } },
    { name = "two at one place",
      build = { motherboard = { pcie_slots = { { position = 3 }, {}, { position = 3 } } } },
      expect = { findings = { "same_place" }, data = { slot = 1, other = 3, position = 3 },
        at = "motherboard.pcie_slots[3].position" } },
    { name = "sizes and lanes that are not both stated",
      build = { motherboard = { pcie_slots = { { size = "x1" }, { lanes = 16 } } } }, expect = "pass" },
    { name = "no slots are stated",
      build = { motherboard = {} }, expect = "not_applicable" },
    { name = "no board",
      build = { gpus = {} }, expect = "not_applicable" },
  },
}
