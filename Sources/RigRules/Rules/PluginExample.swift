public import RigModel

/// A test of something that a plugin gives, which stands beside it in the manifest.
public struct PluginExample: Sendable, Hashable {
  /// What must come out.
  public enum Expected: Sendable, Hashable {
    /// A fact has this value; nil: it is not known.
    case value(BuildValue?)
    /// An importer makes this build.
    case build(BuildValue)
    /// An importer refuses the text with these words.
    case refusal(String)
    /// What a reporter makes has each of these texts.
    case texts([String])
    /// A rule gives this with the profile in force.
    case outcome(ExpectedOutcome)
  }

  /// The name of the example.
  public let name: String
  /// The builds as written: one for facts and profiles, some for reporters, none for importers.
  public let builds: [BuildValue]
  /// What an importer is given, and the name of its file.
  public let text: String
  /// The name of the file that the text is from.
  public let file: String
  /// The rule that is evaluated with a profile.
  public let rule: String?
  /// The rules whose results the reports for a reporter have; nil: those of the plugin itself.
  public let rules: [String]?
  /// What must come out.
  public let expected: Expected

  /// Makes one from its parts.
  public init(
    name: String, builds: [BuildValue] = [], text: String = "", file: String = "example",
    rule: String? = nil, rules: [String]? = nil, expected: Expected
  ) {
    self.name = name
    self.builds = builds
    self.text = text
    self.file = file
    self.rule = rule
    self.rules = rules
    self.expected = expected
  }
}
