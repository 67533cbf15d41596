local draw = require "lib.draw"
local numbers = require "lib.numbers"
local paths = require "lib.paths"

-- The largest card of a group that peaks: its number and its watts; nil where none is that large.
local function hungriest(group, gpus, from_w)
  local card, watts
  for _, index in ipairs(group.cards) do
    local w = draw.of_card(gpus[index])
    if w >= from_w and (watts == nil or w > watts) then
      card, watts = index, w
    end
  end
  return card, watts
end

-- Whether a supply follows ATX 3; nil where it does not say.
local function is_modern(psu)
  if psu.atx_version == nil then
    return nil
  end
  local plain = psu.atx_version:upper():gsub("^%s*ATX", ""):gsub("^%s*12V", "")
  local major = tonumber(plain:match("^%s*V?(%d+)"))
  return major ~= nil and major >= 3
end

-- What a supply takes in a peak, at least and at most, in times its rating, and the field that would
-- tell. ATX 3 asks for the large peaks only of supplies with a 16-pin plug.
local function takes_of(psu, params)
  local older, plain, modern = params.older_takes, params.plain_takes, params.modern_takes
  local answer = is_modern(psu)
  if answer == nil then
    return math.min(older, plain, modern), math.max(older, plain, modern), "atx_version"
  elseif not answer then
    return older, older
  elseif psu.connectors == nil then
    return math.min(plain, modern), math.max(plain, modern), "connectors"
  end
  local takes = psu.connectors.pcie_16pin > 0 and modern or plain
  return takes, takes
end

-- The same of a group: its weakest supply counts.
local function takes_of_group(build, group, params)
  local least, most, gap = math.huge, math.huge, nil
  for index = group.first, group.last do
    local low, high, field = takes_of(build.psus[index], params)
    least, most = math.min(least, low), math.min(most, high)
    gap = gap or (field and paths.of("psus", index, field))
  end
  return least, most, gap
end

-- Compares what a group may be asked for in a peak with what its supplies take.
local function check_group(build, ctx, group)
  local params = ctx.params
  local card, card_w = hungriest(group, build.gpus, params.from_w)
  if not card then
    return
  end
  local load = draw.sum(draw.watts_of(group.cards, build.gpus))
  load = load + (group.has_cpu and ctx.facts.power.cpu_w or 0)
  local peak = load + card_w * (params.excursion - 1)
  local takes, most, gap = takes_of_group(build, group, params)
  -- Where the answer is the same for all kinds of supply, it need not be known which this is.
  if not numbers.is_more(peak, group.watts * takes) then
    return
  elseif not numbers.is_more(peak, group.watts * most) then
    ctx.unknown(gap)
    return
  end
  ctx.report("short", {
    card = card,
    card_w = card_w,
    peak_w = numbers.tenth(peak),
    watts = numbers.tenth(group.watts),
    takes_w = numbers.tenth(group.watts * takes),
    takes_percent = numbers.tenth(takes * 100),
    modern_w = numbers.up(math.max(peak / params.modern_takes, load * 1.1), 50),
    older_w = numbers.up(math.max(peak / params.older_takes, load * 1.1), 50),
  }, {
    at = paths.of("psus", group.first, "wattage_w"),
    suggest = {
      en = "Choose a power supply of ATX 3.0 or later with a 16-pin plug and {modern_w} W, an older "
        .. "one with {older_w} W, or limit the power of card {card}.",
      zh = "换一个带 16-pin 接头、{modern_w} W 的 ATX 3.0 以上电源，或者 {older_w} W 的旧规格电源，"
        .. "或者限制第 {card} 块显卡的功耗。",
    },
  })
end

