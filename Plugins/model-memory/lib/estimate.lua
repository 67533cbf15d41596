-- How many bytes a transformer takes on each card.
--
-- Weights, gradients and optimiser: Rajbhandari et al., "ZeRO: Memory Optimizations Toward Training
-- Trillion Parameter Models" (2019), section 3. Training in 16 bits keeps 2 bytes of weights and 2
-- of gradients per parameter, and a copy of the weights in 32 bits beside the optimiser's states:
-- 12 bytes in all for Adam. ZeRO shares optimiser (1), gradients (2) and weights (3) out among
-- cards.
--
-- Activations: Korthikanti et al., "Reducing Activation Recomputation in Large Transformer Models"
-- (2022), sections 4 and 5: per layer s b h (34 + 5 a s / h) bytes in 16 bits, 34 s b h with
-- selective recomputation (or attention that never stores its scores), 2 s b h with full
-- recomputation; and 5 s b h + 4 s b v for embedding, last layer norm and logits. In 32 bits all
-- but the dropout masks doubles: 66 for 34, 9 for 5, 4 for 2, and 9 for the 5 at the ends.
--
-- KV cache: keys and values of every layer for every token, 2 l s b (h / a) k elements with k
-- key-value heads; Shazeer, "Fast Transformer Decoding" (2019), and Ainslie et al., "GQA" (2023).
--
-- Parameters, where they are not stated: Narayanan et al., "Efficient Large-Scale Language Model
-- Training on GPU Clusters" (2021): 12 l h² (1 + 13 / (12 h) + (v + s) / (12 l h)).
local estimate = {}

local gib = 2 ^ 30

local bytes_of = { fp32 = 4, fp16 = 2, bf16 = 2, fp8 = 1, int8 = 1, int4 = 0.5 }

-- Bytes of an optimiser's states per parameter, without the copy of the weights.
local states = {
  adam = 8,
  adamw = 8,
  ["adamw-8bit"] = 2,
  lion = 4,
  sgd = 0,
  ["sgd-momentum"] = 4,
}

-- Keys without which there is no answer, in the order in which they are told.
function estimate.missing(map, cards)
  local wanted = { "precision", "layers", "hidden", "sequence", "batch" }
  local function want(key, condition)
    if condition then
      table.insert(wanted, key)
    end
  end
  local trains = map.mode == "training"
  want("sharding", cards > 1)
  want("optimiser", trains)
  want("recompute", trains)
  want("vocabulary", trains or map.parameters_b == nil)
  want("heads", not trains or map.recompute == "none")
  want("kv_heads", not trains)
  local missing = {}
  for _, key in ipairs(wanted) do
    if map[key] == nil then
      table.insert(missing, key)
    end
  end
  return missing
end

-- Parameters that follow from the shape of a model; nil where it is not all stated.
function estimate.parameters_of_shape(map)
  local l, h, v, s = map.layers, map.hidden, map.vocabulary, map.sequence
  if l and h and v and s then
    return 12 * l * h * h * (1 + 13 / (12 * h) + (v + s) / (12 * l * h))
  end
end

-- Parameters as a number; nil where they are neither stated nor follow from the shape.
function estimate.parameters(map)
  if map.parameters_b then
    return map.parameters_b * 1e9
  end
  return estimate.parameters_of_shape(map)
end

local function activations(map)
  local s, b, h = map.sequence, map.batch, map.hidden
  local is_wide = map.precision == "fp32"
  local sbh = s * b * h
  local layer
  if map.recompute == "full" then
    layer = sbh * (is_wide and 4 or 2)
  else
    layer = sbh * (is_wide and 66 or 34)
    if map.recompute == "none" then
      layer = layer + (is_wide and 9 or 5) * map.heads * s * s * b
    end
  end
  local ends = sbh * (is_wide and 9 or 5) + 4 * s * b * map.vocabulary
  return layer * map.layers + ends
end

local function shared(map, from, cards)
  local level = tonumber((map.sharding or ""):match("^zero%-(%d)$")) or 0
  return level >= from and cards or 1
end

-- GiB for each card in training, by what it is for, with their `total`.
local function training(map, cards)
  local p = estimate.parameters(map)
  local each = bytes_of[map.precision]
  local copy = map.precision == "fp32" and 0 or 4
  local parts = {
    weights = p * each / shared(map, 3, cards) / gib,
    gradients = p * each / shared(map, 2, cards) / gib,
    optimiser = p * (copy + states[map.optimiser]) / shared(map, 1, cards) / gib,
    activations = activations(map) / gib,
  }
  parts.total = parts.weights + parts.gradients + parts.optimiser + parts.activations
  return parts
end

-- GiB for each card in serving. Cards that share the work split weights and key-value heads; of
-- fewer heads than cards each card still holds one.
local function serving(map, cards)
  local ways = map.sharding == "tensor" and cards or 1
  local head = map.hidden / map.heads
  local kv_heads = math.ceil(map.kv_heads / ways)
  local each = bytes_of[map.kv_precision or map.precision]
  -- Weights of 8 or 4 bits go with a cache of 16 bits unless it is stated otherwise.
  each = map.kv_precision and each or math.max(each, 2)
  local parts = {
    weights = estimate.parameters(map) * bytes_of[map.precision] / ways / gib,
    kv_cache = 2 * map.layers * map.sequence * map.batch * head * kv_heads * each / gib,
  }
  parts.total = parts.weights + parts.kv_cache
  return parts
end

-- GiB for each card; nil where the map does not say enough.
function estimate.per_card(map, cards)
  if map.mode == nil or #estimate.missing(map, cards) > 0 then
    return nil
  end
  return (map.mode == "training" and training or serving)(map, cards)
end

return estimate
