internal import RigModel
internal import RigRules
internal import Testing

@Suite("What does not load, and where it says so")
struct LoadingTests {
  private static let good = [
    "title = \"T\",", "severity = \"error\",", "messages = { found = \"n is {n}\" },",
    "check = function(build, ctx)", "  ctx.report(\"found\", { n = 1 })", "end,",
  ]

  /// The good file with lines put in before line `at` (1-based within the table), from line 2.
  private func problems(_ lines: [String]) throws -> [RuleFailure] {
    let source = (["return {"] + lines + ["}"]).joined(separator: "\n")
    let set = try engine(["psu/x.lua": source]).ruleSet
    return set.failures.first?.problems ?? []
  }

  @Test("the file that all others are variants of loads")
  func loads() throws { #expect(try problems(Self.good) == []) }

  @Test(
    "each typo has its code, its line and the near name",
    arguments: [
      (0, "titel = \"T\",", "rule/unknown-key", "`title`", 2),
      (1, "severity = \"eror\",", "rule/severity", "`error`", 3),
      (1, "severity = 3,", "rule/wrong-type", "error, warning, advice", 3),
      (3, "chek = function(build, ctx)", "rule/unknown-key", "`check`", 5),
      (4, "ctx.report(\"fund\", { n = 1 })", "rule/undeclared-message", "`found`", 6),
      (4, "ctx.report(\"found\", { m = 1 })", "rule/placeholder", "{n}", 6),
      (4, "ctx.report(\"found\")", "rule/placeholder", "{n}", 6),
      (4, "x = = 1", "rule/syntax", "`=` assigns", 6),
      (5, "end, needs = { \"gpus[].tdp\" },", "rule/needs", "tdp_w", 7),
      (5, "end, needs = { \"cpu.tdp_w\", \"cpu.tdp_w\" },", "rule/needs", "twice", 7),
      (5, "end, needs = \"cpu.tdp_w\",", "rule/wrong-type", "list", 7),
      (5, "end, params = { p = { default = 5, max = 3 } },", "rule/parameter", "most is 3", 7),
      (5, "end, params = { p = { min = 1 } },", "rule/parameter", "default", 7),
      (5, "end, params = { p = { default = 1, mim = 1 } },", "rule/unknown-key", "`min`", 7),
      (5, "end, why = { zh = \"x\" },", "rule/text", "English", 7),
      (5, "end, why = { en = \"x\", de = \"x\" },", "rule/text", "`de`", 7),
      (5, "end, weight = -1,", "rule/wrong-type", "weight", 7),
      (5, "end, unknown = \"notes\",", "rule/wrong-type", "did you mean `note`?", 7),
      (5, "end, unknown = true,", "rule/wrong-type", "incomplete, note", 7),
      (5, "end, when = true,", "rule/wrong-type", "function", 7),
      (5, "end, examples = { { name = \"a\" } },", "rule/example", "build", 7),
      (
        5, "end, examples = { { name = \"a\", build = {}, expect = \"pas\" } },", "rule/example",
        "`pass`", 7
      ),
      (
        5, "end, examples = { { name = \"a\", build = {}, expect = {} } },", "rule/example",
        "says nothing", 7
      ),
      (2, "messages = { found = \"n is {n\" },", "rule/placeholder", "without its", 4),
      (3, "check = \"x\", f = function()", "rule/unknown-key", "f", 5),
    ])
  func typos(line: Int, text: String, code: String, says: String, at: Int) throws {
    var lines = Self.good
    lines[line] = text
    let found = try problems(lines)
    let problem = try #require(found.first { $0.code == code }, "\(found)")
    #expect(problem.message.contains(says), "\(problem.message)")
    #expect(problem.at == "Rules/psu/x.lua:\(at)")
    #expect(problem.kind == .load)
  }

  @Test("examples that repeat a name or a build are refused")
  func duplicates() throws {
    let one = "{ name = \"a\", build = { id = \"1\" }, expect = \"pass\" }"
    let sameName = "{ name = \"a\", build = { id = \"2\" }, expect = \"pass\" }"
    let sameBuild = "{ name = \"b\", build = { id = \"1\" }, expect = \"pass\" }"
    for other in [sameName, sameBuild] {
      let found = try problems(Self.good + ["examples = {", one + ",", other + ",", "},"])
      #expect(found.map(\.code) == ["rule/duplicate-example"])
      #expect(found.first?.at == "Rules/psu/x.lua:10")
    }
  }

  @Test(
    "files that are no rules",
    arguments: [
      ("return 5", "must return a table"), ("", "must return a table"), ("error(\"boom\")", "boom"),
      ("while true do end", "work limit"), ("return {", "expected"), ("\u{1B}Lua", "compiled"),
      ("local x = os.time() return {}", "`os.time` is not available"),
      ("return { title = function() end }", "check"), ("local x = y", "`y` is not defined"),
    ])
  func notRules(source: String, says: String) throws {
    let failures = try engine(["a/b.lua": source]).ruleSet.failures
    #expect(failures.map(\.rule) == ["a/b"])
    #expect(failures[0].problems.contains { $0.message.contains(says) }, "\(failures)")
  }

  @Test("a file with a name that makes no id, and two files with one id")
  func ids() throws {
    let source = (["return {"] + Self.good + ["}"]).joined(separator: "\n")
    let spaced = try engine(["a/b c.lua": source]).ruleSet.failures
    #expect(spaced.first?.problems.first?.code == "rule/id")
    let twice = try Engine(rules: [.files(["a/b.lua": source]), .files(["a/b.lua": source])])
    #expect(twice.ruleSet.failures.first?.problems.first?.code == "rule/duplicate-id")
    #expect(twice.ruleSet.rules.count == 1)
  }

  @Test("a module's mistake is told at its own place, by the rules that require it")
  func modules() throws {
    let source = (["local m = require \"lib.m\"", "return {"] + Self.good + ["}"])
      .joined(separator: "\n")
    let set = try engine(["psu/x.lua": source, "lib/m.lua": "local a\nreturn a.b"]).ruleSet
    #expect(set.failures.first?.problems.first?.at == "Rules/lib/m.lua:2")
    let missing = try engine(["psu/x.lua": source]).ruleSet
    #expect(missing.failures.first?.problems.first?.message.contains("lib.m") == true)
    #expect(missing.failures.first?.problems.first?.at == "Rules/psu/x.lua:1")
  }

  @Test("a name that stands for nothing, in a module, is told by the rules that require it")
  func moduleNames() throws {
    let module = "local M = {}\nfunction M.watts(build) return build.cpu.tpd_w end\nreturn M"
    let source = (["local m = require \"lib.m\"", "return {"] + Self.good + ["}"])
      .joined(separator: "\n")
    let few = ["psu/x.lua": source, "lib/m.lua": module]
    for files in [few, few.merging(Self.manyRules) { $1 }] {
      let failures = try engine(files).ruleSet.failures
      #expect(failures.map(\.rule) == ["psu/x"])
      #expect(failures.first?.problems.first?.code == "rule/unknown-field")
      #expect(failures.first?.problems.first?.at == "Rules/lib/m.lua:2")
    }
  }

  /// So many that their code is read and checked by a thread of its own.
  private static let manyRules = Dictionary(
    uniqueKeysWithValues: (1...20).map { ("many/r\($0).lua", ruleSource()) })

  @Test(
    "what is wrong with a rule among many is told as it is where it stands alone",
    arguments: [
      "check = function(build, ctx) ctx.report('nothing', {}) end",
      "check = function(build, ctx) return build.cpu.tpd_w end",
      "check = function(build, ctx) return ctx.params.most end",
      "check = function(build, ctx) return watts end",
      "check = function(build, ctx) retrun end",
      "check = function(build, ctx) ctx.report('bad', {}, { at = 'cpu.tpd_w' }) end",
      "check = 1, needs = { 'cpu.tpd_w' }",
      "check = function() end, examples = { { name = 'a', build = { cpu = { x = 1 } } } }",
    ])
  func amongMany(keys: String) throws {
    let source = """
      return {
        title = "t", why = "w", source = "s", severity = "error", messages = { bad = "b" },
        \(keys),
      }
      """
    let alone = try engine(["psu/x.lua": source]).ruleSet
    let among = try engine(Self.manyRules.merging(["psu/x.lua": source]) { $1 }).ruleSet
    #expect(!alone.failures.isEmpty)
    #expect(among.failures == alone.failures)
    #expect(among.rules.count == Self.manyRules.count)
  }

  @Test("a folder that is not there is an error of its own")
  func noFolder() {
    #expect(throws: EngineError.self) { try Engine(rules: [.directory(path: "/nowhere/at/all")]) }
  }

  @Test("the hash follows every source and setting, and nothing else")
  func hash() throws {
    let one = ruleSource()
    let base = try engine(["a.lua": one, "lib/m.lua": "return {}"]).ruleSet.hash
    #expect(base.count == 64)
    #expect(try engine(["a.lua": one, "lib/m.lua": "return {}"]).ruleSet.hash == base)
    let setting = Configuration(settings: ["a": RuleSetting(weight: 2)])
    let others = try [
      engine(["a.lua": one + " ", "lib/m.lua": "return {}"]),
      engine(["a.lua": one, "lib/m.lua": "return { }"]),
      engine(["b.lua": one, "lib/m.lua": "return {}"]),
      engine(["a.lua": one, "lib/m.lua": "return {}"], EngineOptions(configuration: setting)),
    ].map(\.ruleSet.hash)
    #expect(Set(others + [base]).count == 5)
  }
}
