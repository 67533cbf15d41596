-- Places in a build, as a report names them: indexes count from 0 there, and from 1 in Lua.
local paths = {}

-- paths.of("psus", 2, "length_mm") is "psus[1].length_mm".
function paths.of(list, index, field)
  return list .. "[" .. index - 1 .. "]." .. field
end

return paths
