-- What a build states about its plan for CUDA, for the rules on software.
local steps = require "lib.steps"

local plan = {}

-- true: CUDA is planned; false: the build is planned without it; nil: the build does not say. A
-- stated version is a plan, whatever else the build computes on.
function plan.planned(build)
  local software = build.software
  if software == nil then
    return nil
  elseif software.cuda ~= nil or software.compute == "cuda" then
    return true
  elseif steps.number(software.install_order or {}, "cuda") then
    return true
  elseif software.compute ~= nil then
    return false
  end
  return nil
end

-- true, false, or nil where neither vendor nor compute capability is stated.
function plan.is_nvidia(gpu)
  if gpu.vendor ~= nil then
    return gpu.vendor == "nvidia"
  end
  return gpu.compute_capability ~= nil or nil
end

-- The version that a text names: "nvidia-open 570.144" is 570.144, and Windows' own number
-- "32.0.15.7216" is 572.16. nil for text without one.
function plan.driver_version(text)
  local tens, rest, minor = text:match("%d%d%.%d+%.%d?(%d)%.(%d%d)(%d%d)")
  if tens then
    return tens .. rest .. "." .. minor
  end
  return text:match("%f[%d]%d%d%d%.[%d%.]*%d") or text:match("%f[%d]%d%d%d%f[%D]")
end

return plan
