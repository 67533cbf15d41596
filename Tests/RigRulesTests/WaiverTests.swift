internal import RigModel
internal import RigRules
internal import Testing

/// What a report says of the configuration's own waivers.
@Suite struct WaiverTests {
  static let two = ruleSource(
    check: "ctx.report(\"found\", { n = 1 }) ctx.report(\"other\", { n = 2 })",
    messages: "found = \"found {n}\", other = \"other {n}\"")

  static func entry(
    _ finding: String? = nil, build: String? = nil, until: String? = nil,
    reason: String = "known", rule: String = "psu/two", values: BuildValue? = nil,
    part: String? = nil
  ) -> WaiverEntry {
    WaiverEntry(
      rule: rule, build: build, finding: finding, values: values, part: part,
      waiver: Waiver(reason: reason, until: until),
      at: "rigrules.yaml:7")
  }

  static func report(_ entries: [WaiverEntry], language: Language = .english) throws -> Report {
    let options = EngineOptions(
      language: language, configuration: Configuration(waivers: entries), today: "2026-11-23")
    return try engine(["psu/two.lua": two], options).evaluate(Build(["id": "a"]))
  }

  @Test(
    "each waiver that needs attention is a finding of its severity",
    arguments: [
      ([entry()], nil, nil, 1),
      ([entry("found"), entry("other")], nil, nil, 1),
      ([entry("found")], nil, nil, 0),
      // The first finding is not covered, the second is: its waiver matches all the same.
      ([entry("other")], nil, nil, 0),
      // Two that cover the same are both needed by nobody's fault.
      ([entry(), entry("found")], nil, nil, 1),
      ([entry(build: "a"), entry(rule: "psu/three")], "unmatched", .advice, 1),
      ([entry("fund", build: "a")], "unmatched", .warning, 0),
      ([entry(build: "b")], nil, nil, 0),
      ([entry(until: "2026-11-22")], "expired", .warning, 0),
      ([entry(until: "2026-11-23")], nil, nil, 1),
      ([entry(reason: "TODO: say why")], "unexplained", .advice, 0),
      ([entry(reason: "TODO：请写明")], "unexplained", .advice, 0),
      ([entry("found", values: ["n": 1]), entry("other", values: ["n": 2])], nil, nil, 1),
      ([entry("found", values: ["n": 3]), entry("other")], "changed", .warning, 0),
      ([entry(reason: "TODOs of the vendor are known")], nil, nil, 1),
    ] as [([WaiverEntry], String?, Severity?, Int)])
  func attention(_ entries: [WaiverEntry], _ id: String?, _ severity: Severity?, _ waived: Int)
    throws
  {
    let report = try Self.report(entries)
    let outcome = report[WaiverRule.id]?.outcome
    #expect(outcome?.findings.map(\.id) ?? [] == [id].compactMap { $0 })
    #expect(outcome?.severity == severity)
    #expect(outcome?.findings.first?.at == (id == nil ? nil : "rigrules.yaml:7"))
    #expect(report.counts.waived == waived)
    #expect(report.results.map(\.rule) == report.results.map(\.rule).sorted())
  }

  @Test("it changes the verdict as any warning does, and never the score")
  func verdict() throws {
    let passing = ["psu/two.lua": ruleSource()]
    func report(_ entries: [WaiverEntry]) throws -> Report {
      try engine(
        passing, EngineOptions(configuration: Configuration(waivers: entries), today: "2026-11-23")
      ).evaluate(Build(["id": "a"]))
    }
    #expect(try report([]).verdict == .pass)
    let named = try report([Self.entry(build: "a")])
    #expect(named.verdict == .warn && named.score == 100 && named.coverage == 1)
    #expect(named.counts.fail == 1)
    #expect(try report([Self.entry()]).verdict == .pass)
  }

  @Test("a build that no rule applies to stays one, whatever the waivers")
  func nothingEvaluated() throws {
    let source = ruleSource(when: "return false")
    let options = EngineOptions(
      configuration: Configuration(waivers: [Self.entry()]), today: "2026-11-23")
    let report = try engine(["psu/two.lua": source], options).evaluate(Build(["id": "a"]))
    #expect(report.nothingEvaluated)
    #expect(report.verdict == .incomplete)
  }

  @Test("messages are complete in both languages", arguments: Language.allCases)
  func messages(_ language: Language) throws {
    for entry in [
      Self.entry(until: "2026-01-01"), Self.entry("x"), Self.entry(reason: "TODO"),
    ] {
      let report = try Self.report([entry], language: language)
      let finding = try #require(report[WaiverRule.id]?.outcome.findings.first)
      #expect(!finding.message.contains("{"), "\(finding.message)")
      #expect(finding.message.contains(entry.finding.map { "psu/two (\($0))" } ?? "psu/two"))
      #expect(finding.suggestion?.isEmpty == false)
      let message = WaiverRule.description.messages.first { $0.id == finding.id }
      #expect(message?.text.chinese != nil)
    }
  }

