/// A new generation of rules, and how it differs from the one before.
public struct EngineChange: Sendable {
  /// The number of the new generation; the first that an engine loads is 1.
  public let generation: Int
  /// Ids of rules, each sorted.
  public let added: [String]
  /// Rules that are new or have another source or setting, by id.
  public let changed: [String]
  /// What is no longer there, by name.
  public let removed: [String]
  /// Rules whose file has stopped loading: with their last good version, or without one.
  public let failed: [LoadFailure]
  /// Rules that load again.
  public let recovered: [String]
  /// The plugins that are asked for, by name.
  public let plugins: PluginChange
  /// Why the configuration was not taken over; the one before stays in force, whole.
  public let configurationProblem: String?
  /// From the first look at the folders to the swap.
  public let duration: Duration
}

/// How the plugins of a generation differ from those of the one before; names, each sorted.
public struct PluginChange: Sendable {
  /// What is new, by name.
  public let added: [String]
  /// Those whose manifest or modules have changed; their rules are told as rules.
  public let changed: [String]
  /// What is no longer there, by name.
  public let removed: [String]
  /// Plugins that have stopped loading: with their last good version, or left out.
  public let failed: [PluginDescription]
  /// What loads again, by name.
  public let recovered: [String]

  /// Whether nothing changed.
  public var isEmpty: Bool {
    added.isEmpty && changed.isEmpty && removed.isEmpty && failed.isEmpty && recovered.isEmpty
  }
}
