internal import LuaRuntime

/// A plugin whose manifest loads.
struct LoadedPlugin: Sendable {
  var description: PluginDescription
  let source: [UInt8]
  /// The modules it can require, as they were when it loaded.
  let space: Int
  let chunk: Int
  /// None where its rules are not evaluated.
  let facts: [FactPlan]
  /// The folder, for its rules.
  let folder: PluginFolder

  var name: String { description.name }
  var isStale: Bool { description.isStale }
  var isOn: Bool { folder.activation == .on }
  /// Paths that its facts need.
  var needs: [String] { isOn ? description.facts.flatMap(\.needs) : [] }
}
