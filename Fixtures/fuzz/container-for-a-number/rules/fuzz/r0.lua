return {
  title = "t",
  severity = "advice",
  params = { limit = { default = 3, min = 0, max = 9 } },
  messages = { hit = "a {a}" },
  check = function(build, ctx)
    ctx.report("hit", { a = #(build.name or "") })
  end,
}
