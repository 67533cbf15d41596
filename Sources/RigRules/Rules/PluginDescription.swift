/// What a plugin declares, and whether it is of use.
public struct PluginDescription: Sendable, Hashable {
  public enum State: String, Sendable, Hashable, CaseIterable {
    /// Its rules are evaluated.
    case on
    /// Its reporters, importers and profiles can be used by their names.
    case available
    /// Something is wrong with it, and nothing of it is used.
    case failed
    /// It may be right, but not here: written for a later api, or its name is taken.
    case refused
  }

  /// The folder's name.
  public let name: String
  public let state: State
  /// Whether somebody asked for its rules, so that it matters where it is of no use.
  public let isWanted: Bool
  /// nil where the manifest could not be read so far.
  public let version: String?
  public let description: LocalizedText?
  public let homepage: String?
  public let author: String?
  public let licence: String?
  /// As shown to people: `Plugins/power`.
  public let path: String
  /// Where the folder is on the disk, every link resolved; nil for files in memory.
  public let location: String?
  /// The ids that its rule files give, sorted.
  public let rules: [String]
  /// Each sorted by name.
  public let facts: [Fact]
  public let reporters: [Reporter]
  public let importers: [Importer]
  public let profiles: [Profile]
  /// What is wrong, in the order of the manifest; never empty where it failed or was refused.
  public let problems: [RuleFailure]
  /// Set while the manifest on disk no longer loads and this is its last good version.
  public let isStale: Bool

  /// A named function of the build, seen by rules as `ctx.facts.<plugin>.<name>`.
  public struct Fact: Sendable, Hashable {
    public let name: String
    public let doc: LocalizedText?
    public let unit: String?
    /// As written, as in a rule; the fact is not known where one of them is not met.
    public let needs: [String]
  }

  /// A function from reports to a text.
  public struct Reporter: Sendable, Hashable {
    public let name: String
    public let doc: LocalizedText?
  }

  /// A function from a text to a build.
  public struct Importer: Sendable, Hashable {
    public let name: String
    public let doc: LocalizedText?
    /// Of file names, in lower case and without the dot.
    public let extensions: [String]
  }

  /// A named set of severities, weights and parameters.
  public struct Profile: Sendable, Hashable {
    public let name: String
    public let doc: LocalizedText?
    /// By rule id.
    public let settings: [String: RuleSetting]
  }
}

/// The plugins' interface that this engine speaks.
public enum PluginAPI {
  /// What a manifest states as `api`.
  public static let version = 1
}
