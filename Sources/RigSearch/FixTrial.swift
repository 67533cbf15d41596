internal import RigMemo
internal import RigModel
internal import RigRules

/// One pass of a search, with what rules are known to read at its beginning.
struct FixTrial {
  /// A dimension with the changes that differ for the rules.
  struct Dimension {
    let source: FixDimension
    /// Each with those that every rule takes for the same, the cheapest first.
    let classes: [[Change]]
    /// The conditions that may change with it.
    let touched: Set<Int>
    /// By class: the conditions with this change alone; nil where it gives no valid build.
    var alone: [[Bool]?] = []
    /// The conditions that come out otherwise for one of its changes alone.
    var sensitive: Set<Int> = []
  }

  /// Dimensions that are changed together, and how: a class of each.
  struct Group {
    let dimensions: [Int]
    let combinations: [[Int]]
    let touched: Set<Int>
  }

  let search: FixSearch
  private(set) var dimensions: [Dimension] = []
  private(set) var omissions: [FixOmission] = []
  private(set) var groups: [Group] = []
  let holds: [Bool]
  private(set) var failing: Set<Int>
  /// Conditions that are open for want of a field, and make the verdict incomplete.
  private(set) var unstated: Set<Int> = []
  private var known: [[Int]: [Bool]] = [:]
  /// What the last menus left out because of the limit of price.
  var aboveLimit = (alternatives: 0, fixes: 0)

  init(_ search: FixSearch) throws {
    self.search = search
    holds = search.goal.conditions(of: search.base, from: search.base, search.judge.rules)
    failing = Set(holds.enumerated().filter { !$0.element }.map(\.offset))
    var (withoutPrice, tooExpensive) = (0, 0)
    for source in search.space.dimensions {
      let classes = Self.classes(of: source, search, &withoutPrice, &tooExpensive)
      if classes.isEmpty { continue }
      dimensions.append(
        Dimension(source: source, classes: classes, touched: search.touched(by: source)))
    }
    if withoutPrice > 0 { omissions.append(.unknownPrices(withoutPrice)) }
    if tooExpensive > 0 { omissions.append(.aboveLimit(tooExpensive)) }
    unstated = Set(holds.indices.filter { search.isUnknown($0) })
    for index in dimensions.indices { try tryAlone(index) }
  }

  /// Conditions that fail and that no dimension touches.
  var outOfReach: [Int] {
    failing.filter { rule in !dimensions.contains { $0.touched.contains(rule) } }.sorted()
  }

  mutating func omit(_ omission: FixOmission) { omissions.append(omission) }

  private static func classes(
    of source: FixDimension, _ search: FixSearch, _ withoutPrice: inout Int,
    _ tooExpensive: inout Int
  ) -> [[Change]] {
    var classes: [[Change]] = []
    var numbers: [BuildValue: Int] = [:]
    let read = search.judge.reads.fields(of: source.footprint.key)
    for change in source.options {
      if let most = search.limits.price {
        guard let price = change.price(on: search.build.value) else {
          withoutPrice += 1
          continue
        }
        if price > most {
          tooExpensive += 1
          continue
        }
      }
      guard case .part(_, _, let offer) = change else {
        classes.append([change])
        continue
      }
      let seen = offer.value.projected(on: read)
      if let number = numbers[seen] {
        classes[number].append(change)
      } else {
        numbers[seen] = classes.count
        classes.append([change])
      }
    }
    let build = search.build.value
    return classes.map { members in
      // Options come sorted by name, and sorting by price keeps that order among equals.
      members.enumerated().sorted {
        let prices = ($0.1.price(on: build) ?? .infinity, $1.1.price(on: build) ?? .infinity)
        return prices.0 != prices.1 ? prices.0 < prices.1 : $0.0 < $1.0
      }.map(\.element)
    }
  }

  private mutating func tryAlone(_ index: Int) throws {
    var alone: [[Bool]?] = []
    var sensitive = dimensions[index].touched.intersection(failing)
    for number in dimensions[index].classes.indices {
      let conditions = try conditions([index], [number])
      alone.append(conditions)
      guard let conditions else { continue }
      for rule in dimensions[index].touched where conditions[rule] != holds[rule] {
        sensitive.insert(rule)
      }
    }
    dimensions[index].alone = alone
    dimensions[index].sensitive = sensitive
  }

  /// The conditions with a class of each of some dimensions; nil where that is not a valid build.
  mutating func conditions(_ group: [Int], _ classes: [Int]) throws -> [Bool]? {
    let key = group + classes
    if let found = known[key] { return found.isEmpty ? nil : found }
    let changes = zip(group, classes).map { dimensions[$0].classes[$1][0] }
    let report = try search.report(changes)
    let found = report.map {
      search.goal.conditions(of: $0, from: search.base, search.judge.rules)
    }
    known[key] = found ?? []
    return found
  }

  // MARK: Groups

