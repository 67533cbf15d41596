-- What the cells of a spreadsheet hold.
local cells = {}

-- A number as sheets write it. Where semicolons delimit, a comma is the decimal mark, as it is in
-- the languages whose sheets do so. Returns nil for what is none.
local function number(text, comma_is_decimal)
  local plain = comma_is_decimal and text:gsub(",", ".") or text
  if plain:find("^%d+$") or plain:find("^%d*%.%d+$") then
    return math.tointeger(tonumber(plain)) or tonumber(plain)
  end
end

-- A sum of money: a currency sign and marks between thousands may stand in it.
local function money(text, comma_is_decimal)
  local plain = text
  for _, sign in ipairs({ "%$", "€", "£", "¥", "￥" }) do
    plain = plain:gsub("^" .. sign .. "%s*", ""):gsub("%s*" .. sign .. "$", "")
  end
  local mark = comma_is_decimal and "%." or ","
  local whole, rest = plain:match("^([%d" .. mark .. "]+)(.*)$")
  local grouped = whole and whole:gsub(mark .. "(%d%d%d)", "%1")
  if grouped and grouped:find("^%d+$") then
    return number(grouped .. rest, comma_is_decimal)
  end
  return number(plain, comma_is_decimal)
end

local truths = {
  ["true"] = true, yes = true, y = true, ["1"] = true, ["是"] = true,
  ["false"] = false, no = false, n = false, ["0"] = false, ["否"] = false,
}

-- The items of a cell that holds several, between `;` or `|`.
local function items(text, read)
  local list = {}
  for item in text:gmatch("[^;|]+") do
    local value = read((item:gsub("^%s+", ""):gsub("%s+$", "")))
    if value == nil then
      return nil
    end
    list[#list + 1] = value
  end
  return list
end

local function same(text)
  return text
end

-- What a cell of this kind holds; nil, and what it should hold, where it does not.
function cells.read(text, kind, comma_is_decimal)
  if kind == "text" then
    return (text:gsub("%s+", " "))
  elseif kind == "boolean" then
    return truths[text:lower()], "true or false"
  elseif kind == "list" then
    return items(text, same), "words between `;`"
  elseif kind == "number_list" then
    return items(text, function(item)
      return number(item, comma_is_decimal)
    end), "numbers between `;`"
  elseif kind == "money" then
    return money(text, comma_is_decimal), "a price such as 1299.90"
  end
  return number(text, comma_is_decimal), "a number without a unit"
end

return cells
