internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

/// What a shop needs of its plugin: parameters, tables, texts, and the day.
@Suite("Parameters, tables and texts of plugins")
struct PluginShopTests {
  private static let parameters =
    "params = { vat = { default = 0.25, min = 0, max = 1 }, shop = { default = \"Ours\" } },"

  private func settings(_ values: [String: BuildValue]) -> EngineOptions {
    var configuration = Configuration()
    configuration.settings["p"] = RuleSetting(parameters: values)
    return EngineOptions(configuration: configuration)
  }

  private func text(_ engine: Engine, _ name: String = "r") throws -> String {
    let build = try Build(["id": "x"])
    return try engine.render(
      [JudgedBuild(report: try engine.evaluate(build), build: build)], with: name)
  }

  @Test("facts, reporters and importers see the parameters as they are set")
  func parametersAreSeen() throws {
    let source = manifest(
      "p",
      Self.parameters + """
        facts = { f = function(build, ctx) return 100 * (1 + ctx.params.vat) end },
        reporters = { r = function(reports, ctx) return ctx.params.shop .. " " .. ctx.params.vat end },
        importers = { i = function(text, ctx) return { id = ctx.params.shop } end },
        """)
    let rule = ruleSource(
      check: "ctx.report(\"found\", { n = ctx.facts.p.f })")
    for (options, number, text) in [
      (EngineOptions(), "125", "Ours 0.25"),
      (settings(["vat": .number(0.5), "shop": "B & C"]), "150", "B & C 0.5"),
    ] {
      let engine = try Engine(
        rules: [.files(["a.lua": rule])], plugins: [.files("p", ["plugin.lua": source])],
        options: options)
      #expect(try engine.message("a", ["id": "x"])?.contains(number) == true)
      #expect(try self.text(engine) == text)
      let made = try engine.importBuild("", file: "l.txt", with: "p:i")
      #expect(made["id"]?.textValue == String(text.prefix { $0 != "0" }).trimmed)
    }
  }

