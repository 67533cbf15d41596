local paths = require "lib.paths"
local plugs = require "lib.plugs"
local usual = require "lib.usual_plugs"

-- Whether all cards can be connected in each of the builds that may be meant, if need be with their
-- adapters.
local function can_each(builds)
  for _, full in ipairs(builds) do
    if plugs.try(full, (plugs.by_hunger(full.gpus)), "most") ~= #full.gpus then
      return false
    end
  end
  return true
end

-- Whether all cards can be connected if one of the claims of what supplies have by their watts holds.
local function can_assume(build, claims, most)
  for _, claim in ipairs(claims) do
    for _, watts in ipairs({ false, true }) do
      local builds = usual.assumed(build, claim, most, watts)
      if builds and can_each(builds) then
        return true
      end
    end
  end
  return false
end

-- What can be said where not all plugs are stated: nothing where they do whatever the parts have;
-- what their watts tell is told as such, as advice where hardly a supply has fewer plugs and as a
-- warning where some have; else they are unknown.
local function judge_assumed(build, ctx)
  if can_assume(build, usual.certain, usual.no_more) then
    return
  end
  local missing = usual.missing(build)
  local is_sure = can_assume(build, usual.sure, usual.most_plugs)
  if not is_sure and not can_assume(build, usual.likely, usual.most_plugs) then
    for _, path in ipairs(missing) do
      ctx.unknown(path)
    end
    return
  end
  ctx.report(is_sure and "by_watts" or "unsaid", { fields = table.concat(missing, ", ") }, {
    at = missing[1],
    severity = is_sure and "advice" or "warning",
    suggest = {
      en = "Compare the sockets of the cards with the plugs of the PSU before you buy, and state "
        .. "both.",
      zh = "购买前核对显卡的供电接口和电源的接头，并写进配置。",
    },
  })
end

local function one_lacks(list, field)
  for _, part in ipairs(list) do
    if part[field] == nil then
      return true
    end
  end
  return false
end

-- What is not stated of a card and tells the plugs of its adapter: its watts, or for a weak card the
-- adapter itself; nil where nothing is missing.
local function gap_of_adapter(gpus)
  for i, gpu in ipairs(gpus) do
    if gpu.power_connectors.pcie_16pin > 0 and not gpu.adapter then
      if not gpu.tdp_w then
        return paths.of("gpus", i, "tdp_w")
      elseif gpu.tdp_w > 250 and gpu.tdp_w <= 300 then
        return paths.of("gpus", i, "adapter")
      end
    end
  end
  return nil
end

local function report_adapters(build, ctx)
  local missing = {}
  for _, kind in ipairs(plugs.adapted) do
    local need = plugs.total(build.gpus, "power_connectors", kind)
    local have = 0
    for _, left in ipairs(plugs.left_for_cards(build)) do
      have = have + left[kind]
    end
    if need > have then
      table.insert(missing, plugs.plural(need - have, kind))
    end
  end
  ctx.report("adapters", {
    lacks = table.concat(missing, ", "),
    have = plugs.listed(build, build.psus, "connectors"),
  }, {
    at = "psus[1].connectors",
    severity = "warning",
    suggest = {
      en = "Choose a PSU that has these plugs itself; with the adapter, give each of its plugs a "
        .. "cable of its own.",
      zh = "最好选自带这些接头的电源；用转接线时，每个接头各接一根独立的线。",
    },
  })
end

-- For the examples: one kind of card on one kind of supply.
local function fed(card, supply)
  return { gpus = { card }, psus = { supply } }
end

-- For the examples: a card of so many 8-pin sockets on a supply of a grade.
local function graded(plugs, watts, grade)
  local supply = { wattage_w = watts, efficiency = grade and "80-plus-" .. grade }
  return fed({ power_connectors = { pcie_8pin = plugs } }, supply)
end

-- For the examples: cards with one 16-pin socket each on a supply of a grade.
local function newer(count, tdp_w, watts, grade)
  local supply = { wattage_w = watts, efficiency = grade and "80-plus-" .. grade }
  return fed({ count = count, tdp_w = tdp_w, power_connectors = { pcie_16pin = 1 } }, supply)
end

-- For the examples: a card of so many 8-pin sockets, and newer ones whose adapters take so many plugs
-- each, on a supply of a grade.
local function lot(eight, count, adapter, watts, grade)
  local build = newer(count, 100, watts, grade)
  build.gpus[1].adapter = { pcie_8pin = adapter }
  build.gpus[2] = { power_connectors = { pcie_8pin = eight } }
  return build
end

