public import RigModel
public import RigRules

/// One thing that was tried of a rule, and what came out otherwise.
public struct TestPoint: Sendable, Hashable {
  /// The sorts there are.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// An example of the rule file.
    case example
    /// A case from a table.
    case table
    /// Parts of a list in another order: the same answer.
    case partOrder = "part order"
    /// A part that the rule does not look at: the same answer.
    case unrelatedPart = "unrelated part"
    /// A needed field less: not known.
    case missingField = "missing field"
    /// Parameters at the ends of their ranges: the rule does not break.
    case parameterEdge = "parameter edge"
    /// What the rule declares to read, and what it reads.
    case reads
    /// The examples themselves: there are some, and each is another.
    case examples
    /// What the examples pass through.
    case coverage
    /// The file itself.
    case load
  }

  /// The id of the rule.
  public let rule: String
  /// What sort it is.
  public let kind: Kind
  /// The example's, or of the whole rule where it is empty.
  public let example: String
  /// `Rules/psu/wattage.lua:312`.
  public let place: String
  /// Runs of the rule that were needed for it.
  public let runs: Int
  /// What came out otherwise.
  public let failures: [TestFailure]

  /// Whether nothing is wrong.
  public var holds: Bool { failures.isEmpty }
  /// `part order: 1250 W carries it`.
  public var name: String {
    switch (kind, example.isEmpty) {
    case (.example, _), (.table, _): example
    case (_, true): kind.rawValue
    case (_, false): "\(kind.rawValue): \(example)"
    }
  }
}

/// One answer that is not as it should be.
public struct TestFailure: Sendable, Hashable {
  /// What was changed for it (`gpus in the reverse order`); empty for a plain case.
  public var what: String
  /// In which fields the answer is another one.
  public var differences: [FieldDifference]
  /// The build it was tried on, where there is one.
  public var build: Build?
  /// The parameters that were not the rule's own.
  public var parameters: [String: BuildValue]
  /// Whether the rule broke, which is worse than a wrong answer.
  public var isBroken: Bool

  init(
    what: String = "", differences: [FieldDifference], build: Build? = nil,
    parameters: [String: BuildValue] = [:], isBroken: Bool = false
  ) {
    self.what = what
    self.differences = differences
    self.build = build
    self.parameters = parameters
    self.isBroken = isBroken
  }

  /// A failure that is one sentence.
  init(_ sentence: String) {
    self.init(differences: [FieldDifference(field: "", expected: nil, got: sentence)])
  }
}

/// Everything that was tried of one rule.
public struct RuleTestResult: Sendable, Hashable {
  /// The id of the rule.
  public let rule: String
  /// The path as it is shown to people.
  public let path: String
  /// Whether it is of what a plugin's manifest gives, and `rule` the plugin's name.
  public var isOfPlugin = false
  /// Everything that was tried.
  public var points: [TestPoint] = []
  /// Which lines and branches ran, if that was measured.
  public var coverage: RuleCoverage?
  /// What is not a fault and most likely not meant: the rule passes all the same.
  public var warnings: [TestWarning] = []

  init(rule: String, path: String) {
    self.rule = rule
    self.path = path
  }

  /// Whether nothing is wrong.
  public var holds: Bool { points.allSatisfy(\.holds) }
  /// The cases in the order of the file.
  public var cases: Int { points.count { $0.kind == .example || $0.kind == .table } }
  /// How many evaluations it took.
  public var runs: Int { points.reduce(0) { $0 + $1.runs } }
}

/// Something in a rule file that has no effect.
public struct TestWarning: Sendable, Hashable {
  /// `Rules/psu/wattage.lua:12`.
  public let place: String
  /// What was found and what is allowed, in one sentence.
  public let message: String
}
