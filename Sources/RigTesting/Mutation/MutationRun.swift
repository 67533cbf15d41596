internal import LuaRuntime
internal import RigModel
public import RigRules

/// What became of the mutants of one file.
public struct MutationResult: Sendable, Hashable {
  /// The rule's id, or `lib/power` for a module.
  public let unit: String
  /// As shown to people: `Rules/psu/wattage.lua`.
  public let path: String
  /// Mutants that a test noticed.
  public var killed = 0
  /// No example tells them from the file itself.
  public var survivors: [Mutant] = []
  /// They do not load, so they count neither way.
  public var invalid = 0
  /// Survivors that the file says are no different, each with the reason.
  public var skipped: [Skip] = []
  /// What is wrong with the file's comments, or with its examples as they are.
  public var problems: [String] = []

  /// A mutant that is not counted, and why.
  public struct Skip: Sendable, Hashable {
    /// The changed rule.
    public let mutant: Mutant
    /// Why.
    public let reason: String
  }

  init(unit: String, path: String) {
    self.unit = unit
    self.path = path
  }

  /// All mutants that count.
  public var total: Int { killed + survivors.count }
  /// 0 to 100; a file without a single mutant leaves nothing unnoticed.
  public var percent: Double { total == 0 ? 100 : 100 * Double(killed) / Double(total) }
}

/// Changes rules one small thing at a time and sees whether their examples notice.
public struct MutationRun {
  private let engine: Engine
  /// Without a deadline, so that the same mutants fall on every machine.
  private static let limits = Limits(fuel: 1_000_000, deadlineMilliseconds: nil)

  private let table: [TestCase]

  /// `engine` has the rules as their files say, without the settings of a user. Cases of tables judge
  /// modules beside the examples of the rules; a rule is judged by its own examples alone.
  public init(engine: Engine, table: [TestCase] = []) {
    self.engine = engine
    self.table = table
  }

  /// The ids of all rules and modules, in the order in which they are best tried.
  public var units: [String] {
    engine.ruleSet.rules.map(\.id) + modules.keys.sorted() + manifests.keys.sorted()
  }

  /// Tries every mutant of one file.
  public func run(_ unit: String) throws -> MutationResult {
    if let module = modules[unit] {
      return try run(module, as: .module, unit) { ChangedFiles(modules: [module.name: $0]) }
    }
    if let manifest = manifests[unit] {
      return try run(manifest, as: .manifest, unit) {
        ChangedFiles(manifests: [manifest.name: $0])
      }
    }
    guard let source = engine.ruleSet.source(of: unit), let rule = engine.ruleSet.rule(unit) else {
      throw EngineError.unknownRule(unit, nearest: engine.ruleSet.nearestRule(to: unit))
    }
    let judge = try RuleJudge(engine: engine, rule: rule, limits: Self.limits)
    var result = MutationResult(unit: unit, path: rule.path)
    try judgeAll(source, as: .rule, &result, judges: [judge]) { ChangedFiles(rule: $0) }
    return result
  }

  /// A file that several rules use, or what a plugin gives. `change` says where its mutant takes
  /// its place.
  private func run(
    _ shared: SharedFile, as file: Mutant.FileKind, _ unit: String,
    _ change: ([UInt8]) -> ChangedFiles
  ) throws -> MutationResult {
    var result = MutationResult(unit: unit, path: shared.path)
    var judges: [any MutationJudge] = try shared.users.compactMap { id in
      try engine.ruleSet.rule(id).map {
        try RuleJudge(engine: engine, rule: $0, limits: Self.limits, table: table)
      }
    }
    if let plugin = engine.ruleSet.plugins.first(where: { $0.name == shared.plugin }) {
      judges.append(try PluginJudge(engine: engine, plugin: plugin, limits: Self.limits))
    }
    try judgeAll(shared.source, as: file, &result, judges: judges, change)
    return result
  }

  /// Tries every mutant of a source on the judges until one notices.
  private func judgeAll(
    _ source: [UInt8], as file: Mutant.FileKind, _ result: inout MutationResult,
    judges: [any MutationJudge], _ change: ([UInt8]) -> ChangedFiles
  ) throws {
    guard let outline = LuaOutline(source) else {
      return result.problems.append("\(result.path): the source cannot be taken apart")
    }
    result.problems += judges.flatMap(\.problems)
    let skips = MutationSkips(outline)
    result.problems += skips.problems.map { "\(result.path):\($0.line): \($0.message)" }
    if !result.problems.isEmpty { return }
    var used: Set<Int> = []
    for mutant in Mutant.all(of: outline, as: file) {
      let changed = change(mutant.applied(to: source))
      guard let verdict = try Self.verdict(of: judges, on: changed) else {
        result.invalid += 1
        continue
      }
      let skip = skips.entry(for: mutant)
      if verdict {
        result.killed += 1
      } else if let skip {
        used.insert(skip)
        result.skipped.append(
          MutationResult.Skip(mutant: mutant, reason: skips.entries[skip].reason))
      } else {
        result.survivors.append(mutant)
      }
    }
    for (index, entry) in skips.entries.enumerated() where !used.contains(index) {
      result.problems.append(
        "\(result.path):\(entry.at): `mutate: skip` skips nothing: the examples notice it, or there "
          + "is no such change")
    }
  }

