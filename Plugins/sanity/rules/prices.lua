local singles = { "cpu_cooler", "motherboard", "chassis", "cpu" }
local lists = { "memory", "gpus", "storage", "psus" }

-- Whether any part states a price; cheaper than their sum, and asked of every build.
local function has_price(build)
  for _, name in ipairs(singles) do
    local part = build[name]
    if part and part.price then
      return true
    end
  end
  for _, name in ipairs(lists) do
    for _, part in ipairs(build[name] or {}) do
      if part.price then
        return true
      end
    end
  end
  return false
end

-- The sum of the prices of all parts that state one, and how many do.
local function sum_of(build)
  local sum, count = 0, 0
  for _, name in ipairs(singles) do
    local part = build[name]
    local price = part and part.price
    if price then
      for _ = 1, name == "cpu" and part.count or 1 do
        sum, count = sum + price, count + 1
      end
    end
  end
  for _, name in ipairs(lists) do
    for _, part in ipairs(build[name] or {}) do
      local price = part.price
      if price then
        sum, count = sum + price, count + 1
      end
    end
  end
  return sum, count
end

---@type rigrules.Rule
return {
  title = { en = "Prices have a currency, and add up", zh = "价格写明货币，总价不低于配件之和" },
  why = {
    en = "A price without a currency compares with nothing, and a machine that costs less than its "
      .. "parts means that a price is wrong or stands for another number of parts.",
    zh = "没写货币的价格没法比较；整机比配件之和还便宜，说明有价格写错了，或者数量不对。",
  },
  source = "The build format: `price` is of one part, all prices are in `currency`.",
  severity = "warning",
  reads = {
    "price",
    "currency",
    "cpu.price",
    "cpu.count",
    "cpu_cooler.price",
    "motherboard.price",
    "chassis.price",
    "memory[].price",
    "gpus[].price",
    "storage[].price",
    "psus[].price",
  },
  params = {
    discount = {
      default = 0.25,
      min = 0,
      max = 1,
      unit = "fraction",
      doc = { en = "the largest discount on a whole machine", zh = "整机最多能打的折扣" },
    },
  },
  messages = {
    below_parts = {
      en = "The machine costs {price}; its parts that state a price cost {parts}.",
      zh = "整机价格 {price}，而标了价的配件合计 {parts}。",
    },
    no_currency = {
      en = "Prices: {count}, and no currency.",
      zh = "写了 {count} 个价格，却没写货币。",
    },
  },
  when = function(build)
    return build.price ~= nil or has_price(build)
  end,
  check = function(build, ctx)
    if build.price == nil and build.currency ~= nil then
      return
    end
    local sum, count = sum_of(build)
    if build.price and build.price < sum * (1 - ctx.params.discount) then
      ctx.report("below_parts", { price = build.price, parts = sum }, {
        at = "price",
        suggest = {
          en = "Correct the price of the machine or of its parts; a part's price is for one.",
          zh = "改正整机或配件的价格；配件的价格是单价。",
        },
      })
    elseif build.currency == nil then
      ctx.report("no_currency", { count = count + (build.price and 1 or 0) }, {
        at = "currency",
        severity = "advice",
        suggest = { en = "Write currency: USD, for example.", zh = "写上货币，例如 currency: CNY。" },
      })
    end
  end,
  examples = {
    { name = "parts at their sum",
      build = { currency = "USD", price = 2900, cpu = { price = 300, count = 2 }, cpu_cooler = { price = 50 },
        motherboard = { price = 250 }, chassis = { price = 100 }, memory = { { price = 100 } },
        gpus = { { price = 750, count = 2 } }, storage = { { price = 100 } }, psus = { { price = 200 } } },
      params = { discount = 0 }, expect = "pass" },
    { name = "a dollar less than their sum",
      build = { currency = "USD", price = 2899, cpu = { price = 300, count = 2 }, cpu_cooler = { price = 50 },
        motherboard = { price = 250 }, chassis = { price = 100 }, memory = { { price = 100 } },
        gpus = { { price = 750, count = 2 } }, storage = { { price = 100 } }, psus = { { price = 200 } } },
      params = { discount = 0 },
      expect = { findings = { "below_parts" }, severity = "warning", data = { price = 2899, parts = 2900 },
        at = "price" } },
    { name = "a quarter off",
      build = { currency = "USD", price = 750, gpus = { { price = 1000 } } }, expect = "pass" },
    { name = "more than a quarter off",
      build = { price = 749, gpus = { { price = 1000 } } },
      expect = { findings = { "below_parts" }, data = { price = 749, parts = 1000 } } },
    { name = "no currency",
      build = { cpu = { price = 300 }, gpus = { { price = 1000, count = 2 } } },
      expect = { findings = { "no_currency" }, severity = "advice", data = { count = 3 }, at = "currency" } },
    { name = "one price without a currency",
      build = { gpus = { { price = 1000 } } },
      expect = { findings = { "no_currency" }, data = { count = 1 } } },
    { name = "the whole machine without a currency",
      build = { price = 3000, gpus = { {} } },
      expect = { findings = { "no_currency" }, data = { count = 1 } } },
    { name = "no prices",
      build = { cpu = {}, gpus = { {} } }, expect = "not_applicable" },
  },
}
