internal import RigModel
internal import RigRules

/// What an editor marks in a build: mistakes of the text, or what the rules find.
struct BuildRemarks {
  let document: TextDocument
  let language: Language

  /// The mistakes of a text that is not a build.
  func remarks(_ problems: InvalidBuild) -> [Remark] {
    problems.diagnostics.map { Remark($0, in: document, language: language) }
  }

  /// The findings of a report, each at the key that it speaks of.
  func remarks(_ report: Report, of build: Build) -> [Remark] {
    var remarks: [Remark] = []
    for result in report.located(in: build).results where result.waived == nil {
      switch result.outcome {
      case .fail(_, let findings):
        for finding in findings { remarks.append(remark(finding, of: result.rule)) }
      case .broken(let failure):
        remarks.append(
          Remark(
            range: document.range(ofLine: 1), level: .error, code: failure.code,
            message: "\(result.rule): \(failure.message)"))
      default: continue
      }
    }
    if let missing = missing(report) { remarks.append(missing) }
    return remarks
  }

  private func remark(_ finding: Finding, of rule: String) -> Remark {
    let suggestion = finding.suggestion.map { "\n→ \($0)" } ?? ""
    return Remark(
      range: finding.location.map { document.range(line: $0.line, column: $0.column) }
        ?? document.range(ofLine: 1),
      level: Self.level(finding.severity), code: rule, message: finding.message + suggestion)
  }

  private static func level(_ severity: Severity) -> Remark.Level {
    switch severity {
    case .error: .error
    case .warning: .warning
    case .advice: .information
    }
  }

  /// Which fields are missing, most wanted first: a hint at the top.
  private func missing(_ report: Report) -> Remark? {
    var wishes: [String: Int] = [:]
    for result in report.results {
      guard case .unknown(let missing) = result.outcome else { continue }
      for path in Set(missing.map { BuildLocation.general($0) }) { wishes[path, default: 0] += 1 }
    }
    guard !wishes.isEmpty else { return nil }
    let first = wishes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(6).map(\.key)
    let more = wishes.count - first.count
    let names = first.joined(separator: ", ")
    let message = language.choose(
      "\(report.counts.unknown) checks lack data: \(names)"
        + (more > 0 ? " and \(more) more fields" : ""),
      "\(report.counts.unknown) 项检查缺少数据：\(names)" + (more > 0 ? "，另有 \(more) 个字段" : ""))
    return Remark(
      range: document.range(ofLine: 1), level: .hint, code: "unknown", message: message)
  }
}
