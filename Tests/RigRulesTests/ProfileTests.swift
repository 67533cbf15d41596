internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

@Suite("Profiles")
struct ProfileTests {
  private static let rule = ruleSource(
    check: "ctx.report(\"found\", { n = ctx.params.p })",
    extra: "params = { p = { default = 1, max = 9 } },")

  private static func plugin(_ settings: String, name: String = "quiet") -> String {
    manifest(
      "p", "profiles = { [\"\(name)\"] = { doc = \"d\", settings = { \(settings) } } },")
  }

  private static func engine(
    _ settings: String, _ options: EngineOptions, activation: PluginSource.Activation = .on
  ) throws -> Engine {
    try Engine(
      rules: [.files(["a.lua": rule, "b.lua": rule])],
      plugins: [
        .files(
          "p", ["plugin.lua": plugin(settings), "rules/c.lua": rule], activation: activation)
      ], options: options)
  }

  @Test("a profile stands between the rule and the configuration")
  func order() throws {
    let settings =
      "a = { severity = \"advice\", weight = 2, params = { p = 5 } }, b = { off = true }, "
      + "[\"p:c\"] = { params = { p = 7 } }"
    var configuration = Configuration()
    configuration.settings = [
      "a": RuleSetting(parameters: ["p": 6]), "b": RuleSetting(isOff: false, weight: 3),
    ]
    let engine = try Self.engine(
      settings, EngineOptions(configuration: configuration, profile: "quiet"))
    #expect(engine.ruleSet.profile == "p:quiet")
    let a = try #require(engine.ruleSet.rule("a"))
    #expect(a.severity == .advice && a.weight == 2)
    #expect(try engine.message("a") == "found 6" && engine.message("p:c") == "found 7")
    #expect(engine.ruleSet.rule("b")?.weight == 3)
    #expect(engine.ruleSet.settings["a"]?.at == "p/plugin.lua:3")
    let plain = try Self.engine(settings, EngineOptions())
    #expect(plain.ruleSet.rule("a")?.severity == .error && plain.ruleSet.profile == nil)
    #expect(plain.ruleSet.hash != engine.ruleSet.hash)
  }

  @Test("a profile of a plugin that is only available can be used; its rules stay away")
  func available() throws {
    let engine = try Self.engine(
      "a = { off = true }, [\"p:c\"] = { off = true }, [\"q:x\"] = { weight = 2 }",
      EngineOptions(profile: "p:quiet"), activation: .available)
    #expect(engine.ruleSet.rules.map(\.id) == ["b"])
  }

