internal import RigModel
internal import RigReports
internal import RigRules
internal import Testing

/// One failing rule whose words come from a hostile file.
private func hostile(_ words: String, file: String? = "rig.yaml", _ format: ReportFormat) -> String
{
  let finding = Finding(
    id: "x", severity: .error, message: words, data: .map([]), at: nil, suggestion: nil)
  var counts = OutcomeCounts()
  counts.fail = 1
  let report = Report(
    id: "rig", name: nil, verdict: .fail, score: 0, coverage: 1, counts: counts,
    results: [
      RuleResult(
        rule: "a/b", category: "a", outcome: .fail(severity: .error, findings: [finding]),
        weight: 10, score: 0)
    ], ruleset: "abc")
  let writer = ReportWriter(rules: [])
  return String(
    decoding: writer.bytes(of: [ReportedBuild(report, file: file)], as: format), as: UTF8.self)
}

@Suite("Words of files cannot become syntax of a report")
struct EscapingTests {
  @Test(
    "every kind of line end stays inside its workflow command",
    arguments: [
      ("a\n::error::x", "a%0A::error::x"), ("a\r::error::x", "a%0D::error::x"),
      ("a\r\n::error::x", "a%0D%0A::error::x"), ("50%0A", "50%250A"), ("电源，50 %", "电源，50 %25"),
    ])
  func workflowData(words: String, expected: String) {
    let text = hostile(words, .github)
    #expect(text.hasSuffix("::\(expected)\n"))
    #expect(text.unicodeScalars.count { $0 == "\n" } == 1)
  }

  @Test("a file name cannot add properties or end the command")
  func workflowProperty() {
    let text = hostile("m", file: "a,line=1:b\r\n::error::x.yaml", .github)
    #expect(text.hasPrefix("::error file=a%2Cline=1%3Ab%0D%0A%3A%3Aerror%3A%3Ax.yaml,title="))
  }

  @Test(
    "Markdown marks are escaped, also under an accent, and no line starts again",
    arguments: [
      ("<b>", "\\<b\\>"), ("[\u{301}x](y)", "\\[\u{301}x\\](y)"), ("a\n# b", "a \\# b"),
      ("a\r\n- b", "a  - b"), ("`c`", "\\`c\\`"), ("显卡*", "显卡\\*"),
    ])
  func markdown(words: String, expected: String) {
    #expect(hostile(words, .markdown).contains("\n\n### ERROR: \(expected)\n\n"))
  }

  @Test(
    "XML keeps line ends and tabs, and leaves out what it cannot hold",
    arguments: [
      ("a\r\n\tb", "a&#13;&#10;&#9;b"), ("a\u{1}\u{FFFE}b", "ab"), ("]]>&", "]]&gt;&amp;"),
      ("\"四\"", "&quot;四&quot;"),
    ])
  func xml(words: String, expected: String) {
    #expect(hostile(words, .junit).contains("message=\"\(expected)\""))
  }

  @Test("a line end in a message is indented like the rest of it in text for people")
  func text() {
    let text = hostile("first\nPASS  rig\r\nthird", .text)
    #expect(text.contains("ERROR  first\n       PASS  rig\n       third\n"))
  }

  @Test(
    "numbers are shortest, whole ones without a fraction",
    arguments: [
      (1265.0, "1265"), (71.4, "71.4"), (0.93, "0.93"), (-0.0, "0"), (0, "0"), (100, "100"),
      (0.1, "0.1"), (-12.5, "-12.5"), (1e300, "1e+300"), (.infinity, "null"), (.nan, "null"),
    ])
  func numbers(number: Double, expected: String) {
    var json = JSONBytes()
    json.value(number)
    #expect(String(decoding: json.bytes, as: UTF8.self) == expected)
  }

  @Test("a buffer that is started again in the middle of a value forgets where it was")
  func reuse() {
    var json = JSONBytes(pretty: true)
    json.beginObject()
    json.key("a")
    json.removeAll()
    json.beginArray()
    json.endArray()
    #expect(String(decoding: json.bytes, as: UTF8.self) == "[]")
  }

  @Test("a score that is not there is null, and standard input has no place in SARIF")
  func absent() {
    let report = Report(
      id: "stdin", name: nil, verdict: .incomplete, score: nil, coverage: 0,
      counts: OutcomeCounts(), results: [], ruleset: "abc")
    let bytes = JSONReport().lines(of: [report])
    #expect(
      String(decoding: bytes, as: UTF8.self).hasPrefix(
        #"{"id":"stdin","name":null,"verdict":"incomplete","score":null,"coverage":0,"#))
    let sarif = hostile("m", file: nil, .sarif)
    #expect(
      !sarif.contains("physicalLocation") && sarif.contains("\"fullyQualifiedName\": \"rig\""))
  }
}
