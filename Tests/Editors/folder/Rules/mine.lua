return {
  title = { en = "A supply of 850 W", zh = "850 W 电源" },
  why = { en = "Because.", zh = "因为。" },
  severity = "warning",
  needs = { "psus[].wattage_w" },
  messages = {
    small = { en = "It has {have} W.", zh = "只有 {have} W。" },
  },
  check = function(build, ctx)
    if build.psus[1].wattage_w < 850 then ctx.report("small", { have = build.psus[1].wattage_w }) end
  end,
  examples = {
    { name = "enough", build = { psus = { { wattage_w = 850 } } }, expect = "pass" },
    { name = "too small", build = { psus = { { wattage_w = 500 } } }, expect = "fail" },
  },
}
