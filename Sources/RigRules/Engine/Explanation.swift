public import RigModel

/// What one rule did on one build: for a person who wants to know why.
public struct Explanation: Sendable {
  /// A field that the rule read, with its value.
  public struct Read: Sendable, Hashable {
    /// Indexed from 0 (`gpus[0].tdp_w`); `#gpus` is a length.
    public let path: String
    /// nil where the build does not state it.
    public let value: BuildValue?
  }
  /// The id of the rule.
  public let rule: RuleDescription
  /// The result of the rule.
  public let result: RuleResult
  /// Every value read, in the order first read.
  public let reads: [Read]
  /// VM instructions and library work, in steps of 100.
  public let fuel: Int
}
