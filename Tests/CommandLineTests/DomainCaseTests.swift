import Foundation
import Testing

/// Builds with a known right answer, from the data that stands beside this checkout.
@Suite struct DomainCaseTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let rule: String
    let build: Data
    let outcomes: [String]
    let severity: String?
    let finding: String?

    var testDescription: String { id }
  }

  static let file =
    URL(fileURLWithPath: RigrulesProcess.repository).deletingLastPathComponent()
    .appendingPathComponent("shared/data/domain/cases.jsonl")

  static let cases: [Case] = {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      print(
        "warning: \(file.lastPathComponent) is not beside this checkout; its cases are NOT tested")
      return []
    }
    return text.split(separator: "\n").compactMap { line in
      guard
        let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let id = object["id"] as? String, let rule = object["rule"] as? String,
        let build = object["build"], let right = object["right"] as? [String: Any],
        let bytes = try? JSONSerialization.data(withJSONObject: build)
      else { return nil }
      let outcomes = right["outcome"] as? [String] ?? [right["outcome"] as? String ?? ""]
      return Case(
        // What a driver allows is judged with the toolkit, by one rule.
        id: id, rule: rule == "software/driver" ? "software/cuda-capability" : rule, build: bytes,
        outcomes: outcomes, severity: right["severity"] as? String,
        finding: right["finding"] as? String)
    }
  }()

  @Test(arguments: cases)
  func isJudgedRight(_ each: Case) throws {
    let folder = try TemporaryFolder()
    try folder.write(String(decoding: each.build, as: UTF8.self), to: "build.json")
    let ended = try RigrulesProcess.run(
      [
        "check", "build.json", "--format", "json", "--rules", RigrulesProcess.repository + "/Rules",
      ],
      in: folder.path)
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any],
      "\(ended.error)")
    let results = report["results"] as? [[String: Any]] ?? []
    let result = try #require(results.first { $0["rule"] as? String == each.rule })
    #expect(each.outcomes.contains(result["outcome"] as? String ?? ""), "\(result)")
    if let severity = each.severity { #expect(result["severity"] as? String == severity) }
    if let finding = each.finding {
      let ids = (result["findings"] as? [[String: Any]] ?? []).map { $0["id"] as? String }
      #expect(ids.contains(finding), "\(ids)")
    }
  }
}
