local sockets = require "lib.sockets"

---@type rigrules.Rule
return {
  title = { en = "The board has a socket for every CPU", zh = "主板的插槽数够装所有 CPU" },
  why = {
    en = "Two CPUs need a board with two sockets. Lists state them in the name of the socket "
      .. "(\"2 x LGA 2011-3\"); where the name has no number, no one knows how many there are.",
    zh = "两颗 CPU 要用双路主板。配置单一般写在插槽名里（如“2 x LGA 2011-3”）；没有写数字，"
      .. "就无法知道有几个插槽。",
  },
  source = "One processor per socket; boards for two state so in their data sheet.",
  severity = "error",
  unknown = "note",
  needs = { "cpu", "motherboard.cpu_sockets | motherboard.socket" },
  messages = {
    too_many = {
      en = "CPUs: {have}; sockets on the board: {sockets}.",
      zh = "CPU 有 {have} 颗，主板插槽只有 {sockets} 个。",
    },
  },
  when = function(build)
    return build.cpu == nil or build.cpu.count > 1
  end,
  check = function(build, ctx)
    local stated = build.motherboard.cpu_sockets
    local named = build.motherboard.socket and select(2, sockets.key(build.motherboard.socket))
    local count = stated or named
    if count == nil then
      ctx.unknown("motherboard.cpu_sockets")
    elseif build.cpu.count > count then
      ctx.report("too_many", { have = build.cpu.count, sockets = count }, {
        at = "cpu.count",
        suggest = {
          en = "Choose a board with {have} sockets, or {sockets} CPU(s).",
          zh = "换一块有 {have} 个插槽的主板，或者只装 {sockets} 颗 CPU。",
        },
      })
    end
  end,
  examples = {
    { name = "two CPUs on a board with two sockets",
      build = { cpu = { count = 2 }, motherboard = { socket = "2 x LGA 2011-3" } }, expect = "pass" },
    { name = "three CPUs on a board with two sockets",
      build = { cpu = { count = 3 }, motherboard = { socket = "2 x LGA 2011-3" } },
      expect = { findings = { "too_many" }, severity = "error", data = { have = 3, sockets = 2 },
        at = "cpu.count" } },
    { name = "two CPUs on a board with one socket",
      build = { cpu = { count = 2 }, motherboard = { cpu_sockets = 1 } }, expect = { "too_many" } },
    { name = "the number stated beside the name",
      build = { cpu = { count = 2 }, motherboard = { socket = "SP3", cpu_sockets = 2 } }, expect = "pass" },
    { name = "how many there are is not said",
      build = { cpu = { count = 2 }, motherboard = { socket = "SP3" } },
      expect = { missing = { "motherboard.cpu_sockets" } } },
    { name = "one CPU",
      build = { cpu = {}, motherboard = { socket = "SP3" } }, expect = "not_applicable" },
    { name = "no CPU",
      build = { motherboard = { socket = "SP3" } }, expect = { missing = { "cpu" } } },
  },
}
