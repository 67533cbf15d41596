internal import LuaRuntime
public import RigModel
internal import RigSystem
internal import Synchronization

/// Loads rules and evaluates builds with them, from any thread.
///
/// ```swift
/// let engine = try Engine(rules: [.directory(path: "Rules")])
/// let report = try engine.evaluate(Build(contentsOfFile: "workstation.yaml"))
/// for result in report.results {
///   print(result.rule, result.outcome.name)
/// }
/// ```
///
/// An engine is loaded once and used many times. Reloading swaps in a new set of rules as a whole;
/// evaluations that run at that moment finish with the set they began with. The same build, rules
/// and options always give the same report.
public final class Engine: Sendable {
  struct State {
    var generation: LoadedRules
    /// The configuration's own.
    var settings: SettingsTable
    /// The name of the profile that is wanted.
    var profile: String?
    var idle: [Worker]
    var listeners: [Int: AsyncStream<EngineChange>.Continuation] = [:]
    var nextListener = 0
    var watcher: FolderWatcher?
    var adjustments = Adjustments()
    /// Why the configuration as it is on disk is not in force.
    var problem: String?
    /// What `configure` put in the place of the configuration that the options have.
    var chosen: ChosenConfiguration?
    /// Rules and plugins that are not evaluated, as the generation in force was loaded.
    var without: [String] = []
    /// The rules in force with their messages in other languages, as far as they were asked for.
    var translations: [Language: LoadedRules] = [:]
  }
  let state: Guarded<State>
  let sources: [RuleSource]
  let pluginSources: [PluginSource]
  let options: EngineOptions
  /// One reload at a time, so that generations follow each other.
  let reloading = Guarded(())
  private static let idleWorkers = 16

  /// Loads all rules and plugins.
  ///
  /// A file that does not load is not an error here. A rule file is listed in `ruleSet.failures` and
  /// is a broken rule in every report; a plugin is listed in `ruleSet.brokenPlugins` and in the
  /// notices of every report.
  ///
  /// - Parameters:
  ///   - rules: Folders of rules, or sources that the program holds itself.
  ///   - plugins: Folders of plugins, each active or only available by name.
  ///   - options: Language, limits, configuration and the day that waivers are checked against.
  /// - Throws: `EngineError` if a folder cannot be read, if the settings do not fit the rules, or if
  ///   memory runs out.
  public init(
    rules: [RuleSource], plugins: [PluginSource] = [], options: EngineOptions = EngineOptions()
  ) throws(EngineError) {
    if let problems = options.facts?.problems, !problems.isEmpty {
      throw .invalidSettings(problems)
    }
    let rules = RuleSource.apart(rules)
    let plugins = (options.facts.map { [$0.source] } ?? []) + plugins
    sources = rules
    pluginSources = plugins
    self.options = options
    let settings = SettingsTable(byRule: options.configuration?.settings ?? [:])
    let trees = try Self.trees(rules, plugins, isFirst: true)
    let wanted = options.profile ?? options.configuration?.profile
    let (generation, worker) = try Self.load(
      trees, configuration: options.configuration, options: options,
      profile: wanted.map { .named($0) } ?? .none, previous: nil)
    state = Guarded(
      State(
        generation: generation, settings: settings, profile: wanted, idle: [worker],
        without: options.without))
  }

  /// What is in the folders now. A folder that cannot be read is an error at the first look.
  static func trees(_ rules: [RuleSource], _ plugins: [PluginSource], isFirst: Bool)
    throws(EngineError) -> RuleSources
  {
    var trees = RuleSources()
    for source in rules {
      let tree = RuleFolder(source)
      if isFirst, let reason = tree.unreadable {
        throw .unreadableRules(path: source.displayName, reason: reason)
      }
      trees.rules.append(tree)
    }
    for source in plugins {
      let tree = PluginTree(source)
      if isFirst, source.activation == .on, let reason = tree.unreadable {
        throw .unreadablePlugins(path: source.displayName, reason: reason)
      }
      trees.plugins += tree.folders
    }
    return trees
  }

  /// Builds a generation from what is in the folders.
  static func load(
    _ trees: RuleSources, configuration: Configuration?, options: EngineOptions,
    profile: ProfileChoice, previous: LoadedRules?
  ) throws(EngineError) -> (LoadedRules, Worker) {
    let settings = SettingsTable(byRule: configuration?.settings ?? [:])
    let loaderOptions = RuleLoader.LoaderOptions(
      limits: options.limits, language: options.language,
      waivers: configuration?.waivers ?? [], today: options.today, profile: profile,
      notices: options.notices, without: options.without, checksExamples: options.checksExamples,
      checked: options.checked, hashesLater: options.hashesLater)
    let outcome = BigStack.run { () -> Result<RuleLoader.Loaded, LoadError> in
      do throws(LoadError) {
        return .success(
          try RuleLoader.load(
            trees, settings: settings, options: loaderOptions, previous: previous))
      } catch {
        return .failure(error)
      }
    }
    let loaded: RuleLoader.Loaded
    do { loaded = try outcome.get() } catch { throw EngineError(error) }
    let problems = loaded.rules.problems(of: settings)
    if !problems.isEmpty { throw .invalidSettings(problems) }
    return (loaded.rules, Worker(loaded))
  }

  /// What the program computes of a build, which is not in the build itself.
  package var programFacts: ProgramFacts? { options.facts }

  /// The rules in force.
  public var ruleSet: RuleSet { generation.ruleSet }

  package var generation: LoadedRules { state.withLock { $0.generation } }

  /// Translates a build for the rules. Worth keeping only where one build is evaluated often.
  public func prepare(_ build: Build) -> PreparedBuild {
    prepared(build, for: generation)
  }

