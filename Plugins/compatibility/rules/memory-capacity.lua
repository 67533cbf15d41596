-- Less than any platform takes is a number of TB: no limit that a build could be checked against.
local least_gb = 4

---@type rigrules.Rule
return {
  title = { en = "Board and CPU can address all the memory", zh = "主板和 CPU 支持全部内存容量" },
  why = {
    en = "A board that is given more memory than it was made for may see a part of it or not "
      .. "start. What the CPU's maker states is softer: it is set when the CPU comes out, and "
      .. "larger modules that come later often work after an update of the BIOS.",
    zh = "内存超过主板上限时，可能只认一部分，甚至不开机。CPU 的上限没那么严格：它是上市时定的，"
      .. "之后出的大容量内存条，更新 BIOS 后往往也能用。",
  },
  source = "\"Max memory size\" in the data sheets of boards and processors.",
  severity = "error",
  unknown = "note",
  needs = { "memory[].capacity_gb", "motherboard.max_memory_gb" },
  reads = { "cpu", "cpu.count", "cpu.max_memory_gb" },
  messages = {
    beyond_board = {
      en = "Memory: {have_gb} GB; the board takes {board_gb} GB.",
      zh = "内存共 {have_gb} GB，主板最多支持 {board_gb} GB。",
    },
    beyond_cpu = {
      en = "Memory: {have_gb} GB; {count} CPU(s) take {cpu_gb} GB by the data sheet.",
      zh = "内存共 {have_gb} GB，按规格书 {count} 颗 CPU 最多支持 {cpu_gb} GB。",
    },
  },
  -- What the CPU takes is read where it is stated; the board's figure settles it otherwise.
  check = function(build, ctx)
    local have = 0
    for _, kit in ipairs(build.memory) do
      have = have + kit.capacity_gb
    end
    local board = build.motherboard.max_memory_gb
    local cpu = build.cpu
    local is_known = cpu and cpu.max_memory_gb and cpu.max_memory_gb >= least_gb
    local cpu_gb = is_known and cpu.max_memory_gb * cpu.count
    if board < least_gb then
      ctx.unknown("motherboard.max_memory_gb")
    elseif have > board then
      ctx.report("beyond_board", { have_gb = have, board_gb = board }, {
        at = "motherboard.max_memory_gb",
        suggest = {
          en = "Choose a board for {have_gb} GB, or no more than {board_gb} GB of memory.",
          zh = "换一块支持 {have_gb} GB 的主板，或者内存不超过 {board_gb} GB。",
        },
      })
    elseif cpu_gb and have > cpu_gb then
      ctx.report("beyond_cpu", { have_gb = have, cpu_gb = cpu_gb, count = cpu.count }, {
        at = "cpu.max_memory_gb",
        severity = "warning",
        suggest = {
          en = "Look the kit up in the board's list of tested memory, or stay within {cpu_gb} GB.",
          zh = "在主板的内存兼容列表里查一下这套内存，或者内存不超过 {cpu_gb} GB。",
        },
      })
    end
  end,
  examples = {
    { name = "as much as the board takes",
      build = { memory = { { capacity_gb = 64, count = 2 } }, motherboard = { max_memory_gb = 128 } },
      expect = "pass" },
    { name = "more than the board takes",
      build = { memory = { { modules = 2, module_gb = 48 }, { capacity_gb = 48 } },
        motherboard = { max_memory_gb = 128 } },
      expect = { findings = { "beyond_board" }, severity = "error", data = { have_gb = 144, board_gb = 128 },
        at = "motherboard.max_memory_gb" } },
    { name = "as much as two CPUs take",
      build = { memory = { { capacity_gb = 256 } }, motherboard = { max_memory_gb = 512 },
        cpu = { max_memory_gb = 128, count = 2 } },
      expect = "pass" },
    { name = "more than the CPU takes by its data sheet",
      build = { memory = { { capacity_gb = 192 } }, motherboard = { max_memory_gb = 192 },
        cpu = { max_memory_gb = 128 } },
      expect = { findings = { "beyond_cpu" }, severity = "warning",
        data = { have_gb = 192, cpu_gb = 128, count = 1 }, at = "cpu.max_memory_gb" } },
    { name = "more than both take",
      build = { memory = { { capacity_gb = 256 } }, motherboard = { max_memory_gb = 192 },
        cpu = { max_memory_gb = 128 } },
      expect = { "beyond_board" } },
    { name = "a CPU that does not say",
      build = { memory = { { capacity_gb = 64 } }, motherboard = { max_memory_gb = 64 }, cpu = {} },
      expect = "pass" },
    { name = "a board for 2, which are TB",
      build = { memory = { { capacity_gb = 64 } }, motherboard = { max_memory_gb = 2 } },
      expect = { missing = { "motherboard.max_memory_gb" } } },
    { name = "a board for 4 GB",
      build = { memory = { { capacity_gb = 64 } }, motherboard = { max_memory_gb = 4 } },
      expect = { "beyond_board" } },
    { name = "a CPU for 2, which are TB",
      build = { memory = { { capacity_gb = 64 } }, motherboard = { max_memory_gb = 64 },
        cpu = { max_memory_gb = 2 } },
      expect = "pass" },
    { name = "two CPUs for 4 GB each",
      build = { memory = { { capacity_gb = 9 } }, motherboard = { max_memory_gb = 64 },
        cpu = { max_memory_gb = 4, count = 2 } },
      expect = { findings = { "beyond_cpu" }, data = { cpu_gb = 8 } } },
    { name = "a board that does not say",
      build = { memory = { { capacity_gb = 64 } }, cpu = { max_memory_gb = 32 } },
      expect = { missing = { "motherboard.max_memory_gb" } } },
    { name = "a kit that does not say",
      build = { memory = { { modules = 2 } }, motherboard = { max_memory_gb = 64 } },
      expect = { missing = { "memory[1].capacity_gb" } } },
  },
}
