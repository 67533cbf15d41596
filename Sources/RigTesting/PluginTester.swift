internal import LuaRuntime
internal import RigModel
internal import RigRules

/// Runs the examples of what a plugin's manifest gives: facts, reporters, importers and profiles.
struct PluginTester {
  let engine: Engine
  let plugin: PluginDescription
  var options = TestOptions()
  /// What one call of a reporter or an importer may use.
  var callLimits = Engine.pluginCallLimits

  /// What a manifest gives.
  enum Kind: String {
    case fact, reporter, importer, profile
  }

  /// What does not hold, example by example, up to the first where that is enough.
  func problems(of kinds: Set<Kind>, upToFirst: Bool = false) -> [String] {
    var problems: [String] = []
    for entry in entries where kinds.contains(entry.kind) {
      for example in entry.examples {
        guard let failure = failures(of: example, entry).first else { continue }
        let place = "\(plugin.path)/plugin.lua"
        let name = "\(entry.kind.rawValue) \(entry.name): \(example.name)"
        problems.append(
          "\(place): the example \"\(name)\" does not hold: "
            + failure.summary.joined(separator: "; "))
        if upToFirst { return problems }
      }
    }
    return problems
  }

  func run() throws -> RuleTestResult {
    let map = RuleSourceMap(engine.manifests.first { $0.name == plugin.name }?.source ?? [])
    var result = RuleTestResult(rule: plugin.name, path: "\(plugin.path)/plugin.lua")
    result.isOfPlugin = true
    for entry in entries {
      let place = { (path: String) in "\(result.path):\(map.line(of: path))" }
      if entry.examples.isEmpty {
        result.warnings.append(
          TestWarning(
            place: place(entry.path),
            message:
              "the \(entry.kind.rawValue) `\(entry.name)` has no examples, so nothing says that it "
              + "works"))
      }
      for (index, example) in entry.examples.enumerated()
      where options.wants(rule: plugin.name, name: example.name) {
        result.points.append(
          TestPoint(
            rule: plugin.name, kind: .example,
            example: "\(entry.kind.rawValue) \(entry.name): \(example.name)",
            place: place("\(entry.path).examples[\(index + 1)]"), runs: 1,
            failures: failures(of: example, entry)))
      }
    }
    return result
  }

  private struct Entry {
    let kind: Kind
    let name: String
    let examples: [PluginExample]
    var path: String { "\(kind.rawValue)s.\(name)" }
  }

  private var entries: [Entry] {
    plugin.facts.map { Entry(kind: .fact, name: $0.name, examples: $0.examples) }
      + plugin.reporters.map { Entry(kind: .reporter, name: $0.name, examples: $0.examples) }
      + plugin.importers.map { Entry(kind: .importer, name: $0.name, examples: $0.examples) }
      + plugin.profiles.map { Entry(kind: .profile, name: $0.name, examples: $0.examples) }
  }

  private func failures(of example: PluginExample, _ entry: Entry) -> [TestFailure] {
    let name = "\(plugin.name):\(entry.name)"
    do {
      let builds = try example.builds.map { try Build($0) }
      let differences: [FieldDifference]
      switch example.expected {
      case .value(let value): return try fact(entry.name, is: value, on: builds[0])
      case .texts(let texts): differences = try reporter(name, has: texts, of: builds, example)
      case .build(let build): differences = try importer(name, makes: build, of: example)
      case .refusal(let words): differences = try importer(name, refuses: words, of: example)
      case .outcome(let outcome):
        differences = try profile(name, gives: outcome, by: example.rule ?? "", on: builds[0])
      }
      return differences.isEmpty
        ? [] : [TestFailure(differences: differences, build: builds.first)]
    } catch let error as InvalidBuild {
      return error.diagnostics.map { TestFailure("the build is not valid: \($0)") }
    } catch let failure as PluginFailure {
      return [broken("\(failure)")]
    } catch {
      return [TestFailure("\(error)")]
    }
  }

  private func broken(_ message: String) -> TestFailure {
    TestFailure(
      differences: [FieldDifference(field: "", expected: nil, got: message)], isBroken: true)
  }

  // MARK: Each kind

