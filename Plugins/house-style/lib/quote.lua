-- A shop's quote in Markdown: parts with prices, the total, and what the rules say.
local parts = require "lib.parts"

local words = {
  en = {
    quote = "Quote",
    part = "Part",
    product = "Product",
    count = "Count",
    price = "Unit price",
    sum = "Sum",
    total = "Total",
    partial = "Parts without a price, not in the total: %d.",
    no_currency = "Prices are in the currency agreed on.",
    whole = "Price as a whole: %s.",
    advice = "What we advise",
    unknown = "Not stated, and so not judged: %s.",
    verdicts = {
      pass = "We recommend this machine.",
      warn = "We recommend this machine, with the remarks below.",
      fail = "We do not recommend this machine as it stands; see below.",
      incomplete = "We cannot recommend this machine yet: figures are missing.",
      broken = "This machine could not be judged.",
    },
    severities = { error = "Must change", warning = "Should change", advice = "Could change" },
  },
  zh = {
    quote = "报价单",
    part = "部件",
    product = "型号",
    count = "数量",
    price = "单价",
    sum = "小计",
    total = "合计",
    partial = "有 %d 个部件没有价格，未计入合计。",
    no_currency = "价格按约定的货币计算。",
    whole = "整机价格：%s。",
    advice = "我们的建议",
    unknown = "以下参数未提供，因此没有评判：%s。",
    verdicts = {
      pass = "推荐这台机器。",
      warn = "推荐这台机器，但请看下面的说明。",
      fail = "不推荐按现在的配置购买，原因见下。",
      incomplete = "还不能推荐：缺少参数。",
      broken = "无法评判这台机器。",
    },
    severities = { error = "必须改", warning = "应该改", advice = "可以改" },
  },
}

-- Text in a cell or a line, with nothing that Markdown would take for its own.
local function plain(text)
  return (text:gsub("[\\|*_%[%]`#<>]", "\\%0"))
end

-- "1,599.50"; whole amounts without decimals.
local function amount(value)
  local cents = math.floor(value * 100 + 0.5)
  local whole, rest = tostring(cents // 100), cents % 100
  local grouped = whole:reverse():gsub("(%d%d%d)", "%1,"):reverse():gsub("^,", "")
  return rest == 0 and grouped or ("%s.%02d"):format(grouped, rest)
end

local function money(value, currency)
  return currency and amount(value) .. " " .. plain(currency) or amount(value)
end

local function product(part)
  local name = part.name or part.chipset
  return type(name) == "string" and plain(name) or "–"
end

-- Equal parts that follow one another as one line.
local function lines_of(build)
  local lines = {}
  for _, entry in ipairs(parts.all(build)) do
    local name, price = product(entry.part), entry.part.price
    price = type(price) == "number" and price or nil
    local last = lines[#lines]
    if last and last.kind == entry.kind and last.name == name and last.price == price then
      last.count = last.count + entry.count
    else
      table.insert(lines, { kind = entry.kind, name = name, price = price, count = entry.count })
    end
  end
  return lines
end

local function table_of(build, say, lang, out)
  local total, unpriced = 0, 0
  table.insert(out, ("| %s | %s | %s | %s | %s |"):format(
    say.part, say.product, say.count, say.price, say.sum))
  table.insert(out, "| --- | --- | ---: | ---: | ---: |")
  for _, line in ipairs(lines_of(build)) do
    local price, sum = "–", "–"
    if line.price then
      price, sum = amount(line.price), amount(line.price * line.count)
      total = total + line.price * line.count
    else
      unpriced = unpriced + line.count
    end
    table.insert(out, ("| %s | %s | %d | %s | %s |"):format(
      line.kind[lang], line.name, line.count, price, sum))
  end
  table.insert(out, ("| **%s** | | | | **%s** |"):format(say.total, money(total, build.currency)))
  table.insert(out, "")
  if unpriced > 0 then
    table.insert(out, say.partial:format(unpriced))
  end
  if not build.currency then
    table.insert(out, say.no_currency)
  end
  if build.price then
    table.insert(out, say.whole:format(money(build.price, build.currency)))
  end
end

-- What the rules found, the worst first, and what they could not know.
local function advice_of(report, say, out)
  local found = false
  for _, severity in ipairs({ "error", "warning", "advice" }) do
    for _, result in ipairs(report.results) do
      for _, finding in ipairs(not result.waived and result.findings or {}) do
        if finding.severity == severity then
          if not found then
            table.insert(out, "\n## " .. say.advice .. "\n")
            found = true
          end
          local line = "- **" .. say.severities[severity] .. "**: " .. plain(finding.message)
          if finding.suggestion then
            line = line .. " " .. plain(finding.suggestion)
          end
          table.insert(out, line)
        end
      end
    end
  end
  local missing, seen = {}, {}
  for _, result in ipairs(report.results) do
    for _, path in ipairs(result.missing or {}) do
      if not seen[path] then
        seen[path] = true
        table.insert(missing, "`" .. path .. "`")
      end
    end
  end
  if #missing > 0 then
    table.insert(out, "\n" .. say.unknown:format(table.concat(missing, ", ")))
  end
end

return function(reports, ctx)
  local say = words[ctx.lang]
  local out = {}
  for i, one in ipairs(reports) do
    if i > 1 then
      table.insert(out, "\n---\n")
    end
    local title = one.report.name or one.report.id
    table.insert(out, "# " .. say.quote .. ": " .. plain(title) .. "\n")
    table_of(one.build, say, ctx.lang, out)
    table.insert(out, "\n" .. say.verdicts[one.report.verdict])
    advice_of(one.report, say, out)
  end
  return table.concat(out, "\n") .. "\n"
end
