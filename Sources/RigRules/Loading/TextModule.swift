/// The module `rigrules.text`, which comes with the engine: texts for reporters of plugins.
enum TextModule {
  static let name = "text"

  static let source = #"""
    -- Texts for report formats. Part of api 1 of plugins.
    local text = {}

    local ENTITIES = {
      ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;",
    }

    --- Safe between the tags and in the quoted attributes of HTML.
    function text.html(value)
      return (tostring(value):gsub("[&<>\"']", ENTITIES))
    end

    --- One cell of CSV. A text that a spreadsheet would take for a formula gets a ' in front.
    function text.csv(value)
      local cell = tostring(value)
      if type(value) == "string" and cell:find("^[=+@\t\r-]") then cell = "'" .. cell end
      if cell:find('[",;\r\n]') then cell = '"' .. cell:gsub('"', '""') .. '"' end
      return cell
    end

    --- Plain words in Markdown: no sign of them means anything.
    function text.markdown(value)
      return (tostring(value):gsub("[\\`*_{}%[%]<>()#+!|~-]", "\\%0"):gsub("[\r\n]+", " "))
    end

    --- 1234567.5 with 2 decimals as 1,234,567.50.
    function text.number(value, decimals)
      local plain = ("%." .. (decimals or 0) .. "f"):format(value)
      local sign, whole, rest = plain:match("^(-?)(%d+)(.*)$")
      if not whole then return plain end
      local first = #whole % 3
      local groups = {}
      if first > 0 then groups[1] = whole:sub(1, first) end
      for at = first + 1, #whole, 3 do groups[#groups + 1] = whole:sub(at, at + 2) end
      return sign .. table.concat(groups, ",") .. rest
    end

    local SIGNS = {
      en = { USD = "$", EUR = "€", GBP = "£", JPY = "¥" },
      zh = { CNY = "¥", USD = "US$", EUR = "€", GBP = "£" },
    }

    --- An amount as a language writes it: $1,234.50 or 1,234.50 CNY; in Chinese ¥1,234.50.
    function text.money(value, currency, lang)
      local amount = text.number(value, currency == "JPY" and 0 or 2)
      local sign = currency and (SIGNS[lang or "en"] or SIGNS.en)[currency]
      if sign then
        local minus, digits = amount:match("^(-?)(.*)$")
        return minus .. sign .. digits
      end
      return currency and amount .. " " .. currency or amount
    end

    return text
    """#
}