  private func fact(_ name: String, is expected: BuildValue?, on build: Build) throws
    -> [TestFailure]
  {
    let session = try LuaSession(engine: engine)
    // Both are names of letters, digits, `-` and `_`.
    let code = "return ctx.facts[\"\(plugin.name)\"][\"\(name)\"]"
    switch try session.run(code, build: build, rule: nil) {
    case .failed(let failure): return [broken("\(failure.at): \(failure.message)")]
    case .incomplete: return [broken("the fact gave nothing")]
    case .values(let values):
      let value = values.first.flatMap { BuildValue(lua: $0) }
      if Self.areEqual(value, expected) { return [] }
      let unknown = "nil"
      return [
        TestFailure(
          differences: [
            FieldDifference(
              field: name, expected: expected?.spelled ?? unknown, got: value?.spelled ?? unknown)
          ], build: build)
      ]
    }
  }

  /// By the rules that the example names, or else those of the plugin alone, so that the text is the
  /// same whatever else is in force.
  private func reporter(
    _ name: String, has texts: [String], of builds: [Build], _ example: PluginExample
  ) throws -> [FieldDifference] {
    let rules = example.rules ?? plugin.rules
    let judged = try builds.map { JudgedBuild(report: try report(of: $0, by: rules), build: $0) }
    let text =
      switch try engine.rendering(of: judged, with: name, limits: callLimits) {
      case .text(let text): text
      case .files(let files): files.map { "\($0.name)\n\($0.text)" }.joined(separator: "\n")
      }
    return texts.filter { !text.contains($0) }.map {
      FieldDifference(field: "text", expected: Self.line($0), got: Self.line(text))
    }
  }

  private func report(of build: Build, by rules: [String]) throws -> Report {
    let report = rules.isEmpty ? nil : try engine.evaluate(build, rules: rules)
    return Report(
      id: report?.id ?? build.id ?? "build", name: report?.name ?? build.name,
      verdict: report?.verdict ?? .pass, score: report?.score, coverage: report?.coverage ?? 0,
      counts: report?.counts ?? OutcomeCounts(), results: report?.results ?? [],
      ruleset: engine.ruleSet.hash, price: build.totalPrice)
  }

  private func importer(_ name: String, makes expected: BuildValue, of example: PluginExample)
    throws -> [FieldDifference]
  {
    let made = try engine.importBuild(
      example.text, file: example.file, with: name, limits: callLimits
    ).value
    let wanted = try Build(expected).value
    let keys = Set(Self.keys(made) + Self.keys(wanted)).sorted()
    return keys.filter { !Self.areEqual(made[$0], wanted[$0]) }.map {
      FieldDifference(
        field: $0, expected: wanted[$0]?.spelled ?? "nil", got: made[$0]?.spelled ?? "nil")
    }
  }

  private func importer(_ name: String, refuses words: String, of example: PluginExample) throws
    -> [FieldDifference]
  {
    let message: String
    do {
      let made = try engine.importBuild(
        example.text, file: example.file, with: name, limits: callLimits)
      return [FieldDifference(field: "error", expected: words, got: made.value.spelled)]
    } catch let failure as PluginFailure where failure.isRaised {
      message = failure.failure.message
    } catch let invalid as InvalidBuild {
      message = invalid.diagnostics.map(\.description).joined(separator: "; ")
    }
    return message.contains(words)
      ? [] : [FieldDifference(field: "error", expected: words, got: message)]
  }

  private func profile(
    _ name: String, gives expected: ExpectedOutcome, by rule: String, on build: Build
  ) throws -> [FieldDifference] {
    let report = try engine.reopened(profile: name).evaluate(build, rules: [rule])
    guard let result = report.results.first(where: { $0.rule == rule }) else { return [] }
    return expected.fieldDifferences(from: result)
  }

  // MARK: Comparing

  /// Numbers that differ by rounding alone are equal.
  private static func areEqual(_ one: BuildValue?, _ other: BuildValue?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    if let a = one.numberValue, let b = other.numberValue {
      return abs(a - b) <= 1e-9 * max(abs(a), abs(b))
    }
    switch (one, other) {
    case (.list(let a), .list(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { areEqual($0, $1) }
    case (.map(let a), .map(let b)):
      return a.count == b.count && a.allSatisfy { areEqual($0.value, other[$0.key]) }
    default: return one == other
    }
  }

  private static func keys(_ value: BuildValue) -> [String] {
    if case .map(let fields) = value { fields.map(\.key) } else { [] }
  }

  /// A text on one line, cut where it is long.
  private static func line(_ text: String) -> String {
    let line = text.replacing("\n", with: " / ")
    return line.count > 300 ? line.prefix(300) + "…" : line
  }
}
