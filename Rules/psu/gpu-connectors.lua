local paths = require "lib.paths"

local kinds = { "pcie_6pin", "pcie_8pin", "pcie_12pin", "pcie_16pin" }
local names = { pcie_6pin = "6-pin", pcie_8pin = "8-pin", pcie_12pin = "12-pin", pcie_16pin = "16-pin" }

-- A map of plugs that may be changed; what a build gives is complete, with 0 for what is not there.
local function copy(plugs)
  local result = {}
  for _, kind in ipairs(kinds) do
    result[kind] = plugs[kind]
  end
  return result
end

-- 8-pin plugs that an adapter to one 16-pin or 12-pin joins, by the card's watts.
local function adapter_plugs(watts)
  if watts <= 300 then
    return 2
  elseif watts <= 450 then
    return 3
  end
  return 4
end

-- Plugs a card into what a supply has left; what is missing then, or nil. A 6+2 counts as 8-pin and
-- serves a 6-pin socket too, so dedicated 6-pin plugs go first.
local function plug_in(left, gpu, adapters)
  local need = copy(gpu.power_connectors)
  for _, kind in ipairs({ "pcie_12pin", "pcie_16pin" }) do
    local own = math.min(need[kind], left[kind])
    left[kind] = left[kind] - own
    local rest = need[kind] - own
    if rest > 0 then
      if not adapters then
        return kind
      end
      need.pcie_8pin = need.pcie_8pin + rest * adapter_plugs(gpu.tdp_w)
    end
  end
  local six = math.min(need.pcie_6pin, left.pcie_6pin)
  left.pcie_6pin = left.pcie_6pin - six
  local eight = need.pcie_8pin + need.pcie_6pin - six
  if eight > left.pcie_8pin then
    return need.pcie_8pin > left.pcie_8pin and "pcie_8pin" or "pcie_6pin"
  end
  left.pcie_8pin = left.pcie_8pin - eight
  return nil
end

local function may_feed(psu, card)
  if not psu.powers then
    return true
  end
  for _, name in ipairs(psu.powers) do
    if name == "gpu:" .. card then
      return true
    end
  end
  return false
end

-- The cards' numbers, those with the most sockets first: the hungriest are the hardest to serve.
local function by_hunger(gpus)
  local order, wants = {}, {}
  for i, gpu in ipairs(gpus) do
    local sockets = gpu.power_connectors
    order[i] = i
    wants[i] = sockets.pcie_6pin + sockets.pcie_8pin + sockets.pcie_12pin + sockets.pcie_16pin
  end
  table.sort(order, function(a, b)
    if wants[a] == wants[b] then
      return a < b -- mutate: skip [< -> <=] no card is compared with itself
    end
    return wants[a] > wants[b] -- mutate: skip [> -> >=] equal ones are told apart above
  end)
  return order
end

