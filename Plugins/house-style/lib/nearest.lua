-- The name that was probably meant.

-- How many letters must be added, dropped or changed to make one word the other.
local function distance(one, other)
  local row = {}
  for j = 0, #other do
    row[j] = j
  end
  for i = 1, #one do -- mutate: skip [1 -> 0] a row before the first is overwritten
    local diagonal = row[0]
    row[0] = i
    for j = 1, #other do
      local same = one:byte(i) == other:byte(j) and 0 or 1
      local best = math.min(row[j] + 1, row[j - 1] + 1, diagonal + same)
      diagonal, row[j] = row[j], best
    end
  end
  return row[#other]
end

-- The nearest of the names; nil where none is within a third of the word, rounded up.
local function nearest(word, names)
  -- mutate: skip [> -> >=, 64 -> 65, 64 -> 128] no name is near so long a word
  if #word > 64 then
    return nil
  end
  local best, least = nil, (#word + 2) // 3 + 1
  for _, name in ipairs(names) do
    local d = distance(word, name)
    if d < least then
      best, least = name, d
    end
  end
  return best
end

return nearest
