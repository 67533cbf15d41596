local paths = require "lib.paths"

-- The speed that is enough for a kind of memory; nil for a kind that has no parameter.
local function base_speed(kind, params)
  local speeds = { DDR3 = params.DDR3, DDR4 = params.DDR4, DDR5 = params.DDR5 }
  return speeds[kind]
end

-- The fastest kit above its base speed, or nil.
local function fastest_above_base(kits, params)
  local fastest
  for i, kit in ipairs(kits) do
    local base = base_speed(kit.type, params)
    local above = base and kit.speed_mts > base
    if above and not (fastest and kit.speed_mts <= kits[fastest].speed_mts) then
      fastest = i
    end
  end
  return fastest
end

---@type rigrules.Rule
return {
  title = {
    en = "Memory is not faster than training can use",
    zh = "不必为内存频率多花钱",
  },
  why = {
    en = "Data goes to the card through memory pinned once, at the speed of the PCIe bus; faster "
      .. "memory gains at most 3 % of training speed. The same money buys more memory or a better "
      .. "card.",
    zh = "数据经锁页内存走 PCIe 总线进显存，快慢由总线决定，内存频率再高训练也最多快 3%。"
      .. "同样的钱不如买更大的内存或更好的显卡。",
  },
  source = "时钟频率：内存频率和数据转移到显存的速度无关，提高频率最多只能有3%的性能提升，"
    .. "你还是把钱花在其他地方吧！",
  severity = "advice",
  needs = { "memory[].type", "memory[].speed_mts" },
  params = {
    DDR3 = {
      default = 1600,
      min = 0,
      max = 20000,
      unit = "MT/s",
      doc = { en = "base speed of DDR3", zh = "DDR3 的基准速率" },
    },
    DDR4 = {
      default = 3200,
      min = 0,
      max = 20000,
      unit = "MT/s",
      doc = { en = "base speed of DDR4", zh = "DDR4 的基准速率" },
    },
    DDR5 = {
      default = 5600,
      min = 0,
      max = 20000,
      unit = "MT/s",
      doc = { en = "base speed of DDR5", zh = "DDR5 的基准速率" },
    },
    gain = {
      default = 3,
      min = 0,
      max = 100,
      unit = "%",
      doc = { en = "the most that a faster clock gains", zh = "提高频率最多带来的提升" },
    },
  },
  messages = {
    faster = {
      en = "The memory runs at {have_mts} MT/s; above {base_mts} MT/s ({type}) training gains "
        .. "{gain} % at most.",
      zh = "内存速率 {have_mts} MT/s；{type} 超过 {base_mts} MT/s 之后训练最多快 {gain}%。",
    },
  },
  when = function(build)
    return build.memory == nil or #build.memory > 0
  end,
  check = function(build, ctx)
    local fastest = fastest_above_base(build.memory, ctx.params)
    if fastest then
      local kit = build.memory[fastest]
      ctx.report("faster", {
        have_mts = kit.speed_mts,
        base_mts = base_speed(kit.type, ctx.params),
        type = kit.type,
        gain = ctx.params.gain,
      }, {
        at = paths.of("memory", fastest, "speed_mts"),
        suggest = {
          en = "Memory of {base_mts} MT/s is enough; spend the difference on capacity or the card.",
          zh = "{base_mts} MT/s 的内存就够了，省下的钱加容量或换更好的显卡。",
        },
      })
    end
  end,
  examples = {
    { name = "DDR4 at its base speed",
      build = { memory = { { type = "DDR4", speed_mts = 3200 } } }, expect = "pass" },
    { name = "DDR4 above it",
      build = { memory = { { type = "DDR4", speed_mts = 3201 } } },
      expect = { findings = { "faster" }, severity = "advice", at = "memory[1].speed_mts",
        data = { have_mts = 3201, base_mts = 3200, gain = 3, type = "DDR4" } } },
    { name = "DDR5 at its base speed",
      build = { memory = { { type = "DDR5", speed_mts = 5600 } } }, expect = "pass" },
    { name = "DDR5 above it",
      build = { memory = { { type = "DDR5", speed_mts = 6400 } } },
      expect = { findings = { "faster" }, data = { base_mts = 5600 } } },
    { name = "DDR3 at its base speed",
      build = { memory = { { type = "DDR3", speed_mts = 1600 } } }, expect = "pass" },
    { name = "DDR3 above it",
      build = { memory = { { type = "DDR3", speed_mts = 1866 } } },
      expect = { findings = { "faster" }, data = { base_mts = 1600 } } },
    { name = "the fastest of several kits is named",
      build = { memory = { { type = "DDR4", speed_mts = 3600 }, { type = "DDR4", speed_mts = 4000 },
                  { type = "DDR4", speed_mts = 3800 } } },
      expect = { findings = { "faster" }, at = "memory[2].speed_mts" } },
    { name = "of two kits as fast, the first is named",
      build = { memory = { { type = "DDR4", speed_mts = 3600, count = 2 } } },
      expect = { findings = { "faster" }, at = "memory[1].speed_mts" } },
    { name = "memory of another kind is left alone",
      build = { memory = { { type = "LPDDR5X", speed_mts = 8533 } } }, expect = "pass" },
    { name = "the speed is not known",
      build = { memory = { { type = "DDR4" } } },
      expect = { outcome = "unknown", missing = { "memory[1].speed_mts" } } },
    { name = "no memory on the list",
      build = { memory = {} }, expect = "not_applicable" },
    { name = "the memory is not listed",
      build = { motherboard = { memory_type = "DDR4" } },
      expect = { outcome = "unknown", missing = { "memory" } } },
  },
}