-- What tells two supplies apart for a card that either may feed.
local function signature(left, psu)
  local texts = { psu.powers and table.concat(psu.powers, " ") or "any" }
  for _, kind in ipairs(kinds) do
    texts[#texts + 1] = left[kind]
  end
  return table.concat(texts, ",")
end

-- Of two kinds of plugs that are missing, the smaller: whichever supply is tried first, the card
-- lacks what would have done.
local function lesser(one, other)
  for _, kind in ipairs(kinds) do
    if kind == one or kind == other then
      return kind
    end
  end
end

-- Shares the cards out among the supplies, each card wholly to one; the most cards that could be
-- served, and what the next one lacked. `work` ends a search that would take too long.
local function share_out(build, adapters, order, at, lefts, work)
  if at > #order then
    return #order, nil
  end
  local most, lacked, tried = at - 1, nil, {}
  for i, psu in ipairs(build.psus) do
    local mark = may_feed(psu, order[at]) and signature(lefts[i], psu)
    if mark and not tried[mark] and work.left > 0 then
      tried[mark] = true
      work.left = work.left - 1
      local before = lefts[i]
      lefts[i] = copy(before)
      local served, lack = at - 1, plug_in(lefts[i], build.gpus[order[at]], adapters)
      if not lack then
        served, lack = share_out(build, adapters, order, at + 1, lefts, work)
      end
      lefts[i] = before
      if served == #order then
        return served, nil
      elseif served > most then
        most, lacked = served, lack
      elseif served == most then
        lacked = lesser(lacked, lack)
      end
    end
  end
  return most, lacked
end

local function plural(count, kind)
  return count .. " × " .. names[kind]
end

-- "4 × 8-pin, 2 × 6-pin": all plugs of a list of parts.
local function listed(parts, field)
  local texts = {}
  for _, kind in ipairs(kinds) do
    local sum = 0
    for _, part in ipairs(parts) do
      sum = sum + part[field][kind]
    end
    if sum > 0 then
      table.insert(texts, plural(sum, kind))
    end
  end
  return #texts > 0 and table.concat(texts, ", ") or "0"
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
  needs = { "gpus[].power_connectors", "psus[].connectors" },
  reads = { "gpus[].tdp_w", "psus[].powers" },
  params = {
    adapters = {
      default = false,
      doc = {
        en = "whether adapters from two to four 8-pin plugs to one 12-pin or 16-pin are accepted: two "
          .. "up to 300 W, three up to 450 W, four above",
        zh = "是否接受用两到四个 8-pin 转一个 12-pin 或 16-pin：300 W 以内两个，450 W 以内三个，以上四个",
      },
    },
  },
  messages = {
    too_few = {
      en = "The cards need {need}; the PSU has {have}. {served} of {cards} cards can be plugged in; "
        .. "the next one lacks a {lacks}.",
      zh = "显卡需要 {need}，电源只有 {have}。{cards} 块卡里只能接上 {served} 块，下一块缺 {lacks}。",
    },
  },
  when = function(build)
    return (build.gpus == nil or #build.gpus > 0) and (build.psus == nil or #build.psus > 0)
  end,
  check = function(build, ctx)
    local adapters = ctx.params.adapters
    for i, gpu in ipairs(build.gpus) do
      local sockets = gpu.power_connectors
      if adapters and not gpu.tdp_w and sockets.pcie_12pin + sockets.pcie_16pin > 0 then
        ctx.unknown(paths.of("gpus", i, "tdp_w"))
        return
      end
    end
    local lefts = {}
    for i, psu in ipairs(build.psus) do
      lefts[i] = copy(psu.connectors)
    end
    local order, work = by_hunger(build.gpus), { left = 2000 }
    local served, lacks = share_out(build, adapters, order, 1, lefts, work)
    if served == #order then
      return
    elseif work.left == 0 then
      -- Too many ways to tell: which supply feeds which card has to be stated.
      ctx.unknown("psus[1].powers")
      return
    end
    ctx.report("too_few", {
      need = listed(build.gpus, "power_connectors"),
      have = listed(build.psus, "connectors"),
      served = served,
      cards = #build.gpus,
      lacks = lacks and names[lacks] or "PSU",
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
    {
      name = "four cards of two 8-pin on eight plugs",
      build = {
        gpus = { { count = 4, power_connectors = { pcie_8pin = 2 } } },
        psus = { { connectors = { pcie_8pin = 8 } } },
      },
      expect = "pass",
    },
    {
      name = "one plug too few leaves the fourth card out",
      build = {
        gpus = { { count = 4, power_connectors = { pcie_8pin = 2 } } },
        psus = { { connectors = { pcie_8pin = 7 } } },
      },
      expect = {
        findings = { "too_few" },
        severity = "error",
        at = "psus[1].connectors",
        data = {
          served = 3,
          cards = 4,
          card = 4,
          lacks = "8-pin",
          need = "8 × 8-pin",
          have = "7 × 8-pin",
        },
      },
    },
    {
      name = "the card with the most sockets is served first",
      build = {
        gpus = { { power_connectors = { pcie_8pin = 1 } }, { power_connectors = { pcie_8pin = 2 } } },
        psus = { { connectors = { pcie_8pin = 2 } } },
      },
      expect = { findings = { "too_few" }, data = { served = 1, card = 1, lacks = "8-pin" } },
    },
    {
      name = "a supply without a plug for cards",
      build = {
        gpus = { { power_connectors = { pcie_8pin = 1 } } },
        psus = { { connectors = { eps_8pin = 2 } } },
      },
      expect = { findings = { "too_few" }, data = { have = "0", served = 0, card = 1 } },
    },
    {
      name = "a 6+2 plug serves a 6-pin socket",
      build = {
        gpus = { { power_connectors = { pcie_6pin = 1, pcie_8pin = 1 } } },
        psus = { { connectors = { pcie_8pin = 2 } } },
      },
      expect = "pass",
    },
    {
      name = "a 6-pin plug does not serve an 8-pin socket",
      build = {
        gpus = { { power_connectors = { pcie_8pin = 2 } } },
        psus = { { connectors = { pcie_6pin = 2, pcie_8pin = 1 } } },
      },
      expect = { findings = { "too_few" }, data = { lacks = "8-pin", have = "2 × 6-pin, 1 × 8-pin" } },
    },
    {
      name = "6-pin plugs go to 6-pin sockets first",
      build = {
        gpus = { { count = 2, power_connectors = { pcie_6pin = 1, pcie_8pin = 1 } } },
        psus = { { connectors = { pcie_6pin = 2, pcie_8pin = 2 } } },
      },
      expect = "pass",
    },
    {
      name = "too few for the 6-pin sockets",
      build = {
        gpus = { { power_connectors = { pcie_6pin = 2 } } },
        psus = { { connectors = { pcie_6pin = 1 } } },
      },
      expect = { findings = { "too_few" }, data = { lacks = "6-pin", served = 0 } },
    },
    {
      name = "a 16-pin socket wants a 16-pin plug",
      build = {
        gpus = { { tdp_w = 450, power_connectors = { pcie_16pin = 1 } } },
        psus = { { connectors = { pcie_8pin = 6 } } },
      },
      expect = { findings = { "too_few" }, data = { lacks = "16-pin" } },
    },
    {
      name = "a 16-pin plug serves it",
      build = {
        gpus = { { tdp_w = 450, power_connectors = { pcie_16pin = 1 } } },
        psus = { { connectors = { pcie_16pin = 1 } } },
      },
      expect = "pass",
    },
    {
      name = "an adapter joins three 8-pin plugs up to 450 W",
      params = { adapters = true },
      build = {
        gpus = { { tdp_w = 450, power_connectors = { pcie_16pin = 1 } } },
        psus = { { connectors = { pcie_8pin = 3 } } },
      },
      expect = "pass",
    },
    {
      name = "and four above",
      params = { adapters = true },
      build = {
        gpus = { { tdp_w = 451, power_connectors = { pcie_16pin = 1 } } },
        psus = { { connectors = { pcie_8pin = 3 } } },
      },
      expect = { "too_few" },
    },
    {
      name = "four are enough for any card",
      params = { adapters = true },
      build = {
        gpus = { { tdp_w = 600, power_connectors = { pcie_16pin = 1 } } },
        psus = { { connectors = { pcie_8pin = 4 } } },
      },
      expect = "pass",
    },
    {
      name = "two up to 300 W, for a 12-pin socket too",
      params = { adapters = true },
      build = {
        gpus = { { tdp_w = 300, power_connectors = { pcie_12pin = 1 } } },
        psus = { { connectors = { pcie_8pin = 2 } } },
      },
      expect = "pass",
    },
    {
      name = "not two above 300 W",
      params = { adapters = true },
      build = {
        gpus = { { tdp_w = 301, power_connectors = { pcie_12pin = 1 } } },
        psus = { { connectors = { pcie_8pin = 2 } } },
      },
      expect = { "too_few" },
    },
    {
      name = "with adapters the watts decide, so they must be known",
      params = { adapters = true },
      build = {
        gpus = { { power_connectors = { pcie_16pin = 1 } } },
        psus = { { connectors = { pcie_8pin = 9 } } },
      },
      expect = { outcome = "unknown", missing = { "gpus[1].tdp_w" } },
    },
    {
      name = "with adapters, the watts of a card without such a socket do not matter",
      params = { adapters = true },
      build = {
        gpus = { { power_connectors = { pcie_8pin = 1 } } },
        psus = { { connectors = { pcie_8pin = 1 } } },
      },
      expect = "pass",
    },
    {
      name = "two supplies, each card from one of them",
      build = {
        gpus = { { power_connectors = { pcie_8pin = 1 } }, { power_connectors = { pcie_8pin = 3 } } },
        psus = { { connectors = { pcie_8pin = 3 } }, { connectors = { pcie_8pin = 1 } } },
      },
      expect = "pass",
    },
    {
      name = "two supplies with plugs enough in sum, not for one card",
      build = {
        gpus = { { power_connectors = { pcie_8pin = 3 } } },
        psus = { { connectors = { pcie_8pin = 2 } }, { connectors = { pcie_8pin = 2 } } },
      },
      expect = { "too_few" },
    },
    {
      name = "two supplies serve one of two cards; what the other lacks is told",
      build = {
        gpus = { { count = 2, power_connectors = { pcie_6pin = 1, pcie_8pin = 1 } } },
        psus = { { connectors = { pcie_8pin = 1 } }, { connectors = { pcie_8pin = 2 } } },
      },
      expect = { findings = { "too_few" }, data = { served = 1, cards = 2, card = 2, lacks = "6-pin" } },
    },
    {
      name = "a supply that says what it feeds feeds nothing else",
      build = {
        gpus = { { power_connectors = { pcie_8pin = 2 } } },
        psus = {
          { connectors = { pcie_8pin = 4 }, powers = { "cpu" } },
          { connectors = { pcie_8pin = 1 }, powers = { "gpu:1" } },
        },
      },
      expect = { "too_few" },
    },
    {
      name = "a supply feeds the card that it says it feeds",
      build = {
        gpus = { { power_connectors = { pcie_8pin = 2 } } },
        psus = { { connectors = { pcie_8pin = 2 }, powers = { "cpu", "gpu:1" } } },
      },
      expect = "pass",
    },
    {
      name = "of two supplies with equal plugs, one may feed both cards and one the first alone",
      build = {
        gpus = { { count = 2, power_connectors = { pcie_8pin = 2 } } },
        psus = {
          { connectors = { pcie_8pin = 2 }, powers = { "gpu:1", "gpu:2" } },
          { connectors = { pcie_8pin = 2 }, powers = { "gpu:1" } },
        },
      },
      expect = "pass",
    },
    {
      name = "a card that no supply feeds",
      build = {
        gpus = { { power_connectors = { pcie_8pin = 1 } } },
        psus = { { connectors = { pcie_8pin = 4 }, powers = { "cpu" } } },
      },
      expect = { findings = { "too_few" }, data = { lacks = "PSU", served = 0, cards = 1, card = 1 } },
    },
    {
      name = "a big machine: six small and six hungry cards on six supplies",
      build = {
        gpus = {
          { count = 6, power_connectors = { pcie_8pin = 1 } },
          { count = 6, power_connectors = { pcie_8pin = 3 } },
        },
        psus = { { count = 6, connectors = { pcie_8pin = 4 } } },
      },
      expect = "pass",
    },
    {
      name = "eight cards on seven equal supplies that carry one each",
      build = {
        gpus = { { count = 8, power_connectors = { pcie_8pin = 2 } } },
        psus = { { count = 7, connectors = { pcie_8pin = 2 } } },
      },
      expect = { findings = { "too_few" }, data = { served = 7 } },
    },
    {
      name = "odd plugs are left over on three supplies, so the eleventh card finds none",
      build = {
        gpus = { { count = 11, power_connectors = { pcie_8pin = 2 } } },
        psus = { { count = 2, connectors = { pcie_8pin = 7 } }, { connectors = { pcie_8pin = 9 } } },
      },
      expect = { findings = { "too_few" }, data = { served = 10 } },
    },
    {
      name = "too many ways to share the cards out: state which supply feeds which card",
      build = {
        gpus = { { count = 12, power_connectors = { pcie_8pin = 2 } } },
        psus = { { connectors = { pcie_8pin = 7 } }, { count = 2, connectors = { pcie_8pin = 9 } } },
      },
      expect = { outcome = "unknown", missing = { "psus[1].powers" } },
    },
    {
      name = "a card without sockets needs no plug",
      build = { gpus = { { power_connectors = {} } }, psus = { { connectors = { eps_8pin = 1 } } } },
      expect = "pass",
    },
    {
      name = "the plugs of the supply are not known",
      build = { gpus = { { power_connectors = { pcie_8pin = 1 } } }, psus = { { wattage_w = 750 } } },
      expect = { outcome = "unknown", missing = { "psus[1].connectors" } },
    },
    {
      name = "no card",
      build = { gpus = {}, psus = { { wattage_w = 750 } } },
      expect = "not_applicable",
    },
    {
      name = "no power supply",
      build = { gpus = { { power_connectors = { pcie_8pin = 1 } } }, psus = {} },
      expect = "not_applicable",
    },
    {
      name = "nothing is said of cards and power supplies",
      build = {},
      expect = { outcome = "unknown", missing = { "gpus", "psus" } },
    },
  },
}
