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
      } else {
        sums.note = result.weight
      }
    case .notApplicable: sums.idle = rule.weight
    case .broken: excludes = true
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
  /// By place: the number of each option.
  private let numbers: [[Int]]
  /// By place: how many numbers there are, as a factor; nil where there are too many for a key.
  private let factors: [Int]?
  private var known: [Int: (effect: RuleEffect, result: RuleResult?)] = [:]
  /// It can be judged only on a whole build: its outcome is left to that.
  private(set) var isUnavailable = false

  init(rule: Int, places: [Int], numbers: [[Int]]) {
    (self.rule, self.places, self.numbers) = (rule, places, numbers)
    var factors: [Int] = []
    var product = 1
    for column in numbers {
      factors.append(product)
      let (next, overflows) = product.multipliedReportingOverflow(by: (column.max() ?? 0) + 1)
      product = overflows ? 0 : next
    }
    self.factors = product > 0 ? factors : nil
  }

  /// How many outcomes are stored.
  var count: Int { known.count }

  func forget() { known = [:] }

  /// The number of an option of a place, as the rule sees it.
  func number(_ option: Int, at place: Int) -> Int { numbers[place][option] }

  /// The key of some options, one for each place.
  private func key(_ options: [Int]) -> Int? {
    guard let factors else { return nil }
    var key = 0
    for place in options.indices { key += numbers[place][options[place]] * factors[place] }
    return key
  }

  /// What the rule means for the options of its places.
  func effect(
    of options: [Int], _ evaluate: ([Int]) throws -> Judge.PartialOutcome, _ rule: RuleDescription
  ) throws -> (effect: RuleEffect, result: RuleResult?) {
    let key = key(options)
    if let key, let found = known[key] { return found }
    let outcome = try evaluate(options)
    switch outcome {
    case .decided(let result):
      let effect = RuleEffect(result, rule)
      let keeps: RuleResult? = effect.excludes ? result : nil
      if let key { known[key] = (effect, keeps) }
      return (effect, keeps)
    case .undecided: throw ReadsGrew()
    case .unavailable:
      isUnavailable = true
      return (RuleEffect(), nil)
    }
  }
}
