-- Locations in a build, as a finding names them: lists count from 1, as everywhere in Lua.
local paths = {}

-- paths.of("psus", 2, "wattage_w") is "psus[2].wattage_w".
function paths.of(list, index, field)
  return list .. "[" .. index .. "]." .. field
end

return paths
