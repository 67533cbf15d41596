internal import RigMemo
package import RigModel
package import RigRules

/// Where two versions of a rule give different outcomes, of all builds of a space.
package struct RuleProof: Sendable {
  /// Combinations of values for which both versions say the same two things.
  package struct Group: Sendable {
    /// What each says, as `fail error below_minimum`.
    package let outcomes: (old: String, new: String)
    /// How many combinations.
    package var combinations = 0
    /// How many builds of the space have one of them.
    package var builds = 0.0
    /// The first combinations, each with a build.
    package var cases: [Case] = []
  }

  /// One combination of the values that the rule reads.
  package struct Case: Sendable {
    /// Each value, by its path (`gpus[].tdp_w`); a path that ends in `.count` is a number of parts.
    package let values: [(path: String, value: BuildValue?)]
    /// A build that has them.
    package let build: BuildValue
  }

  /// The rule.
  package let rule: String
  /// How many combinations of what it reads the builds have, and how many of them were compared.
  package let combinations: Double
  package private(set) var tried = 0
  /// By the two outcomes, those of most combinations first.
  package private(set) var groups: [Group] = []
  /// What was compared is not comparable: the rules cannot be asked about a part of a build.
  package fileprivate(set) var isUnavailable = false

  /// Every combination was compared.
  package var isProved: Bool { !isUnavailable && Double(tried) == combinations }
  /// How many combinations of those compared the versions differ for.
  package var differing: Int { groups.reduce(0) { $0 + $1.combinations } }

  init(rule: String, combinations: Double) {
    (self.rule, self.combinations) = (rule, combinations)
  }

  /// Counts a combination; returns the position of its group where the versions differ.
  fileprivate mutating func count(_ old: RuleResult, _ new: RuleResult, weight: Double) -> Int? {
    tried += 1
    if old.says(new) { return nil }
    let names = (old: old.summary, new: new.summary)
    let place = groups.firstIndex { $0.outcomes == names } ?? groups.count
    if place == groups.count { groups.append(Group(outcomes: names)) }
    groups[place].combinations += 1
    groups[place].builds += weight
    return place
  }

  fileprivate mutating func keep(_ one: Case, in group: Int) { groups[group].cases.append(one) }

  /// Brings the groups into their order.
  mutating func finish() {
    groups.sort { one, other in
      if one.combinations != other.combinations { return one.combinations > other.combinations }
      return one.outcomes < other.outcomes
    }
  }
}

extension RuleResult {
  /// Whether another version says the same; the file that it stands in does not count.
  fileprivate func says(_ other: RuleResult) -> Bool {
    if case .broken(let one) = outcome, case .broken(let two) = other.outcome {
      return one.code == two.code && one.message == two.message
    }
    return outcome == other.outcome && score == other.score && waived == other.waived
      && weight == other.weight && droppedFindings == other.droppedFindings
  }

  /// The outcome in a few words.
  fileprivate var summary: String {
    switch outcome {
    case .fail(let severity, let findings):
      "fail \(severity.rawValue) "
        + findings.map(\.id).uniqued().joined(separator: " ")
    case .unknown(let missing): "unknown \(missing.joined(separator: " "))"
    case .broken(let failure): "broken \(failure.code)"
    case .pass, .notApplicable: outcome.name
    }
  }
}

