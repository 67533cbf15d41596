internal import RigModel
internal import RigRules

extension FixTrial {
  /// The fixes that the groups found so far make, each combination verified.
  mutating func menus() throws -> [FixMenu] {
    aboveLimit = (0, 0)
    var families: [[Set<Int>]] = []
    cover(failing, with: [], into: &families)
    merge(&families)
    var menus: [FixMenu] = []
    for family in families {
      if let menu = try menu(family) { menus.append(menu) }
    }
    return menus.enumerated().sorted { one, other in
      let counts = (Self.changes(of: one.1), Self.changes(of: other.1))
      if counts.0 != counts.1 { return counts.0 < counts.1 }
      let prices = (Self.price(of: one.1) ?? .infinity, Self.price(of: other.1) ?? .infinity)
      if prices.0 != prices.1 { return prices.0 < prices.1 }
      let scores = (one.1.report.score ?? -1, other.1.report.score ?? -1)
      return scores.0 != scores.1 ? scores.0 > scores.1 : one.0 < other.0
    }.map(\.element)
  }

  private static func changes(of menu: FixMenu) -> Int {
    menu.best.reduce(0) { $0 + $1.changes.count }
  }

  private static func price(of menu: FixMenu) -> Double? {
    menu.best.reduce(0) { sum, one in sum.flatMap { sum in one.price.map { sum + $0 } } }
  }

  /// Every set of groups apart from each other that touches all failing conditions.
  private func cover(_ left: Set<Int>, with chosen: [Int], into families: inout [[Set<Int>]]) {
    guard let first = left.min() else {
      families.append(chosen.sorted().map { [$0] })
      return
    }
    let used = chosen.reduce(0) { $0 + groups[$1].dimensions.count }
    for (number, group) in groups.enumerated() where group.touched.contains(first) {
      if used + group.dimensions.count > search.limits.changes { continue }
      let isApart = chosen.allSatisfy { other in
        !groups[other].dimensions.contains { one in
          group.dimensions.contains { $0 == one || areLinked($0, one) }
        }
      }
      if isApart {
        cover(left.subtracting(group.touched), with: chosen + [number], into: &families)
      }
    }
  }

  /// Two fixes that differ in one choice are one with more alternatives in it.
  private func merge(_ families: inout [[Set<Int>]]) {
    var position = 0
    while position < families.count {
      let family = families[position]
      let partner = families.indices.first { other in
        other > position && families[other].count == family.count
          && Set(families[other]).symmetricDifference(Set(family)).count == 2
      }
      guard let partner else {
        position += 1
        continue
      }
      let others = Set(families[partner])
      let common = family.filter { others.contains($0) }
      let different = others.symmetricDifference(Set(family)).reduce(Set<Int>()) { $0.union($1) }
      families[position] = (common + [different]).sorted { ($0.min() ?? 0) < ($1.min() ?? 0) }
      families.remove(at: partner)
      position = 0
    }
  }

  // MARK: Alternatives

  private mutating func menu(_ family: [Set<Int>]) throws -> FixMenu? {
    var choices: [[FixAlternative]] = []
    for choice in family {
      var alternatives: [FixAlternative] = []
      for number in choice.sorted() { alternatives += try self.alternatives(groups[number]) }
      choices.append(sorted(alternatives))
    }
    if let most = search.limits.price {
      let before = choices.reduce(0) { $0 + $1.count }
      if !Self.fit(&choices, within: most) {
        aboveLimit.fixes += 1
        return nil
      }
      aboveLimit.alternatives += before - choices.reduce(0) { $0 + $1.count }
    }
    guard let report = try search.report(choices.flatMap { $0[0].changes }) else { return nil }
    var menu = FixMenu(choices: choices, proof: .evaluated(0), report: report)
    guard let proof = try verify(menu, family) else { return nil }
    menu.proof = proof
    return menu
  }

  /// Takes the most expensive alternatives away until every combination is within a price.
  private static func fit(_ choices: inout [[FixAlternative]], within most: Double) -> Bool {
    while true {
      let highest = choices.map { $0.map { $0.price ?? .infinity }.max() ?? 0 }
      if highest.reduce(0, +) <= most { return true }
      guard
        let place = choices.indices.filter({ choices[$0].count > 1 }).max(by: {
          highest[$0] < highest[$1]
        })
      else { return false }
      let worst = highest[place]
      let left = choices[place].filter { ($0.price ?? .infinity) < worst }
      if left.isEmpty { return false }
      choices[place] = left
    }
  }

  private func alternatives(_ group: Group) throws -> [FixAlternative] {
    var found: [FixAlternative] = []
    for classes in group.combinations {
      let members = zip(group.dimensions, classes).map { dimensions[$0].classes[$1] }
      var changes = members.map { $0[0] }
      var isLeast = changes.map { _ in false }
      for place in changes.indices {
        guard case .quantity = changes[place] else { continue }
        changes[place] = try tightened(changes, place, group, classes[place])
        isLeast[place] = try worksUpwards(changes, place, group, classes[place])
      }
      let build = search.build.value
      let prices = changes.map { $0.price(on: build) }
      found.append(
        FixAlternative(
          changes: changes, isLeast: isLeast,
          price: prices.reduce(0) { sum, one in sum.flatMap { sum in one.map { sum + $0 } } },
          score: try search.report(changes)?.score,
          alike: members.map { alike($0) }))
    }
    return found
  }

