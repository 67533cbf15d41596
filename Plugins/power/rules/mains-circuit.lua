local numbers = require "lib.numbers"

---@type rigrules.Rule
return {
  title = { en = "The wall socket carries the machine for hours", zh = "插座线路能长时间带动整机" },
  why = {
    en = "What the supply gives is not what it takes: losses come on top. A circuit of 15 A at "
      .. "120 V carries 1800 W for a moment and 1440 W for hours, since breakers and wires warm "
      .. "up; four cards at full power are beyond that. Nothing else hangs on the circuit here.",
    zh = "电源从插座取的功率比它输出的大，还要加上损耗。15 A、120 V 的线路瞬时能带 1800 瓦，"
      .. "长时间只能带 1440 瓦，因为断路器和电线会发热；四卡满载就超了。这里假设线路上没有其他电器。",
  },
  source = {
    "NEC (NFPA 70) 210.19 and 210.20: a circuit carries a continuous load, one of three hours or "
      .. "more, of at most 80 % of its rating.",
    "80 PLUS, 115 V: efficiency at full load from 80 % (80+) to 90 % (Titanium).",
  },
  severity = "error",
  needs = {
    "cpu.tdp_w",
    "gpus[].power_limit_w | gpus[].tdp_w",
    "psus[].efficiency",
    "mains.volts",
    "mains.amps",
  },
  reads = { "cpu.count" },
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
  },
  when = function(build)
    return build.psus == nil or #build.psus > 0
  end,
  check = function(build, ctx)
    local params, facts, mains = ctx.params, ctx.facts.power, build.mains
    local wall = facts.wall_w * (1 + params.overhead)
    local circuit = facts.circuit_w
    local continuous = circuit * params.continuous_share
    local data = {
      wall_w = numbers.tenth(wall),
      volts = mains.volts,
      amps = mains.amps,
      circuit_w = numbers.tenth(circuit),
      continuous_w = numbers.tenth(continuous),
      percent = numbers.tenth(params.overhead * 100),
      need_amps = numbers.up(wall / mains.volts / params.continuous_share, 1),
    }
    local options = {
      at = "mains.amps",
      suggest = {
        en = "Use a circuit of {need_amps} A, one of a higher voltage, or limit the power of the "
          .. "cards.",
        zh = "改用 {need_amps} A 的线路，或者更高电压的线路，或者给显卡限功耗。",
      },
    }
    if numbers.is_more(wall, circuit) then
      ctx.report("beyond_circuit", data, options)
    elseif numbers.is_more(wall, continuous) then
      options.severity = "warning"
      ctx.report("beyond_continuous", data, options)
    end
  end,
  examples = {
    {
      name = "just what the circuit carries for hours",
      build = {
        cpu = { tdp_w = 152 },
        gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus" } },
        mains = { volts = 120, amps = 15 },
      },
      params = { overhead = 0 },
      expect = "pass",
    },
    {
      name = "a watt more",
      build = {
        cpu = { tdp_w = 153 },
        gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus" } },
        mains = { volts = 120, amps = 15 },
      },
      params = { overhead = 0 },
      expect = {
        findings = { "beyond_continuous" },
        severity = "warning",
        data = {
          wall_w = 1441.3,
          continuous_w = 1440,
          volts = 120,
          amps = 15,
          percent = 0,
          need_amps = 16,
        },
        at = "mains.amps",
      },
    },
    {
      name = "just what the circuit carries at all",
      build = {
        cpu = { tdp_w = 120, count = 2 },
        gpus = { { tdp_w = 300, count = 4 } },
        psus = { { efficiency = "80-plus" } },
        mains = { volts = 120, amps = 15 },
      },
      params = { overhead = 0 },
      expect = { "beyond_continuous" },
    },
    {
      name = "more than that, with a tenth for the rest and a supply of Gold",
      build = {
        cpu = { tdp_w = 225 },
        gpus = { { tdp_w = 300, count = 4 } },
        psus = { { efficiency = "80-plus-gold" } },
        mains = { volts = 120, amps = 15 },
      },
      expect = {
        findings = { "beyond_circuit" },
        severity = "error",
        data = { wall_w = 1801.7, circuit_w = 1800, percent = 10, need_amps = 19 },
        at = "mains.amps",
      },
    },
    {
      name = "the same at 230 V",
      build = {
        cpu = { tdp_w = 225 },
        gpus = { { tdp_w = 300, count = 4 } },
        psus = { { efficiency = "80-plus-gold" } },
        mains = { volts = 230, amps = 16 },
      },
      expect = "pass",
    },
    {
      name = "the same with limits",
      build = {
        cpu = { tdp_w = 225 },
        gpus = { { tdp_w = 300, power_limit_w = 220, count = 4 } },
        psus = { { efficiency = "80-plus-gold" } },
        mains = { volts = 120, amps = 15 },
      },
      expect = "pass",
    },
    {
      name = "the worst of two supplies counts",
      build = {
        cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus-titanium" }, { efficiency = "80-plus-bronze" } },
        mains = { volts = 120, amps = 15 },
      },
      expect = { findings = { "beyond_continuous" }, data = { wall_w = 1542.7 } },
    },
    {
      name = "Titanium",
      build = {
        cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus-titanium" } },
        mains = { volts = 120, amps = 11 },
      },
      expect = { findings = { "beyond_circuit" }, data = { wall_w = 1405.6 } },
    },
    {
      name = "Platinum",
      build = {
        cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus-platinum" } },
        mains = { volts = 120, amps = 11 },
      },
      expect = { findings = { "beyond_circuit" }, data = { wall_w = 1421.3 } },
    },
    {
      name = "Silver",
      build = {
        cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 250, count = 4 } },
        psus = { { efficiency = "80-plus-silver" } },
        mains = { volts = 120, amps = 11 },
      },
      expect = { findings = { "beyond_circuit" }, data = { wall_w = 1488.2 } },
    },
    {
      name = "a circuit that is trusted with less",
      build = {
        cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 350 } },
        psus = { { efficiency = "80-plus" } },
        mains = { volts = 220, amps = 10 },
      },
      params = { continuous_share = 0.25 },
      expect = {
        findings = { "beyond_continuous" },
        data = { wall_w = 687.5, continuous_w = 550, need_amps = 13 },
      },
    },
    {
      name = "what the socket carries is not stated",
      build = {
        cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 250 } },
        psus = { { efficiency = "80-plus-gold" } },
        mains = { volts = 230 },
      },
      expect = { missing = { "mains.amps" } },
    },
    {
      name = "the supply does not say",
      build = {
        cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 250 } },
        psus = { {} },
        mains = { volts = 230, amps = 16 },
      },
      expect = { missing = { "psus[1].efficiency" } },
    },
    {
      name = "no power supply",
      build = { cpu = { tdp_w = 150 }, gpus = {}, psus = {}, mains = { volts = 230, amps = 16 } },
      expect = "not_applicable",
    },
    {
      name = "supplies are not stated",
      build = { cpu = { tdp_w = 150 }, gpus = {}, mains = { volts = 230, amps = 16 } },
      expect = { missing = { "psus" } },
    },
  },
}