  func prepared(_ build: Build, for generation: LoadedRules) -> PreparedBuild {
    PreparedBuild(build, keys: generation.keys, facts: options.facts)
  }

  /// Runs every rule on the build.
  ///
  /// Rules that fail, break or lack data say so in the report.
  /// - Throws: `EngineError` if there is no rule at all, or if memory runs out.
  public func evaluate(_ build: Build) throws(EngineError) -> Report {
    let generation = generation
    return try evaluate(prepared(build, for: generation), generation)
  }

  /// Runs every rule on the build, or some alone, with messages in a language of this one report.
  ///
  /// ```swift
  /// let report = try engine.evaluate(build, language: .chinese, rules: ["psu/wattage"])
  /// ```
  ///
  /// - Parameters:
  ///   - build: The build.
  ///   - language: The language of this report's messages; nil: the engine's.
  ///   - rules: The ids of the rules to run; nil: all of them. The verdict and the score are of these
  ///     alone, and a notice of the report says so.
  /// - Throws: `EngineError.unknownRule` with the nearest id if a rule is not there, and what
  ///   `evaluate` throws besides.
  public func evaluate(
    _ build: Build, language: Language? = nil, rules: [String]? = nil
  ) throws(EngineError) -> Report {
    let generation = generation(in: language)
    return try evaluate(
      prepared(build, for: generation), generation,
      try rules.map { wanted throws(EngineError) in
        try RuleSelection(wanted, in: generation)
      })
  }

  /// The same for a build that was prepared by this engine.
  public func evaluate(_ build: PreparedBuild) throws(EngineError) -> Report {
    try evaluate(build, generation)
  }

  private func evaluate(
    _ build: PreparedBuild, _ generation: LoadedRules, _ selection: RuleSelection? = nil
  ) throws(EngineError) -> Report {
    if generation.rules.isEmpty && generation.failures.isEmpty { throw .noRules }
    if let selection, selection.isEmpty { throw .noRules }
    let results = try withWorker(of: generation) { worker throws(EngineError) in
      try worker.evaluate(build.content, selection?.indices)
    }
    return ReportBuilder(generation: generation, build: build, selection: selection)
      .report(results)
  }

  /// Runs every rule on the build and adds what each took.
  package func evaluate(_ build: Build, timings: inout EvaluationTimings) throws(EngineError)
    -> Report
  {
    let generation = generation
    if generation.rules.isEmpty && generation.failures.isEmpty { throw .noRules }
    let prepared = self.prepared(build, for: generation)
    var measured = timings
    let results = try withWorker(of: generation) { worker throws(EngineError) in
      try worker.evaluate(prepared.content, into: &measured)
    }
    timings = measured
    return ReportBuilder(generation: generation, build: prepared).report(results)
  }

  /// The rules in force with messages in a language.
  private func generation(in language: Language?) -> LoadedRules {
    let (generation, known) = state.withLock { state in
      (state.generation, language.flatMap { state.translations[$0] })
    }
    guard let language, language != generation.language else { return generation }
    if let known { return known }
    let made = generation.translated(to: language)
    return state.withLock { state in
      guard state.generation === generation else { return made }
      if let other = state.translations[language] { return other }
      state.translations[language] = made
      return made
    }
  }

  /// Runs one rule and notes everything it reads.
  public func explain(rule id: String, build: Build) throws(EngineError) -> Explanation {
    let generation = generation
    guard let index = generation.rules.firstIndex(where: { $0.description.id == id }) else {
      throw .unknownRule(id, nearest: generation.ruleSet.nearestRule(to: id))
    }
    let prepared = self.prepared(build, for: generation)
    return try withWorker(of: generation) { worker throws(EngineError) in
      try worker.explain(index, prepared.content)
    }
  }

  /// One rule on a build, with other values for some of its parameters.
  func evaluate(rule id: String, build: Build, parameters: [String: BuildValue])
    throws(EngineError) -> RuleResult
  {
    let generation = generation
    guard let index = generation.rules.firstIndex(where: { $0.description.id == id }) else {
      throw .unknownRule(id, nearest: generation.ruleSet.nearestRule(to: id))
    }
    let document = self.prepared(build, for: generation).content
    return try withWorker(of: generation) { worker throws(EngineError) in
      try worker.evaluate(index, document, parameters: parameters)
    }
  }

  // MARK: Workers

  func withWorker<Value>(
    of generation: LoadedRules, _ body: (Worker) throws(EngineError) -> Value
  ) throws(EngineError) -> Value {
    let idle = state.withLock { state -> Worker? in
      guard state.owns(generation),
        let index = state.idle.lastIndex(where: { $0.generation === generation })
      else { return nil }
      return state.idle.remove(at: index)
    }
    let result = BigStack.run { () -> Result<Value, EngineError> in
      do throws(EngineError) {
        let worker = if let idle { idle } else { try Worker(generation: generation) }
        defer { giveBack(worker) }
        return .success(try body(worker))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func giveBack(_ worker: Worker) {
    state.withLock { state in
      if state.owns(worker.generation) && state.idle.count < Self.idleWorkers {
        state.idle.append(worker)
      }
    }
  }
}

extension Engine {
  /// What the Lua states that are at rest take, and how often they asked for memory.
  public var luaMemory: LuaMemory {
    state.withLock { state in
      state.idle.reduce(into: LuaMemory(bytes: 0, allocations: 0)) { sum, worker in
        let memory = worker.memory
        sum.bytes += memory.bytesInUse
        sum.allocations += memory.allocations
      }
    }
  }

  /// What Lua holds at a moment.
  public struct LuaMemory: Sendable, Hashable {
    /// Bytes in use.
    public var bytes: UInt64
    /// How many pieces of memory are in use.
    public var allocations: UInt64
  }
}
