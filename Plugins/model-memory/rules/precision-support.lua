local model = require "lib.model"

-- Compute capability from which NVIDIA's tensor cores take a format, times ten.
local from = { bf16 = 80, fp8 = 89, mxfp4 = 100, nvfp4 = 100 }

local function tens(capability)
  local major, minor = capability:match("^(%d+)%.(%d)$")
  return major and tonumber(major) * 10 + tonumber(minor)
end

local function takes(precisions, wanted)
  for _, precision in ipairs(precisions) do
    if precision == wanted then
      return true
    end
  end
  return false
end

---@type rigrules.Rule
return {
  title = { en = "The cards compute in the model's precision", zh = "显卡支持模型的精度" },
  why = {
    en = "bfloat16 needs an NVIDIA card of Ampere (8.0) or later, FP8 one of Ada (8.9) or later, "
      .. "MXFP4 and NVFP4 one of Blackwell (10.0) or later. Older cards convert to another format "
      .. "first: the memory is saved, the computing speed is not gained.",
    zh = "bfloat16 需要 Ampere（8.0）以上的 NVIDIA 显卡，FP8 需要 Ada（8.9）以上，"
      .. "MXFP4、NVFP4 需要 Blackwell（10.0）以上。旧显卡要先转换格式：省显存，但计算不会变快。",
  },
  source = "NVIDIA, CUDA C++ Programming Guide: bfloat16 tensor cores from compute capability 8.0, "
    .. "FP8 from 8.9, block-scaled FP4 from 10.0.",
  severity = "warning",
  needs = { "extra.model", "gpus" },
  reads = { "gpus[].vendor", "gpus[].compute_capability", "gpus[].precisions" },
  messages = {
    not_listed = {
      en = "Card {card} does not compute in {precision}.",
      zh = "第 {card} 块显卡不支持 {precision} 计算。",
    },
    too_old = {
      en = "Card {card} has compute capability {capability}; {precision} needs {need}.",
      zh = "第 {card} 块显卡的计算能力是 {capability}，{precision} 需要 {need}。",
    },
  },
  -- A compute capability does not describe what other makers' cards take.
  when = function(build)
    local map = build.extra and build.extra.model
    return type(map) == "table" and from[map.precision] ~= nil
  end,
  check = function(build, ctx)
    local map = model.of(build)
    if map == nil then
      ctx.unknown("extra.model")
      return
    end
    local need = from[map.precision]
    for i, gpu in ipairs(build.gpus) do
      local place = "gpus[" .. i .. "].compute_capability"
      local have = gpu.compute_capability and tens(gpu.compute_capability)
      local is_other = gpu.vendor ~= nil and gpu.vendor ~= "nvidia"
      -- Stated formats settle it, no matter who made the card.
      local can = gpu.precisions and takes(gpu.precisions, map.precision)
      if can == false then
        ctx.report("not_listed", { card = i, precision = map.precision }, {
          at = "gpus[" .. i .. "].precisions",
          suggest = {
            en = "Use a format that the card computes in, or choose another card.",
            zh = "换用这块显卡支持的精度，或者换显卡。",
          },
        })
      elseif can == nil and not is_other and have == nil then
        ctx.unknown(place)
      elseif can == nil and not is_other and have < need then
        ctx.report("too_old", {
          card = i,
          capability = gpu.compute_capability,
          precision = map.precision,
          need = string.format("%.1f", need / 10),
        }, {
          at = place,
          suggest = {
            en = "Use fp16 on this card, or choose one of compute capability {need}.",
            zh = "在这块显卡上用 fp16，或者换成计算能力 {need} 以上的显卡。",
          },
        })
      end
    end
  end,
  examples = {
    { name = "bfloat16 on Ampere",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.0" } },
        extra = { model = { mode = "training", precision = "bf16" } } },
      expect = "pass" },
    { name = "bfloat16 on Turing",
      build = { gpus = { { compute_capability = "8.6" }, { vendor = "nvidia", compute_capability = "7.9" } },
        extra = { model = { mode = "training", precision = "bf16" } } },
      expect = { findings = { "too_old" }, severity = "warning",
        data = { card = 2, capability = "7.9", precision = "bf16", need = "8.0" },
        at = "gpus[2].compute_capability" } },
    { name = "FP8 on Ada",
      build = { gpus = { { compute_capability = "8.9" }, { compute_capability = "12.0" } },
        extra = { model = { mode = "serving", precision = "fp8" } } },
      expect = "pass" },
    { name = "FP8 on Ampere",
      build = { gpus = { { compute_capability = "8.8" } },
        extra = { model = { mode = "serving", precision = "fp8" } } },
      expect = { findings = { "too_old" }, data = { card = 1, capability = "8.8", need = "8.9" } } },
    { name = "FP4 on Hopper",
      build = { gpus = { { compute_capability = "9.0" }, { compute_capability = "12.0" } },
        extra = { model = { mode = "serving", precision = "nvfp4" } } },
      expect = { findings = { "too_old" }, data = { card = 1, need = "10.0" } } },
    { name = "FP4 on Blackwell",
      build = { gpus = { { vendor = "nvidia", compute_capability = "10.0" } },
        extra = { model = { mode = "serving", precision = "mxfp4" } } },
      expect = "pass" },
    { name = "formats that are stated",
      build = { gpus = { { vendor = "amd", precisions = { "fp16", "fp8" } } },
        extra = { model = { mode = "serving", precision = "fp8" } } },
      expect = "pass" },
    { name = "a format that is not among them",
      build = { gpus = { { vendor = "amd", precisions = { "fp16", "bf16" } } },
        extra = { model = { mode = "serving", precision = "mxfp4" } } },
      expect = { findings = { "not_listed" }, data = { card = 1, precision = "mxfp4" },
        at = "gpus[1].precisions" } },
    { name = "another maker's card",
      build = { gpus = { { vendor = "amd" } }, extra = { model = { mode = "serving", precision = "bf16" } } },
      expect = "pass" },
    { name = "a capability that is not stated",
      build = { gpus = { { vendor = "nvidia" } },
        extra = { model = { mode = "serving", precision = "bf16" } } },
      expect = { missing = { "gpus[1].compute_capability" } } },
    { name = "a capability that is not a version",
      build = { gpus = { { compute_capability = "86" } },
        extra = { model = { mode = "serving", precision = "bf16" } } },
      expect = { missing = { "gpus[1].compute_capability" } } },
    { name = "a description with a slip",
      build = { gpus = { { compute_capability = "7.5" } },
        extra = { model = { mode = "serve", precision = "bf16" } } },
      expect = { missing = { "extra.model" } } },
    { name = "other precisions",
      build = { gpus = { { compute_capability = "6.1" } },
        extra = { model = { mode = "training", precision = "fp16" } } },
      expect = "not_applicable" },
    { name = "a name for a model",
      build = { gpus = { {} }, extra = { model = "llama" } }, expect = "not_applicable" },
    { name = "no model",
      build = { gpus = { {} }, extra = { note = "none" } }, expect = "not_applicable" },
    { name = "nothing extra",
      build = { gpus = { {} } }, expect = "not_applicable" },
  },
}
