local draw = require "lib.draw"
local numbers = require "lib.numbers"
local paths = require "lib.paths"

-- The lower of two limits, each { level, … } or nil.
local function lower(one, other)
  if one and other then
    return other.level < one.level and other or one
  end
  return one or other
end

-- The limit with which cards stay within a budget, with room to spare: nil where they do so without
-- one. `tight` is what must not be exceeded, `roomy` what the advice keeps to.
local function limit_within(watts, tight, roomy)
  if not draw.level(watts, tight) then
    return nil
  end
  return draw.level(watts, math.min(tight, roomy))
end

-- The limit of a group of supplies. The advice leaves a share of the supply free, and room for the CPU at
-- its highest power and for what board and disks draw: they are read only where a limit is needed.
local function limit_of_group(build, ctx, group, cpu_w)
  local params = ctx.params
  local watts = draw.watts_of(group.cards, build.gpus)
  local tight, roomy = group.watts, group.watts * (1 - params.margin)
  if group.has_cpu then
    tight = tight / (1 + params.overhead) - cpu_w
  end
  if not draw.level(watts, tight) then
    return nil
  end
  if group.has_cpu then
    -- mutate: skip [0 -> 1] no CPU draws less than 1 W
    local peak_w = math.max(cpu_w, (build.cpu.max_power_w or 0) * build.cpu.count)
    local base_w = draw.base(build, params.base_w)
    roomy = math.min(roomy / (1 + params.overhead) - cpu_w, roomy - cpu_w - base_w, roomy - peak_w)
  end
  return draw.level(watts, math.min(tight, roomy))
end

-- The limit that each group of supplies asks for; the lowest of them.
local function limit_of_supplies(build, ctx)
  local cpu_w = ctx.facts.power.cpu_w
  local lowest
  for _, group in ipairs(draw.groups(build)) do
    local level = limit_of_group(build, ctx, group, cpu_w)
    lowest = lower(lowest, level and {
      level = level,
      cards = group.cards,
      at = paths.of("psus", group.first, "wattage_w"),
      from = "psu",
    })
  end
  return lowest
end

-- The limit that the wall socket asks for, where it and the supplies' efficiency are known.
local function limit_of_mains(build, ctx)
  if not build.mains then
    return nil
  end
  local facts, params = ctx.facts.power, ctx.params
  if not (facts.circuit_w and facts.efficiency) then
    return nil
  end
  local left_w = facts.circuit_w * params.continuous_share - (build.mains.other_load_w or 0)
  local through = left_w * facts.efficiency / (1 + params.overhead)
  local cards = draw.everyone(build.gpus)
  local level = limit_within(
    draw.watts_of(cards, build.gpus),
    through - facts.cpu_w,
    through * (1 - params.margin) - facts.cpu_w
  )
  return level and { level = level, cards = cards, at = "mains.amps", from = "mains" }
end

-- The first card whose driver takes no limit as low as this: its number and its least limit.
local function first_unable(cards, gpus, limit_w)
  for _, card in ipairs(cards) do
    local least = gpus[card].min_power_limit_w
    if least and least > limit_w and draw.of_card(gpus[card]) > limit_w then
      return card, least
    end
  end
  return nil
end

local larger_supply = {
  en = "Choose a larger supply or circuit, or fewer cards.",
  zh = "换更大的电源或线路，或者减少显卡。",
}

-- The largest draw of some cards, and what a limit takes off all of them together.
local function largest(cards, gpus, limit)
  local saved = 0
  local most = 0 -- mutate: skip [0 -> 1] no card draws less than 1 W
  for _, card in ipairs(cards) do
    local w = draw.of_card(gpus[card])
    most = math.max(most, w)
    saved = saved + math.max(0, w - limit)
  end
  return most, saved
end

