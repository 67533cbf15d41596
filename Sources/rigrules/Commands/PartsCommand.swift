import ArgumentParser
import RigCatalog
import RigModel
import RigRules

/// `rigrules parts`: the catalogue of real parts.
struct PartsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parts",
    abstract: "Search, show, compare, import and export parts of the catalogue.",
    discussion: """
      The catalogue holds real parts with a source for every value. Parts that you add or import go \
      into your own catalogue, which goes over what ships.
      """,
    subcommands: [
      PartsSearch.self, PartsShow.self, PartsCompare.self, PartsImport.self, PartsExport.self,
      PartsStats.self, PartsAdd.self, PartsBuild.self, PartsClean.self,
      PartsResolve.self,
    ])
}

/// The options that every subcommand of `parts` has.
struct PartsOptions: ParsableArguments {
  @Option(help: "The form of the output.")
  var format: ListFormat = .text

  @Option(
    name: .customLong("lang"), help: "The language of messages; without it, the locale's.")
  var language: Language?

  var chosen: Language { LanguageChoice(given: language, configuration: nil).language }
  var printer: PartPrinter { PartPrinter(language: chosen) }

  /// Opens the catalogue, and says on a terminal that it is being made where that takes a while.
  func open(_ console: Console) throws(CommandFailure) -> Catalog {
    var hasTold = false
    let words = LocalizedText(
      english: "making the catalogue's database …", chinese: "正在生成配件数据库……")[chosen]
    return try CatalogDiscovery.open { _ in
      if !hasTold && console.isTerminal { console.note(words) }
      hasTold = true
    }
  }

  /// The one part that a name or an id means, else why there is none.
  func part(_ name: String, _ category: PartCategory?, in catalog: Catalog)
    throws -> Part
  {
    if let part = try catalog.part(id: name) { return part }
    let resolution = try catalog.resolve(name, category: category)
    switch resolution {
    case .exact(let part), .best(let part, _), .chipset(let part, _): return part
    case .several(let parts, let differing) where parts.count > 1:
      var lines = [
        LocalizedText(
          english: "error: `\(name)` may mean \(parts.count) parts; they differ in "
            + "\(differing.joined(separator: ", ")) [part/ambiguous]",
          chinese: "error: `\(name)` 可能是 \(parts.count) 个配件，不同之处："
            + "\(differing.joined(separator: "、")) [part/ambiguous]")[chosen]
      ]
      lines += parts.map { "  \($0.fullName)  [\($0.id)]" }
      throw CommandFailure(.usage, lines)
    // One part that is near is not asked about by the fields in which it differs from itself.
    case .several(let nearest, _), .none(let nearest):
      var lines = [
        LocalizedText(
          english: "error: no part is named `\(name)` [part/unknown]",
          chinese: "error: 没有名为 `\(name)` 的配件 [part/unknown]")[chosen]
      ]
      lines += nearest.map { "  \($0.fullName)  [\($0.id)]" }
      throw CommandFailure(.usage, lines)
    }
  }
}

/// `rigrules parts search`.
struct PartsSearch: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "List the parts whose names come nearest to a text.",
    discussion: "Exit status: 0 parts were found; 1 none was.")

  @Argument(help: "Words of the name; they may be misspelt.")
  var text: [String] = []

  @Option(help: "The kind of part: gpu, cpu, motherboard, …")
  var category: PartCategory?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp("A condition, such as 'vram_gb>=11'. Can be given several times."))
  var conditions: [String] = []

  @Option(name: .customLong("vram-gb"), help: ArgumentHelp("Video memory, such as '>=11'."))
  var vram: String?

  @Option(help: "How many parts are listed at most.")
  var limit = 20

  @OptionGroup var options: PartsOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit is \(limit); it must be 1 or more") }
    _ = try filters()
  }

  private func filters() throws -> [PartFilter] {
    var all = conditions
    if let vram {
      let isBare = vram.first.map { !"<>=!".contains($0) } ?? true
      all.append(isBare ? "vram_gb=\(vram)" : "vram_gb\(vram)")
    }
    return try all.map { condition in
      guard let filter = PartFilter(parsing: condition) else {
        throw ValidationError("`\(condition)` is not a condition; write KEY>=VALUE")
      }
      let isField = PartCategory.allCases.contains { $0.hasField(filter.key) }
      guard isField else { throw ValidationError("no part has a field `\(filter.key)`") }
      return filter
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let catalog = try options.open(console)
    let scope = category ?? (vram == nil ? nil : .gpu)
    let parts = try catalog.search(
      text.joined(separator: " "), category: scope, filters: try filters(), limit: limit)
    switch options.format {
    case .text: console.print(options.printer.list(parts))
    case .json: console.print(options.printer.json(parts))
    }
    return parts.isEmpty ? .findings : .success
  }
}

/// `rigrules parts show`.
struct PartsShow: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show each value of a part with its source.")

  @Argument(help: "A name or an id.")
  var name: String

  @Option(help: "The kind of part.")
  var category: PartCategory?

  @OptionGroup var options: PartsOptions

  func run(on console: Console) throws -> ExitStatus {
    let part = try options.part(name, category, in: try options.open(console))
    switch options.format {
    case .text: console.print(options.printer.page(part))
    case .json: console.print(options.printer.json([part]))
    }
    return .success
  }
}

/// `rigrules parts compare`.
struct PartsCompare: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Show the fields of parts side by side.")

  @Argument(help: "Names or ids of two or more parts.")
  var names: [String]

  @Option(help: "The kind of part.")
  var category: PartCategory?

  @OptionGroup var options: PartsOptions

  func validate() throws {
    guard names.count >= 2 else { throw ValidationError("compare takes two parts or more") }
  }

  func run(on console: Console) throws -> ExitStatus {
    let catalog = try options.open(console)
    let parts = try names.map { try options.part($0, category, in: catalog) }
    switch options.format {
    case .text: console.print(options.printer.comparison(parts))
    case .json: console.print(options.printer.json(parts))
    }
    return .success
  }
}

/// `rigrules parts stats`.
struct PartsStats: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Show for how many parts each field is known.")

  @OptionGroup var options: PartsOptions

  func run(on console: Console) throws -> ExitStatus {
    let stats = try options.open(console).stats()
    let printer = StatsPrinter(language: options.chosen)
    switch options.format {
    case .text: console.print(printer.text(stats))
    case .json: console.print(printer.json(stats))
    }
    return .success
  }
}
