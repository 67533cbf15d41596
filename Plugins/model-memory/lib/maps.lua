-- Tables with some keys changed; rules may not change the build itself.
local maps = {}

function maps.with(map, changes)
  local copy = {}
  for key, value in pairs(map) do
    copy[key] = value
  end
  for key, value in pairs(changes) do
    copy[key] = value
  end
  return copy
end

-- The words of a list from one on; where it is not among them, that one alone.
function maps.from(list, first)
  local rest = {}
  for _, word in ipairs(list) do
    if word == first or #rest > 0 then
      table.insert(rest, word)
    end
  end
  if #rest == 0 then
    return { first }
  end
  return rest
end

return maps
