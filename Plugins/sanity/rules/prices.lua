-- These are asked of every build, so that the parts are named in the functions and no list is walked.
local function one_states(list)
  for i = 1, list and #list or 0 do
    if list[i].price then
      return true
    end
  end
  return false
end

-- Whether any part states a price; cheaper than their sum.
local function has_price(build)
  local cooler, board, case, cpu = build.cpu_cooler, build.motherboard, build.chassis, build.cpu
  return cooler and cooler.price or board and board.price or case and case.price
    or cpu and cpu.price or one_states(build.memory) or one_states(build.gpus)
    or one_states(build.storage) or one_states(build.psus)
end

local function add(part, sum, count)
  local price = part and part.price
  if price then
    return sum + price, count + 1
  end
  return sum, count
end

local function add_all(list, sum, count)
  for i = 1, list and #list or 0 do
    local price = list[i].price
    if price then
      sum, count = sum + price, count + 1
    end
  end
  return sum, count
end

-- The sum of the prices of all parts that state one, and how many do.
local function sum_of(build)
  local sum, count = add(build.cpu_cooler, 0, 0)
  sum, count = add(build.motherboard, sum, count)
  sum, count = add(build.chassis, sum, count)
  local cpu = build.cpu
  for _ = 1, cpu and cpu.price and cpu.count or 0 do
    sum, count = add(cpu, sum, count)
  end
  sum, count = add_all(build.memory, sum, count)
  sum, count = add_all(build.gpus, sum, count)
  sum, count = add_all(build.storage, sum, count)
  return add_all(build.psus, sum, count)
end

local no_currency = {
  at = "currency",
  severity = "advice",
  suggest = { en = "Write currency: USD, for example.", zh = "写上货币，例如 currency: CNY。" },
}

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
      ctx.report("no_currency", { count = count + (build.price and 1 or 0) }, no_currency)
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
    { name = "a cooler alone has a price",
      build = { cpu = {}, cpu_cooler = { price = 50 } },
      expect = { findings = { "no_currency" }, data = { count = 1 } } },
    { name = "of all parts the board alone has a price",
      build = { cpu_cooler = {}, motherboard = { price = 250 }, psus = { {} } },
      expect = { findings = { "no_currency" }, data = { count = 1 } } },
    { name = "of all parts the case alone has a price",
      build = { motherboard = {}, chassis = { price = 100 }, storage = { {} } },
      expect = { findings = { "no_currency" }, data = { count = 1 } } },
    { name = "of all parts the CPU alone has a price",
      build = { cpu = { price = 300 }, gpus = { {} } },
      expect = { findings = { "no_currency" }, data = { count = 1 } } },
    { name = "of all parts the last drive alone has a price",
      build = { chassis = {}, memory = { {} }, storage = { {}, { price = 100 } } },
      expect = { findings = { "no_currency" }, data = { count = 1 } } },
    { name = "a part has a price, and the currency is stated",
      build = { currency = "USD", gpus = { { price = 1000 } } }, expect = "pass" },
    { name = "the whole machine without a currency",
      build = { price = 3000, gpus = { {} } },
      expect = { findings = { "no_currency" }, data = { count = 1 } } },
    { name = "no prices",
      build = { cpu = {}, gpus = { {} } }, expect = "not_applicable" },
  },
}
