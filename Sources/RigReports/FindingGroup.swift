internal import RigModel
internal import RigRules

/// Findings of one rule that differ only in the part they are about: "cards 1–4".
struct FindingGroup {
  let rule: String
  let severity: Severity
  let message: String
  let suggestion: String?
  /// Where it is, as people count: `gpus[1–4].length_mm`; nil if the finding names no location.
  let at: String?
  /// Where the build's file has the first of them.
  let location: FileLocation?

  /// All findings of a report that count, worst first, equal ones together.
  static func all(in report: Report, rules: [String: RuleDescription], language: Language)
    -> [FindingGroup]
  {
    var groups: [FindingGroup] = []
    for severity in Severity.allCases.reversed() {
      for result in report.results where result.waived == nil {
        guard case .fail(_, let findings) = result.outcome else { continue }
        let own = findings.filter { $0.severity == severity }
        groups += grouped(own, of: result.rule, rules[result.rule], language)
      }
    }
    return groups
  }

  private static func grouped(
    _ findings: [Finding], of rule: String, _ description: RuleDescription?, _ language: Language
  ) -> [FindingGroup] {
    var groups: [(like: Indexed, all: [Indexed])] = []
    for finding in findings {
      let indexed = Indexed(finding)
      if let at = groups.firstIndex(where: { $0.like.isLike(indexed) }) {
        groups[at].all.append(indexed)
      } else {
        groups.append((indexed, [indexed]))
      }
    }
    return groups.map { FindingGroup($0.all, of: rule, description, language) }
  }

  private init(
    _ all: [Indexed], of rule: String, _ description: RuleDescription?, _ language: Language
  ) {
    let first = all[0].finding
    self.rule = rule
    severity = first.severity
    location = first.location
    guard all.count > 1, let description,
      let merged = Self.merged(all, description, language)
    else {
      (message, suggestion) = (first.message, first.suggestion)
      at = first.at.map(BuildLocation.forPeople)
      return
    }
    (message, suggestion) = (merged.message, first.suggestion)
    at = merged.at
  }

  /// The message with all indexes in place of the first; nil if the message cannot be filled so.
  private static func merged(
    _ all: [Indexed], _ description: RuleDescription, _ language: Language
  ) -> (message: String, at: String)? {
    let range = IndexRange.text(of: all.compactMap(\.index).map { $0 + 1 })
    let first = all[0]
    guard let prefix = first.prefix, let rest = first.rest else { return nil }
    let at = "\(prefix)[\(range)]\(rest)"
    guard !first.indexKeys.isEmpty else { return (first.finding.message, at) }
    let message = description.message(
      first.finding.id, with: first.data(indexes: .text(range)), in: language)
    return message.map { ($0, at) }
  }
}

/// A finding with the index that its location begins with, and the data that only repeat it.
private struct Indexed {
  let finding: Finding
  let prefix: String?
  let index: Int?
  let rest: String?
  /// Keys of the data whose value is the part's number, counted from 1.
  let indexKeys: Set<String>

  init(_ finding: Finding) {
    self.finding = finding
    guard let at = finding.at, let open = at.firstIndex(of: "["),
      let close = at[open...].firstIndex(of: "]"),
      let index = Int(at[at.index(after: open)..<close])
    else {
      (prefix, index, rest, indexKeys) = (nil, nil, nil, [])
      return
    }
    prefix = String(at[..<open])
    self.index = index
    rest = String(at[at.index(after: close)...])
    guard case .map(let fields) = finding.data else {
      indexKeys = []
      return
    }
    let numbers: Set<BuildValue> = [.integer(Int64(index + 1)), .text("\(index + 1)")]
    indexKeys = Set(fields.filter { numbers.contains($0.value) }.map(\.key))
  }

  func isLike(_ other: Indexed) -> Bool {
    guard let prefix, prefix == other.prefix, rest == other.rest,
      finding.id == other.finding.id
    else { return false }
    // A number that is the part's own in one finding only says something else there.
    let shared = indexKeys.intersection(other.indexKeys)
    return data(without: shared) == other.data(without: shared)
      && finding.suggestion == other.finding.suggestion
      && (!shared.isEmpty || finding.message == other.finding.message)
  }

  private func data(without keys: Set<String>) -> [BuildValue.Field] {
    guard case .map(let fields) = finding.data else { return [] }
    return fields.filter { !keys.contains($0.key) }
  }

  func data(indexes value: BuildValue) -> BuildValue {
    guard case .map(let fields) = finding.data else { return finding.data }
    return .map(
      fields.map { indexKeys.contains($0.key) ? .init(key: $0.key, value: value) : $0 })
  }
}
