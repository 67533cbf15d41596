local money = require "lib.money"
local numbers = require "lib.numbers"
local paths = require "lib.paths"
local power = require "lib.power"

-- The 80 PLUS grades below Gold, and Gold: what arrives of the power that is taken from the wall,
-- at half load and 115 V.
local below_gold = {
  ["80-plus"] = { share = 0.80, name = "80+" },
  ["80-plus-bronze"] = { share = 0.85, name = "80+ Bronze" },
  ["80-plus-silver"] = { share = 0.88, name = "80+ Silver" },
}
local gold = { share = 0.90, name = "80+ Gold" }

-- Cybenetics grades are averages over all loads at 115 V (82 and 85 %, Gold 87 %), so that they
-- are not compared with figures at half load.
local below_gold_average = {
  ["cybenetics-bronze"] = { share = 0.82, name = "Cybenetics Bronze", is_average = true },
  ["cybenetics-silver"] = { share = 0.85, name = "Cybenetics Silver", is_average = true },
}
local gold_average = { share = 0.87, name = "Cybenetics Gold" }

-- The first power supply of the lowest grade: its index and its grade, where one is below Gold.
local function lowest(psus)
  local index, worst
  for i, psu in ipairs(psus) do
    local grade = below_gold[psu.efficiency] or below_gold_average[psu.efficiency]
    if grade and (not worst or grade.share < worst.share) then
      index, worst = i, grade
    end
  end
  return index, worst
end

-- Watts at the wall that Gold would save for each watt of load, the load being shared evenly.
local function saved_share(psus)
  local saved = 0
  for _, psu in ipairs(psus) do
    local grade = below_gold[psu.efficiency]
    if grade then
      saved = saved + 1 / grade.share - 1 / gold.share
    end
  end
  return saved / #psus
end

-- What CPU and cards draw together; nil where that is not stated.
local function load_of(build)
  if not (build.cpu and build.cpu.tdp_w) then
    return nil
  end
  for _, gpu in ipairs(build.gpus) do
    if not power.of_card(gpu) then
      return nil
    end
  end
  local cpu_w, gpu_w = power.load(build)
  return cpu_w + gpu_w
end

