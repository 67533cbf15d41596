return {
  title = "t",
  severity = "error",
  messages = { hit = "a {a}" },
  check = function(build, ctx)
    local n = 0
    for _, gpu in ipairs(build.gpus) do
      for key in pairs(gpu) do n = n + #key end
    end
    if n == 0 then ctx.report("hit", { a = n }) end
  end,
}
