local paths = require "lib.paths"

-- "NVIDIA GeForce RTX 2080 Ti" and "RTX2080Ti" are the same chip.
local function plain(name)
  local text = string.gsub(string.lower(name), "[%s-]", "")
  text = string.gsub(text, "nvidia", "")
  return (string.gsub(text, "geforce", ""))
end

local function is_listed(chipset, list)
  local number = string.match(chipset, "%d+")
  for _, name in ipairs(list) do
    -- Most names differ in their number already.
    if string.match(name, "%d+") == number and plain(name) == plain(chipset) then
      return true
    end
  end
  return false
end

-- Capabilities below 7.0 that compute 16 bits twice as fast as 32 (CUDA C Programming Guide, table of
-- arithmetic throughput).
local half_rate = { ["5.3"] = true, ["6.0"] = true, ["6.2"] = true }

-- Compute capability by the name of a card, where it is not stated (developer.nvidia.com/cuda-gpus
-- and its page of legacy cards, as of 2026-11). `later` cards came after 2018-12.
local generations = {
  { "RTX%s*2060", capability = "7.5", later = true },
  { "RTX%s*20%d0%s*S", capability = "7.5", later = true },
  { "RTX%s*20%d0", capability = "7.5" },
  { "TITAN%s*RTX", capability = "7.5" },
  { "QUADRO%s*RTX", capability = "7.5" },
  { "%f[%w]T4%f[%W]", capability = "7.5" },
  { "RTX%s*PRO", capability = "12.0", later = true },
  { "RTX%s*50%d0%f[%D]", capability = "12.0", later = true },
  { "%f[%w]B[123]00%f[%W]", capability = "10.0", later = true },
  { "%f[%w]G?H[128]00%f[%W]", capability = "9.0", later = true },
  { "RTX%s*40%d0%f[%D]", capability = "8.9", later = true },
  { "%f[%w]ADA%f[%W]", capability = "8.9", later = true },
  { "%f[%w]L40S?%f[%W]", capability = "8.9", later = true },
  { "%f[%w]L4%f[%W]", capability = "8.9", later = true },
  { "RTX%s*30%d0", capability = "8.6", later = true },
  { "RTX%s*A%d", capability = "8.6", later = true },
  { "%f[%w]A[14]0%f[%W]", capability = "8.6", later = true },
  { "%f[%w]A[13]00?%f[%W]", capability = "8.0", later = true },
  { "%f[%w]V100S?%f[%W]", capability = "7.0" },
  { "TITAN%s*V%f[%W]", capability = "7.0" },
  { "%f[%w]P100%f[%W]", capability = "6.0" },
  { "%f[%w]P40?%f[%W]", capability = "6.1" },
  { "GTX%s*10[1-8]0", capability = "6.1" },
  { "TITAN%s*XP", capability = "6.1" },
  { "GTX%s*9[5-8]0", capability = "5.2" },
}

local function generation_of(name)
  for _, generation in ipairs(generations) do
    if string.find(name, generation[1]) then
      return generation
    end
  end
  return {}
end

local function has(list, wanted)
  for _, item in ipairs(list) do
    if item == wanted then
      return true
    end
  end
  return false
end

-- Turing without tensor cores: GTX 16 and the small cards for workstations, all of 2019 and later.
local function lacks_tensor_cores(name)
  return (string.find(name, "GTX%s*16[356]0") or string.find(name, "%f[%w]T[46]00%f[%W]")
    or string.find(name, "%f[%w]T1000%f[%W]")) ~= nil
end

-- Whether a card gains speed from 16 bits, nil if that is not known, and its capability.
local function gains(gpu, name, need)
  local capability = gpu.compute_capability or generation_of(name).capability
  if lacks_tensor_cores(name) then
    return false, "7.5"
  elseif tonumber(capability) then
    return tonumber(capability) >= need or half_rate[capability] == true, capability
  elseif gpu.precisions then
    return has(gpu.precisions, "fp16") or has(gpu.precisions, "bf16"), "-"
  end
end

local function is_of_other_maker(gpu, name)
  if gpu.vendor then
    return gpu.vendor ~= "nvidia"
  end
  return (string.find(name, "RADEON") or string.find(name, "INSTINCT")
    or string.find(name, "%f[%w]RX%s?%d") or string.find(name, "%f[%w]ARC%s")) ~= nil
end

-- Whether a card came after the lists, which say nothing of it: Ampere and later, the last Turing
-- cards, and what other makers sell, of which the lists do not speak.
local function is_later(gpu, name)
  local capability = tonumber(gpu.compute_capability)
  return capability ~= nil and capability >= 8
    or is_of_other_maker(gpu, name)
    -- These formats came with Ampere and after.
    or gpu.precisions ~= nil and (has(gpu.precisions, "bf16") or has(gpu.precisions, "fp8"))
    or generation_of(name).later == true
    or lacks_tensor_cores(name)
