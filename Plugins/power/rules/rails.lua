local draw = require "lib.draw"
local numbers = require "lib.numbers"
local paths = require "lib.paths"
local plugs = require "lib.plugs"

local volts = 12

-- What hangs on a supply: the numbers of its cards, and the CPU. A supply that does not state it is
-- taken to feed everything where it is alone (`is_sure`); one of several may feed any card.
local function fed_by(build, psu)
  local is_alone = #build.psus == 1
  if is_alone or not psu.powers then
    return { cards = draw.everyone(build.gpus), has_cpu = true, is_sure = is_alone }
  end
  local fed = draw.fed(psu)
  fed.is_sure = true
  return fed
end

-- The strongest rail, and all of them together, in W.
local function watts_of(rails)
  local most, sum = 0, 0
  for _, rail in ipairs(rails) do
    most, sum = math.max(most, rail.amps * volts), sum + rail.amps * volts
  end
  return most, sum
end

-- Reports a load that all rails together do not carry, and whether it did.
local function check_sum(build, ctx, index, fed)
  local psu = build.psus[index]
  local _, rails_w = watts_of(psu.rails)
  local cpu, load = build.cpu, 0
  if fed.has_cpu and cpu and cpu.tdp_w then
    load = cpu.tdp_w * cpu.count
  end
  for _, card in ipairs(fed.cards) do
    load = load + (draw.of_card(build.gpus[card]) or 0)
  end
  if not fed.is_sure or not numbers.is_more(load, rails_w) then
    return false
  end
  ctx.report("all_rails", {
    psu = index,
    load_w = numbers.tenth(load),
    rails_w = numbers.tenth(rails_w),
  }, {
    at = paths.of("psus", index, "rails"),
    suggest = {
      en = "Choose a larger supply, or limit the power of the cards.",
      zh = "换更大的电源，或者给显卡限功耗。",
    },
  })
  return true
end

-- The card that asks most of a rail in a peak; nil where none is that large. Gaps are reported.
local function strongest(build, ctx, cards)
  local found, most
  for _, card in ipairs(cards) do
    local watts = draw.of_card(build.gpus[card])
    if not watts then
      ctx.unknown(paths.of("gpus", card, "tdp_w"))
    elseif watts >= ctx.params.from_w and (not most or watts > most) then
      found, most = card, watts
    end
  end
  return found, most
end

local function check_peak(build, ctx, index, fed)
  local params = ctx.params
  local most_w = watts_of(build.psus[index].rails)
  local card, card_w = strongest(build, ctx, fed.cards)
  if not card then
    return
  end
  local peak = card_w * params.excursion - plugs.slot_w
  if not numbers.is_more(peak, most_w) then
    return
  end
  ctx.report("peak", {
    psu = index,
    card = card,
    card_w = numbers.tenth(card_w),
    peak_w = numbers.tenth(peak),
    rail_w = numbers.tenth(most_w),
    rail_amps = numbers.tenth(most_w / volts),
  }, {
    at = paths.of("psus", index, "rails"),
    severity = "warning",
    suggest = {
      en = "Switch the supply to a single rail if it can be, or feed each plug of card {card} from "
        .. "another rail.",
      zh = "如果电源支持，切换到单路 12 V 模式；或者把第 {card} 块显卡的每个接头接到不同的 12 V 输出。",
    },
  })
end

