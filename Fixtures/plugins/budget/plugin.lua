-- A small plugin with one of everything, as the documents show it.
local prices = require "lib.prices"

return {
  name = "budget",
  version = "1.0.0",
  api = 1,
  description = {
    en = "What the parts cost, and whether that is within a budget.",
    zh = "配件总价，以及是否在预算之内。",
  },
  licence = "Apache-2.0",

  facts = {
    parts_total = {
      doc = { en = "the sum of the prices of all parts", zh = "所有配件价格之和" },
      unit = "currency",
      needs = { "gpus[].price" },
      compute = function(build) return prices.total(build) end,
    },
    -- A fact may ask for another one; the short form has no text of its own.
    gpu_share = function(build, ctx)
      local total = ctx.facts.budget.parts_total
      if not total or total == 0 then return nil end
      return prices.of(build.gpus) / total
    end,
  },

  reporters = {
    line = {
      doc = { en = "one line for each build: verdict, id, price", zh = "每份配置一行：结论、编号、价格" },
      render = function(reports, ctx)
        local lines = {}
        for _, one in ipairs(reports) do
          local total = prices.total(one.build)
          lines[#lines + 1] = ("%-10s  %s  %s\n"):format(
            one.report.verdict, one.report.id, total and ("%.2f"):format(total) or "-")
        end
        return table.concat(lines)
      end,
    },
  },

  importers = {
    pairs = {
      doc = { en = "lines such as `gpu: RTX 4090, 1599`", zh = "形如 `gpu: RTX 4090, 1599` 的文本行" },
      extensions = { "parts" },
      import = function(text, ctx)
        local build = { id = ctx.file:match("^[%w-]+") or "imported", gpus = {}, psus = {} }
        local lists = { gpu = build.gpus, psu = build.psus }
        local number = 0
        for line in text:gmatch("[^\n]+") do
          number = number + 1
          local part, name, price = line:match("^(%a+):%s*(.-)%s*,%s*([%d.]+)%s*$")
          if not part or not lists[part] then
            error(("line %d is `%s`; write `gpu: NAME, PRICE` or `psu: NAME, PRICE`")
              :format(number, line), 0)
          end
          table.insert(lists[part], { name = name, price = tonumber(price) })
        end
        return build
      end,
    },
  },

  profiles = {
    strict = {
      doc = { en = "a low limit, and going over it is an error", zh = "更低的上限，超出即为错误" },
      settings = {
        ["budget:limit"] = { weight = 10, params = { limit = 2000 } },
        ["memory/right-sized"] = { off = true },
      },
    },
  },
}
