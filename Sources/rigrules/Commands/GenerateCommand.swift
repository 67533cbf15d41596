import ArgumentParser
import RigCatalog
import RigModel
import RigRules

/// `rigrules generate`: combinations of parts of the catalogue, for `batch`.
struct GenerateCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write combinations of real parts as JSON lines, for `batch`.",
    discussion: """
      Each option for a kind of part takes a name (also with a count, such as '4x RTX 2080 Ti') and \
      can be given several times; a name that may mean several parts stands for each of them, and \
      '*' for all parts of the kind. A build has one of each kind that is given. The same options \
      and seed give the same bytes.
      """)

  @Option(help: ArgumentHelp("Graphics cards.", valueName: "name")) var gpus: [String] = []
  @Option(help: ArgumentHelp("Processors.", valueName: "name")) var cpus: [String] = []
  @Option(help: ArgumentHelp("Motherboards.", valueName: "name")) var boards: [String] = []
  @Option(help: ArgumentHelp("Memory.", valueName: "name")) var memory: [String] = []
  @Option(help: ArgumentHelp("Drives.", valueName: "name")) var storage: [String] = []
  @Option(help: ArgumentHelp("Power supplies.", valueName: "name")) var psus: [String] = []
  @Option(help: ArgumentHelp("Cases.", valueName: "name")) var cases: [String] = []
  @Option(help: ArgumentHelp("Coolers of the processor.", valueName: "name"))
  var coolers: [String] = []

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "A condition, such as 'vram_gb>=11' or, for one kind alone, 'gpu.tdp_w<300'.",
      discussion: "Parts for which the field is not known are left out. Can be given several times."
    ))
  var conditions: [String] = []

  @Option(help: ArgumentHelp("How many builds, drawn by the seed, each at most once."))
  var count: Int?

  @Flag(help: "Every combination, in order.")
  var all = false

  @Option(help: "Decides which builds --count draws.")
  var seed: UInt64 = 1

  @Option(name: .customLong("lang"), help: "The language of messages; without it, the locale's.")
  var language: Language?

  /// A kind of part with what was asked for.
  private struct Wish {
    let category: PartCategory
    let names: [String]
  }

  private var wishes: [Wish] {
    let given: [(PartCategory, [String])] = [
      (.cpu, cpus), (.motherboard, boards), (.memory, memory), (.gpu, gpus), (.storage, storage),
      (.psu, psus), (.chassis, cases), (.cpuCooler, coolers),
    ]
    return given.filter { !$0.1.isEmpty }.map { Wish(category: $0.0, names: $0.1) }
  }

  func validate() throws {
    guard !wishes.isEmpty else {
      throw ValidationError("name at least one kind of part, such as --gpus 'RTX 4090'")
    }
    guard all != (count != nil) else { throw ValidationError("give either --count or --all") }
    guard count ?? 1 >= 1 else { throw ValidationError("--count is 1 or more") }
    _ = try filters()
  }

  /// A condition with the kind of part that it is for; nil: every kind that has the field.
  private func filters() throws -> [(PartCategory?, PartFilter)] {
    try conditions.map { condition in
      guard let filter = PartFilter(parsing: condition) else {
        throw ValidationError("`\(condition)` is not a condition; write KEY>=VALUE")
      }
      guard let dot = filter.key.firstIndex(of: ".") else {
        guard wishes.contains(where: { $0.category.hasField(filter.key) }) else {
          throw ValidationError("no part that is asked for has a field `\(filter.key)`")
        }
        return (nil, filter)
      }
      let word = String(filter.key[..<dot])
      let key = String(filter.key[filter.key.index(after: dot)...])
      let kind = PartCategory.allCases.first { $0.rawValue == word || $0.buildKey == word }
      guard let kind, kind.hasField(key) else {
        throw ValidationError("no part has a field `\(filter.key)`")
      }
      return (kind, PartFilter(key: key, filter.comparison, filter.value))
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let filters = try filters()
    let catalog = try CatalogDiscovery.open()
    let printer = PartChoice(catalog: catalog, language: language)
    var choices: [(key: String, values: [[UInt8]])] = []
    for wish in wishes {
      let own = filters.filter { kind, filter in
        kind.map { $0 == wish.category } ?? wish.category.hasField(filter.key)
      }.map(\.1)
      let values = try printer.values(wish.names, wish.category, own)
      choices.append((wish.category.buildKey, values))
    }
    guard let combinations = Combinations(sizes: choices.map(\.values.count), seed: seed) else {
      throw CommandFailure(.usage, "there are more combinations than can be counted; use --where")
    }
    write(choices, combinations, console)
    return .success
  }

  private func write(
    _ choices: [(key: String, values: [[UInt8]])], _ combinations: Combinations,
    _ console: Console
  ) {
    let last = min(count ?? combinations.count, combinations.count)
    var bytes: [UInt8] = []
    for position in 0..<last {
      let number = all || last == combinations.count ? position : combinations.shuffled(position)
      bytes += Array("{\"rigrules\":1,\"id\":\"g-\(number + 1)\"".utf8)
      for (choice, member) in zip(choices, combinations.members(of: number)) {
        bytes += Array(",\"\(choice.key)\":".utf8)
        bytes += choice.values[member]
      }
      bytes += Array("}\n".utf8)
      if bytes.count > 1 << 18 {
        console.print(bytes)
        bytes.removeAll(keepingCapacity: true)
        if console.isGone || console.failure != nil { return }
      }
    }
    console.print(bytes)
  }
}

