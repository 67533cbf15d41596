internal import RigModel
internal import RigRules
internal import Testing

@testable internal import RigTesting

@Suite("Tables of cases")
struct CaseTableTests {
  private func table(_ text: String, _ file: String = "cases.yaml") throws -> CaseTable {
    var rule = RuleFixture()
    rule.extra = "params = { least = { default = 4, min = 0, max = 9 } },"
    return try CaseTable(
      parsing: Array(text.utf8), file: file, rules: rule.engine().ruleSet)
  }

  private func problems(_ text: String, _ file: String = "cases.yaml") -> [String] {
    do {
      let cases = try table(text, file).cases
      return ["\(cases.count) cases"]
    } catch let error as InvalidCases {
      return error.diagnostics.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  @Test("YAML, JSON and lines of JSON say the same")
  func forms() throws {
    let yaml = """
      - rule: cpu/tiny
        name: four
        build: { cpu: { cores: 4 } }
        expect: pass
      - rule: cpu/tiny
        name: three
        build: { cpu: { cores: 3 } }
        params: { least: 2 }
        expect: [few]
      """
    let one = #"{"rule":"cpu/tiny","name":"four","build":{"cpu":{"cores":4}},"expect":"pass"}"#
    let two =
      #"{"rule":"cpu/tiny","name":"three","build":{"cpu":{"cores":3}},"params":{"least":2},"expect":["few"]}"#
    let forms = try [
      table(yaml), table("[\(one),\n\(two)]", "cases.json"), table("\(one)\n\n\(two)\n", "c.jsonl"),
    ]
    for form in forms {
      #expect(form.cases.map(\.name) == ["four", "three"])
      #expect(form.cases.map(\.build) == forms[0].cases.map(\.build))
      #expect(form.cases.map(\.expected.outcome) == ["pass", "fail"])
      #expect(form.cases[1].parameters == ["least": 2])
    }
    #expect(forms[0].cases.map(\.place) == ["cases.yaml:1", "cases.yaml:5"])
    #expect(forms[2].cases.map(\.place) == ["c.jsonl:1", "c.jsonl:3"])
  }

  static let good = "rule: cpu/tiny, name: a, build: { cpu: { cores: 4 } }, expect: pass"

  @Test(
    "each mistake has its place, and the near name",
    arguments: [
      ("", "cases.yaml: error: ", "holds no case"),
      ("rule: cpu/tiny", "cases.yaml:1:1: error: ", "a list of"),
      ("- 5", "cases.yaml:1:3: error: ", "a case is a map"),
      ("- { \(good), expcet: pass }", "cases.yaml:1:", "did you mean `expect`?"),
      ("- { rule: cpu/tiny, name: a, build: {} }", "cases.yaml:1:3: error: ", "has no `expect`"),
      ("- { rule: cpu/tiny, build: {}, expect: pass }", "cases.yaml:1:3: ", "has no `name`"),
      ("- { rule: [], name: a, build: {}, expect: pass }", "cases.yaml:1:11: ", "must be a text"),
      (
        "- { rule: cpu/tinny, name: a, build: {}, expect: pass }", "cases.yaml:1:11: error: ",
        "did you mean `cpu/tiny`?"
      ),
      (
        "- { rule: cpu/tiny, name: a, build: { cpu: { coers: 4 } }, expect: pass }",
        "cases.yaml:1:46: error: ", "did you mean `cores`?"
      ),
      (
        "- { rule: cpu/tiny, name: a, build: { cpu: { cores: 4 } }, expect: pas }",
        "cases.yaml:1:60: error: ", "did you mean `pass`?"
      ),
      (
        "- { \(good), params: { laest: 1 } }", "cases.yaml:1:", "did you mean `least`?"
      ),
      ("- { \(good), params: { least: 10 } }", "cases.yaml:1:", "the most is 9"),
      (
        "- { \(good) }\n- { \(good) }", "cases.yaml:2:3: error: ", "are named \"a\""
      ),
      (
        "- { \(good) }\n- { rule: cpu/tiny, name: b, build: { cpu: { cores: 4 } }, expect: pass }",
        "cases.yaml:2:3: error: ", "have the same build"
      ),
    ])
  func mistakes(text: String, place: String, says: String) {
    let found = problems(text)
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.hasPrefix(place) == true, "\(found)")
    #expect(found.first?.contains(says) == true, "\(found)")
    #expect(found.first.map { $0.hasSuffix("]") } == true)
  }

  @Test("a mistake in a line of JSON is told with the line's number")
  func lines() {
    let line = #"{"rule":"cpu/tiny","name":"a","build":{"cpu":{"cores":4}},"expect":"pass"}"#
    let text =
      line + "\n{\n"
      + #"{"rule":"cpu/tiny","name":"b","build":{"cpu":{"coers":4}},"expect":"pass"}"#
    let found = problems(text, "c.jsonl")
    #expect(found.count == 2, "\(found)")
    #expect(found.first?.hasPrefix("c.jsonl:2:") == true, "\(found)")
    #expect(found.last?.hasPrefix("c.jsonl:3:") == true, "\(found)")
  }

  @Test("hostile tables end with a diagnostic")
  func hostile() {
    let deep = String(repeating: "[", count: 5000)
    for text in [deep, "- &a [*a]", "\u{0}", String(repeating: "- 1\n", count: 300_000)] {
      #expect(problems(text).allSatisfy { $0.contains("[cases/") })
    }
  }

  @Test("every code of a diagnostic is documented")
  func codes() {
    let codes = Set(CaseTable.diagnosticCodes.map(\.code))
    #expect(codes.count == CaseTable.diagnosticCodes.count)
    #expect(codes.allSatisfy { $0.hasPrefix("cases/") })
  }
}
