local draw = require "lib.draw"
local numbers = require "lib.numbers"
local paths = require "lib.paths"

-- What the CPU and the cards of its group draw. A CPU that is not stated counts with the least that
-- one draws, and a card with nothing; `gaps` names them.
local function load_of(build, group, least_cpu_w)
  local cpu, gaps, sum = build.cpu, {}, least_cpu_w
  if cpu and cpu.tdp_w then
    sum = cpu.tdp_w * cpu.count
  else
    table.insert(gaps, "cpu.tdp_w")
  end
  local cards, gpus = group.cards, build.gpus
  for i = 1, #cards do
    local card = cards[i]
    local watts = draw.of_card(gpus[card])
    sum = sum + (watts or 0)
    if not watts then
      table.insert(gaps, paths.of("gpus", card, "tdp_w"))
    end
  end
  return sum, gaps
end

-- Whether the supply is too small by psu/wattage, which says so: CPU (35 W at least) and cards, and
-- 10 % of all cards for the other parts.
local function is_too_small(build, group)
  local load, cards, gpus = load_of(build, group, 35), 0, build.gpus
  for card = 1, #gpus do
    cards = cards + (draw.of_card(gpus[card]) or 0)
  end
  return numbers.is_more(load + cards * 0.10, group.watts)
end

local function is_near(group, load, base, params)
  return numbers.is_more(load + base, group.watts * params.full_share)
end

-- What CPU and cards draw while the CPU draws the most that it may; nil where that is not stated.
local function peak_of(build, load)
  local cpu = build.cpu
  if not (cpu and cpu.tdp_w and cpu.max_power_w) then
    return nil
  end
  return load + math.max(0, cpu.max_power_w - cpu.tdp_w) * cpu.count
end

-- Whether a supply carries them, and not the rest as well.
local function is_near_at_peak(build, group, load, base)
  local peak = peak_of(build, load)
  return peak and not numbers.is_more(peak, group.watts) and numbers.is_more(peak + base, group.watts)
end

-- Reports a supply that carries CPU and cards, and not the rest as well while the CPU draws the most that it
-- may. Where it does not even carry those two, psu/wattage says so.
local function check_peak(build, ctx, group, load, base)
  if not is_near_at_peak(build, group, load, base) then
    return
  end
  local cpu, peak = build.cpu, peak_of(build, load)
  ctx.report("peak", {
    base_w = numbers.tenth(base),
    cpu_w = numbers.tenth(cpu.max_power_w * cpu.count),
    peak_w = numbers.tenth(peak),
    sum_w = numbers.tenth(peak + base),
    watts = numbers.tenth(group.watts),
    need_w = numbers.up(peak + base, 50),
  }, {
    at = paths.of("psus", group.first, "wattage_w"),
    suggest = {
      en = "Choose {need_w} W or more, or limit the power of the CPU or of the cards.",
      zh = "选 {need_w} W 以上的电源，或者限制 CPU 或显卡的功耗。",
    },
  })
end

local function check_group(build, ctx, group)
  local params = ctx.params
  local load, gaps = load_of(build, group, params.least_cpu_w)
  -- Most supplies have room for any disks; their kinds are read only where that is not so.
  local base = draw.base_at_most(build, params.base_w)
  if is_near(group, load, base, params) or is_near_at_peak(build, group, load, base) then
    base = draw.base(build, params.base_w)
  end
  if is_near(group, load, base, params) then
    ctx.report("near_limit", {
      base_w = numbers.tenth(base),
      load_w = numbers.tenth(load),
      sum_w = numbers.tenth(load + base),
      watts = numbers.tenth(group.watts),
      percent = numbers.tenth(params.full_share * 100),
      need_w = numbers.up((load + base) / params.full_share, 50),
    }, {
      at = paths.of("psus", group.first, "wattage_w"),
      suggest = {
        en = "Choose {need_w} W or more, or limit the power of the cards.",
        zh = "选 {need_w} W 以上的电源，或者给显卡限功耗。",
      },
    })
    return
  end
  check_peak(build, ctx, group, load, base)
  for _, gap in ipairs(gaps) do
    ctx.unknown(gap)
  end
end

