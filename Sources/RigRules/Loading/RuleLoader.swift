internal import LuaRuntime
internal import RigModel

/// Why rules could not be loaded at all.
enum LoadError: Error {
  /// The profile that is wanted is not there.
  case name(NameError)
  case outOfMemory
}

/// Loads rules: reads the folders, runs each file once, checks what it declares.
struct RuleLoader {
  /// The profile's, and over it the configuration's.
  private(set) var settings: SettingsTable
  /// What the configuration alone says.
  private let configured: [String: RuleSetting]
  let options: LoaderOptions
  var chunks: [ScriptChunk] = []
  private(set) var spaces: [ModuleSpace] = []
  private(set) var rules: [LoadedRule] = []
  private var failures: [LoadFailure] = []
  private var origins: [String: String] = [:]
  /// Names of `options.without` that were found, and ids of rules that they do not name.
  private var leftOut: Set<String> = []
  private var known: Set<String> = []
  /// Rules that are there and not loaded, because someone switched them off.
  private var switchedOff: [String] = []
  let previous: LoadedRules?
  var plugins: [LoadedPlugin] = []
  /// Plugins that are not in use, and why.
  var lost: [PluginDescription] = []
  private(set) var profile: ResolvedProfile?
  private struct ModuleName: Hashable {
    let space: Int
    let name: String
  }
  /// Modules that cannot be required, and why.
  private var moduleProblems: [ModuleName: RuleFailure] = [:]
  /// Modules of the previous generation that rules in their last good version still need: the
  /// previous space, and the space that stands for it here.
  private var keptSpaces: [Int: Int] = [:]

  struct LoaderOptions {
    var limits: Limits
    var language: Language
    var waivers: [WaiverEntry]
    var today: String?
    var profile: ProfileChoice = .none
    var notices: [Notice] = []
    var without: [String] = []
  }

  init(settings: SettingsTable, options: LoaderOptions, previous: LoadedRules?) {
    self.settings = settings
    configured = settings.byRule
    self.options = options
    self.previous = previous
  }

  /// The rules, and the Lua state that they were loaded into with the number of each rule there.
  struct Loaded {
    let rules: LoadedRules
    let runtime: LuaRuntime
    let numbers: [String: UInt32]
  }

  /// Loads everything. A file that loaded in the `previous` rules and no longer does keeps the
  /// version it had there.
  static func load(
    _ trees: RuleSources, settings: SettingsTable, options: LoaderOptions,
    previous: LoadedRules? = nil
  ) throws(LoadError) -> Loaded {
    var keys = LuaKeys(FieldRegistry.version1.allKeys)
    while true {
      var loader = RuleLoader(settings: settings, options: options, previous: previous)
      let runtime: LuaRuntime
      do { runtime = try LuaRuntime(limits: options.limits, keys: keys) } catch {
        throw .outOfMemory
      }
      loader.loadPlugins(trees.plugins, into: runtime, keys: keys)
      do { try loader.choose(options.profile) } catch { throw .name(error) }
      var numbers: [String: UInt32] = [:]
      for tree in trees.rules { loader.load(tree, into: runtime, keys: keys, numbers: &numbers) }
      loader.loadPluginRules(into: runtime, keys: keys, numbers: &numbers)
      do { try loader.checkWithout() } catch { throw .name(error) }
      // Free names (`x_…`, `extra`) that a rule needs get numbers too: once more, with them.
      let missing = loader.freeNames(unknownTo: keys)
      if !missing.isEmpty {
        keys = LuaKeys(keys.names + missing)
        continue
      }
      let generation = loader.generation(trees: trees, keys: keys)
      return Loaded(rules: generation, runtime: runtime, numbers: numbers)
    }
  }

  private func freeNames(unknownTo keys: LuaKeys) -> [String] {
    var names: Set<String> = []
    for need in rules.flatMap(\.description.needs) + plugins.flatMap(\.needs) {
      guard case .success(let paths) = NeedParser.parse(need) else { continue }
      for case .field(let name) in paths.flatMap(\.steps) where keys[name] == nil {
        names.insert(name)
      }
    }
    return names.sorted()
  }

  /// Takes the settings of a profile as the ground that the configuration's stand on.
  private mutating func choose(_ choice: ProfileChoice) throws(NameError) {
    profile = try choice.resolved(among: plugins.map(\.description))
    if let profile { settings = settings.over(profile.settings) }
  }