  /// The other parts of a class; with a price limit only those that cost no more than the first.
  private func alike(_ members: [Change]) -> [String] {
    let build = search.build.value
    let price = members[0].price(on: build)
    return members.dropFirst().filter {
      search.limits.price == nil || $0.price(on: build) == price
    }.compactMap(\.partName)
  }

  private func reaches(_ changes: [Change], _ touched: Set<Int>) throws -> Bool {
    guard let report = try search.report(changes) else { return false }
    let conditions = search.goal.conditions(
      of: report, from: search.base, search.judge.rules)
    return touched.allSatisfy { conditions[$0] }
  }

  /// The smallest change between the last that was too small and the one found, by bisection.
  private func tightened(_ changes: [Change], _ place: Int, _ group: Group, _ number: Int)
    throws -> Change
  {
    let options = dimensions[group.dimensions[place]].classes
    guard case .quantity(let category, let field, let found) = changes[place] else {
      return changes[place]
    }
    var (low, high) = (number > 0 ? options[number - 1][0].amount ?? found : found, found)
    if number == 0 { return changes[place] }
    // Whole units where the quantity is large, as parts are sold.
    let unit = max(abs(found), abs(low)) > 40 ? 1 : 0.05
    while abs(high - low) > unit {
      let middle = unit == 1 ? ((low + high) / 2).rounded() : (low + high) / 2
      if middle == low || middle == high { break }
      var tried = changes
      tried[place] = .quantity(category, field: field, middle)
      if try reaches(tried, group.touched) { high = middle } else { low = middle }
    }
    return .quantity(category, field: field, high)
  }

  private func worksUpwards(_ changes: [Change], _ place: Int, _ group: Group, _ number: Int)
    throws -> Bool
  {
    let options = dimensions[group.dimensions[place]].classes
    guard let first = options[0][0].amount, let last = options[options.count - 1][0].amount,
      last >= first
    else { return false }
    for option in options[number...] {
      var tried = changes
      tried[place] = option[0]
      if !(try reaches(tried, group.touched)) { return false }
    }
    return true
  }

  private func sorted(_ alternatives: [FixAlternative]) -> [FixAlternative] {
    alternatives.enumerated().sorted { one, other in
      let counts = (one.1.changes.count, other.1.changes.count)
      if counts.0 != counts.1 { return counts.0 < counts.1 }
      let prices = (one.1.price ?? .infinity, other.1.price ?? .infinity)
      if prices.0 != prices.1 { return prices.0 < prices.1 }
      let scores = (one.1.score ?? -1, other.1.score ?? -1)
      return scores.0 != scores.1 ? scores.0 > scores.1 : one.0 < other.0
    }.map(\.element)
  }

  // MARK: Verification

  /// More combinations than this are verified by a sample.
  private static var mostVerified: Int { 256 }

  /// nil where a combination is not a fix; then the choices are linked, and the search begins again.
  private func verify(_ menu: FixMenu, _ family: [Set<Int>]) throws -> FixMenu.Proof? {
    let total = menu.combinations
    let isSmall = total > 0 && total <= Self.mostVerified
    var numbers = isSmall ? Array(0..<total) : []
    if !isSmall {
      // A fixed sequence spread over all combinations.
      var state: UInt64 = 0x9E37_79B9_7F4A_7C15
      for _ in 0..<Self.mostVerified {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        numbers.append(Int(state >> 2))
      }
    }
    for number in numbers {
      var rest = number
      var changes: [Change] = []
      for choice in menu.choices {
        changes += choice[rest % choice.count].changes
        rest /= choice.count
      }
      guard let report = try evaluated(changes),
        search.goal.isReached(
          by: report, from: search.base, search.judge.rules, leavesOpen: !unstated.isEmpty)
      else {
        link(family)
        return nil
      }
    }
    if isSmall { return .evaluated(total) }
    let count = numbers.count
    return areApart(family) ? .reads(sampled: count, of: total) : .sampled(count, of: total)
  }

  /// The engine's own report, not a cached one.
  private func evaluated(_ changes: [Change]) throws -> Report? {
    guard let build = try? Build(Change.apply(changes, to: search.named)) else { return nil }
    return try search.judge.engine.evaluate(build)
  }

  private func link(_ family: [Set<Int>]) {
    let parts = family.map { $0.flatMap { groups[$0].dimensions } }
    for (number, part) in parts.enumerated() {
      for other in parts[(number + 1)...].joined() {
        for one in part where one != other {
          search.linked.insert([min(one, other), max(one, other)])
        }
      }
    }
  }

  private func areApart(_ family: [Set<Int>]) -> Bool {
    let touched = family.map { $0.reduce(into: Set<Int>()) { $0.formUnion(groups[$1].touched) } }
    return touched.indices.allSatisfy { one in
      touched[(one + 1)...].allSatisfy { touched[one].isDisjoint(with: $0) }
    }
  }
}

extension Change {
  var partName: String? {
    if case .part(_, _, let offer) = self { offer.name } else { nil }
  }

  var amount: Double? {
    if case .quantity(_, _, let amount) = self { amount } else { nil }
  }
}
