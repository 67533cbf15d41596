public import LuaRuntime
public import RigModel
internal import Synchronization

/// Why no report could be made. What is wrong with single rules is in the reports themselves.
public enum EngineError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A rules folder cannot be read.
  case unreadableRules(path: String, reason: String)
  /// A folder of plugins cannot be read.
  case unreadablePlugins(path: String, reason: String)
  /// A profile, reporter or importer that was asked for by its name is not there.
  case unknownName(kind: String, String, nearest: String?, known: [String])
  /// Several plugins have one of that name.
  case ambiguousName(kind: String, String, [String])
  /// There is no rule at all, so that nothing could be said of a build.
  case noRules
  /// A rule that was asked for by its id is not there.
  case unknownRule(String, nearest: String?)
  /// The configuration names rules or parameters that are not there, or values they refuse.
  case invalidSettings([Diagnostic])
  case outOfMemory

  /// The stable name of the kind of mistake; nil where each problem has its own.
  public var code: String? {
    switch self {
    case .unreadableRules: "rule/unreadable"
    case .unreadablePlugins: "plugin/unreadable"
    case .unknownName: "plugin/unknown-name"
    case .ambiguousName: "plugin/ambiguous-name"
    case .noRules: "rule/none"
    case .unknownRule: "rule/unknown"
    case .invalidSettings, .outOfMemory: nil
    }
  }

  public var description: String {
    switch self {
    case .unreadableRules(let path, let reason): "the rules in \(path) cannot be read: \(reason)"
    case .unreadablePlugins(let path, let reason):
      "the plugins in \(path) cannot be read: \(reason)"
    case .unknownName(let kind, let name, let nearest, let known):
      "there is no \(kind) `\(name)`; "
        + (nearest.map { "did you mean `\($0)`?" }
          ?? (known.isEmpty
            ? "no plugin here has one" : "there are \(known.joined(separator: ", "))"))
    case .ambiguousName(let kind, let name, let all):
      "several plugins have a \(kind) `\(name)`: write \(all.joined(separator: " or "))"
    case .noRules: "there is no rule to evaluate; a build is never passed by no rule at all"
    case .unknownRule(let id, let nearest):
      "there is no rule `\(id)`" + (nearest.map { "; did you mean `\($0)`?" } ?? "")
    case .invalidSettings(let problems): problems.map { "\($0)" }.joined(separator: "\n")
    case .outOfMemory: "memory is short"
    }
  }
}

/// How an engine evaluates.
public struct EngineOptions: Sendable {
  public var limits: Limits
  public var language: Language
  public var configuration: Configuration?
  /// The profile (`house:quiet`, or `quiet` where that is clear); nil: the configuration's.
  public var profile: String?
  /// The day that waivers are held against, as `2026-11-23`; nil: none expires. Given from
  /// outside, because a report depends on nothing but its inputs.
  public var today: String?

  public init(
    limits: Limits = Limits(), language: Language = .english,
    configuration: Configuration? = nil, profile: String? = nil, today: String? = nil
  ) {
    self.limits = limits
    self.language = language
    self.configuration = configuration
    self.profile = profile
    self.today = today
  }
}

/// A build in the form that rules are run on; made once, evaluated often.
public struct PreparedBuild: Sendable {
  public let id: String
  public let name: String?
  public let price: Double?
  /// One object for all copies, so that a worker knows a build that it has already.
  let content: Content

  final class Content: Sendable {
    let document: LuaDocument
    init(_ document: LuaDocument) { self.document = document }
  }

  init(_ build: Build, keys: LuaKeys) {
    id = CleanText.clean(build.id ?? build.fallbackID ?? "build")
    name = build.name.map { CleanText.clean($0) }
    price = build.totalPrice
    content = Content(LuaDocument(build.value, keys: keys))
  }

  /// What reports say of a build itself, without its values.
  init(about build: Build, keys: LuaKeys) {
    self.init(
      id: CleanText.clean(build.id ?? build.fallbackID ?? "build"),
      name: build.name.map { CleanText.clean($0) }, price: build.totalPrice, keys: keys)
  }

  /// One whose values are elsewhere: for putting a report together.
  init(id: String, name: String?, price: Double?, keys: LuaKeys) {
    self.id = id
    self.name = name
    self.price = price
    content = Content(LuaDocument(keys: keys))
  }
}

