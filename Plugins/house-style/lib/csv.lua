-- Reads comma-separated values as RFC 4180 has them and spreadsheets write them: quotes around
-- cells, doubled within; line ends of all systems, also within quotes; commas, semicolons or tabs;
-- a byte-order mark in front. Cells are matched where they stand: `sub` is charged for the whole
-- text.
local csv = {}

-- The delimiter that stands most often in the first line, outside of quotes; a comma if none does.
local function delimiter_of(text)
  local first = text:match("^[^\r\n]*"):gsub('"[^"]*"', "")
  local best, most = ",", 0
  for _, mark in ipairs({ ",", ";", "\t" }) do
    local _, count = first:gsub(mark, mark)
    if count > most then
      best, most = mark, count
    end
  end
  return best
end

local function fail(line, text, ...)
  error("line " .. line .. ": " .. text:format(...), 0)
end

-- Lines that a text goes on for.
local function breaks(text)
  local _, count = text:gsub("\r?\n", "")
  return count
end

-- The quoted cell whose opening quote stands at `at`: its text, and what follows its end.
local function quoted(text, at, line)
  local pieces, from = {}, at + 1
  while true do
    local piece, after = text:match('^([^"]*)"()', from)
    if not piece then
      fail(line, "a cell begins with a quote that never closes")
    end
    table.insert(pieces, piece)
    if not text:find('^"', after) then
      return table.concat(pieces), after
    end
    table.insert(pieces, '"')
    from = after + 1
  end
end

-- The cell at `at`: its text, and what follows its end.
local function cell_at(text, at, mark, line)
  if text:find('^"', at) then
    local cell, after = quoted(text, at, line)
    if not text:find("^[" .. mark .. "\r\n]", after) and after <= #text then
      fail(line, "text follows the closing quote of a cell; a quote within is written twice")
    end
    return cell, after
  end
  local cell, stop = text:match("^([^" .. mark .. "\r\n]*)()", at)
  if cell:find('"') then
    fail(line, "a quote within a cell that is not quoted: %.40s", cell)
  end
  return cell, stop
end

-- The rows that hold anything, each { line, cells }, and the delimiter.
function csv.rows(text)
  text = text:gsub("^\239\187\191", "")
  local mark = delimiter_of(text)
  local rows, row, has_text = {}, nil, false
  local line, at = 1, 1 -- mutate: skip [1 -> 0] a search from 0 begins at 1
  while at <= #text do
    row = row or { line = line, cells = {} }
    local cell, after = cell_at(text, at, mark, line)
    line = line + breaks(cell)
    table.insert(row.cells, (cell:gsub("^%s+", ""):gsub("%s+$", "")))
    has_text = has_text or cell:find("%S") ~= nil
    local next_mark = text:match("^.", after)
    if next_mark == mark then
      at = after + 1
      if at > #text then
        table.insert(row.cells, "")
      end
    else
      at = after + (text:find("^\r\n", after) and 2 or 1)
      line = line + 1
    end
    if next_mark ~= mark or at > #text then
      if has_text then
        table.insert(rows, row)
      end
      row, has_text = nil, false
    end
  end
  return rows, mark
end

return csv
