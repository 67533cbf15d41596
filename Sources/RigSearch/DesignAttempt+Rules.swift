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
    let options = table.places.map { chosen[$0] ?? 0 }
    if let row = try table.row(
      at: at, options, of: domains[place], ask: { try answers(table, $0) })
    {
      take(row, of: index, at: at, options)
    }
  }

  /// Takes away the candidates that a rule excludes, and adds what it means to the others.
  private func take(_ row: [Int32], of index: Int, at: Int, _ options: [Int]) {
    let table = tables[index]
    let place = table.places[at]
    let others = self.others(than: place)
    let outcomes = table.outcomes
    // What was promised before depends on the candidate only where the promise is to this choice.
    let promise = promises[index]
    var sums = outcomes.map(\.effect.sums)
    if let promise, promise.at != at {
      let promised = promise.sums[table.number(options[promise.at], at: promise.at)]
      for number in sums.indices { sums[number].subtract(promised) }
    }
    let own = promise?.at == at ? promise?.sums : nil
    var left: [Candidate] = []
    left.reserveCapacity(domains[place].count)
    for var candidate in domains[place] {
      let number = table.number(candidate.number, at: at)
      let outcome = Int(row[number])
      if outcomes[outcome].effect.excludes {
        count(
          .rule(ruleName(table)), outcomes[outcome].message,
          others * classes[place][candidate.number].weight)
        continue
      }
      candidate.sums.add(sums[outcome])
      if let own { candidate.sums.subtract(own[number]) }
      left.append(candidate)
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
