local import = require "lib.import"
local quote = require "lib.quote"

return {
  name = "house-style",
  version = "1.0.0",
  api = 1,
  description = {
    en = "A shop's own ways, as an example: a quote, a spreadsheet as input, and house profiles.",
    zh = "商家自己的规矩（示例）：报价单、电子表格导入和本店的规则集。",
  },
  licence = "Apache-2.0",
  reporters = {
    quote = {
      doc = {
        en = "a quote in Markdown: parts with prices, the total, and what the rules advise",
        zh = "Markdown 报价单：部件和价格、合计、规则的建议",
      },
      render = quote,
      examples = {
        {
          name = "two equal cards are one line, and what has no price is counted",
          builds = {
            {
              id = "desk",
              gpus = { { name = "RTX 4090", price = 1599.5, count = 2 } },
              psus = { { name = "RM1000x" } },
              currency = "EUR",
            },
          },
          expect = {
            "# Quote: desk",
            "| RTX 4090 | 2 | 1,599.50 | 3,199 |",
            "| **Total** | | | | **3,199 EUR** |",
            "Parts without a price, not in the total: 1.",
          },
        },
      },
    },
  },
  importers = {
    csv = {
      doc = {
        en = "a spreadsheet saved as CSV: one row a part, columns part, name, count, price and any "
          .. "field",
        zh = "存成 CSV 的表格：每行一个部件，列为 part、name、count、price 和任意参数",
      },
      extensions = { "csv" },
      import = import,
      examples = {
        {
          name = "a card and a supply",
          file = "desk.csv",
          text = "Part,Name,Qty,Unit price,tdp_w\nGraphics card,RTX 4090,2,1599,450\n",
          expect = {
            id = "desk",
            gpus = { { name = "RTX 4090", price = 1599, tdp_w = 450, count = 2 } },
          },
        },
      },
    },
  },
  profiles = {
    ["quiet-office"] = {
      doc = {
        en = "one card under a desk: heat and noise count, the bill hardly does",
        zh = "桌下的单卡机器：重视发热和噪声，不太在意电费",
      },
      settings = {
        ["cooling/adjacent-gpus"] = { weight = 20 },
        ["memory/clock-gain"] = { off = true },
        ["psu/efficiency"] = { severity = "advice", params = { hours_per_day = 2 } },
        ["workspace/monitors"] = { severity = "warning", weight = 5 },
      },
      examples = {
        {
          name = "a supply that wastes is advice",
          rule = "psu/efficiency",
          build = {
            gpus = { { tdp_w = 250, count = 4 } },
            psus = { { efficiency = "80-plus-bronze" } },
          },
          expect = { outcome = "fail", severity = "advice" },
        },
      },
    },
    ["training-room"] = {
      doc = {
        en = "several cards around the clock: room to spare in power, and the real bill",
        zh = "多卡昼夜训练：供电多留余量，按实际电费算",
      },
      settings = {
        ["psu/wattage"] = { params = { overhead = 0.2 } },
        ["psu/efficiency"] = { weight = 5, params = { hours_per_day = 24, days_per_year = 350 } },
        ["workspace/monitors"] = { off = true },
        ["power:energy-cost"] = { params = { hours_per_day = 24, days_per_year = 350 } },
        ["house-style:priced"] = { severity = "advice" },
      },
      examples = {
        {
          name = "a part without a price is advice",
          rule = "house-style:priced",
          build = { cpu = { price = 300 }, gpus = { { name = "RTX 4090" } } },
          expect = { findings = { "unpriced" }, severity = "advice" },
        },
      },
    },
  },
}
