return {
  title = { en = "The cards cost no more than the limit", zh = "显卡总价不超过上限" },
  why = { en = "Above it the branch manager signs.", zh = "超过上限需店长签字。" },
  source = "Our handbook: offers above the limit are signed.",
  severity = "advice",
  needs = { "gpus[].name" },
  params = { limit = { default = 1500, min = 0, doc = { en = "limit with tax", zh = "含税上限" } } },
  messages = {
    dear = {
      en = "The cards cost {sum:.2f} with tax; the limit is {limit}.",
      zh = "显卡含税 {sum:.2f}，上限是 {limit}。",
    },
  },
  check = function(build, ctx)
    local sum = ctx.facts.shop.cards_price
    if not sum then return ctx.unknown("gpus[].price") end
    if sum > ctx.params.limit then
      ctx.report("dear", { sum = sum, limit = ctx.params.limit }, { at = "gpus" })
    end
  end,
  examples = {
    { name = "one dear card", build = { gpus = { { name = "GeForce RTX 4090" } } }, expect = { "dear" } },
    {
      name = "one used card",
      build = { gpus = { { name = "EVGA GeForce RTX 2080 Ti Black Edition Gaming" } } },
      expect = "pass",
    },
    { name = "a card without a price", build = { gpus = { { name = "GTX 999" } } }, expect = "unknown" },
  },
}
