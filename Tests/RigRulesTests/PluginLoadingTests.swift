internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

@Suite("Plugins: what loads, and what is said of what does not")
struct PluginLoadingTests {
  private static let full = [
    "return {",
    "  name = \"p\",",
    "  version = \"1.2.3\",",
    "  api = 1,",
    "  description = { en = \"P\", zh = \"插件\" },",
    "  homepage = \"https://example.org\",",
    "  author = \"A\",",
    "  licence = \"MIT\",",
    "  facts = {",
    "    load_w = {",
    "      doc = { en = \"sum\" },",
    "      unit = \"W\",",
    "      needs = { \"cpu.tdp_w\" },",
    "      compute = function(build, ctx) return build.cpu.tdp_w end,",
    "    },",
    "    short = function() return 1 end,",
    "  },",
    "  reporters = {",
    "    quote = {",
    "      doc = { en = \"quote\" },",
    "      render = function(reports, ctx) return \"x\" end,",
    "    },",
    "  },",
    "  importers = {",
    "    csv = {",
    "      doc = { en = \"csv\" },",
    "      extensions = { \"csv\" },",
    "      import = function(text, ctx) return {} end,",
    "    },",
    "  },",
    "  profiles = {",
    "    quiet = {",
    "      doc = { en = \"quiet\" },",
    "      settings = {",
    "        [\"own\"] = {",
    "          severity = \"warning\",",
    "          weight = 2,",
    "          off = false,",
    "          params = {},",
    "        },",
    "      },",
    "    },",
    "  },",
    "}",
  ]

  private func problems(_ lines: [String]) throws -> [RuleFailure] {
    try engine(plugin: ["plugin.lua": lines.joined(separator: "\n")]).plugin()?.problems ?? []
  }

  @Test("a manifest with everything in it loads, and is described")
  func loads() throws {
    let engine = try engine(plugin: [
      "plugin.lua": Self.full.joined(separator: "\n"), "rules/a.lua": ruleSource(),
      "rules/power/b.lua": ruleSource(), "lib/m.lua": "return 1",
    ])
    let plugin = try #require(engine.plugin())
    #expect(plugin.state == .on && plugin.problems.isEmpty && plugin.version == "1.2.3")
    #expect(plugin.rules == ["p:a", "p:power/b"] && plugin.path == "p")
    #expect(plugin.facts.map(\.name) == ["load_w", "short"] && plugin.facts[0].unit == "W")
    #expect(plugin.reporters.map(\.name) == ["quote"] && plugin.profiles.map(\.name) == ["quiet"])
    #expect(plugin.importers[0].extensions == ["csv"] && plugin.licence == "MIT")
    #expect(engine.ruleSet.brokenPlugins.isEmpty)
    let rules = engine.ruleSet.rules
    #expect(rules.map(\.id) == ["own", "p:a", "p:power/b"])
    #expect(rules.map(\.category) == ["general", "p", "power"])
    #expect(rules.map(\.origin) == ["rules", "p", "p"])
    #expect(rules[1].path == "p/rules/a.lua")
  }

