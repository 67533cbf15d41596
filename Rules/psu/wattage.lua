local numbers = require "lib.numbers"
local paths = require "lib.paths"
local power = require "lib.power"

-- What a supply has to carry. What is not stated counts as 0 W and is listed under `gaps`, so that
-- every figure is then a lower bound. `full_gpu_w` is what the cards draw without their limits.
local function demand_of(build, fed)
  local demand = { cpu_w = 0, peak_cpu_w = 0, gpu_w = 0, full_gpu_w = 0, gaps = {} }
  local cpu = build.cpu
  if fed == nil or fed.cpu then
    if cpu and cpu.tdp_w then
      demand.cpu_w = cpu.tdp_w * cpu.count
      -- mutate: skip [0 -> 1] no CPU draws less than 1 W
      demand.peak_cpu_w = math.max(cpu.tdp_w, cpu.max_power_w or 0) * cpu.count
    else
      table.insert(demand.gaps, "cpu.tdp_w")
    end
  end
  if not build.gpus then
    table.insert(demand.gaps, "gpus")
  end
  for card, gpu in ipairs(build.gpus or {}) do
    local watts = power.of_card(gpu)
    local feeds = fed == nil or fed[card]
    if not watts and (feeds or fed.cpu) then
      table.insert(demand.gaps, paths.of("gpus", card, "tdp_w"))
    elseif watts and feeds then
      demand.gpu_w = demand.gpu_w + watts
      -- mutate: skip [0 -> 1] nor does a card
      demand.full_gpu_w = demand.full_gpu_w + math.max(watts, gpu.tdp_w or 0)
    end
  end
  return demand
end

-- What power supplies carry together: all of them, or one that states what it feeds. `rest` is its
-- part in the power of the other components: 1 for the one that feeds the CPU, 0 for others. `all` is
-- the demand on all of them.
local function all_together(build)
  local have, names = 0, {}
  for index, psu in ipairs(build.psus) do
    have = have + psu.wattage_w
    names[index] = tostring(index)
  end
  local demand = demand_of(build)
  return {
    psu = table.concat(names, " + "),
    at = #names == 1 and paths.of("psus", 1, "wattage_w") or "psus",
    have = have,
    rest = 1,
    demand = demand,
    all = demand,
  }
end

local function one_alone(build, index, fed, all)
  return {
    psu = tostring(index),
    at = paths.of("psus", index, "wattage_w"),
    have = build.psus[index].wattage_w,
    rest = fed.cpu and 1 or 0,
    demand = demand_of(build, fed),
    all = all,
  }
end

-- The figures that a supply is compared with.
local function needs_of(ctx, supply)
  local overhead, demand, all = ctx.params.overhead, supply.demand, supply.all
  local load_w = demand.cpu_w + demand.gpu_w
  local full_w = demand.cpu_w + demand.full_gpu_w
  local need = {
    load = load_w,
    minimum = load_w + supply.rest * overhead * all.gpu_w,
    text = load_w + supply.rest * overhead * (all.cpu_w + all.gpu_w),
    peak = demand.peak_cpu_w + demand.gpu_w,
    full = full_w + supply.rest * overhead * all.full_gpu_w,
  }
  need.advised = need.text * (1 + overhead)
  return need
end

-- Whether a single supply carries all that a finding would ask for. Most do, and no figures are kept; what
-- is not ample is computed in full.
local function is_ample(build, ctx)
  local cpu, gpus, overhead = build.cpu, build.gpus, ctx.params.overhead
  local tdp_w = cpu and cpu.tdp_w
  if not (tdp_w and gpus) or #build.psus ~= 1 then
    return false
  end
  -- mutate: skip [0 -> 1] with a watt more it is computed in full
  local cpu_w, gpu_w, full_gpu_w = tdp_w * cpu.count, 0, 0
  for card = 1, #gpus do
    local limit_w, card_w = gpus[card].power_limit_w, gpus[card].tdp_w
    local watts = limit_w or card_w
    if not watts then
      return false
    end
    gpu_w = gpu_w + watts
    -- mutate: skip [0 -> 1] no card draws less than 1 W
    full_gpu_w = full_gpu_w + math.max(watts, card_w or 0)
  end
  local have, load_w = build.psus[1].wattage_w, cpu_w + gpu_w
  -- mutate: skip [0 -> 1] no CPU draws less than 1 W
  local peak_w = math.max(tdp_w, cpu.max_power_w or 0) * cpu.count + gpu_w
  -- mutate: skip [1 -> 2] what is not ample is computed in full
  local advised_w = (load_w + overhead * load_w) * (1 + overhead)
  local full_w = cpu_w + full_gpu_w + overhead * full_gpu_w
  return not power.is_short(have, math.max(peak_w, advised_w, full_w))
