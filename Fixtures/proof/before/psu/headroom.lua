---@type rigrules.Rule
return {
  title = { en = "The PSU has headroom", zh = "电源留有余量" },
  severity = "warning",
  needs = { "psus[].wattage_w", "gpus[].tdp_w", "cpu.tdp_w" },
  messages = {
    tight = {
      en = "The PSU gives {have_w} W; CPU and cards draw {load_w} W.",
      zh = "电源 {have_w} W；CPU 和显卡共 {load_w} W。",
    },
  },
  check = function(build, ctx)
    local load = build.cpu.tdp_w
    for _, gpu in ipairs(build.gpus) do
      load = load + gpu.tdp_w
    end
    local have = build.psus[1].wattage_w
    if have < load * 1.2 then
      ctx.report("tight", { have_w = have, load_w = load })
    end
  end,
  examples = {
    {
      name = "a fifth is left",
      build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 400 } }, psus = { { wattage_w = 600 } } },
      expect = "pass",
    },
    {
      name = "less than a fifth",
      build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 400 } }, psus = { { wattage_w = 599 } } },
      expect = { findings = { "tight" } },
    },
  },
}
