local paths = require "lib.paths"
local plan = require "lib.cuda_plan"
local support = require "lib.cuda_support"
local systems = require "lib.systems"

local compare = support.compare
local makers = { amd = "AMD", intel = "Intel", apple = "Apple" }

local nvidia_or_none = {
  en = "Choose an NVIDIA card, or plan without CUDA.",
  zh = "换成 NVIDIA 显卡，或者不使用 CUDA。",
}
local last_toolkit = {
  en = "Choose CUDA {last_cuda}, the last release for this card, or a newer card.",
  zh = "改用 CUDA {last_cuda}（支持这块显卡的最后一个版本），或换一块更新的显卡。",
}
local first_toolkit = {
  en = "Choose CUDA {first_cuda} or newer.",
  zh = "改用 CUDA {first_cuda} 或更新的版本。",
}
local between = {
  en = "Choose CUDA {first_cuda} to {last_cuda}: these run on all the cards.",
  zh = "改用 CUDA {first_cuda} 到 {last_cuda} 之间的版本，所有显卡都能用。",
}
local newer_card = {
  en = "Stay with CUDA {last_cuda}, or choose a card with compute capability 7.5 or more.",
  zh = "停留在 CUDA {last_cuda}，或换一块计算能力不低于 7.5 的显卡。",
}
local replace_one = {
  en = "Replace card {old_card} or card {new_card}: no CUDA toolkit runs on both.",
  zh = "第 {old_card} 块和第 {new_card} 块显卡要换掉一块：没有同时支持两者的 CUDA 版本。",
}
local older_driver = {
  en = "Install a driver older than {ended}, or choose a newer card.",
  zh = "改用早于 {ended} 的驱动，或换一块更新的显卡。",
}
local newer_driver = {
  en = "Install driver {need_driver} or newer.",
  zh = "安装 {need_driver} 或更新的驱动。",
}
local open_driver = {
  en = "Install driver {need_driver} or newer; on Linux, with the open kernel modules.",
  zh = "安装 {need_driver} 或更新的驱动；在 Linux 上要用开源内核模块版。",
}

-- Where to check a row that was written from memory.
local source = {
  en = "check it at developer.nvidia.com/cuda-gpus",
  zh = "请到 developer.nvidia.com/cuda-gpus 核对",
}

-- The NVIDIA cards whose capability the tables know, oldest capability first: { index, have, row }.
-- Any other that may be NVIDIA's makes the answer unknown.
local function known_cards(build, ctx)
  local cards = {}
  for i, gpu in ipairs(build.gpus) do
    if plan.is_nvidia(gpu) ~= false then
      local have = gpu.compute_capability
      local row = have and support.capability(have)
      if row then
        local at = #cards + 1
        while at > 1 and compare(have, cards[at - 1].have) < 0 do
          at = at - 1
        end
        table.insert(cards, at, { index = i, have = have, row = row })
      else
        ctx.unknown(paths.of("gpus", i, "compute_capability"))
      end
    end
  end
  return cards
end

-- The card that the fewest new toolkits take (nil where all count still), and the one that needs
-- the newest. No card's last toolkit is older than that of an older card.
local function limits(cards)
  local ends, starts
  for _, card in ipairs(cards) do
    local row = card.row
    if row.last and not ends then
      ends = card
    end
    if not starts or compare(row.first, starts.row.first) > 0 then
      starts = card
    end
  end
  return ends, starts
end

local function apart(ends, starts)
  return ends ~= nil and compare(starts.row.first, ends.row.last) > 0
end

local function check_maker(build, ctx)
  for i, gpu in ipairs(build.gpus) do
    if plan.is_nvidia(gpu) == false then
      ctx.report("not_nvidia", { card = i, vendor = makers[gpu.vendor] or gpu.vendor }, {
        at = paths.of("gpus", i, "vendor"),
        suggest = nvidia_or_none,
      })
      return
    end
  end
end

-- The card that a toolkit came too early for, with the newest first toolkit; the one that it came
-- too late for, with the oldest last; and whether the version leaves it open for some card.
local function misfits(cards, cuda)
  local early, late, open
  for _, card in ipairs(cards) do
    local runs, how = support.runs(card.have, cuda)
    if how == "ended" then
      late = late or card
    elseif how == "too_early" or how == "binary" then
      early = early or card
      early = compare(card.row.first, early.row.first) > 0 and card or early
    elseif runs == nil then
      open = true
    end
  end
  return early, late, open
