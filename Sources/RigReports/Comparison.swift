public import RigRules

/// What two sets of rules report for the same builds: differences one by one, and sums over all.
///
/// Builds are added one after the other and none is kept, so that a stream of any length takes the
/// memory of its rules alone.
public struct Comparison: Sendable {
  /// A build of which the two sets say different things.
  public struct Difference: Sendable {
    /// The file, with the line where it holds a build a line.
    public let place: String
    package let change: ReportChange

    /// The reports of the two sets.
    public var reports: (Report, Report) { (change.old, change.new) }
  }

  /// How often one rule says something else.
  struct RuleCounts: Sendable, Equatable {
    var gone = 0
    var new = 0
    var altered = 0
    var turned = 0
  }

  /// The names of the two sets, as the user gave them.
  public let names: (String, String)
  /// Rules that only one of the sets has.
  public let onlyIn: ([String], [String])
  /// How many rules are the same in both sets, so that they ran once for both.
  public let sameRules: Int
  /// How many builds there were, and of how many the sets say different things.
  public private(set) var builds = 0
  /// Builds of which the two sets say different things.
  public private(set) var differing = 0
  private(set) var verdicts: [String: Int] = [:]
  private(set) var scores = (higher: 0, lower: 0)
  private(set) var rules: [String: RuleCounts] = [:]

  /// Makes one from its parts.
  public init(names: (String, String), rules: (RuleSet, RuleSet), sameRules: Int = 0) {
    self.names = names
    self.sameRules = sameRules
    let ids = (Set(Self.ids(rules.0)), Set(Self.ids(rules.1)))
    onlyIn = (ids.0.subtracting(ids.1).sorted(), ids.1.subtracting(ids.0).sorted())
  }

  private static func ids(_ set: RuleSet) -> [String] {
    set.rules.map(\.id) + set.failures.map(\.rule)
  }

  /// Takes what both sets report for one build; nil if they report the same.
  public mutating func add(_ first: Report, _ second: Report, place: String) -> Difference? {
    builds += 1
    let change = ReportChange(from: first, to: second)
    guard !change.isEmpty else { return nil }
    differing += 1
    if first.verdict != second.verdict {
      verdicts["\(first.verdict.rawValue) → \(second.verdict.rawValue)", default: 0] += 1
    }
    if (second.score ?? -1) > (first.score ?? -1) { scores.higher += 1 }
    if (second.score ?? -1) < (first.score ?? -1) { scores.lower += 1 }
    count(change.gone, \.gone)
    count(change.appeared, \.new)
    count(change.altered, \.altered)
    for turn in change.turned { rules[turn.rule, default: RuleCounts()].turned += 1 }
    return Difference(place: place, change: change)
  }

  private mutating func count(
    _ entries: [ReportChange.Entry], _ path: WritableKeyPath<RuleCounts, Int>
  ) {
    for entry in entries { rules[entry.rule, default: RuleCounts()][keyPath: path] += 1 }
  }
}
