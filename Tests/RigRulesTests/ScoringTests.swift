internal import RigModel
internal import RigRules
internal import Testing

@Suite("Verdict, score and coverage")
struct ScoringTests {
  private let pass = ruleSource()
  private let fails = ruleSource(check: reportsFinding)
  private let warns = ruleSource(severity: "warning", check: reportsFinding)
  private let advises = ruleSource(severity: "advice", check: reportsFinding)
  private let unknownError = ruleSource(needs: "\"psus\"")
  private let unknownAdvice = ruleSource(severity: "advice", needs: "\"psus\"")
  private let breaks = ruleSource(check: "error(\"x\")")
  private let skips = ruleSource(when: "return false")

  private func report(_ sources: [String], _ options: EngineOptions = EngineOptions()) throws
    -> Report
  {
    var files: [String: String] = [:]
    for (index, source) in sources.enumerated() { files["r\(index).lua"] = source }
    return try engine(files, options).evaluate(Build(["id": "x"]))
  }

  @Test("the first verdict that holds")
  func verdicts() throws {
    #expect(try report([pass]).verdict == .pass)
    #expect(try report([pass, advises]).verdict == .pass)
    #expect(try report([pass, warns]).verdict == .warn)
    #expect(try report([pass, warns, unknownAdvice]).verdict == .warn)
    #expect(try report([pass, warns, unknownError]).verdict == .incomplete)
    #expect(try report([pass, fails, unknownError]).verdict == .fail)
    #expect(try report([pass, fails, breaks]).verdict == .broken)
    #expect(try report([pass, skips]).verdict == .pass)
  }

  @Test(
    "what being unknown means is the rule's to say, else its severity's",
    arguments: [
      ("error", nil, Verdict.incomplete), ("error", "note", .warn),
      ("error", "incomplete", .incomplete), ("warning", nil, .warn), ("warning", "note", .warn),
      ("warning", "incomplete", .incomplete), ("advice", nil, .warn),
      ("advice", "incomplete", .incomplete),
    ])
  func unknownEffect(severity: String, effect: String?, verdict: Verdict) throws {
    let stated = effect.map { "unknown = \"\($0)\"," } ?? ""
    let rule = ruleSource(severity: severity, needs: "\"psus\"", extra: stated)
    #expect(try report([pass, warns, rule]).verdict == verdict)
    #expect(try report([pass, fails, rule]).verdict == .fail)
    let alone = try report([pass, rule])
    #expect(alone.verdict == (verdict == .warn ? .pass : verdict))
    #expect(alone.counts.unknown == 1 && alone.coverage < 1)
  }

  @Test("rules that are unknown as a note alone leave nothing that could pass")
  func onlyNotes() throws {
    let note = ruleSource(needs: "\"psus\"", extra: "unknown = \"note\",")
    #expect(try report([note, skips]).verdict == .incomplete)
  }

  @Test("a severity of the settings moves the default and not what the rule states")
  func unknownEffectOfSettings() throws {
    func verdict(_ rule: String, _ severity: Severity) throws -> Verdict {
      let setting = RuleSetting(severity: severity)
      let options = EngineOptions(configuration: Configuration(settings: ["r1": setting]))
      return try report([pass, rule], options).verdict
    }
    #expect(try verdict(unknownError, .warning) == .pass)
    let stated = ruleSource(needs: "\"psus\"", extra: "unknown = \"incomplete\",")
    #expect(try verdict(stated, .advice) == .incomplete)
    let note = ruleSource(severity: "error", needs: "\"psus\"", extra: "unknown = \"note\",")
    #expect(try verdict(note, .error) == .pass)
  }

  @Test("nothing evaluated is never a pass")
  func nothing() throws {
    #expect(throws: EngineError.noRules) { try report([]) }
    let skipped = try report([skips])
    #expect(skipped.verdict == .incomplete && skipped.score == nil && skipped.nothingEvaluated)
    let unknown = try report([unknownAdvice])
    #expect(unknown.verdict == .incomplete && unknown.score == nil && !unknown.nothingEvaluated)
  }

