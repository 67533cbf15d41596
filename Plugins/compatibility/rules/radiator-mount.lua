local radiators = require "rigrules.radiators"

-- How a radiator sits on a mount of a size: "fits", "likely" (long enough, made for narrower fans or of
-- an odd size) or "no".
local function seat(radiator, size)
  if radiator > size then
    return "no"
  elseif radiator == size or radiators.fan(radiator) == 120 or radiators.fan(size) == 140 then
    return "fits"
  end
  return "likely"
end

-- The best seat on any of the mounts.
local function best_seat(radiator, mounts)
  local best = "no"
  for _, mount in ipairs(mounts) do
    for _, size in ipairs(mount.sizes) do
      local answer = seat(radiator, size)
      if answer == "fits" then
        return answer
      elseif answer == "likely" then
        best = answer
      end
    end
  end
  return best
end

---@type rigrules.Rule
return {
  title = { en = "The CPU's radiator has a mount", zh = "机箱装得下 CPU 的冷排" },
  why = {
    en = "Mounts are made for two or three fans of 120 or 140 mm. A radiator of 280 mm is shorter "
      .. "than a mount of 360 mm and still 20 mm wider, so length alone does not decide.",
    zh = "冷排位按两到三个 120 或 140 毫米风扇设计。280 冷排比 360 冷排位短，却宽 20 毫米，"
      .. "所以不能只看长度。",
  },
  source = "Sizes of radiators follow their fans: 120, 240, 360 mm and 140, 280, 420 mm.",
  severity = "error",
  unknown = "note",
  needs = { "cpu_cooler.radiator_mm", "chassis.radiator_mounts | chassis.radiators_mm" },
  reads = { "cpu_cooler.type", "cpu.includes_cooler" },
  messages = {
    no_mount = {
      en = "The radiator is {radiator_mm} mm; the chassis takes {mounts} mm.",
      zh = "冷排是 {radiator_mm} mm，机箱支持 {mounts} mm。",
    },
    too_narrow = {
      en = "The radiator of {radiator_mm} mm is short enough for {mounts} mm, but made for wider "
        .. "fans than those mounts.",
      zh = "{radiator_mm} mm 的冷排长度放得进 {mounts} mm 的冷排位，但风扇比冷排位宽。",
    },
  },
  when = function(build)
    local cooler = build.cpu_cooler
    if cooler == nil then
      return not (build.cpu and build.cpu.includes_cooler)
    end
    return cooler.radiator_mm ~= nil or cooler.type ~= "air"
  end,
  check = function(build, ctx)
    local radiator = build.cpu_cooler.radiator_mm
    local mounts, unsaid = radiators.mounts(build.chassis)
    if mounts == nil then
      ctx.unknown("chassis.radiator_mounts[" .. unsaid .. "].sizes_mm")
      return
    end
    local best = best_seat(radiator, mounts)
    if best == "fits" then
      return
    end
    local data = { radiator_mm = radiator, mounts = #mounts == 0 and "-" or radiators.words(mounts) }
    local field = radiators.field(build.chassis)
    if best == "likely" then
      ctx.report("too_narrow", data, {
        at = field,
        severity = "warning",
        suggest = {
          en = "Look up whether the chassis takes {radiator_mm} mm, or choose a radiator for fans "
            .. "of 120 mm.",
          zh = "查一下机箱是否支持 {radiator_mm} mm 冷排，或者换用 120 毫米风扇的冷排。",
        },
      })
    else
      ctx.report("no_mount", data, {
        at = field,
        suggest = {
          en = "Choose a chassis with a mount for {radiator_mm} mm, a smaller radiator, or an air "
            .. "cooler.",
          zh = "换一个支持 {radiator_mm} mm 冷排的机箱，或者换小一些的冷排、风冷散热器。",
        },
      })
    end
  end,
  examples = {
    { name = "a mount of its size",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 360 },
        chassis = { radiators_mm = { 240, 360 } } },
      expect = "pass" },
    { name = "a larger mount",
      build = { cpu_cooler = { radiator_mm = 240 }, chassis = { radiators_mm = { 360 } } }, expect = "pass" },
    { name = "smaller mounts",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 360 },
        chassis = { radiators_mm = { 240, 280 } } },
      expect = { findings = { "no_mount" }, severity = "error",
        data = { radiator_mm = 360, mounts = "240, 280" }, at = "chassis.radiators_mm" } },
    { name = "280 mm on a mount for 360 mm",
      build = { cpu_cooler = { radiator_mm = 280 }, chassis = { radiators_mm = { 360, 120 } } },
      expect = { findings = { "too_narrow" }, severity = "warning",
        data = { radiator_mm = 280, mounts = "360, 120" }, at = "chassis.radiators_mm" } },
    { name = "280 mm where one mount is for 360 mm and one for 280 mm",
      build = { cpu_cooler = { radiator_mm = 280 }, chassis = { radiators_mm = { 360, 280 } } },
      expect = "pass" },
    { name = "140 mm on a mount for 420 mm",
      build = { cpu_cooler = { radiator_mm = 140 }, chassis = { radiators_mm = { 420 } } }, expect = "pass" },
    { name = "an odd size on a mount of that size",
      build = { cpu_cooler = { radiator_mm = 394 }, chassis = { radiators_mm = { 394 } } }, expect = "pass" },
    { name = "an odd size on a larger mount for 120 mm fans",
      build = { cpu_cooler = { radiator_mm = 394 }, chassis = { radiators_mm = { 480 } } },
      expect = { "too_narrow" } },
    { name = "no mounts",
      build = { cpu_cooler = { radiator_mm = 120 }, chassis = { radiators_mm = {} } },
      expect = { findings = { "no_mount" }, data = { mounts = "-" } } },
    { name = "a radiator on something called air-cooled still needs a mount",
      build = { cpu_cooler = { type = "air", radiator_mm = 240 }, chassis = { radiators_mm = { 120 } } },
      expect = { "no_mount" } },
    { name = "an air cooler",
      build = { cpu_cooler = { type = "air" }, chassis = { radiators_mm = { 240 } } },
      expect = "not_applicable" },
    { name = "the cooler in the CPU's box",
      build = { cpu = { includes_cooler = true }, chassis = { radiators_mm = { 240 } } },
      expect = "not_applicable" },
    { name = "a liquid cooler that does not say",
      build = { cpu_cooler = { type = "liquid" }, chassis = { radiators_mm = { 240 } } },
      expect = { missing = { "cpu_cooler.radiator_mm" } } },
    { name = "no cooler is stated",
      build = { cpu = { socket = "AM4" }, chassis = { radiators_mm = { 240 } } },
      expect = { missing = { "cpu_cooler.radiator_mm" } } },
    { name = "the case alone is known",
      build = { chassis = { radiators_mm = { 240 } } }, expect = { missing = { "cpu_cooler.radiator_mm" } } },
    { name = "120 mm on a mount for 140 mm",
      build = { cpu_cooler = { radiator_mm = 120 }, chassis = { radiators_mm = { 140 } } }, expect = "pass" },
    { name = "360 mm on a mount of an odd size",
      build = { cpu_cooler = { radiator_mm = 360 }, chassis = { radiators_mm = { 394 } } }, expect = "pass" },
    { name = "a case that does not say",
      build = { cpu_cooler = { type = "liquid", radiator_mm = 240 }, chassis = {} },
      expect = { missing = { "chassis.radiators_mm" } } },
    { name = "a mount that takes several sizes",
      build = { cpu_cooler = { radiator_mm = 280 },
        chassis = { radiators_mm = { 360 }, radiator_mounts = { { sizes_mm = { 360, 280 } } } } },
      expect = "pass" },
    { name = "a size that is not among those of the mounts",
      build = { cpu_cooler = { radiator_mm = 280 },
        chassis = { radiator_mounts = { { sizes_mm = { 360, 240 } }, { sizes_mm = { 120 } } } } },
      expect = { findings = { "too_narrow" }, severity = "warning", data = { mounts = "360/240, 120" },
        at = "chassis.radiator_mounts" } },
    { name = "a mount without its sizes",
      build = { cpu_cooler = { radiator_mm = 280 }, chassis = { radiator_mounts = { { place = "top" } } } },
      expect = { missing = { "chassis.radiator_mounts[1].sizes_mm" } } },
  },
}