---@type rigrules.Rule
return {
  title = { en = "A power limit that makes the machine fit", zh = "设多少功耗墙就够用" },
  why = {
    en = "Where supply or wall socket do not carry the cards at full power, a limit often does: a "
      .. "card at 80 % of its power trains nearly as fast, since the last watts bring the least. "
      .. "This gives a limit with which everything fits with room to spare; it holds only while it "
      .. "is set, so it has to be set at every start.",
    zh = "电源或插座带不动满载的显卡时，往往限一下功耗就行：功耗降到 80%，训练速度只慢一点，"
      .. "因为最后那些瓦数换来的性能最少。这里给出留有余量的功耗墙；"
      .. "它只在生效期间有用，所以每次开机都要设置。",
  },
  source = {
    "nvidia-smi -pl sets a card's power limit within the range that its maker allows.",
    "Load × 1.1 within the supply, load / efficiency within 80 % of the circuit (NEC 210.20).",
  },
  severity = "warning",
  unknown = "note",
  needs = { "cpu.tdp_w", "gpus[].power_limit_w | gpus[].tdp_w", "psus[].wattage_w" },
  reads = {
    "cpu.count",
    "cpu.max_power_w",
    "gpus[].min_power_limit_w",
    "psus[].powers",
    "psus[].efficiency",
    "storage[].type",
    "mains.volts",
    "mains.amps",
    "mains.other_load_w",
  },
  ordered = { "gpus" },
  params = {
    overhead = {
      default = 0.10,
      min = 0,
      max = 1,
      unit = "fraction",
      doc = { en = "share added for the other parts", zh = "为其他组件加上的比例" },
    },
    margin = {
      default = 0.05,
      min = 0,
      max = 0.5,
      unit = "fraction",
      doc = {
        en = "share of supply or circuit that the advised limit leaves free",
        zh = "建议的功耗墙为电源或线路留出的比例",
      },
    },
    base_w = {
      default = 100,
      min = 0,
      max = 1000,
      unit = "W",
      doc = {
        en = "what board, memory and fans draw at least",
        zh = "主板、内存和风扇至少的功率",
      },
    },
    continuous_share = {
      default = 0.8,
      min = 0.1,
      max = 1,
      unit = "fraction",
      doc = {
        en = "share of its rating that a circuit carries for hours",
        zh = "线路长时间可承载的比例",
      },
    },
    least_share = {
      default = 0.5,
      min = 0.1,
      max = 1,
      unit = "fraction",
      doc = {
        en = "a limit below this share of a card's power makes no sense",
        zh = "功耗墙低于显卡功率的这个比例就没有意义",
      },
    },
    step_w = {
      default = 5,
      min = 1,
      max = 50,
      unit = "W",
      doc = { en = "limits are told in steps of", zh = "功耗墙取整的步长" },
    },
  },
  messages = {
    supply = {
      en = "The supply does not carry the cards at {now_w} W; with `power_limit_w` of {limit_w} "
        .. "({percent} %) it does with room to spare, {saved_w} W less in all.",
      zh = "电源带不动每块 {now_w} W 的显卡；把 power_limit_w 设为 {limit_w}（{percent}%）就可以，"
        .. "总共少 {saved_w} W。",
    },
    socket = {
      en = "The wall socket does not carry the cards at {now_w} W for hours; with `power_limit_w` "
        .. "of {limit_w} ({percent} %) it does with room to spare, {saved_w} W less in all.",
      zh = "插座线路不能长时间带动每块 {now_w} W 的显卡；把 power_limit_w 设为 {limit_w}（{percent}%）"
        .. "就可以，总共少 {saved_w} W。",
    },
    below_least = {
      en = "No limit makes the cards fit: it would be {limit_w} W, and card {card} takes none below "
        .. "{least_w} W.",
      zh = "没有可用的功耗墙：要降到 {limit_w} W，而第 {card} 块显卡最低只能设到 {least_w} W。",
    },
    none_fits = {
      en = "No sensible limit makes the cards fit: it would be {limit_w} W of {now_w} W, below "
        .. "{least_percent} %.",
      zh = "没有合适的功耗墙：要从 {now_w} W 降到 {limit_w} W，低于 {least_percent}%。",
    },
  },
  when = function(build)
    return (build.gpus == nil or #build.gpus > 0) and (build.psus == nil or #build.psus > 0)
  end,
  check = function(build, ctx)
    local params = ctx.params
    local limit = lower(limit_of_supplies(build, ctx), limit_of_mains(build, ctx))
    if not limit then
      return
    end
    local limit_w = math.max(0, numbers.down(limit.level, params.step_w))
    local now, saved = largest(limit.cards, build.gpus, limit_w)
    local data = {
      now_w = numbers.tenth(now),
      limit_w = limit_w,
      percent = numbers.tenth(limit_w / now * 100),
      saved_w = numbers.tenth(saved),
      least_percent = numbers.tenth(params.least_share * 100),
    }
    -- That a supply is too small psu/wattage says; this is the remedy, or that there is none.
    local severity = limit.from == "psu" and "advice" or nil
    if limit_w < now * params.least_share then
      ctx.report("none_fits", data, {
        at = limit.at,
        severity = severity,
        suggest = larger_supply,
      })
      return
    end
    local card, least_w = first_unable(limit.cards, build.gpus, limit_w)
    if card then
      data.card, data.least_w = card, least_w
      ctx.report("below_least", data, {
        at = limit.at,
        severity = severity,
        suggest = larger_supply,
      })
      return
    end
    local options = {
      at = limit.at,
      severity = severity,
      suggest = {
        en = "Limit the cards to {limit_w} W at every start of the machine, or choose a larger supply "
          .. "or circuit.",
        zh = "让机器每次开机都把显卡功耗限制在 {limit_w} W，或者换更大的电源或线路。",
      },
    }
    if limit.from == "psu" then
      ctx.report("supply", data, options)
    else
      ctx.report("socket", data, options)
    end
  end,
  examples = {
    { name = "full power fits to the watt",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { wattage_w = 1265 } } },
      expect = "pass" },
    { name = "a socket of which only the amps are stated tells nothing",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { wattage_w = 1265, efficiency = "80-plus" } }, mains = { amps = 5 } },
      expect = "pass" },
    { name = "four cards on 1100 W",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { wattage_w = 1100 } } },
      expect = { findings = { "supply" }, severity = "advice",
        data = { now_w = 250, limit_w = 195, percent = 78, saved_w = 220 }, at = "psus[1].wattage_w" } },
    { name = "two CPUs leave less",
      build = { cpu = { tdp_w = 150, count = 2 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { wattage_w = 1100 } } },
      expect = { findings = { "supply" }, data = { limit_w = 160, percent = 64 } } },
    { name = "a watt short of full power",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { wattage_w = 1264 } } },
      expect = { findings = { "supply" }, data = { limit_w = 235, saved_w = 60 } } },
    { name = "small cards keep what they draw",
      build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 450 }, { tdp_w = 150 }, { tdp_w = 450 } },
        psus = { { wattage_w = 1100 } } },
      expect = { findings = { "supply" },
        data = { now_w = 450, limit_w = 345, percent = 76.7, saved_w = 210 } } },
    { name = "the wall socket is the narrower place",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 300, count = 4 } },
        psus = { { wattage_w = 1600, efficiency = "80-plus-gold" } }, mains = { volts = 120, amps = 15 } },
      expect = { findings = { "socket" }, severity = "warning",
        data = { now_w = 300, limit_w = 230, percent = 76.7, saved_w = 280 }, at = "mains.amps" } },
    { name = "neither carries it, the socket less",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 300, count = 4 } },
        psus = { { wattage_w = 1400, efficiency = "80-plus-gold" } }, mains = { volts = 120, amps = 15 } },
      expect = { findings = { "socket" }, data = { limit_w = 230 } } },
    { name = "the supply is the narrower place",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 300, count = 4 } },
        psus = { { wattage_w = 1200, efficiency = "80-plus-gold" } }, mains = { volts = 120, amps = 15 } },
      expect = { findings = { "supply" }, data = { limit_w = 220 } } },
    { name = "both ask for the same limit",
      build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 500 } },
        psus = { { wattage_w = 500, efficiency = "80-plus" } }, mains = { volts = 125, amps = 5 } },
      params = { overhead = 0, margin = 0, base_w = 0, continuous_share = 1 },
      expect = { findings = { "supply" }, data = { limit_w = 400 } } },
    { name = "a socket that carries everything",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 300, count = 4 } },
        psus = { { wattage_w = 1600, efficiency = "80-plus-gold" } }, mains = { volts = 230, amps = 16 } },
      expect = "pass" },
    { name = "a socket, and an efficiency that is not stated",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 300, count = 4 } }, psus = { { wattage_w = 1600 } },
        mains = { volts = 120, amps = 15 } },
      expect = "pass" },
    { name = "two supplies that say what they feed",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 300, count = 3 } },
        psus = { { wattage_w = 1000, powers = { "cpu", "gpu:1" } },
          { wattage_w = 500, powers = { "gpu:2", "gpu:3" } } } },
      expect = { findings = { "supply" }, data = { limit_w = 235, saved_w = 130 },
        at = "psus[2].wattage_w" } },
    { name = "two supplies, and the first asks for the lower limit",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 300, count = 2 } },
        psus = { { wattage_w = 430, powers = { "cpu", "gpu:1" } },
          { wattage_w = 250, powers = { "gpu:2" } } } },
      expect = { findings = { "supply" }, data = { limit_w = 155 }, at = "psus[1].wattage_w" } },
    { name = "half of a card's power is the least",
      build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 400 } }, psus = { { wattage_w = 300 } } },
      params = { overhead = 0, margin = 0, base_w = 0 },
      expect = { findings = { "supply" }, data = { limit_w = 200, percent = 50 } } },
    { name = "less than half of it",
      build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 400 } }, psus = { { wattage_w = 299 } } },
      params = { overhead = 0, margin = 0, base_w = 0 },
      expect = { findings = { "none_fits" }, data = { limit_w = 195, now_w = 400, least_percent = 50 },
        at = "psus[1].wattage_w" } },
    { name = "the CPU alone is too much",
      build = { cpu = { tdp_w = 300 }, gpus = { { tdp_w = 400 } }, psus = { { wattage_w = 250 } } },
      expect = { findings = { "none_fits" }, data = { limit_w = 0 } } },
    { name = "other steps, and a larger least",
      build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 400 } }, psus = { { wattage_w = 399 } } },
      params = { overhead = 0, margin = 0, base_w = 0, step_w = 50, least_share = 0.7 },
      expect = { findings = { "none_fits" }, data = { limit_w = 250, least_percent = 70 } } },
    { name = "a circuit that is trusted with less",
      build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 400 } },
        psus = { { wattage_w = 1000, efficiency = "80-plus" } }, mains = { volts = 200, amps = 10 } },
      params = { overhead = 0, margin = 0, base_w = 0, continuous_share = 0.25 },
      expect = { findings = { "socket" }, data = { limit_w = 300 } } },
    { name = "a limit that is set already is what counts",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, power_limit_w = 210, count = 4 } },
        psus = { { wattage_w = 1100 } } },
      expect = "pass" },
    { name = "a CPU at its highest power leaves less",
      build = { cpu = { tdp_w = 125, max_power_w = 253 }, gpus = { { tdp_w = 575 } },
        psus = { { wattage_w = 750 } } },
      expect = { findings = { "supply" }, data = { limit_w = 455 } } },
    { name = "disks leave less",
      build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 300 } }, psus = { { wattage_w = 430 } },
        storage = { { type = "hdd", count = 2 }, { type = "nvme" }, {} } },
      expect = { findings = { "supply" }, data = { limit_w = 180 } } },
    { name = "other load on the circuit leaves less",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 300, count = 2 } },
        psus = { { wattage_w = 1600, efficiency = "80-plus-gold" } },
        mains = { volts = 120, amps = 15, other_load_w = 600 } },
      expect = { findings = { "socket" }, data = { limit_w = 240 } } },
    { name = "a card that takes no limit as low",
      build = { cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 250, count = 3 }, { tdp_w = 250, min_power_limit_w = 200 } },
        psus = { { wattage_w = 1100 } } },
      expect = { findings = { "below_least" }, data = { card = 4, least_w = 200, limit_w = 195 },
        at = "psus[1].wattage_w" } },
    { name = "a card that takes just that limit, and a small one that needs none",
      build = { cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 250, min_power_limit_w = 195, count = 4 },
          { tdp_w = 190, min_power_limit_w = 190 } },
        psus = { { wattage_w = 1300 } } },
      expect = { findings = { "supply" } } },
    { name = "no card",
      build = { cpu = { tdp_w = 150 }, gpus = {}, psus = { { wattage_w = 100 } } },
      expect = "not_applicable" },
    { name = "no power supply",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250 } }, psus = {} }, expect = "not_applicable" },
    { name = "cards and supplies are not stated",
      build = { cpu = { tdp_w = 150 } }, expect = { missing = { "gpus", "psus" } } },
    { name = "a supply that does not say",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250 } }, psus = { {} } },
      expect = { missing = { "psus[1].wattage_w" } } },
  },
}
