-- How many bytes a transformer takes on each card.
--
-- Weights, gradients and optimiser: Rajbhandari et al., "ZeRO: Memory Optimizations Toward Training
-- Trillion Parameter Models" (2019), section 3. Training in 16 bits keeps 2 bytes of weights and 2
-- of gradients per parameter, and a copy of the weights in 32 bits beside the optimiser's states:
-- 12 bytes in all for Adam. ZeRO shares optimiser (1), gradients (2) and weights (3) out among
-- cards; FSDP shares all three, a pipeline gives each card its layers.
-- Recipes with 8-bit or paged optimisers and Adafactor train in 16 bits without that copy. Paged
-- states leave the card when memory is short; torchtune measures 37.4 GiB for Llama 3 8B with its
-- paged 8-bit AdamW (README, table of peak memory): 4 bytes per parameter and the activations.
--
-- LoRA (Hu et al. 2021) trains r (in + out) parameters for each matrix, at most 16 bytes each;
-- QLoRA (Dettmers et al. 2023) stores the frozen weights in 4 bits.
--
-- Activations: Korthikanti et al., "Reducing Activation Recomputation in Large Transformer Models"
-- (2022), sections 4 and 5: per layer s b h (34 + 5 a s / h) bytes in 16 bits, 34 s b h with
-- selective recomputation (or attention that never stores its scores), 2 s b h with full
-- recomputation, and one layer that is being computed again. In 32 bits all but the dropout masks
-- doubles: 66 for 34, 9 for 5, 4 for 2. The ends take 5 s b h (9 in 32 bits) and the logits: 16
-- bits, a 32-bit copy and its gradient, 10 bytes each; 8 bytes in 32 bits.
--
-- KV cache: keys and values of every layer for every token, 2 l s b d k elements with k key-value
-- heads of width d; Shazeer, "Fast Transformer Decoding" (2019), and Ainslie et al., "GQA" (2023).
-- Latent attention stores kv_rank + rope_dim elements for each token (DeepSeek-AI, DeepSeek-V2,
-- 2024), a sliding window no more tokens than it is long (Mistral 7B, 2023).
local numbers = require "lib.numbers"
local shape = require "lib.shape"

local estimate = {}

local gib = 2 ^ 30

-- Bits of a weight with its scales: 4 bits and a 16-bit scale for each 32 (GGUF Q4_0, 4.5), MXFP4
-- 8-bit scale for each 32, NVFP4 8-bit scale for each 16.
local bits_of = {
  fp32 = 32,
  fp16 = 16,
  bf16 = 16,
  fp8 = 8,
  int8 = 8,
  int4 = 4.5,
  mxfp4 = 4.25,
  nvfp4 = 4.5,
}

-- With embeddings of 16 bits a 4-bit model has 5 bits per weight on average.
local four_bits_with_embeddings = 5

-- Bytes of an optimiser's states per parameter, and of the 32-bit copy of 16-bit weights.
local off_the_card = { states = 0, copy = 0 }
local optimisers = {
  adam = { states = 8, copy = 4 },
  adamw = { states = 8, copy = 4 },
  ["adamw-paged"] = off_the_card,
  ["adamw-8bit"] = off_the_card,
  ["adamw-8bit-paged"] = off_the_card,
  ["adamw-8bit-unpaged"] = { states = 2, copy = 0 },
  -- A row and a column for each matrix (Shazeer and Stern 2018): next to nothing.
  adafactor = off_the_card,
  lion = { states = 4, copy = 4 },
  sgd = { states = 0, copy = 4 },
  ["sgd-momentum"] = { states = 4, copy = 4 },
}

-- Keys without which there is no answer, in the order in which they are reported.
function estimate.missing(map, cards)
  local wanted = { "precision", "layers", "hidden", "sequence", "batch" }
  local function want(key, condition)
    if condition then
      table.insert(wanted, key)
    end
  end
  local trains, is_latent = map.mode == "training", map.attention == "mla"
  local is_tuned = trains and (map.method or "full") ~= "full"
  local has_size = map.parameters_b or map.weights_gb
  want("sharding", cards > 1)
  want("optimiser", trains)
  want("recompute", trains)
  want("vocabulary", trains or not has_size)
  want("heads", map.recompute == "none" or not trains and not is_latent)
  want("kv_heads", not trains and not is_latent)
  want("kv_rank", not trains and is_latent)
  want("rope_dim", not trains and is_latent)
  want("window", not trains and map.attention == "sliding")
  want("window_layers", not trains and map.attention == "sliding")
  want("lora_rank", is_tuned and map.trainable_b == nil)
  local missing = {}
  for _, key in ipairs(wanted) do
    if map[key] == nil then
      table.insert(missing, key)
    end
  end
  return missing
end

-- Bits of each weight as it is stored; nil where the map does not say.
local function stored_bits(map)
  return bits_of[map.method == "qlora" and "int4" or map.precision]
end

-- Bytes of all weights as they are stored. Embeddings keep 16 bits.
local function weight_bytes(map, parameters)
  if map.weights_gb then
    return map.weights_gb * gib
  elseif map.bits_per_weight then
    return parameters * map.bits_per_weight / 8
  end
  local bits = stored_bits(map)
  if map.vocabulary == nil then
    return parameters * (bits < 8 and four_bits_with_embeddings or bits) / 8
  end
  local ends = math.min(parameters, 2 * map.vocabulary * map.hidden)
  return ((parameters - ends) * bits + ends * math.max(bits, 16)) / 8
end

-- The least and the most parameters; weights of a stated size give their number.
function estimate.parameters(map)
  if map.weights_gb and map.parameters_b == nil then
    local bits = map.bits_per_weight or stored_bits(map)
    local count = bits and map.weights_gb * gib * 8 / bits
    return count, count
  end
  return shape.parameters(map)
