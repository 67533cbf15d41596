internal import RigModel
internal import RigRules

/// What an outcome of a rule means for a design.
struct RuleEffect {
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
  private var known: [Int: RuleAnswer] = [:]
  /// It can be judged only on a whole build: its outcome is left to that.
  var isUnavailable = false

  /// What the rule means for some options, with its message where it excludes them.
  struct RuleAnswer {
    var effect = RuleEffect()
    var message: String?
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

  /// About how many bytes the stored outcomes take: a message is seldom longer than a hundred.
  var bytes: Int { known.count * 260 }

  func forget() { known = [:] }

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
  func answer(_ key: Int?) -> RuleAnswer? { key.flatMap { known[$0] } }

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
      if let key { known[key] = answer }
      return answer
    case .undecided: throw ReadsGrew()
    case .unavailable:
      isUnavailable = true
      return RuleAnswer()
    }
  }
}
