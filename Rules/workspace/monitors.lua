-- Monitors that the cards can drive together; nil if that is not known of each. It is also nil
-- without cards and with graphics in the CPU: the board has outputs of its own then.
local function outputs(build)
  local has_own = build.cpu and build.cpu.integrated_graphics
  if has_own or not build.gpus or #build.gpus == 0 then
    return nil
  end
  local sum = 0
  for _, gpu in ipairs(build.gpus) do
    if not gpu.video_outputs then
      return nil
    end
    sum = sum + gpu.video_outputs
  end
  return sum
end

---@type rigrules.Rule
return {
  title = {
    en = "At least two monitors, and no more than the outputs",
    zh = "显示器不少于两台，也不超过接口数",
  },
  why = {
    en = "Code on one screen, papers, curves and documentation on the other: a second monitor "
      .. "costs a tenth of a card and saves switching windows all day. Monitors beyond "
      .. "the number of outputs cannot be connected.",
    zh = "一块屏写代码，另一块看论文、曲线和文档：第二台显示器只要显卡十分之一的钱，"
      .. "省得整天切换窗口。超过接口数的显示器接不上。",
  },
  source = "为了效率显示器可以多配",
  severity = "warning",
  needs = { "monitors" },
  reads = { "gpus[].video_outputs", "cpu.integrated_graphics" },
  params = {
    least = {
      default = 2,
      min = 0,
      max = 16,
      unit = "monitors",
      doc = { en = "monitors that a workplace should have", zh = "工作位应有的显示器数量" },
    },
  },
  messages = {
    few = {
      en = "Monitors: {have}; {need} or more speed up work.",
      zh = "只有 {have} 台显示器，配 {need} 台以上效率更高。",
    },
    too_many = {
      en = "Monitors: {have}; the cards have outputs for {outputs}.",
      zh = "有 {have} 台显示器，显卡却只有 {outputs} 个接口。",
    },
  },
  check = function(build, ctx)
    local have, most = build.monitors, outputs(build)
    if most and have > most then
      ctx.report("too_many", { have = have, outputs = most }, {
        at = "monitors",
        suggest = {
          en = "Use {outputs} monitors, or a card with more outputs.",
          zh = "显示器减到 {outputs} 台，或者换接口更多的显卡。",
        },
      })
    elseif have < ctx.params.least then
      ctx.report("few", { have = have, need = ctx.params.least }, {
        at = "monitors",
        severity = "advice",
        suggest = {
          en = "Plan for {need} monitors.",
          zh = "按 {need} 台显示器来规划。",
        },
      })
    end
  end,
  examples = {
    { name = "two monitors",
      build = { monitors = 2 }, expect = "pass" },
    { name = "one monitor",
      build = { monitors = 1, gpus = { { video_outputs = 1 } } },
      expect = { findings = { "few" }, severity = "advice", at = "monitors",
        data = { have = 1, need = 2 } } },
    { name = "as many as the cards have outputs",
      build = { monitors = 6, gpus = { { video_outputs = 3, count = 2 } } }, expect = "pass" },
    { name = "one more than the cards have outputs",
      build = { monitors = 7, gpus = { { video_outputs = 3, count = 2 } } },
      expect = { findings = { "too_many" }, severity = "warning", at = "monitors",
        data = { have = 7, outputs = 6 } } },
    { name = "graphics in the CPU add the outputs of the board",
      build = { monitors = 7, cpu = { integrated_graphics = true },
        gpus = { { video_outputs = 3, count = 2 } } },
      expect = "pass" },
    { name = "outputs that are not known of every card",
      build = { monitors = 7, gpus = { { video_outputs = 3 }, { vram_gb = 11 } } }, expect = "pass" },
    { name = "one monitor on cards without outputs",
      build = { monitors = 1, gpus = { { video_outputs = 0 } } },
      expect = { findings = { "too_many" }, data = { outputs = 0 } } },
    { name = "without a card the outputs are the board's",
      build = { monitors = 2, gpus = {} }, expect = "pass" },
    { name = "the monitors are not known",
      build = { gpus = { { video_outputs = 3 } } },
      expect = { outcome = "unknown", missing = { "monitors" } } },
  },
}
