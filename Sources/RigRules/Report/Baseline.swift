public import RigModel

/// The findings that reports hold now, as waivers: what was there before someone looked is accepted
/// once its reason is written, and only what is new counts.
public struct Baseline: Sendable {
  let reports: [(report: Report, build: Build?)]
  let language: Language
  let owner: String?
  let until: String?

  /// Makes one from reports.
  ///
  /// - Parameters:
  ///   - reports: Each with its build, whose parts a waiver names; nil if it is not known.
  ///   - language: The language of the comments above the waivers.
  ///   - owner: Who answers for the waivers.
  ///   - until: The last day on which they hold, as `2027-06-30`.
  public init(
    _ reports: [(report: Report, build: Build?)], language: Language, owner: String? = nil,
    until: String? = nil
  ) {
    self.reports = reports
    self.language = language
    self.owner = owner
    self.until = until
  }

  /// How many waivers there are.
  public var count: Int { reports.reduce(0) { $0 + entries(of: $1.report, $1.build).count } }

  /// A `rigrules.yaml` that holds nothing but the waivers, each below what it waives.
  public var text: String {
    var text = "# \(heading)\n"
    if count == 0 { return text + "waivers: []\n" }
    text += "waivers:\n"
    for (report, build) in reports {
      for (finding, fields) in entries(of: report, build) {
        text += "  # \(finding.severity.rawValue): \(Quoted.clean(finding.message, limit: 400))\n"
        let lines = CanonicalText.yaml(.map(fields)).split(separator: "\n")
        for (index, line) in lines.enumerated() {
          text += (index == 0 ? "  - " : "    ") + line + "\n"
        }
      }
    }
    return text
  }

  private var heading: String {
    switch language {
    case .english: "Findings that were there already. Write the reason of each, or take it out."
    case .chinese: "已有的问题。请为每条写明理由，或将其删除。"
    }
  }

  private var reason: BuildValue {
    switch language {
    case .english: .text("\(Waiver.placeholder): say why this is accepted")
    case .chinese: .text("\(Waiver.placeholder)：请写明为何接受")
    }
  }

  /// One waiver for each finding, with its values and part; what is waived already stays as it is.
  private func entries(of report: Report, _ build: Build?)
    -> [(finding: Finding, fields: [BuildValue.Field])]
  {
    report.results.flatMap { result -> [(Finding, [BuildValue.Field])] in
      guard case .fail(_, let findings) = result.outcome, result.waived == nil,
        result.rule != WaiverRule.id
      else { return [] }
      var seen: Set<[BuildValue.Field]> = []
      return findings.compactMap { finding in
        let fields = fields(result.rule, report.id, finding, build)
        return seen.insert(fields).inserted ? (finding, fields) : nil
      }
    }
  }

  private func fields(_ rule: String, _ id: String, _ finding: Finding, _ build: Build?)
    -> [BuildValue.Field]
  {
    let part = build.flatMap { build in
      finding.at.flatMap { BuildValue.partName(at: $0, in: build.value) }
    }
    let values = finding.data == .map([]) ? nil : finding.data
    let fields: [(String, BuildValue?)] = [
      ("rule", .text(rule)), ("build", .text(id)), ("finding", .text(finding.id)),
      ("part", part.map { .text($0) }), ("values", values), ("reason", reason),
      ("owner", owner.map { .text($0) }), ("until", until.map { .text($0) }),
    ]
    return fields.compactMap { key, value in value.map { .init(key: key, value: $0) } }
  }
}