  @Test("a waiver of no rule in force is told the near name", arguments: Language.allCases)
  func nearName(_ language: Language) throws {
    func suggestion(_ rule: String) throws -> String {
      let report = try Self.report([Self.entry(rule: rule)], language: language)
      return try #require(report[WaiverRule.id]?.outcome.findings.first?.suggestion)
    }
    #expect(try suggestion("psu/tow").contains("`psu/two`"))
    #expect(try suggestion("zzz").contains("`zzz`"))
    #expect(try !suggestion("zzz").contains("psu"))
  }

  @Test("no rule file can take the id")
  func reserved() throws {
    let engine = try engine(["config/waivers.lua": ruleSource(), "a/b.lua": ruleSource()])
    #expect(engine.ruleSet.failures.first?.problems.first?.code == "rule/id")
  }

  @Test("a baseline waives everything it was made from, and only that")
  func baseline() throws {
    let loud = try engine([
      "psu/two.lua": Self.two, "psu/one.lua": ruleSource(check: reportsFinding),
    ])
    let build = try Build(["id": "a: \"quoted\" #1"])
    for language in Language.allCases {
      let baseline = Baseline(
        [(try loud.evaluate(build), build)], language: language, owner: "lab",
        until: "2026-12-31")
      #expect(baseline.count == 3)
      #expect(baseline.text.contains("values:"))
      let explained = baseline.text.replacing("TODO", with: "known,")
      let configuration = try Configuration(parsing: Array(explained.utf8), file: "rigrules.yaml")
      #expect(configuration.waivers.map(\.rule) == ["psu/one", "psu/two", "psu/two"])
      #expect(configuration.waivers.map(\.finding) == ["found", "found", "other"])
      let again = try engine(
        ["psu/two.lua": Self.two, "psu/one.lua": ruleSource(check: reportsFinding)],
        EngineOptions(language: language, configuration: configuration, today: "2026-12-31"))
      let report = try again.evaluate(build)
      #expect(report.verdict == .pass && report.counts.waived == 2)
      #expect(report[WaiverRule.id] == nil)
      // What is waived already is no news.
      #expect(Baseline([(report, build)], language: language).text.hasSuffix("waivers: []\n"))
      let other = try again.evaluate(Build(["id": "another"]))
      #expect(other.counts.waived == 0)
    }
  }

  @Test("a waiver covers the figures and the part that were seen, and says what changed")
  func changed() throws {
    let source = ruleSource(
      check:
        "ctx.report(\"found\", { n = build.psus[1].wattage_w }, { at = \"psus[1].wattage_w\" })")
    func report(watts: Int64, name: String) throws -> Report {
      let entry = Self.entry("found", values: ["n": 1200], part: "HX1200")
      let options = EngineOptions(
        configuration: Configuration(waivers: [entry]), today: "2026-11-23")
      let supply: BuildValue = ["name": .text(name), "wattage_w": .integer(watts)]
      return try engine(["psu/two.lua": source], options)
        .evaluate(Build(["id": "a", "psus": .list([supply])]))
    }
    #expect(try report(watts: 1200, name: "HX1200").counts.waived == 1)
    for (watts, name, words) in [
      (1150, "HX1200", "n 1150 instead of 1200"), (1200, "AX1200", "AX1200 instead of HX1200"),
    ] as [(Int64, String, String)] {
      let report = try report(watts: watts, name: name)
      #expect(report.counts.waived == 0 && report.counts.fail == 2)
      let message = report[WaiverRule.id]?.outcome.findings.first?.message
      #expect(message?.contains(words) == true, "\(message ?? "none")")
    }
  }

  @Test(
    "a day that no calendar has is none", arguments: ["2026-02-29", "2026-04-31", "2026-13-01"])
  func days(_ day: String) {
    #expect(!Waiver.isDay(day) && Waiver.isDay("2028-02-29"))
  }

  @Test("a message with a line end cannot leave its comment")
  func hostileMessage() throws {
    let source = ruleSource(
      check: "ctx.report(\"found\", { n = \"x\\nwaivers: []\" })")
    let report = try engine(["psu/two.lua": source]).evaluate(Build(["id": "a"]))
    let text = Baseline([(report, nil)], language: .english).text
    let configuration = try Configuration(parsing: Array(text.utf8), file: "rigrules.yaml")
    #expect(configuration.waivers.count == 1)
  }
}
