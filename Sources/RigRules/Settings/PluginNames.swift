/// The names of plugins, for messages about their rules.
struct PluginNames {
  var on: Set<String> = []
  var lost: Set<String> = []
  /// The rules that plugins would give which are only available.
  var rulesOfAvailable: [String] = []
  /// The parameters of each plugin whose manifest loads.
  var parameters: [String: [Parameter]] = [:]

  /// `power` of `power:mains-circuit`; nil for a rule of no plugin.
  static func owner(of rule: String) -> String? {
    rule.contains(":") ? String(rule.prefix { $0 != ":" }) : nil
  }

  /// Whether the rule is not there for its plugin's sake, which is not a mistake of who names it: the
  /// plugin does not load, or is known and not on.
  func excuses(_ rule: String) -> Bool {
    if rulesOfAvailable.contains(rule) { return true }
    return Self.owner(of: rule).map { lost.contains($0) && !on.contains($0) } ?? false
  }

  /// The plugin that the rule is of, where it is not on.
  func isNotOn(ownerOf rule: String) -> String? {
    Self.owner(of: rule).flatMap { on.contains($0) ? nil : $0 }
  }
}
