internal import RigModel
internal import RigReports
internal import RigRules
internal import Testing

/// A report with a result of every kind.
enum Sample {
  static let finding = Finding(
    id: "below_minimum", severity: .error,
    message: "The PSU gives 1000 W, 50 % | <too> \"little\".",
    data: ["have_w": 1000, "need_w": 1250.5], at: "psus[0].wattage_w", suggestion: "Take 1300 W.")
  static let failure = RuleFailure(
    kind: .fuel, message: "the rule exceeded its work limit (endless loop?)",
    at: "Rules/a/loops.lua:12", code: "rule/fuel"
  )

  static func report(name: String? = "四卡 \"rig\"", notices: [Notice] = []) -> Report {
    var counts = OutcomeCounts()
    (counts.pass, counts.fail, counts.unknown) = (1, 1, 1)
    (counts.notApplicable, counts.broken, counts.waived) = (1, 1, 1)
    return Report(
      id: "four", name: name, verdict: .broken, score: 71.4, coverage: 0.93, counts: counts,
      results: [
        RuleResult(rule: "a/loops", category: "a", outcome: .broken(failure), weight: 10),
        RuleResult(rule: "a/passes", category: "a", outcome: .pass, weight: 10, score: 1),
        RuleResult(rule: "a/skips", category: "a", outcome: .notApplicable, weight: 1),
        RuleResult(
          rule: "b/waived", category: "b", outcome: .fail(severity: .error, findings: [finding]),
          waived: Waiver(reason: "known", until: nil, owner: "lab"), weight: 10, score: 0),
        RuleResult(
          rule: "psu/wattage", category: "psu",
          outcome: .fail(severity: .error, findings: [finding]), weight: 10, score: 0,
          droppedFindings: 3),
        RuleResult(
          rule: "z/unknown", category: "z", outcome: .unknown(missing: ["cpu.tdp_w", "gpus"]),
          weight: 3),
      ], notices: notices, ruleset: "abc")
  }

  static let rules = [
    RuleDescription(
      id: "psu/wattage", category: "psu", title: .init(english: "Power", chinese: "电源功率"),
      why: .init(english: "Because.", chinese: "因为。"), source: ["原文"], severity: .error, weight: 10,
      needs: [], parameters: [], messages: [], examples: [], path: "Rules/psu/wattage.lua",
      origin: "rules", isStale: false)
  ]

  static func text(
    _ format: ReportFormat, _ reports: [Report] = [report()], language: Language = .english,
    color: Bool = false, compact: Bool = false, detail: ReportDetail = ReportDetail()
  ) -> String {
    let writer = ReportWriter(
      rules: rules, language: language, color: color, compact: compact, detail: detail)
    let builds = reports.map { ReportedBuild($0, file: "my builds/rig.yaml") }
    return String(decoding: writer.bytes(of: builds, as: format), as: UTF8.self)
  }
}

@Suite("Reports in every form")
struct ReportTests {
  @Test("JSON has the keys of the contract in their order, and shortest numbers")
  func json() {
    let line = Sample.text(.jsonl)
    let finding =
      #"{"id":"below_minimum","severity":"error","message":"The PSU gives 1000 W, 50 % | <too> \"little\".","data":{"have_w":1000,"need_w":1250.5},"at":"psus[0].wattage_w","suggestion":"Take 1300 W."}"#
    let expected =
      #"{"id":"four","name":"四卡 \"rig\"","verdict":"broken","score":71.4,"coverage":0.93,"#
      + #""counts":{"pass":1,"fail":1,"unknown":1,"not_applicable":1,"broken":1,"waived":1},"results":["#
      + #"{"rule":"a/loops","category":"a","outcome":"broken","error":{"kind":"fuel","message":"the rule exceeded its work limit (endless loop?)","at":"Rules/a/loops.lua:12"}},"#
      + #"{"rule":"a/passes","category":"a","outcome":"pass"},"#
      + #"{"rule":"a/skips","category":"a","outcome":"not_applicable"},"#
      + #"{"rule":"b/waived","category":"b","outcome":"fail","severity":"error","findings":[\#(finding)],"waived":{"reason":"known","until":null,"owner":"lab"}},"#
      + #"{"rule":"psu/wattage","category":"psu","outcome":"fail","severity":"error","findings":[\#(finding)],"findings_dropped":3},"#
      + #"{"rule":"z/unknown","category":"z","outcome":"unknown","missing":["cpu.tdp_w","gpus"]}],"#
      + #""ruleset":"abc"}"#
    #expect(line == expected + "\n")
    #expect(Sample.text(.json).filter { $0 != "\n" && $0 != " " } == expected.filter { $0 != " " })
  }

