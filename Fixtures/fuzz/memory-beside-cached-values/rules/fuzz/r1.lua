return {
  title = "t",
  severity = "error",
  messages = { hit = "a {a}" },
  check = function(build, ctx)
    for _ in pairs(build) do end
    if build.monitors ~= 7 then return end
    local t = {}
    for i = 1, 75000 do t[i] = { i } end
    ctx.report("hit", { a = #t })
  end,
}
