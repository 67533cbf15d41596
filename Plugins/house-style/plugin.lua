local import = require "lib.import"
local quote = require "lib.quote"

-- For the examples: a sheet and what it makes.
local function makes(name, text, build)
  build.id = build.id or "desk"
  return { name = name, file = "Desk.csv", text = text, expect = build }
end

-- A sheet, and words of the refusal.
local function refuses(name, text, words)
  return { name = name, file = "Desk.csv", text = text, refuses = words }
end

-- A kit of memory for each word about ECC, and what all the words mean.
local function kits(words, ecc)
  local text, memory = "part,ecc\n", {}
  for _, word in ipairs(words) do
    text = text .. "RAM," .. word .. "\n"
    table.insert(memory, { ecc = ecc })
  end
  return text, { memory = memory }
end

-- A sheet of so many bytes: blanks behind a name.
local function sheet_of(bytes)
  local text = "part,name\ncpu,a"
  return text .. (" "):rep(bytes - #text)
end

-- Four cards behind a supply that is just large enough.
local function servers()
  return {
    cpu = { tdp_w = 100 },
    gpus = { { tdp_w = 250, count = 4 } },
    psus = { { efficiency = "80-plus-bronze", wattage_w = 1440 } },
  }
end

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
        {
          name = "nothing is missing",
          builds = {
            { id = "desk", gpus = { { name = "RTX 4090", price = 1599 } }, currency = "EUR" },
          },
          expect = {
            "**1,599 EUR** |\n\n\nWe recommend this machine.\n",
          },
        },
        {
          name = "two machines",
          builds = {
            { name = "A [quiet] desk", cpu = { name = "A", price = 300 }, currency = "EUR" },
            { id = "desk-2", cpu = { name = "B", price = 400 }, price = 1000 },
          },
          expect = {
            "# Quote: A \\[quiet\\] desk\n\n| Part | Product | Count | Unit price | Sum |\n",
            "We recommend this machine.\n\n---\n\n# Quote: desk-2\n",
            "**400** |\n\nPrices are in the currency agreed on.\nPrice as a whole: 1,000.\n",
          },
        },
        {
          name = "what the rules advise, the worst first",
          builds = {
            {
              id = "desk",
              currency = "EUR",
              gpus = { { name = "RTX 4090", price = 1599 } },
              psus = { { wattage_w = 850, price = 150 }, { name = "RM1000x" } },
              extra = { other_items = { { name = "Assembly", count = 0 } } },
            },
          },
          expect = {
            "\nWe do not recommend this machine as it stands; see below.\n\n## What we advise\n\n"
              .. "- **Must change**: Item 1 has count 0; it may have name, count (1 or more), price "
              .. "(0 or more). Write name, count (1 or more), price (0 or more).\n"
              .. "- **Should change**: Parts with a price: 2; without one: 1 (psus\\[2\\]). State the "
              .. "price of psus\\[2\\].\n"
              .. "- **Could change**: Parts without a name: 1 (psus\\[1\\]). State maker and model of "
              .. "psus\\[1\\].\n",
          },
        },
        {
          name = "one thing that is not stated",
          builds = { { id = "desk", gpus = { { tdp_w = 300 } } } },
          rules = { "gpu/vram-for-use-case" },
          expect = { "and so not judged: `gpus[1].vram_gb`.\n" },
        },
        {
          name = "what is not stated is named once",
          builds = { { id = "desk", gpus = { { tdp_w = 300 } } } },
          rules = { "gpu/vram-for-use-case", "memory/covers-largest-gpu", "memory/right-sized" },
          expect = {
            "\n\nNot stated, and so not judged: `gpus[1].vram_gb`, `memory`.\n",
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
        makes("a card", "Part,Name,Qty,Unit price,tdp_w\nGraphics card,RTX 4090,2,1599,450\n", {
          gpus = { { name = "RTX 4090", price = 1599, tdp_w = 450, count = 2 } },
        }),
        makes(
          "a machine: a total, an item that is not a part, and cells with commas, quotes and lines",
          [[
Part,Name,Qty,Unit Price,tdp_w,sockets,power_connectors.pcie_8pin,integrated_graphics
build,A machine,,"$4,500.00",,,,
CPU,"Ryzen 9, boxed",1,399.90,170,,,yes
显卡,"RTX ""4090"" card",2,"€1,599.50",450,,3,
Cooler,"Tower
cooler",,,,AM4; AM5,,
,,,,,,,
Other,Assembly,3,20,,,,
Other,Mouse,,9.5,,,,
Total,,,4958,,,,
]],
          {
            name = "A machine",
            price = 4500,
            cpu = {
              name = "Ryzen 9, boxed", price = 399.9, tdp_w = 170, integrated_graphics = true,
            },
            gpus = {
              {
                name = "RTX \"4090\" card", count = 2, price = 1599.5, tdp_w = 450,
                power_connectors = { pcie_8pin = 3 },
              },
            },
            cpu_cooler = { name = "Tower cooler", sockets = { "AM4", "AM5" } },
            extra = {
              other_items = {
                { name = "Assembly", count = 3, price = 20 }, { name = "Mouse", price = 9.5 },
              },
            },
          }
        ),
        makes("semicolons, and decimal commas", "part;price;tdp_w\ncpu;1.299,50;65,5", {
          cpu = { price = 1299.5, tdp_w = 65.5 },
        }),
        makes("one semicolon", "part;name\ncpu;a\n", { cpu = { name = "a" } }),
        makes("tabs, and line ends of old", "part\tprice\tname\rcpu\t1299.5\ta", {
          cpu = { name = "a", price = 1299.5 },
        }),
        makes("a mark in front, and line ends of Windows", "\239\187\191part,name\r\ncpu,a\r\n", {
          cpu = { name = "a" },
        }),
        makes("blank lines", "\n\npart,name\n\ncpu,a\n\ncase,b\n", {
          cpu = { name = "a" }, chassis = { name = "b" },
        }),
        makes("a quoted cell at the end", "part,name\ncpu,\"a\"", { cpu = { name = "a" } }),
        makes("an empty cell at the end", "part,name,count\ncpu,a,", { cpu = { name = "a" } }),
        makes("a column without a heading, and nothing in it", "part,,name\ncpu,,a\n", {
          cpu = { name = "a" },
        }),
        makes("words for yes", kits({ "true", "Yes", "y", "1", "是" }, true)),
        makes("words for no", kits({ "false", "No", "n", "0", "否" }, false)),
        makes("two of a kind", "part,name\nRAM,a\nRAM,b\nSSD,c\nHDD,d\nPSU,e\nPSU,f\n", {
          memory = { { name = "a" }, { name = "b" } },
          storage = { { name = "c" }, { name = "d" } },
          psus = { { name = "e" }, { name = "f" } },
        }),
        makes("sizes of radiators", "part,radiators_mm\ncase,240 | 360\n", {
          chassis = { radiators_mm = { 240, 360 } },
        }),
        makes("two CPUs, and one case", "part,count\ncpu,2\ncase,1\n", {
          cpu = { count = 2 }, chassis = {},
        }),
        makes("an id that is stated", "part,id,name\nbuild,desk-7,\ncpu,,a\n", {
          id = "desk-7", cpu = { name = "a" },
        }),
        {
          name = "an id of the file's name",
          file = "~Quote 12 (new)~.csv",
          text = "part\ncpu\n",
          expect = { id = "quote-12-new", cpu = {} },
        },
        {
          name = "a file whose name has no letters",
          file = "报价.csv",
          text = "part\ncpu\n",
          expect = { id = "quote", cpu = {} },
        },
        makes("the largest sheet", sheet_of(200000), { cpu = { name = "a" } }),
        refuses("a sheet that is too large", sheet_of(200001), "200001 bytes; a list of parts has"),
        refuses("nothing", "", "the sheet is empty; its first row must name the columns"),
        refuses("headings alone", "part,name\n", "the sheet has no parts below its first row"),
        refuses("a total alone", "part,price\ntotal,0\n", "the sheet has no parts below"),
        refuses("no column of parts", "name,price\na,1\n", "line 1: the first row names the"),
        refuses("a mistyped column", "part,nmae\ncpu,x\n", "`nmae`; did you mean `name`?"),
        refuses("a column that no part has", "part,xyzzy\ncpu,x\n", "`xyzzy` Columns are part,"),
        refuses(
          "a comma and a semicolon: cells stand between commas", "part,na;me\ncpu,x\n",
          "column `na;me`; did you mean `name`?"
        ),
        refuses("a column twice", "part,name,name\ncpu,x,y\n", "columns 2 and 3 are both `name`"),
        refuses(
          "a mistyped part", "part,name\n\ncpuu,x\n",
          "line 3: `cpuu` is not a part; did you mean"
        ),
        refuses("no word for a part", "part,name\nxyzzy,x\n", "`xyzzy` is not a part Write `other`"),
        refuses("a letter is wrong", "part\nchassys\n", "did you mean `chassis`?"),
        refuses("two letters are missing", "part\nmemo\n", "did you mean `memory`?"),
        refuses("two letters too many", "part\ncasexx\n", "did you mean `case`?"),
        refuses("two letters of three", "part\ncxy\n", "`cxy` is not a part Write"),
        refuses("two letters of five", "part\ncpoxl\n", "`cpoxl` is not a part Write"),
        refuses("three letters of seven", "part\nprxxesxor\n", "did you mean `processor`?"),
        refuses(
          "a part that is not stated", "part,name\n,x\n",
          "line 2: the cell in the column `part`"
        ),
        refuses(
          "a row too short", "part,name\ncpu\n",
          "line 2: the row has 1 cells, and there are 2"
        ),
        refuses(
          "a row too long", "part,name\ncpu,x,y\n",
          "line 2: the row has 3 cells, and there are 2"
        ),
        refuses(
          "a cell without a column", "part,name,\ncpu,x,y\n",
          "line 2: cell 3 holds `y`, and"
        ),
        refuses(
          "a quote that stays open", "part,name\ncpu,\"x\n",
          "line 2: a cell begins with a quote"
        ),
        refuses(
          "text behind a quote", "part,name\ncpu,\"a\"x",
          "line 2: text follows the closing quote"
        ),
        refuses("words behind a quote", "part,name\ncpu,\"a\" or b\n", "line 2: text follows the"),
        refuses(
          "a quote within a cell", "part,name\ncpu,a\"b\n",
          "line 2: a quote within a cell that is not quoted: a\"b"
        ),
        refuses(
          "lines within a cell count", "part,name\ncpu,\"a\nb\"\ngpu,\"c\n",
          "line 4: a cell begins"
        ),
        refuses(
          "a field of another part", "part,vram_gb\ncpu,3\n",
          "line 2: `3` stands in the column `vram_gb`, which a `cpu` does not have"
        ),
        refuses(
          "machines are not counted", "part,count\nbuild,2\n",
          "`count`, which a `build` does not"
        ),
        refuses("a price in words", "part,price\ncpu,twelve\n", "must be a price such as 1299.90"),
        refuses(
          "a number with its unit", "part,tdp_w\ncpu,65 W\n",
          "must be a number without a unit"
        ),
        refuses(
          "marks between thousands of watts", "part,wattage_w\npsu,\"1,600\"\n",
          "a number without"
        ),
        refuses("yes in another language", "part,ecc\nram,ja\n", "`ecc` must be true or false"),
        refuses(
          "words for numbers", "part,radiators_mm\ncase,360;x\n",
          "must be numbers between `;`"
        ),
        refuses(
          "an item without a name", "part,price\nother,3\n",
          "line 2: what is `other` needs a name"
        ),
        refuses(
          "none of a part", "part,count\ngpu,0\n",
          "line 2: the count is 0; it must be 1 or more"
        ),
        refuses("half a part", "part,count\ngpu,1.5\n", "line 2: the count is 1.5; it must be"),
        refuses(
          "two boards", "part,count\nmotherboard,2\n",
          "a machine has one motherboard, and the count is 2"
        ),
        refuses(
          "a second case", "part,name\ncase,a\ncase,b\n",
          "line 3: a second case; the first is in line 2"
        ),
        refuses(
          "more cores than there are", "part,cores\ncpu,99999\n",
          "must be between 1 and 1024"
        ),
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
          name = "a supply that wastes is advice: two hours a day are 600 a year",
          rule = "psu/efficiency",
          build = servers(),
          expect = { outcome = "fail", severity = "advice", data = { hours = 600 } },
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
          name = "a fifth of the watts to spare",
          rule = "psu/wattage",
          build = servers(),
          expect = { findings = { "below_advised" }, data = { percent = 20 } },
        },
        {
          name = "a supply that wastes, around the clock",
          rule = "psu/efficiency",
          build = servers(),
          expect = { findings = { "saves" }, severity = "warning", data = { hours = 8400 } },
        },
        {
          name = "the bill, around the clock",
          rule = "power:energy-cost",
          build = servers(),
          expect = { findings = { "above_budget" }, data = { hours = 8400 } },
        },
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
