local paths = require "lib.paths"

-- What the table, whose keys are numbers written as text, says at the highest key up to `x`.
local function at_or_below(entries, x)
  local best, value
  for key, entry in pairs(entries) do
    local k = tonumber(key)
    if k <= x and k >= (best or k) then
      best, value = k, entry
    end
  end
  return value
end

-- The card with the lowest capability: its index and the capability, as number and as written.
-- A card whose capability is absent, or is no number, makes the answer unknown.
local function oldest_card(build, ctx)
  local index, lowest
  for i, gpu in ipairs(build.gpus) do
    local capability = tonumber(gpu.compute_capability)
    if capability == nil then
      ctx.unknown(paths.of("gpus", i, "compute_capability"))
    elseif capability < (lowest or math.huge) then
      index, lowest = i, capability
    end
  end
  return index, lowest
end

local function other_vendor(build)
  for i, gpu in ipairs(build.gpus) do
    if gpu.vendor ~= nil and gpu.vendor ~= "nvidia" then
      return i
    end
  end
end

local makers = { amd = "AMD", intel = "Intel" }

local newer_card = {
  en = "Choose a card with compute capability {need} or more, or CUDA {last_cuda}, the last "
    .. "release for this card.",
  zh = "换一块计算能力不低于 {need} 的显卡，或改用 CUDA {last_cuda}（支持这块显卡的最后一个版本）"
    .. "。",
}