  /// Every key of a manifest that must have its name, by line, with a slip in it.
  static let slips: [(line: Int, slip: String, near: String)] = [
    (2, "nmae", "name"), (3, "verison", "version"), (4, "ap", "api"),
    (5, "decsription", "description"), (6, "homepge", "homepage"), (7, "autor", "author"),
    (8, "license", "licence"), (9, "fatcs", "facts"), (11, "dco", "doc"), (12, "unti", "unit"),
    (13, "neds", "needs"), (14, "compue", "compute"), (18, "reporter", "reporters"),
    (20, "docs", "doc"), (21, "rendr", "render"), (24, "importer", "importers"),
    (26, "odc", "doc"), (27, "extension", "extensions"), (28, "imports", "import"),
    (31, "profile", "profiles"), (33, "docu", "doc"), (34, "setings", "settings"),
    (36, "severty", "severity"), (37, "wieght", "weight"), (38, "of", "off"),
    (39, "parms", "params"),
  ]
  @Test("a slip in any key is refused with its line and the near name", arguments: slips)
  func slip(line: Int, slip: String, near: String) throws {
    var lines = Self.full
    let parts = lines[line - 1].split(separator: "=", maxSplits: 1)
    let indent = parts[0].prefix { $0 == " " }
    #expect(parts[0].trimmingPrefix(indent).dropLast() == near)
    lines[line - 1] = "\(indent)\(slip) =\(parts[1])"
    let problems = try problems(lines)
    let problem = try #require(
      problems.first { $0.code == "plugin/unknown-key" }, "\(problems)")
    #expect(problem.message.contains("no key `\(slip)`; did you mean `\(near)`?"))
    #expect(problem.at == "p/plugin.lua:\(line)")
    #expect(problem.kind == .load)
  }

  static let wrong: [(line: Int, text: String, code: String, says: String)] = [
    (2, "name = \"q\",", "plugin/name", "lies in a folder named `p`"),
    (2, "name = 1,", "plugin/wrong-type", "must be a text"),
    (2, "name = \"a b\",", "plugin/name", "is not a name here"),
    (2, "name = \"rules\",", "plugin/name", "folder that plugins have"),
    (2, "", "plugin/missing-key", "no `name`"),
    (3, "version = \"1.0\",", "plugin/version", "three numbers"),
    (3, "version = \"01.0.0\",", "plugin/version", "three numbers"),
    (3, "version = 1.0,", "plugin/wrong-type", "a text such as"),
    (3, "", "plugin/missing-key", "no `version`"),
    (4, "api = 0,", "plugin/api", "no api 0"), (4, "api = \"1\",", "plugin/wrong-type", "number 1"),
    (4, "api = 1.5,", "plugin/wrong-type", "number 1"), (4, "", "plugin/missing-key", "no `api`"),
    (5, "", "plugin/missing-key", "no `description`"),
    (5, "description = { zh = \"x\" },", "plugin/text", "no English text"),
    (5, "description = { en = \"x\", fr = \"x\" },", "plugin/text", "`fr`"),
    (5, "description = 3,", "plugin/wrong-type", "a text"),
    (6, "homepage = {},", "plugin/wrong-type", "a text"),
    (11, "", "plugin/missing-key", "`facts.load_w` has no `doc`"),
    (12, "unit = 1,", "plugin/wrong-type", "a text"),
    (13, "needs = { \"cpu.tpd_w\" },", "plugin/needs", "tdp_w"),
    (13, "needs = \"cpu.tdp_w\",", "plugin/wrong-type", "a list of paths"),
    (14, "", "plugin/missing-key", "`facts.load_w` has no `compute`"),
    (14, "compute = 1,", "plugin/wrong-type", "a function"),
    (16, "short = 1,", "plugin/wrong-type", "a function, or a table with `compute`"),
    (16, "[\"two words\"] = function() end,", "plugin/name", "`two words`"),
    (16, "f = { 1, 2 },", "plugin/wrong-type", "a function, or a table"),
    (21, "", "plugin/missing-key", "`reporters.quote` has no `render`"),
    (27, "extensions = { \".CSV\" },", "plugin/name", "without the dot"),
    (27, "extensions = { 1 },", "plugin/wrong-type", "an extension"),
    (28, "", "plugin/missing-key", "`importers.csv` has no `import`"),
    (33, "", "plugin/missing-key", "`profiles.quiet` has no `doc`"),
    (36, "severity = \"eror\",", "plugin/severity", "did you mean `error`?"),
    (37, "weight = 0,", "plugin/wrong-type", "above 0"),
    (38, "off = \"yes\",", "plugin/wrong-type", "true or false"),
    (39, "params = { x = print_ and 1 or function() end },", "plugin/syntax", "print_"),
    (39, "params = { x = function() end },", "plugin/wrong-type", "a number, text"),
    (39, "params = 1,", "plugin/wrong-type", "values by parameter"),
    (1, "x = = {", "plugin/syntax", "`=` assigns"),
    (1, "while true do end return {", "plugin/limit", "work limit"),
    (1, "error('no') return {", "plugin/syntax", "no"),
  ]
  @Test("what is wrong is refused with its code and line", arguments: wrong)
  func refused(line: Int, text: String, code: String, says: String) throws {
    var lines = Self.full
    lines[line - 1] = text
    let problems = try problems(lines)
    let problem = try #require(problems.first { $0.code == code }, "\(problems)")
    #expect(problem.message.contains(says), "\(problem.message)")
    // A key that is not there is told at the table that lacks it.
    let place = try #require(Int(problem.at.split(separator: ":").last ?? ""))
    #expect(text.isEmpty ? place < line : place == line, "\(problem.at)")
  }

  @Test("a plugin has a hundred facts and no more")
  func manyFacts() throws {
    for (count, isGood) in [(100, true), (101, false)] {
      let facts = (1...count).map { "f\($0) = function() return \($0) end," }.joined()
      let plugin = try engine(plugin: ["plugin.lua": manifest("p", "facts = { \(facts) },")])
        .plugin()
      #expect(plugin?.problems.isEmpty == isGood)
      if !isGood { #expect(plugin?.problems[0].code == "plugin/limit") }
    }
  }

  @Test("a manifest for a later api is refused with what would do, and not judged further")
  func laterAPI() throws {
    let engine = try engine(plugin: [
      "plugin.lua": "return { api = 2, name = \"p\", brand_new = {} }", "rules/a.lua": ruleSource(),
    ])
    let plugin = try #require(engine.plugin())
    #expect(plugin.state == .refused && plugin.problems.map(\.code) == ["plugin/api"])
    #expect(plugin.problems[0].message.contains("written for api 2"))
    #expect(plugin.problems[0].message.contains("`api = 1` would do"))
    #expect(engine.ruleSet.rules.map(\.id) == ["own"])
  }

  @Test("a plugin that fails is left out and told in every report; all else works")
  func leftOut() throws {
    let engine = try Engine(
      rules: [.files(["own.lua": ruleSource(check: reportsFinding)])],
      plugins: [
        .files("bad", ["plugin.lua": "return {", "rules/a.lua": ruleSource()]),
        .files("p", ["plugin.lua": manifest(), "rules/a.lua": ruleSource(check: reportsFinding)]),
        .files("none", ["rules/a.lua": ruleSource()]),
      ])
    #expect(engine.ruleSet.brokenPlugins.map(\.name) == ["bad", "none"])
    #expect(engine.plugin("none")?.problems[0].code == "plugin/missing-manifest")
    let report = try engine.evaluate(Build(["id": "rig"]))
    #expect(report.results.map(\.rule) == ["own", "p:a"])
    #expect(report.notices.map(\.kind) == [.pluginLeftOut, .pluginLeftOut])
    #expect(report.notices[0].at == "bad/plugin.lua:1")
    #expect(report.verdict == .fail)
  }

  @Test("a bad rule file of a good plugin is that rule alone")
  func badRule() throws {
    let engine = try engine(plugin: [
      "plugin.lua": manifest("p", "facts = { x = function() return 7 end },"),
      "rules/bad.lua": "return {",
      "rules/good.lua": ruleSource(check: "ctx.report(\"found\", { n = ctx.facts.p.x })"),
    ])
    #expect(engine.ruleSet.failures.map(\.rule) == ["p:bad"])
    #expect(engine.ruleSet.brokenPlugins.isEmpty)
    let report = try engine.evaluate(Build(["id": "rig"]))
    #expect(report["p:bad"]?.outcome.failure?.at == "p/rules/bad.lua:1")
    #expect(report["p:bad"]?.category == "p")
    #expect(try engine.message("p:good") == "found 7")
    #expect(report.verdict == .broken)
  }

  @Test("a Lua file that would never run makes the plugin fail, with the folder that was meant")
  func strays() throws {
    for (path, says) in [
      ("rule/a.lua", "did you mean the folder `rules`?"), ("a.lua", "would never run"),
      ("libs/a.lua", "did you mean the folder `lib`?"),
    ] {
      let engine = try engine(plugin: ["plugin.lua": manifest(), path: "return {}"])
      let problem = try #require(engine.plugin()?.problems.first)
      #expect(problem.code == "plugin/stray-file" && problem.at == "p/\(path):1")
      #expect(problem.message.contains(says), "\(problem.message)")
    }
  }

  @Test("of two plugins of one name the second is refused, and both are named")
  func twins() throws {
    let one = ["plugin.lua": manifest(), "rules/one.lua": ruleSource()]
    let two = ["plugin.lua": manifest(), "rules/two.lua": ruleSource()]
    let disk = try PluginsOnDisk(
      Dictionary(uniqueKeysWithValues: two.map { ("p/\($0.key)", $0.value) }))
    let engine = try Engine(
      rules: [.files(["own.lua": ruleSource()])], plugins: [.files("p", one), .directory(disk.url)])
    #expect(engine.ruleSet.rules.map(\.id) == ["own", "p:one"])
    let refused = try #require(engine.ruleSet.brokenPlugins.first)
    #expect(refused.state == .refused && refused.problems[0].code == "plugin/duplicate")
    #expect(refused.problems[0].message.contains("p already gives a plugin `p`"))
    #expect(refused.problems[0].message.contains("Plugins/p"))
    // The same folder by two names is one plugin.
    let same = try Engine(
      rules: [.files(["own.lua": ruleSource()])],
      plugins: [.directory(disk.url), .directory(disk.url.appending(path: "p"))])
    #expect(same.ruleSet.brokenPlugins.isEmpty && same.ruleSet.plugins.count == 1)
  }

  @Test("a folder is one plugin, or a folder of them")
  func folders() throws {
    let disk = try PluginsOnDisk([
      "a/plugin.lua": manifest("a"), "b/plugin.lua": manifest("b"), "notes/read.txt": "no Lua",
      ".hidden/plugin.lua": manifest("hidden"),
    ])
    #expect(try disk.engine().ruleSet.plugins.map(\.path) == ["Plugins/a", "Plugins/b"])
    let one = try Engine(
      rules: [.files(["own.lua": ruleSource()])],
      plugins: [.directory(disk.url.appending(path: "b"))])
    #expect(one.ruleSet.plugins.map(\.path) == ["b"])
    let lost = disk.url.appending(path: "lost")
    let error = #expect(throws: EngineError.self) {
      try Engine(rules: [.files(["own.lua": ruleSource()])], plugins: [.directory(lost)])
    }
    #expect("\(error!)" == "the plugins in lost cannot be read: no such file or directory")
  }

  @Test("each plugin, and the rules beside them, have modules of their own under the same name")
  func modules() throws {
    let uses = "local m = require \"lib.m\"\n"
    let rule = uses + ruleSource(check: "ctx.report(\"found\", { n = m })")
    let fact = uses + manifest("p", "facts = { m = function() return m end },")
    let engine = try Engine(
      rules: [.files(["own.lua": rule, "lib/m.lua": "return 'rules'"])],
      plugins: [
        .files("p", ["plugin.lua": fact, "rules/a.lua": rule, "lib/m.lua": "return 'p'"]),
        .files(
          "q", ["plugin.lua": manifest("q"), "rules/a.lua": rule, "lib/m.lua": "return 'q'"]),
        .files("r", ["plugin.lua": manifest("r"), "rules/a.lua": rule]),
      ])
    #expect(try engine.message("own") == "found rules")
    #expect(try engine.message("p:a") == "found p")
    #expect(try engine.message("q:a") == "found q")
    let report = try engine.evaluate(Build(["id": "rig"]))
    #expect(
      report["r:a"]?.outcome.failure?.message == "there is no module `lib.m` beside these rules")
  }

  @Test("a fact that the plugin does not have is found where it is written, before it is asked for")
  func unknownFact() throws {
    let facts =
      "facts = { total = function() return 1 end, b = function(build, ctx) return %@ end },"
    func failures(_ expression: String, inFact: String = "1") throws -> [RuleFailure] {
      let rule = ruleSource(check: "if build.x_x then\n local v = \(expression)\n end")
      let source = manifest("p", facts.replacingOccurrences(of: "%@", with: inFact))
      let engine = try engine(plugin: ["plugin.lua": source, "rules/a.lua": rule])
      return engine.ruleSet.failures.flatMap(\.problems) + (engine.plugin()?.problems ?? [])
    }
    for good in [
      "ctx.facts.p.total", "ctx.facts[\"p\"][\"b\"]", "ctx.facts.p[build.x_x]",
      "({ facts = {} }).facts.p.nothing", "ctx.facts.p",
    ] { #expect(try failures(good) == [], "\(good)") }
    for bad in ["ctx.facts.p.totl", "ctx.facts['p'].totl", "ctx[\"facts\"].p[\"totl\"]"] {
      let problem = try #require(try failures(bad).first)
      #expect(problem.code == "rule/unknown-fact" && problem.at == "p/rules/a.lua:10")
      #expect(problem.message == "the plugin `p` has no fact `totl`; did you mean `total`?")
    }
    let other = try #require(try failures("ctx.facts.q.any").first)
    #expect(other.message.hasPrefix("no plugin `q` is on"))
    let own = try #require(try failures("1", inFact: "ctx.facts.p.totl").first)
    #expect(own.code == "plugin/unknown-fact" && own.at == "p/plugin.lua:3")
  }

  @Test("the rule set's name follows from the plugins' bytes")
  func hash() throws {
    let base = [
      "plugin.lua": manifest(), "rules/a.lua": ruleSource(), "lib/m.lua": "return 1",
    ]
    let hash = { (files: [String: String]) in try engine(plugin: files).ruleSet.hash }
    let first = try hash(base)
    #expect(try hash(base) == first)
    var seen: Set<String> = [first]
    for (path, text) in [
      ("plugin.lua", manifest("p", "", version: "1.0.1")), ("lib/m.lua", "return 2"),
      ("rules/a.lua", ruleSource(severity: "advice")), ("rules/b.lua", ruleSource()),
      ("plugin.lua", "return {"),
    ] {
      #expect(seen.insert(try hash(base.merging([path: text]) { $1 })).inserted, "\(path)")
    }
    // What is only available changes no report.
    let without = try Engine(rules: [.files(["own.lua": ruleSource()])]).ruleSet.hash
    let available = try Engine(
      rules: [.files(["own.lua": ruleSource()])],
      plugins: [.files("p", base, activation: .available)])
    #expect(available.ruleSet.hash == without)
    #expect(available.ruleSet.rules.map(\.id) == ["own"])
    #expect(available.plugin()?.rules == ["p:a"] && available.plugin()?.state == .available)
  }
}
