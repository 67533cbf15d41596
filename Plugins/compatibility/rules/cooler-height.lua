---@type rigrules.Rule
return {
  title = { en = "The side panel closes over the cooler", zh = "散热器高度不超过机箱限高" },
  why = {
    en = "Tower coolers of 155 to 170 mm are higher than many cases are wide inside. A cooler "
      .. "that is a millimetre too high keeps the side panel off.",
    zh = "塔式散热器高 155 到 170 毫米，很多机箱装不下。高出一毫米，侧板就盖不上。",
  },
  source = "Data sheets: height of the cooler, and \"max CPU cooler height\" of the case.",
  severity = "error",
  unknown = "note",
  needs = { "cpu_cooler.height_mm", "chassis.max_cooler_height_mm" },
  reads = { "cpu_cooler.type", "cpu.includes_cooler" },
  messages = {
    too_high = {
      en = "The cooler is {height_mm} mm high; the chassis takes {room_mm} mm.",
      zh = "散热器高 {height_mm} mm，机箱限高 {room_mm} mm。",
    },
  },
  -- A liquid cooler has a block on the CPU that no case is too low for.
  when = function(build)
    local cooler = build.cpu_cooler
    if cooler == nil then
      return not (build.cpu and build.cpu.includes_cooler)
    end
    return cooler.type ~= "liquid"
  end,
  check = function(build, ctx)
    local height, room = build.cpu_cooler.height_mm, build.chassis.max_cooler_height_mm
    if height > room then
      ctx.report("too_high", { height_mm = height, room_mm = room }, {
        at = "cpu_cooler.height_mm",
        suggest = {
          en = "Choose a cooler of at most {room_mm} mm, or a chassis for {height_mm} mm.",
          zh = "换一个不超过 {room_mm} mm 的散热器，或者换一个限高 {height_mm} mm 以上的机箱。",
        },
      })
    end
  end,
  examples = {
    { name = "just as high as there is room",
      build = { cpu_cooler = { height_mm = 158 }, chassis = { max_cooler_height_mm = 158 } },
      expect = "pass" },
    { name = "a millimetre too high",
      build = { cpu_cooler = { type = "air", height_mm = 159 }, chassis = { max_cooler_height_mm = 158 } },
      expect = { findings = { "too_high" }, severity = "error", data = { height_mm = 159, room_mm = 158 },
        at = "cpu_cooler.height_mm" } },
    { name = "a liquid cooler",
      build = { cpu_cooler = { type = "liquid" }, chassis = { max_cooler_height_mm = 40 } },
      expect = "not_applicable" },
    { name = "the cooler in the CPU's box",
      build = { cpu = { includes_cooler = true }, chassis = { max_cooler_height_mm = 40 } },
      expect = "not_applicable" },
    { name = "a cooler in place of the one in the box",
      build = { cpu = { includes_cooler = true }, cpu_cooler = { height_mm = 165 },
        chassis = { max_cooler_height_mm = 160 } },
      expect = { "too_high" } },
    { name = "no cooler is stated",
      build = { cpu = {}, chassis = { max_cooler_height_mm = 160 } },
      expect = { missing = { "cpu_cooler.height_mm" } } },
    { name = "the case alone is known",
      build = { chassis = { max_cooler_height_mm = 160 } },
      expect = { missing = { "cpu_cooler.height_mm" } } },
    { name = "a case that does not say",
      build = { cpu_cooler = { type = "air", height_mm = 165 }, chassis = {} },
      expect = { missing = { "chassis.max_cooler_height_mm" } } },
  },
}
