internal import RigModel
internal import RigRules

/// A form that the result of tests can be written in.
public enum TestFormat: String, Sendable, Hashable, CaseIterable {
  case text, tap, junit, json
}

extension TestReport {
  /// The whole result in one form, as UTF-8, with a line end behind; the same result gives the
  /// same bytes. `color` is for text alone.
  public func bytes(as format: TestFormat, color: Bool = false) -> [UInt8] {
    switch format {
    case .text: Array(TestText(report: self, color: color).text.utf8)
    case .tap: Array(TestTAP(report: self).text.utf8)
    case .junit: Array(TestJUnit(report: self).text.utf8)
    case .json: TestJSON(report: self).bytes
    }
  }
}

extension TestFailure {
  /// What differs, as the lines of a diff: `- outcome: fail`, `+ outcome: pass`.
  var diff: [String] {
    differences.flatMap { difference -> [String] in
      guard let expected = difference.expected else {
        return [
          difference.field.isEmpty ? difference.got : "\(difference.field): \(difference.got)"
        ]
      }
      return ["- \(difference.field): \(expected)", "+ \(difference.field): \(difference.got)"]
    }
  }

  /// The build and the parameters, as lines of YAML.
  var input: [String] {
    guard let build else { return [] }
    var lines = ["build:"]
    lines += build.canonicalYAML().split(separator: "\n").map { "  \($0)" }
    if !parameters.isEmpty {
      let values = parameters.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.spelled)" }
      lines.append("params: { \(values.joined(separator: ", ")) }")
    }
    return lines
  }

  /// What was changed, then the diff.
  var summary: [String] { (what.isEmpty ? [] : [what]) + diff }
}

extension RuleCoverage {
  /// What is not covered, one place each.
  var gaps: [String] {
    let lines = missedLines.map { (line: $0, text: "\(path):\($0): never reached") }
    let branches = missedBranches.map { branch in
      let ways = branch.never.map { $0 ? "true" : "false" }.joined(separator: " or ")
      return (
        line: branch.line,
        text:
          "\(path):\(branch.line):\(branch.column): `\(branch.kind)` never \(ways): \(branch.text)"
      )
    }
    return (lines + branches).sorted { $0.line < $1.line }.map(\.text)
  }
}
