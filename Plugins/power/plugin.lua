local draw = require "lib.draw"
local grades = require "lib.grades"

return {
  name = "power",
  version = "1.0.0",
  api = 1,
  description = {
    en = "Power beyond the supply's watts: the wall socket, peaks, plugs, limits and the bill.",
    zh = "电源瓦数以外的供电问题：插座线路、瞬时峰值、接头、功耗墙和电费。",
  },
  licence = "Apache-2.0",
  facts = {
    cpu_w = {
      doc = { en = "what all CPUs draw, by their TDP", zh = "所有 CPU 的功率（按 TDP）" },
      unit = "W",
      needs = { "cpu.tdp_w" },
      compute = function(build)
        return build.cpu.tdp_w * build.cpu.count
      end,
      examples = {
        { name = "two CPUs", build = { cpu = { tdp_w = 205, count = 2 } }, expect = 410 },
        { name = "no TDP", build = { cpu = { cores = 8 } } },
      },
    },
    cards_w = {
      doc = {
        en = "what all cards draw, each at its power limit where one is set",
        zh = "所有显卡的功率，设了功耗墙的按功耗墙算",
      },
      unit = "W",
      needs = { "gpus[].power_limit_w | gpus[].tdp_w" },
      compute = function(build)
        return draw.sum(draw.watts_of(draw.everyone(build.gpus), build.gpus))
      end,
      examples = {
        {
          name = "one card with a lower limit",
          build = { gpus = { { tdp_w = 350 }, { tdp_w = 350, power_limit_w = 280 } } },
          expect = 630,
        },
      },
    },
    load_w = {
      doc = { en = "what CPUs and cards draw together", zh = "CPU 和显卡的功率之和" },
      unit = "W",
      needs = { "cpu.tdp_w", "gpus[].power_limit_w | gpus[].tdp_w" },
      compute = function(_, ctx)
        return ctx.facts.power.cpu_w + ctx.facts.power.cards_w
      end,
      examples = {
        {
          name = "a CPU and a card",
          build = { cpu = { tdp_w = 125 }, gpus = { { tdp_w = 350 } } },
          expect = 475,
        },
      },
    },
    efficiency = {
      doc = {
        en = "share of what it takes from the wall that the worst supply passes on at full load",
        zh = "满载时能效最低的电源把市电转换出来的比例",
      },
      needs = { "psus[].efficiency" },
      compute = function(build)
        return grades.lowest(build.psus, "full")
      end,
      examples = {
        {
          name = "the worse of two supplies",
          build = {
            psus = { { efficiency = "80-plus-gold" }, { efficiency = "80-plus-bronze" } },
          },
          expect = 0.82,
        },
      },
    },
    half_load_efficiency = {
      doc = { en = "the same at half load", zh = "半载时的同一比例" },
      needs = { "psus[].efficiency" },
      compute = function(build)
        return grades.lowest(build.psus, "half")
      end,
      examples = {
        {
          name = "a gold supply",
          build = { psus = { { efficiency = "80-plus-gold" } } },
          expect = 0.9,
        },
      },
    },
    wall_w = {
      doc = {
        en = "what CPUs and cards take from the wall at full load",
        zh = "满载时 CPU 和显卡从插座取的功率",
      },
      unit = "W",
      needs = { "cpu.tdp_w", "gpus[].power_limit_w | gpus[].tdp_w", "psus[].efficiency" },
      compute = function(_, ctx)
        local efficiency = ctx.facts.power.efficiency
        return efficiency and ctx.facts.power.load_w / efficiency
      end,
      examples = {
        {
          name = "435 W behind a gold supply",
          build = {
            cpu = { tdp_w = 135 },
            gpus = { { tdp_w = 300 } },
            psus = { { efficiency = "80-plus-gold" } },
          },
          expect = 500,
        },
      },
    },
    circuit_w = {
      doc = { en = "what the circuit carries: volts × amps", zh = "线路能承载的功率：电压 × 电流" },
      unit = "W",
      needs = { "mains.volts", "mains.amps" },
      compute = function(build)
        return build.mains.volts * build.mains.amps
      end,
      examples = {
        {
          name = "a European circuit",
          build = { mains = { volts = 230, amps = 16 } },
          expect = 3680,
        },
      },
    },
  },
}
