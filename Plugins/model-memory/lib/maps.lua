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

-- Where a word stands in a list; nil where it does not.
function maps.position(list, wanted)
  for i, word in ipairs(list) do
    if word == wanted then
      return i
    end
  end
end

return maps
