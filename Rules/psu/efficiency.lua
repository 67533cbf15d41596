local numbers = require "lib.numbers"
local paths = require "lib.paths"
local power = require "lib.power"

-- Efficiency at half load, 115 V, as the 80 PLUS programme asks for it.
local efficiency = {
  ["80-plus"] = 0.80,
  ["80-plus-bronze"] = 0.85,
  ["80-plus-silver"] = 0.88,
  ["80-plus-gold"] = 0.90,
  ["80-plus-platinum"] = 0.92,
  ["80-plus-titanium"] = 0.94,
}
local gold = efficiency["80-plus-gold"]

-- The supply of the lowest grade: its index and efficiency.
local function lowest(psus)
  local index, least
  for i, psu in ipairs(psus) do
    local share = efficiency[psu.efficiency]
    if share and share < (least or 1) then
      index, least = i, share
    end
  end
  return index, least
end

---@type rigrules.Rule
return {
  title = {
    en = "The PSU wastes little power",
    zh = "电源能效等级高",
  },
  why = {
    en = "What a PSU takes from the wall and does not pass on becomes heat in the case. At 1000 W an "
      .. "80+ Bronze wastes 176 W, a Gold 111 W: over a year of training that is the price of a "
      .. "better PSU, and with several cards the heat has to be carried off as well.",
    zh = "电源从插座取来却没有送出去的电，全变成机箱里的热。输出 1000 瓦时，铜牌白白消耗 176 瓦，"
      .. "金牌 111 瓦：训练一年，差价就够换更好的电源；多卡时这些热还要想办法排走。",
  },
  source = "能效等级高的电源可以节省电",
  severity = "warning",
  needs = { "psus[].efficiency", "cpu.tdp_w", "gpus[].power_limit_w | gpus[].tdp_w" },
  params = {
    hours = {
      default = 2000,
      min = 0,
      max = 8784,
      unit = "h/year",
      doc = { en = "hours of training a year", zh = "每年训练的小时数" },
    },
    price = {
      default = 0.3,
      min = 0,
      max = 10,
      unit = "currency/kWh",
      doc = { en = "price of a kWh", zh = "每度电的价格" },
    },
    load = {
      default = 0.8,
      min = 0,
      max = 1,
      unit = "fraction",
      doc = {
        en = "share of the rated watts that is drawn on average",
        zh = "平均功耗占额定功率的比例",
      },
    },
    currency = {
      default = "€",
      doc = { en = "currency of the price, for the message", zh = "价格的货币，用于提示" },
    },
  },
  messages = {
    low_grade = {
      en = "The PSU is {grade}: {have_percent} % of what it takes arrives. A Gold one ({need_percent} "
        .. "%) would save {saved_kwh} kWh a year, about {currency} {saved_money}.",
      zh = "电源是 {grade}，取电只有 {have_percent}% 送到部件。换成金牌（{need_percent}%）"
        .. "每年省 {saved_kwh} 度电，约 {currency} {saved_money}。",
    },
  },
  when = function(build)
    return (build.gpus == nil or #build.gpus > 0) and (build.psus == nil or #build.psus > 0)
  end,
  check = function(build, ctx)
    local index, share = lowest(build.psus)
    if not index or share >= gold then
      return
    end
    local watts = (power.processors_w(build) + power.cards_w(build)) * ctx.params.load
    local saved = watts * (1 / share - 1 / gold) * ctx.params.hours / 1000
    ctx.report("low_grade", {
      grade = build.psus[index].efficiency,
      have_percent = numbers.tenth(share * 100),
      need_percent = numbers.tenth(gold * 100),
      saved_kwh = math.floor(saved + 0.5),
      saved_money = math.floor(saved * ctx.params.price + 0.5),
      currency = ctx.params.currency,
    }, {
      at = paths.of("psus", index, "efficiency"),
      severity = #build.gpus == 1 and "advice" or nil,
      suggest = {
        en = "Choose an 80+ Gold PSU or better.",
        zh = "选 80+ 金牌或更高等级的电源。",
      },
    })
  end,
  examples = {
    {
      name = "Gold is good enough",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } }, psus = { { efficiency = "80-plus-gold" } } },
      expect = "pass",
    },
    {
      name = "Bronze below four cards",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } }, psus = { { efficiency = "80-plus-bronze" } } },
      expect = {
        findings = { "low_grade" },
        severity = "warning",
        at = "psus[0].efficiency",
        data = { have_percent = 85, need_percent = 90, saved_kwh = 120, saved_money = 36, grade = "80-plus-bronze" },
      },
    },
    {
      name = "two cards are enough for the warning",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 2 } }, psus = { { efficiency = "80-plus-silver" } } },
      expect = { findings = { "low_grade" }, severity = "warning", data = { have_percent = 88, saved_kwh = 26 } },
    },
    {
      name = "for a single card it is advice",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250 } }, psus = { { efficiency = "80-plus" } } },
      expect = { findings = { "low_grade" }, severity = "advice", data = { have_percent = 80, saved_kwh = 89 } },
    },
    {
      name = "the worst of several supplies counts",
      build = {
        cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus-platinum" }, { efficiency = "80-plus-bronze" }, { efficiency = "80-plus-silver" } },
      },
      expect = { findings = { "low_grade" }, at = "psus[1].efficiency" },
    },
    {
      name = "Platinum and Titanium pass",
      build = {
        cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 250 } },
        psus = { { efficiency = "80-plus-titanium" }, { efficiency = "80-plus-platinum" } },
      },
      expect = "pass",
    },
    {
      name = "hours, load and price of another place",
      params = { hours = 8000, load = 1, price = 0.1 },
      build = {
        cpu = { tdp_w = 150, count = 2 },
        gpus = { { tdp_w = 350, power_limit_w = 250, count = 2 } },
        psus = { { efficiency = "80-plus" } },
      },
      expect = { findings = { "low_grade" }, data = { saved_kwh = 889, saved_money = 89 } },
    },
    {
      name = "the grade is not known",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250 } }, psus = { { wattage_w = 750 } } },
      expect = { outcome = "unknown", missing = { "psus[0].efficiency" } },
    },
    { name = "no card", build = { cpu = { tdp_w = 150 }, gpus = {} }, expect = "not_applicable" },
  },
}
