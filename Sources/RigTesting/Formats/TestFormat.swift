internal import RigModel
public import RigRules

/// A form that the result of tests can be written in.
public enum TestFormat: String, Sendable, Hashable, CaseIterable {
  case text, tap, junit, json
}

extension TestReport {
  /// The whole result in one form, as UTF-8, with a line end behind; the same result gives the
  /// same bytes. `color` and `language` are for text alone.
  public func bytes(
    as format: TestFormat, color: Bool = false, language: Language = .english
  ) -> [UInt8] {
    switch format {
    case .text: Array(TestText(report: self, color: color, language: language).text.utf8)
    case .tap: Array(TestTAP(report: self).text.utf8)
    case .junit: Array(TestJUnit(report: self).text.utf8)
    case .json: TestJSON(report: self).bytes
    }
  }
}

extension TestFailure {
  /// What differs, as the lines of a diff: `- outcome: fail`, `+ outcome: pass`.
  var diff: [String] { diff(in: .english) }

  /// The same with its sentences in a language; names of fields and their values stay.
  func diff(in language: Language) -> [String] {
    let colon = language.choose(": ", "：")
    return differences.flatMap { difference -> [String] in
      guard let expected = difference.expected else {
        let got = language.message(difference.got)
        return [difference.field.isEmpty ? got : language.message(difference.field) + colon + got]
      }
      let field = difference.field + colon
      return ["- \(field)\(expected)", "+ \(field)\(difference.got)"]
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
  var gaps: [String] { gaps(in: .english) }

  func gaps(in language: Language) -> [String] {
    let lines = missedLines.map { line in
      (line: line, text: "\(path):\(line)" + language.choose(": never reached", "：从未执行"))
    }
    let branches = missedBranches.map { branch in
      let ways = branch.never.map { $0 ? "true" : "false" }
      let place = "\(path):\(branch.line):\(branch.column)"
      return (
        line: branch.line,
        text: place
          + language.choose(
            ": `\(branch.kind)` never \(ways.joined(separator: " or ")): \(branch.text)",
            "：`\(branch.kind)` 从未为 \(ways.joined(separator: " 或 "))：\(branch.text)")
      )
    }
    return (lines + branches).sorted { $0.line < $1.line }.map(\.text)
  }
}

extension TestPoint {
  /// Its name for people.
  func name(in language: Language) -> String {
    guard language == .chinese, kind != .example, kind != .table else { return name }
    let word = kind.chinese
    return example.isEmpty ? word : "\(word)：\(example)"
  }
}

extension TestPoint.Kind {
  fileprivate var chinese: String {
    switch self {
    case .example: "示例"
    case .table: "表中的示例"
    case .partOrder: "部件顺序"
    case .unrelatedPart: "无关部件"
    case .missingField: "缺少字段"
    case .parameterEdge: "参数边界"
    case .reads: "读取的字段"
    case .examples: "示例"
    case .coverage: "覆盖率"
    case .load: "加载"
    }
  }
}