/// The parts that names mean, as JSON of a build.
private struct PartChoice {
  let catalog: Catalog
  let language: Language?

  func values(_ names: [String], _ category: PartCategory, _ filters: [PartFilter]) throws
    -> [[UInt8]]
  {
    var values: [[UInt8]] = []
    var seen: Set<[UInt8]> = []
    func add(_ part: Part, _ count: Int?) {
      guard filters.allSatisfy({ $0.matches(part) }) else { return }
      let value = Self.json(part, count)
      if seen.insert(value).inserted { values.append(value) }
    }
    for text in names {
      let (count, name) = Self.counted(text)
      if name == "*" {
        try catalog.forEachPart(category) { add($0, count) }
      } else {
        for part in try parts(name, category) { add(part, count) }
      }
    }
    guard values.isEmpty else { return values }
    throw CommandFailure(.usage, "no \(category.rawValue) meets the conditions")
  }

  private func parts(_ name: String, _ category: PartCategory) throws -> [Part] {
    let found = try catalog.resolve(name, category: category)
    guard case .none(let nearest) = found else { return found.parts }
    let near = nearest.map { "  \($0.fullName)  [\($0.id)]" }
    let words = LocalizedText(
      english: "error: no part is named `\(name)` [part/unknown]",
      chinese: "error: 没有名为 `\(name)` 的配件 [part/unknown]")
    let choice = LanguageChoice(given: language, configuration: nil)
    throw CommandFailure(.usage, [words[choice.language]] + near)
  }

  /// `4x RTX 2080 Ti` in its count and its name.
  private static func counted(_ text: String) -> (Int?, String) {
    guard let match = text.wholeMatch(of: #/\s*(\d{1,3})\s*[x×]\s*(\S.*)/#),
      let count = Int(match.1), 1...256 ~= count
    else { return (nil, text) }
    return (count, String(match.2))
  }

  private static func json(_ part: Part, _ count: Int?) -> [UInt8] {
    let component = FieldRegistry.version1.root.field(part.category.buildKey)?.component
    var fields = [BuildValue.Field(key: "name", value: .text(part.fullName))]
    if let count, count > 1 {
      fields.append(BuildValue.Field(key: "count", value: .integer(Int64(count))))
    }
    for field in part.fields where component?.field(field.key) != nil {
      fields.append(BuildValue.Field(key: field.key, value: field.value.value))
    }
    let value = BuildValue.map(fields)
    var json = JSONBytes()
    json.value(part.category.isList ? .list([value]) : value)
    return json.bytes
  }
}
