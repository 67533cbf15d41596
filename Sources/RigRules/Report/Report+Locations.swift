public import RigModel

extension Report {
  /// The same with the place of each finding in the file that the build was read from.
  public func located(in build: Build) -> Report {
    let hasPlaces = results.contains { result in
      guard case .fail(_, let findings) = result.outcome else { return false }
      return result.rule != WaiverRule.id && findings.contains { $0.at != nil }
    }
    guard hasPlaces, let locator = build.locator else { return self }
    return Report(
      id: id, name: name, verdict: verdict, score: score, coverage: coverage, counts: counts,
      results: results.map { $0.located(by: locator) }, notices: notices, ruleset: ruleset,
      price: price)
  }
}

extension RuleResult {
  fileprivate func located(by locator: BuildLocator) -> RuleResult {
    guard case .fail(let severity, let findings) = outcome, rule != WaiverRule.id else {
      return self
    }
    let located = findings.map { finding in
      var copy = finding
      copy.location = finding.at.flatMap(locator.location)
      return copy
    }
    return RuleResult(
      rule: rule, category: category, outcome: .fail(severity: severity, findings: located),
      waived: waived, weight: weight, score: score, droppedFindings: droppedFindings)
  }
}
