internal import RigModel

/// What `rigrules.yaml` says, validated.
public struct Configuration: Sendable, Hashable {
  /// Rules folders, relative to the file's folder where they are not absolute.
  public var rules: [String]
  public var plugins: [String]
  public var profile: String?
  public var language: Language?
  public var settings: [String: RuleSetting]
  var waivers: [WaiverEntry]
  /// The file it came from.
  public var path: String?

  public init(
    rules: [String] = [], plugins: [String] = [], profile: String? = nil,
    language: Language? = nil, settings: [String: RuleSetting] = [:]
  ) {
    self.rules = rules
    self.plugins = plugins
    self.profile = profile
    self.language = language
    self.settings = settings
    waivers = []
  }
}
extension Configuration { init(contentsOfFile path: String) throws { self.init() } }
