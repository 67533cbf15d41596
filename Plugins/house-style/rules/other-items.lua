local parts = require "lib.parts"

-- Whether a table has keys that are no positions of a list.
local function is_map(list)
  for key in pairs(list) do
    if type(key) ~= "number" then
      return true
    end
  end
  return false
end

---@type rigrules.Rule
return {
  title = {
    en = "What else is quoted has a name, a count and a price",
    zh = "其他报价项目写明名称、数量和价格",
  },
  why = {
    en = "Assembly, a keyboard or a licence stand under extra.other_items, which is free: nothing "
      .. "else would tell a slip there. An item that is not understood is left out of the quote.",
    zh = "装机费、键盘、软件写在 extra.other_items 里，那里可以随便写，没有别的东西会指出笔误。"
      .. "看不懂的项目不会列入报价单。",
  },
  source = "The shop's own rule.",
  severity = "error",
  reads = { "extra.other_items" },
  messages = {
    no_list = {
      en = "`extra.other_items` is {found}; it must be a list of items.",
      zh = "extra.other_items 写的是 {found}，应为列表。",
    },
    no_item = {
      en = "Item {item} is {found}; it must be a map with {keys}.",
      zh = "第 {item} 项写的是 {found}，应为包含 {keys} 的映射。",
    },
    bad_key = {
      en = "Item {item} has {key} {found}; it may have {keys}.",
      zh = "第 {item} 项的 {key} 写的是 {found}；可用的有 {keys}。",
    },
  },
  when = function(build)
    return build.extra ~= nil and build.extra.other_items ~= nil
  end,
  check = function(build, ctx)
    local list = build.extra.other_items
    local keys = "name, count (1 or more), price (0 or more)"
    if type(list) ~= "table" or is_map(list) then
      ctx.report("no_list", { found = type(list) == "table" and "a map" or tostring(list) }, {
        at = "extra.other_items",
        suggest = {
          en = "Write a list such as [{{ name: Assembly, price: 80 }}].",
          zh = "写成列表，例如 [{{ name: 装机, price: 80 }}]。",
        },
      })
      return
    end
    for i, item in ipairs(list) do
      local key, found = parts.fault(item)
      local shown = type(found) == "table" and "a map or list" or tostring(found)
      local options = {
        at = "extra.other_items[" .. i .. "]",
        suggest = { en = "Write {keys}.", zh = "写成 {keys}。" },
      }
      if found ~= nil and key == nil then
        ctx.report("no_item", { item = i, found = shown, keys = keys }, options)
      elseif found ~= nil then
        ctx.report("bad_key", { item = i, key = key, found = shown, keys = keys }, options)
      end
    end
  end,
  examples = {
    { name = "two items",
      build = { extra = { other_items = { { name = "Assembly", price = 80 },
                            { name = "Mouse", count = 2 } } } },
      expect = "pass" },
    { name = "the least and the most",
      build = { extra = { other_items = { { name = "A", count = 1, price = 0 },
                            { name = "B", count = 1000000, price = 10000000 } } } },
      expect = "pass" },
    { name = "less than the least, and more than the most",
      build = { extra = { other_items = { { name = "A", count = 0 }, { name = "B", count = 1000001 },
                            { name = "C", price = -0.01 }, { name = "D", price = 10000001 } } } },
      expect = { findings = { "bad_key", "bad_key", "bad_key", "bad_key" }, severity = "error",
        data = { item = 1, key = "count", found = "0" }, at = "extra.other_items[1]" } },
    { name = "values of another kind",
      build = { extra = { other_items = { { name = 7 }, { name = "" }, { name = "A", count = 1.5 },
                            { name = "B", price = "80" }, { name = "C", note = { 1 } } } } },
      expect = { findings = { "bad_key", "bad_key", "bad_key", "bad_key", "bad_key" },
        data = { key = "name", found = "7" } } },
    { name = "an item without a name, after one that is well",
      build = { extra = { other_items = { { name = "Assembly" }, { price = 80 } } } },
      expect = { findings = { "bad_key" }, data = { item = 2, key = "name", found = "nothing" },
        at = "extra.other_items[2]" } },
    { name = "a word in place of an item",
      build = { extra = { other_items = { "Assembly" } } },
      expect = { findings = { "no_item" }, data = { item = 1, found = "Assembly" } } },
    { name = "a list in place of a value",
      build = { extra = { other_items = { { name = "A", price = { 1 } } } } },
      expect = { findings = { "bad_key" }, data = { found = "a map or list" } } },
    { name = "one item in place of a list",
      build = { extra = { other_items = { name = "Assembly", price = 80 } } },
      expect = { findings = { "no_list" }, data = { found = "a map" }, at = "extra.other_items" } },
    { name = "a word in place of a list",
      build = { extra = { other_items = "none" } },
      expect = { findings = { "no_list" }, data = { found = "none" } } },
    { name = "an empty list",
      build = { extra = { other_items = {} } }, expect = "pass" },
    { name = "no other items",
      build = { extra = { note = "none" } }, expect = "not_applicable" },
    { name = "nothing extra",
      build = { gpus = {} }, expect = "not_applicable" },
  },
}