  private func generation(trees: RuleSources, keys: LuaKeys) -> LoadedRules {
    let rules = rules.sorted { $0.description.id < $1.description.id }
    return LoadedRules(
      number: (previous?.number ?? 0) + 1, trees: trees, rules: rules,
      failures: failures.sorted { $0.rule < $1.rule }, spaces: spaces,
      chunks: chunks, keys: keys, limits: options.limits, language: options.language,
      waivers: options.waivers, today: options.today, hash: hash(rules), plugins: plugins,
      lostPlugins: lost, profile: profile, settings: settings,
      notices: options.notices + settingsNotices, switchedOff: switchedOff.sorted())
  }

  /// Settings of rules whose plugin is not on: no mistake, and of no effect either.
  private var settingsNotices: [Notice] {
    let available = plugins.filter { !$0.isOn }
    return configured.sorted { $0.key < $1.key }.compactMap { id, setting in
      guard let plugin = available.first(where: { $0.description.rules.contains(id) }) else {
        return nil
      }
      return Notice(
        kind: .settingUnused,
        message: LocalizedText(
          english: "the settings of `\(id)` have no effect, because the plugin `\(plugin.name)` is "
            + "not on",
          chinese: "`\(id)` 的设置不起作用，因为插件 `\(plugin.name)` 没有启用")[options.language],
        at: setting.at)
    }
  }

  private func hash(_ rules: [LoadedRule]) -> String {
    var hash = ContentHash()
    hash.update(framed: "rigrules 1")
    // Modules count once, with the first rule of their folder.
    var hashed: Set<Int> = []
    for rule in rules {
      hash.update(framed: rule.description.id)
      hash.update(framed: rule.source)
      hashModules(of: rule.space, into: &hash, hashed: &hashed)
    }
    for failure in failures.sorted(by: { $0.rule < $1.rule }) {
      hash.update(framed: failure.rule)
      hash.update(framed: failure.problems[0].message)
    }
    hashPlugins(into: &hash, hashed: &hashed)
    hash.update(framed: settings.canonical)
    if !leftOut.isEmpty {
      hash.update(framed: "without " + leftOut.sorted().joined(separator: " "))
    }
    hash.update(framed: options.waivers.map(\.canonical).joined(separator: "\n"))
    return hash.hexadecimal()
  }

  func hashModules(of space: Int, into hash: inout ContentHash, hashed: inout Set<Int>) {
    guard hashed.insert(space).inserted else { return }
    for module in spaces[space].modules {
      hash.update(framed: module.name)
      hash.update(framed: chunks[module.chunk - 1].bytes)
    }
  }

  // MARK: One folder

  private mutating func load(
    _ tree: RuleFolder, into runtime: LuaRuntime, keys: LuaKeys, numbers: inout [String: UInt32]
  ) {
    let isModule = { (file: SourceFile) in file.path.hasPrefix("lib/") }
    let space = openSpace(with: tree.files.filter(isModule), runtime)
    for file in tree.files where !isModule(file) {
      let id = String(file.path.dropLast(".lua".count))
      load(file, id: id, origin: "rules", in: space, runtime, keys, &numbers)
    }
  }

  /// A new space with the modules of some files.
  mutating func openSpace(with modules: [SourceFile], _ runtime: LuaRuntime) -> Int {
    spaces.append(ModuleSpace())
    for file in modules { define(file, in: spaces.count - 1, runtime) }
    return spaces.count - 1
  }

  private mutating func define(_ file: SourceFile, in space: Int, _ runtime: LuaRuntime) {
    let name = file.path.dropLast(4).split(separator: "/").joined(separator: ".")
    define(name, ScriptChunk(displayPath: file.displayPath, bytes: file.bytes), in: space, runtime)
  }

  private mutating func define(
    _ name: String, _ chunk: ScriptChunk, in space: Int, _ runtime: LuaRuntime
  ) {
    chunks.append(chunk)
    spaces[space].modules.append(ModuleSpace.Module(name: name, chunk: chunks.count))
    // What is wrong with a module is told by the rules that require it.
    do {
      if let problem = Self.encodingProblem(of: chunk, domain: "rule") { throw problem }
      try runtime.define(
        module: name, source: chunk.bytes, space: UInt32(space), chunk: UInt32(chunks.count))
    } catch let error as LuaError {
      moduleProblems[ModuleName(space: space, name: name)] = RuleFailure(
        error, chunks: chunks, fallback: chunks.count, loading: true)
    } catch {
      moduleProblems[ModuleName(space: space, name: name)] = error as? RuleFailure
    }
  }

