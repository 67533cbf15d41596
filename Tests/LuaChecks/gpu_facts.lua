-- Self-check of the GPU facts; from the package root: lua5.4 Tests/LuaChecks/gpu_facts.lua
local folder = (arg and arg[1]) or "Sources/RigCatalog/Facts/"

local function cells(line)
  local list = {}
  for cell in (line .. "\t"):gmatch("([^\t]*)\t") do
    list[#list + 1] = cell
  end
  return list
end

-- The rows of a facts file, each by column name, with the line it stands on.
local function read(name)
  local rows, columns = {}, nil
  local number = 0
  for line in io.lines(folder .. name) do
    number = number + 1
    local list = cells(line)
    if not columns then
      columns = list
    else
      assert(#list == #columns, ("%s:%d: %d cells, not %d"):format(name, number, #list, #columns))
      local row = { line = number }
      for i, column in ipairs(columns) do
        row[column] = list[i] ~= "" and list[i] or nil
      end
      rows[#rows + 1] = row
    end
  end
  return rows, columns
end

local function entries(text)
  local list = {}
  for entry in (text or ""):gmatch("[^|]+") do
    list[#list + 1] = entry
  end
  return list
end

-- The normal form of a name, as README.md defines it.
local dropped = {
  "nvidia", "geforce", "amd", "radeon", "intel", "graphics", "generation", "edition",
}
local function normal(name)
  local text = name:lower()
  for _, word in ipairs(dropped) do
    text = text:gsub(word, "")
  end
  return (text:gsub("[%s%-_/()]", ""))
end

local known = {
  vendor = { nvidia = true, amd = true, intel = true },
  form = { card = true, sxm = true, oam = true },
  cooling = { blower = true, ["open-air"] = true, liquid = true, passive = true },
  reference = { founders = true, maker = true, none = true },
  matrix_units = { ["true"] = true, ["false"] = true },
  ecc = { ["true"] = true, ["false"] = true },
  nvlink = { ["true"] = true, ["false"] = true },
}
local ranges = {
  chips = { 1, 4 }, vram_gb = { 1, 300 }, memory_bandwidth_gbs = { 10, 10000 },
  tdp_w = { 15, 1500 },
  min_power_limit_w = { 1, 600 }, max_power_limit_w = { 30, 1500 }, slot_width = { 1, 4 },
  length_mm = { 100, 400 }, pcie_generation = { 1, 6 }, pcie_lanes = { 1, 16 },
  video_outputs = { 0, 8 }, release_year = { 2012, 2026 }, msrp_usd = { 50, 50000 },
}
local watts = {
  pcie_6pin = 75, pcie_8pin = 150, pcie_12pin = 450, pcie_16pin = 600, eps_8pin = 300,
}
local precisions = { fp64 = 1, fp32 = 1, tf32 = 1, fp16 = 1, bf16 = 1, int8 = 1, fp8 = 1, fp4 = 1 }
-- Cards that draw more than plugs and slot are rated for, as their makers sell them.
local beyond_plugs = {
  ["Quadro M6000 12 GB"] = true, ["Quadro M6000 24 GB"] = true, ["Quadro P6000"] = true,
  ["Quadro GP100"] = true, ["Quadro GV100"] = true, ["RTX A5000"] = true, ["RTX A5500"] = true,
  ["Radeon R9 295X2"] = true, ["Instinct MI210"] = true, ["Arc Pro B70"] = true,
}

local function check_plugs(row, column, fail)
  local text = row[column]
  if not text or text == "none" then
    return text and 75
  end
  local sum = 75
  for _, entry in ipairs(entries(text)) do
    local plug, count = entry:match("^([%w_]+):(%d+)$")
    if not watts[plug] then
      fail(column .. ": " .. entry)
    end
    sum = sum + watts[plug] * tonumber(count)
  end
  return sum
end

package.path = "Rules/?.lua;" .. package.path
local support = dofile("Rules/lib/cuda_support.lua")
local names, columns = {}, nil
local gpus
gpus, columns = read("gpus.tsv")
assert(#gpus >= 200, "fewer than 200 GPUs")
local is_column = {}
for _, column in ipairs(columns) do
  is_column[column] = true
end

for _, row in ipairs(gpus) do
  local function fail(what)
    error(("gpus.tsv:%d: %s: %s"):format(row.line, row.name or "?", what), 0)
  end
  for _, column in ipairs({ "name", "vendor", "architecture", "form", "source", "date" }) do
    if not row[column] then
      fail("no " .. column)
    end
  end
  if not row.date:match("^20%d%d%-%d%d%-%d%d$") then
    fail("date " .. row.date)
  end
  for column, values in pairs(known) do
    if row[column] and not values[row[column]] then
      fail(column .. " " .. row[column])
    end
  end
  for column, range in pairs(ranges) do
    local number = tonumber(row[column])
    if row[column] and not (number and number >= range[1] and number <= range[2]) then
      fail(column .. " " .. row[column])
    end
  end
  for _, column in ipairs(entries(row.guess)) do
    if not is_column[column] or not row[column] then
      fail("guess names " .. column)
    end
  end
  if row.vendor == "nvidia" and not support.capability(row.compute_capability) then
    fail("compute_capability " .. tostring(row.compute_capability))
  end
  if row.vendor ~= "nvidia" and row.compute_capability then
    fail("a compute capability")
  end
  for _, precision in ipairs(entries(row.precisions)) do
    if not precisions[precision] then
      fail("precision " .. precision)
    end
  end
  local least, most = tonumber(row.min_power_limit_w), tonumber(row.max_power_limit_w)
  if least and most and least > most or least and least > tonumber(row.tdp_w) then
    fail("power limits")
  end
  local given = check_plugs(row, "power_connectors", fail)
  check_plugs(row, "adapter", fail)
  if given and row.tdp_w and given < tonumber(row.tdp_w) and not beyond_plugs[row.name] then
    fail(("%s W through plugs for %d W"):format(row.tdp_w, given))
  end
  for _, name in ipairs({ row.name, table.unpack(entries(row.aliases)) }) do
    local key = normal(name)
    if names[key] then
      fail(("%s is %s too"):format(name, names[key]))
    end
    names[key] = row.name
  end
end

local ambiguous = read("gpu-ambiguous.tsv")
local seen = {}
for _, row in ipairs(ambiguous) do
  local function fail(what)
    error(("gpu-ambiguous.tsv:%d: %s: %s"):format(row.line, row.alias, what), 0)
  end
  local key = normal(row.alias)
  if names[key] then
    fail("is a name of " .. names[key])
  elseif seen[key] then
    fail("stands there twice")
  end
  seen[key] = true
  local of = {}
  for _, name in ipairs(entries(row.may_mean)) do
    if names[normal(name)] ~= name then
      fail("no GPU is called " .. name)
    end
    of[name] = true
  end
  if #entries(row.may_mean) < 2 then
    fail("means one card only")
  end
  if row.usual and not of[row.usual] then
    fail("usual is none of them")
  end
end

print(("%d GPUs and %d ambiguous names hold"):format(#gpus, #ambiguous))
