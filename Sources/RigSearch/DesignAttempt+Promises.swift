internal import RigModel
internal import RigRules

extension DesignAttempt {
  /// What a rule adds at least for each candidate of one choice, whatever its other choices become.
  ///
  /// It is added to the candidates before the rule is decided, so that bounds know it, and taken off
  /// when the rule is decided and its outcome is added.
  struct Promise {
    /// The position of the choice among those of the table.
    let at: Int
    /// By number of the candidate.
    let sums: [DesignSums]
  }

  /// What an outcome adds to the sums that already hold what was promised.
  func added(_ index: Int, _ answer: RuleTable.RuleAnswer, _ options: [Int]) -> DesignSums {
    var sums = answer.effect.sums
    if let promise = promises[index] {
      sums.subtract(promise.sums[tables[index].number(options[promise.at], at: promise.at)])
    }
    return sums
  }

  /// So many combinations of what a rule reads are judged for a bound, and no more.
  private static let mostRows = 16_000

  /// Judges the rules that lack two choices and more for all that these may still be, if that is
  /// little. Candidates that fail with each combination are taken away, and the least that a rule
  /// adds is promised to the choice that is decided first. Returns false if a choice has none left.
  func promise(from depth: Int) throws -> Bool {
    guard tighten(from: depth) else { return false }
    for index in tables.indices where promises[index] == nil {
      let open = tables[index].places.filter { chosen[$0] == nil }
      if open.count < 2 || depth > 0 && !tables[index].places.contains(order[depth - 1]) {
        continue
      }
      try promise(index, open)
      if search.isStopped { return true }
      if open.contains(where: { domains[$0].isEmpty }) { return false }
    }
    return true
  }

  private func promise(_ index: Int, _ open: [Int]) throws {
    let table = tables[index]
    // Of each place of the table one candidate for each number that is left, or what is chosen.
    var columns: [[Int]] = []
    var product = 1
    for (at, place) in table.places.enumerated() {
      if let number = chosen[place] {
        columns.append([number])
        continue
      }
      var seen = [Bool](repeating: false, count: table.numberCount(at: at))
      var column: [Int] = []
      for candidate in domains[place] where !seen[table.number(candidate.number, at: at)] {
        seen[table.number(candidate.number, at: at)] = true
        column.append(candidate.number)
      }
      product *= column.count
      if product > Self.mostRows { return }
      columns.append(column)
    }
    let rows = columns.reduce([[]]) { rows, column in
      rows.flatMap { row in column.map { row + [$0] } }
    }
    var answers: [RuleTable.RuleAnswer] = []
    for start in stride(from: 0, to: rows.count, by: 2048) {
      if search.isToStop(progress) { return }
      let some = try self.answers(table, Array(rows[start..<min(start + 2048, rows.count)]))
      if some.isEmpty { return }
      answers += some
    }
    try promise(index, open, rows, answers)
  }

  /// Takes the least of some outcomes over.
  private func promise(
    _ index: Int, _ open: [Int], _ rows: [[Int]], _ answers: [RuleTable.RuleAnswer]
  ) throws {
    let table = tables[index]
    let first = order.first { open.contains($0) }!
    var message: String?
    for (at, place) in table.places.enumerated() where chosen[place] == nil {
      // By number: the least; nil where every combination is excluded.
      var least = [DesignSums?](repeating: nil, count: table.numberCount(at: at))
      for (row, answer) in zip(rows, answers) {
        if answer.effect.excludes {
          message = message ?? answer.message
          continue
        }
        let number = table.number(row[at], at: at)
        if least[number] == nil {
          least[number] = answer.effect.sums
        } else {
          least[number]!.lower(to: answer.effect.sums)
        }
      }
      let others = self.others(than: place)
      domains[place].removeAll { candidate in
        if least[table.number(candidate.number, at: at)] != nil { return false }
        count(
          .rule(ruleName(table)), message, others * classes[place][candidate.number].weight)
        return true
      }
      guard place == first else { continue }
      for number in domains[place].indices {
        let own = table.number(domains[place][number].number, at: at)
        domains[place][number].sums.add(least[own]!)
      }
      promises[index] = Promise(at: at, sums: least.map { $0 ?? DesignSums() })
    }
  }
}
