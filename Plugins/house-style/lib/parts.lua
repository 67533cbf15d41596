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

-- What the importer keeps of rows that are no part of the machine: labour, a keyboard, software.
local function others(build)
  local list = build.extra and build.extra.other_items
  return type(list) == "table" and list or {}
end

local function add(entries, kind, place, part, count)
  table.insert(entries, { kind = kind, place = place, part = part, count = count })
end

-- Every part as { kind, place, part, count }; a list's entries one by one.
function parts.all(build)
  local entries = {}
  for _, kind in ipairs(parts.kinds) do
    local value = build[kind.key]
    if kind.is_list then
      for i, part in ipairs(value or {}) do
        add(entries, kind, kind.key .. "[" .. i - 1 .. "]", part, 1)
      end
    elseif value then
      add(entries, kind, kind.key, value, kind.key == "cpu" and value.count or 1)
    end
  end
  for i, item in ipairs(others(build)) do
    if type(item) == "table" then
      local kind = { en = "Other", zh = "其他" }
      local count = math.type(item.count) == "integer" and item.count or 1
      add(entries, kind, "extra.other_items[" .. i - 1 .. "]", item, count)
    end
  end
  return entries
end

return parts
