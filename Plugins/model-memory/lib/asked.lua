-- The model that a rule is asked about.
local estimate = require "lib.estimate"
local model = require "lib.model"

local asked = {}

-- The build's model, which may not say enough: what is missing is reported as unknown. nil if its
-- description has problems; the rule `description` reports those.
function asked.model(build, ctx)
  local map = model.of(build)
  if map == nil then
    ctx.unknown("extra.model")
    return nil
  end
  for _, key in ipairs(estimate.missing(map, #build.gpus)) do
    ctx.unknown("extra.model." .. key)
  end
  return map
end

return asked
