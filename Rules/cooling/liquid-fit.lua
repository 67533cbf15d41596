local paths = require "lib.paths"

---@type rigrules.Rule
return {
  title = {
    en = "Liquid cooling is bought where it helps",
    zh = "水冷用在需要的地方",
  },
  why = {
    en = "Liquid cooling lets several cards stand side by side and stay quiet. A single card has "
      .. "free room around it, and a good air cooler keeps it below 80 °C; a liquid-cooled "
      .. "version of the same card costs 100 to 300 USD more, takes a radiator mount and has a "
      .. "pump that wears out.",
    zh = "水冷适合多块显卡紧挨着的机器，而且安静。只有一块显卡时周围有的是空间，"
      .. "好的风冷就能压在 80 °C 以下；同款水冷版要贵几百到两千元，还要占一个冷排位，"
      .. "水泵也会老化。",
  },
  source = "水冷散热：成本比风冷高，适用于多个 GPU 相邻的情况，安静",
  severity = "advice",
  needs = { "gpus[].cooling" },
  messages = {
    not_needed = {
      en = "The only card is liquid-cooled, which costs more than air cooling and pays off for "
        .. "cards side by side.",
      zh = "只有一块显卡却用了水冷：成本比风冷高，而水冷的好处在多块显卡相邻时才用得上。",
    },
  },
  when = function(build)
    if build.gpus == nil then
      return true
    end
    for _, gpu in ipairs(build.gpus) do
      if gpu.cooling == nil or gpu.cooling == "liquid" then
        return true
      end
    end
    return false
  end,
  check = function(build, ctx)
    if #build.gpus == 1 then
      ctx.report("not_needed", { cards = #build.gpus }, {
        at = paths.of("gpus", 1, "cooling"),
        suggest = {
          en = "Choose the air-cooled version of the card, unless silence is worth the price.",
          zh = "选这块显卡的风冷版；除非你愿意为安静多花钱。",
        },
      })
    end
  end,
  examples = {
    { name = "two liquid-cooled cards",
      build = { gpus = { { cooling = "liquid", count = 2 } } }, expect = "pass" },
    { name = "a liquid-cooled card beside a blower",
      build = { gpus = { { cooling = "blower" }, { cooling = "liquid" } } }, expect = "pass" },
    { name = "a single liquid-cooled card",
      build = { gpus = { { cooling = "liquid" } } },
      expect = { outcome = "fail", severity = "advice", findings = { "not_needed" },
        at = "gpus[1].cooling" } },
    { name = "a single open-air card",
      build = { gpus = { { cooling = "open-air" } } }, expect = "not_applicable" },
    { name = "a card whose cooling is not stated",
      build = { gpus = { { chipset = "GeForce RTX 2070" } } },
      expect = { outcome = "unknown", missing = { "gpus[1].cooling" } } },
    { name = "the cards are not stated",
      build = { name = "half a list" }, expect = { outcome = "unknown", missing = { "gpus" } } },
    { name = "a machine without a card",
      build = { gpus = {} }, expect = "not_applicable" },
  },
}
