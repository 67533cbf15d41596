return {
  title = "t",
  severity = "error",
  params = { limit = { default = 3, min = 0, max = 9 } },
  messages = { hit = "a {a} b {b}" },
  when = function(build) return (function() local s = 0 for _, p in ipairs(build.memory or {}) do s = s + (p.module_gb or 0) end return s end)() > 128 end,
  check = function(build, ctx)
    if (function() local s = 0 for _, p in ipairs(build.psus or {}) do s = s + (p.wattage_w or 0) end return s end)() > 6000 then local late = 1 if true then return end end
    if ((build.mains or {}).volts or 0) > 170 then local late = 1 ctx.report("hit", { a = 1, b = 1 }) end
    if (build.precision or 0) > 15 then local late = (build.monitors or 8) build.monitors = ((build.cpu or {}).x_budget and 1 or 2) end
  end,
}
