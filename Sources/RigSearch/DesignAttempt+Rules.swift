internal import RigCatalog
internal import RigMemo
internal import RigModel
internal import RigRules

extension DesignAttempt {
  /// Asks a rule that lacks one choice about each of its candidates, and takes away what it excludes.
  func filter(_ index: Int) throws {
    let table = tables[index]
    guard !search.isStopped, let place = table.places.first(where: { chosen[$0] == nil }),
      let at = table.places.firstIndex(of: place)
    else { return }
    // By number: the position of the answer among those that are asked for.
    var positions = [Int32](repeating: -1, count: table.numberCount(at: at))
    var asked: [[Int]] = []
    var options = table.places.map { chosen[$0] ?? 0 }
    for candidate in domains[place] {
      let number = table.number(candidate.number, at: at)
      if positions[number] >= 0 { continue }
      positions[number] = Int32(asked.count)
      options[at] = candidate.number
      asked.append(options)
    }
    let answers = try self.answers(table, asked)
    if answers.isEmpty { return }
    let others = self.others(than: place)
    var left: [Candidate] = []
    left.reserveCapacity(domains[place].count)
    for var candidate in domains[place] {
      let answer = answers[Int(positions[table.number(candidate.number, at: at)])]
      if answer.effect.excludes {
        count(
          .rule(ruleName(table)), answer.message,
          others * classes[place][candidate.number].weight)
      } else {
        options[at] = candidate.number
        candidate.sums.add(added(index, answer, options))
        left.append(candidate)
      }
    }
    domains[place] = left
  }

  /// So many numbers of a choice and more are not asked about before it is that choice's turn: most
  /// of its candidates are cut by then.
  private static let many = 600

  /// Whether a rule that lacks one choice is asked only when that is decided.
  func isLate(_ table: RuleTable) -> Bool {
    guard let at = table.places.firstIndex(where: { chosen[$0] == nil }) else { return false }
    return table.numberCount(at: at) >= Self.many
  }

  /// The rules that lack nothing but one choice and were left for its turn; those that read least
  /// first, because their outcomes come again most often.
  func lateTables(_ place: Int) -> [Int] {
    tablesOf[place].filter { index in
      let table = tables[index]
      return table.places.count > 1 && isLate(table)
        && table.places.allSatisfy { $0 == place || chosen[$0] != nil }
    }.sorted { (tables[$0].places.count, $0) < (tables[$1].places.count, $1) }
  }

  /// Asks the rules that were left for a choice's turn about one candidate. Returns why it need not
  /// be chosen; nil if it has to be.
  func cause(
    _ late: [Int], _ place: Int, _ candidate: inout Candidate, _ floors: Floors
  ) throws -> (cut: DesignCut, message: String?)? {
    for index in late {
      let table = tables[index]
      let options = table.places.map { $0 == place ? candidate.number : chosen[$0] ?? 0 }
      guard let answer = try answers(table, [options]).first else { continue }
      if answer.effect.excludes { return (.rule(ruleName(table)), answer.message) }
      candidate.sums.add(added(index, answer, options))
      if !mayBeGood(option(candidate, place, floors), place, floors) { return (.bound, nil) }
    }
    return nil
  }

  /// What a rule means for some options of its choices; none where it cannot be asked.
  func answers(_ table: RuleTable, _ rows: [[Int]]) throws -> [RuleTable.RuleAnswer] {
    if table.isUnavailable { return [] }
    let keys = rows.map { table.key($0) }
    var answers = keys.map { table.answer($0) }
    let missing = rows.indices.filter { answers[$0] == nil }
    if !missing.isEmpty {
      let judge = search.judge
      let builds = missing.map { row in
        Array(0..<fixedCount) + zip(table.places, rows[row]).map { offsets[$0] + $1 }
      }
      let read = Set(table.places)
      let undecided = Set(
        search.space.choices.indices.filter { !read.contains($0) }
          .map { search.space.choices[$0].category.buildKey })
      let outcomes = try judge.outcomes(
        of: table.rule, on: builds, of: stock, undecided: undecided)
      for (row, outcome) in zip(missing, outcomes) {
        answers[row] = try table.store(outcome, for: keys[row], judge.rules[table.rule])
      }
      if table.isUnavailable { return [] }
    }
    return answers.map { $0! }
  }

  func count(_ cause: DesignCut, _ message: String?, _ number: Double) {
    counts.add(cause, number)
    guard case .rule(let rule) = cause, counts.messages[rule] == nil else { return }
    counts.messages[rule] = message
  }
}

extension RuleTable {
  /// The tables of the rules that can be judged before a build is whole.
  static func tables(_ reads: [RuleReads], _ search: DesignSearch, _ classes: [[DesignClass]])
    -> [RuleTable]
  {
    let keys = search.space.categories.map(\.buildKey)
    // Rules that read the same fields of a kind share the numbers.
    var shared: [Int: [Set<String>?: (numbers: [Int32], count: Int)]] = [:]
    func column(_ place: Int, _ fields: Set<String>?) -> (numbers: [Int32], count: Int) {
      if let found = shared[place]?[fields] { return found }
      let (all, count) = search.columns[place].numbers(reading: fields)
      let found = (numbers: classes[place].map { all[$0.position] }, count: count)
      shared[place, default: [:]][fields] = found
      return found
    }
    let waived = search.judge.waived
    return reads.indices.compactMap { rule -> RuleTable? in
      // A failure that is waived may not count, which only a whole report says.
      if waived.contains(search.judge.rules[rule].id) { return nil }
      let one = reads[rule]
      let places = keys.indices.filter { one.isWhole || one.fields[keys[$0]] != nil }
      return RuleTable(
        rule: rule, places: places,
        columns: places.map { column($0, one.isWhole ? nil : one.fields[keys[$0]] ?? nil) })
    }
  }
}
