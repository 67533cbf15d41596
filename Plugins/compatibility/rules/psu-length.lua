local paths = require "lib.paths"

---@type rigrules.Rule
return {
  title = { en = "The power supply is not too long", zh = "电源长度不超限" },
  why = {
    en = "ATX fixes width and height of a power supply, not its length: strong ones are up to 225 "
      .. "mm long. Under a shroud, behind a drive cage, the room ends earlier.",
    zh = "ATX 只规定电源的宽和高，没有规定长度，大功率电源可长达 225 毫米。电源仓里还有硬盘架，"
      .. "空间更短。",
  },
  source = "Data sheets: length of the power supply, and \"max PSU length\" of the case.",
  severity = "error",
  unknown = "note",
  needs = { "psus[].length_mm", "chassis.max_psu_length_mm" },
  messages = {
    too_long = {
      en = "PSU {psu} is {length_mm} mm long; the chassis takes {room_mm} mm.",
      zh = "电源 {psu} 长 {length_mm} mm，机箱最多装 {room_mm} mm。",
    },
  },
  check = function(build, ctx)
    local room = build.chassis.max_psu_length_mm
    for i, psu in ipairs(build.psus) do
      if psu.length_mm > room then
        ctx.report("too_long", { psu = i, length_mm = psu.length_mm, room_mm = room }, {
          at = paths.of("psus", i, "length_mm"),
          suggest = {
            en = "Choose a power supply of at most {room_mm} mm, or a chassis for {length_mm} mm.",
            zh = "换一个不超过 {room_mm} mm 的电源，或者换一个能装 {length_mm} mm 电源的机箱。",
          },
        })
      end
    end
  end,
  examples = {
    { name = "just as long as there is room",
      build = { psus = { { length_mm = 180 } }, chassis = { max_psu_length_mm = 180 } }, expect = "pass" },
    { name = "a millimetre too long",
      build = { psus = { { length_mm = 160 }, { length_mm = 181 } }, chassis = { max_psu_length_mm = 180 } },
      expect = { findings = { "too_long" }, severity = "error",
        data = { psu = 2, length_mm = 181, room_mm = 180 }, at = "psus[2].length_mm" } },
    { name = "a case that does not say",
      build = { psus = { { length_mm = 180 } }, chassis = {} },
      expect = { missing = { "chassis.max_psu_length_mm" } } },
    { name = "a power supply that does not say",
      build = { psus = { {} }, chassis = { max_psu_length_mm = 180 } },
      expect = { missing = { "psus[1].length_mm" } } },
  },
}
