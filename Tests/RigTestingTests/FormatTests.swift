internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

@testable internal import RigTesting

#if canImport(FoundationXML)
  internal import FoundationXML
#endif

@Suite("Forms of the result of tests")
struct FormatTests {
  /// A wrong answer, a rule that breaks, names that are awkward everywhere, and coverage.
  private func report() throws -> TestReport {
    var rule = RuleFixture()
    rule.check = """
      if build.cpu.cores < 4 then ctx.report("few", { n = build.cpu.cores }) end
      if build.cpu.cores == 1 then error("it \\"fell\\" <over>") end
      """
    rule.examples = """
      { name = "four & \\"more\\" # <b>", build = { cpu = { cores = 4 } }, expect = "pass" },
      { name = "three", build = { cpu = { cores = 3 } }, expect = "pass" },
      { name = "one", build = { cpu = { cores = 1 } }, expect = { "few" } },
      """
    var options = TestOptions()
    options.measuresCoverage = true
    return try rule.report(options)
  }

  private func text(_ format: TestFormat) throws -> String {
    String(decoding: try report().bytes(as: format), as: UTF8.self)
  }

  @Test("text has a line for the rule and a diff for each case with its build")
  func plain() throws {
    let text = try text(.text)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("FAILED  cpu/tiny  3 cases"))
    #expect(lines[0].contains("lines 100 % (2 of 2), branches 100 % (4 of 4)"), "\(lines[0])")
    #expect(text.contains("        three  Rules/cpu/tiny.lua:14\n          - outcome: pass\n"))
    #expect(text.contains("          + outcome: fail\n            build:\n              cpu:\n"))
    #expect(text.contains("it broke at Rules/cpu/tiny.lua:10: it \"fell\" <over>"), "\(text)")
    #expect(lines.last?.hasSuffix("2 checks of 1 rule do not hold") == true)
  }

  @Test("TAP has its plan, a number for each point, and YAML below what is not ok")
  func tap() throws {
    let lines = try text(.tap).split(separator: "\n").map(String.init)
    #expect(lines[0] == "TAP version 14")
    let points = lines.filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
    #expect(lines[1] == "1..\(points.count)")
    for (index, point) in points.enumerated() {
      #expect(point.contains("ok \(index + 1) - cpu/tiny: "))
    }
    #expect(points.first?.contains("four & \"more\" \\# <b>") == true)
    #expect(lines.count { $0 == "  ---" } == points.count { $0.hasPrefix("not ok") })
    #expect(lines.count { $0 == "  ..." } == lines.count { $0 == "  ---" })
    // What stands between the marks is YAML.
    var block: [String]?
    for line in lines {
      if line == "  ---" {
        block = []
      } else if line == "  ...", let yaml = block {
        let text = yaml.joined(separator: "\n") + "\n"
        let tree = SourceDocument.parse(Array(text.utf8), file: "t.yaml", domain: "t")
        #expect(tree.diagnostics == [], "\(text)")
        block = nil
      } else {
        block?.append(String(line.dropFirst(2)))
      }
    }
  }

  @Test("JUnit is well-formed, and its counts are those of its elements")
  func junit() throws {
    final class Reader: NSObject, XMLParserDelegate {
      var counts: [String: Int] = [:]
      var names: [String] = []
      var suites: [String: String] = [:]
      func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
      ) {
        counts[name, default: 0] += 1
        if name == "testcase" { names.append(attributes["name"] ?? "") }
        if name == "testsuites" { suites = attributes }
      }
    }
    let reader = Reader()
    let parser = XMLParser(data: Data(try report().bytes(as: .junit)))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(reader.names.contains("four & \"more\" # <b>"))
    #expect(reader.suites["tests"] == "\(reader.counts["testcase"] ?? 0)")
    #expect(reader.suites["failures"] == "\(reader.counts["failure"] ?? 0)")
    #expect(reader.suites["errors"] == "\(reader.counts["error"] ?? 0)")
    #expect(reader.counts["failure"] == 1 && reader.counts["error"] == 1)
  }

  @Test("JSON is one object with every check and the coverage")
  func json() throws {
    let object = try JSONSerialization.jsonObject(with: Data(try report().bytes(as: .json)))
    let rules = try #require((object as? [String: Any])?["rules"] as? [[String: Any]])
    #expect((object as? [String: Any])?["holds"] as? Bool == false)
    let checks = try #require(rules[0]["checks"] as? [[String: Any]])
    #expect(checks.count == (try report().points.count))
    let failed = try #require(checks.first { $0["name"] as? String == "three" })
    let failure = try #require((failed["failures"] as? [[String: Any]])?.first)
    let difference = try #require((failure["differences"] as? [[String: Any]])?.first)
    #expect(difference["field"] as? String == "outcome")
    #expect(difference["expected"] as? String == "pass")
    #expect(difference["got"] as? String == "fail")
    #expect((failure["build"] as? [String: Any])?["cpu"] != nil)
    let coverage = try #require(rules[0]["coverage"] as? [String: Any])
    #expect(coverage["branches"] as? Int == 4 && coverage["branches_covered"] as? Int == 4)
  }
}
