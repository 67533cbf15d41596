internal import RigCatalog
internal import RigMemo
internal import RigModel
internal import RigRules

/// One pass of a search, with what rules are known to read at its beginning.
final class DesignAttempt {
  /// A class that is still possible, with the rules that were decided for it.
  struct Candidate {
    let number: Int
    var sums = DesignSums()
  }

  let search: DesignSearch
  let bound: DesignBound
  /// The classes of each choice.
  let classes: [[DesignClass]]
  /// The choices in the order in which they are decided.
  let order: [Int]
  let tables: [RuleTable]
  /// By choice: the tables that read it.
  private let tablesOf: [[Int]]
  /// By rule: what it means where it is unknown.
  private let effects: [String: UnknownEffect]

  // What is chosen at the moment.
  private(set) var chosen: [Int?]
  private var domains: [[Candidate]]
  private var sums = DesignSums()

  // What was found.
  private(set) var proved: [Design] = []
  private(set) var ifKnown: [Design] = []
  private var cuts: [DesignCut: Double] = [:]
  private var messages: [String: String] = [:]
  private var judged = 0.0
  private var unranked = 0.0
  private var openBound: [Double]?
  private(set) var isStopped = false
  private var steps = 0

  init(_ search: DesignSearch, _ reads: [RuleReads]) throws {
    self.search = search
    let choices = search.space.choices
    let rules = search.judge.rules
    bound = DesignBound(
      objective: search.space.plan.objective, weight: rules.reduce(0) { $0 + $1.weight })
    effects = Dictionary(rules.map { ($0.id, $0.unknown) }, uniquingKeysWith: { one, _ in one })
    let classes = choices.map { choice in
      // A function in Lua may read anything.
      let fields = search.value == nil ? reads.fields(of: choice.category.buildKey) : nil
      return DesignClass.classes(choice.options, reading: fields)
    }
    let tables = Self.tables(
      reads, choices.map(\.category), classes, waived: search.judge.waived, rules)
    order = Self.order(choices.count, tables, rules, classes.map(\.count))
    (self.classes, self.tables) = (classes, tables)
    tablesOf = choices.indices.map { place in
      tables.indices.filter { tables[$0].places.contains(place) }
    }
    chosen = choices.map { _ in nil }
    domains = classes.map { $0.indices.map { Candidate(number: $0) } }
  }

  /// The tables of the rules that can be judged before a build is whole.
  private static func tables(
    _ reads: [RuleReads], _ categories: [PartCategory], _ classes: [[DesignClass]],
    waived: Set<String>, _ rules: [RuleDescription]
  ) -> [RuleTable] {
    // Rules that read the same fields of a kind share the numbers.
    var shared: [Int: [Set<String>?: [Int]]] = [:]
    func numbers(_ place: Int, _ fields: Set<String>?) -> [Int] {
      if let found = shared[place]?[fields] { return found }
      var known: [BuildValue: Int] = [:]
      let numbers = classes[place].map { one in
        let shown = one.option.value.shown(fields)
        let number = known[shown] ?? known.count
        known[shown] = number
        return number
      }
      shared[place, default: [:]][fields] = numbers
      return numbers
    }
    return rules.indices.compactMap { rule -> RuleTable? in
      // A failure that is waived may not count, which only a whole report says.
      if waived.contains(rules[rule].id) { return nil }
      let one = reads[rule]
      let places = categories.indices.filter { place in
        one.isWhole || one.fields[categories[place].buildKey] != nil
      }
      return RuleTable(
        rule: rule, places: places,
        numbers: places.map { place in
          let fields: Set<String>? =
            one.isWhole ? nil : one.fields[categories[place].buildKey] ?? nil
          return numbers(place, fields)
        })
    }
  }

  /// The choices that decide most come first: those whose rules weigh most and lack least else.
  private static func order(
    _ count: Int, _ tables: [RuleTable], _ rules: [RuleDescription], _ sizes: [Int]
  ) -> [Int] {
    var order: [Int] = []
    while order.count < count {
      let left = (0..<count).filter { !order.contains($0) }
      let gains = left.map { place in
        tables.reduce(0.0) { sum, table in
          guard table.places.contains(place) else { return sum }
          let lacking = table.places.filter { $0 != place && !order.contains($0) }.count
          let isError = rules[table.rule].severity == .error
          return sum + (isError ? 10 : 1) * Double(sign: .plus, exponent: -lacking, significand: 1)
        }
      }
      let best = left.indices.min { one, other in
        if gains[one] != gains[other] { return gains[one] > gains[other] }
        if sizes[left[one]] != sizes[left[other]] { return sizes[left[one]] < sizes[left[other]] }
        return one < other
      }!
      order.append(left[best])
    }
    return order
  }

