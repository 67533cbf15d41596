internal import RigModel
internal import RigReports
internal import RigRules
internal import Testing

@Suite("Reports are laid out to be read")
struct LayoutTests {
  /// Many missing paths of one rule with a long title.
  private static func report(_ language: Language) -> String {
    let title = "The cards are NVIDIA's and the chosen CUDA still runs on every one of them"
    let rule = RuleDescription(
      id: "software/cuda-capability", category: "software", title: .init(english: title),
      why: nil, source: [], severity: .error, weight: 10, needs: [], parameters: [],
      messages: [], examples: [], path: "Rules/software/cuda-capability.lua", origin: "rules",
      isStale: false)
    let missing = (0..<8).map { "gpus[\($0)].compute_capability" }
    let result = RuleResult(
      rule: rule.id, category: rule.category, outcome: .unknown(missing: missing), weight: 10)
    let report = Report(
      id: "rig", name: nil, verdict: .incomplete, score: nil, coverage: 0, counts: .init(),
      results: [result], ruleset: "abc")
    let writer = ReportWriter(rules: [rule], language: language)
    return String(decoding: writer.bytes(of: [ReportedBuild(report)], as: .text), as: UTF8.self)
  }

  @Test(
    "missing fields are grouped, with what they mean, and stay within 100 columns",
    arguments: Language.allCases)
  func unknowns(language: Language) {
    let text = Self.report(language)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 }, "\(text)")
    let words = language == .chinese ? "8 块显卡：compute_capability" : "8 cards: compute_capability"
    #expect(text.contains("\n  \(words) – "), "\(text)")
  }

  @Test("no blank follows a Chinese colon, one follows an English one")
  func labels() {
    let detail = ReportDetail(why: true)
    #expect(Sample.text(.text, language: .chinese, detail: detail).contains("  原因：因为。\n"))
    #expect(Sample.text(.text, detail: detail).contains("  Why: Because.\n"))
  }

  @Test("text wraps to the width that is asked for", arguments: [40, 60, 96])
  func width(columns: Int) {
    let text = Sample.text(.text, detail: ReportDetail(why: true, all: true, width: columns))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= columns }, "\(text)")
  }

  /// A finding of each card, whose message and data name it.
  private static func cards(_ widths: [Int]) -> String {
    let rule = RuleDescription(
      id: "a/wide", category: "a", title: .init(english: "t"), why: nil, source: [],
      severity: .warning, weight: 3, needs: [], parameters: [],
      messages: [.init(id: "wide", text: .init(english: "Card {card} is {mm:.1f} mm wide."))],
      examples: [], path: "Rules/a/wide.lua", origin: "rules", isStale: false)
    let findings = widths.enumerated().map { index, width in
      Finding(
        id: "wide", severity: .warning, message: "Card \(index + 1) is \(width).0 mm wide.",
        data: ["card": .integer(Int64(index + 1)), "mm": .integer(Int64(width))],
        at: "gpus[\(index)].slot_width")
    }
    let result = RuleResult(
      rule: rule.id, category: "a", outcome: .fail(severity: .warning, findings: findings),
      weight: 3, score: 0)
    let report = Report(
      id: "rig", name: nil, verdict: .warn, score: 0, coverage: 1, counts: .init(),
      results: [result], ruleset: "abc")
    let writer = ReportWriter(rules: [rule])
    return String(decoding: writer.bytes(of: [ReportedBuild(report)], as: .text), as: UTF8.self)
  }

  @Test("equal parts are one finding; parts that differ are not")
  func groups() {
    let same = Self.cards([50, 50, 50])
    #expect(same.contains("WARNING  Card 1–3 is 50.0 mm wide.\n"), "\(same)")
    #expect(same.contains("gpus[1–3].slot_width · a/wide\n"))
    let mixed = Self.cards([50, 60, 50])
    #expect(
      mixed.contains("Card 1, 3 is 50.0 mm wide.") && mixed.contains("Card 2 is 60.0 mm wide."))
  }

  @Test("a broken rule and a stale file are told once for all builds, an unknown one for each")
  func once() {
    let notice = Notice(kind: .stale, message: "old", at: "Rules/a.lua:2")
    let reports = [
      Sample.report(name: "one", notices: [notice]), Sample.report(name: "two", notices: [notice]),
    ]
    let lines = Sample.text(.github, reports, language: .chinese).split(separator: "\n")
    #expect(
      lines.filter { $0.hasPrefix("::error file=Rules/a/loops.lua,line=12,title=a/loops::") }.count
        == 1)
    #expect(lines.filter { $0 == "::warning file=Rules/a.lua,line=2,title=stale::old" }.count == 1)
    #expect(
      lines.filter { $0.hasSuffix("title=z/unknown::缺少: cpu.tdp_w, gpus") }.count == 2)
    #expect(lines.filter { $0.hasPrefix("::error file=my builds/rig.yaml") }.count == 2)
  }
}
