local parts = require "lib.parts"

local function is_any()
  return true
end

---@type rigrules.Rule
return {
  title = { en = "Every part of a quote has a name", zh = "报价单里每个部件都写明型号" },
  why = {
    en = "\"A PSU of 850 W\" may be filled with anything; a customer compares quotes by maker and "
      .. "model, and a warranty is for one of them.",
    zh = "只写“850W 电源”，给什么牌子都行。顾客按品牌和型号比较报价，保修也只认具体型号。",
  },
  source = "The shop's own rule.",
  severity = "advice",
  reads = {
    "cpu.count",
    "cpu.name",
    "cpu_cooler.name",
    "motherboard.name",
    "memory[].name",
    "gpus[].name",
    "storage[].name",
    "psus[].name",
    "chassis.name",
    "extra.other_items",
  },
  messages = {
    unnamed = {
      en = "Parts without a name: {unnamed} ({places}).",
      zh = "没写型号的部件有 {unnamed} 个（{places}）。",
    },
  },
  when = function(build)
    return parts.any(build, is_any)
  end,
  check = function(build, ctx)
    if not parts.one_lacks(build, "name") then
      return
    end
    local places = parts.lacking(build, "name").places
    ctx.report("unnamed", { unnamed = #places, places = table.concat(places, ", ") }, {
      at = places[1] .. ".name",
      suggest = {
        en = "State maker and model of {places}.",
        zh = "写上 {places} 的品牌和型号。",
      },
    })
  end,
  examples = {
    { name = "all have one",
      build = { cpu = { name = "Intel Core i9-7900X" }, gpus = { { name = "a card" } },
        storage = { { name = "a drive" } }, chassis = { name = "a case" },
        extra = { other_items = { { name = "Assembly" } } } },
      expect = "pass" },
    { name = "cooler, memory and power supply have none",
      build = { cpu = { name = "Intel Core i9-7900X" }, cpu_cooler = { type = "air" },
        memory = { { name = "a kit" }, { type = "DDR4" } }, psus = { { wattage_w = 850 } } },
      expect = { findings = { "unnamed" }, severity = "advice",
        data = { unnamed = 3, places = "cpu_cooler, memory[2], psus[1]" }, at = "cpu_cooler.name" } },
    { name = "one part alone",
      build = { motherboard = { socket = "AM5" } },
      expect = { findings = { "unnamed" }, data = { unnamed = 1 }, at = "motherboard.name" } },
    { name = "an empty list",
      build = { name = "nothing yet" }, expect = "not_applicable" },
  },
}