  private mutating func fail(_ id: String, _ problems: [RuleFailure]) {
    failures.append(
      LoadFailure(rule: id, category: RuleDecoder.category(of: id), problems: problems))
  }

  /// A file that does not load: its last good version where there is one, else a failure.
  private mutating func fail(
    _ id: String, _ problems: [RuleFailure], path: String, _ runtime: LuaRuntime,
    _ keys: LuaKeys, _ numbers: inout [String: UInt32]
  ) {
    let last = previous?.rules.first {
      $0.description.id == id && $0.description.path == path
    }
    guard let last, let previous, let (rule, number) = reload(last, of: previous, runtime, keys)
    else { return fail(id, problems) }
    origins[id] = path
    numbers[id] = number
    rules.append(rule.stale(problems))
  }

  /// Loads a rule of an earlier generation from the bytes it was built from.
  private mutating func reload(
    _ rule: LoadedRule, of previous: LoadedRules, _ runtime: LuaRuntime, _ keys: LuaKeys
  ) -> (LoadedRule, UInt32)? {
    let space = keptSpace(rule.space, of: previous, runtime)
    chunks.append(previous.chunks[rule.chunk - 1])
    guard
      let (number, table) = try? runtime.load(
        rule: rule.source, space: UInt32(space), chunk: UInt32(chunks.count)),
      let loaded = try? decode(
        table, id: rule.description.id, path: rule.description.path,
        origin: rule.description.origin, source: rule.source, space: space, chunk: chunks.count,
        keys: keys),
      (try? runtime.prepare(rule: number, plan: loaded.plan)) != nil
    else { return nil }
    return (loaded, number)
  }

  /// The space that stands here for one of the previous generation.
  mutating func keptSpace(
    _ space: Int, of previous: LoadedRules, _ runtime: LuaRuntime
  ) -> Int {
    if let kept = keptSpaces[space] { return kept }
    let kept = spaces.count
    spaces.append(ModuleSpace())
    keptSpaces[space] = kept
    for module in previous.spaces[space].modules {
      define(module.name, previous.chunks[module.chunk - 1], in: kept, runtime)
    }
    return kept
  }

  /// One rule file.
  mutating func load(
    _ file: SourceFile, id: String, origin: String, in space: Int, _ runtime: LuaRuntime,
    _ keys: LuaKeys, _ numbers: inout [String: UInt32]
  ) {
    if settings.isOff(id) {
      switchedOff.append(id)
      return
    }
    if isLeftOut(id, of: origin) {
      switchedOff.append(id)
      return
    }
    chunks.append(ScriptChunk(displayPath: file.displayPath, bytes: file.bytes))
    let chunk = chunks.count
    if let refusal = refusal(of: file, id: id, origin: origin) {
      let failure = RuleFailure(
        kind: .load, message: CleanText.clean(refusal.message), at: "\(file.displayPath):1",
        code: refusal.code)
      return fail(
        CleanText.clean(id), [failure], path: file.displayPath, runtime, keys, &numbers)
    }
    let problems: [RuleFailure]
    do {
      if let problem = Self.encodingProblem(of: chunks[chunk - 1], domain: "rule") {
        throw problem
      }
      let (number, table) = try runtime.load(
        rule: file.bytes, space: UInt32(space), chunk: UInt32(chunk))
      let rule = try decode(
        table, id: id, path: file.displayPath, origin: origin, source: file.bytes, space: space,
        chunk: chunk, keys: keys)
      try runtime.prepare(rule: number, plan: rule.plan)
      origins[id] = file.displayPath
      numbers[id] = number
      return rules.append(rule)
    } catch let error as LuaError {
      problems = [loadFailure(error, chunk: chunk, space: space)]
    } catch let found as LoadProblems {
      problems = found.located(in: file)
    } catch let problem as RuleFailure {
      problems = [problem]
    } catch {
      problems = []
    }
    fail(id, problems, path: file.displayPath, runtime, keys, &numbers)
  }

  /// What stopped a file from loading; of a module that is not there, why it is not.
  func loadFailure(_ error: LuaError, chunk: Int, space: Int, noun: String = "rule")
    -> RuleFailure
  {
    let plain = RuleFailure(error, chunks: chunks, fallback: chunk, loading: true, noun: noun)
    let parts = error.message.split(separator: "`", maxSplits: 2)
    guard parts.count == 3, parts[0] == "there is no module " else { return plain }
    let name = String(parts[1])
    if let problem = moduleProblems[ModuleName(space: space, name: name)] { return problem }
    let near = nearestName(name, among: spaces[space].modules.map(\.name))
    guard let near else { return plain }
    return RuleFailure(
      kind: plain.kind, message: "\(plain.message); did you mean `\(near)`?", at: plain.at,
      code: plain.code, excerpt: plain.excerpt)
  }