end

-- The data of the findings on a supply; most supplies are large enough, and have none.
local function data_of(ctx, supply, need)
  local overhead, demand = ctx.params.overhead, supply.demand
  -- What is advised to buy carries the peak as well, and the other parts beside it.
  local ample = need.peak + need.text - need.load
  return {
    psu = supply.psu,
    have_w = numbers.tenth(supply.have),
    cpu_w = numbers.tenth(demand.cpu_w),
    gpu_w = numbers.tenth(demand.gpu_w),
    load_w = numbers.tenth(need.load),
    rest_w = numbers.tenth(need.minimum - need.load),
    need_w = numbers.tenth(need.minimum),
    text_w = numbers.tenth(need.text),
    peak_cpu_w = numbers.tenth(demand.peak_cpu_w),
    peak_w = numbers.tenth(need.peak),
    full_w = numbers.tenth(need.full),
    advised_w = numbers.tenth(need.advised),
    percent = numbers.tenth(overhead * 100),
    choose_w = power.next_size(ample),
    roomy_w = power.next_size(ample * (1 + overhead)),
  }
end

local choose_larger = {
  en = "Choose {choose_w} W or more; {roomy_w} W leaves room to spare.",
  zh = "换成 {choose_w} W 以上的电源；想留有余量就选 {roomy_w} W。",
}

-- Reports that the verdict holds only while the cards' limits are set.
local function note_limits(ctx, supply, need)
  if not power.is_short(supply.have, need.full) then
    return
  end
  ctx.report("rests_on_limit", data_of(ctx, supply, need), {
    at = supply.at,
    severity = "advice",
    suggest = {
      en = "Set the limits at every start of the machine (a service that runs nvidia-smi -pl, for "
        .. "example), or choose a PSU of {full_w} W or more.",
      zh = "让机器每次开机都自动设置功耗墙（例如用服务运行 nvidia-smi -pl），"
        .. "或者选 {full_w} W 以上的电源。",
    },
  })
end

-- Reports the worst band that the supply falls into.
local function check_supply(ctx, supply)
  local need = needs_of(ctx, supply)
  local options = { at = supply.at, suggest = choose_larger }
  local function report(id)
    ctx.report(id, data_of(ctx, supply, need), options)
  end
  if power.is_short(supply.have, need.load) then
    report("below_load")
    return
  elseif power.is_short(supply.have, need.minimum) then
    report("below_minimum")
    return
  end

  if power.is_short(supply.have, need.text) then
    options.severity = "warning"
    report("below_text")
  elseif power.is_short(supply.have, need.peak) then
    options.severity = "warning"
    options.suggest = {
      en = "Choose {choose_w} W or more, or limit the CPU's power in the firmware.",
      zh = "换成 {choose_w} W 以上的电源，或者在主板固件里限制 CPU 功耗。",
    }
    report("below_peak")
  elseif power.is_short(supply.have, need.advised) then
    options.severity = "advice"
    options.suggest = {
      en = "{roomy_w} W leaves room for peaks and for a later part.",
      zh = "选 {roomy_w} W 的电源，就能为瞬时峰值和以后升级留出余量。",
    }
    report("below_advised")
  end
  note_limits(ctx, supply, need)
end

-- Reports a supply that is too small for what is stated already, or for that and the least that a
-- CPU draws, and whether it is.
local function check_known(ctx, supply)
  local need = needs_of(ctx, supply)
  if power.is_short(supply.have, need.minimum) then
    if #supply.demand.gaps == 0 then
      check_supply(ctx, supply)
    else
      ctx.report("below_known", data_of(ctx, supply, need), { at = supply.at, suggest = choose_larger })
    end
    return true
  end
  local least_w = ctx.params.least_cpu_w
  if supply.demand.gaps[1] ~= "cpu.tdp_w" or not power.is_short(supply.have, need.minimum + least_w)
  then
    return false
  end
  local data = data_of(ctx, supply, need)
  data.least_cpu_w = numbers.tenth(least_w)
  data.need_w = numbers.tenth(need.minimum + least_w)
  data.choose_w = power.next_size(need.minimum + least_w)
  data.roomy_w = power.next_size((need.minimum + least_w) * (1 + ctx.params.overhead))
  ctx.report("below_least", data, { at = supply.at, suggest = choose_larger })
  return true