  // MARK: The search

  func run() throws {
    if classes.contains(where: \.isEmpty) { return }
    for table in tables where table.places.isEmpty {
      let (effect, result) = try self.effect(of: table, [])
      if effect.excludes {
        count(.rule(ruleName(table)), result, search.space.total)
        return
      }
      sums.add(effect.sums)
    }
    for table in tables where table.places.count == 1 { try filter(table, prefix: 1) }
    if order.isEmpty {
      try leaf(sums, 1)
      return
    }
    cutByBudget(prefix: 1, from: 0)
    if !domains.contains(where: \.isEmpty) { try descend(0, 1) }
  }

  private func descend(_ depth: Int, _ prefix: Double) throws {
    let place = order[depth]
    let rest = order[(depth + 1)...].map { $0 }
    var floor = self.floor(of: rest)
    floor.price = Self.sum(floor.price, total(\.price))
    floor.memory = Self.sum(floor.memory, total(\.memory))
    var options = domains[place].map { candidate in
      Option(candidate: candidate, most: most(candidate, place, floor, isOptimistic: false))
    }
    options.sort { one, other in
      one.most == other.most
        ? one.candidate.number < other.candidate.number
        : other.most.lexicographicallyPrecedes(one.most)
    }
    let restWeight = rest.reduce(1) { $0 * weight(of: $1) }
    for option in options {
      let number = option.candidate.number
      let own = prefix * classes[place][number].weight
      if isTimeUp(prefix: own) {
        if canBeProved(option, depth, floor) || canBeKnown(option, place, depth, floor) {
          openBound = [openBound, option.most].compactMap(\.self).max {
            $0.lexicographicallyPrecedes($1)
          }
        }
        cuts[.time, default: 0] += own * restWeight
        continue
      }
      if !canBeProved(option, depth, floor) && !canBeKnown(option, place, depth, floor) {
        cuts[.bound, default: 0] += own * restWeight
        continue
      }
      try choose(option.candidate, depth, own)
    }
  }

  struct Option {
    let candidate: Candidate
    let most: [Double]
  }

  private func choose(_ candidate: Candidate, _ depth: Int, _ own: Double) throws {
    let place = order[depth]
    let (savedSums, savedDomains) = (sums, domains)
    defer { (sums, domains) = (savedSums, savedDomains) }
    sums.add(candidate.sums)
    chosen[place] = candidate.number
    defer { chosen[place] = nil }
    if depth + 1 == order.count {
      try leaf(sums, own)
      return
    }
    for index in tablesOf[place] {
      let open = tables[index].places.filter { chosen[$0] == nil }
      if open.count == 1 { try filter(tables[index], prefix: own) }
    }
    cutByBudget(prefix: own, from: depth + 1)
    if !order[(depth + 1)...].contains(where: { domains[$0].isEmpty }) {
      try descend(depth + 1, own)
    }
  }

  /// How many options a choice still has, each with those that are alike.
  private func weight(of place: Int) -> Double {
    domains[place].reduce(0) { $0 + classes[place][$1.number].weight }
  }

  /// Asks a rule that lacks one choice about each of its candidates, and takes away what it excludes.
  private func filter(_ table: RuleTable, prefix: Double) throws {
    guard let place = table.places.first(where: { chosen[$0] == nil }),
      let at = table.places.firstIndex(of: place)
    else { return }
    let others = domains.indices.filter { $0 != place && chosen[$0] == nil }
      .reduce(prefix) { $0 * weight(of: $1) }
    var options = table.places.map { chosen[$0] ?? 0 }
    var answers: [Int: (effect: RuleEffect, result: RuleResult?)] = [:]
    var left: [Candidate] = []
    left.reserveCapacity(domains[place].count)
    for var candidate in domains[place] {
      let number = table.number(candidate.number, at: at)
      let answer: (effect: RuleEffect, result: RuleResult?)
      if let found = answers[number] {
        answer = found
      } else {
        options[at] = candidate.number
        answer = try effect(of: table, options)
        answers[number] = answer
      }
      if answer.effect.excludes {
        count(
          .rule(ruleName(table)), answer.result,
          others * classes[place][candidate.number].weight)
      } else {
        candidate.sums.add(answer.effect.sums)
        left.append(candidate)
      }
    }
    domains[place] = left
  }