/// What one rule did on one build: for a person who wants to know why.
public struct Explanation: Sendable {
  public struct Read: Sendable, Hashable {
    /// Indexed from 0 (`gpus[0].tdp_w`); `#gpus` is a length.
    public let path: String
    /// nil where the build does not state it.
    public let value: BuildValue?
  }
  public let rule: RuleDescription
  public let result: RuleResult
  /// Every value read, in the order first read.
  public let reads: [Read]
  /// VM instructions and library work, in steps of 100.
  public let fuel: Int
}

/// Loads rules and evaluates builds with them, from any thread. Reloading swaps in a whole new
/// generation at once; evaluations under way finish on the one they began with.
public final class Engine: Sendable {
  struct State {
    var generation: Generation
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
  }
  let state: Mutex<State>
  let sources: [RuleSource]
  let pluginSources: [PluginSource]
  let options: EngineOptions
  /// One reload at a time, so that generations follow each other.
  let reloading = Mutex(())
  private static let idleWorkers = 16

  /// Loads all rules and plugins. What does not load is no error here: a rule file is in
  /// `ruleSet.failures`, and as a broken rule in every report; a plugin is in
  /// `ruleSet.brokenPlugins`, and in the notices of every report.
  public init(
    rules: [RuleSource], plugins: [PluginSource] = [], options: EngineOptions = EngineOptions()
  ) throws(EngineError) {
    sources = rules
    pluginSources = plugins
    self.options = options
    let settings = SettingsTable(byRule: options.configuration?.settings ?? [:])
    let trees = try Self.trees(rules, plugins, isFirst: true)
    let wanted = options.profile ?? options.configuration?.profile
    let (generation, worker) = try Self.load(
      trees, configuration: options.configuration, options: options,
      profile: wanted.map { .named($0) } ?? .none, previous: nil)
    state = Mutex(
      State(generation: generation, settings: settings, profile: wanted, idle: [worker]))
  }

  /// What is in the folders now. A folder that cannot be read is an error at the first look.
  static func trees(_ rules: [RuleSource], _ plugins: [PluginSource], isFirst: Bool)
    throws(EngineError) -> SourceTrees
  {
    var trees = SourceTrees()
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
    _ trees: SourceTrees, configuration: Configuration?, options: EngineOptions,
    profile: ProfileChoice, previous: Generation?
  ) throws(EngineError) -> (Generation, Worker) {
    let settings = SettingsTable(byRule: configuration?.settings ?? [:])
    let loaderOptions = RuleLoader.LoaderOptions(
      limits: options.limits, language: options.language,
      waivers: configuration?.waivers ?? [], today: options.today, profile: profile)
    let loaded = BigStack.run { () -> Result<(Generation, Worker), EngineError> in
      do throws(EngineError) {
        return .success(
          try RuleLoader.load(
            trees, settings: settings, options: loaderOptions, previous: previous))
      } catch {
        return .failure(error)
      }
    }
    let (generation, worker) = try loaded.get()
    let problems = generation.problems(of: settings)
    if !problems.isEmpty { throw .invalidSettings(problems) }
    return (generation, worker)
  }

  /// The rules in force.
  public var ruleSet: RuleSet { RuleSet(generation: generation) }

  var generation: Generation { state.withLock { $0.generation } }

  /// Translates a build for the rules. Worth keeping only where one build is evaluated often.
  public func prepare(_ build: Build) -> PreparedBuild {
    PreparedBuild(build, keys: generation.keys)
  }

  /// Runs every rule on the build. Rules that fail, break or lack data say so in the report; it
  /// throws only where there is no rule at all, or no memory.
  public func evaluate(_ build: Build) throws(EngineError) -> Report {
    let generation = generation
    return try evaluate(PreparedBuild(build, keys: generation.keys), generation)
  }

  /// The same for a build that was prepared by this engine.
  public func evaluate(_ build: PreparedBuild) throws(EngineError) -> Report {
    try evaluate(build, generation)
  }

  private func evaluate(_ build: PreparedBuild, _ generation: Generation) throws(EngineError)
    -> Report
  {
    if generation.rules.isEmpty && generation.failures.isEmpty { throw .noRules }
    let results = try withWorker(of: generation) { worker throws(EngineError) in
      try worker.evaluate(build.content)
    }
    return ReportBuilder(generation: generation, build: build).report(results)
  }