---@type rigrules.Rule
return {
  title = {
    en = "The power supply is 80+ Gold or better",
    zh = "电源能效达到 80+ 金牌以上",
  },
  why = {
    en = "What a power supply loses is paid for and becomes heat in the room. At half load an "
      .. "80+ unit loses 20 % of what it takes from the wall, Bronze 15, Gold 10, Titanium 6. A "
      .. "desktop at idle hardly notices; four cards that train for hours draw over a kilowatt, "
      .. "and the better grade pays for itself.",
    zh = "电源损耗的电照样要付钱，还会变成屋里的热量。半载时，80+ 白牌从插座取的电要损耗 20%，"
      .. "铜牌 15%，金牌 10%，钛金 6%。普通电脑大多闲着，差别不大；四块显卡连续训练几小时，"
      .. "功率超过一千瓦，买高一级的电源能把差价省回来。",
  },
  source = "能效等级高的电源可以节省电",
  severity = "warning",
  needs = { "gpus", "psus[].efficiency" },
  reads = { "cpu.count", "cpu.tdp_w", "currency" },
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
  },
  messages = {
    saves = {
      en = "PSU {psu} is {grade}. With {load_w} W of CPU and cards at {load_percent} %, {hours} "
        .. "hours a year, {gold} saves {saved_kwh} kWh: {saved_money} {currency} a year.",
      zh = "电源 {psu} 是 {grade}。CPU 和显卡共 {load_w} W，按 {load_percent}% 负载、每年 {hours} "
        .. "小时算，换成 {gold} 每年省 {saved_kwh} 度电，合 {saved_money} {currency}。",
    },
    saves_energy = {
      en = "PSU {psu} is {grade}. With {load_w} W of CPU and cards at {load_percent} %, {hours} "
        .. "hours a year, {gold} saves {saved_kwh} kWh a year.",
      zh = "电源 {psu} 是 {grade}。CPU 和显卡共 {load_w} W，按 {load_percent}% 负载、每年 {hours} "
        .. "小时算，换成 {gold} 每年省 {saved_kwh} 度电。",
    },
    below_gold = {
      en = "PSU {psu} is {grade}, {efficient} % efficient at half load; {gold} is {gold_efficient} %.",
      zh = "电源 {psu} 是 {grade}，半载效率 {efficient}%；{gold} 是 {gold_efficient}%。",
    },
    below_gold_average = {
      en = "PSU {psu} is {grade}, {efficient} % efficient over all loads; {gold} is {gold_efficient} %.",
      zh = "电源 {psu} 是 {grade}，平均效率 {efficient}%；{gold} 是 {gold_efficient}%。",
    },
  },
  when = function(build)
    return (build.gpus == nil or #build.gpus > 0) and (build.psus == nil or #build.psus > 0)
  end,
  check = function(build, ctx)
    local index, grade = lowest(build.psus)
    if not grade then
      return
    end

    local options = {
      at = paths.of("psus", index, "efficiency"),
      severity = #build.gpus == 1 and "advice" or "warning",
    }
    if grade.is_average then
      options.suggest = { en = "Choose {gold} or better.", zh = "选 {gold} 以上的电源。" }
      ctx.report("below_gold_average", {
        psu = index,
        grade = grade.name,
        efficient = numbers.tenth(grade.share * 100),
        gold = gold_average.name,
        gold_efficient = numbers.tenth(gold_average.share * 100),
      }, options)
      return
    end
    local load_w = load_of(build)
    if not load_w then
      options.suggest = {
        en = "Choose {gold} or better; state the power of CPU and cards to see what it saves.",
        zh = "选 {gold} 以上的电源；写明 CPU 和显卡的功率，就能算出能省多少。",
      }
      ctx.report("below_gold", {
        psu = index,
        grade = grade.name,
        efficient = numbers.tenth(grade.share * 100),
        gold = gold.name,
        gold_efficient = numbers.tenth(gold.share * 100),
      }, options)
      return
    end

    local params = ctx.params
    local hours = params.hours_per_day * params.days_per_year
    local kwh = load_w * params.load_share * saved_share(build.psus) * hours / 1000
    local data = {
      psu = index,
      grade = grade.name,
      load_w = numbers.tenth(load_w),
      load_percent = numbers.tenth(params.load_share * 100),
      hours = numbers.tenth(hours),
      gold = gold.name,
      saved_kwh = numbers.tenth(kwh),
    }
    local price, currency = money.of_energy(build, params)
    if not price then
      options.suggest = {
        en = "Choose {gold} or better; set `price_per_kwh` to see what it saves in money.",
        zh = "选 {gold} 以上的电源；设置 price_per_kwh，就能算出能省多少钱。",
      }
      ctx.report("saves_energy", data, options)
      return
    end
    data.saved_money, data.currency = numbers.tenth(kwh * price), currency
    options.suggest = {
      en = "Choose {gold} if it costs less than {saved_money} {currency} more for each year of use.",
      zh = "如果差价不超过使用年数 × {saved_money} {currency}，就换成 {gold}。",
    }
    ctx.report("saves", data, options)
  end,
  examples = {
    { name = "Gold",
      build = { gpus = { { tdp_w = 250, count = 4 } }, psus = { { efficiency = "80-plus-gold" } } },
      expect = "pass" },
    { name = "Platinum and Titanium",
      build = { gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus-platinum" }, { efficiency = "80-plus-titanium" } } },
      expect = "pass" },
    { name = "Cybenetics Gold to Diamond",
      build = { gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "cybenetics-gold" }, { efficiency = "cybenetics-platinum" },
          { efficiency = "cybenetics-titanium" }, { efficiency = "cybenetics-diamond" } } },
      expect = "pass" },
    { name = "Cybenetics Silver for one card",
      build = { cpu = { tdp_w = 105 }, gpus = { { tdp_w = 250 } },
        psus = { { efficiency = "cybenetics-silver" } } },
      expect = { findings = { "below_gold_average" }, severity = "advice",
        data = { efficient = 85, gold_efficient = 87 }, at = "psus[1].efficiency" } },
    { name = "Cybenetics Bronze beside 80+ Bronze",
      build = { gpus = { { tdp_w = 250, count = 2 } },
        psus = { { efficiency = "80-plus-bronze" }, { efficiency = "cybenetics-bronze" } } },
      expect = { findings = { "below_gold_average" }, severity = "warning",
        data = { psu = 2, efficient = 82 } } },
    { name = "Bronze for four cards",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus-bronze" } } },
      expect = { outcome = "fail", severity = "warning", findings = { "saves" },
        data = { load_w = 1150, load_percent = 80, hours = 2400, saved_kwh = 144.3, saved_money = 86.6 },
        at = "psus[1].efficiency" } },
    { name = "Silver for one card",
      build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 250, power_limit_w = 200 } },
        psus = { { efficiency = "80-plus-silver" } } },
      expect = { outcome = "fail", severity = "advice", findings = { "saves" },
        data = { load_w = 300, saved_kwh = 14.5 } } },
    { name = "of several, the lowest grade is named, and each carries its part",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus-titanium" }, { efficiency = "80-plus" },
          { efficiency = "80-plus-silver" } } },
      params = { hours_per_day = 10, days_per_year = 100, load_share = 1, price_per_kwh = 1 },
      expect = { findings = { "saves" },
        data = { psu = 2, grade = "80+", saved_kwh = 62.9, saved_money = 62.9 },
        at = "psus[2].efficiency" } },
    { name = "two of the same grade: the first is named",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 2 } },
        psus = { { efficiency = "80-plus-gold" }, { efficiency = "80-plus-bronze", count = 2 } } },
      expect = { findings = { "saves" },
        data = { psu = 2, grade = "80+ Bronze", load_w = 650, saved_kwh = 54.4 },
        at = "psus[2].efficiency" } },
    { name = "another currency",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 2 } },
        psus = { { efficiency = "80-plus" } } },
      params = { currency = "EUR", price_per_kwh = 0.4 },
      expect = { findings = { "saves" }, data = { currency = "EUR", saved_money = 69.3 } } },
    { name = "prices of the build in euros, and the usual price there",
      build = { currency = "EUR", cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 2 } },
        psus = { { efficiency = "80-plus" } } },
      expect = { findings = { "saves" }, data = { currency = "EUR", saved_money = 50.3 } } },
    { name = "a currency whose usual price is not known",
      build = { currency = "XAU", cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 2 } },
        psus = { { efficiency = "80-plus" } } },
      expect = { findings = { "saves_energy" }, data = { saved_kwh = 173.3 } } },
    { name = "a price that is set, in the currency of the build",
      build = { currency = "XAU", cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 2 } },
        psus = { { efficiency = "80-plus" } } },
      params = { price_per_kwh = 1 },
      expect = { findings = { "saves" }, data = { currency = "XAU", saved_money = 173.3 } } },
    { name = "Bronze for two cards whose power is not stated",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250 }, { name = "a card" } },
        psus = { { efficiency = "80-plus-bronze" } } },
      expect = { outcome = "fail", severity = "warning", findings = { "below_gold" },
        data = { efficient = 85, gold_efficient = 90 } } },
    { name = "Bronze for a CPU whose power is not stated",
      build = { gpus = { { tdp_w = 250 } }, cpu = {}, psus = { { efficiency = "80-plus-bronze" } } },
      expect = { outcome = "fail", severity = "advice", findings = { "below_gold" } } },
    { name = "Silver and no fields of the CPU",
      build = { gpus = { { tdp_w = 250 } }, psus = { { efficiency = "80-plus-silver" } } },
      expect = { findings = { "below_gold" }, data = { psu = 1, efficient = 88 } } },
    { name = "cards and power supplies are not listed",
      build = { cpu = { tdp_w = 100 } }, expect = { outcome = "unknown", missing = { "gpus", "psus" } } },
    { name = "one grade is not stated",
      build = { gpus = { { tdp_w = 250 } }, psus = { { efficiency = "80-plus-gold" }, { name = "a PSU" } } },
      expect = { outcome = "unknown", missing = { "psus[2].efficiency" } } },
    { name = "a machine without a card",
      build = { gpus = {}, psus = { { efficiency = "80-plus" } } }, expect = "not_applicable" },
    { name = "a machine without a power supply",
      build = { gpus = { { tdp_w = 250 } }, psus = {} }, expect = "not_applicable" },
  },
}