---@type rigrules.Rule
return {
  title = {
    en = "Each 12 V rail carries the card on it",
    zh = "每路 12 V 输出都带得动接在上面的显卡",
  },
  why = {
    en = "A supply with several 12 V rails switches off when one of them is asked for more than its "
      .. "limit, however many watts it has in all. A card of 250 W and more peaks at about twice its "
      .. "power for moments; with all its plugs on one rail of 30 A (360 W) the machine goes dark "
      .. "though the supply is rated for 1500 W.",
    zh = "多路 12 V 输出的电源，只要其中一路超过限流就会整机断电，总功率再大也没用。"
      .. "250 瓦以上的显卡瞬时会冲到约两倍功率；所有接头都接在同一路 30 A（360 瓦）上时，"
      .. "1500 瓦的电源也会断电。",
  },
  source = {
    "Intel, ATX12V Power Supply Design Guide: over-current protection of each 12 V rail.",
    "PCI Express CEM 5.0: power excursions of cards above their rating, for up to 100 µs.",
    "Public reports of machines with two cards of 280 W that a multi-rail 1500 W supply switched off.",
  },
  severity = "error",
  unknown = "note",
  needs = { "gpus" },
  reads = {
    "cpu.tdp_w",
    "cpu.count",
    "gpus[].power_limit_w",
    "gpus[].tdp_w",
    "psus[].rails",
    "psus[].powers",
  },
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
  },
  messages = {
    all_rails = {
      en = "CPU and cards draw {load_w} W; the 12 V rails of PSU {psu} carry {rails_w} W in all.",
      zh = "CPU 和显卡共需 {load_w} W，电源 {psu} 的 12 V 输出总共只能带 {rails_w} W。",
    },
    peak = {
      en = "A peak of card {card} ({card_w} W) asks for {peak_w} W through its plugs; the strongest "
        .. "12 V rail of PSU {psu} switches off above {rail_w} W ({rail_amps} A).",
      zh = "第 {card} 块显卡（{card_w} W）出现峰值时，接头要走 {peak_w} W；电源 {psu} 最强的一路 "
        .. "12 V 超过 {rail_w} W（{rail_amps} A）就会断电。",
    },
  },
  -- A supply that states no rails is taken to have a single one, which its watts describe.
  when = function(build)
    for _, psu in ipairs(build.psus or {}) do
      if psu.rails and #psu.rails > 0 then
        return true
      end
    end
    return false
  end,
  check = function(build, ctx)
    for index, psu in ipairs(build.psus) do
      if psu.rails and #psu.rails > 0 then
        local fed = fed_by(build, psu)
        -- A single rail is the whole supply: its peaks are those of the supply.
        if not check_sum(build, ctx, index, fed) and #psu.rails > 1 then
          check_peak(build, ctx, index, fed)
        end
      end
    end
  end,
  examples = {
    { name = "two cards of 280 W on rails of 30 A",
      build = { cpu = { tdp_w = 105 }, gpus = { { tdp_w = 350, power_limit_w = 280, count = 2 } },
        psus = { { wattage_w = 1500, rails = { { amps = 30 }, { amps = 30 } } } } },
      expect = { findings = { "peak" }, severity = "warning",
        data = { psu = 1, card = 1, card_w = 280, peak_w = 485, rail_w = 360, rail_amps = 30 },
        at = "psus[1].rails" } },
    { name = "a rail that carries just the peak",
      build = { cpu = { tdp_w = 105 }, gpus = { { tdp_w = 277.5 } },
        psus = { { rails = { { amps = 20 }, { amps = 40 } } } } },
      expect = "pass" },
    { name = "a single rail has no limit of its own",
      build = { cpu = { tdp_w = 105 }, gpus = { { tdp_w = 350, count = 2 } },
        psus = { { rails = { { amps = 68 } } } } },
      expect = "pass" },
    { name = "all rails together carry less than CPU and cards draw",
      build = { cpu = { tdp_w = 105 }, gpus = { { tdp_w = 350, count = 2 } },
        psus = { { rails = { { amps = 67 } } } } },
      expect = { findings = { "all_rails" }, severity = "error", data = { load_w = 805, rails_w = 804 } } },
    { name = "the strongest card peaks; small ones do not",
      build = { gpus = { { tdp_w = 249 }, { tdp_w = 300 }, { tdp_w = 260 } },
        psus = { { rails = { { amps = 40 }, { amps = 40 } } } } },
      expect = { findings = { "peak" }, data = { card = 2, card_w = 300 } } },
    { name = "small cards",
      build = { gpus = { { tdp_w = 249 } }, psus = { { rails = { { amps = 20 }, { amps = 20 } } } } },
      expect = "pass" },
    { name = "of two supplies, the card hangs on the one without rails",
      build = { gpus = { { tdp_w = 350 } },
        psus = { { powers = { "cpu" }, rails = { { amps = 30 }, { amps = 30 } } },
          { powers = { "gpu:1" } } } },
      expect = "pass" },
    { name = "of two supplies, the card hangs on the one with rails",
      build = { cpu = { tdp_w = 105 }, gpus = { { tdp_w = 350 } },
        psus = { { powers = { "cpu" } },
          { powers = { "gpu:1" }, rails = { { amps = 30 }, { amps = 30 } } } } },
      expect = { findings = { "peak" }, data = { psu = 2 }, at = "psus[2].rails" } },
    { name = "two supplies that do not say what they feed share the load",
      build = { cpu = { tdp_w = 105 }, gpus = { { tdp_w = 200, count = 3 } },
        psus = { { rails = { { amps = 30 } } }, {} } },
      expect = "pass" },
    { name = "other figures",
      build = { gpus = { { tdp_w = 100 } }, psus = { { rails = { { amps = 10 }, { amps = 10 } } } } },
      params = { from_w = 100, excursion = 3 }, expect = { findings = { "peak" }, data = { peak_w = 225 } } },
    { name = "a card that does not say",
      build = { gpus = { {} }, psus = { { rails = { { amps = 30 }, { amps = 30 } } } } },
      expect = { missing = { "gpus[1].tdp_w" } } },
    { name = "a supply that states no rails",
      build = { gpus = { { tdp_w = 350 } }, psus = { { wattage_w = 750 }, { rails = {} } } },
      expect = "not_applicable" },
    { name = "no fields of supplies",
      build = { gpus = { { tdp_w = 350 } } }, expect = "not_applicable" },
    { name = "a supply that states what it feeds, and carries less than that",
      build = { cpu = { tdp_w = 105 }, gpus = { { tdp_w = 350 }, { tdp_w = 350 } },
        psus = { { powers = { "cpu" } },
          { powers = { "gpu:1", "gpu:2" }, rails = { { amps = 25 }, { amps = 25 } } } } },
      expect = { findings = { "all_rails" }, data = { psu = 2, load_w = 700, rails_w = 600 } } },
    { name = "a card of the least watts that count",
      build = { gpus = { { tdp_w = 250 } }, psus = { { rails = { { amps = 25 }, { amps = 25 } } } } },
      expect = { findings = { "peak" }, data = { card_w = 250 } } },
    { name = "the peak of a card on a single rail is for the whole supply",
      build = { gpus = { { tdp_w = 350 } }, psus = { { rails = { { amps = 40 } } } } }, expect = "pass" },
    { name = "cards without stated watts beside the load that a single rail just carries",
      build = { gpus = { { tdp_w = 250, count = 3 }, {} }, psus = { { rails = { { amps = 62.5 } } } } },
      expect = "pass" },
  },
}