end

local function check_toolkit(cards, cuda, ctx)
  if support.toolkit_range(cuda) == nil then
    ctx.unknown("software.cuda")
    return
  end
  local ends, starts = limits(cards)
  local none = apart(ends, starts)
  local early, late, open = misfits(cards, cuda)
  if late then
    local data = { card = late.index, have = late.have, cuda = cuda, last_cuda = late.row.last }
    local suggest = last_toolkit
    if none then
      data.old_card, data.new_card, suggest = ends.index, starts.index, replace_one
    end
    ctx.report("too_old", data, {
      at = paths.of("gpus", late.index, "compute_capability"),
      suggest = support.with_doubt(suggest, late.row, source),
    })
  end
  if early then
    local _, how = support.runs(early.have, cuda)
    local row = early.row
    local data = { card = early.index, have = early.have, cuda = cuda, first_cuda = row.first }
    local suggest = first_toolkit
    if none then
      data.old_card, data.new_card, suggest = ends.index, starts.index, replace_one
    elseif ends then
      data.last_cuda, suggest = ends.row.last, between
    end
    ctx.report(how == "binary" and "not_compiled" or "too_new", data, {
      at = "software.cuda",
      suggest = support.with_doubt(suggest, row, source),
    })
  end
  if open then
    ctx.unknown("software.cuda")
  end
end

-- No version is chosen: what the cards leave to choose from.
local function check_outlook(cards, planned, ctx)
  local ends, starts = limits(cards)
  if ends == nil then
    return
  end
  local data = { card = ends.index, have = ends.have, last_cuda = ends.row.last }
  local at = paths.of("gpus", ends.index, "compute_capability")
  if apart(ends, starts) then
    data.other, data.first_cuda = starts.index, starts.row.first
    data.old_card, data.new_card = ends.index, starts.index
    ctx.report("no_common_toolkit", data, {
      at = at,
      severity = planned and "error" or "warning",
      suggest = support.with_doubt(replace_one, ends.row, source),
    })
    return
  end
  local current = compare(ends.have, "5.0") >= 0
  ctx.report(current and "last_release" or "old", data, {
    at = at,
    severity = current and "advice" or "warning",
    suggest = support.with_doubt(newer_card, ends.row, source),
  })
end

-- A system that is not stated, or not known, may be either of those that NVIDIA has drivers for.
local function possible(os)
  return systems.canonical(os) and { os } or { "linux", "windows-10" }
end

-- The oldest driver that `least` asks for on the systems in question; nil where `driver` will do.
-- Where only some of them refuse it, the answer depends on the system. Linux asks for the older one.
local function driver_needed(driver, os, least, ctx)
  local refused, needed, list = 0, nil, possible(os)
  for _, system in ipairs(list) do
    local version = least(system)
    if version and compare(driver, version) < 0 then
      refused = refused + 1
      needed = needed or version
    end
  end
  if refused == #list then
    return needed
  elseif refused > 0 then
    ctx.unknown("software.os")
  end
end

local function check_driver_of_card(card, software, driver, ctx)
  local row = card.row
  local data = { card = card.index, have = card.have, driver = software.driver }
  if support.has_dropped(driver, card.have) then
    data.ended = row.dropped_from
    ctx.report("driver_dropped", data, {
      at = "software.driver",
      suggest = support.with_doubt(older_driver, row, source),
    })
    return true
  end
  local needed = driver_needed(driver, software.os, function(system)
    return support.first_driver(card.have, system)
  end, ctx)
  if needed then
    data.need_driver = needed
    ctx.report("driver_before_card", data, {
      at = "software.driver",
      -- mutate: skip [or -> and] no example names the advice
      suggest = support.with_doubt(row.open_modules and open_driver or newer_driver, row, source),
    })
    return true
  end
end