  private func effect(of table: RuleTable, _ options: [Int]) throws
    -> (effect: RuleEffect, result: RuleResult?)
  {
    if table.isUnavailable { return (RuleEffect(), nil) }
    let judge = search.judge
    return try table.effect(
      of: options,
      { options in
        var value = search.space.plan.fixed.value
        var undecided = Set(search.space.categories.map(\.buildKey))
        for (place, option) in zip(table.places, options) {
          let key = search.space.choices[place].category.buildKey
          value = value.with(key, classes[place][option].option.value)
          undecided.remove(key)
        }
        return try judge.outcome(of: table.rule, on: value, undecided: undecided)
      }, judge.rules[table.rule])
  }

  private func ruleName(_ table: RuleTable) -> String { search.judge.rules[table.rule].id }

  private func count(_ cause: DesignCut, _ result: RuleResult?, _ number: Double) {
    cuts[cause, default: 0] += number
    guard case .rule(let rule) = cause, messages[rule] == nil else { return }
    switch result?.outcome {
    case .fail(_, let findings)?: messages[rule] = findings.first?.message
    case .broken(let failure)?: messages[rule] = failure.message
    default: break
    }
  }

  // MARK: Bounds

  /// The least that the choices which are still open add, with what is chosen.
  struct Floor {
    var sums = DesignSums()
    /// The least price; nil where each of some choice has none.
    var price: Int64? = 0
    var memory: Int64? = 0
    /// The first position of each open choice, in order.
    var path: [Int] = []
  }

  private func floor(of places: [Int]) -> Floor {
    var floor = Floor()
    for place in places {
      var least = domains[place][0].sums
      var price: Int64?
      var memory: Int64?
      for candidate in domains[place] {
        least.lower(to: candidate.sums)
        let option = classes[place][candidate.number].option
        if let own = option.price { price = min(price ?? own, own) }
        if let own = option.memory { memory = max(memory ?? own, own) }
      }
      floor.sums.add(least)
      floor.price = Self.sum(floor.price, price)
      floor.memory = Self.sum(floor.memory, memory)
      floor.path.append(domains[place].map { classes[place][$0.number].position }.min() ?? 0)
    }
    return floor
  }

  private static func sum(_ one: Int64?, _ other: Int64?) -> Int64? {
    one.flatMap { one in other.map { one + $0 } }
  }

  private func total(_ key: KeyPath<DesignOption, Int64?>) -> Int64? {
    var total: Int64? = 0
    for place in order {
      guard let number = chosen[place] else { continue }
      total = Self.sum(total, classes[place][number].option[keyPath: key])
    }
    return total
  }

  private func most(_ candidate: Candidate, _ place: Int, _ floor: Floor, isOptimistic: Bool)
    -> [Double]
  {
    var all = sums
    all.add(candidate.sums)
    all.add(floor.sums)
    let option = classes[place][candidate.number].option
    return bound.most(
      all, price: Self.sum(option.price, floor.price),
      memory: Self.sum(option.memory, floor.memory),
      isOptimistic: isOptimistic)
  }

  /// Whether a design below may be among the best that are proved.
  private func canBeProved(_ option: Option, _ depth: Int, _ floor: Floor) -> Bool {
    if sums.open + option.candidate.sums.open + floor.sums.open > 0 { return false }
    if search.space.plan.goal == .pass
      && (sums.warns || option.candidate.sums.warns || floor.sums.warns)
    {
      return false
    }
    guard proved.count == most, let last = proved.last else { return true }
    return isAhead(option.most, of: last, option, depth, floor)
  }

  /// Whether a design below may be better than the best if all were known.
  private func canBeKnown(_ option: Option, _ place: Int, _ depth: Int, _ floor: Floor) -> Bool {
    if search.space.plan.goal == .pass
      && (sums.warns || option.candidate.sums.warns || floor.sums.warns)
    {
      return false
    }
    let rank = most(option.candidate, place, floor, isOptimistic: true)
    if let best = proved.first, !best.rank.lexicographicallyPrecedes(rank) { return false }
    guard ifKnown.count == most, let last = ifKnown.last else { return true }
    return isAhead(rank, of: last, option, depth, floor)
  }

  private func isAhead(
    _ rank: [Double], of last: Design, _ option: Option, _ depth: Int, _ floor: Floor
  ) -> Bool {
    if rank != last.rank { return last.rank.lexicographicallyPrecedes(rank) }
    var path = order[..<depth].map { place in classes[place][chosen[place]!].position }
    path.append(classes[order[depth]][option.candidate.number].position)
    return (path + floor.path).lexicographicallyPrecedes(last.path)
  }

  /// One more than asked for, so that the next best is known.
  private var most: Int { search.limits.top + 1 }

