public import RigModel
internal import RigSystem

/// What `rigrules.yaml` says, validated as strictly as rules are. Whether the rules it names exist
/// is known, and checked, where an engine is made with it.
public struct Configuration: Sendable, Hashable {
  /// Rules folders, relative to the file's folder where they are not absolute.
  public var rules: [String]
  /// The plugins that are asked for, by name.
  public var plugins: [String]
  /// The profile, as `plugin:name`.
  public var profile: String?
  /// The language of messages, if it is set.
  public var language: Language?
  /// By rule id.
  public var settings: [String: RuleSetting]
  /// The findings that are accepted.
  public var waivers: [WaiverEntry]
  /// The file it came from.
  public var path: String?
  /// Where each top-level key stands, as `rigrules.yaml:3`.
  public var places: [String: String]

  /// Makes one from its parts.
  public init(
    rules: [String] = [], plugins: [String] = [], profile: String? = nil,
    language: Language? = nil, settings: [String: RuleSetting] = [:],
    waivers: [WaiverEntry] = []
  ) {
    self.rules = rules
    self.plugins = plugins
    self.profile = profile
    self.language = language
    self.settings = settings
    self.waivers = waivers
    places = [:]
  }

  /// Reads and validates a file. `displayedAs` stands for it in diagnostics.
  public init(contentsOfFile path: String, displayedAs name: String? = nil)
    throws(InvalidConfiguration)
  {
    let file = name ?? path
    let (bytes, reason) = DiskFiles.read(path, limit: 1 << 20)
    if let reason {
      throw InvalidConfiguration(diagnostics: [
        Diagnostic(
          code: "config/unreadable", file: file, message: "the file cannot be read: \(reason)")
      ])
    }
    try self.init(parsing: bytes, file: file)
    self.path = path
  }

  /// The same from bytes.
  public init(parsing bytes: [UInt8], file: String) throws(InvalidConfiguration) {
    var decoder = ConfigurationDecoder(file: file)
    let configuration = decoder.decode(bytes)
    guard let configuration, decoder.diagnostics.isEmpty else {
      let text = SourceText.withoutMark(bytes)
      throw InvalidConfiguration(diagnostics: decoder.diagnostics.map { $0.explained(in: text) })
    }
    self = configuration
  }

  /// Leaves only where rules come from: what is set for single rules, and for findings, is gone.
  public mutating func removeSettings() {
    settings = [:]
    waivers = []
    profile = nil
  }
}

/// A configuration that cannot be used; nothing of it is in force.
public struct InvalidConfiguration: Error, Sendable, Hashable, CustomStringConvertible {
  /// Everything that is wrong, in the order of the file.
  public let diagnostics: [Diagnostic]

  /// Makes one from its parts.
  public init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// The text for people: one line for each problem, with its location and code.
  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