  /// Whether two dimensions have to be looked at together.
  func areLinked(_ one: Int, _ other: Int) -> Bool {
    if search.linked.contains([min(one, other), max(one, other)]) { return true }
    let (first, second) = (dimensions[one], dimensions[other])
    let shared = first.touched.intersection(second.touched)
    return !shared.isDisjoint(with: first.sensitive.union(second.sensitive))
  }

  /// Finds the groups of a size in which every change is needed.
  mutating func findGroups(of size: Int) throws {
    for chosen in Self.subsets(dimensions.count, size) where isConnected(chosen) {
      let touched = chosen.reduce(into: Set<Int>()) { $0.formUnion(dimensions[$1].touched) }
      if touched.isDisjoint(with: failing) { continue }
      let combinations = try solve(chosen, touched)
      if !combinations.isEmpty {
        groups.append(Group(dimensions: chosen, combinations: combinations, touched: touched))
      }
    }
  }

  private static func subsets(_ count: Int, _ size: Int) -> [[Int]] {
    var sets: [[Int]] = [[]]
    for _ in 0..<size {
      sets = sets.flatMap { set in
        (0..<count).filter { $0 > set.last ?? -1 }.map { set + [$0] }
      }
    }
    return sets
  }

  private func isConnected(_ group: [Int]) -> Bool {
    var reached: Set<Int> = [group[0]]
    while true {
      let more = group.filter { one in
        !reached.contains(one) && reached.contains { areLinked($0, one) }
      }
      if more.isEmpty { return reached.count == group.count }
      reached.formUnion(more)
    }
  }

  private mutating func solve(_ group: [Int], _ touched: Set<Int>) throws -> [[Int]] {
    let open = group.map { admissible($0, in: group) }
    let total = open.reduce(1) { $0.multipliedReportingOverflow(by: $1.count).partialValue }
    if total == 0 { return [] }
    if total > FixSearch.mostCombinations || total < 0 {
      omissions.append(.tooManyTogether(group.map { dimensions[$0].source.name }, total))
      return []
    }
    var found: [[Int]] = []
    var at = [Int](repeating: 0, count: group.count)
    while true {
      let classes = zip(open, at).map { $0[$1] }
      if let conditions = try conditions(group, classes),
        touched.allSatisfy({ conditions[$0] }),
        try isMinimal(group, classes, touched)
      {
        found.append(classes)
      }
      var place = group.count - 1
      while place >= 0 {
        at[place] += 1
        if at[place] < open[place].count { break }
        at[place] = 0
        place -= 1
      }
      if place < 0 { break }
    }
    return withoutWorse(found, group)
  }

  /// The classes of a dimension that satisfy what no other dimension of the group touches.
  private func admissible(_ dimension: Int, in group: [Int]) -> [Int] {
    let others = group.filter { $0 != dimension }
    let own = dimensions[dimension].touched.filter { rule in
      !others.contains { dimensions[$0].touched.contains(rule) }
    }
    return dimensions[dimension].classes.indices.filter { number in
      // What is not a valid build alone may be one together with others.
      guard let alone = dimensions[dimension].alone[number] else { return !others.isEmpty }
      return own.allSatisfy { alone[$0] }
    }
  }

  private mutating func isMinimal(_ group: [Int], _ classes: [Int], _ touched: Set<Int>)
    throws -> Bool
  {
    if group.count == 1 { return true }
    for mask in 1..<(1 << group.count) - 1 {
      let places = group.indices.filter { mask >> $0 & 1 == 1 }
      let part = try conditions(places.map { group[$0] }, places.map { classes[$0] })
      if let part, touched.allSatisfy({ part[$0] }) { return false }
    }
    return true
  }

  /// Without combinations than which another is the same with a smaller change.
  private func withoutWorse(_ found: [[Int]], _ group: [Int]) -> [[Int]] {
    let ordered = group.indices.filter { dimensions[group[$0]].source.isOrdered }
    if ordered.isEmpty { return found }
    return found.filter { one in
      !found.contains { other in
        other != one
          && group.indices.allSatisfy { place in
            ordered.contains(place) ? other[place] <= one[place] : other[place] == one[place]
          }
      }
    }
  }
}

extension FixSearch {
  /// Whether the rule of a condition lacks a field of the build as it is.
  func isUnknown(_ condition: Int) -> Bool {
    guard case .verdict = goal else { return false }
    let rule = judge.rules[condition]
    let result = base.results.first { $0.rule == rule.id }
    if case .unknown? = result?.outcome { return rule.unknown == .incomplete }
    return false
  }

  /// The conditions that a dimension may change: those of rules that read what it changes.
  func touched(by dimension: FixDimension) -> Set<Int> {
    if case .score = goal { return [0] }
    let reads = judge.reads
    return Set(reads.indices.filter { reads[$0].touches(dimension.footprint) })
  }
}

extension BuildValue {
  /// Of a part only some fields, in a fixed order; nil: all, but in the same order.
  func projected(on fields: Set<String>?) -> BuildValue {
    let kept = (mapValue ?? []).filter { fields?.contains($0.key) ?? true }
    return .map(kept.sorted { $0.key < $1.key })
  }
}