---@type rigrules.Rule
return {
  title = {
    en = "The cards are NVIDIA's and the chosen CUDA still runs on them",
    zh = "显卡是 NVIDIA 的，并且所选 CUDA 仍支持它的计算能力",
  },
  why = {
    en = "CUDA runs on NVIDIA cards only, and each major release drops the oldest ones: CUDA 11 "
      .. "wants compute capability 3.5, CUDA 12 wants 5.0, CUDA 13 wants 7.5. The notes' GTX 660 "
      .. "has 3.0 and ends at CUDA 10.2, which no current PyTorch supports. A cheap old card is "
      .. "no bargain when the software has left it behind; NVIDIA lists every card at "
      .. "developer.nvidia.com/cuda-gpus.",
    zh = "CUDA 只能在 NVIDIA 显卡上运行，而且每个大版本都会淘汰一批老卡："
      .. "CUDA 11 要求计算能力 3.5，CUDA 12 要求 5.0，CUDA 13 要求 7.5。"
      .. "笔记里的 GTX 660 只有 3.0，最多用到 CUDA 10.2，而现在的 PyTorch 已不再支持它。"
      .. "软件已经抛弃的老卡，再便宜也不划算；各型号的计算能力可在 developer.nvidia.com/cuda-gpus "
      .. "查到。",
  },
  source = {
    "显卡型号：GeForce GTX 660 https://developer.nvidia.com/cuda-gpus",
    "CUDA",
  },
  severity = "error",
  needs = { "gpus[].vendor | gpus[].compute_capability" },
  reads = { "software.cuda" },
  params = {
    floors = {
      default = {
        ["0"] = "1.0",
        ["7"] = "2.0",
        ["9"] = "3.0",
        ["11"] = "3.5",
        ["12"] = "5.0",
        ["13"] = "7.5",
      },
      doc = {
        en = "the least compute capability that a CUDA major version (and those after it) runs on",
        zh = "从某个 CUDA 大版本起所要求的最低计算能力",
      },
    },
    last_cuda = {
      default = {
        ["0"] = "6.5",
        ["2.0"] = "8.0",
        ["3.0"] = "10.2",
        ["3.5"] = "11.8",
        ["5.0"] = "12.9",
      },
      doc = {
        en = "the last CUDA release for cards of this compute capability (and up to the next "
          .. "entry)",
        zh = "支持该计算能力（直到下一项为止）的最后一个 CUDA 版本",
      },
    },
    lasting = {
      default = 5,
      min = 1,
      max = 99,
      unit = "compute capability",
      doc = {
        en = "the compute capability that is enough where no CUDA version is chosen",
        zh = "没有选定 CUDA 版本时，足够用的计算能力",
      },
    },
  },
  messages = {
    not_nvidia = {
      en = "Card {card} is made by {vendor}; CUDA runs on NVIDIA cards only.",
      zh = "第 {card} 块显卡是 {vendor} 的，而 CUDA 只支持 NVIDIA 显卡。",
    },
    too_old = {
      en = "Card {card} has compute capability {have}; CUDA {cuda} needs {need}.",
      zh = "第 {card} 块显卡的计算能力是 {have}，CUDA {cuda} 要求 {need}。",
    },
    old = {
      en = "Card {card} has compute capability {have}, below {need}: CUDA {last_cuda} is the "
        .. "newest toolkit that runs on it.",
      zh = "第 {card} 块显卡的计算能力是 {have}，低于 {need}：最多只能用 CUDA {last_cuda}。",
    },
  },
  when = function(build)
    return build.gpus == nil or #build.gpus > 0
  end,
  check = function(build, ctx)
    local foreign = other_vendor(build)
    if foreign then
      local vendor = build.gpus[foreign].vendor
      ctx.report("not_nvidia", { card = foreign, vendor = makers[vendor] or vendor }, {
        at = paths.of("gpus", foreign, "vendor"),
        suggest = {
          en = "Choose an NVIDIA card, or plan without CUDA.",
          zh = "换成 NVIDIA 显卡，或者不使用 CUDA。",
        },
      })
      return
    end

    local cuda = build.software and build.software.cuda
    local floor = ctx.params.lasting
    if cuda then
      local major = tonumber(string.match(cuda, "^%d+"))
      if major == nil then
        ctx.unknown("software.cuda")
        return
      end
      floor = tonumber(at_or_below(ctx.params.floors, major) or "0")
    end

    local card, capability = oldest_card(build, ctx)
    if card == nil or capability >= floor then
      return
    end
    local at = paths.of("gpus", card, "compute_capability")
    local data = {
      card = card,
      have = build.gpus[card].compute_capability,
      need = string.format("%.1f", floor),
      last_cuda = at_or_below(ctx.params.last_cuda, capability),
    }
    if cuda then
      data.cuda = cuda
      ctx.report("too_old", data, { at = at, suggest = newer_card })
    else
      ctx.report("old", data, { at = at, severity = "warning", suggest = newer_card })
    end
  end,
  examples = {
    {
      name = "an RTX 2070 runs CUDA 13",
      build = {
        gpus = { { vendor = "nvidia", compute_capability = "7.5" } },
        software = { cuda = "13.0" },
      },
      expect = "pass",
    },
    {
      name = "a GTX 1080 Ti does not run CUDA 13, and 12.9 was its last",
      build = {
        gpus = {
          { vendor = "nvidia", compute_capability = "7.5" },
          { vendor = "nvidia", compute_capability = "6.1" },
          { vendor = "nvidia", compute_capability = "7.0" },
        },
        software = { cuda = "13.0" },
      },
      expect = {
        outcome = "fail",
        severity = "error",
        findings = { "too_old" },
        data = { have = "6.1", need = "7.5", last_cuda = "12.9" },
      },
    },
    {
      name = "a GTX 750 Ti just runs CUDA 12",
      build = {
        gpus = { { vendor = "nvidia", compute_capability = "5.0" } },
        software = { cuda = "12.4" },
      },
      expect = "pass",
    },
    {
      name = "a Tesla K80 does not run CUDA 12",
      build = {
        gpus = { { vendor = "nvidia", compute_capability = "3.7" } },
        software = { cuda = "12.0" },
      },
      expect = { findings = { "too_old" }, data = { card = 1, need = "5.0", last_cuda = "11.8" } },
    },
    {
      name = "a Tesla K40 just runs CUDA 11",
      build = {
        gpus = { { vendor = "nvidia", compute_capability = "3.5" } },
        software = { cuda = "11.8" },
      },
      expect = "pass",
    },
    {
      name = "the notes' GTX 660 does not run CUDA 11",
      build = {
        gpus = { { chipset = "GeForce GTX 660", vendor = "nvidia", compute_capability = "3.0" } },
        software = { os = "windows-7", cuda = "11.0" },
      },
      expect = { findings = { "too_old" }, data = { need = "3.5", last_cuda = "10.2" } },
    },
    {
      name = "the notes' GTX 660 runs CUDA 10.2",
      build = {
        gpus = { { chipset = "GeForce GTX 660", vendor = "nvidia", compute_capability = "3.0" } },
        software = { os = "windows-7", cuda = "10.2" },
      },
      expect = "pass",
    },
    {
      name = "a GTX 580 does not run CUDA 9",
      build = {
        gpus = { { vendor = "nvidia", compute_capability = "2.0" } },
        software = { cuda = "9.0" },
      },
      expect = { findings = { "too_old" }, data = { need = "3.0", last_cuda = "8.0" } },
    },
    {
      name = "a GTX 285 does not run CUDA 7",
      build = {
        gpus = { { vendor = "nvidia", compute_capability = "1.3" } },
        software = { cuda = "7.0" },
      },
      expect = { findings = { "too_old" }, data = { need = "2.0", last_cuda = "6.5" } },
    },
    {
      name = "CUDA 6.5 runs on the very first cards",
      build = {
        gpus = { { vendor = "nvidia", compute_capability = "1.0" } },
        software = { cuda = "6.5" },
      },
      expect = "pass",
    },
    {
      name = "without a chosen CUDA, capability 5.0 is enough",
      build = { gpus = { { vendor = "nvidia", compute_capability = "5.0" } } },
      expect = "pass",
    },
    {
      name = "two of the notes' GTX 660 without a chosen CUDA",
      build = {
        gpus = {
          count = 2,
          chipset = "GeForce GTX 660",
          vendor = "nvidia",
          compute_capability = "3.0",
        },
        software = { os = "windows-7" },
      },
      expect = {
        outcome = "fail",
        severity = "warning",
        findings = { "old" },
        at = "gpus[1].compute_capability",
        data = { have = "3.0", need = "5.0", last_cuda = "10.2" },
      },
    },
    {
      name = "a card with a compute capability is NVIDIA's",
      build = { gpus = { { compute_capability = "8.9" } } },
      expect = "pass",
    },
    {
      name = "one Radeon among NVIDIA cards",
      build = {
        gpus = { { vendor = "nvidia", compute_capability = "8.6" }, { vendor = "amd" } },
      },
      expect = {
        outcome = "fail",
        severity = "error",
        findings = { "not_nvidia" },
        at = "gpus[2].vendor",
      },
    },
    {
      name = "a card of unknown make",
      build = { gpus = { { compute_capability = "8.6" }, { name = "some card" } } },
      expect = { outcome = "unknown", missing = { "gpus[2].compute_capability" } },
    },
    {
      name = "an NVIDIA card of unknown capability",
      build = { gpus = { { compute_capability = "8.6" }, { vendor = "nvidia" } } },
      expect = { outcome = "unknown", missing = { "gpus[2].compute_capability" } },
    },
    {
      name = "a CUDA version that is no number",
      build = {
        gpus = { { vendor = "nvidia", compute_capability = "8.6" } },
        software = { cuda = "latest" },
      },
      expect = { outcome = "unknown", missing = { "software.cuda" } },
    },
    {
      name = "a machine without a card",
      build = { gpus = {} },
      expect = "not_applicable",
    },
    {
      name = "the cards are not listed",
      build = { software = { cuda = "12.4" } },
      expect = { outcome = "unknown", missing = { "gpus" } },
    },
  },
}
