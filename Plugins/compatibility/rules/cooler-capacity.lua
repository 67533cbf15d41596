---@type rigrules.Rule
return {
  title = { en = "The cooler carries off the CPU's heat", zh = "散热器压得住 CPU" },
  why = {
    en = "A CPU that gets too hot lowers its clock. Makers of coolers state the heat theirs carry "
      .. "off; it should be at least the CPU's TDP, which many CPUs exceed for minutes at a time.",
    zh = "CPU 过热就会降频。散热器厂商会标明能压住多少瓦，至少要达到 CPU 的 TDP，"
      .. "而很多 CPU 会连续几分钟超过 TDP。",
  },
  source = {
    "CPU 和 GPU 的冷却：散热不好会降低性能",
    "Data sheets: \"max TDP\" of the cooler, TDP of the processor.",
  },
  severity = "warning",
  unknown = "note",
  needs = { "cpu.tdp_w", "cpu_cooler.max_tdp_w" },
  reads = { "cpu.includes_cooler" },
  messages = {
    too_weak = {
      en = "The CPU gives off {tdp_w} W; the cooler is for {max_w} W.",
      zh = "CPU 发热 {tdp_w} W，散热器只能压住 {max_w} W。",
    },
  },
  when = function(build)
    return build.cpu_cooler ~= nil or not (build.cpu and build.cpu.includes_cooler)
  end,
  check = function(build, ctx)
    local tdp, most = build.cpu.tdp_w, build.cpu_cooler.max_tdp_w
    if tdp > most then
      ctx.report("too_weak", { tdp_w = tdp, max_w = most }, {
        at = "cpu_cooler.max_tdp_w",
        suggest = {
          en = "Choose a cooler for {tdp_w} W or more.",
          zh = "换一个能压住 {tdp_w} W 以上的散热器。",
        },
      })
    end
  end,
  examples = {
    { name = "just enough",
      build = { cpu = { tdp_w = 170 }, cpu_cooler = { max_tdp_w = 170 } }, expect = "pass" },
    { name = "a watt too little",
      build = { cpu = { tdp_w = 171 }, cpu_cooler = { max_tdp_w = 170 } },
      expect = { findings = { "too_weak" }, severity = "warning", data = { tdp_w = 171, max_w = 170 },
        at = "cpu_cooler.max_tdp_w" } },
    { name = "the cooler in the box is made for its CPU",
      build = { cpu = { tdp_w = 65, includes_cooler = true } }, expect = "not_applicable" },
    { name = "a cooler in place of the one in the box",
      build = { cpu = { tdp_w = 105, includes_cooler = true }, cpu_cooler = { max_tdp_w = 65 } },
      expect = { "too_weak" } },
    { name = "the cooler does not say",
      build = { cpu = { tdp_w = 105 }, cpu_cooler = {} }, expect = { missing = { "cpu_cooler.max_tdp_w" } } },
    { name = "no cooler is stated",
      build = { cpu = { tdp_w = 105 } }, expect = { missing = { "cpu_cooler.max_tdp_w" } } },
    { name = "nothing is known",
      build = {}, expect = { missing = { "cpu.tdp_w", "cpu_cooler.max_tdp_w" } } },
  },
}
