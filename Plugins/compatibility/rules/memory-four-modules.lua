local sockets = require "lib.sockets"

-- What the memory controller of AM5 is rated for with two modules on each of its two channels.
local rated = 3600

local function key_of(build)
  local board = build.motherboard
  local socket = board and board.socket or build.cpu and build.cpu.socket
  return socket and sockets.key(socket)
end

-- All modules, and the speed of the fastest kit; nil if a kit does not state it.
local function modules_of(build)
  local modules, fastest = 0, nil
  for _, kit in ipairs(build.memory) do
    if kit.modules == nil then
      return nil
    end
    modules = modules + kit.modules
    if kit.speed_mts then
      -- mutate: skip [0 -> 1] no memory is as slow
      fastest = math.max(fastest or 0, kit.speed_mts)
    end
  end
  return modules, fastest
end

---@type rigrules.Rule
return {
  title = {
    en = "Memory on AM5 is one module a channel",
    zh = "AM5 上每条内存通道只插一根",
  },
  why = {
    en = "AM5 has two memory channels. With one DDR5 module on each they run at 5200 MT/s and more; "
      .. "with two on each AMD guarantees 3600, the first start takes minutes, and faster settings "
      .. "may not start at all. Two larger modules give the same capacity at full speed.",
    zh = "AM5 有两条内存通道。每条插一根 DDR5 能跑 5200 MT/s 以上；每条插两根，"
      .. "AMD 只保证 3600，第一次开机要等几分钟，频率设高了还可能不开机。"
      .. "换成两根大容量内存，容量一样，频率不降。",
  },
  source = "AMD, specifications of Ryzen 7000 and 9000 (as of 2026-11): four modules, single- or "
    .. "dual-rank, DDR5-3600.",
  severity = "warning",
  needs = { "memory[].modules", "motherboard.socket | cpu.socket" },
  reads = { "memory[].speed_mts" },
  messages = {
    slower = {
      en = "{modules} modules on {socket}: they are rated for {rated} MT/s together, "
        .. "whatever their own speed.",
      zh = "{socket} 上插 {modules} 根内存：无论内存标称多快，官方只保证 {rated} MT/s。",
    },
    below_rating = {
      en = "{modules} modules on {socket} are rated for {rated} MT/s together; the list "
        .. "states {speed} MT/s.",
      zh = "{socket} 上插 {modules} 根内存，官方只保证 {rated} MT/s，而清单上写的是 {speed} MT/s。",
    },
  },
  when = function(build)
    if build.memory == nil then
      return true
    end
    local key = key_of(build)
    if key ~= nil and key ~= "AM5" then
      return false
    end
    local modules = modules_of(build)
    return modules == nil or modules >= 4
  end,
  check = function(build, ctx)
    local modules, speed = modules_of(build)
    local data = {
      modules = modules,
      socket = build.motherboard and build.motherboard.socket or build.cpu.socket,
      rated = rated,
      speed = speed,
    }
    if speed and speed <= rated then
      return
    end
    ctx.report(speed and "below_rating" or "slower", data, {
      at = "memory",
      severity = speed and "warning" or "advice",
      suggest = {
        en = "Choose two modules of twice the size, or plan with {rated} MT/s.",
        zh = "换成两根容量翻倍的内存，或者按 {rated} MT/s 来规划。",
      },
    })
  end,
  examples = {
    { name = "two modules on AM5",
      build = { memory = { { modules = 2, speed_mts = 6000 } }, motherboard = { socket = "AM5" } },
      expect = "not_applicable" },
    { name = "four modules on AM5",
      build = { memory = { { modules = 2, speed_mts = 6000, count = 2 } }, motherboard = { socket = "AM5" } },
      expect = { findings = { "below_rating" }, severity = "warning",
        data = { modules = 4, rated = 3600, speed = 6000 }, at = "memory" } },
    { name = "four modules on AM5 of unstated speed, by the CPU's socket",
      build = { memory = { { modules = 4 } }, cpu = { socket = "AM5" } },
      expect = { findings = { "slower" }, severity = "advice", data = { rated = 3600 } } },
    { name = "four modules that are as slow as is rated",
      build = { memory = { { modules = 4, speed_mts = 3600 } }, motherboard = { socket = "AM5" } },
      expect = "pass" },
    { name = "four modules on LGA 1700, whose rating depends on the generation",
      build = { memory = { { modules = 4 } }, motherboard = { socket = "LGA 1700" } },
      expect = "not_applicable" },
    { name = "eight modules on a platform of eight channels",
      build = { memory = { { modules = 8 } }, motherboard = { socket = "sTR5" } },
      expect = "not_applicable" },
    { name = "the socket is not stated",
      build = { memory = { { modules = 4 } } },
      expect = { outcome = "unknown", missing = { "cpu.socket" } } },
    { name = "a kit does not state its modules",
      build = { memory = { { capacity_gb = 64 } }, motherboard = { socket = "AM5" } },
      expect = { outcome = "unknown", missing = { "memory[1].modules" } } },
    { name = "memory is not stated",
      build = { motherboard = { socket = "AM5" } },
      expect = { outcome = "unknown", missing = { "memory" } } },
  },
}
