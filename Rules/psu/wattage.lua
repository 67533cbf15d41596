local numbers = require "lib.numbers"
local paths = require "lib.paths"
local power = require "lib.power"

-- Sums such as 1.1 × 1150 W are not exact; a thousandth of a watt decides nothing.
local hair = 0.001

local function feeds(psu, part)
  for _, name in ipairs(psu.powers) do
    if name == part then
      return true
    end
  end
  return false
end

-- Whether each supply says what it feeds, and every part is fed.
local function is_shared_out(build)
  local parts = { "cpu" }
  for i in ipairs(build.gpus) do
    parts[#parts + 1] = "gpu:" .. i
  end
  for _, psu in ipairs(build.psus) do
    if not psu.powers then
      return false
    end
  end
  for _, part in ipairs(parts) do
    local fed = false
    for _, psu in ipairs(build.psus) do
      fed = fed or feeds(psu, part)
    end
    if not fed then
      return false
    end
  end
  return true
end

-- What each supply has to carry: { psu = index, have, load, gpu, sum }. `gpu` and `sum` are the
-- watts that the overhead is reckoned from: those of the whole machine for the supply that feeds
-- the CPU, and with it the other parts; none for the others.
local function duties(build)
  local cpu, gpus = power.processors_w(build), power.cards_w(build)
  local list = {}
  if #build.psus > 1 and is_shared_out(build) then
    for i, psu in ipairs(build.psus) do
      local main = feeds(psu, "cpu")
      local load = main and cpu or 0
      for card, gpu in ipairs(build.gpus) do
        if feeds(psu, "gpu:" .. card) then
          load = load + power.card_w(gpu)
        end
      end
      list[i] = {
        psu = i,
        have = psu.wattage_w,
        load = load,
        gpu = main and gpus or 0,
        sum = main and cpu + gpus or 0,
      }
    end
    return list
  end
  local have = 0
  for _, psu in ipairs(build.psus) do
    have = have + psu.wattage_w
  end
  return { { psu = 1, have = have, load = cpu + gpus, gpu = gpus, sum = cpu + gpus } }
end

-- The band a supply falls into: its name, its rank (4 is the worst), and the watts it misses.
local function band_of(duty, overhead)
  local have = duty.have + hair
  local text = duty.load + overhead * duty.sum
  if have < duty.load then
    return "below_load", 4, duty.load
  elseif have < duty.load + overhead * duty.gpu then
    return "below_minimum", 3, duty.load + overhead * duty.gpu
  elseif have < text then
    return "below_text", 2, text
  elseif have < text + overhead * (1 + overhead) * duty.sum then
    return "below_advised", 1, text + overhead * (1 + overhead) * duty.sum
  end
  return nil, 0, 0
end

local severities = { below_text = "warning", below_advised = "advice" }

---@type rigrules.Rule
return {
  title = {
    en = "The PSU carries CPU, GPUs and 10 % more",
    zh = "电源功率 = CPU + GPU，再加 10%",
  },
  why = {
    en = "CPU and cards draw their rated watts for hours in training; board, memory, drives and "
      .. "fans come on top, about 10 %. A supply at its limit runs hot and loud, ages faster, and "
      .. "switches off when several cards peak at once, in the middle of a run.",
    zh = "训练时 CPU 和显卡会连续几小时满载，主板、内存、硬盘、风扇还要再加大约 10%。"
      .. "电源长期顶着极限，又热又吵、老化快，几块卡同时冲高时会直接断电，训练白跑。",
  },
  source = {
    "将电脑 CPU 和 GPU 的功率相加，再额外加上 10% 的功率算作其他组件的耗能，就得到了功率的峰值。",
    "如果你有 4 个 GPU，每个功率为250瓦，还有一个功率为 150 瓦的 CPU，则需电源提供 4×250+150+100=1250 瓦的电量。",
  },
  severity = "error",
  needs = { "cpu.tdp_w", "gpus[].power_limit_w | gpus[].tdp_w", "psus[].wattage_w" },
  params = {
    overhead = {
      default = 0.10,
      min = 0,
      max = 1,
      unit = "fraction",
      doc = { en = "share added for the other parts", zh = "为其他部件预留的比例" },
    },
  },
  messages = {
    below_load = {
      en = "The PSU gives {have_w} W; CPU and GPUs alone draw {need_w} W ({cpu_w} + {gpu_w}).",
      zh = "电源只有 {have_w} W，光 CPU 和 GPU 就要 {need_w} W（{cpu_w} + {gpu_w}）。",
    },
    below_minimum = {
      en = "The PSU gives {have_w} W; CPU and GPUs need {need_w} W: {cpu_w} + {gpu_w} W, and "
        .. "{percent} % of the GPUs' watts for the other parts.",
      zh = "电源只有 {have_w} W，需要 {need_w} W：{cpu_w} + {gpu_w} W，"
        .. "再加 GPU 功率的 {percent}% 给其他部件。",
    },
    below_text = {
      en = "The PSU gives {have_w} W; with {percent} % of CPU and GPUs together ({cpu_w} + {gpu_w} "
        .. "W) on top it would be {need_w} W. It covers the notes' own example, not their sentence.",
      zh = "电源有 {have_w} W；CPU 和 GPU 合计（{cpu_w} + {gpu_w} W）再加 {percent}% 应为 {need_w} W。"
        .. "这满足笔记里的算例，但不满足那句话的原文。",
    },
    below_advised = {
      en = "The PSU gives {have_w} W, which is enough; {need_w} W would leave another {percent} % "
        .. "for peaks and ageing.",
      zh = "电源有 {have_w} W，够用；{need_w} W 可以再留 {percent}% 应付峰值和老化。",
    },
    split_unstated = {
      en = "{count} PSUs give {have_w} W together, but the build does not say which one feeds "
        .. "what, so only the total was checked.",
      zh = "{count} 个电源一共 {have_w} W，但清单没有写明谁给谁供电，所以只核对了总功率。",
    },
  },
  when = function(build)
    return build.psus == nil or #build.psus > 0
  end,
  check = function(build, ctx)
    local overhead = ctx.params.overhead
    local worst, worst_rank, worst_duty, worst_need
    worst_rank = 0
    local list = duties(build)
    for _, duty in ipairs(list) do
      local band, rank, need = band_of(duty, overhead)
      if rank > worst_rank then
        worst, worst_rank, worst_duty, worst_need = band, rank, duty, need
      end
    end
    if worst then
      -- What is too little is replaced by what leaves no warning; what is enough, by the advice.
      local choose = worst_rank == 1 and worst_need or worst_duty.load + overhead * worst_duty.sum
      ctx.report(worst, {
        have_w = numbers.tenth(worst_duty.have),
        need_w = numbers.tenth(worst_need),
        cpu_w = numbers.tenth(power.processors_w(build)),
        gpu_w = numbers.tenth(power.cards_w(build)),
        percent = numbers.tenth(overhead * 100),
        choose_w = power.size_for(choose - hair),
      }, {
        at = paths.of("psus", worst_duty.psu, "wattage_w"),
        severity = severities[worst],
        suggest = {
          en = "Choose a PSU of {choose_w} W or more.",
          zh = "选 {choose_w} W 或更大的电源。",
        },
      })
    end
    if #build.psus > #list then
      ctx.report("split_unstated", {
        count = #build.psus,
        have_w = numbers.tenth(list[1].have),
      }, {
        at = "psus[0].powers",
        severity = "advice",
        suggest = {
          en = "State for each PSU what it powers (cpu, gpu:1, gpu:2 …), every card once.",
          zh = "给每个电源写上 powers（cpu、gpu:1、gpu:2……），每块卡都要写到。",
        },
      })
    end
  end,
  examples = {
    {
      name = "1392 W carries the notes' own example with all reserves",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } }, psus = { { wattage_w = 1392 } } },
      expect = "pass",
    },
    {
      name = "one watt less than the second tenth is advice",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } }, psus = { { wattage_w = 1391 } } },
      expect = {
        findings = { "below_advised" },
        severity = "advice",
        at = "psus[0].wattage_w",
        data = { need_w = 1391.5, choose_w = 1500, percent = 10 },
      },
    },
    {
      name = "1265 W meets the sentence",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } }, psus = { { wattage_w = 1265 } } },
      expect = { findings = { "below_advised" }, severity = "advice" },
    },
    {
      name = "1264 W is a warning",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } }, psus = { { wattage_w = 1264 } } },
      expect = { findings = { "below_text" }, severity = "warning", data = { need_w = 1265, choose_w = 1300 } },
    },
    {
      name = "1250 W is what the notes reckon for four cards, and a warning",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } }, psus = { { wattage_w = 1250 } } },
      expect = { findings = { "below_text" }, severity = "warning", data = { cpu_w = 150, gpu_w = 1000 } },
    },
    {
      name = "1249 W is too little",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } }, psus = { { wattage_w = 1249 } } },
      expect = { findings = { "below_minimum" }, severity = "error", data = { have_w = 1249, need_w = 1250, choose_w = 1300 } },
    },
    {
      name = "1150 W is only what CPU and cards draw",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } }, psus = { { wattage_w = 1150 } } },
      expect = { findings = { "below_minimum" } },
    },
    {
      name = "1149 W is less than they draw",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } }, psus = { { wattage_w = 1149 } } },
      expect = { findings = { "below_load" }, severity = "error", data = { need_w = 1150, choose_w = 1300 } },
    },
    {
      name = "a power limit counts in place of the TDP, two processors twice",
      build = {
        cpu = { tdp_w = 100, count = 2 },
        gpus = { { tdp_w = 350, power_limit_w = 250, count = 4 } },
        psus = { { wattage_w = 1199 } },
      },
      expect = { findings = { "below_load" }, data = { cpu_w = 200, gpu_w = 1000, choose_w = 1500 } },
    },
    {
      name = "without reserve for other parts the sum itself is enough",
      params = { overhead = 0 },
      build = { cpu = { tdp_w = 65 }, gpus = { { tdp_w = 160 } }, psus = { { wattage_w = 225 } } },
      expect = "pass",
    },
    {
      name = "a machine beyond the largest size on the list",
      build = { cpu = { tdp_w = 280 }, gpus = { { tdp_w = 450, count = 5 } }, psus = { { wattage_w = 1000 } } },
      expect = { findings = { "below_load" }, data = { choose_w = 2800 } },
    },
    {
      name = "two supplies that say what they feed",
      build = {
        cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 250, count = 4 } },
        psus = {
          { wattage_w = 892, powers = { "cpu", "gpu:1", "gpu:2" } },
          { wattage_w = 500, powers = { "gpu:3", "gpu:4" } },
        },
      },
      expect = "pass",
    },
    {
      name = "the second supply is one watt short of its cards",
      build = {
        cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 250, count = 4 } },
        psus = {
          { wattage_w = 892, powers = { "cpu", "gpu:1", "gpu:2" } },
          { wattage_w = 499, powers = { "gpu:3", "gpu:4" } },
        },
      },
      expect = { findings = { "below_load" }, at = "psus[1].wattage_w", data = { have_w = 499, need_w = 500, choose_w = 500 } },
    },
    {
      name = "the supply of the CPU carries the reserve of the whole machine",
      build = {
        cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 250, count = 4 } },
        psus = {
          { wattage_w = 749, powers = { "cpu", "gpu:1", "gpu:2" } },
          { wattage_w = 600, powers = { "gpu:3", "gpu:4" } },
        },
      },
      expect = { findings = { "below_minimum" }, at = "psus[0].wattage_w", data = { need_w = 750, choose_w = 850 } },
    },
    {
      name = "two supplies that do not say what they feed are added up",
      build = {
        cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 250, count = 4 } },
        psus = { { wattage_w = 700, powers = { "cpu" } }, { wattage_w = 700 } },
      },
      expect = { findings = { "split_unstated" }, severity = "advice", at = "psus[0].powers", data = { count = 2, have_w = 1400 } },
    },
    {
      name = "a card that no supply feeds",
      build = {
        cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 250, count = 4 } },
        psus = {
          { wattage_w = 600, powers = { "cpu", "gpu:1" } },
          { wattage_w = 600, powers = { "gpu:3", "gpu:4" } },
        },
      },
      expect = { findings = { "below_minimum", "split_unstated" }, severity = "error" },
    },
    {
      name = "a card without watts",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250 }, { vram_gb = 11 } }, psus = { { wattage_w = 1000 } } },
      expect = { outcome = "unknown", missing = { "gpus[1].tdp_w" } },
    },
    {
      name = "no supply on the list",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250 } }, psus = {} },
      expect = "not_applicable",
    },
  },
}
