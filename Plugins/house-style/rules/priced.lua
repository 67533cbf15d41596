local parts = require "lib.parts"

local function is_priced(part)
  return part.price
end

local state_it = { en = "State the price of {places}.", zh = "写上 {places} 的价格。" }

---@type rigrules.Rule
return {
  title = { en = "Every part of a quote has a price", zh = "报价单里每个部件都有价格" },
  why = {
    en = "A quote whose total leaves a part out promises a lower price than the machine has. A "
      .. "list without any price is not a quote, and is not held to this.",
    zh = "合计里漏了部件，等于答应了一个比实际低的价格。一个价格都没写的清单不是报价单，不作要求。",
  },
  source = "The shop's own rule.",
  severity = "warning",
  reads = {
    "cpu.count",
    "cpu.price",
    "cpu_cooler.price",
    "motherboard.price",
    "memory[].price",
    "gpus[].price",
    "storage[].price",
    "psus[].price",
    "chassis.price",
    "extra.other_items",
  },
  messages = {
    unpriced = {
      en = "Parts with a price: {priced}; without one: {unpriced} ({places}).",
      zh = "有价格的部件 {priced} 个，没有的 {unpriced} 个（{places}）。",
    },
  },
  when = function(build)
    return parts.any(build, is_priced)
  end,
  check = function(build, ctx)
    if not parts.one_lacks(build, "price") then
      return
    end
    local found = parts.lacking(build, "price")
    ctx.report("unpriced", {
      priced = found.with,
      unpriced = found.without,
      places = table.concat(found.places, ", "),
    }, { at = found.places[1] .. ".price", suggest = state_it })
  end,
  examples = {
    { name = "all have one",
      build = { cpu = { price = 300 }, cpu_cooler = { price = 60 }, motherboard = { price = 250 },
        memory = { { price = 120 } }, gpus = { { price = 1600, count = 2 } }, storage = { { price = 90 } },
        psus = { { price = 180 } }, chassis = { price = 110 },
        extra = { other_items = { { name = "Assembly", price = 80 } } } },
      expect = "pass" },
    { name = "one card and the case have none",
      build = { cpu = { price = 300 }, gpus = { { price = 1600 }, { name = "another card" } },
        chassis = { name = "a case" } },
      expect = { findings = { "unpriced" }, severity = "warning",
        data = { priced = 2, unpriced = 2, places = "gpus[2], chassis" }, at = "gpus[2].price" } },
    { name = "two CPUs with a price, and three hours of work without",
      build = { cpu = { price = 300, count = 2 },
        extra = { other_items = { { name = "Work", count = 3 }, { name = "Cable" }, "?" } } },
      expect = { findings = { "unpriced" }, data = { priced = 2, unpriced = 4 } } },
    { name = "what is not a part of the machine counts too",
      build = { motherboard = { price = 200 }, extra = { other_items = { { name = "Assembly" } } } },
      expect = { findings = { "unpriced" },
        data = { priced = 1, unpriced = 1, places = "extra.other_items[1]" } } },
    { name = "one of the cards alone",
      build = { gpus = { { name = "a card" }, { price = 1600 } } },
      expect = { findings = { "unpriced" }, data = { places = "gpus[1]" } } },
    { name = "assembly alone",
      build = { gpus = { {} }, extra = { other_items = { { name = "Assembly", price = 80 } } } },
      expect = { findings = { "unpriced" }, data = { places = "gpus[1]" } } },
    { name = "an item without a price is not one",
      build = { gpus = { {} }, extra = { other_items = { { name = "Assembly" } } } },
      expect = "not_applicable" },
    { name = "no prices at all",
      build = { cpu = {}, gpus = { {} }, extra = { other_items = "none" } }, expect = "not_applicable" },
    { name = "an empty list",
      build = { name = "nothing yet" }, expect = "not_applicable" },
  },
}