  /// Runs one rule and notes everything it reads.
  public func explain(rule id: String, build: Build) throws(EngineError) -> Explanation {
    let generation = generation
    guard let index = generation.rules.firstIndex(where: { $0.description.id == id }) else {
      throw .unknownRule(id, nearest: RuleSet(generation: generation).nearestRule(to: id))
    }
    let prepared = PreparedBuild(build, keys: generation.keys)
    let explained = try withWorker(of: generation) { worker throws(EngineError) in
      try worker.explain(index, prepared.content)
    }
    let reads = explained.reads.map {
      Explanation.Read(path: $0.path, value: BuildValue($0.value))
    }
    return Explanation(
      rule: generation.rules[index].description, result: explained.result, reads: reads,
      fuel: Int(clamping: explained.fuel))
  }

  /// One rule on a build, with other values for some of its parameters.
  func evaluate(rule id: String, build: Build, parameters: [String: BuildValue])
    throws(EngineError) -> RuleResult
  {
    let generation = generation
    guard let index = generation.rules.firstIndex(where: { $0.description.id == id }) else {
      throw .unknownRule(id, nearest: RuleSet(generation: generation).nearestRule(to: id))
    }
    let document = PreparedBuild(build, keys: generation.keys).content
    return try withWorker(of: generation) { worker throws(EngineError) in
      try worker.evaluate(index, document, parameters: parameters)
    }
  }

  // MARK: Workers

  private func withWorker<Value>(
    of generation: Generation, _ body: (Worker) throws(EngineError) -> Value
  ) throws(EngineError) -> Value {
    let idle = state.withLock { state -> Worker? in
      state.generation === generation ? state.idle.popLast() : nil
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
      if worker.generation === state.generation && state.idle.count < Self.idleWorkers {
        state.idle.append(worker)
      }
    }
  }
}

/// Puts a report together from what the rules answered.
struct ReportBuilder {
  let generation: Generation
  let build: PreparedBuild

  func report(_ evaluated: [RuleResult]) -> Report {
    var waivers = WaiverPass(
      entries: generation.waivers, build: build.id, today: generation.today)
    var tally = Tally()
    var results: [RuleResult] = []
    results.reserveCapacity(evaluated.count + generation.failures.count)
    for (index, result) in evaluated.enumerated() {
      let final = waivers.applied(to: result)
      tally.add(final, declared: generation.rules[index].description.severity)
      results.append(final)
    }
    for failure in generation.failures {
      let result = RuleResult(
        rule: failure.rule, category: failure.category, outcome: .broken(failure.problems[0]),
        weight: 0)
      tally.add(result, declared: .error)
      results.append(result)
    }
    let ofWaivers = waivers.result(in: generation.language, rules: results.map(\.rule))
    if let ofWaivers {
      tally.add(ofWaivers, declared: .warning)
      results.append(ofWaivers)
    }
    if !generation.failures.isEmpty || ofWaivers != nil { results.sort { $0.rule < $1.rule } }
    return Report(
      id: build.id, name: build.name, verdict: tally.verdict, score: tally.score,
      coverage: tally.coverage, counts: tally.counts, results: results,
      notices: staleNotices + pluginNotices, ruleset: generation.hash, price: build.price)
  }
  /// Plugins that should be on and are not, or not as they are on disk.
  private var pluginNotices: [Notice] {
    let stale = generation.plugins.map(\.description).filter { $0.isStale && $0.isWanted }
    let lost = generation.lostPlugins.filter(\.isWanted)
    return stale.map { plugin in
      Notice(
        kind: .stale,
        message: "the plugin `\(plugin.name)` no longer loads, so its last good version was used: "
          + plugin.problems[0].message, at: plugin.problems[0].at)
    }
      + lost.map { plugin in
        Notice(
          kind: .pluginLeftOut,
          message: "the plugin `\(plugin.name)` is left out: \(plugin.problems[0].message)",
          at: plugin.problems[0].at)
      }
  }

  private var staleNotices: [Notice] {
    generation.rules.compactMap { rule in
      rule.staleness.map { problems in
        Notice(
          kind: .stale,
          message: "\(rule.description.path) no longer loads, so its last good version was used: "
            + problems[0].message, at: problems[0].at)
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

  public struct LuaMemory: Sendable, Hashable {
    public var bytes: UInt64
    public var allocations: UInt64
  }
}
