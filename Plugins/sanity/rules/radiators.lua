local paths = require "lib.paths"

---@type rigrules.Rule
return {
  title = { en = "What has a radiator is liquid-cooled", zh = "有冷排的就是水冷" },
  why = {
    en = "A cooler called air-cooled with a radiator, or a blower card with one, is one thing or "
      .. "the other. Rules about height, mounts and heat go by the kind, so it matters which.",
    zh = "写着风冷却有冷排，或者涡轮显卡带冷排，总有一个是错的。限高、冷排位、散热的规则都看散热方式，"
      .. "写错了结论就错。",
  },
  source = "The build format: `radiator_mm` is the length of a radiator, which air coolers lack.",
  severity = "warning",
  reads = {
    "cpu_cooler.type",
    "cpu_cooler.radiator_mm",
    "gpus[].cooling",
    "gpus[].radiator_mm",
  },
  messages = {
    cooler = {
      en = "The CPU cooler is of type {type} and states a radiator of {radiator_mm} mm.",
      zh = "CPU 散热器类型是 {type}，却写了 {radiator_mm} mm 的冷排。",
    },
    card = {
      en = "Card {card} is cooled by {type} and states a radiator of {radiator_mm} mm.",
      zh = "第 {card} 块显卡的散热方式是 {type}，却写了 {radiator_mm} mm 的冷排。",
    },
  },
  when = function(build)
    local any = build.cpu_cooler ~= nil and build.cpu_cooler.radiator_mm ~= nil
    for _, gpu in ipairs(build.gpus or {}) do
      any = any or gpu.radiator_mm ~= nil
    end
    return any
  end,
  check = function(build, ctx)
    local suggest = {
      en = "Correct the kind of cooling to liquid, or leave radiator_mm out.",
      zh = "把散热方式改成 liquid，或者不写 radiator_mm。",
    }
    local cooler = build.cpu_cooler
    if cooler and cooler.radiator_mm and cooler.type == "air" then
      ctx.report("cooler", { type = cooler.type, radiator_mm = cooler.radiator_mm }, {
        at = "cpu_cooler.type",
        suggest = suggest,
      })
    end
    for i, gpu in ipairs(build.gpus or {}) do
      if gpu.radiator_mm and gpu.cooling and gpu.cooling ~= "liquid" then
        ctx.report("card", { card = i, type = gpu.cooling, radiator_mm = gpu.radiator_mm }, {
          at = paths.of("gpus", i, "cooling"),
          suggest = suggest,
        })
      end
    end
  end,
  examples = {
    { name = "liquid ones",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 360 },
        gpus = { { cooling = "liquid", radiator_mm = 240 }, { cooling = "blower" } } },
      expect = "pass" },
    { name = "a CPU cooler called air-cooled",
      build = { cpu_cooler = { type = "air", radiator_mm = 360 } },
      expect = { findings = { "cooler" }, severity = "warning", data = { type = "air", radiator_mm = 360 },
        at = "cpu_cooler.type" } },
    { name = "a blower card with a radiator",
      build = { gpus = { { cooling = "open-air" }, { cooling = "blower", radiator_mm = 120 } } },
      expect = { findings = { "card" }, data = { card = 2, type = "blower", radiator_mm = 120 },
        at = "gpus[2].cooling" } },
    { name = "the kind is not stated",
      build = { cpu_cooler = { radiator_mm = 360 }, gpus = { { radiator_mm = 120 } } }, expect = "pass" },
    { name = "a card with a radiator, and a cooler without",
      build = { cpu_cooler = { type = "air", height_mm = 158 },
        gpus = { { cooling = "liquid", radiator_mm = 240 } } },
      expect = "pass" },
    { name = "no radiators",
      build = { cpu_cooler = { type = "air" }, gpus = { { cooling = "blower" } } },
      expect = "not_applicable" },
    { name = "nothing is cooled",
      build = { cpu = {} }, expect = "not_applicable" },
  },
}