  @Test("weights 10, 3, 1 by severity, or the rule's own; partial scores; one and two decimals")
  func scores() throws {
    let weighted = ruleSource(check: reportsFinding, extra: "weight = 4,")
    let partial = ruleSource(check: "ctx.score(0.5) " + reportsFinding)
    let half = ruleSource(
      check: "ctx.report(\"found\", { n = 1 }, { score = 0.25 })")
    #expect(try report([pass, fails]).score == 50)
    #expect(try report([pass, warns]).score == 76.9)
    #expect(try report([pass, advises]).score == 90.9)
    #expect(try report([pass, weighted]).score == 71.4)
    #expect(try report([pass, partial]).score == 75)
    #expect(try report([half]).score == 25)
    #expect(try report([pass, ruleSource(check: "ctx.score(0.9)")]).score == 95)
    #expect(try report([pass, unknownAdvice]).coverage == 0.91)
    #expect(try report([pass, unknownError, skips]).coverage == 0.5)
  }

  @Test("a waived failure stays in the report and counts nowhere else")
  func waivers() throws {
    let waiver = Waiver(reason: "known", until: "2026-12-31", owner: "lab")
    func options(_ entries: [WaiverEntry], today: String? = "2026-11-23") -> EngineOptions {
      EngineOptions(configuration: Configuration(waivers: entries), today: today)
    }
    let all = WaiverEntry(rule: "r1", waiver: waiver, at: "rigrules.yaml:3")
    let waived = try report([pass, fails], options([all]))
    #expect(waived.verdict == .pass && waived.score == 100 && waived.coverage == 1)
    #expect(waived.counts.waived == 1 && waived.counts.fail == 0)
    #expect(waived["r1"]?.waived == waiver)
    #expect(waived[WaiverRule.id] == nil)

    let expired = try report([pass, fails], options([all], today: "2027-01-01"))
    #expect(expired.verdict == .fail)
    #expect(expired[WaiverRule.id]?.outcome.findings.map(\.id) == ["expired"])
    let elsewhere = WaiverEntry(rule: "r1", build: "other", waiver: waiver)
    #expect(try report([pass, fails], options([elsewhere])).verdict == .fail)
    let unmatched = WaiverEntry(rule: "r0", finding: "found", waiver: waiver)
    let report = try report([pass], options([unmatched]))
    #expect(report[WaiverRule.id]?.outcome.findings.map(\.id) == ["unmatched"])
  }

  @Test("settings change severity, weight, parameters, and switch rules off")
  func settings() throws {
    let adjustable = ruleSource(
      check: "if ctx.params.limit > 5 then ctx.report(\"found\", { n = ctx.params.limit }) end",
      extra: "params = { limit = { default = 3, min = 0, max = 10 } },")
    func options(_ setting: RuleSetting) -> EngineOptions {
      EngineOptions(configuration: Configuration(settings: ["r0": setting]))
    }
    #expect(try report([adjustable]).verdict == .pass)
    let raised = try report([adjustable], options(RuleSetting(parameters: ["limit": 7])))
    #expect(raised["r0"]?.outcome.findings.map(\.message) == ["found 7"])
    let mild = RuleSetting(severity: .advice, parameters: ["limit": 7])
    #expect(try report([adjustable], options(mild)).verdict == .pass)
    #expect(try report([adjustable], options(mild))["r0"]?.weight == 1)
    #expect(throws: EngineError.noRules) {
      try report([adjustable], options(RuleSetting(isOff: true)))
    }
    for bad in [
      RuleSetting(parameters: ["limit": 11]), RuleSetting(parameters: ["limt": 1]),
      RuleSetting(parameters: ["limit": "x"]),
    ] {
      #expect(throws: EngineError.self) { try report([adjustable], options(bad)) }
    }
  }

  @Test("ranking: verdict, score, coverage, price, id")
  func ranking() {
    func report(
      _ id: String, _ verdict: Verdict, _ score: Double?, _ coverage: Double = 1,
      _ price: Double? = nil
    ) -> Report {
      Report(
        id: id, name: nil, verdict: verdict, score: score, coverage: coverage,
        counts: OutcomeCounts(), results: [], ruleset: "", price: price)
    }
    let ranked = [
      report("a", .pass, 90), report("b", .warn, 99, 1, 5), report("c", .warn, 99, 1, 7),
      report("d", .warn, 99), report("e", .warn, 99, 0.9, 1), report("f", .warn, 80),
      report("g", .incomplete, 100), report("h", .fail, 50), report("i", .broken, nil),
    ]
    let mixed = [4, 8, 1, 0, 7, 2, 6, 3, 5].map { ranked[$0] }
    #expect(mixed.sorted(by: Report.ranksBefore).map(\.id) == ranked.map(\.id))
  }
}
