-- The map `extra.model`: which keys it has, what they may hold, and what is wrong with it.
local nearest = require "lib.nearest"

local model = {}

-- `most` bounds a number; `whole` asks for a whole one; `values` lists words.
local fields = {
  mode = { values = { "training", "serving" } },
  parameters_b = { most = 100000 },
  layers = { most = 10000, whole = true },
  hidden = { most = 1000000, whole = true },
  head_dim = { most = 10000, whole = true },
  intermediate = { most = 10000000, whole = true },
  heads = { most = 10000, whole = true },
  kv_heads = { most = 10000, whole = true },
  vocabulary = { most = 10000000, whole = true },
  sequence = { most = 100000000, whole = true },
  batch = { most = 1000000, whole = true },
  precision = { values = { "fp32", "fp16", "bf16", "fp8", "int8", "int4", "mxfp4", "nvfp4" } },
  kv_precision = { values = { "fp32", "fp16", "bf16", "fp8", "int8", "int4", "mxfp4", "nvfp4" } },
  bits_per_weight = { most = 32 },
  weights_gb = { most = 200000 },
  reserve_gb = { most = 1000 },
  method = { values = { "full", "lora", "qlora" } },
  lora_rank = { most = 100000, whole = true },
  trainable_b = { most = 100000 },
  optimiser = {
    values = {
      "adam", "adamw", "adamw-paged", "adamw-8bit", "adamw-8bit-paged", "adamw-8bit-unpaged",
      "adafactor", "lion", "sgd", "sgd-momentum",
    },
  },
  sharding = {
    values = { "none", "zero-1", "zero-2", "zero-3", "tensor", "fsdp", "pipeline", "offload" },
  },
  attention = { values = { "full", "mla", "sliding" } },
  kv_rank = { most = 1000000, whole = true },
  rope_dim = { most = 1000000, whole = true },
  window = { most = 100000000, whole = true },
  window_layers = { most = 10000, whole = true },
  recompute = { values = { "none", "selective", "full" } },
}

local function has(list, wanted)
  for _, word in ipairs(list) do
    if word == wanted then
      return true
    end
  end
  return false
end

local function spelled(value)
  return type(value) == "table" and "a map or list" or tostring(value)
end

-- Why a value cannot stand: what is allowed, as text, and perhaps the word that was meant.
local function refusal(field, value)
  if field.values then
    if has(field.values, value) then
      return nil
    end
    local near = type(value) == "string" and nearest(value:lower(), field.values) or nil
    return table.concat(field.values, ", "), near
  end
  local number = type(value) == "number" and (field.whole and math.tointeger(value) or value)
  if number and number > 0 and number <= field.most then
    if not field.whole or math.type(number) == "integer" then
      return nil
    end
  end
  return field.whole and "1, 2 … " .. field.most or "more than 0, up to " .. field.most
end

local function names()
  local list = {}
  for name in pairs(fields) do
    list[#list + 1] = name
  end
  return list
end

-- Pairs of keys that cannot both hold what they hold, each { one, other }.
local function conflicts(map)
  local found = {}
  local function against(condition, one, other)
    if condition then
      table.insert(found, { one = one, other = other })
    end
  end
  local training, sharding = map.mode == "training", map.sharding or "none"
  local is_derived = map.head_dim == nil and map.attention ~= "mla"
  against(is_derived and map.hidden and map.heads and map.hidden % map.heads ~= 0,
    "hidden", "heads")
  against(map.heads and map.kv_heads and map.heads % map.kv_heads ~= 0, "heads", "kv_heads")
  local trains = has({ "fp32", "fp16", "bf16" }, map.precision or "fp32")
  against(training and not trains, "precision", "mode")
  against(training and sharding == "tensor", "sharding", "mode")
  local is_split_for_training = sharding:find("^zero") or sharding == "fsdp"
  against(map.mode == "serving" and is_split_for_training, "sharding", "mode")
  against(map.mode == "serving" and map.method, "method", "mode")
  against(map.method == "full" and map.lora_rank, "lora_rank", "method")
  against(map.method == "full" and map.trainable_b, "trainable_b", "method")
  local windowed = map.window_layers
  against(windowed and map.layers and windowed > map.layers, "window_layers", "layers")
  return found
end

-- Everything that is wrong with the map, in the order of its keys: entries { kind = "key", key,
-- near, allowed }, { kind = "value", key, found, allowed, near } and, where all keys and values are
-- well, { kind = "conflict", one, other }.
function model.problems(map)
  local problems = {}
  for key, value in pairs(map) do
    local field = fields[key]
    if field == nil then
      local near = type(key) == "string" and nearest(key, names()) or nil
      table.insert(problems, { kind = "key", key = tostring(key), near = near, allowed = names() })
    else
      local allowed, near = refusal(field, value)
      if allowed then
        local found = spelled(value)
        local problem = { kind = "value", key = key, found = found, allowed = allowed, near = near }
        table.insert(problems, problem)
      end
    end
  end
  if #problems > 0 then
    return problems
  end
  for _, conflict in ipairs(conflicts(map)) do
    local one, other = conflict.one, conflict.other
    table.insert(problems, { kind = "conflict", one = one, other = other })
  end
  return problems
end

-- The map of a build, where it has one that says what it is for and has no problem.
function model.of(build)
  local map = build.extra and build.extra.model
  if type(map) == "table" and #model.problems(map) == 0 then
    return map
  end
end

-- The mode that a build's map states; nil where there is none.
function model.mode(build)
  local map = build.extra and build.extra.model
  return type(map) == "table" and map.mode or nil
end

return model
