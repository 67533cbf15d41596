-- What follows from the shape of a transformer, and what does not.
--
-- A plain block (MLP of four times the width): Narayanan et al., "Efficient Large-Scale Language
-- Model Training on GPU Clusters" (2021): 12 l h² (1 + 13 / (12 h) + (v + s) / (12 l h)).
-- A gated MLP has three matrices of `intermediate` columns. Published models use 2.67 (Llama 2) to
-- 5.4 times the width (Qwen2.5-32B, config.json: 27648 / 5120), so that the width alone does not
-- give the parameters: they are then known only within bounds.
local shape = {}

local widest_gated = 5.4

-- Widths of a head that models have where the description does not state one. Qwen3 (0.6B to 32B,
-- config.json) has heads of 128 whatever hidden / heads is.
local usual_head, plausible_heads = 128, { [64] = true, [96] = true }

-- Parameters of a plain transformer of this shape; nil where it is not all stated.
function shape.plain(map)
  local l, h, v, s = map.layers, map.hidden, map.vocabulary, map.sequence
  if l and h and v and s then
    return 12 * l * h * h * (1 + 13 / (12 * h) + (v + s) / (12 * l * h))
  end
end

-- Parameters with a gated MLP of `inner` columns, and separate embeddings in and out.
local function gated(map, inner)
  local l, h, v = map.layers, map.hidden, map.vocabulary
  local queries = map.head_dim and map.heads and map.head_dim * map.heads or h
  local shared = map.kv_heads and map.heads and map.kv_heads / map.heads or 1
  return l * (2 * h * queries * (1 + shared) + 3 * h * inner) + 2 * v * h
end

-- The least and the most parameters that the description allows; nil where it says too little.
function shape.parameters(map)
  if map.parameters_b then
    return map.parameters_b * 1e9, map.parameters_b * 1e9
  end
  local plain = shape.plain(map)
  if plain == nil then
    return nil
  elseif map.intermediate then
    local exact = gated(map, map.intermediate)
    return exact, exact
  end
  return plain, math.max(plain, gated(map, widest_gated * map.hidden))
end

-- The least and the most width of a head. Where heads share keys and values and hidden / heads is
-- below 128, many models have 128 all the same.
function shape.head_dim(map)
  local width = map.head_dim or map.hidden / map.heads
  -- mutate: skip [>= -> >] a width of 128 is 128 either way
  if map.head_dim or map.kv_heads >= map.heads or width >= usual_head then
    return width, width
  end
  return width, usual_head
end

-- Whether a model may well have this width of a head, so that nothing can be concluded.
function shape.is_plausible_head(width)
  return plausible_heads[width] == true
end

return shape
