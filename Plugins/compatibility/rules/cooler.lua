---@type rigrules.Rule
return {
  title = { en = "The CPU has a cooler", zh = "CPU 配有散热器" },
  why = {
    en = "Many CPUs, above all the faster ones, are sold without a cooler, and a machine without "
      .. "one does not get through its first start.",
    zh = "很多 CPU（尤其是高端型号）不带散热器，没有散热器连第一次开机都过不去。",
  },
  source = "Processor data sheets: whether a thermal solution is in the box.",
  severity = "error",
  unknown = "note",
  needs = { "cpu_cooler | cpu.includes_cooler" },
  reads = { "cpu.name" },
  messages = {
    none = {
      en = "There is no cooler in the box of {cpu}, and the list has none.",
      zh = "{cpu} 的包装里没有散热器，清单里也没有。",
    },
  },
  check = function(build, ctx)
    if build.cpu_cooler or build.cpu.includes_cooler then
      return
    end
    ctx.report("none", { cpu = build.cpu.name or "cpu" }, {
      at = "cpu_cooler",
      suggest = {
        en = "Add a cooler for {cpu} as cpu_cooler.",
        zh = "给 {cpu} 加一个散热器，写在 cpu_cooler 里。",
      },
    })
  end,
  examples = {
    { name = "a cooler on the list",
      build = { cpu = { includes_cooler = false }, cpu_cooler = { type = "air" } }, expect = "pass" },
    { name = "a cooler in the box",
      build = { cpu = { includes_cooler = true } }, expect = "pass" },
    { name = "no cooler anywhere",
      build = { cpu = { name = "AMD Ryzen 9 7900X", includes_cooler = false } },
      expect = { findings = { "none" }, severity = "error", data = { cpu = "AMD Ryzen 9 7900X" },
        at = "cpu_cooler" } },
    { name = "no cooler for a CPU without a name",
      build = { cpu = { includes_cooler = false } },
      expect = { findings = { "none" }, data = { cpu = "cpu" } } },
    { name = "a cooler, and nothing about the CPU",
      build = { cpu_cooler = {} }, expect = "pass" },
    { name = "what is in the box is not stated",
      build = { cpu = {} }, expect = { missing = { "cpu.includes_cooler" } } },
  },
}
