-- Makes a build of a spreadsheet: a row for each part, with the columns `part`, `name`, `count`,
-- `price`, and any field of the part by the name that it has in a build.
local cells = require "lib.cells"
local csv = require "lib.csv"
local nearest = require "lib.nearest"
local sheet = require "lib.sheet"

local lists = { memory = true, gpus = true, storage = true, psus = true }

-- Tells the user what is wrong with the sheet.
local function fail(text, ...)
  error(text:format(...), 0)
end

local function meant(word, names)
  local near = nearest(word, names)
  return near and "; did you mean `" .. near .. "`?" or ""
end

-- The keys of the columns, by their number.
local function headings(row)
  local keys, seen = {}, {}
  local names = sheet.column_names()
  local known = {}
  for _, name in ipairs(names) do
    known[name] = true
  end
  for i, heading in ipairs(row.cells) do
    local key = sheet.column(heading)
    if heading ~= "" then
      if not known[key] then
        fail("line %d: no part has a column `%s`%s Columns are part, name, count, price and the "
          .. "fields of parts, such as vram_gb.", row.line, heading, meant(key, names))
      elseif seen[key] then
        fail("line %d: columns %d and %d are both `%s`", row.line, seen[key], i, key)
      end
      seen[key] = i
      keys[i] = key
    end
  end
  if not seen.part then
    fail("line %d: the first row names the columns, and none of them is `part`", row.line)
  end
  return keys, seen.part
end

-- Puts a value under a key that may have a dot.
local function put(part, key, value)
  local outer, inner = key:match("^([^.]+)%.(.+)$")
  if outer then
    part[outer] = part[outer] or {}
    part[outer][inner] = value
  else
    part[key] = value
  end
end

-- The part that a row describes.
local function part_of(row, keys, at, key, comma_is_decimal)
  local part = {}
  for i, text in ipairs(row.cells) do
    local column = keys[i]
    if text ~= "" and column == nil then
      fail("line %d: cell %d holds `%s`, and the column has no heading", row.line, i, text)
    elseif text ~= "" and i ~= at then
      if not sheet.has(key, column) then
        fail("line %d: `%s` stands in the column `%s`, which a `%s` does not have", row.line, text,
          column, row.cells[at])
      end
      local value, wanted = cells.read(text, sheet.kind(column), comma_is_decimal)
      if value == nil then
        fail("line %d: `%s` in the column `%s` must be %s", row.line, text, column, wanted)
      end
      put(part, column, value)
    end
  end
  return part
end

local function is_count(value)
  return value == nil or math.type(value) == "integer" and value >= 1
end

-- Puts the part of a row into the build; `lines` tells where single parts came from.
local function place(build, key, part, row, word, lines)
  if not is_count(part.count) then
    fail("line %d: the count is %s; it must be 1 or more", row.line, tostring(part.count))
  elseif key == "build" then
    for field, value in pairs(part) do
      build[field] = value
    end
  elseif key == "other" then
    if not part.name then
      fail("line %d: what is `%s` needs a name", row.line, word)
    end
    build.extra = build.extra or { other_items = {} }
    table.insert(build.extra.other_items, part)
  elseif lists[key] then
    build[key] = build[key] or {}
    table.insert(build[key], part)
  elseif lines[key] then
    fail("line %d: a second %s; the first is in line %d", row.line, word, lines[key])
  else
    if key ~= "cpu" and part.count and part.count > 1 then
      fail("line %d: a machine has one %s, and the count is %d", row.line, key, part.count)
    elseif key ~= "cpu" then
      part.count = nil
    end
    build[key] = part
  end
  lines[key] = lines[key] or row.line
end

-- An id of the file's name: "Quote 12.csv" is "quote-12".
local function id_of(file)
  local id = (file or ""):gsub("%.[^.]*$", ""):lower():gsub("[^%w]+", "-")
  id = id:gsub("^%-+", ""):gsub("%-+$", "")
  return id ~= "" and id or "quote"
end

-- A machine has some dozen rows; what is far larger is some other file, told before it is read.
local most_bytes = 200000

return function(text, ctx)
  if #text > most_bytes then
    fail("the sheet has %d bytes; a list of parts has %d at most", #text, most_bytes)
  end
  local rows, mark = csv.rows(text)
  if #rows == 0 then
    fail("the sheet is empty; its first row must name the columns")
  end
  local keys, at = headings(rows[1])
  local build, lines, has_parts = {}, {}, false
  for i = 2, #rows do
    local row = rows[i]
    if #row.cells ~= #rows[1].cells then
      fail("line %d: the row has %d cells, and there are %d columns", row.line, #row.cells,
        #rows[1].cells)
    end
    local word = row.cells[at]
    local key = sheet.part(word)
    if word == "" then
      fail("line %d: the cell in the column `part` is empty", row.line)
    elseif key == nil then
      local near = meant(word:lower(), sheet.part_words())
      fail("line %d: `%s` is not a part%s Write `other` for what is none.", row.line, word, near)
    elseif key ~= "total" then
      place(build, key, part_of(row, keys, at, key, mark == ";"), row, word, lines)
      has_parts = true
    end
  end
  if not has_parts then
    fail("the sheet has no parts below its first row")
  end
  build.id = build.id or id_of(ctx.file)
  return build
end