  @Test("one build is an object, several are an array, and null stands where nothing is")
  func shape() {
    #expect(Sample.text(.json).hasPrefix("{"))
    #expect(Sample.text(.json, [Sample.report(), Sample.report()]).hasPrefix("[\n  {"))
    #expect(Sample.text(.json, []) == "[]\n")
    #expect(Sample.text(.jsonl, [Sample.report(name: nil)]).contains(#""name":null"#))
    #expect(
      Sample.text(.jsonl, [Sample.report(), Sample.report()]).split(separator: "\n").count == 2)
  }

  @Test("compact leaves out what passed and what did not apply; notices stand before the hash")
  func compactAndNotices() {
    let notice = Notice(kind: .stale, message: "old", at: "Rules/a.lua:2")
    let text = Sample.text(.jsonl, [Sample.report(notices: [notice])], compact: true)
    #expect(!text.contains("a/passes") && !text.contains("a/skips") && text.contains("z/unknown"))
    #expect(
      text.hasSuffix(
        #"],"notices":[{"kind":"stale","message":"old","at":"Rules/a.lua:2"}],"ruleset":"abc"}"#
          + "\n"))
  }

  @Test("control characters are escaped in JSON")
  func escapes() {
    var json = JSONBytes()
    json.value("a\"\\\n\r\t\u{1}\u{1F}é")
    #expect(String(decoding: json.bytes, as: UTF8.self) == #""a\"\\\n\r\t\u0001\u001fé""#)
  }

  @Test("text for people has everything, worst first, in both languages")
  func text() {
    let detail = ReportDetail(why: true, all: true)
    let english = Sample.text(.text, detail: detail)
    for part in [
      "BROKEN", "score 71.4 on 93 %", "ERROR  The PSU gives", "Take 1300 W.", "psus[1].wattage_w",
      "Because.", "cpu.tdp_w", "Rules/a/loops.lua:12", "known", "a/passes", "and 3 more",
    ] { #expect(english.contains(part), "\(part)") }
    #expect(!english.contains("原文"), "an English report speaks English alone")
    let chinese = Sample.text(.text, language: .chinese, detail: detail)
    for part in ["规则出错", "得分 71.4", "错误", "「原文」", "因为。", "缺少"] {
      #expect(chinese.contains(part), "\(part)")
    }
    let short = Sample.text(.text)
    #expect(!short.contains("Because.") && !short.contains("a/passes"))
    #expect(short.contains("1 check passed, 1 does not apply"))
    #expect(!english.contains("\u{1B}") && Sample.text(.text, color: true).contains("\u{1B}["))
  }

  @Test("workflow commands escape what would end them")
  func github() {
    let text = Sample.text(.github)
    #expect(
      text.contains(
        "::error file=my builds/rig.yaml,title=psu/wattage%3A Power::The PSU gives 1000 W, 50 %25 | "
          + "<too> \"little\".%0ATake 1300 W.%0Apsus[1].wattage_w\n"))
    #expect(text.contains("::error file=Rules/a/loops.lua,line=12,title=a/loops"))
    #expect(!text.contains("b/waived"))
  }

  @Test("JUnit counts failures, errors and what was skipped")
  func junit() {
    let text = Sample.text(.junit)
    #expect(
      text.contains(
        "<testsuite name=\"four\" tests=\"6\" failures=\"1\" errors=\"1\" skipped=\"3\""))
    #expect(text.contains("&lt;too&gt; &quot;little&quot;"))
  }

  @Test("SARIF knows each rule, its place and what was accepted")
  func sarif() {
    let text = Sample.text(.sarif)
    for part in [
      "\"version\": \"2.1.0\"", "\"ruleIndex\": 0", "my%20builds/rig.yaml",
      "four/psus[0].wattage_w", "\"justification\": \"known\"", "\"executionSuccessful\": false",
      "\"startLine\": 12", "\"name\": \"PsuWattage\"",
    ] { #expect(text.contains(part), "\(part)") }
  }

  @Test("Markdown shows what people wrote as they wrote it")
  func markdown() {
    let text = Sample.text(.markdown)
    #expect(text.contains("\\<too\\>"))
    #expect(text.contains("\n- cpu.tdp\\_w – ") && text.contains("\n- gpus – "))
  }
}
