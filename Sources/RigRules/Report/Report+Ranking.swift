extension Report {
  /// Better builds first: verdict, score, coverage, price (known before unknown), id.
  public static func ranksBefore(_ left: Report, _ right: Report) -> Bool {
    if left.verdict != right.verdict { return left.verdict.rank < right.verdict.rank }
    let scores = (left.score ?? -1, right.score ?? -1)
    if scores.0 != scores.1 { return scores.0 > scores.1 }
    if left.coverage != right.coverage { return left.coverage > right.coverage }
    let prices = (left.price ?? .infinity, right.price ?? .infinity)
    if prices.0 != prices.1 { return prices.0 < prices.1 }
    return left.id < right.id
  }

  /// No rule had anything to say: an error of its own, never a pass.
  public var nothingEvaluated: Bool {
    // Results about waivers concern the configuration, not the build.
    results.allSatisfy { $0.outcome == .notApplicable || $0.rule == WaiverRule.id }
  }
}