end

-- Reports a supply that is enough only while the cards' limits are set, and only for a CPU that is
-- small enough: two things that nothing states.
local function check_limits(ctx, supply)
  local need = needs_of(ctx, supply)
  local gaps, least_w = supply.demand.gaps, ctx.params.least_cpu_w
  if #gaps ~= 1 or gaps[1] ~= "cpu.tdp_w" or need.full == need.minimum
    or not power.is_short(supply.have, need.full + least_w)
  then
    return
  end
  local data = data_of(ctx, supply, need)
  data.left_w = numbers.tenth(supply.have - need.minimum)
  data.full_w = numbers.tenth(need.full + least_w)
  ctx.report("rests_on_both", data, {
    at = supply.at,
    severity = "warning",
    suggest = {
      en = "State the CPU's watts, and set the limits at every start of the machine; or choose a PSU "
        .. "that carries the cards without them.",
      zh = "写明 CPU 的功耗，并让机器每次开机都自动设置功耗墙；或者换不设功耗墙也够用的电源。",
    },
  })
end

-- Judges supplies of which at least one has gaps: only an error is a conclusion then. A lesser
-- finding would hide that the rest is unknown. A gap counts only if nothing is found.
local function check_with_gaps(ctx, supplies)
  local concluded = false
  for _, supply in ipairs(supplies) do
    concluded = check_known(ctx, supply) or concluded
  end
  if not concluded and #supplies == 1 then
    check_limits(ctx, supplies[1])
  end
  for _, supply in ipairs(supplies) do
    for _, gap in ipairs(supply.demand.gaps) do
      ctx.unknown(gap)
    end
  end
end

local function has_gaps(supplies)
  for _, supply in ipairs(supplies) do
    if #supply.demand.gaps > 0 then
      return true
    end
  end
  return false
end

-- Judges all supplies; whether something is not stated.
local function check_all(ctx, supplies)
  if has_gaps(supplies) then
    check_with_gaps(ctx, supplies)
    return true
  end
  for _, supply in ipairs(supplies) do
    check_supply(ctx, supply)
  end
  return false
end

-- Reports a part that no power supply feeds, and one that several feed.
local function check_feeders(ctx, count, part, at, gaps)
  if count == 0 then
    ctx.report("unfed", { part = part }, {
      at = at,
      suggest = {
        en = "Add {part} to what one of the power supplies powers.",
        zh = "在其中一个电源的 powers 里加上 {part}。",
      },
    })
  elseif count > 1 and not gaps then
    ctx.report("fed_twice", { part = part, count = count }, {
      at = at,
      severity = "warning",
      suggest = {
        en = "Feed {part} from one power supply, and take it off the others' list.",
        zh = "{part} 只接一个电源，并从其他电源的 powers 里删掉。",
      },
    })
  end
end

-- Compares each power supply with what it feeds, and asks which supply feeds each part.
local function check_each(build, ctx, feeds)
  local supplies, all = {}, demand_of(build)
  for index, fed in ipairs(feeds) do
    supplies[index] = one_alone(build, index, fed, all)
  end
  local gaps = check_all(ctx, supplies)
  check_feeders(ctx, power.feeders(feeds, "cpu"), "cpu", "cpu", gaps)
  for card in ipairs(build.gpus or {}) do
    local part, at = "gpu:" .. card, "gpus[" .. card .. "]"
    check_feeders(ctx, power.feeders(feeds, card), part, at, gaps)
  end
end

-- For the examples: a CPU of so many watts and one kind of card on one supply.
local function load(cpu_w, card, wattage_w)
  return { cpu = { tdp_w = cpu_w }, gpus = { card }, psus = { { wattage_w = wattage_w } } }
end

