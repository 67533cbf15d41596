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

  /// Tries every mutant of one rule.
  public func run(_ unit: String) throws -> MutationResult {
    if let module = modules[unit] {
      return try run(module, as: .module, unit) { ([module.name: $0], [:]) }
    }
    if let manifest = manifests[unit] {
      return try run(manifest, as: .manifest(asked: asked(of: manifest)), unit) {
        ([:], [manifest.name: $0])
      }
    }
    guard let source = engine.ruleSet.source(of: unit), let rule = engine.ruleSet.rule(unit) else {
      throw EngineError.unknownRule(unit, nearest: engine.ruleSet.nearestRule(to: unit))
    }
    let judge = try MutationJudge(engine: engine, rule: rule, limits: Self.limits)
    var result = MutationResult(unit: unit, path: rule.path)
    try judgeAll(source, as: .rule, &result, judges: [judge]) { judge, mutated in
      try judge.kills(source: LuaOutline.withoutExamples(mutated))
    }
    return result
  }

  /// A file that several rules use. `change` says where its mutant takes its place.
  private func run(
    _ shared: SharedFile, as file: Mutant.FileKind, _ unit: String,
    _ change: ([UInt8]) -> (modules: [String: [UInt8]], manifests: [String: [UInt8]])
  ) throws -> MutationResult {
    var result = MutationResult(unit: unit, path: shared.path)
    let judges = try shared.users.compactMap { id in
      try engine.ruleSet.rule(id).map {
        try MutationJudge(engine: engine, rule: $0, limits: Self.limits, table: table)
      }
    }
    try judgeAll(shared.source, as: file, &result, judges: judges) { judge, mutated in
      let (modules, manifests) = change(mutated)
      return try judge.kills(modules: modules, manifests: manifests)
    }
    return result
  }

  /// Tries every mutant of a source on the judges until one notices.
  private func judgeAll(
    _ source: [UInt8], as file: Mutant.FileKind, _ result: inout MutationResult,
    judges: [MutationJudge],
    _ kills: (MutationJudge, [UInt8]) throws -> Bool?
  ) throws {
    guard let outline = LuaOutline(source) else {
      return result.problems.append("\(result.path): the source cannot be taken apart")
    }
    result.problems += judges.flatMap(\.problems)
    let skips = MutationSkips(outline)
    result.problems += skips.problems.map { "\(result.path):\($0.line): \($0.message)" }
    if !result.problems.isEmpty { return }
    var used: Set<Int> = []
    let mutants = Mutant.all(of: outline, as: file)
    for mutant in mutants {
      let mutated = mutant.applied(to: source)
      guard let verdict = try Self.verdict(judges, { try kills($0, mutated) }) else {
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
      // A fact that no rule asks for yet has no changes.
      if case .manifest = file, !mutants.contains(where: { $0.line == entry.line }) { continue }
      result.problems.append(
        "\(result.path):\(entry.at): `mutate: skip` skips nothing: the examples notice it, or there "
          + "is no such change")
    }
  }

  /// True where any noticed; nil where it loads nowhere.
  private static func verdict(
    _ judges: [MutationJudge], _ kills: (MutationJudge) throws -> Bool?
  ) throws -> Bool? {
    var loads = false
    for judge in judges {
      let answer = try kills(judge)
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
    var users: [String]
  }

  /// The manifests that have facts, by unit name (`power:plugin`); their own rules judge them.
  private var manifests: [String: SharedFile] {
    var manifests: [String: SharedFile] = [:]
    for manifest in engine.manifests {
      let users = engine.ruleSet.rules.filter { $0.origin == manifest.name }.map(\.id)
      let hasFacts = LuaOutline(manifest.source)?.field("facts") != nil
      guard hasFacts, !users.isEmpty else { continue }
      manifests["\(manifest.name):plugin"] = SharedFile(
        name: manifest.name, path: manifest.path, source: manifest.source, users: users)
    }
    return manifests
  }

  /// The facts that rules name, and those that such facts name in turn.
  private func asked(of manifest: SharedFile) -> Set<String> {
    guard let outline = LuaOutline(manifest.source) else { return [] }
    let names = Set(outline.fieldNames(of: "facts"))
    var asked: Set<String> = []
    var found = manifest.users.flatMap { id -> [String] in
      guard let rule = LuaOutline(engine.ruleSet.source(of: id) ?? []) else { return [] }
      return rule.fieldsRead(in: 0..<rule.tokens.count)
    }
    while let name = found.popLast() {
      guard names.contains(name), asked.insert(name).inserted else { continue }
      found += outline.field("facts.\(name)").map { outline.fieldsRead(in: $0) } ?? []
    }
    return asked
  }

  /// By unit name.
  private var modules: [String: SharedFile] {
    var modules: [String: SharedFile] = [:]
    for rule in engine.ruleSet.rules {
      let space = engine.modules(besides: rule.id)
      let sources = Dictionary(
        space.map { ($0.name, $0.source) }, uniquingKeysWith: { first, _ in first })
      // A rule that asks for facts rests on the modules of the manifest too.
      let manifest = engine.manifests.first { $0.name == rule.origin }?.source ?? []
      let wanted = Self.required(by: engine.ruleSet.source(of: rule.id) ?? [], sources)
        .union(Self.required(by: manifest, sources))
      for module in space where wanted.contains(module.name) {
        let prefix = rule.id.contains(":") ? String(rule.id.prefix { $0 != ":" }) + ":" : ""
        let unit = prefix + module.name.replacing(".", with: "/")
        modules[
          unit,
          default: SharedFile(
            name: module.name, path: module.path, source: module.source, users: [])
        ].users.append(rule.id)
      }
    }
    return modules
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
  /// What `.load` and `["load"]` name, whatever they are fields of: facts are often asked for by way
  /// of a local.
  func fieldsRead(in range: Range<Int>) -> [String] {
    range.compactMap { index in
      guard index > 0 else { return nil }
      switch (tokens[index].kind, words[index - 1]) {
      case (.name, "."): return words[index]
      case (.string, "["): return String(words[index].dropFirst().dropLast())
      default: return nil
      }
    }
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
