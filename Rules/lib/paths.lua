-- Locations in a build, as a finding names them: lists count from 1, as everywhere in Lua.
local paths = {}

-- paths.of("gpus", 2, "length_mm") is "gpus[2].length_mm".
function paths.of(list, index, field)
  return list .. "[" .. index .. "]." .. field
end

return paths
