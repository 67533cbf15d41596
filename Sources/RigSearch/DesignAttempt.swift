internal import RigCatalog
internal import RigMemo
internal import RigModel
internal import RigRules

/// One pass of a search, with what rules are known to read at its beginning.
///
/// A depth-first branch and bound. Its state is what each choice that is still open may become
/// (`domains`), what the rules that are decided add (`sums`), and the best that was found.
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
  let tablesOf: [[Int]]
  /// By rule: what it means where it is unknown.
  let effects: [String: UnknownEffect]
  /// What builds are made of: the keys that are fixed, then the classes of each choice.
  let stock: PartStock
  let fixedCount: Int
  /// By table: what it adds at least, and to which choice that was added before it is decided.
  var promises: [Promise?]
  let offsets: [Int]

  // What is chosen at the moment.
  var chosen: [Int?]
  var domains: [[Candidate]]
  var sums = DesignSums()
  /// How many designs share what is chosen, with those that rules take for the same.
  var prefix = 1.0
  /// The most of the first choice that is looked at, and so of all that is still to come.
  var frontier: DesignRank?

  // What was found.
  var proved: [Design] = []
  var ifKnown: [Design] = []
  var counts = DesignCounts()
  var openBound: DesignRank?
  private var steps = 0
  /// How many choices may still be tried before a first look ends; nil in the search itself.
  private var looks: Int?

  init(_ search: DesignSearch, _ reads: [RuleReads]) throws {
    self.search = search
    let choices = search.space.choices
    let rules = search.judge.rules
    bound = DesignBound(
      objective: search.space.plan.objective, weight: rules.reduce(0) { $0 + $1.weight })
    effects = Dictionary(rules.map { ($0.id, $0.unknown) }, uniquingKeysWith: { one, _ in one })
    classes = zip(choices, search.columns).map { choice, columns in
      // A function in Lua may read anything.
      let fields = search.value == nil ? reads.fields(of: choice.category.buildKey) : nil
      return DesignClass.classes(choice.options, columns, reading: fields)
    }
    tables = RuleTable.tables(reads, search, classes)
    order = Self.order(choices.count, tables, rules, classes.map(\.count))
    promises = tables.map { _ in nil }
    tablesOf = choices.indices.map { [tables] place in
      tables.indices.filter { tables[$0].places.contains(place) }
    }
    var entries = (search.space.plan.fixed.value.mapValue ?? []).map {
      (key: $0.key, value: $0.value)
    }
    fixedCount = entries.count
    var offsets: [Int] = []
    for (choice, classes) in zip(choices, classes) {
      offsets.append(entries.count)
      entries += classes.map { (key: choice.category.buildKey, value: $0.option.value) }
    }
    self.offsets = offsets
    stock = PartStock(entries)
    chosen = choices.map { _ in nil }
    domains = classes.map { $0.indices.map { Candidate(number: $0) } }
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

  /// How many choices the first look tries.
  private static let firstLook = 300

  /// Searches: first a short look that finds good designs, then all, with these to be beaten.
  func run() throws {
    looks = Self.firstLook
    try pass()
    looks = nil
    (counts, openBound, frontier) = (DesignCounts(), nil, nil)
    sums = DesignSums()
    domains = classes.map { $0.indices.map { Candidate(number: $0) } }
    try pass()
  }

  private func pass() throws {
    if classes.contains(where: \.isEmpty) { return }
    for table in tables where table.places.isEmpty {
      guard let answer = try answers(table, [[]]).first else { continue }
      if answer.effect.excludes {
        count(.rule(ruleName(table)), answer.message, search.space.total)
        return
      }
      sums.add(answer.effect.sums)
    }
    for index in tables.indices where tables[index].places.count == 1 { try filter(index) }
    if order.isEmpty {
      try leaf()
    } else if !domains.contains(where: \.isEmpty), try looks != nil || promise(from: 0) {
      try descend(0)
    }
  }

  private func descend(_ depth: Int) throws {
    guard tighten(from: depth) else { return }
    let place = order[depth]
    let rest = order[(depth + 1)...].reduce(1) { $0 * weight(of: $1) }
    let floors = self.floors(from: depth, without: place)
    let late = lateTables(place)
    for option in options(place, floors) {
      let own = prefix * classes[place][option.candidate.number].weight
      if depth == 0 { frontier = option.most }
      if isTimeUp() {
        if mayBeGood(option, place, floors) {
          openBound = max(openBound ?? option.most, option.most)
        }
        counts.add(.time, own * rest)
        continue
      }
      guard mayBeGood(option, place, floors) else {
        counts.add(.bound, own * rest)
        continue
      }
      var candidate = option.candidate
      if let cause = try cause(late, place, &candidate, floors) {
        count(cause.cut, cause.message, own * rest)
        continue
      }
      try choose(candidate, depth)
    }
  }

  private func choose(_ candidate: Candidate, _ depth: Int) throws {
    let place = order[depth]
    let saved = (sums, domains, prefix, promises)
    defer { (sums, domains, prefix, promises) = saved }
    sums.add(candidate.sums)
    prefix *= classes[place][candidate.number].weight
    chosen[place] = candidate.number
    defer { chosen[place] = nil }
    if depth + 1 == order.count {
      try leaf()
      return
    }
    for index in tablesOf[place] where !isLate(tables[index]) {
      if tables[index].places.filter({ chosen[$0] == nil }).count == 1 { try filter(index) }
    }
    if order[(depth + 1)...].contains(where: { domains[$0].isEmpty }) { return }
    if depth == 0 && looks == nil, try !promise(from: 1) { return }
    try descend(depth + 1)
  }

  /// How many options a choice still has, each with those that are alike.
  func weight(of place: Int) -> Double {
    domains[place].reduce(0) { $0 + classes[place][$1.number].weight }
  }

  /// How many designs each candidate of an open choice stands for.
  func others(than place: Int) -> Double {
    domains.indices.filter { $0 != place && chosen[$0] == nil }
      .reduce(prefix) { $0 * weight(of: $1) }
  }

  func ruleName(_ table: RuleTable) -> String { search.judge.rules[table.rule].id }

  /// Whether the search is to end, or the first look.
  private func isTimeUp() -> Bool {
    if search.isStopped { return true }
    steps += 1
    if steps % 64 == 0 {
      if search.isToStop(progress) { return true }
      if tables.reduce(0, { $0 + $1.bytes }) > search.limits.memory / 2 {
        for table in tables { table.forget() }
      }
    }
    guard let left = looks else { return false }
    looks = left - 1
    return left <= 0
  }

  var progress: DesignProgress {
    DesignProgress(
      share: looks == nil ? counts.all / max(1, search.space.total) : 0, best: proved.first?.rank,
      bound: looks == nil ? frontier?.list : nil, evaluations: search.judge.count)
  }

  func answer() -> DesignAnswer {
    let better = ifKnown.filter { design in
      proved.first.map { $0.order < design.order } ?? true
    }
    return DesignAnswer(
      best: proved, ifKnown: Array(better.prefix(search.limits.top)),
      order: order.map { search.space.choices[$0].category }, total: search.space.total,
      judged: counts.judged,
      cuts: counts.cuts.map { (cause: $0.key, count: $0.value) }.sorted {
        $0.count != $1.count ? $0.count > $1.count : $0.cause.word < $1.cause.word
      },
      messages: counts.messages, evaluations: search.judge.count,
      judgedOptions: order.map { classes[$0].map(\.position) }, bound: openBound?.list,
      unranked: counts.unranked)
  }
}

/// How many designs were dealt with, and how.
struct DesignCounts {
  var judged = 0.0
  var unranked = 0.0
  var cuts: [DesignCut: Double] = [:]
  /// By rule: the message of one of the failures it cut for.
  var messages: [String: String] = [:]

  mutating func add(_ cause: DesignCut, _ number: Double) { cuts[cause, default: 0] += number }

  /// All that were dealt with.
  var all: Double { judged + cuts.values.reduce(0, +) }
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
