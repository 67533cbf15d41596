local paths = require "lib.paths"

-- The slowest and the fastest modules of each kind, in MT/s: the lowest grade that JEDEC names, and
-- above the fastest overclocked ones that were sold.
local ranges = {
  DDR2 = { least = 400, most = 1300 },
  DDR3 = { least = 800, most = 3200 },
  DDR4 = { least = 1600, most = 5400 },
  DDR5 = { least = 3200, most = 13000 },
}

local function range_of(kit)
  local kind = kit.type and kit.speed_mts and kit.type:upper():match("^DDR%d")
  return kind and ranges[kind]
end

---@type rigrules.Rule
return {
  title = {
    en = "The memory's speed is in MT/s and belongs to its type",
    zh = "内存频率按 MT/s 写，且与类型相符",
  },
  why = {
    en = "DDR moves data twice a clock: DDR5-6000 runs at 3000 MHz and 6000 MT/s. Tools show the "
      .. "clock, shops the transfers; half of the speed is what a list holds then. A speed that "
      .. "no module of its type has means that speed or type is wrong.",
    zh = "DDR 每个时钟传两次数据：DDR5-6000 的时钟是 3000 MHz，速率是 6000 MT/s。软件显示的是时钟，"
      .. "商家写的是速率，抄错就少了一半。频率超出该类型的范围，说明频率或类型写错了。",
  },
  source = {
    "JEDEC speed grades begin at DDR2-400 (JESD79-2), DDR3-800 (JESD79-3), DDR4-1600 (JESD79-4) "
      .. "and DDR5-3200 (JESD79-5).",
  },
  severity = "warning",
  reads = { "memory[].type", "memory[].speed_mts" },
  messages = {
    too_slow = {
      en = "Kit {kit} is {type} at {speed} MT/s, below {least}: is it the clock in MHz?",
      zh = "第 {kit} 套内存是 {type}，写的是 {speed} MT/s，低于 {least}：是不是写成了 MHz？",
    },
    too_fast = {
      en = "Kit {kit} is {type} at {speed} MT/s, above {most}.",
      zh = "第 {kit} 套内存是 {type}，写的是 {speed} MT/s，高于 {most}。",
    },
  },
  when = function(build)
    for _, kit in ipairs(build.memory or {}) do
      if range_of(kit) then
        return true
      end
    end
    return false
  end,
  check = function(build, ctx)
    for i, kit in ipairs(build.memory) do
      local range, speed = range_of(kit), kit.speed_mts
      local at = paths.of("memory", i, "speed_mts")
      if range and speed < range.least then
        ctx.report("too_slow", {
          kit = i,
          type = kit.type,
          speed = speed,
          least = range.least,
          double = speed * 2,
        }, {
          at = at,
          suggest = {
            en = "Write the transfers: {double} MT/s for a clock of {speed} MHz.",
            zh = "写速率：{speed} MHz 的时钟就是 {double} MT/s。",
          },
        })
      elseif range and speed > range.most then
        ctx.report("too_fast", { kit = i, type = kit.type, speed = speed, most = range.most }, {
          at = at,
          suggest = {
            en = "Look the kit up, and correct its type or its speed.",
            zh = "查一下这套内存，改正类型或频率。",
          },
        })
      end
    end
  end,
  examples = {
    { name = "usual ones",
      build = { memory = { { type = "DDR4", speed_mts = 3200 }, { type = "DDR5", speed_mts = 6000 } } },
      expect = "pass" },
    { name = "the slowest of each kind",
      build = { memory = { { type = "DDR2", speed_mts = 400 }, { type = "DDR3", speed_mts = 800 },
                  { type = "DDR4", speed_mts = 1600 }, { type = "DDR5", speed_mts = 3200 } } },
      expect = "pass" },
    { name = "the fastest of each kind",
      build = { memory = { { type = "DDR2", speed_mts = 1300 }, { type = "DDR3L", speed_mts = 3200 },
                  { type = "ddr4", speed_mts = 5400 }, { type = "DDR5", speed_mts = 13000 } } },
      expect = "pass" },
    { name = "DDR5 by its clock",
      build = { memory = { { type = "DDR5", speed_mts = 6000 }, { type = "DDR5", speed_mts = 3000 } } },
      expect = { findings = { "too_slow" }, severity = "warning",
        data = { kit = 2, type = "DDR5", speed = 3000, least = 3200, double = 6000 },
        at = "memory[2].speed_mts" } },
    { name = "just below the slowest of each kind",
      build = { memory = { { type = "DDR2", speed_mts = 399 }, { type = "DDR3", speed_mts = 799 },
                  { type = "DDR4", speed_mts = 1599 }, { type = "DDR5", speed_mts = 3199 } } },
      expect = { findings = { "too_slow", "too_slow", "too_slow", "too_slow" } } },
    { name = "DDR4 as fast as DDR5",
      build = { memory = { { type = "DDR4", speed_mts = 6000 } } },
      expect = { findings = { "too_fast" }, data = { kit = 1, type = "DDR4", speed = 6000, most = 5400 },
        at = "memory[1].speed_mts" } },
    { name = "just above the fastest of each kind",
      build = { memory = { { type = "DDR2", speed_mts = 1301 }, { type = "DDR3", speed_mts = 3201 },
                  { type = "DDR4", speed_mts = 5401 }, { type = "DDR5", speed_mts = 13001 } } },
      expect = { findings = { "too_fast", "too_fast", "too_fast", "too_fast" } } },
    { name = "a kit that is not known beside one that is",
      build = { memory = { { speed_mts = 200 }, { type = "DDR4", speed_mts = 3200 } } }, expect = "pass" },
    { name = "speed without type",
      build = { memory = { { speed_mts = 3200 } } }, expect = "not_applicable" },
    { name = "type without speed",
      build = { memory = { { type = "DDR4" } } }, expect = "not_applicable" },
    { name = "a type of another world",
      build = { memory = { { type = "DDR9", speed_mts = 20000 } } }, expect = "not_applicable" },
    { name = "no memory is stated",
      build = { cpu = {} }, expect = "not_applicable" },
  },
}
