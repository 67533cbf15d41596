local draw = require "lib.draw"
local grades = require "lib.grades"
local numbers = require "lib.numbers"
local paths = require "lib.paths"

-- What CPU and cards draw with the cards' limits and without them. What is not stated counts as 0 W
-- and is listed in `gaps`.
local function load_of(build)
  local load = { watts = 0, full = 0, gaps = {} }
  if build.cpu and build.cpu.tdp_w then
    load.watts = build.cpu.tdp_w * build.cpu.count
    load.full = load.watts
  else
    table.insert(load.gaps, "cpu.tdp_w")
  end
  if not build.gpus then
    table.insert(load.gaps, "gpus")
  end
  for card, gpu in ipairs(build.gpus or {}) do
    local watts = draw.of_card(gpu)
    if watts then
      load.watts, load.full = load.watts + watts, load.full + draw.at_full(gpu)
    else
      table.insert(load.gaps, paths.of("gpus", card, "tdp_w"))
    end
  end
  return load
end

-- The efficiency of the worst supply; the best there is, and the gap, where one is not stated.
local function efficiency_of(build)
  if not build.psus then
    return grades.best_full, "psus"
  end
  for index, psu in ipairs(build.psus) do
    if not psu.efficiency then
      return grades.best_full, paths.of("psus", index, "efficiency")
    end
  end
  return grades.lowest(build.psus, "full"), nil
end

local choose_circuit = {
  en = "Use a circuit of {need_amps} A of its own, one of a higher voltage, or limit the power of the "
    .. "cards.",
  zh = "改用 {need_amps} A 的专用线路，或者更高电压的线路，或者给显卡限功耗。",
}

-- Reports what is beyond the circuit, and whether there was something.
local function report_beyond(ctx, data, all_w, continuous_w, other)
  -- mutate: skip [0 -> 1] what else hangs there is hardly ever 1 W
  local shared = other > 0 and "_shared" or ""
  local options = { at = "mains.amps", suggest = choose_circuit }
  if numbers.is_more(all_w, data.volts * data.amps) then
    ctx.report("beyond_circuit" .. shared, data, options)
    return true
  elseif numbers.is_more(all_w, continuous_w) then
    options.severity = "warning"
    ctx.report("beyond_continuous" .. shared, data, options)
    return true
  end
  return false
end

