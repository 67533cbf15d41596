/// Everything that a generation is made from.
struct RuleSources: Sendable, Hashable {
  var rules: [RuleFolder] = []
  var plugins: [PluginFolder] = []
}
