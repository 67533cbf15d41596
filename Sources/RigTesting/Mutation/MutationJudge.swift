/// Files of rules and plugins that stand for those on disk.
struct ChangedFiles {
  /// The rule's own; nil: as it is.
  var rule: [UInt8]?
  /// By name (`lib.power`).
  var modules: [String: [UInt8]] = [:]
  /// By the plugin's name.
  var manifests: [String: [UInt8]] = [:]
}

/// Examples that may notice a mutant.
protocol MutationJudge {
  /// Why they judge nothing: there are none, or they do not hold.
  var problems: [String] { get }

  /// Whether an example comes out otherwise; nil where what is changed does not load.
  func kills(_ changed: ChangedFiles) throws -> Bool?
}