  /// A text that is not UTF-8 would show other words than were written.
  static func encodingProblem(of chunk: ScriptChunk, domain: String) -> RuleFailure? {
    do throws(Diagnostic) {
      try SourceText.checkEncoding(chunk.bytes, domain: domain)
      return nil
    } catch {
      let line = error.line ?? 1
      // The line of another encoding cannot be shown.
      let isWide = error.message.contains("UTF-16") || error.message.contains("UTF-32")
      return RuleFailure(
        kind: .load, message: error.message + (error.hint.map { "; \($0)" } ?? ""),
        at: LoadedRules.place(chunk, line: line), code: error.code,
        excerpt: isWide
          ? nil : SourceExcerpt(line: line, column: error.column, in: chunk.bytes))
    }
  }

  /// Whether `without` names the rule or its plugin.
  private mutating func isLeftOut(_ id: String, of origin: String) -> Bool {
    let names = options.without.filter { $0 == id || ($0 == origin && origin != "rules") }
    leftOut.formUnion(names)
    if names.isEmpty { known.insert(id) }
    return !names.isEmpty
  }

  /// Throws if `without` names what is not there.
  private func checkWithout() throws(NameError) {
    let names = known.union(plugins.filter(\.isOn).map(\.name)).sorted()
    for name in options.without where !leftOut.contains(name) && !settings.isOff(name) {
      throw .unknown(
        kind: "rule or plugin", name, nearest: nearestName(name, among: names), known: names)
    }
  }

  /// What is wrong with a file before it is read as Lua.
  private func refusal(of file: SourceFile, id: String, origin: String)
    -> (code: String, message: String)?
  {
    if let reason = file.unreadable {
      return ("rule/unreadable", "the file cannot be read: \(reason)")
    }
    // The name of a plugin and its colon stand before what the file's name gives.
    let local = origin == "rules" ? id[...] : id.dropFirst(origin.count + 1)
    if !local.utf8.allSatisfy({ $0.isNameByte || $0 == 0x2d || $0 == 0x2e || $0 == 0x2f }) {
      let message = "the file's name makes the id `\(id)`; ids are made of letters, digits and -_."
      return ("rule/id", message)
    }
    if id == WaiverRule.id {
      return ("rule/id", "`\(id)` is what reports call the configuration's own waivers")
    }
    return origins[id].map { ("rule/duplicate-id", "\($0) already gives the rule `\(id)`") }
  }

  private func decode(
    _ table: LuaValue, id: String, path: String, origin: String, source: [UInt8], space: Int,
    chunk: Int, keys: LuaKeys
  ) throws -> LoadedRule {
    var decoder = RuleDecoder(id: id, path: path, origin: origin)
    let words = LuaWords(source)
    let declared = decoder.decode(table, words: words)
    decoder.checkNames(
      in: words,
      CodeNames(
        kind: .rule, parameters: decoder.knowsParameters ? declared.parameters : nil,
        facts: knownFacts))
    if !decoder.problems.isEmpty { throw LoadProblems(list: decoder.problems) }
    let description = settings.applied(to: declared)
    return LoadedRule(
      description: description, source: source, space: space, chunk: chunk,
      plan: Self.plan(description, declared.severity, options.language, keys),
      declaredSeverity: declared.severity, configuredSeverity: settings.severity(of: id),
      templates: Self.templates(description, options.language))
  }

  static func plan(
    _ rule: RuleDescription, _ severity: Severity, _ language: Language, _ keys: LuaKeys
  ) -> RulePlan {
    var parameters = LuaDocument(keys: keys)
    parameters.beginMap()
    for parameter in rule.parameters {
      parameters.key(parameter.name)
      parameters.append(parameter.value)
    }
    parameters.end()
    return RulePlan(
      needs: rule.needs.map { NeedParser.steps($0, keys: keys) },
      messageIDs: rule.messages.map(\.id), severity: severity.index, language: language.rawValue,
      parameters: parameters)
  }

  static func templates(_ rule: RuleDescription, _ language: Language)
    -> [String: MessageTemplate]
  {
    var templates: [String: MessageTemplate] = [:]
    for message in rule.messages {
      templates[message.id] = try? MessageTemplate(message.text[language])
    }
    return templates
  }
}