end

---@type rigrules.Rule
return {
  title = {
    en = "The cards are good value at the precision used",
    zh = "所用精度下显卡的性价比高",
  },
  why = {
    en = "Training in 16 bits halves the memory of activations, and cards with tensor cores "
      .. "(compute capability 7.0 and up) run it two to three times faster. Most older cards and the "
      .. "GTX 16 series gain no speed, so their buyer pays for 16 bits without getting them. The "
      .. "notes name the cards that gave most for the money in December 2018, the RTX 2070 and "
      .. "2080 Ti in 16 bits and the GTX 1070, 1080 and 1080 Ti in 32. Another card of that time is "
      .. "worth a second look; of later cards the list says nothing, and they are judged by what "
      .. "they compute.",
    zh = "用 16 位训练，激活值占用的显存减半；带 Tensor Core 的显卡（计算能力 7.0 及以上）"
      .. "还能快两到三倍。大多数更老的显卡和 GTX 16 系列用 16 位并不会变快，等于白花钱。"
      .. "笔记列出了 2018 年 12 月性价比最高的显卡：16 位是 RTX 2070、RTX 2080 Ti，"
      .. "32 位是 GTX 1070、GTX 1080、GTX 1080 Ti。同时期的其他显卡值得再比较一次；"
      .. "之后的显卡不在清单讨论范围内，只看它实际的计算能力。",
  },
  source = "使用16bit的RTX 2070或者RTX 2080 Ti性价比更高，32bit GTX 1070、"
    .. "GTX 1080或者1080 Ti也是不错的选择",
  severity = "warning",
  needs = { "precision", "gpus[].chipset" },
  reads = { "gpus[].compute_capability", "gpus[].precisions", "gpus[].vendor" },
  params = {
    best_16_bit = {
      default = { "RTX 2070", "RTX 2080 Ti" },
      doc = { en = "the chips of best value in 16 bits", zh = "16 位性价比最高的显卡芯片" },
    },
    best_32_bit = {
      default = { "GTX 1070", "GTX 1080", "GTX 1080 Ti" },
      doc = { en = "the chips of best value in 32 bits", zh = "32 位性价比最高的显卡芯片" },
    },
    as_of = {
      default = "2018-12",
      doc = { en = "the month the two lists were made", zh = "上面两份清单的年月" },
    },
    fast_16_bit = {
      default = 7,
      min = 1,
      max = 99,
      unit = "compute capability",
      doc = {
        en = "the least compute capability that gains speed from 16 bits",
        zh = "16 位能够提速的最低计算能力",
      },
    },
  },
  messages = {
    no_gain = {
      en = "{chipset} (compute capability {have}) gains no speed from {precision} bits: it has no "
        .. "tensor cores and computes them no faster than 32.",
      zh = "{chipset}（计算能力 {have}）用 {precision} 位并不会变快：它没有 Tensor Core，"
        .. "16 位也不比 32 位快。",
    },
    not_listed = {
      en = "{chipset} is not on the list of best value in {precision} bits (as of {as_of}): "
        .. "{list}.",
      zh = "{chipset} 不在 {precision} 位性价比最高的清单上（{as_of}）：{list}。",
    },
  },
  when = function(build)
    return build.gpus == nil or #build.gpus > 0
  end,
  check = function(build, ctx)
    local precision = build.precision
    local list = precision == 16 and ctx.params.best_16_bit or ctx.params.best_32_bit
    local need = ctx.params.fast_16_bit

    local slow, in_doubt, unlisted
    local listed, known = 0, {}
    for i, gpu in ipairs(build.gpus) do
      -- Four cards are mostly four of one kind: each kind is looked up once.
      if known[gpu.chipset] == nil then
        known[gpu.chipset] = is_listed(gpu.chipset, list)
      end
      if known[gpu.chipset] then
        listed = listed + 1
      else
        local name = string.upper(gpu.chipset)
        -- Only in 16 bits it matters what a card gains from them.
        local gain = precision ~= 16 or gains(gpu, name, need)
        if gain == false then
          slow = slow or i
        elseif is_later(gpu, name) then
          listed = listed + 1
        else
          unlisted = unlisted or i
          if gain == nil then
            in_doubt = in_doubt or i
          end
        end
      end
    end

    if slow then
      local gpu = build.gpus[slow]
      ctx.report("no_gain", {
        chipset = gpu.chipset,
        have = select(2, gains(gpu, string.upper(gpu.chipset), need)),
        need = string.format("%.1f", need),
        precision = precision,
        list = table.concat(list, ", "),
      }, {
        at = paths.of("gpus", slow, "chipset"),
        suggest = {
          en = "Choose a card with tensor cores (compute capability {need} or more, not GTX 16), or "
            .. "train in more bits.",
          zh = "换一块带 Tensor Core 的显卡（计算能力不低于 {need}，GTX 16 除外），"
            .. "或者改用更高的精度。",
        },
      })
    elseif in_doubt then
      ctx.unknown(paths.of("gpus", in_doubt, "compute_capability"))
    elseif unlisted then
      ctx.report("not_listed", {
        chipset = build.gpus[unlisted].chipset,
        precision = precision,
        list = table.concat(list, ", "),
        as_of = ctx.params.as_of,
      }, {
        at = paths.of("gpus", unlisted, "chipset"),
        severity = "advice",
        score = listed / #build.gpus,
        suggest = {
          en = "Compare today's price per unit of speed with: {list}.",
          zh = "按今天的价格，和这些显卡比一比性价比：{list}。",
        },
      })
    end
  end,
  examples = {
    { name = "RTX 2080 Ti in 16 bits",
      build = { precision = 16, gpus = { { chipset = "GeForce RTX 2080 Ti", count = 2 } } },
      expect = { outcome = "pass", score = 1 } },
    { name = "GTX 1080 Ti in 32 bits, spelt by a shop",
      build = { precision = 32, gpus = { { chipset = "NVIDIA GTX1080-Ti" } } }, expect = "pass" },
    { name = "GTX 1080 Ti in 16 bits",
      build = { precision = 16,
        gpus = { { chipset = "GeForce RTX 2070", compute_capability = "7.5" },
          { chipset = "GeForce GTX 1080 Ti", compute_capability = "6.1", count = 2 } } },
      expect = { outcome = "fail", severity = "warning", findings = { "no_gain" },
        data = { have = "6.1", need = "7.0", list = "RTX 2070, RTX 2080 Ti" }, at = "gpus[2].chipset" } },
    { name = "Tesla V100 in 16 bits gains speed, and is on no list",
      build = { precision = 16,
        gpus = { { chipset = "Tesla V100", compute_capability = "7.0", vendor = "nvidia" } } },
      expect = { outcome = "fail", severity = "advice", findings = { "not_listed" }, score = 0 } },
    { name = "three RTX 2080 beside an RTX 2070 in 16 bits",
      build = { precision = 16,
        gpus = { { chipset = "GeForce RTX 2070" },
          { chipset = "GeForce RTX 2080", compute_capability = "7.5", count = 3 } } },
      expect = { outcome = "fail", severity = "advice", findings = { "not_listed" }, score = 0.25,
        at = "gpus[2].chipset" } },
    { name = "GTX 960 in 32 bits needs no compute capability",
      build = { precision = 32, gpus = { { chipset = "GeForce GTX 960" } } },
      expect = { findings = { "not_listed" }, severity = "advice",
        data = { list = "GTX 1070, GTX 1080, GTX 1080 Ti", as_of = "2018-12" } } },
    { name = "GTX 960 in 32 bits is no worse for its compute capability",
      build = { precision = 32, gpus = { { chipset = "GTX 960", compute_capability = "5.2" } } },
      expect = { findings = { "not_listed" }, severity = "advice" } },
    { name = "a shop's own list",
      build = { precision = 16, gpus = { { chipset = "GeForce RTX 4090" } } },
      params = { best_16_bit = { "RTX 3090", "RTX 4090" }, as_of = "2024-06" }, expect = "pass" },
    { name = "the list speaks of no other maker's cards",
      build = { precision = 16, gpus = { { chipset = "Radeon RX 6800", vendor = "amd" } } },
      expect = "pass" },
    { name = "an RTX 5090 came after the list",
      build = { precision = 16, gpus = { { chipset = "GeForce RTX 5090", compute_capability = "12.0" } } },
      expect = { outcome = "pass", score = 1 } },
    { name = "a data-centre card of a later generation, by its capability",
      build = { precision = 32, gpus = { { chipset = "A100", compute_capability = "8.0" } } },
      expect = "pass" },
    { name = "RTX 2060 and 2080 Super came after the list",
      build = { precision = 16,
        gpus = { { chipset = "GeForce RTX 2060" }, { chipset = "GeForce RTX 2080 SUPER" } } },
      expect = "pass" },
    { name = "a P100 gains from 16 bits, and is on no list",
      build = { precision = 16, gpus = { { chipset = "Tesla P100", compute_capability = "6.0" } } },
      expect = { findings = { "not_listed" }, severity = "advice" } },
    { name = "GTX 16 is Turing without tensor cores",
      build = { precision = 16, gpus = { { chipset = "GeForce GTX 1660 Ti", vendor = "nvidia" } } },
      expect = { findings = { "no_gain" }, severity = "warning", data = { have = "7.5" } } },
    { name = "GTX 16 in 32 bits came after the list",
      build = { precision = 32, gpus = { { chipset = "GeForce GTX 1650" } } }, expect = "pass" },
    { name = "a T1000 has no tensor cores either",
      build = { precision = 16, gpus = { { chipset = "NVIDIA T1000", compute_capability = "7.5" } } },
      expect = { findings = { "no_gain" }, severity = "warning", data = { have = "7.5" } } },
    { name = "the name of a card tells its generation",
      build = { precision = 16,
        gpus = { { chipset = "RTX A6000" }, { chipset = "RTX 6000 Ada Generation" }, { chipset = "L40S" },
          { chipset = "A100 80GB" }, { chipset = "H100 PCIe" }, { chipset = "RTX PRO 6000 Blackwell" },
          { chipset = "GeForce RTX 5090" }, { chipset = "GeForce RTX 4090" },
          { chipset = "GeForce RTX 3090" }, { chipset = "NVIDIA B200" }, { chipset = "NVIDIA L4" },
          { chipset = "NVIDIA A40" } } },
      expect = { outcome = "pass", score = 1 } },
    { name = "a P40 in 16 bits, by its name",
      build = { precision = 16, gpus = { { chipset = "Tesla P40" } } },
      expect = { findings = { "no_gain" }, severity = "warning", data = { have = "6.1" } } },
    { name = "a T4 in 16 bits is of the list's time",
      build = { precision = 16, gpus = { { chipset = "Tesla T4" } } },
      expect = { findings = { "not_listed" }, severity = "advice" } },
    { name = "a card that states 32 bits alone",
      build = { precision = 16, gpus = { { chipset = "Quadro P2000", precisions = { "fp32" } } } },
      expect = { findings = { "no_gain" }, severity = "warning" } },
    { name = "a card that states the formats it computes",
      build = { precision = 16,
        gpus = { { chipset = "GB10", precisions = { "bf16", "fp16", "fp8" } },
          { chipset = "AD102", precisions = { "fp16", "fp8" } } } },
      expect = { outcome = "pass", score = 1 } },
    { name = "a card of another maker by its name",
      build = { precision = 16, gpus = { { chipset = "Radeon RX 7900 XTX" } } }, expect = "pass" },
    { name = "no word on the precision",
      build = { gpus = { { chipset = "GeForce RTX 2070" } } },
      expect = { outcome = "unknown", missing = { "precision" } } },
    { name = "an unlisted NVIDIA card of unknown capability in 16 bits",
      build = { precision = 16, gpus = { { chipset = "Quadro P2000", vendor = "nvidia" } } },
      expect = { outcome = "unknown", missing = { "gpus[1].compute_capability" } } },
    { name = "two unlisted NVIDIA cards of unknown capability beside a listed one",
      build = { precision = 16,
        gpus = { { chipset = "GeForce RTX 2070" },
          { chipset = "Quadro P2000", vendor = "nvidia", count = 2 } } },
      expect = { outcome = "unknown", missing = { "gpus[2].compute_capability" } } },
    { name = "an unlisted card of unknown make and capability in 16 bits",
      build = { precision = 16, gpus = { { chipset = "Quadro P2000" } } },
      expect = { outcome = "unknown", missing = { "gpus[1].compute_capability" } } },
    { name = "a machine without a card",
      build = { precision = 16, gpus = {} }, expect = "not_applicable" },
    { name = "the cards are not listed",
      build = { precision = 16 }, expect = { outcome = "unknown", missing = { "gpus" } } },
    { name = "the two Jetson boards that compute 16 bits twice as fast",
      build = { precision = 16,
        gpus = { { chipset = "Tegra X1", compute_capability = "5.3" },
          { chipset = "Tegra X2", compute_capability = "6.2" } } },
      expect = { findings = { "not_listed" }, severity = "advice", score = 0 } },
    { name = "other makers' cards by one word of their name",
      build = { precision = 16,
        gpus = { { chipset = "Radeon VII" }, { chipset = "Instinct MI210" }, { chipset = "RX 580" },
          { chipset = "Arc A770" } } },
      expect = { outcome = "pass", score = 1 } },
    { name = "the first Ampere capability, on a card that no list names",
      build = { precision = 32, gpus = { { chipset = "CMP 170HX", compute_capability = "8.0" } } },
      expect = "pass" },
    { name = "a later card counts as good value beside one that is not",
      build = { precision = 32,
        gpus = { { chipset = "GeForce RTX 4090" }, { chipset = "GeForce GTX 960" } } },
      expect = { findings = { "not_listed" }, severity = "advice", score = 0.5 } },
  },
}