---@type rigrules.Rule
return {
  title = {
    en = "The PSU has a plug for every socket of the cards",
    zh = "电源有足够的接头给每块显卡供电",
  },
  why = {
    en = "A card takes 75 W from the slot and the rest through its own plugs: 75 W each 6-pin, 150 W "
      .. "each 8-pin, up to 600 W each 16-pin. A PSU with watts enough may still lack plugs, and "
      .. "splitters overload the one cable they hang on.",
    zh = "显卡从插槽取电 75 瓦，其余靠供电接头：每个 6-pin 75 瓦、8-pin 150 瓦、16-pin 最多 600 瓦。"
      .. "电源瓦数够了接头也可能不够，用一分二转接线会让那根线过载。",
  },
  source = "即使一个 PSU 达到了所需瓦数，也可能没有足够的 PCIe 8-pin 或 6-pin 的接头，"
    .. "所以买的时候还要确保电源上有***足够多的接头接 GPU***。",
  severity = "error",
  needs = { "gpus", "psus" },
  reads = {
    "gpus[].adapter",
    "gpus[].power_connectors",
    "gpus[].power_connectors_at_most",
    "gpus[].tdp_w",
    "motherboard.eps_8pin",
    "psus[].connectors",
    "psus[].connectors_at_least",
    "psus[].efficiency",
    "psus[].form_factor",
    "psus[].powers",
    "psus[].wattage_w",
  },
  params = {
    adapters = {
      default = false,
      doc = {
        en = "whether adapters need no warning (from 8-pin plugs to a 16-pin, 12-pin or EPS socket)",
        zh = "用 8-pin 转 16-pin、12-pin 或 EPS 的转接线是否不算警告",
      },
    },
  },
  messages = {
    by_watts = {
      en = "Not all plugs are stated ({fields}). That all cards can be connected is a guess by the "
        .. "watts, which is wrong once in sixty times.",
      zh = "有接头没写明（{fields}）。按瓦数推算，所有显卡都能接上；这种推算约六十次里错一次。",
    },
    unsaid = {
      en = "Not all plugs are stated ({fields}). By the watts all cards can most likely be connected, "
        .. "perhaps with the adapters in their boxes.",
      zh = "有接头没写明（{fields}）。按瓦数推算，所有显卡多半都能接上，可能要用附带的转接线。",
    },
    adapters = {
      en = "The cards can be connected only with the adapters in their boxes: the PSU lacks {lacks}, "
        .. "and has {have}.",
      zh = "显卡要用附带的转接线才能接上：电源缺 {lacks}，只有 {have}。",
    },
    too_few = {
      en = "The cards need {need}; the PSU has {have}. {served} of {cards} cards can be plugged in, "
        .. "adapters of the cards counted; the next one lacks {lacks}.",
      zh = "显卡需要 {need}，电源只有 {have}。算上附带的转接线，{cards} 块显卡里只能接上 {served} 块，"
        .. "下一块缺 {lacks}。",
    },
  },
  when = function(build)
    return (build.gpus == nil or #build.gpus > 0) and (build.psus == nil or #build.psus > 0)
  end,
  check = function(build, ctx)
    if one_lacks(build.gpus, "power_connectors") or one_lacks(build.psus, "connectors") then
      judge_assumed(build, ctx)
      return
    end
    local order, any_adapts = plugs.by_hunger(build.gpus)
    local served, lacks, finished = plugs.try(build, order, "plugs")
    if served == #order then
      return
    end
    local ended = finished
    if any_adapts then
      served, lacks, ended = plugs.try(build, order, "most")
    end
    if served == #order then
      if not finished then
        ctx.unknown("psus[1].powers")
      elseif not ctx.params.adapters then
        report_adapters(build, ctx)
      end
      return
    end
    local gap = gap_of_adapter(build.gpus)
    if ended and gap then
      -- A weaker card has a smaller adapter: what holds for all of them needs no watts.
      served, lacks, ended = plugs.try(build, order, "least")
      if ended and served == #order then
        ctx.unknown(gap)
        return
      end
    end
    if not ended then
      -- Too many ways to tell: which supply feeds which card has to be stated.
      ctx.unknown("psus[1].powers")
      return
    end
    ctx.report("too_few", {
      need = plugs.listed(build, build.gpus, "power_connectors"),
      have = plugs.listed(build, build.psus, "connectors"),
      served = served,
      cards = #build.gpus,
      lacks = lacks and plugs.names[lacks] or "PSU",
      card = order[served + 1],
    }, {
      at = "psus[1].connectors",
      suggest = {
        en = "Choose a PSU with {need} or more for the cards (6+2 plugs count as 8-pin and serve both), "
          .. "or cards with fewer sockets.",
        zh = "换一个至少有 {need} 显卡接头的电源（6+2 接头算 8-pin，两种都能接），或者选接口更少的显卡。",
      },
    })
  end,
  examples = {
    { name = "four cards of two 8-pin on eight plugs",
      build = fed({ count = 4, power_connectors = { pcie_8pin = 2 } }, { connectors = { pcie_8pin = 8 } }),
      expect = "pass" },
    { name = "one plug too few leaves the fourth card out",
      build = fed({ count = 4, power_connectors = { pcie_8pin = 2 } }, { connectors = { pcie_8pin = 7 } }),
      expect = { findings = { "too_few" }, severity = "error", at = "psus[1].connectors",
        data = { served = 3, cards = 4, card = 4, lacks = "8-pin", need = "8 × 8-pin",
          have = "7 × 8-pin" } } },
    { name = "the card with the most sockets is served first",
      build = { gpus = { { power_connectors = { pcie_8pin = 1 } }, { power_connectors = { pcie_8pin = 2 } } },
        psus = { { connectors = { pcie_8pin = 2 } } } },
      expect = { findings = { "too_few" }, data = { served = 1, card = 1, lacks = "8-pin" } } },
    { name = "a supply without a plug for cards",
      build = fed({ power_connectors = { pcie_8pin = 1 } }, { connectors = { eps_8pin = 2 } }),
      expect = { findings = { "too_few" }, data = { have = "0", served = 0, card = 1 } } },
    { name = "a 6+2 plug serves a 6-pin socket",
      build = fed({ power_connectors = { pcie_6pin = 1, pcie_8pin = 1 } },
        { connectors = { pcie_8pin = 2 } }),
      expect = "pass" },
    { name = "a 6-pin plug does not serve an 8-pin socket",
      build = fed({ power_connectors = { pcie_8pin = 2 } },
        { connectors = { pcie_6pin = 2, pcie_8pin = 1 } }),
      expect = { findings = { "too_few" }, data = { lacks = "8-pin", have = "2 × 6-pin, 1 × 8-pin" } } },
    { name = "6-pin plugs go to 6-pin sockets first",
      build = fed({ count = 2, power_connectors = { pcie_6pin = 1, pcie_8pin = 1 } },
        { connectors = { pcie_6pin = 2, pcie_8pin = 2 } }),
      expect = "pass" },
    { name = "too few for the 6-pin sockets",
      build = fed({ power_connectors = { pcie_6pin = 2 } }, { connectors = { pcie_6pin = 1 } }),
      expect = { findings = { "too_few" }, data = { lacks = "6-pin", served = 0 } } },
    { name = "a 16-pin plug serves it",
      build = fed({ tdp_w = 450, power_connectors = { pcie_16pin = 1 } },
        { connectors = { pcie_16pin = 1 } }),
      expect = "pass" },
    { name = "without a 16-pin plug, the adapter in the card's box takes three 8-pin up to 450 W",
      build = fed({ tdp_w = 450, power_connectors = { pcie_16pin = 1 } }, { connectors = { pcie_8pin = 3 } }),
      expect = { outcome = "fail", severity = "warning", findings = { "adapters" },
        data = { lacks = "1 × 16-pin", have = "3 × 8-pin" }, at = "psus[1].connectors" } },
    { name = "two are too few even for the adapter",
      build = fed({ tdp_w = 450, power_connectors = { pcie_16pin = 1 } }, { connectors = { pcie_8pin = 2 } }),
      expect = { severity = "error", findings = { "too_few" }, data = { lacks = "8-pin" } } },
    { name = "adapters that are accepted",
      params = { adapters = true },
      build = fed({ tdp_w = 450, power_connectors = { pcie_16pin = 1 } }, { connectors = { pcie_8pin = 3 } }),
      expect = "pass" },
    { name = "four above 450 W",
      build = fed({ tdp_w = 451, power_connectors = { pcie_16pin = 1 } }, { connectors = { pcie_8pin = 3 } }),
      expect = { findings = { "too_few" }, severity = "error" } },
    { name = "four are enough for any card",
      build = fed({ tdp_w = 600, power_connectors = { pcie_16pin = 1 } }, { connectors = { pcie_8pin = 4 } }),
      expect = { findings = { "adapters" }, severity = "warning" } },
    { name = "up to 300 W two may be enough, which the adapter in the box tells",
      build = fed({ tdp_w = 300, power_connectors = { pcie_16pin = 1 } }, { connectors = { pcie_8pin = 2 } }),
      expect = { outcome = "unknown", missing = { "gpus[1].adapter" } } },
    { name = "it takes two",
      build = fed({ tdp_w = 200, power_connectors = { pcie_16pin = 1 }, adapter = { pcie_8pin = 2 } },
        { connectors = { pcie_8pin = 2 } }),
      expect = { findings = { "adapters" }, severity = "warning" } },
    { name = "up to 300 W three are enough",
      build = fed({ tdp_w = 300, power_connectors = { pcie_16pin = 1 } }, { connectors = { pcie_8pin = 3 } }),
      expect = { findings = { "adapters" }, severity = "warning" } },
    { name = "one is too few for any of them",
      build = fed({ tdp_w = 200, power_connectors = { pcie_16pin = 1 } }, { connectors = { pcie_8pin = 1 } }),
      expect = { findings = { "too_few" }, severity = "error" } },
    { name = "three above 300 W",
      build = fed({ tdp_w = 301, power_connectors = { pcie_16pin = 1 } }, { connectors = { pcie_8pin = 2 } }),
      expect = { findings = { "too_few" }, severity = "error" } },
    { name = "two for the 12-pin socket of a strong RTX 30",
      build = fed({ tdp_w = 350, power_connectors = { pcie_12pin = 1 } }, { connectors = { pcie_8pin = 2 } }),
      expect = { severity = "warning", findings = { "adapters" }, data = { lacks = "1 × 12-pin" } } },
    { name = "one is not",
      build = fed({ power_connectors = { pcie_12pin = 1 } }, { connectors = { pcie_8pin = 1 } }),
      expect = { findings = { "too_few" }, severity = "error" } },
    { name = "an adapter that is stated",
      build = fed({ tdp_w = 450, power_connectors = { pcie_16pin = 1 }, adapter = { pcie_8pin = 4 } },
        { connectors = { pcie_8pin = 3 } }),
      expect = { findings = { "too_few" }, severity = "error" } },
    { name = "an adapter that joins plugs of two kinds",
      build = fed({ power_connectors = { pcie_16pin = 1 }, adapter = { pcie_8pin = 1, pcie_6pin = 1 } },
        { connectors = { pcie_8pin = 1, pcie_6pin = 1 } }),
      expect = { findings = { "adapters" }, severity = "warning" } },
    { name = "a card that comes without an adapter",
      build = fed({ power_connectors = { pcie_16pin = 1 }, adapter = {} },
        { connectors = { pcie_8pin = 4 } }),
      expect = { severity = "error", findings = { "too_few" }, data = { lacks = "16-pin" } } },
    { name = "the native plug goes to the card whose adapter takes most",
      build = { gpus = { { tdp_w = 300, power_connectors = { pcie_16pin = 1 } },
                  { tdp_w = 575, power_connectors = { pcie_16pin = 1 } } },
        psus = { { connectors = { pcie_16pin = 1, pcie_8pin = 3 } } } },
      expect = { findings = { "adapters" }, data = { lacks = "1 × 16-pin" } } },
    { name = "where the adapter decides, the watts must be known",
      build = fed({ power_connectors = { pcie_16pin = 1 } }, { connectors = { pcie_8pin = 3 } }),
      expect = { outcome = "unknown", missing = { "gpus[1].tdp_w" } } },
    { name = "the watts that decide are those of the card with an adapter",
      build = { gpus = { { power_connectors = { pcie_8pin = 1 } }, { power_connectors = { pcie_16pin = 1 } } },
        psus = { { connectors = { pcie_8pin = 4 } } } },
      expect = { outcome = "unknown", missing = { "gpus[2].tdp_w" } } },
    { name = "of three cards the adapter of one is in doubt",
      build = { gpus = { { tdp_w = 250, power_connectors = { pcie_16pin = 1 } },
                  { tdp_w = 301, power_connectors = { pcie_16pin = 1 } },
                  { tdp_w = 280, power_connectors = { pcie_16pin = 1 } } },
        psus = { { connectors = { pcie_8pin = 7 } } } },
      expect = { outcome = "unknown", missing = { "gpus[3].adapter" } } },
    { name = "plugs for the largest adapter need no watts",
      build = fed({ power_connectors = { pcie_16pin = 1 } }, { connectors = { pcie_8pin = 4 } }),
      expect = { findings = { "adapters" }, severity = "warning" } },
    { name = "nor do plugs that are too few for the smallest",
      build = fed({ power_connectors = { pcie_16pin = 1 } }, { connectors = { pcie_8pin = 1 } }),
      expect = { findings = { "too_few" }, severity = "error" } },
    { name = "the EPS socket of a data-centre card on an EPS plug that the board leaves",
      build = fed({ tdp_w = 250, power_connectors = { eps_8pin = 1 } }, { connectors = { eps_8pin = 2 } }),
      expect = "pass" },
    { name = "the only EPS plug is the board's, so the card's dongle takes two 8-pin",
      build = fed({ tdp_w = 250, power_connectors = { eps_8pin = 1 } },
        { connectors = { eps_8pin = 1, pcie_8pin = 2 } }),
      expect = { severity = "warning", findings = { "adapters" },
        data = { lacks = "1 × EPS 8-pin", have = "2 × 8-pin, 1 × EPS 8-pin" } } },
    { name = "without plugs for the dongle",
      build = fed({ tdp_w = 250, power_connectors = { eps_8pin = 1 } },
        { connectors = { eps_8pin = 1, pcie_8pin = 1 } }),
      expect = { findings = { "too_few" }, severity = "error" } },
    { name = "a board with two EPS sockets takes both plugs",
      build = { motherboard = { eps_8pin = 2 }, gpus = { { power_connectors = { eps_8pin = 1 } } },
        psus = { { connectors = { eps_8pin = 2, pcie_8pin = 1 } } } },
      expect = { findings = { "too_few" } } },
    { name = "the board's EPS plugs come from the supply that feeds the CPU",
      build = { gpus = { { power_connectors = { eps_8pin = 1 } } },
        psus = { { connectors = { eps_8pin = 1 }, powers = { "gpu:1" } },
          { connectors = { eps_8pin = 1 }, powers = { "cpu" } } } },
      expect = "pass" },
    { name = "an adapter that takes EPS plugs",
      build = fed({ power_connectors = { pcie_16pin = 1 }, adapter = { eps_8pin = 2 } },
        { connectors = { eps_8pin = 2, pcie_8pin = 4 } }),
      expect = { findings = { "too_few" }, data = { lacks = "EPS 8-pin" } } },
    { name = "two supplies, each card from one of them",
      build = { gpus = { { power_connectors = { pcie_8pin = 1 } }, { power_connectors = { pcie_8pin = 3 } } },
        psus = { { connectors = { pcie_8pin = 3 } }, { connectors = { pcie_8pin = 1 } } } },
      expect = "pass" },
    { name = "two supplies with plugs enough in sum, not for one card",
      build = { gpus = { { power_connectors = { pcie_8pin = 3 } } },
        psus = { { connectors = { pcie_8pin = 2 } }, { connectors = { pcie_8pin = 2 } } } },
      expect = { "too_few" } },
    { name = "two supplies serve one of two cards; what the other lacks is told",
      build = { gpus = { { count = 2, power_connectors = { pcie_6pin = 1, pcie_8pin = 1 } } },
        psus = { { connectors = { pcie_8pin = 1 } }, { connectors = { pcie_8pin = 2 } } } },
      expect = { findings = { "too_few" }, data = { served = 1, cards = 2, card = 2, lacks = "6-pin" } } },
    { name = "a supply that says what it feeds feeds nothing else",
      build = { gpus = { { power_connectors = { pcie_8pin = 2 } } },
        psus = { { connectors = { pcie_8pin = 4 }, powers = { "cpu" } },
          { connectors = { pcie_8pin = 1 }, powers = { "gpu:1" } } } },
      expect = { "too_few" } },
    { name = "a supply feeds the card that it says it feeds",
      build = fed({ power_connectors = { pcie_8pin = 2 } },
        { connectors = { pcie_8pin = 2 }, powers = { "cpu", "gpu:1" } }),
      expect = "pass" },
    { name = "of two supplies with equal plugs, one may feed both cards and one the first alone",
      build = { gpus = { { count = 2, power_connectors = { pcie_8pin = 2 } } },
        psus = { { connectors = { pcie_8pin = 2 }, powers = { "gpu:1", "gpu:2" } },
          { connectors = { pcie_8pin = 2 }, powers = { "gpu:1" } } } },
      expect = "pass" },
    { name = "a card that no supply feeds",
      build = fed({ power_connectors = { pcie_8pin = 1 } },
        { connectors = { pcie_8pin = 4 }, powers = { "cpu" } }),
      expect = { findings = { "too_few" }, data = { lacks = "PSU", served = 0, cards = 1, card = 1 } } },
    { name = "a big machine: six small and six hungry cards on six supplies",
      build = { gpus = { { count = 6, power_connectors = { pcie_8pin = 1 } },
                  { count = 6, power_connectors = { pcie_8pin = 3 } } },
        psus = { { count = 6, connectors = { pcie_8pin = 4 } } } },
      expect = "pass" },
    { name = "eight cards on seven equal supplies that carry one each",
      build = fed({ count = 8, power_connectors = { pcie_8pin = 2 } },
        { count = 7, connectors = { pcie_8pin = 2 } }),
      expect = { findings = { "too_few" }, data = { served = 7 } } },
    { name = "odd plugs are left over on three supplies, so the eleventh card finds none",
      build = { gpus = { { count = 11, power_connectors = { pcie_8pin = 2 } } },
        psus = { { count = 2, connectors = { pcie_8pin = 7 } }, { connectors = { pcie_8pin = 9 } } } },
      expect = { findings = { "too_few" }, data = { served = 10 } } },
    { name = "a card without sockets needs no plug",
      build = fed({ power_connectors = {} }, { connectors = { eps_8pin = 1 } }), expect = "pass" },
    { name = "every supply of 450 W has a plug for one card",
      build = fed({ power_connectors = { pcie_8pin = 1 } }, { wattage_w = 450 }), expect = "pass" },
    { name = "one of 449 W may have none",
      build = fed({ power_connectors = { pcie_6pin = 1 } }, { wattage_w = 449 }),
      expect = { outcome = "unknown", missing = { "psus[1].connectors" } } },
    { name = "80 Plus Gold of 400 W most likely has one",
      build = graded(1, 400, "gold"), expect = { findings = { "unsaid" } } },
    { name = "of 399 W it may have none",
      build = graded(1, 399, "gold"), expect = "unknown" },
    { name = "bronze of 400 W too",
      build = graded(1, 400, "bronze"), expect = "unknown" },
    { name = "gold of 500 W most likely has two",
      build = graded(2, 500, "gold"), expect = { findings = { "unsaid" } } },
    { name = "of 499 W it may have one",
      build = graded(2, 499, "gold"), expect = "unknown" },
    { name = "gold of 650 W has two",
      build = graded(2, 650, "gold"), expect = "pass" },
    { name = "bronze of 650 W but for one in six",
      build = graded(2, 650, "bronze"), expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "of 750 W but for one in sixty",
      build = graded(2, 750, "bronze"), expect = { findings = { "by_watts" }, severity = "advice" } },
    { name = "all of 850 W have two",
      build = graded(2, 850), expect = "pass" },
    { name = "of 849 W but for one in sixty, too",
      build = graded(2, 849), expect = { findings = { "by_watts" } } },
    { name = "of 649 W but for one in six",
      build = graded(2, 649, "gold"), expect = { findings = { "unsaid" } } },
    { name = "platinum of 700 W most likely has three",
      build = graded(3, 700, "platinum"), expect = { findings = { "unsaid" } } },
    { name = "of 699 W it may have two",
      build = graded(3, 699, "platinum"), expect = "unknown" },
    { name = "gold of 850 W most likely has four",
      build = graded(4, 850, "gold"), expect = { findings = { "unsaid" } } },
    { name = "gold of 849 W may have three",
      build = graded(4, 849, "gold"), expect = "unknown" },
    { name = "gold of 400 W no second",
      build = graded(2, 400, "gold"), expect = "unknown" },
    { name = "gold of 500 W no third",
      build = graded(3, 500, "gold"), expect = "unknown" },
    { name = "gold of 700 W no fourth",
      build = graded(4, 700, "gold"), expect = "unknown" },
    { name = "gold of 850 W no fifth",
      build = graded(5, 850, "gold"), expect = "unknown" },
    { name = "titanium of 750 W has no third for certain",
      build = graded(3, 750, "titanium"), expect = { findings = { "unsaid" } } },
    { name = "1500 W no seventh",
      build = { gpus = { { power_connectors = { pcie_8pin = 2 }, count = 3 },
                  { power_connectors = { pcie_8pin = 1 } } },
        psus = { { wattage_w = 1500 } } },
      expect = "unknown" },
    { name = "1000 W no fifth",
      build = { gpus = { { power_connectors = { pcie_8pin = 2 }, count = 2 },
                  { power_connectors = { pcie_8pin = 1 } } },
        psus = { { wattage_w = 1000 } } },
      expect = "unknown" },
    { name = "1000 W and a second supply of 450 W most likely feed five",
      build = { gpus = { { power_connectors = { pcie_8pin = 2 }, count = 2 },
                  { power_connectors = { pcie_8pin = 1 } } },
        psus = { { wattage_w = 1000 }, { wattage_w = 450 } } },
      expect = { findings = { "unsaid" } } },
    { name = "a card of 100 W whose sockets are not stated may take one",
      build = fed({ tdp_w = 100 }, { connectors = { pcie_8pin = 0 } }), expect = "unknown" },
    { name = "neither watts nor sockets of the card",
      build = fed({ name = "A" }, { wattage_w = 1500 }), expect = "unknown" },
    { name = "a supply of another size is not counted by its watts",
      build = fed({ power_connectors = { pcie_8pin = 1 } }, { wattage_w = 1500, form_factor = "TFX" }),
      expect = "unknown" },
    { name = "749 W mean two plugs, most likely",
      build = fed({ power_connectors = { pcie_8pin = 2 } }, { wattage_w = 749 }),
      expect = { findings = { "unsaid" }, severity = "warning", at = "psus[1].connectors" } },
    { name = "549 W may mean one",
      build = fed({ power_connectors = { pcie_8pin = 2 } }, { wattage_w = 549 }),
      expect = { outcome = "unknown", missing = { "psus[1].connectors" } } },
    { name = "550 W two",
      build = fed({ power_connectors = { pcie_8pin = 2 } }, { wattage_w = 550 }),
      expect = { findings = { "unsaid" } } },
    { name = "749 W no third",
      build = fed({ power_connectors = { pcie_8pin = 3 } }, { wattage_w = 749 }),
      expect = { outcome = "unknown", missing = { "psus[1].connectors" } } },
    { name = "999 W no fourth",
      build = fed({ power_connectors = { pcie_8pin = 2 }, count = 2 }, { wattage_w = 999 }),
      expect = { outcome = "unknown", missing = { "psus[1].connectors" } } },
    { name = "1000 W four",
      build = fed({ power_connectors = { pcie_8pin = 2 }, count = 2 }, { wattage_w = 1000 }),
      expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "a card whose sockets are a guess too",
      build = fed({ tdp_w = 120 }, { wattage_w = 450 }),
      expect = { severity = "advice", findings = { "by_watts" },
        data = { fields = "gpus[1].power_connectors, psus[1].connectors" } } },
    { name = "750 W mean two in all but one supply of sixty, which is told as a guess",
      build = fed({ power_connectors = { pcie_8pin = 2 } }, { wattage_w = 750, form_factor = "SFX-L" }),
      expect = { outcome = "fail", severity = "advice", findings = { "by_watts" }, at = "psus[1].connectors",
        data = { fields = "psus[1].connectors" } } },
    { name = "all of 80 Plus Platinum have two",
      build = fed({ power_connectors = { pcie_8pin = 2 } },
        { wattage_w = 750, efficiency = "80-plus-platinum" }),
      expect = "pass" },
    { name = "and those of Titanium",
      build = fed({ power_connectors = { pcie_8pin = 2 } },
        { wattage_w = 750, efficiency = "80-plus-titanium" }),
      expect = "pass" },
    { name = "a card of 440 W takes three most likely, and a supply of 750 W has three",
      build = fed({ tdp_w = 440 }, { wattage_w = 750 }),
      expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "a TFX supply may have none",
      build = fed({ power_connectors = { pcie_8pin = 1 } }, { wattage_w = 750, form_factor = "TFX" }),
      expect = { outcome = "unknown", missing = { "psus[1].connectors" } } },
    { name = "749 W of gold feed a card of 450 W, if need be by its adapter",
      build = fed({ tdp_w = 450, power_connectors = { pcie_16pin = 1 } },
        { wattage_w = 749, efficiency = "80-plus-gold" }),
      expect = { findings = { "unsaid" }, severity = "warning", at = "psus[1].connectors",
        data = { fields = "psus[1].connectors" } } },
    { name = "a card of 451 W may have an adapter of four plugs, which 749 W hardly have",
      build = newer(1, 451, 749, "titanium"), expect = "unknown" },
    { name = "where no grade is stated, no 16-pin plug is counted on",
      build = newer(1, 451, 750), expect = { outcome = "unknown", missing = { "psus[1].connectors" } } },
    { name = "nor of bronze",
      build = newer(1, 451, 999, "bronze"), expect = "unknown" },
    { name = "gold of 650 W most likely has three 8-pin plugs or a 16-pin one",
      build = newer(1, 450, 650, "gold"), expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "of 649 W it may have neither",
      build = newer(1, 450, 649, "gold"), expect = "unknown" },
    { name = "platinum of 750 W most likely has four 8-pin plugs",
      build = graded(4, 750, "platinum"), expect = { findings = { "unsaid" } } },
    { name = "of 749 W it may have three",
      build = graded(4, 749, "platinum"), expect = "unknown" },
    { name = "gold of 750 W most likely has four of them, or three and a 16-pin one",
      build = newer(2, 200, 750, "gold"), expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "of 749 W it may have less",
      build = newer(2, 200, 749, "gold"), expect = "unknown" },
    { name = "gold of 1000 W has four 8-pin plugs, or a 16-pin one, for certain",
      build = newer(1, 451, 1000, "gold"), expect = "pass" },
    { name = "of 999 W most likely",
      build = newer(1, 451, 999, "gold"), expect = { findings = { "unsaid" } } },
    { name = "gold of 1000 W has three 8-pin plugs but for one in sixty",
      build = graded(3, 1000, "gold"), expect = { findings = { "by_watts" }, severity = "advice" } },
    { name = "of 999 W but for one in six",
      build = graded(3, 999, "gold"), expect = { findings = { "unsaid" } } },
    { name = "bronze of 1000 W too",
      build = graded(3, 1000, "bronze"), expect = { findings = { "unsaid" } } },
    { name = "of 1200 W for certain",
      build = graded(3, 1200, "gold"), expect = "pass" },
    { name = "of 1199 W not yet",
      build = graded(3, 1199, "gold"), expect = { findings = { "by_watts" } } },
    { name = "nor for certain bronze of 1200 W",
      build = graded(3, 1200, "bronze"), expect = { findings = { "unsaid" } } },
    { name = "two cards of 300 W on 1000 W: two adapters of three, or one plug and one adapter",
      build = newer(2, 300, 1000, "gold"), expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "not on 999 W",
      build = newer(2, 300, 999, "gold"), expect = "unknown" },
    { name = "three cards of 200 W on platinum of 1200 W, with adapters of two",
      build = newer(3, 200, 1200, "platinum"), expect = { findings = { "unsaid" } } },
    { name = "gold of 1200 W may have less",
      build = newer(3, 200, 1200, "gold"), expect = "unknown" },
    { name = "and platinum of 1199 W",
      build = newer(3, 200, 1199, "platinum"), expect = "unknown" },
    { name = "gold of 1300 W most likely feeds them",
      build = newer(3, 200, 1300, "gold"), expect = { findings = { "unsaid" } } },
    { name = "gold of 1299 W may have less",
      build = newer(3, 200, 1299, "gold"), expect = "unknown" },
    { name = "four cards of 200 W on 1600 W",
      build = newer(4, 200, 1600, "titanium"), expect = { findings = { "unsaid" } } },
    { name = "on 1599 W two adapters may find no plugs",
      build = newer(4, 200, 1599, "titanium"), expect = "unknown" },
    { name = "titanium of 750 W has four as platinum has",
      build = graded(4, 750, "titanium"),
      expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "and no fifth",
      build = graded(5, 750, "platinum"),
      expect = "unknown" },
    { name = "no fourth is certain of gold of 1200 W",
      build = graded(4, 1200, "gold"),
      expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "nor but for one in sixty of 1000 W",
      build = graded(4, 1000, "gold"),
      expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "certain of 1200 W: four plugs, or three beside a 16-pin one",
      build = lot(1, 1, 3, 1200, "gold"),
      expect = "pass" },
    { name = "one more for the adapter is not",
      build = lot(1, 1, 4, 1200, "gold"),
      expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "an adapter of four alone is",
      build = lot(0, 1, 4, 1200, "gold"),
      expect = "pass" },
    { name = "of 1000 W neither",
      build = lot(1, 1, 4, 1000, "gold"),
      expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "of 1000 W two beside a 16-pin plug are certain, three but for one in sixty",
      build = lot(2, 2, 1, 1000, "gold"),
      expect = { findings = { "by_watts" }, severity = "advice" } },
    { name = "three with a card that takes the 16-pin plug",
      build = lot(3, 1, 1, 1000, "gold"),
      expect = { findings = { "by_watts" }, severity = "advice" } },
    { name = "a card of 260 W whose sockets are not stated has two, and gold of 650 W too",
      build = fed({ tdp_w = 260 }, { wattage_w = 650, efficiency = "80-plus-gold" }),
      expect = { findings = { "by_watts" }, severity = "advice" } },
    { name = "of 649 W most likely",
      build = fed({ tdp_w = 260 }, { wattage_w = 649, efficiency = "80-plus-gold" }),
      expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "gold of 650 W: three plugs, or two beside a 16-pin one",
      build = lot(2, 1, 1, 650, "gold"),
      expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "no fourth plug of 650 W",
      build = lot(2, 1, 2, 650, "gold"),
      expect = "unknown" },
    { name = "no fifth of 750 W",
      build = lot(1, 1, 4, 750, "gold"),
      expect = "unknown" },
    { name = "no seventh of gold of 1300 W",
      build = lot(1, 1, 6, 1300, "gold"),
      expect = "unknown" },
    { name = "no fifth beside a 16-pin plug of gold of 1300 W",
      build = lot(5, 1, 1, 1300, "gold"),
      expect = "unknown" },
    { name = "no second 16-pin plug of gold of 1300 W",
      build = lot(4, 2, 1, 1300, "gold"),
      expect = "unknown" },
    { name = "no seventh of platinum of 1200 W",
      build = lot(1, 1, 6, 1200, "platinum"),
      expect = "unknown" },
    { name = "no fifth beside a 16-pin plug of platinum of 1200 W",
      build = lot(5, 1, 1, 1200, "platinum"),
      expect = "unknown" },
    { name = "no second 16-pin plug of platinum of 1200 W",
      build = lot(4, 2, 1, 1200, "platinum"),
      expect = "unknown" },
    { name = "no seventh of gold of 1000 W",
      build = lot(1, 1, 6, 1000, "gold"),
      expect = "unknown" },
    { name = "no fourth beside its 16-pin plug",
      build = lot(4, 1, 2, 1000, "gold"),
      expect = "unknown" },
    { name = "no second 16-pin plug",
      build = lot(2, 2, 2, 1000, "gold"),
      expect = "unknown" },
    { name = "eight plugs of 1600 W",
      build = lot(1, 1, 7, 1600, "gold"),
      expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "no ninth",
      build = lot(1, 1, 8, 1600, "gold"),
      expect = "unknown" },
    { name = "four beside two 16-pin plugs",
      build = lot(4, 1, 4, 1600, "gold"),
      expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "no fifth beside them",
      build = lot(5, 1, 3, 1600, "gold"),
      expect = "unknown" },
    { name = "no third 16-pin plug",
      build = lot(4, 3, 1, 1600, "gold"),
      expect = "unknown" },
    { name = "a card of one 16-pin socket at most, where its watts would mean three plugs",
      build = fed({ tdp_w = 300, power_connectors_at_most = { { pcie_16pin = 1 } } },
        { connectors = { pcie_8pin = 2, pcie_16pin = 1 } }),
      expect = "pass" },
    { name = "without watts what is stated is all there is",
      build = fed({ power_connectors_at_most = { { pcie_8pin = 2 } } }, { connectors = { pcie_8pin = 2 } }),
      expect = "pass" },
    { name = "a supply that has at least what is asked for",
      build = fed({ count = 2, power_connectors = { pcie_8pin = 2 } },
        { wattage_w = 700, connectors_at_least = { { pcie_8pin = 4 } } }),
      expect = "pass" },
    { name = "one that may have more than is known",
      build = fed({ count = 2, power_connectors = { pcie_8pin = 2 } },
        { wattage_w = 700, connectors_at_least = { { pcie_8pin = 3 } } }),
      expect = { outcome = "unknown", missing = { "psus[1].connectors" } } },
    { name = "editions of a supply that serve the cards each in its own way",
      build = fed({ count = 2, tdp_w = 285, power_connectors = { pcie_16pin = 1 } },
        { wattage_w = 850, connectors_at_least = { { pcie_8pin = 6 }, { pcie_8pin = 3, pcie_16pin = 1 } } }),
      expect = "pass" },
    { name = "editions of which one does not",
      build = fed({ count = 2, tdp_w = 285, power_connectors = { pcie_16pin = 1 } },
        { wattage_w = 850, connectors_at_least = { { pcie_8pin = 5 }, { pcie_8pin = 3, pcie_16pin = 1 } } }),
      expect = "unknown" },
    { name = "what is stated and what the watts tell hold both",
      build = fed({ power_connectors = { pcie_8pin = 2 } },
        { wattage_w = 850, connectors_at_least = { { pcie_8pin = 1 } } }),
      expect = "pass" },
    { name = "plugs that are stated outweigh those that it has at least",
      build = fed({ power_connectors = { pcie_8pin = 2 } },
        { connectors = { pcie_8pin = 1 }, connectors_at_least = { { pcie_8pin = 2 } } }),
      expect = { findings = { "too_few" }, severity = "error" } },
    { name = "a card that needs no more than the supply has",
      build = fed({ tdp_w = 300, power_connectors_at_most = { { pcie_8pin = 2 }, { pcie_16pin = 1 } } },
        { connectors = { pcie_8pin = 3 } }),
      expect = "pass" },
    { name = "one that may need more",
      build = fed({ tdp_w = 300, power_connectors_at_most = { { pcie_8pin = 2 }, { pcie_16pin = 1 } } },
        { connectors = { pcie_8pin = 2 } }),
      expect = { outcome = "unknown", missing = { "gpus[1].power_connectors" } } },
    { name = "the most of a kind says less than the watts of the card",
      build = fed({ tdp_w = 200, power_connectors_at_most = { { pcie_6pin = 2, pcie_8pin = 2 } } },
        { connectors = { pcie_8pin = 2 } }),
      expect = "pass" },
    { name = "more ways than are tried",
      build = fed({ count = 7, power_connectors_at_most = { { pcie_8pin = 2 }, { pcie_16pin = 1 } } },
        { connectors = { pcie_8pin = 40 } }),
      expect = "unknown" },
    { name = "1500 W six",
      build = fed({ power_connectors = { pcie_8pin = 2 }, count = 3 }, { wattage_w = 1500 }),
      expect = { findings = { "unsaid" }, severity = "warning" } },
    { name = "1499 W no sixth",
      build = fed({ power_connectors = { pcie_8pin = 2 }, count = 3 }, { wattage_w = 1499 }),
      expect = { outcome = "unknown", missing = { "psus[1].connectors" } } },
    { name = "a card of 250 W has an adapter of two plugs",
      build = fed({ tdp_w = 250, power_connectors = { pcie_16pin = 1 } }, { connectors = { pcie_8pin = 2 } }),
      expect = { findings = { "adapters" }, severity = "warning" } },
    { name = "one of 251 W may have three",
      build = fed({ tdp_w = 251, power_connectors = { pcie_16pin = 1 } }, { connectors = { pcie_8pin = 2 } }),
      expect = { outcome = "unknown", missing = { "gpus[1].adapter" } } },
    { name = "a supply without watts and plugs",
      build = fed({ power_connectors = { pcie_8pin = 1 } }, { name = "one" }),
      expect = { outcome = "unknown", missing = { "psus[1].connectors" } } },
    { name = "cards of 135 W have one socket, whichever",
      build = fed({ tdp_w = 135 }, { connectors = { pcie_8pin = 1 } }),
      expect = { findings = { "by_watts" }, severity = "advice" } },
    { name = "cards above 135 W may have two, or a 16-pin socket",
      build = fed({ tdp_w = 136 }, { connectors = { pcie_8pin = 1 } }),
      expect = { outcome = "unknown", missing = { "gpus[1].power_connectors" } } },
    { name = "cards of 260 W have at most two",
      build = fed({ tdp_w = 260 }, { connectors = { pcie_8pin = 2 } }),
      expect = { findings = { "by_watts" }, severity = "advice" } },
    { name = "cards above 260 W may have three",
      build = fed({ tdp_w = 261 }, { connectors = { pcie_8pin = 2 } }),
      expect = { outcome = "unknown", missing = { "gpus[1].power_connectors" } } },
    { name = "cards above 440 W may have four",
      build = fed({ tdp_w = 441 }, { connectors = { pcie_8pin = 3 } }),
      expect = { outcome = "unknown", missing = { "gpus[1].power_connectors" } } },
    { name = "one plug serves any card of 119 W",
      build = fed({ tdp_w = 119 }, { connectors = { pcie_8pin = 1 } }), expect = "pass" },
    { name = "not any of 120 W",
      build = fed({ tdp_w = 120 }, { connectors = { pcie_8pin = 1 } }),
      expect = { findings = { "by_watts" } } },
    { name = "two any of 249 W",
      build = fed({ tdp_w = 249 }, { connectors = { pcie_8pin = 2 } }), expect = "pass" },
    { name = "not any of 250 W",
      build = fed({ tdp_w = 250 }, { connectors = { pcie_8pin = 2 } }),
      expect = { findings = { "by_watts" } } },
    { name = "three any of 440 W",
      build = fed({ tdp_w = 440 }, { connectors = { pcie_8pin = 3 } }), expect = "pass" },
    { name = "a stronger one may have two 16-pin sockets",
      build = fed({ tdp_w = 441 }, { connectors = { pcie_8pin = 4 } }),
      expect = { findings = { "by_watts" }, severity = "advice", at = "gpus[1].power_connectors" } },
    { name = "a card without watts and sockets",
      build = fed({ name = "a card" }, { connectors = { pcie_8pin = 8 } }),
      expect = { outcome = "unknown", missing = { "gpus[1].power_connectors" } } },
    { name = "two supplies, one of which states its plugs",
      build = { gpus = { { power_connectors = { pcie_8pin = 2 } }, { tdp_w = 120 } },
        psus = { { wattage_w = 750, powers = { "gpu:1" } },
          { connectors = { pcie_8pin = 1 }, powers = { "cpu", "gpu:2" } } } },
      expect = { findings = { "by_watts" }, severity = "advice" } },
    { name = "no card",
      build = { gpus = {}, psus = { { wattage_w = 750 } } }, expect = "not_applicable" },
    { name = "no power supply",
      build = { gpus = { { power_connectors = { pcie_8pin = 1 } } }, psus = {} }, expect = "not_applicable" },
    { name = "no fields of cards and power supplies",
      build = {}, expect = { outcome = "unknown", missing = { "gpus", "psus" } } },
    { name = "the supply that feeds CPU and card gives its EPS plug to the board",
      build = fed({ power_connectors = { eps_8pin = 1 } },
        { powers = { "cpu", "gpu:1" }, connectors = { eps_8pin = 1 } }),
      expect = { severity = "error", findings = { "too_few" } } },
  },
}