  static let wrong: [(settings: String, profile: String, says: String)] = [
    ("", "quite", "there is no profile `quite`; did you mean `p:quiet`?"),
    ("", "q:quiet", "there is no profile `q:quiet`; did you mean `p:quiet`?"),
    ("", "xyz", "there is no profile `xyz`; there are p:quiet"),
    ("aa = { weight = 2 }", "quiet", "p/plugin.lua:3: error: settings name the rule `aa`"),
    ("[\"p:d\"] = { weight = 2 }", "quiet", "did you mean `p:c`?"),
    ("a = { params = { q = 1 } }", "quiet", "the rule `a` has no parameter `q`"),
    ("a = { params = { p = 10 } }", "quiet", "the parameter `p` of `a` is 10; the most is 9"),
  ]
  @Test("what a profile gets wrong is told with its place", arguments: wrong)
  func refused(settings: String, profile: String, says: String) throws {
    let error = #expect(throws: EngineError.self) {
      try Self.engine(settings, EngineOptions(profile: profile))
    }
    #expect("\(error!)".contains(says), "\(error!)")
  }

  @Test("a bare name must be clear")
  func ambiguous() throws {
    let two = { (name: String) in
      manifest(name, "profiles = { quiet = { doc = \"d\", settings = {} } },")
    }
    let error = #expect(throws: EngineError.self) {
      try Engine(
        rules: [.files(["a.lua": Self.rule])],
        plugins: [
          .files("p", ["plugin.lua": two("p")]), .files("q", ["plugin.lua": two("q")]),
        ], options: EngineOptions(profile: "quiet"))
    }
    #expect("\(error!)" == "several plugins have a profile `quiet`: write p:quiet or q:quiet")
  }

  @Test("a profile follows its plugin; where it is gone or wrong, the one before stays")
  func reload() throws {
    let disk = try PluginsOnDisk([
      "p/plugin.lua": Self.plugin("[\"p:c\"] = { params = { p = 2 } }"), "p/rules/c.lua": Self.rule,
    ])
    let engine = try disk.engine(EngineOptions(profile: "quiet"))
    #expect(try engine.message("p:c") == "found 2")
    try disk.write("p/plugin.lua", Self.plugin("[\"p:c\"] = { params = { p = 3 } }"))
    #expect(try engine.reload()?.changed == ["p:c"])
    #expect(try engine.message("p:c") == "found 3")
    for bad in [
      Self.plugin("[\"p:c\"] = { params = { p = 30 } }"), Self.plugin("", name: "loud"),
    ] {
      try disk.write("p/plugin.lua", bad)
      #expect(try engine.reload()?.configurationProblem != nil)
      #expect(try engine.message("p:c") == "found 3")
      #expect(try engine.reload() == nil)
    }
    try disk.write("p/plugin.lua", Self.plugin("[\"p:c\"] = { params = { p = 4 } }"))
    #expect(try engine.reload()?.configurationProblem == nil)
    #expect(try engine.message("p:c") == "found 4")
  }

  @Test("the configuration's profile is followed too")
  func configured() throws {
    let disk = try PluginsOnDisk([
      "p/plugin.lua": manifest(
        "p",
        "profiles = { one = { doc = \"d\", settings = { [\"p:c\"] = { params = { p = 2 } } } }, "
          + "two = { doc = \"d\", settings = { [\"p:c\"] = { params = { p = 3 } } } } },"),
      "p/rules/c.lua": Self.rule, "../rigrules.yaml": "profile: one\n",
    ])
    let file = disk.url.deletingLastPathComponent().appending(path: "rigrules.yaml").path
    let engine = try disk.engine(
      EngineOptions(configuration: try Configuration(contentsOfFile: file)))
    #expect(try engine.message("p:c") == "found 2")
    try disk.write("../rigrules.yaml", "profile: p:two\n")
    #expect(try engine.reload()?.changed == ["p:c"])
    try disk.write("../rigrules.yaml", "profile: three\n")
    #expect(try engine.reload()?.configurationProblem?.contains("`three`") == true)
    #expect(try engine.message("p:c") == "found 3")
    try disk.write("../rigrules.yaml", "{}\n")
    #expect(try engine.reload() != nil)
    #expect(try engine.message("p:c") == "found 1")
  }

  @Test("settings of a plugin that is nowhere are told so; of one that is known, nothing is said")
  func elsewhere() throws {
    var configuration = Configuration()
    configuration.settings = ["q:x": RuleSetting(weight: 2, at: "rigrules.yaml:3")]
    let options = EngineOptions(configuration: configuration)
    let error = #expect(throws: EngineError.self) { try Self.engine("", options) }
    #expect("\(error!)".contains("`q:x`, and the plugin `q` is not on"), "\(error!)")
    let available = PluginSource.files(
      "q", ["plugin.lua": manifest("q"), "rules/x.lua": Self.rule], activation: .available)
    let known = try Engine(
      rules: [.files(["a.lua": Self.rule])], plugins: [available], options: options)
    #expect(known.ruleSet.rules.map(\.id) == ["a"])
    configuration.settings = ["q:xx": RuleSetting(weight: 2)]
    let slip = #expect(throws: EngineError.self) {
      try Engine(
        rules: [.files(["a.lua": Self.rule])], plugins: [available],
        options: EngineOptions(configuration: configuration))
    }
    #expect("\(slip!)".contains("did you mean `q:x`?"), "\(slip!)")
    let failed = try Engine(
      rules: [.files(["a.lua": Self.rule])], plugins: [.files("q", ["plugin.lua": "return {"])],
      options: options)
    #expect(failed.ruleSet.brokenPlugins.count == 1)
  }
}