  private func cutByBudget(prefix: Double, from depth: Int) {
    guard let budget = search.space.plan.budget else { return }
    let most = Int64((budget * 10_000).rounded())
    let open = order[depth...]
    let spent = total(\.price) ?? 0
    let least = open.map { place in
      domains[place].map { classes[place][$0.number].option.price ?? 0 }.min() ?? 0
    }
    let all = spent + least.reduce(0, +)
    for (place, own) in zip(open, least) {
      let others = open.filter { $0 != place }.reduce(prefix) { $0 * weight(of: $1) }
      domains[place].removeAll { candidate in
        let price = classes[place][candidate.number].option.price ?? 0
        if all - own + price <= most { return false }
        cuts[.budget, default: 0] += others * classes[place][candidate.number].weight
        return true
      }
    }
  }

  private func isTimeUp(prefix: Double) -> Bool {
    if isStopped { return true }
    steps += 1
    if steps % 64 == 0 {
      let done = judged + cuts.values.reduce(0, +)
      let progress = DesignProgress(
        share: done / max(1, search.space.total), best: proved.first?.rank,
        evaluations: search.judge.count)
      isStopped = !search.limits.goesOn(progress)
      if tables.reduce(0, { $0 + $1.count }) * 250 > search.limits.memory / 2 {
        for table in tables { table.forget() }
      }
    }
    return isStopped
  }

  // MARK: Whole builds

  private func leaf(_ sums: DesignSums, _ weight: Double) throws {
    var value = search.space.plan.fixed.value
    for place in order {
      let option = classes[place][chosen[place]!].option
      value = value.with(option.offer.category.buildKey, option.value)
    }
    guard let build = try? Build(value) else {
      cuts[.rule("build"), default: 0] += weight
      return
    }
    let report = try search.judge.report(of: build)
    judged += weight
    switch report.verdict {
    case .fail, .broken: return
    case .warn where search.space.plan.goal == .pass: return
    default: break
    }
    let price = total(\.price)
    let memory = total(\.memory)
    let number = try search.value?.number(build, report, price: price.map { Double($0) / 10_000 })
    if search.value != nil && number == nil {
      unranked += weight
      return
    }
    let rank =
      report.verdict == .incomplete
      ? bound.optimisticRank(of: report, effects, price: price, memory: memory, value: number)
      : bound.rank(
        verdict: report.verdict, score: report.score, coverage: report.coverage, price: price,
        memory: memory, value: number)
    if search.space.plan.goal == .pass && report.verdict == .incomplete && warns(report) { return }
    add(
      Design(
        build: build, report: report, parts: order.map { classes[$0][chosen[$0]!].option },
        alike: order.map { classes[$0][chosen[$0]!].alike },
        price: price.map { Double($0) / 10_000 },
        memory: order.contains { search.space.choices[$0].category == .gpu }
          ? memory.map { Double($0) / 1000 } : nil,
        value: number, rank: rank, path: order.map { classes[$0][chosen[$0]!].position },
        missing: missing(report)))
  }

  private func missing(_ report: Report) -> [String] {
    var fields: [String] = []
    for result in report.results where effects[result.rule] == .incomplete {
      guard case .unknown(let missing) = result.outcome else { continue }
      for field in missing where !fields.contains(field) { fields.append(field) }
    }
    return fields
  }

  private func warns(_ report: Report) -> Bool {
    report.results.contains {
      if case .fail(.warning, _) = $0.outcome { $0.waived == nil } else { false }
    }
  }

  private func add(_ design: Design) {
    func insert(into list: inout [Design]) {
      let place = list.firstIndex { design.isBetter(than: $0) } ?? list.count
      list.insert(design, at: place)
      if list.count > most { list.removeLast() }
    }
    if design.report.verdict == .incomplete {
      insert(into: &ifKnown)
    } else {
      insert(into: &proved)
    }
  }

  func answer() -> DesignAnswer {
    let better = ifKnown.filter { design in
      proved.first.map { $0.rank.lexicographicallyPrecedes(design.rank) } ?? true
    }
    return DesignAnswer(
      best: proved, ifKnown: Array(better.prefix(search.limits.top)),
      order: order.map { search.space.choices[$0].category }, total: search.space.total,
      judged: judged,
      cuts: cuts.map { (cause: $0.key, count: $0.value) }.sorted {
        $0.count != $1.count ? $0.count > $1.count : $0.cause.word < $1.cause.word
      },
      messages: messages, evaluations: search.judge.count,
      judgedOptions: order.map { classes[$0].map(\.position) }, bound: openBound, unranked: unranked
    )
  }
}

extension DesignCut {
  /// A word for it: the rule's id, or what it was.
  package var word: String {
    switch self {
    case .rule(let id): id
    case .budget: "budget"
    case .bound: "bound"
    case .time: "time"
    }
  }
}