  /// True where any noticed; nil where it loads nowhere.
  private static func verdict(of judges: [any MutationJudge], on changed: ChangedFiles) throws
    -> Bool?
  {
    var loads = false
    for judge in judges {
      let answer = try judge.kills(changed)
      if answer == true { return true }
      loads = loads || answer != nil
    }
    return loads ? false : nil
  }

  // MARK: What rules share

  private struct SharedFile {
    let name: String
    let path: String
    let source: [UInt8]
    /// The rules that require it, directly or by other modules, or may ask for its facts.
    var users: [String] = []
    /// The plugin whose manifest it is, or is required by: its examples judge too.
    var plugin: String?
  }

  /// The manifests that give anything, by unit name (`power:plugin`).
  private var manifests: [String: SharedFile] {
    var manifests: [String: SharedFile] = [:]
    for manifest in engine.manifests {
      let outline = LuaOutline(manifest.source)
      guard LuaOutline.pluginSections.contains(where: { outline?.field($0) != nil }) else {
        continue
      }
      let users = engine.ruleSet.rules.filter { $0.origin == manifest.name }.map(\.id)
      manifests["\(manifest.name):plugin"] = SharedFile(
        name: manifest.name, path: manifest.path, source: manifest.source,
        users: users.filter { asksForFacts($0) }, plugin: manifest.name)
    }
    return manifests
  }

  /// By unit name.
  private var modules: [String: SharedFile] {
    var modules: [String: SharedFile] = [:]
    var given: [String: Set<String>] = [:]
    for manifest in engine.manifests {
      let space = engine.modules(ofPlugin: manifest.name)
      let wanted = Self.required(by: manifest.source, Self.byName(space))
      given[manifest.name] = wanted
      for module in space where wanted.contains(module.name) && Self.isCode(module.name) {
        modules[Self.unit(of: module.name, in: manifest.name)] = SharedFile(
          name: module.name, path: module.path, source: module.source, plugin: manifest.name)
      }
    }
    for rule in engine.ruleSet.rules {
      let space = engine.modules(besides: rule.id)
      var wanted = Self.required(
        by: engine.ruleSet.source(of: rule.id) ?? [], Self.byName(space))
      // A rule that asks for facts rests on the modules of the manifest too.
      if let given = given[rule.origin], !given.isSubset(of: wanted), asksForFacts(rule.id) {
        wanted.formUnion(given)
      }
      for module in space where wanted.contains(module.name) && Self.isCode(module.name) {
        let plugin = rule.id.contains(":") ? rule.origin : nil
        modules[
          Self.unit(of: module.name, in: plugin),
          default: SharedFile(name: module.name, path: module.path, source: module.source)
        ].users.append(rule.id)
      }
    }
    return modules
  }

  /// Tables are data, and the modules of the rules (`rigrules.slots`) are tried with the rules.
  private static func isCode(_ module: String) -> Bool { module.hasPrefix("lib.") }

  private static func unit(of module: String, in plugin: String?) -> String {
    (plugin.map { "\($0):" } ?? "") + module.replacing(".", with: "/")
  }

  /// Whether a rule, or a module of its, names `facts`.
  private func asksForFacts(_ rule: String) -> Bool {
    let source = engine.ruleSet.source(of: rule) ?? []
    let sources = Self.byName(engine.modules(besides: rule))
    let files = [source] + Self.required(by: source, sources).compactMap { sources[$0] }
    return files.contains { LuaOutline.names("facts", in: $0) }
  }

  private static func byName(_ modules: [(name: String, path: String, source: [UInt8])])
    -> [String: [UInt8]]
  {
    Dictionary(modules.map { ($0.name, $0.source) }, uniquingKeysWith: { first, _ in first })
  }

  private static func required(by source: [UInt8], _ sources: [String: [UInt8]]) -> Set<String> {
    var found: Set<String> = []
    var queue = [source]
    while let next = queue.popLast() {
      for name in LuaOutline.requiredNames(in: next) where found.insert(name).inserted {
        if let source = sources[name] { queue.append(source) }
      }
    }
    return found
  }
}

extension LuaOutline {
  /// Whether a word stands in a source as a name, or as the whole of a text.
  static func names(_ word: String, in source: [UInt8]) -> Bool {
    let spellings = [word, "\"\(word)\"", "'\(word)'"].map { Array($0.utf8) }
    return LuaSource.tokens(of: source).contains { spellings.contains(Array(source[$0.range])) }
  }

  /// The names in `require "lib.name"`.
  static func requiredNames(in source: [UInt8]) -> [String] {
    let tokens = LuaSource.tokens(of: source)
    let word = { (index: Int) in String(decoding: source[tokens[index].range], as: UTF8.self) }
    return tokens.indices.compactMap { index in
      guard tokens[index].kind == .name, word(index) == "require", index + 1 < tokens.count else {
        return nil
      }
      let next = word(index + 1) == "(" ? index + 2 : index + 1
      guard next < tokens.count, tokens[next].kind == .string else { return nil }
      return String(word(next).dropFirst().dropLast())
    }
  }
}