local function check_driver(cards, software, ctx)
  if #cards == 0 then
    return
  end
  local driver = plan.driver_version(software.driver)
  if driver == nil then
    ctx.unknown("software.driver")
    return
  end
  local refused = false
  for _, card in ipairs(cards) do
    if check_driver_of_card(card, software, driver, ctx) then
      refused = true
      break
    end
  end
  if software.cuda == nil or refused then
    return
  end
  local needed = driver_needed(driver, software.os, function(system)
    return support.driver_floor(software.cuda, system)
  end, ctx)
  if needed then
    ctx.report("driver_before_cuda", {
      cuda = software.cuda,
      driver = software.driver,
      need_driver = needed,
    }, { at = "software.driver", suggest = newer_driver })
  end
end

-- For the examples: one kind of card, and what it is to run.
local function with(card, software)
  return { gpus = { card }, software = software }
end

---@type rigrules.Rule
return {
  title = {
    en = "The cards, the chosen CUDA and the driver go together",
    zh = "显卡、所选 CUDA 和驱动互相支持",
  },
  why = {
    en = "CUDA runs on NVIDIA cards only. Each toolkit begins and ends somewhere: one that is "
      .. "older than a card does not compile for it (an RTX 5090 needs 12.8, an RTX 4090 11.8), "
      .. "and each major release drops the oldest cards: compute capability 3.0 ends at CUDA 10.2, "
      .. "3.5 and 3.7 at 11.8, 5.0 to 7.2 at 12.9. The driver is bounded likewise: CUDA 12 needs "
      .. "525 or later, CUDA 13 needs 580, and 590 drops the cards below 7.5. The notes' GTX 660 "
      .. "has 3.0, which no current PyTorch supports. A cheap old card is no bargain when the "
      .. "software has left it behind; NVIDIA lists every card at developer.nvidia.com/cuda-gpus. "
      .. "From NVIDIA's release notes and tables that quote them, as of 2026-11-26.",
    zh = "CUDA 只能在 NVIDIA 显卡上运行，每个版本支持的显卡都有头有尾。比显卡还早的版本不能为它"
      .. "编译程序（RTX 5090 要 12.8，RTX 4090 要 11.8）；每个大版本又会淘汰一批老显卡："
      .. "计算能力 3.0 止于 CUDA 10.2，3.5 和 3.7 止于 11.8，5.0 到 7.2 止于 12.9。"
      .. "驱动也一样：CUDA 12 要 525 以上，CUDA 13 要 580 以上，而 590 不再支持 7.5 以下的显卡。"
      .. "笔记里的 GTX 660 只有 3.0，现在的 PyTorch 已不再支持它。软件已经抛弃的老显卡，"
      .. "再便宜也不划算；各型号的计算能力可在 developer.nvidia.com/cuda-gpus 查到。"
      .. "资料来自 NVIDIA 的发行说明及引用它的表格，截至 2026-11-26。",
  },
  source = {
    "显卡型号：GeForce GTX 660 https://developer.nvidia.com/cuda-gpus",
    "CUDA",
  },
  severity = "error",
  needs = { "gpus" },
  reads = {
    "gpus[].vendor", "gpus[].compute_capability",
    "software.cuda", "software.compute", "software.driver", "software.os",
    "software.install_order",
  },
  messages = {
    not_nvidia = {
      en = "Card {card} is made by {vendor}; CUDA runs on NVIDIA cards only.",
      zh = "第 {card} 块显卡是 {vendor} 的，而 CUDA 只支持 NVIDIA 显卡。",
    },
    too_old = {
      en = "Card {card} has compute capability {have}; CUDA {cuda} no longer supports it: "
        .. "{last_cuda} was the last.",
      zh = "第 {card} 块显卡的计算能力是 {have}，CUDA {cuda} 已不再支持它，最后一个版本是 "
        .. "{last_cuda}。",
    },
    too_new = {
      en = "Card {card} has compute capability {have}; CUDA {cuda} does not support it yet: "
        .. "{first_cuda} is the first that does.",
      zh = "第 {card} 块显卡的计算能力是 {have}，CUDA {cuda} 还不支持它，最早要 {first_cuda}。",
    },
    not_compiled = {
      en = "Card {card} has compute capability {have}; CUDA {cuda} does not compile for it: "
        .. "{first_cuda} is the first that does. Programs built for older cards of its kind may "
        .. "run.",
      zh = "第 {card} 块显卡的计算能力是 {have}，CUDA {cuda} 不能为它编译程序，最早要 "
        .. "{first_cuda}；为同类旧显卡编译的程序也许能运行。",
    },
    no_common_toolkit = {
      en = "No CUDA toolkit runs on both card {card} (up to {last_cuda}) and card {other} (from "
        .. "{first_cuda}).",
      zh = "没有同时支持第 {card} 块（最高 {last_cuda}）和第 {other} 块显卡（最低 {first_cuda}）"
        .. "的 CUDA 版本。",
    },
    last_release = {
      en = "Card {card} has compute capability {have}: CUDA {last_cuda} is the last toolkit for "
        .. "it.",
      zh = "第 {card} 块显卡的计算能力是 {have}，支持它的最后一个 CUDA 版本是 {last_cuda}。",
    },
    old = {
      en = "Card {card} has compute capability {have}: it ends at CUDA {last_cuda}, and current "
        .. "software needs a newer one.",
      zh = "第 {card} 块显卡的计算能力是 {have}，最多只能用 CUDA {last_cuda}，"
        .. "而现在的软件要求更新的版本。",
    },
    driver_dropped = {
      en = "Driver {driver} no longer supports card {card} (compute capability {have}): it was "
        .. "dropped with {ended}.",
      zh = "驱动 {driver} 已不支持第 {card} 块显卡（计算能力 {have}），从 {ended} 起就放弃了它。",
    },
    driver_before_card = {
      en = "Driver {driver} does not know card {card} (compute capability {have}): {need_driver} "
        .. "is the first that does.",
      zh = "驱动 {driver} 还不支持第 {card} 块显卡（计算能力 {have}），最早要 {need_driver}。",
    },
    driver_before_cuda = {
      en = "CUDA {cuda} needs driver {need_driver} or newer; {driver} is planned.",
      zh = "CUDA {cuda} 要求 {need_driver} 或更新的驱动，计划的是 {driver}。",
    },
  },
  -- Without CUDA only the driver of an NVIDIA card can be wrong.
  when = function(build)
    local planned = plan.planned(build)
    if build.gpus == nil then
      return planned ~= false
    end
    if planned then
      return #build.gpus > 0
    end
    if planned == false and build.software.driver == nil then
      return false
    end
    for _, gpu in ipairs(build.gpus) do
      local nvidia = plan.is_nvidia(gpu)
      if nvidia or nvidia == nil and planned == nil then
        return true
      end
    end
    return false
  end,
  check = function(build, ctx)
    local planned, software = plan.planned(build), build.software or {}
    local cards = known_cards(build, ctx)
    if planned then
      check_maker(build, ctx)
    end
    if software.cuda then
      check_toolkit(cards, software.cuda, ctx)
    elseif planned ~= false then
      check_outlook(cards, planned, ctx)
    end
    if software.driver then
      check_driver(cards, software, ctx)
    end
  end,
  examples = {
    { name = "an RTX 2070 runs CUDA 13",
      build = with({ vendor = "nvidia", compute_capability = "7.5" }, { cuda = "13.0" }), expect = "pass" },
    { name = "a GTX 1080 Ti runs CUDA 12.9, its last",
      build = with({ vendor = "nvidia", compute_capability = "6.1" }, { cuda = "12.9" }), expect = "pass" },
    { name = "a GTX 1080 Ti does not run CUDA 13, and 12.9 was its last",
      build = { gpus = { { vendor = "nvidia", compute_capability = "7.5" },
                  { vendor = "nvidia", compute_capability = "6.1" },
                  { vendor = "nvidia", compute_capability = "7.0" } },
        software = { cuda = "13.0" } },
      expect = { outcome = "fail", severity = "error", findings = { "too_old" },
        data = { card = 2, have = "6.1", last_cuda = "12.9" } } },
    { name = "a Tesla K80 does not run CUDA 12",
      build = with({ vendor = "nvidia", compute_capability = "3.7" }, { cuda = "12.0" }),
      expect = { outcome = "fail", severity = "error", findings = { "too_old" },
        data = { card = 1, last_cuda = "11.8" } } },
    { name = "a Tesla K40 just runs CUDA 11",
      build = with({ vendor = "nvidia", compute_capability = "3.5" }, { cuda = "11.8" }), expect = "pass" },
    { name = "the notes' GTX 660 does not run CUDA 11",
      build = { gpus = { { chipset = "GeForce GTX 660", vendor = "nvidia", compute_capability = "3.0" } },
        software = { os = "windows-7", cuda = "11.0" } },
      expect = { outcome = "fail", severity = "error", findings = { "too_old" },
        data = { last_cuda = "10.2" } } },
    { name = "the notes' GTX 660 runs CUDA 10.2",
      build = { gpus = { { chipset = "GeForce GTX 660", vendor = "nvidia", compute_capability = "3.0" } },
        software = { os = "windows-7", cuda = "10.2" } },
      expect = "pass" },
    { name = "a GTX 580 does not run CUDA 9",
      build = with({ vendor = "nvidia", compute_capability = "2.0" }, { cuda = "9.0" }),
      expect = { outcome = "fail", severity = "error", findings = { "too_old" },
        data = { last_cuda = "8.0" } } },
    { name = "a GTX 285 does not run CUDA 7",
      build = with({ vendor = "nvidia", compute_capability = "1.3" }, { cuda = "7.0" }),
      expect = { outcome = "fail", severity = "error", findings = { "too_old" },
        data = { last_cuda = "6.5" } } },
    { name = "an RTX 5090 does not run CUDA 12.4",
      build = { gpus = { { vendor = "nvidia", compute_capability = "12.0" } },
        software = { os = "linux", cuda = "12.4" } },
      expect = { outcome = "fail", severity = "error", findings = { "too_new" }, at = "software.cuda",
        data = { card = 1, have = "12.0", cuda = "12.4", first_cuda = "12.8" } } },
    { name = "an RTX 5090 runs CUDA 12.8",
      build = with({ vendor = "nvidia", compute_capability = "12.0" }, { cuda = "12.8.1" }),
      expect = "pass" },
    { name = "an RTX 3090 does not run CUDA 10.2",
      build = with({ vendor = "nvidia", compute_capability = "8.6" }, { cuda = "10.2" }),
      expect = { outcome = "fail", severity = "error", findings = { "too_new" },
        data = { first_cuda = "11.1" } } },
    { name = "CUDA 11.7 does not compile for an RTX 4090",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.6" },
                  { vendor = "nvidia", compute_capability = "8.9" } },
        software = { cuda = "11.7" } },
      expect = { outcome = "fail", severity = "error", findings = { "not_compiled" },
        data = { card = 2, first_cuda = "11.8" } } },
    { name = "the newest card decides, beside an older one that sets the end",
      build = { gpus = { { vendor = "nvidia", compute_capability = "6.1" },
                  { vendor = "nvidia", compute_capability = "8.6" },
                  { vendor = "nvidia", compute_capability = "12.0" } },
        software = { cuda = "11.0" } },
      expect = { outcome = "fail", severity = "error", findings = { "too_new" },
        data = { card = 3, first_cuda = "12.8", last_cuda = "12.9" } } },
    { name = "CUDA 12 of an unstated minor on an RTX 5090",
      build = with({ vendor = "nvidia", compute_capability = "12.0" }, { cuda = "12" }),
      expect = { outcome = "unknown", missing = { "software.cuda" } } },
    { name = "CUDA 12 of any minor runs on an RTX 4090",
      build = with({ vendor = "nvidia", compute_capability = "8.9" }, { cuda = "12" }), expect = "pass" },
    { name = "a CUDA newer than the tables",
      build = with({ vendor = "nvidia", compute_capability = "8.6" }, { cuda = "14.0" }),
      expect = { outcome = "unknown", missing = { "software.cuda" } } },
    { name = "a Tesla K80 and an RTX 5090 have no toolkit in common",
      build = { gpus = { { vendor = "nvidia", compute_capability = "3.7" },
                  { vendor = "nvidia", compute_capability = "12.0" } },
        software = { cuda = "12.8" } },
      expect = { outcome = "fail", severity = "error", findings = { "too_old" },
        data = { card = 1, old_card = 1, new_card = 2 } } },
    { name = "nor will the older toolkit do for both",
      build = { gpus = { { vendor = "nvidia", compute_capability = "3.7" },
                  { vendor = "nvidia", compute_capability = "12.0" } },
        software = { cuda = "11.8" } },
      expect = { outcome = "fail", severity = "error", findings = { "too_new" },
        data = { card = 2, old_card = 1, new_card = 2 } } },
    { name = "cards without a toolkit in common, CUDA planned",
      build = { gpus = { { vendor = "nvidia", compute_capability = "12.0" },
                  { vendor = "nvidia", compute_capability = "3.7" } },
        software = { compute = "cuda" } },
      expect = { outcome = "fail", severity = "error", findings = { "no_common_toolkit" },
        data = { card = 2, other = 1, last_cuda = "11.8", first_cuda = "12.8" } } },
    { name = "cards without a toolkit in common, nothing planned",
      build = { gpus = { { vendor = "nvidia", compute_capability = "3.7" },
                  { vendor = "nvidia", compute_capability = "12.0" } } },
      expect = { outcome = "fail", severity = "warning", findings = { "no_common_toolkit" } } },
    { name = "without a chosen CUDA, capability 7.5 is enough",
      build = { gpus = { { vendor = "nvidia", compute_capability = "7.5" } } }, expect = "pass" },
    { name = "a Tesla P40 without a chosen CUDA ends at 12.9",
      build = { gpus = { { vendor = "nvidia", compute_capability = "7.0" },
                  { vendor = "nvidia", compute_capability = "6.1" } },
        software = { os = "linux" } },
      expect = { outcome = "fail", severity = "advice", findings = { "last_release" },
        data = { card = 2, have = "6.1", last_cuda = "12.9" } } },
    { name = "a GTX 750 Ti without a chosen CUDA ends there as well",
      build = with({ vendor = "nvidia", compute_capability = "5.0" }, { compute = "cuda" }),
      expect = { outcome = "fail", severity = "advice", findings = { "last_release" },
        data = { have = "5.0" } } },
    { name = "two of the notes' GTX 660 without a chosen CUDA",
      build = { gpus = { count = 2, chipset = "GeForce GTX 660", vendor = "nvidia",
                  compute_capability = "3.0" },
        software = { os = "windows-7" } },
      expect = { outcome = "fail", severity = "warning", findings = { "old" },
        at = "gpus[1].compute_capability", data = { have = "3.0", last_cuda = "10.2" } } },
    { name = "a card with a compute capability is NVIDIA's",
      build = { gpus = { { compute_capability = "8.9" } } }, expect = "pass" },
    { name = "a Radeon where CUDA is stated",
      build = with({ vendor = "amd" }, { cuda = "12.8" }),
      expect = { outcome = "fail", severity = "error", findings = { "not_nvidia" }, at = "gpus[1].vendor",
        data = { vendor = "AMD" } } },
    { name = "one Arc among NVIDIA cards where CUDA is planned",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.6" }, { vendor = "intel" } },
        software = { compute = "cuda" } },
      expect = { outcome = "fail", severity = "error", findings = { "not_nvidia" }, at = "gpus[2].vendor",
        data = { vendor = "Intel" } } },
    { name = "a Mac's graphics where CUDA is planned",
      build = with({ vendor = "apple" }, { compute = "cuda" }),
      expect = { outcome = "fail", severity = "error", findings = { "not_nvidia" },
        data = { vendor = "Apple" } } },
    { name = "a Radeon where CUDA is a step of the installation",
      build = with({ vendor = "amd" }, { install_order = { "cuda" } }),
      expect = { severity = "error", findings = { "not_nvidia" } } },
    { name = "a Radeon without a word on CUDA",
      build = with({ vendor = "amd" }, { os = "linux" }), expect = "not_applicable" },
    { name = "a Radeon beside an RTX 3090 without a word on CUDA",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.6" }, { vendor = "amd" } } },
      expect = "pass" },
    { name = "a Radeon that computes with ROCm",
      build = with({ vendor = "amd" }, { compute = "rocm", driver = "6.10" }), expect = "not_applicable" },
    { name = "an old NVIDIA card that computes with Vulkan",
      build = with({ vendor = "nvidia", compute_capability = "3.0" }, { compute = "vulkan" }),
      expect = "not_applicable" },
    { name = "a driver that drops the card, without CUDA",
      build = { gpus = { { vendor = "nvidia", compute_capability = "6.1" } },
        software = { compute = "vulkan", driver = "590.48" } },
      expect = { outcome = "fail", severity = "error", findings = { "driver_dropped" },
        data = { ended = 590 } } },
    { name = "driver 590 drops Pascal",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.6" },
                  { vendor = "nvidia", compute_capability = "6.1" } },
        software = { os = "linux", driver = "590.48.01" } },
      expect = { outcome = "fail", severity = "error", findings = { "last_release", "driver_dropped" } } },
    { name = "driver 580 is the last for Pascal",
      build = { gpus = { { vendor = "nvidia", compute_capability = "6.1" } },
        software = { os = "linux", cuda = "12.9", driver = "580.95.05" } },
      expect = "pass" },
    { name = "CUDA 13 needs driver 580 on Ubuntu, too",
      build = with({ compute_capability = "8.6" }, { os = "Ubuntu 22.04", cuda = "13.0", driver = "570.144" }),
      expect = { findings = { "driver_before_cuda" }, data = { need_driver = "580" } } },
    { name = "CUDA 13 needs driver 580 on any system that has one",
      build = with({ compute_capability = "8.6" }, { os = "TempleOS", cuda = "13.0", driver = "570.144" }),
      expect = { findings = { "driver_before_cuda" }, data = { need_driver = "580" } } },
    { name = "CUDA 12.8 took another driver on Windows",
      build = with({ compute_capability = "12.0" }, { os = "Windows 11 Pro", cuda = "12.8", driver = "570.30" }),
      expect = "pass" },
    { name = "CUDA 13 needs driver 580",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.9" } },
        software = { os = "linux", cuda = "13.0", driver = "570.144" } },
      expect = { outcome = "fail", severity = "error", findings = { "driver_before_cuda" },
        at = "software.driver", data = { need_driver = "580", driver = "570.144" } } },
    { name = "CUDA 13 needs it on any system",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.9" } },
        software = { cuda = "13.0", driver = "R570" } },
      expect = { outcome = "fail", severity = "error", findings = { "driver_before_cuda" },
        data = { need_driver = "580" } } },
    { name = "CUDA 12 runs on driver 525",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.6" } },
        software = { os = "linux", cuda = "12.8", driver = "525.60.13" } },
      expect = "pass" },
    { name = "driver 526 is too old for CUDA 12 on Windows only",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.6" } },
        software = { cuda = "12.4", driver = "526.98" } },
      expect = { outcome = "unknown", missing = { "software.os" } } },
    { name = "an RTX 5090 needs driver 570",
      build = { gpus = { { vendor = "nvidia", compute_capability = "12.0" } },
        software = { os = "linux", cuda = "12.8", driver = "565.77" } },
      expect = { outcome = "fail", severity = "error", findings = { "driver_before_card" },
        data = { card = 1, need_driver = "570" } } },
    { name = "Windows' own number of driver 572.16",
      build = { gpus = { { vendor = "nvidia", compute_capability = "12.0" } },
        software = { os = "windows-11", cuda = "12.8", driver = "32.0.15.7216" } },
      expect = "pass" },
    { name = "a package name holds the version",
      build = { gpus = { { vendor = "nvidia", compute_capability = "12.0" } },
        software = { os = "linux", cuda = "13.0", driver = "nvidia-open 580.95.05" } },
      expect = "pass" },
    { name = "a driver whose version is not stated",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.6" } },
        software = { os = "linux", cuda = "12.8", driver = "latest" } },
      expect = { outcome = "unknown", missing = { "software.driver" } } },
    { name = "a driver of some other maker's card",
      build = with({ vendor = "amd" }, { cuda = "12.8", driver = "25.11.1" }),
      expect = { outcome = "fail", severity = "error", findings = { "not_nvidia" } } },
    { name = "an RTX 4090 needs driver 520",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.9" } },
        software = { os = "linux", driver = "515.105.01" } },
      expect = { outcome = "fail", severity = "error", findings = { "driver_before_card" },
        data = { need_driver = "520" } } },
    { name = "a driver too old for CUDA 12 on every system",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.6" } },
        software = { cuda = "12.4", driver = "520.61" } },
      expect = { outcome = "fail", severity = "error", findings = { "driver_before_cuda" },
        data = { need_driver = "525.60.13" } } },
    { name = "a card of which nothing is known",
      build = { gpus = { { name = "some card" } } },
      expect = { outcome = "unknown", missing = { "gpus[1].compute_capability" } } },
    { name = "a card of unknown make",
      build = { gpus = { { compute_capability = "8.6" }, { name = "some card" } } },
      expect = { outcome = "unknown", missing = { "gpus[2].compute_capability" } } },
    { name = "an NVIDIA card of unknown capability",
      build = { gpus = { { compute_capability = "8.6" }, { vendor = "nvidia" } } },
      expect = { outcome = "unknown", missing = { "gpus[2].compute_capability" } } },
    { name = "a capability that the tables do not know",
      build = with({ vendor = "nvidia", compute_capability = "8.5" }, { cuda = "12.4" }),
      expect = { outcome = "unknown", missing = { "gpus[1].compute_capability" } } },
    { name = "a card known to fail beside one that is not known",
      build = { gpus = { { vendor = "nvidia", compute_capability = "6.1" }, { vendor = "nvidia" } },
        software = { cuda = "13.0" } },
      expect = { outcome = "fail", severity = "error", findings = { "too_old" }, data = { card = 1 } } },
    { name = "a CUDA version that is not a number",
      build = with({ vendor = "nvidia", compute_capability = "8.6" }, { cuda = "latest" }),
      expect = { outcome = "unknown", missing = { "software.cuda" } } },
    { name = "a machine without a card",
      build = { gpus = {} }, expect = "not_applicable" },
    { name = "the cards are not listed",
      build = { software = { cuda = "12.4" } }, expect = { outcome = "unknown", missing = { "gpus" } } },
    { name = "the cards are not listed and CUDA is not planned",
      build = { software = { compute = "none" } }, expect = "not_applicable" },
    { name = "of cards that need the same first toolkit, the oldest is named",
      build = { gpus = { { vendor = "nvidia", compute_capability = "9.0" },
                  { vendor = "nvidia", compute_capability = "8.9" },
                  { vendor = "nvidia", compute_capability = "8.9" } },
        software = { cuda = "10.2" } },
      expect = { findings = { "too_new" }, data = { card = 2, have = "8.9", first_cuda = "11.8" } } },
    { name = "a Kepler card beside two that CUDA 11.8 brought, with no version chosen",
      build = { gpus = { { vendor = "nvidia", compute_capability = "3.0" },
                  { vendor = "nvidia", compute_capability = "8.9" },
                  { vendor = "nvidia", compute_capability = "9.0" } },
        software = { compute = "cuda" } },
      expect = { findings = { "no_common_toolkit" },
        data = { last_cuda = "10.2", other = 2, first_cuda = "11.8" } } },
    { name = "CUDA 11.8 is the last for a Tesla K40 and the first for an RTX 4090",
      build = { gpus = { { vendor = "nvidia", compute_capability = "3.5" },
                  { vendor = "nvidia", compute_capability = "8.9" } },
        software = { compute = "cuda" } },
      expect = { findings = { "old" }, severity = "warning", data = { last_cuda = "11.8" } } },
    { name = "a driver that takes neither of two cards is reported once",
      build = { gpus = { { vendor = "nvidia", compute_capability = "6.1" },
                  { vendor = "nvidia", compute_capability = "5.2" },
                  { vendor = "nvidia", compute_capability = "5.2" } },
        software = { os = "linux", compute = "vulkan", driver = "590.44" } },
      expect = { findings = { "driver_dropped" }, data = { card = 2 } } },
    { name = "a driver older than two cards and their CUDA is reported for a card",
      build = { gpus = { { vendor = "nvidia", compute_capability = "12.0", count = 2 } },
        software = { os = "linux", cuda = "12.8", driver = "500" } },
      expect = { findings = { "driver_before_card" }, data = { card = 1, need_driver = "570" } } },
    { name = "CUDA for a machine without a card",
      build = { gpus = {}, software = { cuda = "12.4" } }, expect = "not_applicable" },
    { name = "a driver older than CUDA 10.2 asks for, which has no minor compatibility",
      build = { gpus = { { vendor = "nvidia", compute_capability = "7.5" } },
        software = { os = "linux", cuda = "10.2", driver = "430.50" } },
      expect = { findings = { "driver_before_cuda" }, data = { need_driver = "440.33" } } },
  },
}