extension [String] {
  fileprivate func uniqued() -> [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

/// Compares two versions of rules over all builds of a space.
///
/// A rule is asked about each combination of what it reads, and about nothing else: builds that agree
/// in all that both versions read have equal outcomes. What they read is found out while they run; if
/// a version turns out to read more, the comparison of its rule begins again.
package final class ProofSearch {
  private let judges: (old: Judge, new: Judge)
  private let space: ProofSpace
  private let stock: PartStock
  private let offsets: [Int]
  private let fixedCount: Int
  /// Of more combinations than these, so many are tried.
  private let limit: Int
  /// How many cases of a group are kept.
  private let most: Int
  /// Each key that may be undecided.
  private let keys: [String]

  /// Prepares a comparison.
  ///
  /// - Parameters:
  ///   - engines: The rules before and after.
  ///   - space: The builds.
  ///   - limit: Rules with more combinations are not proved; so many are tried.
  ///   - most: How many cases of a group are kept.
  ///   - jobs: The most threads.
  package init(
    _ engines: (old: Engine, new: Engine), _ space: ProofSpace, limit: Int = 2_000_000,
    most: Int = 3, jobs: Int = 1
  ) throws {
    judges = (try Judge(engines.old, jobs: jobs), try Judge(engines.new, jobs: jobs))
    (self.space, self.limit, self.most) = (space, limit, most)
    var entries = (space.fixed.value.mapValue ?? []).map { (key: $0.key, value: $0.value) }
    fixedCount = entries.count
    var offsets: [Int] = []
    for axis in space.axes {
      // The first value of an axis is none at all.
      offsets.append(entries.count - 1)
      entries += axis.values.compactMap { value in value.map { (key: axis.key, value: $0) } }
    }
    self.offsets = offsets
    stock = PartStock(entries)
    keys = space.axes.map(\.key)
  }

  /// Compares one rule that both sets have.
  ///
  /// - Parameter goesOn: Asked now and then with how many combinations were tried; false ends it.
  /// - Returns: The comparison; nil if one of the sets has no such rule.
  package func prove(_ rule: String, goesOn: (Int) -> Bool = { _ in true }) throws -> RuleProof? {
    guard let old = judges.old.rules.firstIndex(where: { $0.id == rule }),
      let new = judges.new.rules.firstIndex(where: { $0.id == rule })
    else { return nil }
    var reads: RuleReads?
    while true {
      let known = reads ?? self.reads(old, new)
      do {
        var attempt = Attempt(self, rule, (old, new), known)
        return try attempt.run(goesOn)
      } catch is ReadsGrew {
        reads = self.reads(old, new)
        if reads == known {
          var proof = RuleProof(rule: rule, combinations: 0)
          proof.isUnavailable = true
          return proof
        }
      }
    }
  }

  private func reads(_ old: Int, _ new: Int) -> RuleReads {
    judges.old.reads[old].merged(with: judges.new.reads[new])
  }

  /// One pass over the combinations, with what the rule is known to read at its beginning.
  private struct Attempt {
    let search: ProofSearch
    let rules: (old: Int, new: Int)
    let known: RuleReads
    /// The axes that the rule reads, and of each what it can tell apart.
    let places: [Int]
    let columns: [(positions: [Int], weights: [Double])]
    /// How many builds agree in all that is read: those of the axes that are not.
    let others: Double
    let undecided: Set<String>
    var proof: RuleProof

    init(_ search: ProofSearch, _ rule: String, _ rules: (Int, Int), _ known: RuleReads) {
      (self.search, self.rules, self.known) = (search, rules, known)
      let axes = search.space.axes
      let places = axes.indices.filter { known.isWhole || known.fields[axes[$0].key] != nil }
      self.places = places
      columns = places.map { place in
        let fields = known.isWhole ? nil : known.fields[axes[place].key] ?? nil
        return axes[place].classes(reading: fields)
      }
      others = axes.indices.filter { !places.contains($0) }
        .reduce(1) { $0 * Double(axes[$1].values.count) }
      let read = Set(places.map { axes[$0].key })
      undecided = Set(search.keys).subtracting(read)
      proof = RuleProof(
        rule: rule, combinations: columns.reduce(1) { $0 * Double($1.positions.count) })
    }

    /// So many combinations are judged at a time.
    private static let batch = 4096

    mutating func run(_ goesOn: (Int) -> Bool) throws -> RuleProof {
      let isWhole = proof.combinations <= Double(search.limit)
      let total = isWhole ? Int(proof.combinations) : search.limit
      var digits = places.map { _ in 0 }
      // Numbers without a pattern that any machine gives alike (Knuth, MMIX).
      var state: UInt64 = 0x5DEE_CE66_D1CE_4E5B
      var done = 0
      if total > Self.batch {
        // Scattered combinations show most of what is read before the long way begins.
        try probe(&state)
      }
      while done < total {
        var rows: [[Int]] = []
        while rows.count < Self.batch && done + rows.count < total {
          rows.append(digits)
          if isWhole { advance(&digits) } else { draw(&digits, &state) }
        }
        try compare(rows)
        done += rows.count
        if proof.isUnavailable || !goesOn(done) { break }
      }
      proof.finish()
      return proof
    }

    private func advance(_ digits: inout [Int]) {
      for place in digits.indices.reversed() {
        digits[place] += 1
        if digits[place] < columns[place].positions.count { return }
        digits[place] = 0
      }
    }

    private func draw(_ digits: inout [Int], _ state: inout UInt64) {
      for place in digits.indices {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        digits[place] = Int((state >> 33) % UInt64(columns[place].positions.count))
      }
    }

    private func probe(_ state: inout UInt64) throws {
      var digits = places.map { _ in 0 }
      let rows = (0..<512).map { _ in
        draw(&digits, &state)
        return digits
      }
      _ = try outcomes(rows)
    }

    private typealias Outcomes = [Judge.PartialOutcome]

    /// The outcomes of both versions for some combinations.
    private func outcomes(_ rows: [[Int]]) throws -> (old: Outcomes, new: Outcomes) {
      let builds = rows.map { row in
        Array(0..<search.fixedCount)
          + zip(places, zip(columns, row)).compactMap { place, digit in
            let position = digit.0.positions[digit.1]
            return position == 0 ? nil : search.offsets[place] + position
          }
      }
      let old = try search.judges.old.outcomes(
        of: rules.old, on: builds, of: search.stock, undecided: undecided)
      let new = try search.judges.new.outcomes(
        of: rules.new, on: builds, of: search.stock, undecided: undecided)
      // What a version reads beyond what is known may tell apart what was taken for one.
      if search.reads(rules.old, rules.new).merged(with: known) != known { throw ReadsGrew() }
      return (old, new)
    }

    private mutating func compare(_ rows: [[Int]]) throws {
      let (old, new) = try outcomes(rows)
      for (row, outcomes) in zip(rows, zip(old, new)) {
        switch outcomes {
        case (.decided(let one), .decided(let other)):
          let weight = zip(columns, row).reduce(others) { $0 * $1.0.weights[$1.1] }
          guard let group = proof.count(one, other, weight: weight),
            proof.groups[group].cases.count < search.most
          else { continue }
          proof.keep(makeCase(row), in: group)
        case (.undecided, _), (_, .undecided): throw ReadsGrew()
        case (.unavailable, _), (_, .unavailable):
          proof.isUnavailable = true
          return
        }
      }
    }

    private func makeCase(_ row: [Int]) -> RuleProof.Case {
      var values: [(path: String, value: BuildValue?)] = []
      var build = search.space.fixed.value
      for (place, (column, digit)) in zip(places, zip(columns, row)) {
        let axis = search.space.axes[place]
        let value = axis.values[column.positions[digit]]
        if let value { build = build.with(axis.key, value) }
        values += describe(axis, value)
      }
      return RuleProof.Case(values: values, build: build)
    }

    private func describe(_ axis: ProofSpace.Axis, _ value: BuildValue?)
      -> [(path: String, value: BuildValue?)]
    {
      let part = axis.isList ? value?[0] : value
      guard let part, let fields = part.mapValue else { return [(axis.key, value)] }
      let read = known.isWhole ? nil : known.fields[axis.key] ?? nil
      var values: [(path: String, value: BuildValue?)] = []
      if let parts = value?.listValue {
        values.append(("\(axis.key).count", .integer(Int64(parts.count))))
      }
      let prefix = axis.isList ? "\(axis.key)[]" : axis.key
      for name in read?.sorted() ?? fields.map(\.key) {
        values.append(("\(prefix).\(name)", part[name]))
      }
      return values
    }
  }
}
