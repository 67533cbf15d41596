local paths = require "lib.paths"
local plan = require "lib.cuda_plan"
local steps = require "lib.steps"
local support = require "lib.cuda_support"

local compare = support.compare

local add_for_cuda = {
  en = "Add the cuDNN release made for CUDA {cuda}; it is free.",
  zh = "加上与 CUDA {cuda} 对应的 cuDNN，它是免费的。",
}
local add_any = {
  en = "State the CUDA version, and add the cuDNN release made for it; it is free.",
  zh = "写明 CUDA 版本，并加上与之对应的 cuDNN，它是免费的。",
}
local cuda_first = {
  en = "Install CUDA as step {cudnn_step} and cuDNN after it.",
  zh = "把 CUDA 提前到第 {cudnn_step} 步，之后再安装 cuDNN。",
}
local matching = {
  en = "Choose the cuDNN release made for CUDA {cuda}.",
  zh = "改用与 CUDA {cuda} 对应的 cuDNN。",
}
local older_cudnn = {
  en = "Choose cuDNN {last_cudnn} or older, or a newer card.",
  zh = "改用 cuDNN {last_cudnn} 或更早的版本，或换一块更新的显卡。",
}
local newer_cudnn = {
  en = "Choose cuDNN {first_cudnn} or newer.",
  zh = "改用 cuDNN {first_cudnn} 或更新的版本。",
}

-- Where to check a row that was written from memory.
local source = {
  en = "check NVIDIA's support matrix of cuDNN",
  zh = "请核对 NVIDIA 的 cuDNN 支持表",
}

-- The oldest and the newest release that the text may mean: "9" is any 9.x. nil for text without
-- a version.
local function releases(text)
  local version = text:match("%d[%d%.]*")
  if version == nil then
    return nil
  elseif version:find("%.%d") then
    return version, version
  end
  local major = version:match("%d+")
  return major .. ".0", major .. ".99"
end

-- What `ask` answers for the oldest and for the newest release, if they agree; else nil.
local function agreed(ask, oldest, newest, what)
  local one, how = ask(oldest, what)
  local other, other_how = ask(newest, what)
  if one == other and how == other_how then
    return one, how
  end
end

-- Whether the cuDNN that is planned is older than version 9, which has its own folder; nil if
-- neither its version nor CUDA's says. CUDA up to 10 has no cuDNN 9, CUDA 13 none before it.
local function before_nine(oldest, cuda)
  if oldest then
    return compare(oldest, "9.0") < 0
  end
  local first, last = nil, nil
  if cuda then
    first, last = support.toolkit_range(cuda)
  end
  if first and compare(last, "11.0") < 0 then
    return true
  elseif first and compare(first, "13.0") >= 0 then
    return false
  end
end

local function check_order(software, oldest, ctx)
  local order = software.install_order or {}
  local cudnn, cuda = steps.number(order, "cudnn"), steps.number(order, "cuda")
  -- mutate: skip [< -> <=] two parts are never one step
  if not (cudnn and cuda and cudnn < cuda) then
    return
  end
  local older = before_nine(oldest, software.cuda)
  if older then
    ctx.report("before_cuda", { cudnn_step = cudnn, cuda_step = cuda }, {
      at = "software.install_order",
      suggest = cuda_first,
    })
  elseif older == nil then
    ctx.unknown("software.cudnn")
  end
end

local function check_toolkit(software, oldest, newest, ctx)
  local cuda = software.cuda
  if cuda == nil or support.toolkit_range(cuda) == nil then
    ctx.unknown("software.cuda")
    return
  end
  local fits = agreed(support.cudnn_fits_cuda, oldest, newest, cuda)
  if fits == nil then
    ctx.unknown("software.cudnn")
  elseif fits == false then
    local row = support.cudnn_release(newest)
    ctx.report("other_cuda", {
      cudnn = software.cudnn,
      cuda = cuda,
      majors = table.concat(row.majors, ", "),
    }, { at = "software.cudnn", suggest = support.with_doubt(matching, row, source) })
  end
end

