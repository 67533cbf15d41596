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

  /// Searches for the fixes of a build, with options as `rigrules suggest` takes them.
  public let suggest: @Sendable (_ build: Build, _ options: [String]) throws -> Suggestion
  /// The fixes of a build that is a text of its own fields; none needs a part of the catalogue.
  public let edits: @Sendable (_ build: Build) throws -> [Edit]

  /// The fixes of a build, for people and for programs.
  public struct Suggestion: Sendable {
    /// Lines for people.
    public let text: String
    /// The same as one JSON object on one line.
    public let json: [UInt8]

    /// Makes one of its parts.
    public init(text: String, json: some Sequence<UInt8>) {
      (self.text, self.json) = (text, Array(json))
    }
  }

  /// A fix as a change of the build's text.
  public struct Edit: Sendable {
    /// What it changes.
    public let title: String
    /// The changed text as a whole.
    public let text: String

    /// Makes one of its parts.
    public init(title: String, text: String) {
      (self.title, self.text) = (title, text)
    }
  }

  /// Makes one of its parts.
  public init(
    engine: Engine, language: Language, version: String, ruleFolders: [String],
    parts: @escaping @Sendable () -> Parts?,
    readBuild: @escaping @Sendable ([UInt8], String) throws -> Build,
    suggest: @escaping @Sendable (Build, [String]) throws -> Suggestion,
    edits: @escaping @Sendable (Build) throws -> [Edit]
  ) {
    self.suggest = suggest
    self.edits = edits
    self.engine = engine
    self.language = language
    self.version = version
    self.ruleFolders = ruleFolders
    self.parts = parts
    self.readBuild = readBuild
  }
}
