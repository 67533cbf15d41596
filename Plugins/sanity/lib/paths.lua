-- Places in a build, as a report names them: indexes count from 0 there, and from 1 in Lua.
local paths = {}

-- paths.of("gpus", 2, "tdp_w") is "gpus[1].tdp_w".
function paths.of(list, index, field)
  return list .. "[" .. index - 1 .. "]." .. field
end

return paths
