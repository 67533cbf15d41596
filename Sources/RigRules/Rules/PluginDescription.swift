/// What a plugin declares, and whether it is of use.
public struct PluginDescription: Sendable, Hashable {
  /// Whether a plugin is in use, and if not, why.
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
  /// Whether it is in use, and if not, why.
  public let state: State
  /// Whether its rules were asked for, so that it matters where it is of no use.
  public let isWanted: Bool
  /// nil where the manifest could not be read so far.
  public let version: String?
  /// The text for people: one line for each problem, with its location and code.
  public let description: LocalizedText?
  /// Where to read more.
  public let homepage: String?
  /// Who wrote it.
  public let author: String?
  /// The licence, as its author names it.
  public let licence: String?
  /// As shown to people: `Plugins/power`.
  public let path: String
  /// Where the folder is on the disk, every link resolved; nil for files in memory.
  public let location: String?
  /// What a user may set for its facts, reporters and importers, sorted by name.
  public internal(set) var parameters: [Parameter]
  /// The ids that its rule files give, sorted.
  public let rules: [String]
  /// Each sorted by name.
  public let facts: [Fact]
  /// The formats that it adds.
  public let reporters: [Reporter]
  /// The part lists that it can read.
  public let importers: [Importer]
  /// The settings that it offers.
  public internal(set) var profiles: [Profile]
  /// What is wrong, in the order of the manifest; never empty where it failed or was refused.
  public let problems: [RuleFailure]
  /// Set while the manifest on disk no longer loads and this is its last good version.
  public let isStale: Bool

  /// A named function of the build, seen by rules as `ctx.facts.<plugin>.<name>`.
  public struct Fact: Sendable, Hashable {
    /// The name by which rules read it.
    public let name: String
    /// What it is, in the words of its author.
    public let doc: LocalizedText?
    /// The unit of its values, if it has one.
    public let unit: String?
    /// As written, as in a rule; the fact is not known where one of them is not met.
    public let needs: [String]
    /// Tests of it.
    public let examples: [PluginExample]
  }

  /// A function from reports to a text, or to several.
  public struct Reporter: Sendable, Hashable {
    /// The name.
    public let name: String
    /// What it is, in the words of its author.
    public let doc: LocalizedText?
    /// Tests of it.
    public let examples: [PluginExample]
  }

  /// A function from a text to a build.
  public struct Importer: Sendable, Hashable {
    /// The name.
    public let name: String
    /// What it is, in the words of its author.
    public let doc: LocalizedText?
    /// Of file names, in lower case and without the dot.
    public let extensions: [String]
    /// Tests of it.
    public let examples: [PluginExample]
  }

  /// A named set of severities, weights and parameters.
  public struct Profile: Sendable, Hashable {
    /// The name.
    public let name: String
    /// What it is, in the words of its author.
    public let doc: LocalizedText?
    /// By rule id.
    public let settings: [String: RuleSetting]
    /// Tests of it.
    public let examples: [PluginExample]
  }
}

/// The plugins' interface that this engine speaks.
public enum PluginAPI {
  /// What a manifest states as `api`.
  public static let version = 1
}