---@type rigrules.Rule
return {
  title = {
    en = "Board, memory, fans and disks find room in the supply",
    zh = "电源要带得动主板、内存、风扇和硬盘",
  },
  why = {
    en = "Board, memory, pumps and fans draw about 100 W in a machine under load, and each disk 3 to "
      .. "8 W more. Ten per cent of the cards covers that in a machine of four cards, not in one of "
      .. "one small card. A supply that runs at its limit for hours has nothing left for peaks.",
    zh = "满载时主板、内存、水泵和风扇约耗 100 瓦，每块硬盘再加 3 到 8 瓦。四卡机器按显卡的 10% 算"
      .. "大致够用，只有一块小显卡的机器就不够。电源长时间顶着上限运行，也没有余量应付瞬时峰值。",
  },
  source = {
    "Estimate: measured idle and load figures of ATX boards of 2020 to 2025 (board and chipset 25 to "
      .. "50 W, four memory modules 12 to 20 W, fans and pump 10 to 30 W).",
  },
  severity = "warning",
  unknown = "note",
  needs = { "gpus", "psus[].wattage_w" },
  reads = {
    "cpu.tdp_w",
    "cpu.max_power_w",
    "cpu.count",
    "gpus[].power_limit_w",
    "gpus[].tdp_w",
    "psus[].powers",
    "storage[].type",
  },
  params = {
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
    full_share = {
      default = 0.95,
      min = 0.5,
      max = 1,
      unit = "fraction",
      doc = {
        en = "share of its watts up to which a supply is not near its limit",
        zh = "负载不超过电源功率的这个比例，就不算接近上限",
      },
    },
    least_cpu_w = {
      default = 35,
      min = 0,
      max = 500,
      unit = "W",
      doc = {
        en = "what a CPU that is not stated draws at least",
        zh = "未写明的 CPU 至少的功率",
      },
    },
  },
  messages = {
    near_limit = {
      en = "CPU and cards ({load_w} W) with board, memory, fans and disks ({base_w} W) draw {sum_w} W, "
        .. "more than {percent} % of the {watts} W that the supply gives.",
      zh = "CPU 和显卡（{load_w} W）加上主板、内存、风扇和硬盘（{base_w} W）共 {sum_w} W，"
        .. "超过电源 {watts} W 的 {percent}%。",
    },
    peak = {
      en = "While the CPU draws the most that it may ({cpu_w} W), CPU and cards ({peak_w} W) with board, "
        .. "memory, fans and disks ({base_w} W) draw {sum_w} W; the supply gives {watts} W.",
      zh = "CPU 跑到最大功耗（{cpu_w} W）时，CPU 和显卡（{peak_w} W）加上主板、内存、风扇和硬盘（{base_w} W）"
        .. "共 {sum_w} W，而电源只有 {watts} W。",
    },
  },
  -- One shortage is one finding: where the supply is too small for CPU and cards, psu/wattage fails.
  when = function(build)
    if build.psus == nil or build.gpus == nil then
      return true
    end
    for _, psu in ipairs(build.psus) do
      if psu.wattage_w == nil then
        return true
      end
    end
    -- mutate: skip [> -> >=] without a supply the only group is of 0 W
    for _, group in ipairs(#build.psus > 0 and draw.groups(build) or {}) do
      if group.has_cpu and not is_too_small(build, group) then
        return true
      end
    end
    return false
  end,
  check = function(build, ctx)
    for _, group in ipairs(draw.groups(build)) do
      if group.has_cpu then
        check_group(build, ctx, group)
      end
    end
  end,
  examples = {
    { name = "95 % of the supply",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { wattage_w = 1316 } } },
      expect = "pass" },
    { name = "a watt less",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { wattage_w = 1315 } } },
      expect = { outcome = "fail", severity = "warning", findings = { "near_limit" },
        data = { load_w = 1150, base_w = 100, sum_w = 1250, watts = 1315, percent = 95, need_w = 1350 },
        at = "psus[1].wattage_w" } },
    { name = "the CPU's highest power with the rest is just what the supply gives",
      build = { cpu = { tdp_w = 125, max_power_w = 253 }, gpus = { { tdp_w = 575 } },
        psus = { { wattage_w = 928 } } },
      expect = "pass" },
    { name = "a watt less than the CPU's highest power with the rest",
      build = { cpu = { tdp_w = 125, max_power_w = 253 }, gpus = { { tdp_w = 575 } },
        psus = { { wattage_w = 927 } } },
      expect = { outcome = "fail", severity = "warning", findings = { "peak" },
        data = { cpu_w = 253, peak_w = 828, base_w = 100, sum_w = 928, watts = 927, need_w = 950 },
        at = "psus[1].wattage_w" } },
    { name = "the CPU's highest power and the card are just what the supply gives",
      build = { cpu = { tdp_w = 105, max_power_w = 253 }, gpus = { { tdp_w = 575 } },
        psus = { { wattage_w = 828 } } },
      expect = { findings = { "peak" }, data = { sum_w = 928 } } },
    { name = "less than CPU and card at their highest, which psu/wattage says",
      build = { cpu = { tdp_w = 105, max_power_w = 253 }, gpus = { { tdp_w = 575 } },
        psus = { { wattage_w = 827 } } },
      expect = "pass" },
    { name = "two CPUs at their highest power",
      build = { cpu = { tdp_w = 100, max_power_w = 150, count = 2 }, gpus = { { tdp_w = 300 } },
        psus = { { wattage_w = 699 } } },
      expect = { findings = { "peak" }, data = { cpu_w = 300, peak_w = 600, sum_w = 700, need_w = 700 } } },
    { name = "a highest power below the other figure counts as that",
      build = { cpu = { tdp_w = 150, max_power_w = 100 }, gpus = { { tdp_w = 300 } },
        psus = { { wattage_w = 579 } } },
      expect = "pass" },
    { name = "a small machine of a small supply",
      build = { cpu = { tdp_w = 65 }, gpus = { { tdp_w = 75 } }, psus = { { wattage_w = 252 } } },
      expect = { findings = { "near_limit" }, data = { sum_w = 240 } } },
    { name = "disks draw too",
      build = { cpu = { tdp_w = 65 }, gpus = { { tdp_w = 75 } }, psus = { { wattage_w = 260 } },
        storage = { { type = "nvme" }, { type = "sata-ssd" }, { type = "hdd" }, {} } },
      expect = { findings = { "near_limit" }, data = { base_w = 121, sum_w = 261, need_w = 300 } } },
    { name = "two CPUs, and a card with a limit",
      build = { cpu = { tdp_w = 150, count = 2 }, gpus = { { tdp_w = 300, power_limit_w = 200 } },
        psus = { { wattage_w = 600 } } },
      expect = { findings = { "near_limit" }, data = { load_w = 500 } } },
    { name = "cards alone are near the limit, whatever the CPU is",
      build = { gpus = { { tdp_w = 300, count = 6 } }, psus = { { wattage_w = 2036 } } },
      expect = { findings = { "near_limit" }, data = { load_w = 1835, sum_w = 1935 } } },
    { name = "the CPU is not stated, and it matters",
      build = { gpus = { { tdp_w = 300 } }, psus = { { wattage_w = 750 } } },
      expect = { missing = { "cpu.tdp_w" } } },
    { name = "a card is not stated",
      build = { cpu = { tdp_w = 65 }, gpus = { {} }, psus = { { wattage_w = 750 } } },
      expect = { missing = { "gpus[1].tdp_w" } } },
    { name = "of two supplies, the one that feeds the CPU feeds the board",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 300 } },
        psus = { { wattage_w = 310, powers = { "gpu:1" } }, { wattage_w = 260, powers = { "cpu" } } } },
      expect = { findings = { "near_limit" }, data = { watts = 260, load_w = 150 },
        at = "psus[2].wattage_w" } },
    { name = "a supply without watts for the smallest CPU is left to psu/wattage",
      build = { gpus = { { tdp_w = 300, count = 6 } }, psus = { { wattage_w = 2014 } } },
      expect = "not_applicable" },
    { name = "a supply that is too small altogether is left to psu/wattage",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 250, count = 4 } },
        psus = { { wattage_w = 1249 } } },
      expect = "not_applicable" },
    { name = "other figures",
      build = { cpu = {}, gpus = {}, psus = { { wattage_w = 200 } } },
      params = { base_w = 60, full_share = 0.5, least_cpu_w = 50 },
      expect = { findings = { "near_limit" }, data = { sum_w = 110, need_w = 250 } } },
    { name = "no power supply",
      build = { cpu = { tdp_w = 65 }, gpus = {}, psus = {} }, expect = "not_applicable" },
    { name = "supplies are not stated",
      build = { cpu = { tdp_w = 65 }, gpus = {} }, expect = { missing = { "psus" } } },
    { name = "the watts of the supply are not stated",
      build = { cpu = { tdp_w = 65 }, gpus = {}, psus = { {} } },
      expect = { missing = { "psus[1].wattage_w" } } },
    { name = "cards are not stated",
      build = { cpu = { tdp_w = 65 }, psus = { { wattage_w = 500 } } }, expect = { missing = { "gpus" } } },
    { name = "the CPU and a card are not stated, and the supply is just large enough",
      build = { gpus = { { tdp_w = 300, count = 6 }, {} }, psus = { { wattage_w = 2015 } } },
      expect = { findings = { "near_limit" }, data = { load_w = 1835 } } },
  },
}
