-- The parts of a build in the order of a quote, and what they are called.
local parts = {}

parts.kinds = {
  { key = "cpu", en = "CPU", zh = "处理器" },
  { key = "cpu_cooler", en = "CPU cooler", zh = "散热器" },
  { key = "motherboard", en = "Motherboard", zh = "主板" },
  { key = "memory", en = "Memory", zh = "内存", is_list = true },
  { key = "gpus", en = "Graphics card", zh = "显卡", is_list = true },
  { key = "storage", en = "Drive", zh = "硬盘", is_list = true },
  { key = "psus", en = "Power supply", zh = "电源", is_list = true },
  { key = "chassis", en = "Case", zh = "机箱" },
}

-- What an item that is not a part of the machine may hold; nothing else would check what is free.
local allowed = {
  name = function(value)
    return type(value) == "string" and value ~= ""
  end,
  count = function(value)
    return math.type(value) == "integer" and value >= 1 and value <= 1000000
  end,
  price = function(value)
    return type(value) == "number" and value >= 0 and value <= 10000000
  end,
}

-- What is wrong with an item: the key, and what it holds; nil where nothing is.
function parts.fault(item)
  if type(item) ~= "table" then
    return nil, item
  end
  for key, value in pairs(item) do
    if not allowed[key] or not allowed[key](value) then
      return key, value
    end
  end
  if item.name == nil then
    return "name", "nothing"
  end
end

-- What the importer keeps of rows that are no part of the machine: labour, a keyboard, software.
local function others(build)
  local list = build.extra and build.extra.other_items
  return type(list) == "table" and list or {}
end

local function one_lacks(list, field)
  for i = 1, list and #list or 0 do
    if not list[i][field] then
      return true
    end
  end
  return false
end

-- Whether some part lacks the field. It is asked of every build and hardly ever so: that is why the
-- parts are named here, and no list is made.
function parts.one_lacks(build, field)
  local cpu, cooler, board, case = build.cpu, build.cpu_cooler, build.motherboard, build.chassis
  if cpu and not cpu[field] or cooler and not cooler[field]
    or board and not board[field] or case and not case[field]
    or one_lacks(build.memory, field) or one_lacks(build.gpus, field)
    or one_lacks(build.storage, field) or one_lacks(build.psus, field)
  then
    return true
  end
  for _, item in ipairs(others(build)) do
    local _, fault = parts.fault(item)
    if fault == nil and not item[field] then
      return true
    end
  end
  return false
end

-- Whether `accept` takes some part; cheaper than a list of all of them.
function parts.any(build, accept)
  for _, kind in ipairs(parts.kinds) do
    local value = build[kind.key]
    if kind.is_list then
      for _, part in ipairs(value or {}) do
        if accept(part) then
          return true
        end
      end
    elseif value and accept(value) then
      return true
    end
  end
  for _, item in ipairs(others(build)) do
    local _, fault = parts.fault(item)
    if fault == nil and accept(item) then
      return true
    end
  end
  return false
end

-- Calls `see(part, count, key, index, kind)` for every part in the order of a quote; `index` is that of a
-- list's entries, which come one by one.
local function each(build, see)
  for _, kind in ipairs(parts.kinds) do
    local key = kind.key
    local value = build[key]
    if kind.is_list then
      for i = 1, value and #value or 0 do
        see(value[i], 1, key, i, kind)
      end
    elseif value then
      see(value, key == "cpu" and value.count or 1, key, nil, kind)
    end
  end
  for i, item in ipairs(others(build)) do
    local _, fault = parts.fault(item)
    if fault == nil then
      see(item, item.count or 1, "extra.other_items", i, { en = "Other", zh = "其他" })
    end
  end
end

local function place_of(key, index)
  return index and key .. "[" .. index .. "]" or key
end

-- The `places` of the parts that lack the field, how many these are and how many have it: a part counts
-- as often as it is there. No place is written of a part that has it.
function parts.lacking(build, field)
  local found = { places = {}, with = 0, without = 0 }
  each(build, function(part, count, key, index)
    if part[field] then
      found.with = found.with + count
    else
      found.without = found.without + count
      table.insert(found.places, place_of(key, index))
    end
  end)
  return found
end

-- Every part as { kind, place, part, count }; a list's entries one by one.
function parts.all(build)
  local entries = {}
  each(build, function(part, count, key, index, kind)
    table.insert(entries, { kind = kind, place = place_of(key, index), part = part, count = count })
  end)
  return entries
end

return parts