  @Test("a parameter that is not declared, or not allowed, is an error")
  func wrongSettings() throws {
    let files = ["plugin.lua": manifest("p", Self.parameters)]
    for (values, says) in [
      (["vatt": .number(0.1)], "no parameter `vatt` (did you mean `vat`?)"),
      (["vat": .integer(7)], "is 7; the most is 1"), (["shop": .integer(3)], "it must be a text"),
    ] as [([String: BuildValue], String)] {
      let error = #expect(throws: EngineError.self) {
        try engine(plugin: files, settings(values))
      }
      #expect("\(try #require(error))".contains(says), "\(String(describing: error))")
    }
    var options = settings([:])
    options.configuration?.settings["p"]?.isOff = true
    let error = #expect(throws: EngineError.self) { try engine(plugin: files, options) }
    #expect("\(try #require(error))".contains("of a plugin only `params` can be set"))
    let undeclared = try engine(
      plugin: [
        "plugin.lua": manifest(
          "p", Self.parameters + "facts = { f = function(build, ctx) return ctx.params.vatt end },")
      ])
    #expect(undeclared.plugin()?.problems.first?.message.contains("declares no `vatt`") == true)
  }

  @Test("a table is rows by the names of the first line")
  func table() throws {
    let csv = "name;price;note\r\n\"a; \"\"b\"\"\";12.5;\r\n007;-3;\"two\nlines\"\n\nlast;1e3;x\n"
    let engine = try engine(plugin: [
      "data/prices.csv": csv,
      "plugin.lua": "local prices = require \"data.prices\"\n"
        + manifest(
          "p",
          """
          reporters = { r = function()
            local out = {}
            for i, row in ipairs(prices) do
              out[i] = row.name .. "|" .. tostring(row.price) .. tostring(math.type(row.price)) .. "|" .. tostring(row.note)
            end
            return table.concat(out, "/")
          end },
          """),
    ])
    #expect(engine.plugin()?.problems == [])
    let expected = "a; \"b\"|12.5float|nil/007|-3integer|two\nlines/last|1e3nil|x"
    #expect(try text(engine) == expected)
  }

  @Test(
    "a mistake in a table is told with its line",
    arguments: [
      ("a,b\n1\n", "data/t.csv:2", "the row has 1 cells"),
      ("a,a\n1,2\n", "data/t.csv:1", "two columns are named `a`"),
      ("a,\n1,2\n", "data/t.csv:1", "column 2 has no name"),
      ("a,b\n1,2\n\"x,3\n", "data/t.csv:3", "the quote that begins here does not end"),
      ("a,b\n1,\"2\"3\n", "data/t.csv:2", "text behind a closing quote"),
    ])
  func mistakes(_ csv: String, _ place: String, _ says: String) throws {
    let engine = try engine(plugin: [
      "data/t.csv": csv, "plugin.lua": "local t = require \"data.t\"\n" + manifest(),
    ])
    let problem = engine.plugin()?.problems.first
    #expect(problem?.code == "plugin/data" && problem?.at.hasSuffix(place) == true)
    #expect(problem?.message.contains(says) == true, "\(problem?.message ?? "")")
  }

  @Test("another price is another set of rules")
  func hash() throws {
    func hash(_ price: Int) throws -> String {
      try engine(plugin: ["data/t.csv": "a\n\(price)\n", "plugin.lua": manifest()]).ruleSet.hash
    }
    #expect(try hash(1) == hash(1) && hash(1) != hash(2))
  }

  @Test("texts are made safe, and amounts written as a language has them")
  func texts() throws {
    let calls: [(String, String)] = [
      ("html('<a href=\"x\">&\\'')", "&lt;a href=&quot;x&quot;&gt;&amp;&#39;"),
      ("csv('=1+1')", "'=1+1"), ("csv('a,\"b\"')", "\"a,\"\"b\"\"\""), ("csv(-5)", "-5"),
      ("markdown('*a* [b](c)')", "\\*a\\* \\[b\\]\\(c\\)"),
      ("number(1234567.891, 2)", "1,234,567.89"),
      ("number(-999)", "-999"), ("number(100000)", "100,000"),
      ("money(1234.5, 'USD', 'en')", "$1,234.50"), ("money(-5, 'CNY', 'zh')", "-¥5.00"),
      ("money(5, 'CNY', 'en')", "5.00 CNY"), ("money(5, 'JPY', 'en')", "¥5"), ("money(5)", "5.00"),
    ]
    for (call, expected) in calls {
      let engine = try engine(plugin: [
        "plugin.lua": "local text = require \"rigrules.text\"\n"
          + manifest("p", "reporters = { r = function() return text.\(call) end },")
      ])
      #expect(try text(engine) == expected, "\(call)")
    }
  }

  @Test("a reporter sees what rules are about, and the day where one is stated")
  func about() throws {
    let source = manifest(
      "p",
      """
      reporters = { r = function(reports, ctx)
        local rule = ctx.rules.own
        return rule.title .. "|" .. #rule.source .. "|" .. rule.severity .. "|" .. tostring(ctx.today)
      end },
      """)
    #expect(try text(engine(plugin: ["plugin.lua": source])).hasSuffix("|nil"))
    var options = EngineOptions()
    options.reportDay = "2026-11-26"
    options.today = "2026-01-01"
    let stated = try text(engine(plugin: ["plugin.lua": source], options))
    #expect(stated.hasSuffix("|2026-11-26"), "\(stated)")
  }

  @Test("the modules of the rules are `rigrules.NAME`, with those that they require")
  func commonModules() throws {
    let engine = try Engine(
      rules: [
        .files([
          "own.lua": ruleSource(), "lib/one.lua": "return { two = require(\"lib.two\") }",
          "lib/two.lua": "return \"of the rules\"",
        ])
      ],
      plugins: [
        .files(
          "p",
          [
            "lib/two.lua": "return \"of the plugin\"",
            "plugin.lua": "local one, two = require \"rigrules.one\", require \"lib.two\"\n"
              + manifest("p", "reporters = { r = function() return one.two .. \", \" .. two end },"),
          ])
      ])
    #expect(try text(engine) == "of the rules, of the plugin")
  }

  @Test("a plugin that is on goes before one that is only there")
  func onGoesFirst() throws {
    func files(_ name: String) -> [String: String] {
      [
        "plugin.lua": manifest(
          name,
          """
          reporters = { r = function() return "\(name)" end },
          importers = { i = { doc = "d", extensions = { "parts" }, import = function() return {} end } },
          """)
      ]
    }
    let engine = try Engine(
      rules: [.files(["own.lua": ruleSource()])],
      plugins: [.files("a", files("a"), activation: .available), .files("b", files("b"))])
    #expect(try text(engine) == "b")
    #expect(try engine.importer(nil, forFile: "x.parts") == "b:i")
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
