internal import RigModel
internal import RigRules

/// What an outcome of a rule means for a design.
struct RuleEffect: Hashable {
  /// It fails at severity error, or broke: no build with it is a design.
  var excludes = false
  /// What it adds to the sums of a design.
  var sums = DesignSums()

  init() {}

  init(_ result: RuleResult, _ rule: RuleDescription) {
    switch result.outcome {
    case .pass: sums.loss = result.weight * (1 - (result.score ?? 1))
    case .fail(let severity, _):
      excludes = severity == .error
      sums.warns = severity == .warning
      sums.loss = result.weight * (1 - (result.score ?? 0))
    case .unknown:
      if rule.unknown == .incomplete {
        sums.open = result.weight
        sums.openCount = 1
      } else {
        sums.note = result.weight
      }
    case .notApplicable: sums.idle = rule.weight
    case .broken: excludes = true
    }
  }
}

extension RuleResult {
  /// What it says first where it fails or breaks.
  fileprivate var firstMessage: String? {
    switch outcome {
    case .fail(_, let findings): findings.first?.message
    case .broken(let failure): failure.message
    default: nil
    }
  }
}

/// The search has found a rule to read more than it was known to; it begins again.
struct ReadsGrew: Error {}

/// The outcomes of one rule by what it reads of each kind that is chosen.
///
/// Options that agree in the fields that the rule reads have one number, so an outcome is looked up
/// by a few small numbers.
final class RuleTable {
  let rule: Int
  /// The kinds that it reads, by their position among the choices.
  let places: [Int]
  /// Of each place: the number of each class as the rule sees it, and how many numbers there are.
  private let columns: [(numbers: [Int32], count: Int)]
  /// By place: a factor for keys; nil where there are too many numbers for a key.
  private let factors: [Int]?
  /// By key: the number of the outcome.
  private var known: [Int: Int32] = [:]
  /// The different outcomes that were met.
  private(set) var outcomes: [RuleAnswer] = []
  private var numbers: [RuleEffect: Int32] = [:]
  /// By key of what is chosen: the outcomes for the numbers of the one place that is left.
  private var rows: [RowKey: [Int32]] = [:]
  private var rowBytes = 0
  /// It can be judged only on a whole build: its outcome is left to that.
  var isUnavailable = false

  /// What the rule means for some options, with its message where it excludes them; of equal outcomes
  /// the message of the first.
  struct RuleAnswer {
    var effect = RuleEffect()
    var message: String?
  }

  private struct RowKey: Hashable {
    let place: Int
    let key: Int
  }

  init(rule: Int, places: [Int], columns: [(numbers: [Int32], count: Int)]) {
    (self.rule, self.places, self.columns) = (rule, places, columns)
    var factors: [Int] = []
    var product = 1
    for column in columns {
      factors.append(product)
      let (next, overflows) = product.multipliedReportingOverflow(by: max(1, column.count))
      product = overflows ? 0 : next
    }
    self.factors = product > 0 ? factors : nil
  }

  /// About how many bytes the stored outcomes take.
  var bytes: Int { known.count * 32 + rowBytes }

  func forget() { (known, rows, rowBytes) = ([:], [:], 0) }

  /// The number of a class of a place, as the rule sees it.
  func number(_ option: Int, at place: Int) -> Int { Int(columns[place].numbers[option]) }

  /// How many numbers the classes of a place have.
  func numberCount(at place: Int) -> Int { columns[place].count }

  /// The key of some options, one for each place.
  func key(_ options: [Int]) -> Int? {
    guard let factors else { return nil }
    var key = 0
    for place in options.indices { key += number(options[place], at: place) * factors[place] }
    return key
  }

  /// What is known for a key.
  func answer(_ key: Int?) -> RuleAnswer? {
    key.flatMap { known[$0] }.map { outcomes[Int($0)] }
  }

  /// The outcomes for a place, with some options for the others. Those that candidates need and that
  /// are not known yet are asked for.
  ///
  /// - Parameters:
  ///   - at: The place.
  ///   - options: One for each place; that of `at` does not matter.
  ///   - candidates: Those of the place.
  ///   - ask: Gives the outcomes for rows of options, or none where the rule cannot be asked.
  /// - Returns: By number what is known; nil where the rule cannot be asked.
  func row(
    at: Int, _ options: [Int], of candidates: [DesignAttempt.Candidate],
    ask: ([[Int]]) throws -> [RuleAnswer]
  ) throws -> [Int32]? {
    let context = factors.map { factors in
      options.indices.reduce(0) { key, place in
        place == at ? key : key + number(options[place], at: place) * factors[place]
      }
    }
    let own = context.map { RowKey(place: at, key: $0) }
    var row = takeRow(own) ?? Array(repeating: Self.unasked, count: numberCount(at: at))
    var asked: [[Int]] = []
    for candidate in candidates {
      let number = self.number(candidate.number, at: at)
      guard row[number] == Self.unasked else { continue }
      if let context, let factors, let found = known[context + number * factors[at]] {
        row[number] = found
        continue
      }
      row[number] = Self.isAsked
      var one = options
      one[at] = candidate.number
      asked.append(one)
    }
    if !asked.isEmpty {
      let answers = try ask(asked)
      if answers.isEmpty { return nil }
      for (one, answer) in zip(asked, answers) {
        row[number(one[at], at: at)] = number(of: answer)
      }
    }
    if let own {
      rows[own] = row
      rowBytes += 4 * row.count + 64
    }
    return row
  }

  private static let unasked: Int32 = -1
  private static let isAsked: Int32 = -2

  /// Takes a row out, so that it is changed in its place.
  private func takeRow(_ key: RowKey?) -> [Int32]? {
    guard let key, let row = rows.removeValue(forKey: key) else { return nil }
    rowBytes -= 4 * row.count + 64
    return row
  }

  /// Stores what the rule means for a key.
  ///
  /// - Throws: `ReadsGrew` if the rule turned out to read what is not decided.
  func store(_ outcome: Judge.PartialOutcome, for key: Int?, _ rule: RuleDescription) throws
    -> RuleAnswer
  {
    switch outcome {
    case .decided(let result):
      let effect = RuleEffect(result, rule)
      let answer = RuleAnswer(effect: effect, message: effect.excludes ? result.firstMessage : nil)
      if let key { known[key] = number(of: answer) }
      return answer
    case .undecided: throw ReadsGrew()
    case .unavailable:
      isUnavailable = true
      return RuleAnswer()
    }
  }

  /// The number of an outcome, which it gets if it is the first of its kind.
  private func number(of answer: RuleAnswer) -> Int32 {
    if let found = numbers[answer.effect] { return found }
    let number = Int32(outcomes.count)
    outcomes.append(answer)
    numbers[answer.effect] = number
    return number
  }
}
