-- What the columns and the part names of a spreadsheet mean.
local sheet = {}

-- Words in the column `part`, in lower case, by the key of the build.
sheet.parts = {
  build = { "build", "machine", "整机" },
  cpu = { "cpu", "processor", "处理器" },
  cpu_cooler = { "cpu_cooler", "cpu cooler", "cooler", "散热器" },
  motherboard = { "motherboard", "mainboard", "主板" },
  memory = { "memory", "ram", "内存" },
  gpus = { "gpu", "gpus", "graphics card", "video card", "显卡" },
  storage = { "storage", "drive", "ssd", "hdd", "硬盘" },
  psus = { "psu", "psus", "power supply", "电源" },
  chassis = { "chassis", "case", "机箱" },
  other = { "other", "其他" },
  total = { "total", "sum", "合计", "总计" },
}

-- Other words for columns.
local columns = {
  ["部件"] = "part",
  ["类别"] = "part",
  component = "part",
  ["名称"] = "name",
  ["型号"] = "name",
  product = "name",
  ["数量"] = "count",
  qty = "count",
  quantity = "count",
  ["单价"] = "price",
  ["价格"] = "price",
  unit_price = "price",
}

-- Fields that hold something else than a number, in any part.
local kinds = {
  text = {
    "id", "name", "use_case", "preprocessing", "currency", "socket", "type", "chipset",
    "form_factor", "memory_type", "vendor", "cooling", "compute_capability", "efficiency",
    "atx_version", "generation", "memory_form_factor", "mount",
  },
  boolean = {
    "integrated_graphics", "includes_cooler", "ecc", "registered", "memory_ecc", "unified_memory",
    "nvlink",
  },
  list = {
    "memory_types", "memory_modules", "sockets", "powers", "precisions",
    "motherboard_form_factors", "psu_form_factors",
  },
  number_list = { "radiators_mm" },
  money = { "price" },
}

-- Columns for each part beside `part`, `name`, `count` and `price`.
local fields = {
  build = {
    "id", "use_case", "preprocessing", "precision", "model_memory_gb", "monitors", "currency",
  },
  cpu = {
    "socket", "cores", "threads", "base_clock_ghz", "boost_clock_ghz", "tdp_w", "pcie_lanes",
    "integrated_graphics", "memory_types", "max_memory_gb", "includes_cooler", "generation",
    "max_power_w", "memory_modules", "memory_ecc",
  },
  cpu_cooler = { "type", "height_mm", "radiator_mm", "sockets", "max_tdp_w" },
  motherboard = {
    "socket", "chipset", "form_factor", "memory_type", "memory_slots", "max_memory_gb", "max_gpus",
    "m2_slots", "sata_ports", "cpu_sockets", "width_mm", "memory_form_factor", "memory_modules",
    "memory_ecc", "eps_8pin", "eps_4pin",
  },
  memory = {
    "type", "modules", "module_gb", "capacity_gb", "speed_mts", "ecc", "registered", "height_mm",
    "form_factor", "ranks",
  },
  gpus = {
    "chipset", "vendor", "vram_gb", "tdp_w", "power_limit_w", "length_mm", "slot_width", "cooling",
    "radiator_mm", "compute_capability", "pcie_lanes", "slot", "video_outputs",
    "power_connectors.pcie_6pin", "power_connectors.pcie_8pin", "power_connectors.pcie_12pin",
    "power_connectors.pcie_16pin", "power_connectors.eps_8pin", "adapter.pcie_6pin",
    "adapter.pcie_8pin", "adapter.eps_8pin", "unified_memory", "ecc", "memory_bandwidth_gbs",
    "min_power_limit_w", "precisions", "nvlink", "mount",
  },
  storage = { "type", "capacity_gb" },
  psus = {
    "wattage_w", "efficiency", "form_factor", "length_mm", "atx_version", "powers",
    "connectors.eps_8pin", "connectors.pcie_6pin", "connectors.pcie_8pin", "connectors.pcie_12pin",
    "connectors.pcie_16pin", "pcie_cables",
  },
  chassis = {
    "form_factor", "motherboard_form_factors", "max_gpu_length_mm", "max_cooler_height_mm",
    "max_psu_length_mm", "psu_form_factors", "expansion_slots", "radiators_mm",
    "max_motherboard_width_mm",
  },
  other = {},
}

local function has(list, wanted)
  for _, word in ipairs(list) do
    if word == wanted then
      return true
    end
  end
  return false
end

-- The key of a column's heading: lower case, with underscores for blanks; synonyms made one.
function sheet.column(heading)
  local key = heading:lower():gsub("%s+", "_")
  return columns[heading] or columns[key] or key
end

-- The part that a word means; nil where it means none.
function sheet.part(word)
  local lower = word:lower()
  for key, words in pairs(sheet.parts) do
    if has(words, lower) then
      return key
    end
  end
end

-- Every word that a column `part` may hold.
function sheet.part_words()
  local list = {}
  for _, words in pairs(sheet.parts) do
    for _, word in ipairs(words) do
      list[#list + 1] = word
    end
  end
  return list
end

-- Every heading that some part has; those of several parts more than once.
function sheet.column_names()
  local list = { "part", "name", "count", "price" }
  for _, names in pairs(fields) do
    for _, name in ipairs(names) do
      list[#list + 1] = name
    end
  end
  return list
end

-- Whether a part has a column.
function sheet.has(part, column)
  if part == "build" and column == "count" then
    return false
  end
  return has({ "name", "count", "price" }, column) or has(fields[part], column)
end

-- "text", "boolean", "list", "number_list", "money" or "number".
function sheet.kind(column)
  for kind, names in pairs(kinds) do
    if has(names, column) then
      return kind
    end
  end
  return "number"
end

return sheet
