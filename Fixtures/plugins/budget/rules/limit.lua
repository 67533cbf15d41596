return {
  title = { en = "The parts stay within the budget", zh = "配件总价不超出预算" },
  why = {
    en = "A budget that is known beforehand keeps the money for what matters: the cards.",
    zh = "先定预算，钱才能花在最要紧的显卡上。",
  },
  source = "House rule of this fixture.",
  severity = "error",
  needs = { "gpus[].price" },
  params = {
    limit = {
      default = 5000, min = 0, unit = "currency",
      doc = { en = "the most that all parts may cost", zh = "所有配件的价格上限" },
    },
  },
  messages = {
    over = {
      en = "The parts cost {total}; the limit is {limit}.",
      zh = "配件共 {total}，上限为 {limit}。",
    },
  },
  check = function(build, ctx)
    local total = ctx.facts.budget.parts_total
    if not total then return ctx.unknown("price") end
    if total > ctx.params.limit then
      ctx.report("over", { total = total, limit = ctx.params.limit }, {
        at = "gpus",
        suggest = { en = "Save what is over {limit}, or raise the limit.", zh = "省下超出 {limit} 的部分，或提高上限。" },
      })
    end
  end,
  examples = {
    {
      name = "exactly the limit passes",
      build = { gpus = { { price = 4000 } }, cpu = { price = 1000 } },
      expect = "pass",
    },
    {
      name = "one more does not",
      build = { gpus = { { price = 4001 } }, cpu = { price = 1000 } },
      expect = { "over" },
    },
    {
      name = "a lower limit",
      build = { gpus = { { price = 1500 } } },
      params = { limit = 1000 },
      expect = { findings = { "over" }, data = { total = 1500, limit = 1000 } },
    },
    {
      name = "a part without a price",
      build = { gpus = { { price = 1500 } }, psus = { { wattage_w = 850 } } },
      expect = { missing = { "price" } },
    },
    {
      name = "a card without a price",
      build = { gpus = { { vram_gb = 24 } } },
      expect = { missing = { "gpus[1].price" } },
    },
  },
}
