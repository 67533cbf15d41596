-- Names that several makers spell in several ways.
local words = {}

-- Capitals and digits alone, so that "E-ATX", "EATX" and "e atx" are one: "EATX".
function words.squeeze(text)
  return (text:upper():gsub("[%s%-_/]", ""))
end

-- Whether the list holds the word.
function words.has(list, wanted)
  for _, word in ipairs(list) do
    if word == wanted then
      return true
    end
  end
  return false
end

-- The words of a list, each true: for lists that are looked up often.
function words.set(list)
  local set = {}
  for _, word in ipairs(list) do
    set[word] = true
  end
  return set
end

-- "ATX, Micro ATX", or "-" for an empty list.
function words.listed(list)
  return #list > 0 and table.concat(list, ", ") or "-"
end

return words
