import ArgumentParser
import RigCatalog
import RigModel
import RigReports
import RigRules
internal import RigSystem

/// `rigrules parts import`.
struct PartsImport: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take parts of a data set or a table into your catalogue.",
    discussion: """
      opendb: a folder in the layout of BuildCores OpenDB, or one file of it. csv: a table with a \
      header line, such as those of pc-part-dataset; --map says what other columns mean. prices: a \
      table with the columns name and price. Nothing is taken if the file cannot be read; what is \
      there already is not taken twice.
      """)

  enum Source: String, CaseIterable, ExpressibleByArgument, Sendable { case opendb, csv, prices }

  @Argument(help: "opendb, csv or prices.")
  var source: Source

  @Argument(help: "The file or folder.")
  var path: String

  @Option(help: "The kind of part of every line.")
  var category: PartCategory?

  @Option(
    help: ArgumentHelp(
      "What a column means: 'COLUMN=vram_gb', =name, =maker, =number. Can be given several times.",
      valueName: "column=key"))
  var map: [String] = []

  @OptionGroup var options: PartsOptions

  func validate() throws { _ = try columns() }

  private func columns() throws -> [String: String] {
    var columns: [String: String] = [:]
    for pair in map {
      guard let sign = pair.lastIndex(of: "=") else {
        throw ValidationError("`\(pair)` is not COLUMN=KEY")
      }
      columns[String(pair[..<sign])] = String(pair[pair.index(after: sign)...])
    }
    return columns
  }

  func run(on console: Console) throws -> ExitStatus {
    guard let user = CatalogDiscovery.user else { throw PartsAdd.homeless }
    do {
      let read = try self.read(console)
      let summary = try user.add(read.parts, refused: read.refused)
      PartsAdd.tell(summary, options, console)
      return summary.refused.isEmpty ? .success : .findings
    } catch let error as CatalogError {
      throw CatalogDiscovery.failure(error)
    }
  }

  private func read(_ console: Console) throws -> PartImport.Result {
    switch source {
    case .opendb:
      return try PartImport.openDB(path) { count in
        if console.isTerminal && count.isMultiple(of: 5000) { console.note("\(count) …") }
      }
    case .csv: return try PartImport.csv(path, category: category, map: try columns())
    case .prices:
      return try PartImport.prices(
        path, category: category, map: try columns(), in: try options.open(console))
    }
  }
}

/// `rigrules parts add`.
struct PartsAdd: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Put the parts of a build file into your catalogue.",
    discussion: "Every part of the build that has a name is taken with the fields it has.")

  @Argument(help: "A build file.")
  var file: String

  @OptionGroup var options: PartsOptions

  static let homeless = CommandFailure(
    .usage,
    "there is no home folder for your catalogue; name its file with "
      + "\(CatalogDiscovery.userVariable) [catalog/no-home]")

  func run(on console: Console) throws -> ExitStatus {
    guard let user = CatalogDiscovery.user else { throw Self.homeless }
    let build: Build
    do { build = try Build(contentsOfFile: file) } catch {
      throw CommandFailure(.usage, error.diagnostics.map(\.description))
    }
    let parts = UserPart.parts(of: build, source: DiskFiles.baseName(of: file))
    guard !parts.isEmpty else {
      throw CommandFailure(.usage, "\(file) has no part with a name [part/none]")
    }
    do throws(CatalogError) {
      Self.tell(try user.add(parts), options, console)
    } catch {
      throw CatalogDiscovery.failure(error)
    }
    return .success
  }

  static func tell(_ summary: UserCatalog.Summary, _ options: PartsOptions, _ console: Console) {
    for refusal in summary.refused.prefix(50) {
      console.note("\(refusal.file):\(refusal.line): \(refusal.reason) [part/refused]")
    }
    switch options.format {
    case .text:
      console.print(
        LocalizedText(
          english: "\(summary.added) added, \(summary.changed) changed, \(summary.unchanged) "
            + "unchanged, \(summary.refused.count) refused\n",
          chinese: "新增 \(summary.added)，更新 \(summary.changed)，未变 \(summary.unchanged)，"
            + "未采纳 \(summary.refused.count)\n")[options.chosen])
    case .json:
      var json = JSONBytes(pretty: true)
      json.beginObject()
      json.field("added", summary.added)
      json.field("changed", summary.changed)
      json.field("unchanged", summary.unchanged)
      json.field("refused", summary.refused.count)
      json.endObject()
      json.endLine()
      console.print(json.bytes)
    }
  }
}

/// `rigrules parts export`.
struct PartsExport: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Print parts as JSON Lines, one part a line.")

  @Option(help: "The kind of part; without it, all.")
  var category: PartCategory?

  @Flag(help: "Your own parts only.")
  var own = false

  func run(on console: Console) throws -> ExitStatus {
    let catalog = try CatalogDiscovery.open()
    let ids = own ? try ownNames() : nil
    try catalog.forEachPart(category) { part in
      if let ids, !ids.contains(part.fullName.lowercased()) { return }
      var json = JSONBytes()
      PartPrinter.append(part, to: &json)
      json.endLine()
      console.print(json.bytes)
    }
    return .success
  }

  private func ownNames() throws(CommandFailure) -> Set<String> {
    guard let user = CatalogDiscovery.user else { return [] }
    do throws(CatalogError) {
      return Set(
        try user.parts().map { part in
          (part.maker.map { "\($0) \(part.name)" } ?? part.name).lowercased()
        })
    } catch {
      throw CatalogDiscovery.failure(error)
    }
  }
}

/// `rigrules parts build`: the database that ships with an installation.
struct PartsBuild: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Make the database of a catalogue's folder.",
    shouldDisplay: false)

  @Option(help: "The folder with Facts and Data.")
  var folder: String

  func run(on console: Console) throws -> ExitStatus {
    do throws(CatalogError) {
      try Catalog.build(from: folder, to: Catalog.shippedPath(in: folder))
    } catch {
      throw CatalogDiscovery.failure(error)
    }
    return .success
  }
}

/// `rigrules parts clean`: the tables of a catalogue's folder from the open data.
struct PartsClean: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "Write the cleaned tables of an open data set.",
    shouldDisplay: false)

  @Argument(help: "The folder of BuildCores OpenDB.")
  var source: String

  @Option(help: "The file of boards as their firmware describes them.")
  var firmware: String?

  @Option(help: "The catalogue's folder.")
  var into: String

  func run(on console: Console) throws -> ExitStatus {
    do throws(CatalogError) {
      let files = try Catalog.cleanedData(openDB: source, firmware: firmware, catalog: into)
      for (path, text) in files.sorted(by: { $0.key < $1.key }) {
        try Catalog.write(text, to: "\(into)/\(path)")
      }
    } catch {
      throw CatalogDiscovery.failure(error)
    }
    return .success
  }
}
