package import RigBatch
package import RigCatalog
package import RigModel
package import RigRules

/// What the service works with.
package struct ServiceContext: Sendable {
  /// The rules in force; they may be reloaded at any time.
  package let engine: Engine
  /// The language of texts where a request names none.
  package let language: Language
  package let version: String
  /// Reads builds in every form that `check` takes.
  package let read: @Sendable (_ bytes: [UInt8], _ name: String) throws -> ServiceReading
  /// What `rigrules resolve --format json` prints.
  package let resolve: @Sendable (_ bytes: [UInt8], _ name: String) throws -> [UInt8]
  /// What `rigrules suggest --format json` prints, with options as `--goal=pass`.
  package let suggest:
    @Sendable (_ build: Build, _ options: [String], _ language: Language) throws -> [UInt8]
  /// What `rigrules rules --format json` prints.
  package let rules: @Sendable (_ language: Language) -> [UInt8]
  /// The catalogue; nil if there is none.
  package let catalog: @Sendable () -> Catalog?
  /// What spells out the parts that lines name.
  package let naming: any PartNaming

  package init(
    engine: Engine, language: Language, version: String,
    read: @escaping @Sendable ([UInt8], String) throws -> ServiceReading,
    resolve: @escaping @Sendable ([UInt8], String) throws -> [UInt8],
    suggest: @escaping @Sendable (Build, [String], Language) throws -> [UInt8],
    rules: @escaping @Sendable (Language) -> [UInt8],
    catalog: @escaping @Sendable () -> Catalog?, naming: any PartNaming
  ) {
    self.engine = engine
    self.language = language
    self.version = version
    self.read = read
    self.resolve = resolve
    self.suggest = suggest
    self.rules = rules
    self.catalog = catalog
    self.naming = naming
  }
}

/// What a text turned out to be.
package struct ServiceReading: Sendable {
  package let builds: [Build]
  /// The fates of the lines of a part list: what became of each, in both languages.
  package let lines: [FieldDoc]

  package init(builds: [Build], lines: [FieldDoc] = []) {
    self.builds = builds
    self.lines = lines
  }
}

/// Why a request cannot be answered as it is: everything that is wrong with it.
package struct ServiceProblem: Error, Sendable {
  package let status: Int
  package let diagnostics: [Diagnostic]

  package init(status: Int = 422, _ diagnostics: [Diagnostic]) {
    self.status = status
    self.diagnostics = diagnostics
  }

  init(_ status: Int, _ code: String, _ message: String, hint: String? = nil) {
    self.init(status: status, [Diagnostic(code: "api/\(code)", message: message, hint: hint)])
  }
}
