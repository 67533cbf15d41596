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
      -- Examples are its tests; where `expect` is left out, the fact is not known.
      examples = {
        { name = "a card and a CPU", build = { gpus = { { price = 1500 } }, cpu = { price = 300 } }, expect = 1800 },
        { name = "a CPU without a price", build = { gpus = { { price = 1500 } }, cpu = { cores = 8 } } },
      },
    },
    -- A fact may ask for another one; the short form, a bare function, has neither text nor examples.
    gpu_share = {
      compute = function(build, ctx)
        local total = ctx.facts.budget.parts_total
        if not total or total == 0 then return nil end
        return prices.of(build.gpus) / total
      end,
      doc = { en = "the cards' share of it", zh = "其中显卡所占比例" },
      examples = {
        { name = "three quarters", build = { gpus = { { price = 900 } }, cpu = { price = 300 } }, expect = 0.75 },
      },
    },
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
      examples = {
        {
          name = "one line for each build",
          builds = { { id = "a", gpus = { { price = 9 } } }, { id = "b", gpus = { { price = 6000 } } } },
          expect = { "pass        a  9.00\n", "fail        b  6000.00\n" },
        },
      },
    },
    -- Several files, by name: `check BUILD --format budget:pages -o DIR` writes them below DIR.
    pages = {
      doc = { en = "a page for each build, and a list", zh = "每份配置一页，外加一个列表" },
      render = function(reports)
        local files, list = {}, {}
        for index, one in ipairs(reports) do
          local name = ("builds/%d.txt"):format(index)
          files[name] = one.report.id .. ": " .. one.report.verdict .. "\n"
          list[index] = name .. "  " .. one.report.id .. "\n"
        end
        files["list.txt"] = table.concat(list)
        return files
      end,
      examples = {
        {
          name = "a list and a page",
          builds = { { id = "a", gpus = { { price = 9 } } } },
          expect = { "list.txt\nbuilds/1.txt  a\n", "builds/1.txt\na: pass\n" },
        },
      },
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
      examples = {
        {
          name = "a card",
          text = "gpu: RTX 4090, 1599\n",
          file = "desk.parts",
          expect = { id = "desk", gpus = { { name = "RTX 4090", price = 1599 } }, psus = {} },
        },
        { name = "a line without a price", text = "gpu: RTX 4090\n", refuses = "line 1 is `gpu: RTX 4090`" },
      },
    },
  },

  profiles = {
    strict = {
      doc = { en = "a low limit, and going over it is an error", zh = "更低的上限，超出即为错误" },
      settings = {
        ["budget:limit"] = { weight = 10, params = { limit = 2000 } },
        ["memory/right-sized"] = { off = true },
      },
      examples = {
        {
          name = "3000 is over the low limit",
          rule = "budget:limit",
          build = { gpus = { { price = 3000 } } },
          expect = { findings = { "over" }, severity = "error" },
        },
      },
    },
  },
}