---@type rigrules.Rule
return {
  title = { en = "The supply rides out the peaks of strong cards", zh = "电源扛得住高功耗显卡的瞬时峰值" },
  why = {
    en = "A card of 250 W and more draws about twice its power for fractions of a millisecond. "
      .. "Supplies of ATX 3.0 and later with a 16-pin plug are built for peaks of twice their "
      .. "rating, those without one for about 150 %; older ones switch off at some 130 %, in the "
      .. "middle of a training run. One card is taken to peak while all else runs at full power.",
    zh = "250 瓦以上的显卡会在不到一毫秒内冲到约两倍功率。带 16-pin 接头的 ATX 3.0 以上电源"
      .. "能承受两倍额定功率的峰值，没有这种接头的约 150%；旧规格的大约到 130% 就会保护断电，"
      .. "训练到一半就停了。"
      .. "这里按一块显卡出现峰值、其余满载计算。",
  },
  source = {
    "Intel, ATX 3.0 and 3.1 Power Supply Design Guide: peaks of 200 % of the rated power for 100 "
      .. "µs must be ridden out by supplies with a 12VHPWR or 12V-2x6 plug; much less is asked of "
      .. "those without (table 3-3).",
    "PCI Express CEM 5.0 allows cards power excursions well above their rating for as long.",
  },
  severity = "warning",
  unknown = "note",
  needs = { "cpu.tdp_w", "gpus[].power_limit_w | gpus[].tdp_w", "psus[].wattage_w" },
  reads = { "cpu.count", "psus[].atx_version", "psus[].connectors", "psus[].powers" },
  ordered = { "gpus" },
  params = {
    from_w = {
      default = 250,
      min = 1,
      max = 1500,
      unit = "W",
      doc = { en = "cards of less are taken to peak little", zh = "低于此功率的显卡不计峰值" },
    },
    excursion = {
      default = 2,
      min = 1,
      max = 4,
      unit = "times",
      doc = { en = "a card's peak, in times its power", zh = "峰值是显卡功率的几倍" },
    },
    modern_takes = {
      default = 2,
      min = 1,
      max = 4,
      unit = "times",
      doc = {
        en = "what supplies of ATX 3 with a 16-pin plug take in a peak, in times their rating",
        zh = "带 16-pin 接头的 ATX 3 电源可承受的峰值是额定功率的几倍",
      },
    },
    plain_takes = {
      default = 1.5,
      min = 1,
      max = 4,
      unit = "times",
      doc = {
        en = "what supplies of ATX 3 without a 16-pin plug take in a peak, in times their rating",
        zh = "没有 16-pin 接头的 ATX 3 电源可承受的峰值是额定功率的几倍",
      },
    },
    older_takes = {
      default = 1.3,
      min = 1,
      max = 4,
      unit = "times",
      doc = {
        en = "what older supplies take in a peak, in times their rating",
        zh = "旧规格电源可承受的峰值是额定功率的几倍",
      },
    },
  },
  messages = {
    short = {
      en = "A peak of card {card} ({card_w} W) asks for {peak_w} W; a supply of {watts} W takes "
        .. "{takes_percent} %, which is {takes_w} W.",
      zh = "第 {card} 块显卡（{card_w} W）出现峰值时共需 {peak_w} W；{watts} W 的电源最多承受 "
        .. "{takes_percent}%，即 {takes_w} W。",
    },
  },
  when = function(build)
    return build.psus == nil or #build.psus > 0
  end,
  check = function(build, ctx)
    for _, group in ipairs(draw.groups(build)) do
      check_group(build, ctx, group)
    end
  end,
  examples = {
    { name = "ATX 3 without a 16-pin plug rides out less",
      build = { cpu = { tdp_w = 65 }, gpus = { { tdp_w = 355 } },
        psus = { { wattage_w = 516, atx_version = "3.0", connectors = { pcie_8pin = 4 } } } },
      expect = { findings = { "short" }, severity = "warning",
        data = { peak_w = 775, takes_w = 774, takes_percent = 150 } } },
    { name = "ATX 3 without a 16-pin plug, just large enough",
      build = { cpu = { tdp_w = 65 }, gpus = { { tdp_w = 355 } },
        psus = { { wattage_w = 517, atx_version = "3.0", connectors = { pcie_8pin = 4 } } } },
      expect = "pass" },
    { name = "ATX 3 with plugs that are not stated, where they decide",
      build = { cpu = { tdp_w = 65 }, gpus = { { tdp_w = 355 } },
        psus = { { wattage_w = 500, atx_version = "3.0" } } },
      expect = { missing = { "psus[1].connectors" } } },
    { name = "a strong card on a small supply of ATX 3",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 450 } },
        psus = { { wattage_w = 525, atx_version = "3.1", connectors = { pcie_16pin = 1 } } } },
      expect = "pass" },
    { name = "a watt less than the peak takes",
      build = { cpu = { tdp_w = 151 }, gpus = { { tdp_w = 450 } },
        psus = { { wattage_w = 525, atx_version = "3.0", connectors = { pcie_16pin = 1 } } } },
      expect = { findings = { "short" }, severity = "warning",
        data = { card = 1, card_w = 450, peak_w = 1051, watts = 525, takes_w = 1050, takes_percent = 200,
          modern_w = 700, older_w = 850 },
        at = "psus[1].wattage_w" } },
    { name = "an older supply, just large enough",
      build = { cpu = { tdp_w = 140 }, gpus = { { tdp_w = 450 } },
        psus = { { wattage_w = 800, atx_version = "2.4" } } },
      expect = "pass" },
    { name = "an older supply, a watt too small",
      build = { cpu = { tdp_w = 141 }, gpus = { { tdp_w = 450 } },
        psus = { { wattage_w = 800, atx_version = "ATX12V 2.52" } } },
      expect = { findings = { "short" }, data = { peak_w = 1041, takes_w = 1040, takes_percent = 130 } } },
    { name = "the version in other words",
      build = { cpu = { tdp_w = 141 }, gpus = { { tdp_w = 450 } },
        psus = { { wattage_w = 800, atx_version = "ATX v3.1", connectors = { pcie_16pin = 1 } } } },
      expect = "pass" },
    { name = "a version that says nothing is an older one",
      build = { cpu = { tdp_w = 141 }, gpus = { { tdp_w = 450 } },
        psus = { { wattage_w = 800, atx_version = "yes" } } },
      expect = { "short" } },
    { name = "it is not known which kind of supply it is, and it matters",
      build = { cpu = { tdp_w = 141 }, gpus = { { tdp_w = 450 } }, psus = { { wattage_w = 800 } } },
      expect = { missing = { "psus[1].atx_version" } } },
    { name = "it is not known, and too small for both kinds",
      build = { cpu = { tdp_w = 141 }, gpus = { { tdp_w = 450 } }, psus = { { wattage_w = 500 } } },
      expect = { findings = { "short" }, data = { takes_percent = 130 } } },
    { name = "it is not known, and just enough for the modern kind",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 450 } }, psus = { { wattage_w = 525 } } },
      expect = { missing = { "psus[1].atx_version" } } },
    { name = "it is not known, and large enough for both kinds",
      build = { cpu = { tdp_w = 140 }, gpus = { { tdp_w = 450 } }, psus = { { wattage_w = 800 } } },
      expect = "pass" },
    { name = "cards below 250 W",
      build = { cpu = { tdp_w = 150 }, gpus = { { tdp_w = 249, count = 2 } },
        psus = { { wattage_w = 500, atx_version = "2.4" } } },
      expect = "pass" },
    { name = "a card of 250 W",
      build = { cpu = { tdp_w = 150, count = 2 }, gpus = { { tdp_w = 249 }, { tdp_w = 250 } },
        psus = { { wattage_w = 800, atx_version = "2.4" } } },
      expect = { findings = { "short" }, data = { card = 2, card_w = 250, peak_w = 1049 } } },
    { name = "of several cards the hungriest peaks, the first of equals",
      build = { cpu = { tdp_w = 150 },
        gpus = { { tdp_w = 300 }, { tdp_w = 350 }, { tdp_w = 350 }, { tdp_w = 320 } },
        psus = { { wattage_w = 1300, atx_version = "2.4" } } },
      expect = { findings = { "short" }, data = { card = 2, peak_w = 1820, modern_w = 1650 } } },
    { name = "a limit lowers the peak",
      build = { cpu = { tdp_w = 141 }, gpus = { { tdp_w = 450, power_limit_w = 400 } },
        psus = { { wattage_w = 800, atx_version = "2.4" } } },
      expect = "pass" },
    { name = "two supplies that do not say what they feed are one",
      build = { cpu = { tdp_w = 140 }, gpus = { { tdp_w = 450 } },
        psus = { { wattage_w = 400, atx_version = "3.1", connectors = { pcie_16pin = 1 } },
          { wattage_w = 400, atx_version = "2.4", powers = { "cpu" } } } },
      expect = "pass" },
    { name = "one supply feeds everything, whatever it says",
      build = { cpu = { tdp_w = 141 }, gpus = { { tdp_w = 450 } },
        psus = { { wattage_w = 800, atx_version = "2.4", powers = { "cpu" } } } },
      expect = { "short" } },
    { name = "an older one beside a modern one",
      build = { cpu = { tdp_w = 141 }, gpus = { { tdp_w = 450 } },
        psus = { { wattage_w = 400, atx_version = "3.1", connectors = { pcie_16pin = 1 } },
          { wattage_w = 400, atx_version = "2.4" } } },
      expect = { findings = { "short" }, data = { watts = 800, takes_percent = 130 } } },
    { name = "two older ones",
      build = { cpu = { tdp_w = 141 }, gpus = { { tdp_w = 450 } },
        psus = { { wattage_w = 400, atx_version = "2.4" },
          { wattage_w = 400, atx_version = "3.1", connectors = { pcie_16pin = 1 } } } },
      expect = { "short" } },
    { name = "an older one beside one that does not say",
      build = { cpu = { tdp_w = 141 }, gpus = { { tdp_w = 450 } },
        psus = { { wattage_w = 400 }, { wattage_w = 400, atx_version = "2.4" } } },
      expect = { "short" } },
    { name = "of two that do not say, the first is named",
      build = { cpu = { tdp_w = 141 }, gpus = { { tdp_w = 450 } },
        psus = { { wattage_w = 400 }, { wattage_w = 400 } } },
      expect = { missing = { "psus[1].atx_version" } } },
    { name = "two supplies that say what they feed: the one of the CPU",
      build = { cpu = { tdp_w = 141 }, gpus = { { tdp_w = 450 }, { tdp_w = 300 } },
        psus = { { wattage_w = 800, atx_version = "2.4", powers = { "cpu", "gpu:1", "motherboard" } },
          { wattage_w = 462, atx_version = "2.4", powers = { "gpu:2" } } } },
      expect = { findings = { "short" }, data = { card = 1, peak_w = 1041, watts = 800 } } },
    { name = "two supplies that say what they feed: the other",
      build = { cpu = { tdp_w = 140 }, gpus = { { tdp_w = 450 }, { tdp_w = 300 } },
        psus = { { wattage_w = 800, atx_version = "2.4", powers = { "cpu", "gpu:1" } },
          { wattage_w = 461, atx_version = "2.4", powers = { "gpu:2" } } } },
      expect = { findings = { "short" }, data = { card = 2, peak_w = 600, takes_w = 599.3 },
        at = "psus[2].wattage_w" } },
    { name = "other figures",
      build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 100 } },
        psus = { { wattage_w = 200, atx_version = "3.1", connectors = { pcie_16pin = 1 } } } },
      params = { from_w = 100, excursion = 3, modern_takes = 1.5, older_takes = 1.2 },
      expect = { findings = { "short" },
        data = { peak_w = 400, takes_w = 300, modern_w = 300, older_w = 350 } } },
    { name = "a card that does not say",
      build = { cpu = { tdp_w = 100 }, gpus = { {} }, psus = { { wattage_w = 500 } } },
      expect = { missing = { "gpus[1].tdp_w" } } },
    { name = "no power supply",
      build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 300 } }, psus = {} }, expect = "not_applicable" },
    { name = "supplies are not stated",
      build = { cpu = { tdp_w = 100 }, gpus = { { tdp_w = 300 } } }, expect = { missing = { "psus" } } },
  },
}
