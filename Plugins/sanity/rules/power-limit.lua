local paths = require "lib.paths"

---@type rigrules.Rule
return {
  title = { en = "A power limit limits", zh = "功耗墙低于显卡能达到的功耗" },
  why = {
    en = "Cards take a limit up to some 15 to 30 % above the power they are sold with. A higher "
      .. "figure is a slip, often the limit of all cards together; rules that use it are then "
      .. "far off.",
    zh = "显卡的功耗墙最多能调到标称功耗的 115% 到 130%。写得更高多半是错的，"
      .. "常见的是把所有显卡的总功耗写了进去，其他规则就会算错。",
  },
  source = "nvidia-smi -q -d POWER: a card's maximum power limit beside its default one.",
  severity = "warning",
  reads = { "gpus[].power_limit_w", "gpus[].tdp_w" },
  params = {
    most = {
      default = 1.35,
      min = 1,
      max = 4,
      unit = "times",
      doc = {
        en = "the highest limit that cards take, in times their power",
        zh = "显卡能接受的最高功耗墙，是标称功耗的几倍",
      },
    },
  },
  messages = {
    too_high = {
      en = "Card {card} draws {tdp_w} W and states a limit of {limit_w} W, beyond {most_w} W.",
      zh = "第 {card} 块显卡标称 {tdp_w} W，功耗墙却写了 {limit_w} W，超过 {most_w} W。",
    },
  },
  when = function(build)
    for _, gpu in ipairs(build.gpus or {}) do
      if gpu.power_limit_w and gpu.tdp_w then
        return true
      end
    end
    return false
  end,
  check = function(build, ctx)
    for i, gpu in ipairs(build.gpus) do
      local limit, tdp = gpu.power_limit_w, gpu.tdp_w
      local most = tdp and tdp * ctx.params.most
      if limit and most and limit > most then
        ctx.report("too_high", {
          card = i,
          tdp_w = tdp,
          limit_w = limit,
          most_w = math.floor(most),
        }, {
          at = paths.of("gpus", i, "power_limit_w"),
          suggest = {
            en = "Write the limit of one card, or leave power_limit_w out.",
            zh = "写单块显卡的功耗墙，或者不写 power_limit_w。",
          },
        })
      end
    end
  end,
  examples = {
    { name = "a limit below",
      build = { gpus = { { tdp_w = 400, power_limit_w = 320 } } }, expect = "pass" },
    { name = "a limit raised as far as cards go",
      build = { gpus = { { tdp_w = 400, power_limit_w = 540 } } }, expect = "pass" },
    { name = "a watt more",
      build = { gpus = { { tdp_w = 400 }, { tdp_w = 400, power_limit_w = 541 } } },
      expect = { findings = { "too_high" }, severity = "warning",
        data = { card = 2, tdp_w = 400, limit_w = 541, most_w = 540 }, at = "gpus[2].power_limit_w" } },
    { name = "no limit beyond what is sold",
      build = { gpus = { { power_limit_w = 700 }, { tdp_w = 250, power_limit_w = 251 } } },
      params = { most = 1 }, expect = { findings = { "too_high" }, data = { card = 2, most_w = 250 } } },
    { name = "limits of cards whose watts are not known",
      build = { gpus = { { power_limit_w = 320 } } }, expect = "not_applicable" },
    { name = "no limits",
      build = { gpus = { { tdp_w = 320 } } }, expect = "not_applicable" },
    { name = "no cards are stated",
      build = { cpu = {} }, expect = "not_applicable" },
  },
}
