local sockets = require "lib.sockets"
local words = require "lib.words"

---@type rigrules.Rule
return {
  title = { en = "The cooler mounts on the socket", zh = "散热器能装在这个插槽上" },
  why = {
    en = "A cooler is screwed to the board with brackets for certain sockets. Some sockets share "
      .. "their holes (LGA 1150 to 1200, LGA 1700 and 1851, LGA 2011 and 2066). AM5 shares those "
      .. "of AM4, but its backplate stays on, so coolers that bring their own do not fit.",
    zh = "散热器用对应插槽的扣具固定。有些插槽孔位相同（LGA 1150 到 1200，LGA 1700 和 1851，"
      .. "LGA 2011 和 2066）。AM5 孔位与 AM4 相同，但背板拆不下来，自带背板的散热器装不上。",
  },
  source = {
    "Lists of supported sockets of the makers of coolers.",
    "AMD: socket AM5 keeps the cooler mounting of AM4, with a backplate that stays on the board.",
  },
  severity = "error",
  unknown = "note",
  needs = { "cpu_cooler.sockets", "motherboard.socket | cpu.socket" },
  reads = { "cpu.includes_cooler" },
  messages = {
    no_bracket = {
      en = "The cooler is for {takes}; the socket is {socket}.",
      zh = "散热器支持 {takes}，而插槽是 {socket}。",
    },
    ask = {
      en = "The cooler is for {takes}; {socket} has the same holes, but not every cooler fits.",
      zh = "散热器支持 {takes}；{socket} 孔位相同，但不是每款散热器都能装。",
    },
  },
  -- The cooler in the CPU's box is made for its socket.
  when = function(build)
    return build.cpu_cooler ~= nil or not (build.cpu and build.cpu.includes_cooler)
  end,
  check = function(build, ctx)
    local board = build.motherboard
    local socket = board and board.socket or build.cpu.socket
    local data = { takes = words.listed(build.cpu_cooler.sockets), socket = socket }
    local seat = sockets.seat(build.cpu_cooler.sockets, socket)
    if seat == "no" then
      ctx.report("no_bracket", data, {
        at = "cpu_cooler.sockets",
        suggest = {
          en = "Choose a cooler for {socket}, or order the maker's bracket for it.",
          zh = "换一个支持 {socket} 的散热器，或者向厂商另购扣具。",
        },
      })
    elseif seat == "likely" then
      ctx.report("ask", data, {
        at = "cpu_cooler.sockets",
        severity = "warning",
        suggest = {
          en = "Ask the cooler's maker about {socket}, or choose a cooler that lists it.",
          zh = "向散热器厂商确认是否支持 {socket}，或者换一个明确支持的。",
        },
      })
    end
  end,
  examples = {
    { name = "a cooler for SP3 on SP6, with the same holes",
      build = { cpu_cooler = { sockets = { "SP3" } }, motherboard = { socket = "SP6" } },
      expect = { findings = { "ask" }, severity = "warning" } },
    { name = "a cooler for sTR5 on SP6",
      build = { cpu_cooler = { sockets = { "sTR5" } }, motherboard = { socket = "SP6" } }, expect = "pass" },
    { name = "a cooler for LGA 3647 on LGA 4189",
      build = { cpu_cooler = { sockets = { "LGA 3647" } }, motherboard = { socket = "LGA4189-4" } },
      expect = { "no_bracket" } },
    { name = "an entry that names two sockets",
      build = { cpu_cooler = { sockets = { "AM5/AM4" } }, motherboard = { socket = "AM5" } },
      expect = "pass" },
    { name = "an entry that leaves out what both names begin with",
      build = { cpu_cooler = { sockets = { "LGA 115x/1200/1700", "AM5/4" } }, motherboard = { socket = "LGA1851" } },
      expect = "pass" },
    { name = "the second of two sockets without their letters",
      build = { cpu_cooler = { sockets = { "AM5/4" } }, motherboard = { socket = "AM4" } },
      expect = "pass" },
    { name = "an entry with a comma that names neither",
      build = { cpu_cooler = { sockets = { "LGA 1700、1851", "AM4" } }, motherboard = { socket = "sTR5" } },
      expect = { findings = { "no_bracket" } } },
    { name = "a cooler for it",
      build = { cpu_cooler = { sockets = { "AM4", "AM5" } }, motherboard = { socket = "AM5" } },
      expect = "pass" },
    { name = "a cooler for other sockets",
      build = { cpu_cooler = { sockets = { "LGA 1700", "AM5" } }, motherboard = { socket = "LGA 2066" } },
      expect = { findings = { "no_bracket" }, severity = "error",
        data = { takes = "LGA 1700, AM5", socket = "LGA 2066" }, at = "cpu_cooler.sockets" } },
    { name = "LGA 1151 brackets on LGA 1200",
      build = { cpu_cooler = { sockets = { "LGA 1151" } }, cpu = { socket = "LGA1200" } }, expect = "pass" },
    { name = "LGA 115x stands for all of them",
      build = { cpu_cooler = { sockets = { "LGA 115x" } }, cpu = { socket = "LGA1155" } }, expect = "pass" },
    { name = "LGA 115 is how a list shortened it",
      build = { cpu_cooler = { sockets = { "LGA 115" } }, cpu = { socket = "LGA 1150" } }, expect = "pass" },
    { name = "LGA 1156 brackets on LGA 1151v2",
      build = { cpu_cooler = { sockets = { "LGA 1156" } }, cpu = { socket = "LGA 1151v2" } },
      expect = "pass" },
    { name = "LGA 1200 brackets on LGA 1700",
      build = { cpu_cooler = { sockets = { "LGA 1200" } }, cpu = { socket = "LGA 1700" } },
      expect = { "no_bracket" } },
    { name = "LGA 1700 brackets on LGA 1851",
      build = { cpu_cooler = { sockets = { "LGA 1700" } }, cpu = { socket = "LGA 1851" } }, expect = "pass" },
    { name = "LGA 2011 brackets on LGA 2011-3 and LGA 2066",
      build = { cpu_cooler = { sockets = { "LGA 2011" } }, cpu = { socket = "LGA 2011-3" } },
      expect = "pass" },
    { name = "LGA 2011-3 brackets on LGA 2066",
      build = { cpu_cooler = { sockets = { "LGA 2011-3" } }, cpu = { socket = "LGA 2066" } },
      expect = "pass" },
    { name = "square brackets on a narrow socket",
      build = { cpu_cooler = { sockets = { "LGA 2011-3" } }, motherboard = { socket = "LGA 2011-3 Narrow" } },
      expect = { "no_bracket" } },
    { name = "the clip of AM2 to FM2+",
      build = { cpu_cooler = { sockets = { "AM2+", "AM3" } }, cpu = { socket = "FM2+" } }, expect = "pass" },
    { name = "FM1 and AM3+",
      build = { cpu_cooler = { sockets = { "FM1" } }, cpu = { socket = "AM3+" } }, expect = "pass" },
    { name = "AM2 and FM2",
      build = { cpu_cooler = { sockets = { "AM2" } }, cpu = { socket = "FM2" } }, expect = "pass" },
    { name = "TR4 brackets on sTRX4",
      build = { cpu_cooler = { sockets = { "sTR4" } }, cpu = { socket = "sTRX4" } }, expect = "pass" },
    { name = "SP3 brackets on sWRX8",
      build = { cpu_cooler = { sockets = { "SP3" } }, cpu = { socket = "sWRX8" } }, expect = "pass" },
    { name = "AM4 brackets on AM5",
      build = { cpu_cooler = { sockets = { "AM4" } }, cpu = { socket = "AM5" } },
      expect = { findings = { "ask" }, severity = "warning", data = { takes = "AM4", socket = "AM5" },
        at = "cpu_cooler.sockets" } },
    { name = "a likely bracket before the right one",
      build = { cpu_cooler = { sockets = { "AM4", "AM5" } }, cpu = { socket = "AM5" } }, expect = "pass" },
    { name = "TR4 brackets on sTR5",
      build = { cpu_cooler = { sockets = { "TR4" } }, cpu = { socket = "sTR5" } }, expect = { "ask" } },
    { name = "sTRX4 brackets on sTR5",
      build = { cpu_cooler = { sockets = { "sTRX4" } }, cpu = { socket = "sTR5" } }, expect = { "ask" } },
    { name = "SP3 brackets on sTR5",
      build = { cpu_cooler = { sockets = { "SP3" } }, cpu = { socket = "sTR5" } }, expect = { "ask" } },
    { name = "sWRX8 brackets on sTR5",
      build = { cpu_cooler = { sockets = { "sWRX8" } }, cpu = { socket = "sTR5" } }, expect = { "ask" } },
    { name = "the board's socket counts before the CPU's",
      build = { cpu_cooler = { sockets = { "AM5" } }, cpu = { socket = "AM5" },
        motherboard = { socket = "LGA 1700" } },
      expect = { findings = { "no_bracket" }, data = { socket = "LGA 1700" } } },
    { name = "a cooler for nothing",
      build = { cpu_cooler = { sockets = {} }, cpu = { socket = "AM5" } },
      expect = { findings = { "no_bracket" }, data = { takes = "-" } } },
    { name = "the cooler is in the CPU's box",
      build = { cpu = { socket = "AM4", includes_cooler = true } }, expect = "not_applicable" },
    { name = "a better cooler than the one in the box",
      build = { cpu = { socket = "AM4", includes_cooler = true }, cpu_cooler = { sockets = { "AM5" } } },
      expect = { "ask" } },
    { name = "the cooler does not say",
      build = { cpu_cooler = {}, cpu = { socket = "AM4" } },
      expect = { missing = { "cpu_cooler.sockets" } } },
    { name = "no cooler is stated",
      build = { cpu = { socket = "AM4" } }, expect = { missing = { "cpu_cooler.sockets" } } },
    { name = "the board alone is known",
      build = { motherboard = { socket = "AM4" } }, expect = { missing = { "cpu_cooler.sockets" } } },
    { name = "the socket is not stated",
      build = { cpu_cooler = { sockets = { "AM4" } }, motherboard = {}, cpu = {} },
      expect = { missing = { "cpu.socket" } } },
  },
}
