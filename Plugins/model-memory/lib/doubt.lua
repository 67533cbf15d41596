-- What to report when a key that is not stated decides whether the model fits.
local numbers = require "lib.numbers"
local shape = require "lib.shape"

local doubt = {}

-- A head of 64 or 96 may be the model's own: then nothing can be concluded. In all other cases the
-- model most likely does not fit.
function doubt.report(ctx, low, high, open, data)
  if open.key == "head_dim" and shape.is_plausible_head(open.low) then
    ctx.unknown("extra.model.head_dim")
    return
  end
  data.key = open.key
  data.low, data.high = numbers.tenth(open.low), numbers.tenth(open.high)
  data.low_gb, data.high_gb = numbers.tenth(low.total), numbers.tenth(high.total)
  ctx.report("depends", data, {
    at = "extra.model." .. open.key,
    suggest = {
      en = "State {key} as the model's config.json or its model card gives it.",
      zh = "按模型的 config.json 或说明页写上 {key}。",
    },
  })
end

return doubt