end

local function activations(map)
  local s, b, h = map.sequence, map.batch, map.hidden
  local is_wide = map.precision == "fp32"
  local sbh = s * b * h
  local whole = sbh * (is_wide and 66 or 34)
  local layers
  if map.recompute == "full" then
    layers = sbh * (is_wide and 4 or 2) * map.layers + whole
  elseif map.recompute == "none" then
    layers = (whole + (is_wide and 9 or 5) * map.heads * s * s * b) * map.layers
  else
    layers = whole * map.layers
  end
  return layers + sbh * (is_wide and 9 or 5) + (is_wide and 8 or 10) * s * b * map.vocabulary
end

-- Among how many cards a part is shared out: optimiser from level 1, gradients 2, weights 3.
local function ways(map, level, cards)
  local sharding = map.sharding or "none"
  if sharding == "fsdp" or sharding == "pipeline" then
    return cards
  end
  return (tonumber(sharding:match("^zero%-(%d)$")) or 0) >= level and cards or 1
end

-- Parameters that LoRA trains: two thin matrices beside each one of attention and MLP. An MLP of
-- unknown width counts as a wide one.
local function trainable(map)
  if map.trainable_b then
    return map.trainable_b * 1e9 -- mutate: skip [1e9 -> 1000000001.0] no visible difference
  end
  local h = map.hidden
  local inner = map.intermediate or 5.4 * h
  return map.lora_rank * map.layers * (8 * h + 3 * (h + inner))
end

-- GiB for each card in training, by what it is for, with their `total`; `host` is what main memory
-- holds for all cards.
local function training(map, cards, p)
  local optimiser = optimisers[map.optimiser]
  local is_tuned = (map.method or "full") ~= "full"
  local learns = is_tuned and trainable(map) or p
  local each = bits_of[map.precision] / 8
  local copy = map.precision == "fp32" and 0 or optimiser.copy
  local weights = weight_bytes(map, p) + (is_tuned and learns * each or 0)
  local gradients, states = learns * each, learns * (copy + optimiser.states)
  local parts = {
    weights = weights / ways(map, 3, cards) / gib,
    gradients = gradients / ways(map, 2, cards) / gib,
    optimiser = states / ways(map, 1, cards) / gib,
    activations = activations(map) / gib,
    host = 0,
  }
  -- ZeRO-Offload (Ren et al. 2021): gradients and optimiser live in main memory.
  if map.sharding == "offload" then
    parts.gradients, parts.optimiser, parts.host = 0, 0, (gradients + states) / gib
  end
  parts.total = parts.weights + parts.gradients + parts.optimiser + parts.activations
  return parts
end

-- Elements of the cache for each token of one layer, on each of the cards that share its heads.
-- Latent attention is not split; of fewer heads than cards each card still holds one.
local function cache_elements(map, cards, head_dim)
  if map.attention == "mla" then
    return map.kv_rank + map.rope_dim
  end
  local split = map.sharding == "tensor" and cards or 1
  return 2 * head_dim * math.ceil(map.kv_heads / split)
end

-- Tokens that all layers of the fullest card keep for one sequence.
local function cached_tokens(map, cards)
  local tokens = map.layers * map.sequence
  if map.attention == "sliding" then
    local kept = math.min(map.window, map.sequence)
    tokens = tokens - map.window_layers * (map.sequence - kept)
  end
  if map.sharding == "pipeline" then
    return tokens / map.layers * math.ceil(map.layers / cards)
  end
  return tokens
end

-- GiB for each card in serving.
local function serving(map, cards, p, head_dim)
  local is_shared = map.sharding == "tensor" or map.sharding == "pipeline"
  -- Weights of 8 or 4 bits go with a cache of 16 bits unless it is stated otherwise.
  local bits = bits_of[map.kv_precision] or math.max(bits_of[map.precision], 16)
  local weights = weight_bytes(map, p) / (is_shared and cards or 1) / gib
  local elements = cached_tokens(map, cards) * cache_elements(map, cards, head_dim)
  local parts = {
    weights = weights,
    kv_cache = elements * map.batch * bits / 8 / gib,
    host = 0,
  }
  -- Weights in main memory pass through the card layer by layer.
  if map.sharding == "offload" then
    parts.weights, parts.host = weights / map.layers, weights
  end
  parts.total = parts.weights + parts.kv_cache
  return parts
end

-- The least and the most GiB for each card, and the key that is open between them: nil where the
-- map does not say enough. What is stated leaves nothing open: then both are one table.
function estimate.bounds(map, cards)
  if map.mode == nil or #estimate.missing(map, cards) > 0 then
    return nil
  end
  cards = math.max(cards, 1)
  local least, most = estimate.parameters(map)
  local formula = map.mode == "training" and training or serving
  local narrow, wide
  if map.mode == "serving" and map.attention ~= "mla" then
    narrow, wide = shape.head_dim(map)
  end
  local high = formula(map, cards, most, wide)
  if least == most and narrow == wide then
    return high, high
  end
  local open = {
    key = "parameters_b", low = numbers.billions(least), high = numbers.billions(most),
  }
  if least == most then
    open = { key = "head_dim", low = narrow, high = wide }
  end
  return formula(map, cards, least, narrow), high, open
end

-- GiB for each card at most; nil where the map does not say enough.
function estimate.per_card(map, cards)
  local _, most = estimate.bounds(map, cards)
  return most
end

-- Whether cards that split every layer can share its heads evenly, of a map that says enough.
function estimate.can_split(map, cards)
  local heads, kv_heads = map.heads, map.kv_heads
  if heads and heads % cards ~= 0 then
    return false
  end
  return map.attention == "mla" or kv_heads % cards == 0 or cards % kv_heads == 0
end

return estimate
