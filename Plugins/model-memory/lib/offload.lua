-- Whether main memory holds what is offloaded to it.
local numbers = require "lib.numbers"

local offload = {}

function offload.check(host, build, ctx)
  if host == 0 then
    return
  end
  local have = build.memory and 0
  for i, kit in ipairs(build.memory or {}) do
    if kit.capacity_gb == nil then
      ctx.unknown("memory[" .. i .. "].capacity_gb")
      return
    end
    have = have + kit.capacity_gb
  end
  if have == nil then
    ctx.unknown("memory")
  elseif have < host then
    ctx.report("host_memory", { host_gb = numbers.tenth(host), memory_gb = have }, {
      at = "memory",
      suggest = {
        en = "Take more memory than {host_gb} GB: the system needs some as well.",
        zh = "内存要大于 {host_gb} GB，系统自己还要占一部分。",
      },
    })
  end
end

return offload
