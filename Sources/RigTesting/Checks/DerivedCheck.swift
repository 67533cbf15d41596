internal import RigModel
internal import RigRules

/// A build made from a case's, on which the answer must keep to something.
struct Trial {
  /// What was changed (`gpus in the reverse order`).
  let what: String
  let build: Build
  let parameters: [String: BuildValue]
  /// The most entries of a list whose order was changed: numbers up to it may be indexes.
  var indexes = 0
  /// Whether the rule says that it respects the order that was changed: then it may find something
  /// else, and not something worse.
  var isOrdered = false
  /// What to try instead, to tell which of several changes it was, where this one fails.
  var narrower: [Trial] = []

  func narrowed(by trials: [Trial]) -> Trial {
    var copy = self
    copy.narrower = trials
    return copy
  }
}

/// What must hold beside each case, whatever the rule says.
protocol DerivedCheck {
  var kind: TestPoint.Kind { get }
  func trials(of test: TestCase, rule: RuleDescription, explanation: Explanation) -> [Trial]
  /// What the answer to a trial has otherwise; `original` is the answer to the case itself.
  func differences(_ original: RuleResult, _ answer: RuleResult, _ trial: Trial)
    -> [FieldDifference]
}

extension BuildValue {
  /// The same with another value for a key of a map; nil takes the key out.
  func setting(_ key: String, to value: BuildValue?) -> BuildValue {
    guard case .map(let fields) = self else { return self }
    guard let value else { return .map(fields.filter { $0.key != key }) }
    if fields.contains(where: { $0.key == key }) {
      return .map(fields.map { $0.key == key ? Field(key: key, value: value) : $0 })
    }
    return .map(fields + [Field(key: key, value: value)])
  }
}

extension FieldDifference {
  /// Nothing where both are the same.
  static func between(_ field: String, _ expected: String, _ got: String) -> [Self] {
    expected == got ? [] : [Self(field: field, expected: expected, got: got)]
  }
}
