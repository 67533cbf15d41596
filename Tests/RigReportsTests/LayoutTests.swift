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

  @Test("missing fields stay within 100 columns, below their rule", arguments: Language.allCases)
  func unknowns(language: Language) {
    let text = Self.report(language)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 }, "\(text)")
    #expect(text.contains("\n    \(language == .chinese ? "缺少" : "missing"): gpus[0]"))
  }

  @Test("no blank follows a Chinese colon, one follows an English one")
  func labels() {
    #expect(Sample.text(.text, language: .chinese).contains("  建议：Take 1300 W.\n"))
    #expect(Sample.text(.text).contains("  Do: Take 1300 W.\n"))
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
