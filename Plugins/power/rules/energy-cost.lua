local money = require "lib.money"
local numbers = require "lib.numbers"

---@type rigrules.Rule
return {
  title = { en = "A year's electricity, and what a limit saves", zh = "一年的电费，以及限功耗能省多少" },
  why = {
    en = "A machine that trains for hours every day costs as much in electricity over its life as "
      .. "a card or two. The figure belongs into the comparison with renting, and with limits: "
      .. "the last fifth of a card's power brings little speed.",
    zh = "每天训练几小时的机器，用几年的电费够买一两块显卡。和租用云主机比较、考虑限功耗时，"
      .. "都应该把电费算进去：显卡最后五分之一的功耗换来的速度很少。",
  },
  source = {
    "Energy = power × time / efficiency; 80 PLUS, 115 V, at half load: from 80 % (80+) to 94 % "
      .. "(Titanium).",
  },
  severity = "advice",
  unknown = "note",
  needs = { "cpu.tdp_w", "gpus[].power_limit_w | gpus[].tdp_w", "psus[].efficiency" },
  reads = { "cpu.count", "currency" },
  params = {
    hours_per_day = {
      default = 8,
      min = 0,
      max = 24,
      unit = "h",
      doc = { en = "hours of training a day", zh = "每天训练几小时" },
    },
    days_per_year = {
      default = 300,
      min = 0,
      max = 366,
      unit = "days",
      doc = { en = "days of training a year", zh = "每年训练几天" },
    },
    load_share = {
      default = 0.8,
      min = 0,
      max = 1,
      unit = "fraction",
      doc = {
        en = "what CPU and cards draw in training, of their full power",
        zh = "训练时 CPU 和显卡的功率占满载的比例",
      },
    },
    price_per_kwh = {
      default = 0,
      min = 0,
      max = 1000,
      unit = "money/kWh",
      doc = {
        en = "price of a kilowatt-hour; 0: the usual one in the currency",
        zh = "每度电的价格；0 表示按货币取常见电价",
      },
    },
    currency = {
      default = "",
      doc = {
        en = "currency of that price; empty: that of the build's prices, else CNY",
        zh = "电价的货币；留空则与整机价格相同，没有写明时为 CNY",
      },
    },
    budget_kwh = {
      default = 1650,
      min = 0,
      max = 1000000,
      unit = "kWh/year",
      doc = {
        en = "a year's energy whose bill needs no mention",
        zh = "一年用电不超过此数就不提示电费",
      },
    },
    limit_share = {
      default = 0.8,
      min = 0.1,
      max = 1,
      unit = "fraction",
      doc = {
        en = "the power limit whose saving is told, of the cards' power",
        zh = "按显卡功率的这个比例设功耗墙，计算能省多少",
      },
    },
  },
  messages = {
    above_budget = {
      en = "{load_w} W at {load_percent} % for {hours} hours a year take {kwh} kWh from the wall: "
        .. "{money} {currency} a year.",
      zh = "{load_w} W 按 {load_percent}% 负载、每年 {hours} 小时，用电 {kwh} 度，电费 {money} "
        .. "{currency}。",
    },
    above_budget_energy = {
      en = "{load_w} W at {load_percent} % for {hours} hours a year take {kwh} kWh a year from the "
        .. "wall.",
      zh = "{load_w} W 按 {load_percent}% 负载、每年 {hours} 小时，一年用电 {kwh} 度。",
    },
  },
  when = function(build)
    return build.psus == nil or #build.psus > 0
  end,
  check = function(build, ctx)
    local params, facts = ctx.params, ctx.facts.power
    local hours = params.hours_per_day * params.days_per_year
    local kwh_per_w = params.load_share * hours / 1000 / facts.half_load_efficiency
    local kwh = facts.load_w * kwh_per_w
    if not numbers.is_more(kwh, params.budget_kwh) then
      return
    end
    local saved_kwh = facts.cards_w * (1 - params.limit_share) * kwh_per_w
    local data = {
      load_w = numbers.tenth(facts.load_w),
      load_percent = numbers.tenth(params.load_share * 100),
      hours = numbers.tenth(hours),
      kwh = numbers.tenth(kwh),
      budget_kwh = numbers.tenth(params.budget_kwh),
      limit_percent = numbers.tenth(params.limit_share * 100),
      saved_kwh = numbers.tenth(saved_kwh),
    }
    local price, currency = money.of_energy(build, params)
    if not price then
      ctx.report("above_budget_energy", data, {
        at = "gpus",
        suggest = {
          en = "Limit the cards to {limit_percent} % of their power: that saves {saved_kwh} kWh a "
            .. "year. Or raise `budget_kwh` if the bill is planned for.",
          zh = "把显卡功耗限制到 {limit_percent}%，每年省 {saved_kwh} 度电；"
            .. "如果电费已在预算内，就调高 budget_kwh。",
        },
      })
      return
    end
    data.money, data.currency = numbers.tenth(kwh * price), currency
    data.saved_money = numbers.tenth(saved_kwh * price)
    ctx.report("above_budget", data, {
      at = "gpus",
      suggest = {
        en = "Limit the cards to {limit_percent} % of their power: that saves {saved_money} "
          .. "{currency} a year. Or raise `budget_kwh` if the bill is planned for.",
        zh = "把显卡功耗限制到 {limit_percent}%，每年省 {saved_money} {currency}；"
          .. "如果电费已在预算内，就调高 budget_kwh。",
      },
    })
  end,
  examples = {
    { name = "four cards",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus-gold" } } },
      expect = { findings = { "above_budget" }, severity = "advice",
        data = { load_w = 1150, load_percent = 80, hours = 2400, kwh = 2453.3, money = 1472,
          budget_kwh = 1650, currency = "CNY", limit_percent = 80, saved_money = 256 },
        at = "gpus" } },
    { name = "just within the budget",
      build = { cpu = { tdp_w = 50, count = 2 }, gpus = { { tdp_w = 300 } },
        psus = { { efficiency = "80-plus" } } },
      params = { hours_per_day = 10, days_per_year = 200, load_share = 1, price_per_kwh = 1,
        budget_kwh = 1000 },
      expect = "pass" },
    { name = "a little beyond it",
      build = { cpu = { tdp_w = 101 }, gpus = { { tdp_w = 300 } }, psus = { { efficiency = "80-plus" } } },
      params = { hours_per_day = 10, days_per_year = 200, load_share = 1, price_per_kwh = 1, currency = "EUR",
        limit_share = 0.5, budget_kwh = 1000 },
      expect = { findings = { "above_budget" },
        data = { kwh = 1002.5, money = 1002.5, currency = "EUR", limit_percent = 50, saved_money = 375,
          load_percent = 100 } } },
    { name = "prices in dollars",
      build = { currency = "USD", cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus-gold" } } },
      expect = { findings = { "above_budget" }, data = { currency = "USD", money = 417.1 } } },
    { name = "prices in a currency whose usual price of energy is not known",
      build = { currency = "XAU", cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus-gold" } } },
      expect = { findings = { "above_budget_energy" }, data = { kwh = 2453.3, saved_kwh = 426.7 } } },
    { name = "grades from Bronze to Titanium",
      build = { cpu = { tdp_w = 85 }, gpus = {},
        psus = { { efficiency = "80-plus-titanium" }, { efficiency = "80-plus-bronze" } } },
      params = { hours_per_day = 10, days_per_year = 100, load_share = 1, budget_kwh = 0 },
      expect = { findings = { "above_budget" }, data = { kwh = 100, saved_money = 0 } } },
    { name = "Silver",
      build = { cpu = { tdp_w = 88 }, gpus = {}, psus = { { efficiency = "80-plus-silver" } } },
      params = { hours_per_day = 10, days_per_year = 100, load_share = 1, budget_kwh = 0 },
      expect = { findings = { "above_budget" }, data = { kwh = 100 } } },
    { name = "Platinum",
      build = { cpu = { tdp_w = 92 }, gpus = {}, psus = { { efficiency = "80-plus-platinum" } } },
      params = { hours_per_day = 10, days_per_year = 100, load_share = 1, budget_kwh = 0 },
      expect = { findings = { "above_budget" }, data = { kwh = 100 } } },
    { name = "Titanium",
      build = { cpu = { tdp_w = 94 }, gpus = {}, psus = { { efficiency = "80-plus-titanium" } } },
      params = { hours_per_day = 10, days_per_year = 100, load_share = 1, budget_kwh = 0 },
      expect = { findings = { "above_budget" }, data = { kwh = 100 } } },
    { name = "Cybenetics Bronze",
      build = { cpu = { tdp_w = 82 }, gpus = {}, psus = { { efficiency = "cybenetics-bronze" } } },
      params = { hours_per_day = 10, days_per_year = 100, load_share = 1, budget_kwh = 0 },
      expect = { findings = { "above_budget" }, data = { kwh = 100 } } },
    { name = "Cybenetics Silver",
      build = { cpu = { tdp_w = 85 }, gpus = {}, psus = { { efficiency = "cybenetics-silver" } } },
      params = { hours_per_day = 10, days_per_year = 100, load_share = 1, budget_kwh = 0 },
      expect = { findings = { "above_budget" }, data = { kwh = 100 } } },
    { name = "Cybenetics Gold",
      build = { cpu = { tdp_w = 87 }, gpus = {}, psus = { { efficiency = "cybenetics-gold" } } },
      params = { hours_per_day = 10, days_per_year = 100, load_share = 1, budget_kwh = 0 },
      expect = { findings = { "above_budget" }, data = { kwh = 100 } } },
    { name = "Cybenetics Platinum",
      build = { cpu = { tdp_w = 89 }, gpus = {}, psus = { { efficiency = "cybenetics-platinum" } } },
      params = { hours_per_day = 10, days_per_year = 100, load_share = 1, budget_kwh = 0 },
      expect = { findings = { "above_budget" }, data = { kwh = 100 } } },
    { name = "Cybenetics Titanium",
      build = { cpu = { tdp_w = 91 }, gpus = {}, psus = { { efficiency = "cybenetics-titanium" } } },
      params = { hours_per_day = 10, days_per_year = 100, load_share = 1, budget_kwh = 0 },
      expect = { findings = { "above_budget" }, data = { kwh = 100 } } },
    { name = "Cybenetics Diamond",
      build = { cpu = { tdp_w = 93 }, gpus = {}, psus = { { efficiency = "cybenetics-diamond" } } },
      params = { hours_per_day = 10, days_per_year = 100, load_share = 1, budget_kwh = 0 },
      expect = { findings = { "above_budget" }, data = { kwh = 100 } } },
    { name = "one card",
      build = { cpu = { tdp_w = 105 }, gpus = { { tdp_w = 320 } },
        psus = { { efficiency = "80-plus-gold" } } },
      expect = "pass" },
    { name = "no power supply",
      build = { cpu = { tdp_w = 105 }, gpus = {}, psus = {} }, expect = "not_applicable" },
    { name = "supplies are not stated",
      build = { cpu = { tdp_w = 105 }, gpus = {} }, expect = { missing = { "psus" } } },
    { name = "efficiency is not stated",
      build = { cpu = { tdp_w = 105 }, gpus = {}, psus = { {} } },
      expect = { missing = { "psus[1].efficiency" } } },
  },
}