---@type rigrules.Rule
return {
  title = {
    en = "The power supply carries CPU, cards and 10 % more",
    zh = "电源功率 ≥ CPU + 显卡，再加 10%",
  },
  why = {
    en = "In training all cards draw full power for hours, and a supply that is too small switches "
      .. "the machine off in the middle of a run. Add up CPU and cards, and 10 % for the other "
      .. "parts. The notes give two figures: their sentence adds 10 % of the whole sum (1265 W for "
      .. "four cards of 250 W and a CPU of 150 W), their example 10 % of the cards alone (1250 W). "
      .. "Less than the example's is an error, less than the sentence's a warning. Another 10 % "
      .. "keeps peaks and ageing away from the limit. A CPU at its highest power (Intel PL2, AMD PPT) "
      .. "must find its watts too, and power limits of cards count only while they are set.",
    zh = "训练时所有显卡会连续几小时满载，电源太小就会在训练途中断电关机。把 CPU 和显卡的功率相加，"
      .. "再为其他组件加上 10%。笔记里有两种算法：文字是按总和加 10%（四块 250 W 显卡加一颗 150 W 的 "
      .. "CPU 要 1265 W），例子是只按显卡加 10%（1250 W）。低于例子的数算错误，低于文字的数算警告。"
      .. "再多留 10%，瞬时峰值和老化就不会把电源逼到极限。CPU 的最大功耗（Intel PL2、AMD PPT）也要够用；"
      .. "显卡功耗墙只在生效期间算数。",
  },
  source = {
    "将电脑 CPU 和 GPU 的功率相加，再额外加上 10% 的功率算作其他组件的耗能，就得到了功率的峰值。",
    "则需电源提供 4×250+150+100=1250 瓦的电量。",
  },
  severity = "error",
  -- Cards alone may draw more than the supply gives, so that a part that is not stated does not
  -- keep the rule from concluding.
  needs = { "psus[].wattage_w" },
  reads = {
    "cpu.tdp_w",
    "cpu.max_power_w",
    "cpu.count",
    "gpus[].power_limit_w",
    "gpus[].tdp_w",
    "psus[].powers",
  },
  params = {
    overhead = {
      default = 0.10,
      min = 0,
      max = 1,
      unit = "fraction",
      doc = { en = "share added for the other parts", zh = "为其他组件加上的比例" },
    },
    least_cpu_w = {
      default = 35,
      min = 0,
      max = 500,
      unit = "W",
      doc = {
        en = "what a CPU whose watts are not stated draws at least (a guess)",
        zh = "未写明功耗的 CPU 至少的功率（估计值）",
      },
    },
  },
  messages = {
    no_psu = {
      en = "There is no power supply; CPU and cards, as far as stated, draw {load_w} W.",
      zh = "没有电源，而 CPU 和显卡（仅计已写明的）共需 {load_w} W。",
    },
    below_load = {
      en = "PSU {psu} gives {have_w} W, less than CPU and cards draw by themselves: {cpu_w} + "
        .. "{gpu_w} = {load_w} W.",
      zh = "电源 {psu} 提供 {have_w} W，连 CPU 和显卡本身都不够：{cpu_w} + {gpu_w} = {load_w} W。",
    },
    below_known = {
      en = "PSU {psu} gives {have_w} W; what is stated of CPU and cards ({load_w} W) needs {need_w} W "
        .. "by itself.",
      zh = "电源 {psu} 提供 {have_w} W；仅已写明的 CPU 和显卡（{load_w} W）就需要 {need_w} W。",
    },
    below_least = {
      en = "PSU {psu} gives {have_w} W; what is stated of CPU and cards ({load_w} W) needs {need_w} W "
        .. "even with a CPU of {least_cpu_w} W (a guess of the least; its watts are not stated).",
      zh = "电源 {psu} 提供 {have_w} W；已写明的部件（{load_w} W）加上只有 {least_cpu_w} W 的 CPU"
        .. "（未写明，按最低估计）也需要 {need_w} W。",
    },
    rests_on_both = {
      en = "PSU {psu} ({have_w} W) is enough only while the cards' power limits are set, and only for a "
        .. "CPU of {left_w} W or less, whose watts are not stated; without limits {full_w} W are needed "
        .. "at the least.",
      zh = "只有显卡的功耗墙一直生效，而且 CPU（未写明功耗）不超过 {left_w} W，电源 {psu}"
        .. "（{have_w} W）才够用；不设功耗墙至少需要 {full_w} W。",
    },
    below_minimum = {
      en = "PSU {psu} gives {have_w} W; CPU, cards and {percent} % of the cards for the other parts "
        .. "need {cpu_w} + {gpu_w} + {rest_w} = {need_w} W.",
      zh = "电源 {psu} 提供 {have_w} W；CPU、显卡，再按显卡的 {percent}% 算其他组件，需要 "
        .. "{cpu_w} + {gpu_w} + {rest_w} = {need_w} W。",
    },
    below_text = {
      en = "PSU {psu} gives {have_w} W: enough with {percent} % of the cards for the other parts "
        .. "({need_w} W), not with {percent} % of CPU and cards ({load_w} W), which makes {text_w} W.",
      zh = "电源 {psu} 提供 {have_w} W：其他组件按显卡的 {percent}% 算（{need_w} W）够用，"
        .. "按 CPU 加显卡（{load_w} W）的 {percent}% 算则不够，要 {text_w} W。",
    },
    below_peak = {
      en = "PSU {psu} gives {have_w} W; with the CPU at its highest power ({peak_cpu_w} W), CPU and "
        .. "cards draw {peak_w} W.",
      zh = "电源 {psu} 提供 {have_w} W；CPU 达到最大功耗（{peak_cpu_w} W）时，CPU 和显卡共需 "
        .. "{peak_w} W。",
    },
    rests_on_limit = {
      en = "PSU {psu} ({have_w} W) is enough only while the cards' power limits are set; without them "
        .. "{full_w} W are needed.",
      zh = "只有显卡的功耗墙一直生效，电源 {psu}（{have_w} W）才够用；不设功耗墙需要 {full_w} W。",
    },
    below_advised = {
      en = "PSU {psu} gives {have_w} W, enough for the {text_w} W needed at the peak; another "
        .. "{percent} % to spare would be {advised_w} W.",
      zh = "电源 {psu} 提供 {have_w} W，够峰值的 {text_w} W；再留 {percent}% 余量则是 {advised_w} W。",
    },
    split_unstated = {
      en = "{count} power supplies are counted as one of {have_w} W, because not all state what "
        .. "they feed.",
      zh = "有 {count} 个电源，但没有都写明给什么供电，所以按合计 {have_w} W 算。",
    },
    unfed = {
      en = "No power supply feeds {part}.",
      zh = "没有电源给 {part} 供电。",
    },
    fed_twice = {
      en = "{count} power supplies feed {part}, which is counted in full for each of them.",
      zh = "有 {count} 个电源同时给 {part} 供电，每个电源都按其全部功率计算。",
    },
  },
  check = function(build, ctx)
    if is_ample(build, ctx) then
      return
    end
    local feeds = #build.psus > 1 and power.feeds(build)
    if feeds then
      check_each(build, ctx, feeds)
      return
    end

    local supply = all_together(build)
    if #build.psus == 0 then
      local demand = supply.demand
      local load_w = demand.cpu_w + demand.gpu_w
      ctx.report("no_psu", {
        cpu_w = numbers.tenth(demand.cpu_w),
        gpu_w = numbers.tenth(demand.gpu_w),
        load_w = numbers.tenth(load_w),
        choose_w = power.next_size(load_w * (1 + ctx.params.overhead)),
      }, {
        at = "psus",
        suggest = {
          en = "Add a power supply of {choose_w} W or more.",
          zh = "加一个 {choose_w} W 以上的电源。",
        },
      })
      return
    end
    local gaps = check_all(ctx, { supply })
    if #build.psus > 1 and not gaps then
      ctx.report("split_unstated", { count = #build.psus, have_w = numbers.tenth(supply.have) }, {
        at = "psus",
        severity = "advice",
        suggest = {
          en = "State under `powers` what each power supply feeds, such as [cpu, gpu:1].",
          zh = "在每个电源的 powers 里写明给什么供电，例如 [cpu, gpu:1]。",
        },
      })
    end
  end,
  examples = {
    { name = "1250 W carries the notes' own example, with the warning",
      build = load(150, { tdp_w = 250, count = 4 }, 1250),
      expect = { outcome = "fail", severity = "warning", findings = { "below_text" },
        data = { need_w = 1250, text_w = 1265, percent = 10, choose_w = 1300, roomy_w = 1500 },
        at = "psus[1].wattage_w" } },
    { name = "1249 W does not",
      build = load(150, { tdp_w = 250, count = 4 }, 1249),
      expect = { outcome = "fail", severity = "error", findings = { "below_minimum" },
        data = { psu = "1", have_w = 1249, cpu_w = 150, gpu_w = 1000, rest_w = 100, need_w = 1250 } } },
    { name = "1150 W carries the load and nothing else",
      build = load(150, { tdp_w = 250, count = 4 }, 1150),
      expect = { outcome = "fail", severity = "error", findings = { "below_minimum" } } },
    { name = "1149 W is below the load itself",
      build = load(150, { tdp_w = 250, count = 4 }, 1149),
      expect = { findings = { "below_load" }, data = { load_w = 1150 } } },
    { name = "1264 W is just short of the sentence",
      build = load(150, { tdp_w = 250, count = 4 }, 1264),
      expect = { outcome = "fail", severity = "warning", findings = { "below_text" } } },
    { name = "1265 W carries it without warning",
      build = load(150, { tdp_w = 250, count = 4 }, 1265),
      expect = { outcome = "fail", severity = "advice", findings = { "below_advised" },
        data = { text_w = 1265, advised_w = 1391.5, roomy_w = 1500 } } },
    { name = "1391 W is short of another 10 %",
      build = load(150, { tdp_w = 250, count = 4 }, 1391),
      expect = { outcome = "fail", severity = "advice", findings = { "below_advised" } } },
    { name = "1391.5 W leaves another 10 %",
      build = load(150, { tdp_w = 250, count = 4 }, 1391.5), expect = "pass" },
    { name = "a power limit counts instead of the TDP",
      build = load(150, { tdp_w = 250, power_limit_w = 150, count = 4 }, 1000),
      expect = { outcome = "fail", severity = "advice", findings = { "rests_on_limit" },
        data = { load_w = 750, full_w = 1250 }, at = "psus[1].wattage_w" } },
    { name = "a limit without which the supply is enough too",
      build = load(150, { tdp_w = 250, power_limit_w = 150, count = 4 }, 1250), expect = "pass" },
    { name = "a limit above the TDP is what the card draws",
      build = load(100, { tdp_w = 300, power_limit_w = 400 }, 605), expect = "pass" },
    { name = "limits that do not help enough",
      build = load(100, { tdp_w = 400, power_limit_w = 300 }, 399),
      expect = { findings = { "below_load" } } },
    { name = "a CPU at its highest power and a card draw more than the supply gives",
      build = { cpu = { tdp_w = 125, max_power_w = 253 }, gpus = { { tdp_w = 575 } },
        psus = { { wattage_w = 827 } } },
      expect = { outcome = "fail", severity = "warning", findings = { "below_peak" },
        data = { load_w = 700, peak_cpu_w = 253, peak_w = 828, choose_w = 900 }, at = "psus[1].wattage_w" } },
    { name = "a supply that gives just that",
      build = { cpu = { tdp_w = 125, max_power_w = 253 }, gpus = { { tdp_w = 575 } },
        psus = { { wattage_w = 828 } } },
      expect = { severity = "advice", findings = { "below_advised" } } },
    { name = "two CPUs at their highest power",
      build = { cpu = { tdp_w = 100, max_power_w = 200, count = 2 }, gpus = { { tdp_w = 100 } },
        psus = { { wattage_w = 450 } } },
      expect = { findings = { "below_peak" }, data = { peak_cpu_w = 400, peak_w = 500 } } },
    { name = "the highest power does not make an error of a warning",
      build = { cpu = { tdp_w = 150, max_power_w = 300 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { wattage_w = 1250 } } },
      expect = { severity = "warning", findings = { "below_text" } } },
    { name = "the highest power alone does not state what a CPU draws",
      build = { cpu = { max_power_w = 253 }, gpus = { { tdp_w = 300 } }, psus = { { wattage_w = 850 } } },
      expect = { outcome = "unknown", missing = { "cpu.tdp_w" } } },
    { name = "two CPUs draw twice as much",
      build = { cpu = { tdp_w = 150, count = 2 }, gpus = { { tdp_w = 250 } },
        psus = { { wattage_w = 500 } } },
      expect = { findings = { "below_load" }, data = { cpu_w = 300, choose_w = 650, roomy_w = 700 } } },
    { name = "a machine without a card",
      build = { cpu = { tdp_w = 100 }, gpus = {}, psus = { { wattage_w = 121 } } }, expect = "pass" },
    { name = "a small machine is told the smallest size",
      build = { cpu = { tdp_w = 100 }, gpus = {}, psus = { { wattage_w = 90 } } },
      expect = { findings = { "below_load" }, data = { choose_w = 300 } } },
    { name = "another overhead",
      build = load(100, { tdp_w = 100 }, 249), params = { overhead = 0.5 },
      expect = { findings = { "below_minimum" }, data = { percent = 50, need_w = 250 } } },
    { name = "no power supply",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250 } }, psus = {} },
      expect = { findings = { "no_psu" }, data = { load_w = 400, choose_w = 450 }, at = "psus" } },
    { name = "a single power supply carries everything, whatever it says it feeds",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 2 } },
        psus = { { wattage_w = 600, powers = { "cpu", "gpu:1" } } } },
      expect = { findings = { "below_load" }, data = { load_w = 650 } } },
    { name = "two power supplies that do not say what they feed",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { wattage_w = 1000, powers = { "cpu" } }, { wattage_w = 600 } } },
      expect = { outcome = "fail", severity = "advice", findings = { "split_unstated" },
        data = { count = 2, have_w = 1600 }, at = "psus" } },
    { name = "two power supplies that are too small together",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { wattage_w = 600, count = 2 } } },
      expect = { findings = { "below_minimum", "split_unstated" }, data = { psu = "1 + 2", have_w = 1200 },
        at = "psus" } },
    { name = "each power supply carries what it feeds",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { wattage_w = 850, powers = { "cpu", "gpu:1", "gpu:2" } },
          { wattage_w = 550, powers = { "gpu:3", "gpu:4" } } } },
      expect = "pass" },
    { name = "enough in all, too little for the one that feeds three cards",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { wattage_w = 1500, powers = { "cpu", "gpu:1" } },
          { wattage_w = 749, powers = { "gpu:2", "gpu:3", "gpu:4" } } } },
      expect = { outcome = "fail", severity = "error", findings = { "below_load" },
        data = { psu = "2", cpu_w = 0, gpu_w = 750, load_w = 750 }, at = "psus[2].wattage_w" } },
    { name = "the one that feeds the CPU feeds the other parts of all",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { wattage_w = 499, powers = { "cpu", "gpu:1" } },
          { wattage_w = 750, powers = { "gpu:2", "gpu:3", "gpu:4" } } } },
      expect = { findings = { "below_minimum", "below_advised" },
        data = { psu = "1", load_w = 400, rest_w = 100, need_w = 500, text_w = 515 } } },
    { name = "a card that no power supply feeds, and one that two feed",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 2 } },
        psus = { { wattage_w = 850, powers = { "cpu", "gpu:1" } }, { wattage_w = 850, powers = { "gpu:1" } },
          { wattage_w = 850, powers = {} } } },
      expect = { findings = { "fed_twice", "unfed" }, data = { count = 2 }, at = "gpus[1]" } },
    { name = "a CPU that no power supply feeds",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250 } },
        psus = { { wattage_w = 850, powers = { "gpu:1" } }, { wattage_w = 850, powers = { "storage" } } } },
      expect = { outcome = "fail", severity = "error", findings = { "unfed" }, at = "cpu" } },
    { name = "the CPU's power is not stated",
      build = { cpu = { name = "a CPU" }, gpus = { { tdp_w = 250 } }, psus = { { wattage_w = 850 } } },
      expect = { outcome = "unknown", missing = { "cpu.tdp_w" } } },
    { name = "cards alone draw more than the supply gives, whatever the CPU is",
      build = { gpus = { { tdp_w = 250, count = 4 } }, psus = { { wattage_w = 1099 } } },
      expect = { outcome = "fail", severity = "error", findings = { "below_known" },
        data = { have_w = 1099, load_w = 1000, need_w = 1100 }, at = "psus[1].wattage_w" } },
    { name = "nor is there room for the smallest CPU",
      build = { gpus = { { tdp_w = 300, count = 6 } }, psus = { { wattage_w = 2000 } } },
      expect = { outcome = "fail", severity = "error", findings = { "below_least" },
        data = { load_w = 1800, need_w = 2015, least_cpu_w = 35, choose_w = 2200, roomy_w = 2500 },
        at = "psus[1].wattage_w" } },
    { name = "1134 W leave 34 W for the CPU, one less than it draws at least",
      build = { gpus = { { tdp_w = 250, count = 4 } }, psus = { { wattage_w = 1134 } } },
      expect = { findings = { "below_least" }, data = { need_w = 1135 } } },
    { name = "cards alone would be carried, and a small CPU",
      build = { gpus = { { tdp_w = 250, count = 4 } }, psus = { { wattage_w = 1135 } } },
      expect = { outcome = "unknown", missing = { "cpu.tdp_w" } } },
    { name = "the CPU of another supply takes no watts of this one",
      build = { gpus = { { tdp_w = 250 } },
        psus = { { wattage_w = 300, powers = { "cpu" } }, { wattage_w = 275, powers = { "gpu:1" } } } },
      expect = { outcome = "unknown", missing = { "cpu.tdp_w" } } },
    { name = "four limited cards, and a CPU that is not stated",
      build = { gpus = { { tdp_w = 300, power_limit_w = 200, count = 4 } }, psus = { { wattage_w = 1200 } } },
      expect = { outcome = "fail", severity = "warning", findings = { "rests_on_both" },
        data = { left_w = 320, full_w = 1355, gpu_w = 800 }, at = "psus[1].wattage_w" } },
    { name = "the same on a supply that carries them without limits",
      build = { gpus = { { tdp_w = 300, power_limit_w = 200, count = 4 } }, psus = { { wattage_w = 1355 } } },
      expect = { outcome = "unknown", missing = { "cpu.tdp_w" } } },
    { name = "a card that is not stated leaves the limits open",
      build = { gpus = { { tdp_w = 300, power_limit_w = 200, count = 4 }, {} },
        psus = { { wattage_w = 1200 } } },
      expect = { outcome = "unknown", missing = { "cpu.tdp_w", "gpus[5].tdp_w" } } },
    { name = "a supply that feeds stated cards alone is judged, and the one of the CPU is not",
      build = { gpus = { { tdp_w = 250 }, { tdp_w = 300 } },
        psus = { { wattage_w = 1000, powers = { "cpu", "gpu:1" } },
          { wattage_w = 299, powers = { "gpu:2" } } } },
      expect = { outcome = "fail", findings = { "below_load" }, data = { psu = "2", load_w = 300 } } },
    { name = "what is not stated is not hidden by advice on the supplies",
      build = { gpus = { { tdp_w = 250 } }, psus = { { wattage_w = 600, count = 2 } } },
      expect = { outcome = "unknown", missing = { "cpu.tdp_w" } } },
    { name = "nor by a warning on another supply",
      build = { gpus = { { tdp_w = 250 }, { tdp_w = 300, power_limit_w = 200 } },
        psus = { { wattage_w = 1000, powers = { "cpu", "gpu:1" } },
          { wattage_w = 250, powers = { "gpu:1", "gpu:2" } },
          { wattage_w = 450, powers = { "gpu:1", "gpu:2" } } } },
      expect = { outcome = "fail", findings = { "below_load" }, data = { psu = "2" } } },
    { name = "two supplies feed a card, and no fields of the CPU",
      build = { gpus = { { tdp_w = 250 } },
        psus = { { wattage_w = 1000, powers = { "cpu", "gpu:1" } },
          { wattage_w = 250, powers = { "gpu:1" } } } },
      expect = { outcome = "unknown", missing = { "cpu.tdp_w" } } },
    { name = "no power supply, and no fields of the CPU",
      build = { gpus = { { tdp_w = 250 } }, psus = {} },
      expect = { findings = { "no_psu" }, data = { load_w = 250 } } },
    { name = "cards are not stated",
      build = { cpu = { tdp_w = 150 }, psus = { { wattage_w = 850 } } },
      expect = { outcome = "unknown", missing = { "gpus" } } },
    { name = "one card's power is not stated",
      build = { cpu = { tdp_w = 150 }, gpus = { { power_limit_w = 200 }, { name = "a card" } },
        psus = { { wattage_w = 850 } } },
      expect = { outcome = "unknown", missing = { "gpus[2].tdp_w" } } },
    { name = "limited cards that alone draw more than the supply gives",
      build = { gpus = { { tdp_w = 300, power_limit_w = 250, count = 4 } }, psus = { { wattage_w = 1000 } } },
      expect = { severity = "error", findings = { "below_known" } } },
    { name = "limited cards that leave no room for the smallest CPU",
      build = { gpus = { { tdp_w = 300, power_limit_w = 250, count = 4 } }, psus = { { wattage_w = 1134 } } },
      expect = { severity = "error", findings = { "below_least" } } },
    { name = "limited cards beside one whose watts are not stated",
      build = { cpu = { tdp_w = 65 }, gpus = { { tdp_w = 300, power_limit_w = 200, count = 4 }, {} },
        psus = { { wattage_w = 1200 } } },
      expect = { outcome = "unknown", missing = { "gpus[5].tdp_w" } } },
  },
}
