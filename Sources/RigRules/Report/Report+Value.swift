internal import RigModel

extension Report {
  /// The report as plugins see it: the same fields that it has as JSON. What is null there is
  /// absent here, and locations count from 1, as everything in Lua.
  var value: BuildValue {
    var fields: [BuildValue.Field] = [.init("id", id)]
    if let name { fields.append(.init("name", name)) }
    fields.append(.init("verdict", verdict.rawValue))
    if let score { fields.append(.init("score", .quantity(score))) }
    fields.append(.init("coverage", .quantity(coverage)))
    fields.append(.init("counts", counts.value))
    fields.append(.init("results", .list(results.map(\.value))))
    if !notices.isEmpty { fields.append(.init("notices", .list(notices.map(\.value)))) }
    fields.append(.init("ruleset", ruleset))
    return .map(fields)
  }
}

extension OutcomeCounts {
  fileprivate var value: BuildValue {
    .map([
      .init("pass", pass), .init("fail", fail), .init("unknown", unknown),
      .init("not_applicable", notApplicable), .init("broken", broken), .init("waived", waived),
    ])
  }
}

extension RuleResult {
  fileprivate var value: BuildValue {
    var fields: [BuildValue.Field] = [
      .init("rule", rule), .init("category", category), .init("outcome", outcome.name),
    ]
    switch outcome {
    case .pass, .notApplicable: break
    case .fail(let severity, let findings):
      fields.append(.init("severity", severity.rawValue))
      fields.append(.init("findings", .list(findings.map(\.value))))
      if droppedFindings > 0 { fields.append(.init("findings_dropped", droppedFindings)) }
      if let waived { fields.append(.init("waived", waived.value)) }
    case .unknown(let missing):
      fields.append(
        .init("missing", .list(missing.map { .text(BuildLocation.forPeople($0)) })))
    case .broken(let failure): fields.append(.init("error", failure.value))
    }
    return .map(fields)
  }
}

extension RuleFailure {
  fileprivate var value: BuildValue {
    .map([.init("kind", kind.rawValue), .init("message", message), .init("at", at)])
  }
}

extension Finding {
  fileprivate var value: BuildValue {
    var fields: [BuildValue.Field] = [
      .init("id", id), .init("severity", severity.rawValue), .init("message", message),
      .init("data", data),
    ]
    if let at { fields.append(.init("at", BuildLocation.forPeople(at))) }
    if let suggestion { fields.append(.init("suggestion", suggestion)) }
    return .map(fields)
  }
}

extension Waiver {
  fileprivate var value: BuildValue {
    var fields: [BuildValue.Field] = [.init("reason", reason)]
    if let until { fields.append(.init("until", until)) }
    if let owner { fields.append(.init("owner", owner)) }
    return .map(fields)
  }
}

extension Notice {
  fileprivate var value: BuildValue {
    var fields: [BuildValue.Field] = [.init("kind", kind.rawValue), .init("message", message)]
    if let at { fields.append(.init("at", at)) }
    return .map(fields)
  }
}

extension BuildValue.Field {
  fileprivate init(_ key: String, _ value: BuildValue) { self.init(key: key, value: value) }
  fileprivate init(_ key: String, _ text: String) { self.init(key: key, value: .text(text)) }
  fileprivate init(_ key: String, _ number: Int) {
    self.init(key: key, value: .integer(Int64(number)))
  }
}
