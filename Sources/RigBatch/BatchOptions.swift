public import RigRules

/// The forms that a batch is written in.
public enum BatchFormat: String, Sendable, Hashable, CaseIterable {
  /// The whole report of each build, one object a line.
  case jsonl
  /// Id, verdict, score and findings of each build, one object a line.
  case compact
  /// A table with one row for each build.
  case csv
  /// Nothing of single builds: counts, findings by rule, scores, what is unknown.
  case summary
}

/// A column of the table, or a key of each object.
public enum BatchField: String, Sendable, Hashable, CaseIterable {
  case id, name, verdict, score, coverage, price, counts, pass, fail, unknown
  case notApplicable = "not_applicable"
  case broken, waived, results, findings, ruleset
}

/// How a batch is evaluated and written.
public struct BatchOptions: Sendable {
  /// The form of the output.
  public var format = BatchFormat.jsonl
  /// Threads; the number of cores where it is nil.
  public var jobs: Int?
  /// What is written of each build, in this order; nil: what the format has.
  public var fields: [BatchField]?
  /// Whether results that passed or did not apply are left out of reports.
  public var compact = false
  /// Whether a text in a table that begins with `=`, `+`, `-` or `@` gets a `'` in front, so that no
  /// spreadsheet takes it for a formula.
  public var guardsFormulas = true
  /// Builds of other verdicts are evaluated and not written; nil: all are written.
  public var only: Set<Verdict>?
  /// Only so many builds, the best first; nil: all in the order of the input.
  public var top: Int?
  /// End after so many lines that are no build.
  public var maxErrors: Int?
  /// Whether an id that stands twice is an error. Takes some 100 bytes for each build.
  public var uniqueIDs = false
  /// Whether outcomes are cached. They are the same without, only slower.
  public var remembers = true
  /// Bytes for the cache of each thread; what the machine can spare where it is nil.
  public var memoryBytes: Int?
  /// What spells out builds whose parts are named; nil: a name is an error of its line.
  public var naming: (any PartNaming)?
  /// Whether it is measured where the time goes.
  public var measures = false

  /// The default values.
  public init() {}
}

/// Something that ends a batch before its end.
public struct BatchError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The sorts there are.
  public enum Kind: Sendable, Hashable {
    /// The input cannot be read.
    case input
    /// The output cannot be written.
    case output
    /// What is there does not go with what is asked for: a changed input, other rules.
    case mismatch
    case outOfMemory
  }
  /// What sort it is.
  public let kind: Kind
  /// The stable code of the diagnostic (`batch/unreadable`).
  public let code: String
  /// What was found and what is allowed, in one sentence.
  public let message: String

  /// Makes one from its parts.
  public init(_ kind: Kind, code: String, _ message: String) {
    self.kind = kind
    self.code = code
    self.message = message
  }

  /// The text for people: one line for each problem, with its location and code.
  public var description: String { "\(message) [\(code)]" }
}

/// What came of a batch so far.
public struct BatchTotals: Sendable, Hashable {
  /// Builds that were evaluated.
  public var builds = 0
  /// Lines that are no build.
  public var errors = 0
  /// By `Verdict.rank`: pass, warn, incomplete, fail, broken.
  public var verdicts = [0, 0, 0, 0, 0]
  /// Builds with an unwaived finding of at least advice, warning, error; and with an unknown.
  public var withAdvice = 0
  /// Builds with at least one warning.
  public var withWarning = 0
  /// Builds with at least one error.
  public var withError = 0
  /// Builds with at least one rule that lacks data.
  public var withUnknown = 0

  /// Begins with nothing.
  public init() {}

  mutating func add(_ other: BatchTotals) {
    builds += other.builds
    errors += other.errors
    for index in verdicts.indices { verdicts[index] += other.verdicts[index] }
    withAdvice += other.withAdvice
    withWarning += other.withWarning
    withError += other.withError
    withUnknown += other.withUnknown
  }

  /// Builds with a verdict.
  public func count(of verdict: Verdict) -> Int { verdicts[verdict.rank] }
}
