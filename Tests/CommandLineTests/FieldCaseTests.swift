import Foundation
import Testing

/// Machines of real people whose outcome is known: the first line of each file says what is right.
@Suite struct FieldCaseTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let path: String
    /// The words for right verdicts: `pass`, `warn`, `fail`, `unknown`.
    let right: Set<String>
    /// What the verdict is about, where the line says so.
    let isOfCircuit: Bool

    var testDescription: String { id }
  }

  static let folder =
    URL(fileURLWithPath: RigrulesProcess.repository).deletingLastPathComponent()
    .appendingPathComponent("shared/data/field")

  static let cases: [Case] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    if names.isEmpty {
      print("warning: shared/data/field is not beside this checkout; its cases are NOT tested")
    }
    return names.sorted().filter { $0.hasPrefix("f") && $0.hasSuffix(".yaml") }.map { name in
      let path = folder.appendingPathComponent(name).path
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      let line = text.prefix { $0 != "\n" }
      let verdict = line.replacing("# RIGHT:", with: "").prefix { $0 != "(" }
      let words = Set(verdict.split { !$0.isLetter }.map { $0.lowercased() })
      return Case(
        id: String(name.dropLast(5)), path: path,
        right: words.intersection(["pass", "warn", "fail", "unknown"]),
        isOfCircuit: words.contains("circuit"))
    }
  }()

  private struct Result {
    let outcome: String
    let severity: String?
    let missing: [String]

    /// In the words of the cases.
    var words: Set<String> {
      switch (outcome, severity) {
      case ("fail", "error"): ["fail"]
      case ("fail", "warning"): ["warn"]
      case ("unknown", _): ["unknown"]
      default: ["pass"]
      }
    }
  }

  private func results(_ each: Case) throws -> [String: Result] {
    let ended = try RigrulesProcess.run([
      "check", each.path, "--format", "json", "--rules", RigrulesProcess.repository + "/Rules",
    ])
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any],
      "\(ended.error)")
    var results: [String: Result] = [:]
    for each in report["results"] as? [[String: Any]] ?? [] {
      results[each["rule"] as? String ?? ""] = Result(
        outcome: each["outcome"] as? String ?? "", severity: each["severity"] as? String,
        missing: each["missing"] as? [String] ?? [])
    }
    return results
  }

  @Test(arguments: cases) func isJudgedRight(_ each: Case) throws {
    #expect(!each.right.isEmpty, "the first line of \(each.id) says no verdict")
    var results = try results(each)
    #expect(!results.values.contains { $0.outcome == "broken" })
    if each.isOfCircuit {
      results = results.filter { $0.key == "power:mains-circuit" }
      if each.right == ["unknown"] {
        #expect(results.values.contains { $0.missing.contains("mains.other_load_w") })
      }
    }
    let errors = results.filter { $0.value.words == ["fail"] }.keys.sorted()
    if !each.right.contains("fail") { #expect(errors == []) }
    // One rule that says it is enough; that nothing speaks against the machine, none may deny.
    if !each.right.contains("pass") {
      #expect(results.values.contains { !$0.words.isDisjoint(with: each.right) })
    }
  }

  @Test(.enabled(if: !cases.isEmpty)) func supplyIsWhatFailsTheMachinesThatWentDark() throws {
    for id in ["f02-p510-stock", "f14-6x6900xt"] {
      let each = try #require(Self.cases.first { $0.id == id })
      #expect(try results(each)["psu/wattage"]?.words == ["fail"], "\(id)")
    }
    let capped = try #require(Self.cases.first { $0.id == "f04-4xmi50" })
    #expect(try results(capped)["psu/wattage"]?.words == ["warn"])
  }
}