-- The cards with a known capability. One that is not known is asked for only if the release leaves
-- out cards that current toolkits still serve; what is older, software/cuda-capability asks for.
local function known_cards(build, newest, ctx)
  local row = support.cudnn_release(newest)
  local matters = row ~= nil and compare(row.lowest, "5.0") > 0
  local cards = {}
  for i, gpu in ipairs(build.gpus or {}) do
    local have = gpu.compute_capability
    if support.capability(have) then
      cards[#cards + 1] = { index = i, have = have }
    elseif matters and plan.is_nvidia(gpu) ~= false then
      ctx.unknown(paths.of("gpus", i, "compute_capability"))
    end
  end
  return cards
end

-- The oldest card that the release no longer serves, and the newest that it does not yet serve, so
-- that the finding does not depend on the order of the cards.
local function check_cards(build, oldest, newest, ctx)
  local ended, early
  for _, card in ipairs(known_cards(build, newest, ctx)) do
    local serves, how = agreed(support.cudnn_serves, oldest, newest, card.have)
    if how == "ended" then
      if ended == nil or compare(card.have, ended.have) < 0 then
        ended = card
      end
    elseif how == "too_early" then
      if early == nil or compare(card.have, early.have) > 0 then
        early = card
      end
    elseif serves == nil then
      ctx.unknown("software.cudnn")
    end
  end
  if ended then
    ctx.report("card_dropped", {
      cudnn = build.software.cudnn,
      card = ended.index,
      have = ended.have,
      last_cudnn = support.last_cudnn(ended.have),
    }, {
      at = "software.cudnn",
      -- mutate: skip it adds words to the advice, which no example names
      suggest = support.with_doubt(older_cudnn, { guess = compare(ended.have, "5.0") < 0 }, source),
    })
  end
  if early then
    local row = support.first_cudnn(early.have)
    ctx.report("card_too_new", {
      cudnn = build.software.cudnn,
      card = early.index,
      have = early.have,
      first_cudnn = row.version,
    }, {
      at = "software.cudnn",
      severity = "warning",
      suggest = support.with_doubt(newer_cudnn, row, source),
    })
  end
end

---@type rigrules.Rule
return {
  title = {
    en = "cuDNN comes with CUDA, made for it and for the cards",
    zh = "CUDA 要配 cuDNN，版本与 CUDA 和显卡相符",
  },
  why = {
    en = "cuDNN holds the convolutions and attention kernels that PyTorch, TensorFlow and Keras "
      .. "call. It is a free download, but a build of it fits one CUDA major version, and each "
      .. "release serves certain cards only: 9.10 is the last for those below compute capability "
      .. "7.5. Without it the frameworks do not find the card or run many times slower, unless "
      .. "they bring a copy of their own. Before version 9 it was copied into the folder that the "
      .. "CUDA installer makes, so CUDA came first; version 9 has an installer and a folder of its "
      .. "own. From NVIDIA's support matrices up to 9.10.2, later ones from memory, as of "
      .. "2026-11-26.",
    zh = "PyTorch、TensorFlow、Keras 的卷积和注意力运算都由 cuDNN 提供。它免费，"
      .. "但每个安装包只对应一个 CUDA 大版本，每个版本也只支持一部分显卡："
      .. "计算能力低于 7.5 的显卡止于 9.10。没有它，框架会找不到显卡，或者慢上好几倍"
      .. "（自带 cuDNN 的框架除外）。9 以前的版本要复制到 CUDA 安装程序创建的目录，"
      .. "所以先装 CUDA；从 9 起它有自己的安装程序和目录，顺序不限。资料来自 NVIDIA 的支持表"
      .. "（到 9.10.2 为止，之后的凭记忆），截至 2026-11-26。",
  },
  source = { "CUDA", "cuDNN" },
  severity = "error",
  reads = {
    "gpus[].vendor", "gpus[].compute_capability",
    "software.cuda", "software.cudnn", "software.compute", "software.install_order",
  },
  messages = {
    missing = {
      en = "CUDA {cuda} is planned without cuDNN.",
      zh = "计划安装 CUDA {cuda}，却没有 cuDNN。",
    },
    missing_for_any = {
      en = "CUDA is planned without cuDNN.",
      zh = "计划使用 CUDA，却没有 cuDNN。",
    },
    before_cuda = {
      en = "cuDNN is step {cudnn_step} of the installation, CUDA only step {cuda_step}.",
      zh = "安装顺序中 cuDNN 是第 {cudnn_step} 步，CUDA 却是第 {cuda_step} 步。",
    },
    other_cuda = {
      en = "cuDNN {cudnn} is not made for CUDA {cuda} (but for CUDA {majors}).",
      zh = "cuDNN {cudnn} 不适用于 CUDA {cuda}（只适用于 CUDA {majors}）。",
    },
    card_dropped = {
      en = "cuDNN {cudnn} no longer supports card {card} (compute capability {have}): "
        .. "{last_cudnn} was the last.",
      zh = "cuDNN {cudnn} 已不再支持第 {card} 块显卡（计算能力 {have}），最后一个版本是 "
        .. "{last_cudnn}。",
    },
    card_too_new = {
      en = "cuDNN {cudnn} has no code for card {card} (compute capability {have}): {first_cudnn} "
        .. "is the first that does.",
      zh = "cuDNN {cudnn} 没有为第 {card} 块显卡（计算能力 {have}）编译的代码，最早要 "
        .. "{first_cudnn}。",
    },
  },
  -- A list of hardware says nothing about CUDA, and need not.
  when = function(build)
    local software = build.software
    local planned = plan.planned(build)
    if software == nil or planned == false then
      return false
    end
    local order = software.install_order or {}
    return planned or software.cudnn ~= nil or steps.first_of(order, "cuda", "cudnn") ~= nil
  end,
  check = function(build, ctx)
    local software = build.software
    local order = software.install_order or {}
    if software.cudnn == nil and steps.number(order, "cudnn") == nil then
      ctx.report(software.cuda and "missing" or "missing_for_any", { cuda = software.cuda }, {
        at = "software.cudnn",
        severity = "warning",
        -- mutate: skip [or -> and] no example names the advice
        suggest = software.cuda and add_for_cuda or add_any,
      })
      return
    end
    local oldest, newest
    if software.cudnn then
      oldest, newest = releases(software.cudnn)
      if oldest == nil then
        ctx.unknown("software.cudnn")
      else
        check_toolkit(software, oldest, newest, ctx)
        check_cards(build, oldest, newest, ctx)
      end
    elseif software.cuda == nil then
      ctx.unknown("software.cuda")
    end
    check_order(software, oldest, ctx)
  end,
  examples = {
    { name = "CUDA with its cuDNN",
      build = { software = { cuda = "12.4", cudnn = "9.1" } }, expect = "pass" },
    { name = "cuDNN after CUDA",
      build = { software = { cuda = "12.4", install_order = { "cuda", "cudnn" } } }, expect = "pass" },
    { name = "CUDA alone",
      build = { software = { cuda = "10.2", install_order = { "visual-studio", "cuda" } } },
      expect = { outcome = "fail", severity = "warning", findings = { "missing" },
        data = { cuda = "10.2" } } },
    { name = "CUDA of no stated version alone",
      build = { software = { compute = "cuda" } },
      expect = { outcome = "fail", severity = "warning", findings = { "missing_for_any" } } },
    { name = "cuDNN copied before CUDA made its folder",
      build = { software = { cuda = "10.2", cudnn = "7.6",
                  install_order = { "visual-studio", "cudnn", "cuda" } } },
      expect = { outcome = "fail", severity = "error", findings = { "before_cuda" },
        data = { cudnn_step = 2, cuda_step = 3 } } },
    { name = "cuDNN of no stated version before CUDA 10.2 is older than 9",
      build = { software = { cuda = "10.2", install_order = { "cudnn", "cuda" } } },
      expect = { outcome = "fail", severity = "error", findings = { "before_cuda" } } },
    { name = "cuDNN 8.9 before CUDA 12",
      build = { software = { cuda = "12.1", cudnn = "8.9.7", install_order = { "cudnn", "cuda" } } },
      expect = { outcome = "fail", severity = "error", findings = { "before_cuda" } } },
    { name = "cuDNN 9 has its own folder",
      build = { software = { cuda = "12.4", cudnn = "9.1", install_order = { "cudnn", "cuda" } } },
      expect = "pass" },
    { name = "cuDNN for CUDA 13 is 9 or later",
      build = { software = { cuda = "13.0", install_order = { "cudnn", "cuda" } } }, expect = "pass" },
    { name = "cuDNN before CUDA 12, of a version that is not stated",
      build = { software = { cuda = "12.4", install_order = { "cudnn", "cuda" } } },
      expect = { outcome = "unknown", missing = { "software.cudnn" } } },
    { name = "an order that names cuDNN and not CUDA",
      build = { software = { cuda = "12.4", install_order = { "driver", "cudnn" } } }, expect = "pass" },
    { name = "cuDNN 8.9 is not made for CUDA 13",
      build = { software = { cuda = "13.0", cudnn = "8.9.7" } },
      expect = { outcome = "fail", severity = "error", findings = { "other_cuda" }, at = "software.cudnn",
        data = { cudnn = "8.9.7", cuda = "13.0", majors = "11, 12" } } },
    { name = "cuDNN 9.1 is not made for CUDA 10.2",
      build = { software = { cuda = "10.2", cudnn = "v9.1" } },
      expect = { outcome = "fail", severity = "error", findings = { "other_cuda" },
        data = { majors = "11, 12" } } },
    { name = "cuDNN 7.6 is not made for CUDA 11",
      build = { software = { cuda = "11", cudnn = "7.6.5" } },
      expect = { outcome = "fail", severity = "error", findings = { "other_cuda" },
        data = { majors = "9, 10" } } },
    { name = "cuDNN 6 is older than the tables",
      build = { software = { cuda = "8.0", cudnn = "6.0" } },
      expect = { outcome = "unknown", missing = { "software.cudnn" } } },
    { name = "any cuDNN 9 goes with CUDA 12",
      build = { software = { cuda = "12.8", cudnn = "9" } }, expect = "pass" },
    { name = "no cuDNN 8 goes with CUDA 13",
      build = { software = { cuda = "13.0", cudnn = "8" } },
      expect = { outcome = "fail", severity = "error", findings = { "other_cuda" } } },
    { name = "only some cuDNN 9 goes with CUDA 13",
      build = { software = { cuda = "13.0", cudnn = "9" } },
      expect = { outcome = "unknown", missing = { "software.cudnn" } } },
    { name = "cuDNN 9.12 leaves out Pascal",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.6" },
                  { vendor = "nvidia", compute_capability = "6.1" } },
        software = { os = "linux", cuda = "12.8", cudnn = "9.12" } },
      expect = { outcome = "fail", severity = "error", findings = { "card_dropped" },
        data = { card = 2, have = "6.1", last_cudnn = "9.10" } } },
    { name = "of three cards that cuDNN 9.12 leaves out, the oldest is named",
      build = { gpus = { { compute_capability = "6.1" }, { compute_capability = "5.2" },
                  { compute_capability = "5.2" } },
        software = { cuda = "12.8", cudnn = "9.12" } },
      expect = { findings = { "card_dropped" }, data = { card = 2, have = "5.2" } } },
    { name = "cuDNN 9.10 is the last for Pascal",
      build = { gpus = { { vendor = "nvidia", compute_capability = "6.1" } },
        software = { cuda = "12.9", cudnn = "9.10.2" } },
      expect = "pass" },
    { name = "cuDNN 9 leaves out Kepler",
      build = { gpus = { { vendor = "nvidia", compute_capability = "3.7" } },
        software = { cuda = "11.8", cudnn = "9.1" } },
      expect = { outcome = "fail", severity = "error", findings = { "card_dropped" },
        data = { last_cudnn = "8.9" } } },
    { name = "cuDNN 9 of no stated minor on Pascal",
      build = { gpus = { { vendor = "nvidia", compute_capability = "6.1" } },
        software = { cuda = "12.8", cudnn = "9" } },
      expect = { outcome = "unknown", missing = { "software.cudnn" } } },
    { name = "cuDNN 8.9 leaves out the GTX 660",
      build = { gpus = { { compute_capability = "3.0" } }, software = { cudnn = "8.9" } },
      expect = { findings = { "card_dropped" }, data = { last_cudnn = "8.7" } } },
    { name = "cuDNN 9.12 on an RTX 3090",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.6" } },
        software = { cuda = "12.8", cudnn = "9.12" } },
      expect = "pass" },
    { name = "cuDNN 9.1 came before the RTX 50 series",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.9" },
                  { vendor = "nvidia", compute_capability = "12.0" } },
        software = { cuda = "12.8", cudnn = "9.1" } },
      expect = { outcome = "fail", severity = "warning", findings = { "card_too_new" },
        data = { card = 2, first_cudnn = "9.7" } } },
    { name = "cuDNN 9.12 on a card of unknown capability",
      build = { gpus = { { vendor = "nvidia" } }, software = { cuda = "12.8", cudnn = "9.12" } },
      expect = { outcome = "unknown", missing = { "gpus[1].compute_capability" } } },
    { name = "cuDNN 9.1 on a card of unknown capability",
      build = { gpus = { { vendor = "nvidia" } }, software = { cuda = "12.8", cudnn = "9.1" } },
      expect = "pass" },
    { name = "cuDNN 9.12 beside another maker's card",
      build = { gpus = { { vendor = "amd" } }, software = { cuda = "12.8", cudnn = "9.12" } },
      expect = "pass" },
    { name = "cuDNN and its card without a CUDA version",
      build = { gpus = { { vendor = "nvidia", compute_capability = "6.1" } }, software = { cudnn = "9.12" } },
      expect = { outcome = "fail", severity = "error", findings = { "card_dropped" } } },
    { name = "a cuDNN that is not a version",
      build = { software = { cuda = "12.4", cudnn = "latest" } },
      expect = { outcome = "unknown", missing = { "software.cudnn" } } },
    { name = "a CUDA that is not a version",
      build = { software = { cuda = "latest", cudnn = "9.1" } },
      expect = { outcome = "unknown", missing = { "software.cuda" } } },
    { name = "software without a word on CUDA",
      build = { software = { os = "linux", cudnn = "9.1" } },
      expect = { outcome = "unknown", missing = { "software.cuda" } } },
    { name = "an order with cuDNN and no CUDA version",
      build = { software = { install_order = { "cuda", "cudnn" } } },
      expect = { outcome = "unknown", missing = { "software.cuda" } } },
    { name = "a system alone",
      build = { software = { os = "linux" } }, expect = "not_applicable" },
    { name = "a build that computes with ROCm",
      build = { software = { os = "linux", compute = "rocm" } }, expect = "not_applicable" },
    { name = "bare hardware",
      build = { gpus = { { chipset = "GeForce RTX 2070" } } }, expect = "not_applicable" },
    { name = "cuDNN 9.0, the first with its own folder, before CUDA",
      build = { software = { cuda = "12.4", cudnn = "9.0", install_order = { "cudnn", "cuda" } } },
      expect = "pass" },
    { name = "cuDNN of no stated version before CUDA 11.0, the first that has cuDNN 9",
      build = { software = { cuda = "11.0", install_order = { "cudnn", "cuda" } } },
      expect = { outcome = "unknown", missing = { "software.cudnn" } } },
    { name = "cuDNN 9.12 on a capability that is not in the tables",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.1" } },
        software = { cuda = "12.8", cudnn = "9.12" } },
      expect = { outcome = "unknown", missing = { "gpus[1].compute_capability" } } },
    { name = "of cards that cuDNN 8.0 came before, the newest is named",
      build = { gpus = { { compute_capability = "8.6" }, { compute_capability = "8.9" },
                  { compute_capability = "8.9" }, { compute_capability = "8.6" } },
        software = { cuda = "11.0", cudnn = "8.0.3" } },
      expect = { findings = { "card_too_new" }, severity = "warning",
        data = { card = 2, have = "8.9", first_cudnn = "8.6" } } },
    { name = "cuDNN 9.0.0 is cuDNN 9.0",
      build = { gpus = { { vendor = "nvidia", compute_capability = "3.7" } },
        software = { cuda = "12.4", cudnn = "9.0.0", install_order = { "cudnn", "cuda" } } },
      expect = { findings = { "card_dropped" }, data = { last_cudnn = "8.9" } } },
  },
}
