public import RigCatalog
public import RigModel
public import RigPartLists
public import RigRules

/// What the servers work with: rules, and what knows real parts.
public struct EditorContext: Sendable {
  /// The rules in force.
  public let engine: Engine
  /// The language of texts for people.
  public let language: Language
  /// The version of the program, for the greeting.
  public let version: String
  /// Folders of rules as absolute paths: their files are checked while they are typed.
  public let ruleFolders: [String]
  /// The catalogue; nil if there is none. It is opened at the first call and kept by who gives it.
  public let parts: @Sendable () -> Parts?
  /// Reads a build in any form: fields, names, or a part list.
  public let readBuild: @Sendable (_ bytes: [UInt8], _ file: String) throws -> Build

  /// The catalogue, and what reads builds with names in them.
  public struct Parts {
    /// The catalogue.
    public let catalog: Catalog
    /// Reads builds with names in them.
    public let builds: NamedBuild

    /// Makes one of its parts.
    public init(catalog: Catalog, builds: NamedBuild) {
      self.catalog = catalog
      self.builds = builds
    }
  }

  /// Makes one of its parts.
  public init(
    engine: Engine, language: Language, version: String, ruleFolders: [String],
    parts: @escaping @Sendable () -> Parts?,
    readBuild: @escaping @Sendable ([UInt8], String) throws -> Build
  ) {
    self.engine = engine
    self.language = language
    self.version = version
    self.ruleFolders = ruleFolders
    self.parts = parts
    self.readBuild = readBuild
  }
}