---@type rigrules.Rule
return {
  title = { en = "The wall socket carries the machine for hours", zh = "插座线路能长时间带动整机" },
  why = {
    en = "What the supply gives is not what it takes: losses come on top. A circuit of 15 A at "
      .. "120 V carries 1800 W for a moment and 1440 W for hours, since breakers and wires warm "
      .. "up; four cards at full power are beyond that, and whatever else hangs on the circuit counts.",
    zh = "电源从插座取的功率比它输出的大，还要加上损耗。15 A、120 V 的线路瞬时能带 1800 瓦，"
      .. "长时间只能带 1440 瓦，因为断路器和电线会发热；四卡满载就超了，线路上的其他电器也要算进去。",
  },
  source = {
    "NEC (NFPA 70) 210.19 and 210.20: a circuit carries a continuous load, one of three hours or "
      .. "more, of at most 80 % of its rating.",
    "80 PLUS, 115 V: efficiency at full load from 80 % (80+) to 90 % (Titanium).",
  },
  severity = "error",
  unknown = "note",
  -- The cards alone may be beyond the circuit, so that other gaps do not keep the rule from saying so.
  needs = { "mains.volts", "mains.amps" },
  reads = {
    "cpu.tdp_w",
    "cpu.count",
    "gpus[].power_limit_w",
    "gpus[].tdp_w",
    "psus[].efficiency",
    "mains.other_load_w",
  },
  params = {
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
    overhead = {
      default = 0.10,
      min = 0,
      max = 1,
      unit = "fraction",
      doc = { en = "share added for the other parts", zh = "为其他组件加上的比例" },
    },
  },
  messages = {
    beyond_circuit = {
      en = "CPU, cards and {percent} % for the rest take {wall_w} W from the wall; the circuit of "
        .. "{volts} V and {amps} A carries {circuit_w} W.",
      zh = "CPU、显卡再加 {percent}% 从插座取 {wall_w} W，{volts} V、{amps} A 的线路只能带 {circuit_w} W。",
    },
    beyond_continuous = {
      en = "CPU, cards and {percent} % for the rest take {wall_w} W from the wall; the circuit of "
        .. "{volts} V and {amps} A carries {continuous_w} W for hours.",
      zh = "CPU、显卡再加 {percent}% 从插座取 {wall_w} W，{volts} V、{amps} A 的线路长时间只能带 "
        .. "{continuous_w} W。",
    },
    beyond_circuit_shared = {
      en = "CPU, cards and {percent} % for the rest take {wall_w} W from the wall, {other_w} W is "
        .. "drawn besides; the circuit of {volts} V and {amps} A carries {circuit_w} W.",
      zh = "CPU、显卡再加 {percent}% 从插座取 {wall_w} W，其他电器 {other_w} W，{volts} V、{amps} A "
        .. "的线路只能带 {circuit_w} W。",
    },
    beyond_continuous_shared = {
      en = "CPU, cards and {percent} % for the rest take {wall_w} W from the wall, {other_w} W is "
        .. "drawn besides; the circuit of {volts} V and {amps} A carries {continuous_w} W for hours.",
      zh = "CPU、显卡再加 {percent}% 从插座取 {wall_w} W，其他电器 {other_w} W，{volts} V、{amps} A "
        .. "的线路长时间只能带 {continuous_w} W。",
    },
    rests_on_limit = {
      en = "Without the cards' power limits the machine takes {full_wall_w} W from the wall, more than "
        .. "the {continuous_w} W that the circuit of {volts} V and {amps} A carries for hours.",
      zh = "不设显卡功耗墙时整机从插座取 {full_wall_w} W，超过 {volts} V、{amps} A 的线路长时间能带的 "
        .. "{continuous_w} W。",
    },
  },
  when = function(build)
    return build.psus == nil or #build.psus > 0
  end,
  check = function(build, ctx)
    local params, mains = ctx.params, build.mains
    local load = load_of(build)
    local efficiency, gap = efficiency_of(build)
    local other = mains.other_load_w or 0
    local wall = load.watts / efficiency * (1 + params.overhead)
    local full = load.full / efficiency * (1 + params.overhead)
    local circuit = mains.volts * mains.amps
    local continuous = circuit * params.continuous_share
    local data = {
      wall_w = numbers.tenth(wall),
      full_wall_w = numbers.tenth(full),
      other_w = numbers.tenth(other),
      volts = mains.volts,
      amps = mains.amps,
      circuit_w = numbers.tenth(circuit),
      continuous_w = numbers.tenth(continuous),
      percent = numbers.tenth(params.overhead * 100),
      need_amps = numbers.up((wall + other) / mains.volts / params.continuous_share, 1),
    }
    if report_beyond(ctx, data, wall + other, continuous, other) then
      return
    end

    for _, place in ipairs(load.gaps) do
      ctx.unknown(place)
    end
    if gap then
      ctx.unknown(gap)
    end
    if not mains.other_load_w then
      ctx.unknown("mains.other_load_w")
    end
    if numbers.is_more(full + other, continuous) then
      ctx.report("rests_on_limit", data, {
        at = "mains.amps",
        severity = "advice",
        suggest = {
          en = "Set the limits at every start of the machine, before the first job, and keep other "
            .. "load off the circuit.",
          zh = "让机器每次开机、在第一个任务之前就设好功耗墙，线路上不要再接其他大功率电器。",
        },
      })
    end
  end,
  examples = {
    { name = "just what the circuit carries for hours",
      build = { cpu = { tdp_w = 152 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus" } }, mains = { volts = 120, amps = 15, other_load_w = 0 } },
      params = { overhead = 0 }, expect = "pass" },
    { name = "a watt more",
      build = { cpu = { tdp_w = 153 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus" } }, mains = { volts = 120, amps = 15, other_load_w = 0 } },
      params = { overhead = 0 },
      expect = { findings = { "beyond_continuous" }, severity = "warning",
        data = { wall_w = 1441.3, continuous_w = 1440, volts = 120, amps = 15, percent = 0, need_amps = 16 },
        at = "mains.amps" } },
    { name = "just what the circuit carries at all",
      build = { cpu = { tdp_w = 120, count = 2 }, gpus = { { tdp_w = 300, count = 4 } },
        psus = { { efficiency = "80-plus" } }, mains = { volts = 120, amps = 15, other_load_w = 0 } },
      params = { overhead = 0 }, expect = { "beyond_continuous" } },
    { name = "more than that, with a tenth for the rest and a supply of Gold",
      build = { cpu = { tdp_w = 225 }, gpus = { { tdp_w = 300, count = 4 } },
        psus = { { efficiency = "80-plus-gold" } }, mains = { volts = 120, amps = 15, other_load_w = 0 } },
      expect = { findings = { "beyond_circuit" }, severity = "error",
        data = { wall_w = 1801.7, circuit_w = 1800, percent = 10, need_amps = 19 }, at = "mains.amps" } },
    { name = "the same at 230 V",
      build = { cpu = { tdp_w = 225 }, gpus = { { tdp_w = 300, count = 4 } },
        psus = { { efficiency = "80-plus-gold" } }, mains = { volts = 230, amps = 16, other_load_w = 0 } },
      expect = "pass" },
    { name = "the same with limits, as long as they are set",
      build = { cpu = { tdp_w = 225 }, gpus = { { tdp_w = 300, power_limit_w = 220, count = 4 } },
        psus = { { efficiency = "80-plus-gold" } }, mains = { volts = 120, amps = 15, other_load_w = 0 } },
      expect = { findings = { "rests_on_limit" }, severity = "advice",
        data = { wall_w = 1397.1, full_wall_w = 1801.7, continuous_w = 1440 } } },
    { name = "the worst of two supplies counts",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus-titanium" }, { efficiency = "80-plus-bronze" } },
        mains = { volts = 120, amps = 15, other_load_w = 0 } },
      expect = { findings = { "beyond_continuous" }, data = { wall_w = 1542.7 } } },
    { name = "Titanium",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus-titanium" } },
        mains = { volts = 120, amps = 11, other_load_w = 0 } },
      expect = { findings = { "beyond_circuit" }, data = { wall_w = 1405.6 } } },
    { name = "Platinum",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus-platinum" } },
        mains = { volts = 120, amps = 11, other_load_w = 0 } },
      expect = { findings = { "beyond_circuit" }, data = { wall_w = 1421.3 } } },
    { name = "Silver",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus-silver" } }, mains = { volts = 120, amps = 11, other_load_w = 0 } },
      expect = { findings = { "beyond_circuit" }, data = { wall_w = 1488.2 } } },
    { name = "a circuit that is trusted with less",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 350 } }, psus = { { efficiency = "80-plus" } },
        mains = { volts = 220, amps = 10, other_load_w = 0 } },
      params = { continuous_share = 0.25 },
      expect = { findings = { "beyond_continuous" },
        data = { wall_w = 687.5, continuous_w = 550, need_amps = 13 } } },
    { name = "what else hangs on the circuit counts",
      build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 300 } }, psus = { { efficiency = "80-plus-gold" } },
        mains = { volts = 120, amps = 15, other_load_w = 1000 } },
      expect = { findings = { "beyond_continuous_shared" }, severity = "warning",
        data = { wall_w = 505.7, other_w = 1000, need_amps = 16 } } },
    { name = "and may be too much at once",
      build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 300 } }, psus = { { efficiency = "80-plus-gold" } },
        mains = { volts = 120, amps = 15, other_load_w = 1500 } },
      expect = { findings = { "beyond_circuit_shared" }, severity = "error" } },
    { name = "what else hangs on the circuit is not stated",
      build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 300 } }, psus = { { efficiency = "80-plus-gold" } },
        mains = { volts = 120, amps = 15 } },
      expect = { outcome = "unknown", missing = { "mains.other_load_w" } } },
    { name = "cards that are beyond the circuit whatever the CPU and the supply are",
      build = { gpus = { { tdp_w = 575, count = 3 } }, mains = { volts = 120, amps = 15 } },
      expect = { findings = { "beyond_circuit" }, data = { wall_w = 2040.3 } } },
    { name = "one card, and nothing else is stated",
      build = { gpus = { { tdp_w = 360 }, {} }, mains = { volts = 120, amps = 15 } },
      expect = { missing = { "cpu.tdp_w", "gpus[2].tdp_w", "psus", "mains.other_load_w" } } },
    { name = "cards are not stated",
      build = { cpu = { tdp_w = 100 }, psus = { { efficiency = "80-plus-gold" } },
        mains = { volts = 120, amps = 15, other_load_w = 0 } },
      expect = { missing = { "gpus" } } },
    { name = "what the socket carries is not stated",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250 } }, psus = { { efficiency = "80-plus-gold" } },
        mains = { volts = 230 } },
      expect = { missing = { "mains.amps" } } },
    { name = "the supply does not say",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250 } }, psus = { {} },
        mains = { volts = 230, amps = 16, other_load_w = 0 } },
      expect = { missing = { "psus[1].efficiency" } } },
    { name = "no power supply",
      build = { cpu = { tdp_w = 150 }, gpus = {}, psus = {},
        mains = { volts = 230, amps = 16, other_load_w = 0 } },
      expect = "not_applicable" },
    { name = "supplies are not stated",
      build = { cpu = { tdp_w = 150 }, gpus = {}, mains = { volts = 230, amps = 16, other_load_w = 0 } },
      expect = { missing = { "psus" } } },
  },
}
