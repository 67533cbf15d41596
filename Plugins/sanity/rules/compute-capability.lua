local paths = require "lib.paths"

---@type rigrules.Rule
return {
  title = { en = "Compute capability is stated of NVIDIA cards", zh = "只有 NVIDIA 显卡才写计算能力" },
  why = {
    en = "Compute capability is NVIDIA's figure for what a chip can do, such as 8.9. On a card of "
      .. "another maker it came from the wrong row of a table, or the maker is wrong. Written "
      .. "without its dot (89) it is not a version at all.",
    zh = "计算能力是 NVIDIA 表示芯片功能的版本号，例如 8.9。写在其他厂商的显卡上，"
      .. "不是抄错了行，就是厂商写错了。不带小数点（写成 89）就不是版本号了。",
  },
  source = "NVIDIA, CUDA GPU Compute Capability: versions are written X.Y, such as 8.6 or 12.0.",
  severity = "warning",
  reads = { "gpus[].compute_capability", "gpus[].vendor" },
  messages = {
    other_maker = {
      en = "Card {card} is made by {vendor} and states compute capability {capability}.",
      zh = "第 {card} 块显卡的厂商是 {vendor}，却写了计算能力 {capability}。",
    },
    no_version = {
      en = "Card {card} states compute capability {capability}, which is not of the form 8.9.",
      zh = "第 {card} 块显卡的计算能力写的是 {capability}，应写成 8.9 这样的形式。",
    },
  },
  when = function(build)
    for _, gpu in ipairs(build.gpus or {}) do
      if gpu.compute_capability then
        return true
      end
    end
    return false
  end,
  check = function(build, ctx)
    for i, gpu in ipairs(build.gpus) do
      local capability, vendor = gpu.compute_capability, gpu.vendor
      local at = paths.of("gpus", i, "compute_capability")
      if capability and vendor and vendor ~= "nvidia" then
        ctx.report("other_maker", { card = i, vendor = vendor, capability = capability }, {
          at = at,
          suggest = {
            en = "Leave compute_capability out, or correct vendor.",
            zh = "不写 compute_capability，或者改正 vendor。",
          },
        })
      elseif capability and not capability:find("^%d%d?%.%d$") then
        ctx.report("no_version", { card = i, capability = capability }, {
          at = at,
          suggest = {
            en = "Write the version with its dot, as NVIDIA's table has it.",
            zh = "按 NVIDIA 的表格写版本号，带小数点。",
          },
        })
      end
    end
  end,
  examples = {
    { name = "NVIDIA cards",
      build = { gpus = { { vendor = "nvidia", compute_capability = "8.9" }, { compute_capability = "12.0" },
                  { vendor = "amd" } } },
      expect = "pass" },
    { name = "an AMD card",
      build = { gpus = { { vendor = "amd", compute_capability = "8.6" } } },
      expect = { findings = { "other_maker" }, severity = "warning",
        data = { card = 1, vendor = "amd", capability = "8.6" }, at = "gpus[1].compute_capability" } },
    { name = "the dot is missing",
      build = { gpus = { { vendor = "nvidia" }, { compute_capability = "89" } } },
      expect = { findings = { "no_version" }, data = { card = 2, capability = "89" },
        at = "gpus[2].compute_capability" } },
    { name = "no card states one",
      build = { gpus = { { vendor = "intel" } } }, expect = "not_applicable" },
    { name = "no cards are stated",
      build = { cpu = {} }, expect = "not_applicable" },
  },
}
