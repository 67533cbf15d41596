-- A shop: its prices in a table, what differs from branch to branch as parameters, and an offer.
local prices = require "data.prices"
local text = require "rigrules.text"

local price_of = {}
for _, row in ipairs(prices) do price_of[row.name] = row.price end

return {
  name = "shop",
  version = "1.0.0",
  api = 1,
  description = { en = "Our prices, and an offer as a web page.", zh = "本店价格和网页报价单。" },
  params = {
    shop = { default = "Our shop", doc = { en = "name on the offer", zh = "报价单上的店名" } },
    vat = { default = 0.19, min = 0, max = 1, doc = { en = "value-added tax", zh = "增值税率" } },
    currency = { default = "EUR", doc = { en = "currency of the table", zh = "价格表的货币" } },
  },
  facts = {
    cards_price = {
      doc = { en = "the price of all cards, with tax", zh = "所有显卡的含税价格" },
      needs = { "gpus[].name" },
      compute = function(build, ctx)
        local sum = 0
        for _, gpu in ipairs(build.gpus) do
          local price = price_of[gpu.name]
          if not price then return nil end
          sum = sum + price
        end
        return sum * (1 + ctx.params.vat)
      end,
      examples = {
        { name = "one card with tax", build = { gpus = { { name = "GeForce RTX 4090" } } }, expect = 1903.405 },
        { name = "a card that we do not sell", build = { gpus = { { name = "GTX 999" } } } },
      },
    },
  },
  reporters = {
    offer = {
      doc = { en = "an offer with what is wrong with the build", zh = "附问题说明的报价单" },
      render = function(reports, ctx)
        local lines = { "<h1>" .. text.html(ctx.params.shop) .. "</h1>" }
        if ctx.today then lines[#lines + 1] = "<p>" .. ctx.today .. "</p>" end
        for _, one in ipairs(reports) do
          lines[#lines + 1] = "<h2>" .. text.html(one.report.name or one.build.id) .. "</h2>"
          local sum = 0
          for _, gpu in ipairs(one.build.gpus or {}) do
            local price = price_of[gpu.name]
            lines[#lines + 1] = "<p>" .. text.html(gpu.name or "?") .. ": "
              .. (price and text.money(price, ctx.params.currency, ctx.lang) or "on request") .. "</p>"
            sum = sum + (price or 0)
          end
          local total = text.money(sum * (1 + ctx.params.vat), ctx.params.currency, ctx.lang)
          lines[#lines + 1] = "<p>" .. total .. "</p>"
          for _, result in ipairs(one.report.results) do
            if result.outcome == "fail" then
              local rule = ctx.rules[result.rule]
              lines[#lines + 1] = "<p><b>" .. text.html(result.findings[1].message) .. "</b> "
                .. text.html(rule.why) .. "</p>"
            end
          end
        end
        return table.concat(lines, "\n") .. "\n"
      end,
      examples = {
        {
          name = "the price of the table, the total with tax, and why",
          builds = { { id = "desk", gpus = { { name = "GeForce RTX 4090" } } } },
          expect = { "<h1>Our shop</h1>", "<h2>desk</h2>", "Above it the branch manager signs." },
        },
      },
    },
  },
}
