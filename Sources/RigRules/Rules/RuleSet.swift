internal import RigModel
internal import RigSystem

/// The rules that an engine has loaded: what they are, from which bytes, under which settings.
///
/// ```swift
/// for rule in engine.ruleSet.rules {
///   print(rule.id, rule.severity, rule.title.english)
/// }
/// for failure in engine.ruleSet.failures { print(failure.rule, failure.problems) }
/// print(engine.ruleSet.hash)
/// ```
///
/// The value never changes; a reload gives the engine another one.
public struct RuleSet: Sendable {
  /// A hash of all sources and settings, 64 hexadecimal digits.
  public var hash: String { laterHash.value }
  /// Computed when it is first needed, or before by another thread.
  let laterHash: Later<String>
  /// 1 for the first set that an engine loads, one more for each reload that changed anything.
  public let generationNumber: Int
  /// The rules that are on, sorted by id.
  public let rules: [RuleDescription]
  /// Files that did not load, sorted by the id they would give.
  public let failures: [LoadFailure]
  /// What is wrong with the files whose last good version is in force, sorted by rule id.
  public let stale: [LoadFailure]
  /// All plugins that were found, also those that are not in use, sorted by name.
  public let plugins: [PluginDescription]
  /// The settings in force: those of the profile, and over them the configuration's.
  public let settings: [String: RuleSetting]
  /// What the profile in force sets, by rule id.
  public let profileSettings: [String: RuleSetting]
  /// The profile in force, with its plugin (`house:quiet`).
  public let profile: String?
  /// The bytes of each rule file, by position in `rules`.
  let sources: [[UInt8]]
}

extension RuleSet {
  /// Plugins that should be on and are not, or only in their last good version.
  public var brokenPlugins: [PluginDescription] {
    plugins.filter { !$0.problems.isEmpty && $0.isWanted }
  }

  /// The rule with an id; nil if there is none.
  public func rule(_ id: String) -> RuleDescription? { rules.first { $0.id == id } }

  /// The id nearest to one that is not there.
  public func nearestRule(to id: String) -> String? {
    nearestName(id, among: rules.map(\.id))
  }

  /// The bytes that a rule was loaded from; nil if there is no such rule.
  public func source(of id: String) -> [UInt8]? {
    rules.firstIndex { $0.id == id }.map { sources[$0] }
  }
}
