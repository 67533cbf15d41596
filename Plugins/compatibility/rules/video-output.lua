local paths = require "lib.paths"

---@type rigrules.Rule
return {
  title = { en = "A monitor can be connected", zh = "能接显示器" },
  why = {
    en = "A picture comes from a card with outputs or from graphics in the CPU. CPUs without "
      .. "graphics and accelerators without outputs make a machine that cannot even be set up, "
      .. "unless the board has a remote console.",
    zh = "画面来自带输出接口的显卡，或者 CPU 的核显。无核显的 CPU 加上没有输出接口的计算显卡，"
      .. "连系统都没法装，除非主板带远程管理。",
  },
  source = "Data sheets: processor graphics of the CPU, display outputs of the card.",
  severity = "warning",
  unknown = "note",
  needs = { "gpus" },
  reads = { "gpus[].video_outputs", "cpu.integrated_graphics" },
  messages = {
    none = {
      en = "No picture: the CPU has no graphics, and cards with outputs: 0 of {cards}.",
      zh = "没有画面：CPU 没有核显，{cards} 块显卡都没有输出接口。",
    },
  },
  -- One source of a picture is enough, whatever is not known of the others.
  check = function(build, ctx)
    local has_graphics = build.cpu and build.cpu.integrated_graphics
    if has_graphics then
      return
    end
    local gap
    for i, gpu in ipairs(build.gpus) do
      if gpu.video_outputs == nil then
        gap = gap or paths.of("gpus", i, "video_outputs")
      elseif gpu.video_outputs > 0 then
        return
      end
    end
    gap = gap or has_graphics == nil and "cpu.integrated_graphics"
    if gap then
      ctx.unknown(gap)
      return
    end
    ctx.report("none", { cards = #build.gpus }, {
      at = "cpu.integrated_graphics",
      suggest = {
        en = "Choose a CPU with graphics, or add a small card for the monitor.",
        zh = "换一颗带核显的 CPU，或者加一块显卡。",
      },
    })
  end,
  examples = {
    { name = "a card with outputs",
      build = { gpus = { { video_outputs = 1 } }, cpu = { integrated_graphics = false } }, expect = "pass" },
    { name = "graphics in the CPU",
      build = { gpus = {}, cpu = { integrated_graphics = true } }, expect = "pass" },
    { name = "neither",
      build = { gpus = {}, cpu = { integrated_graphics = false } },
      expect = { findings = { "none" }, severity = "warning", data = { cards = 0 },
        at = "cpu.integrated_graphics" } },
    { name = "accelerators without outputs",
      build = { gpus = { { video_outputs = 0, count = 2 } }, cpu = { integrated_graphics = false } },
      expect = { findings = { "none" }, data = { cards = 2 } } },
    { name = "an accelerator beside a card with outputs",
      build = { gpus = { { name = "an accelerator" }, { video_outputs = 4 } },
        cpu = { integrated_graphics = false } },
      expect = "pass" },
    { name = "a card that does not say, and graphics in the CPU",
      build = { gpus = { {} }, cpu = { integrated_graphics = true } }, expect = "pass" },
    { name = "cards that do not say",
      build = { gpus = { { video_outputs = 0 }, {}, {} }, cpu = { integrated_graphics = false } },
      expect = { missing = { "gpus[2].video_outputs" } } },
    { name = "a CPU that does not say",
      build = { gpus = { { video_outputs = 0 } }, cpu = {} },
      expect = { missing = { "cpu.integrated_graphics" } } },
    { name = "no CPU is stated",
      build = { gpus = {} }, expect = { missing = { "cpu.integrated_graphics" } } },
    { name = "cards are not stated",
      build = { cpu = { integrated_graphics = false } }, expect = { missing = { "gpus" } } },
  },
}
