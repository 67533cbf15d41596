public import RigModel
internal import RigSystem
internal import Synchronization

extension Engine {
  /// Every change of the rules from now on, until the task that reads them is cancelled.
  public var changes: AsyncStream<EngineChange> {
    AsyncStream(bufferingPolicy: .bufferingNewest(256)) { continuation in
      let number = state.withLock { state in
        state.nextListener += 1
        state.listeners[state.nextListener] = continuation
        return state.nextListener
      }
      continuation.onTermination = { [weak self] _ in
        _ = self?.state.withLock { $0.listeners.removeValue(forKey: number) }
      }
    }
  }

  /// Looks at the folders and, where bytes have changed, swaps in a new generation. A file that no
  /// longer loads keeps its last good version and marks it as stale. nil where nothing changed.
  @discardableResult
  public func reload() throws(EngineError) -> EngineChange? {
    let outcome = reloading.withLock { _ -> Result<EngineChange?, EngineError> in
      do throws(EngineError) { return .success(try reloadAlone()) } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  /// Under the lock of reloads. Whether settings that the rules refuse are thrown, or the old stay.
  func reloadAlone(refuses: Bool = false) throws(EngineError) -> EngineChange? {
    let start = ContinuousClock.now
    let before = state.withLock { $0.inForce }
    let old = before.generation
    var (configuration, problem) = currentConfiguration()
    if problem != nil {
      configuration = Configuration(
        settings: before.settings.byRule, waivers: old.waivers)
    }
    if !before.adjustments.isEmpty {
      let wanted = before.adjustments.applied(to: configuration?.settings ?? [:])
      configuration = configuration ?? Configuration()
      configuration?.settings = wanted
    }
    let chosenProfile = before.chosen.map(\.configuration.profile)
    let wantedProfile =
      problem == nil
      ? chosenProfile ?? (options.profile ?? configuration?.profile) : before.profile
    let without = before.chosen?.without ?? options.without
    let isSame =
      wantedProfile == before.profile
      && SettingsTable(byRule: configuration?.settings ?? [:]) == before.settings
      && configuration?.waivers ?? [] == old.waivers
      && (before.adjustments.language ?? options.language) == old.language
      && without == before.without
    let trees = try Self.trees(sources, pluginSources, isFirst: false)
    if isSame, problem == before.problem, trees == old.trees { return nil }
    let (new, worker, refusal) = try load(
      trees, configuration, wantedProfile, before, refuses: refuses)
    problem = problem ?? refusal
    // What is still as wrong as it was is no news.
    if refusal != nil, problem == before.problem, trees == old.trees { return nil }
    let change = Self.change(
      from: old, to: new, problem: problem, duration: ContinuousClock.now - start)
    let settings =
      refusal == nil ? SettingsTable(byRule: configuration?.settings ?? [:]) : before.settings
    let listeners = state.withLock { state in
      state.generation = new
      state.settings = settings
      if refusal == nil { (state.profile, state.without) = (wantedProfile, without) }
      state.translations = [:]
      state.problem = problem
      state.idle = [worker]
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.yield(change) }
    return change
  }

  /// Settings that the rules refuse are not taken over, and neither are the waivers and the profile
  /// beside them: those before stay in force, whole.
  private func load(
    _ trees: RuleSources, _ configuration: Configuration?, _ profile: String?,
    _ before: State.InForce, refuses: Bool
  ) throws(EngineError) -> (LoadedRules, Worker, refusal: String?) {
    var options = options
    options.without = before.chosen?.without ?? options.without
    options.language = before.adjustments.language ?? options.language
    do throws(EngineError) {
      let (generation, worker) = try Self.load(
        trees, configuration: configuration, options: options,
        profile: profile.map { .named($0) } ?? .none, previous: before.generation)
      return (generation, worker, nil)
    } catch {
      if refuses { throw error }
      switch error {
      case .invalidSettings, .unknownName, .ambiguousName: break
      default: throw error
      }
      let kept = Configuration(
        settings: before.settings.byRule, waivers: before.generation.waivers)
      let oldProfile = before.generation.profile
      let isOther =
        kept.settings != configuration?.settings ?? [:] || profile != nil || oldProfile != nil
      guard isOther else { throw error }
      let (generation, worker) = try Self.load(
        trees, configuration: kept, options: options, profile: .kept(oldProfile),
        previous: before.generation)
      return (generation, worker, "\(error)")
    }
  }

  /// Sets parameters of rules, and the language, for as long as this engine lives: over what the
  /// configuration says, and again after every reload. `adjust()` takes all of it back.
  ///
  /// Throws `invalidSettings` and changes nothing where a rule refuses a value.
  @discardableResult
  public func adjust(
    language: Language? = nil, parameters: [String: [String: BuildValue]] = [:]
  ) throws(EngineError) -> EngineChange? {
    let wanted = Adjustments(language: language, parameters: parameters)
    let (ids, old) = state.withLock { state in
      defer { state.adjustments = wanted }
      return (state.generation, state.adjustments)
    }
    let problems = ids.problems(ofConfiguration: SettingsTable(byRule: wanted.applied(to: [:])))
    if !problems.isEmpty {
      state.withLock { $0.adjustments = old }
      throw .invalidSettings(problems)
    }
    return try reload()
  }

  /// The configuration file as it is now, or why it cannot be used.
  private func currentConfiguration() -> (Configuration?, String?) {
    if let chosen = state.withLock({ $0.chosen }) { return (chosen.configuration, nil) }
    guard let path = options.configuration?.path else { return (options.configuration, nil) }
    do { return (try Configuration(contentsOfFile: path), nil) } catch {
      return (nil, "\(error)")
    }
  }

  private static func change(
    from old: LoadedRules, to new: LoadedRules, problem: String?, duration: Duration
  ) -> EngineChange {
    let before = Dictionary(uniqueKeysWithValues: old.rules.map { ($0.description.id, $0) })
    let after = Dictionary(uniqueKeysWithValues: new.rules.map { ($0.description.id, $0) })
    let wasFailed = Set(old.failures.map(\.rule))
    let isFailed = Set(new.failures.map(\.rule))
    let stale = new.ruleSet.stale
    let staleBefore = Set(old.ruleSet.stale.map(\.rule))
    let common = after.keys.filter { before[$0] != nil }
    return EngineChange(
      generation: new.number,
      added: after.keys.filter { before[$0] == nil && !wasFailed.contains($0) }.sorted(),
      changed: common.filter { id in
        new.fingerprint(of: after[id]!) != old.fingerprint(of: before[id]!)
      }.sorted(),
      removed: before.keys.filter { after[$0] == nil && !isFailed.contains($0) }.sorted(),
      failed: (new.failures.filter { !wasFailed.contains($0.rule) || before[$0.rule] != nil }
        + stale.filter { !staleBefore.contains($0.rule) }).sorted { $0.rule < $1.rule },
      recovered: after.values.filter { rule in
        let id = rule.description.id
        return rule.staleness == nil && (staleBefore.contains(id) || wasFailed.contains(id))
      }.map(\.description.id).sorted(),
      plugins: new.pluginChange(since: old), configurationProblem: problem, duration: duration)
  }
}

extension LoadedRules {
  fileprivate func pluginChange(since old: LoadedRules) -> PluginChange {
    let before = Dictionary(uniqueKeysWithValues: old.plugins.map { ($0.name, $0) })
    let after = Dictionary(uniqueKeysWithValues: plugins.map { ($0.name, $0) })
    let wasLost = Set(old.lostPlugins.map(\.path))
    let isLost = Set(lostPlugins.map(\.name))
    let wasBad = Set(old.lostPlugins.map(\.name) + before.values.filter(\.isStale).map(\.name))
    let isNewlyStale = { (plugin: LoadedPlugin) in
      plugin.isStale && before[plugin.name]?.isStale != true
    }
    return PluginChange(
      added: after.keys.filter { before[$0] == nil && !wasBad.contains($0) }.sorted(),
      changed: after.values.filter { plugin in
        before[plugin.name].map { old.sources(of: $0) != sources(of: plugin) } ?? false
      }.map(\.name).sorted(),
      removed: before.keys.filter { after[$0] == nil && !isLost.contains($0) }.sorted(),
      failed: (lostPlugins.filter { !wasLost.contains($0.path) || before[$0.name] != nil }
        + plugins.filter(isNewlyStale).map(\.description)).sorted { $0.name < $1.name },
      recovered: after.values.filter { !$0.isStale && wasBad.contains($0.name) }.map(\.name)
        .sorted())
  }

  /// Manifest and modules of a plugin.
  fileprivate func sources(of plugin: LoadedPlugin) -> [[UInt8]] {
    let parameters = plugin.description.parameters.map { "\($0.name)=\($0.value.spelled)" }
    return [plugin.source, Array(parameters.joined(separator: ";").utf8)]
      + spaces[plugin.space].modules.map { chunks[$0.chunk - 1].bytes }
  }
}

extension LoadedRules {
  /// What the profile in force and a configuration's settings say that the rules do not have.
  func problems(of settings: SettingsTable) -> [Diagnostic] {
    problems(ofConfiguration: settings)
      + problems(
        ofConfiguration: SettingsTable(byRule: profile?.settings ?? [:])
          .withoutRules(notOn: pluginNames))
  }

  func problems(ofConfiguration settings: SettingsTable) -> [Diagnostic] {
    settings.problems(
      with: rules.map(\.description), failed: failures.map(\.rule), off: switchedOff,
      plugins: pluginNames)
  }

  private var pluginNames: PluginNames {
    PluginNames(
      on: Set(plugins.filter(\.isOn).map(\.name)),
      lost: Set(lostPlugins.filter(\.isWanted).map(\.name)),
      rulesOfAvailable: plugins.filter { !$0.isOn }.flatMap(\.description.rules),
      parameters: Dictionary(
        uniqueKeysWithValues: plugins.map { ($0.name, $0.description.parameters) }))
  }

  /// What a rule's behaviour follows from: its bytes, the modules it requires, its settings, and
  /// if it asks for facts, what those follow from.
  func fingerprint(of rule: LoadedRule) -> [[UInt8]] {
    (rule.source.contains(subsequence: Array("facts".utf8)) ? factSources : []) + [rule.source]
      + modules(requiredBy: rule.source, in: rule.space)
      + [
        Array(
          rule.description.parameters.map { "\($0.name)=\($0.value.spelled)" }
            .joined(separator: ";").utf8)
      ]
      + [
        Array(
          "\(rule.description.severity) \(rule.description.weight) \(rule.description.unknown)".utf8
        )
      ]
  }
}

extension LoadedRules {
  /// The modules that a source requires, and those that they require; all of its folder if a name
  /// is computed.
  private func modules(requiredBy source: [UInt8], in space: Int) -> [[UInt8]] {
    var left = spaces[space].modules
    var required: [[UInt8]] = []
    var sources = [source]
    while let next = sources.popLast() {
      let names = RequiredModules(in: next)
      let found = left.filter { names.isComputed || names.names.contains($0.name) }
      left.removeAll { found.contains($0) }
      sources += found.map { chunks[$0.chunk - 1].bytes }
      required += found.flatMap { [Array($0.name.utf8), chunks[$0.chunk - 1].bytes] }
    }
    return required
  }

  /// Whether a rule that is the same in both answers the same: what every rule can see beside the build
  /// and its own settings is equal.
  func answersLike(_ other: LoadedRules) -> Bool {
    language == other.language && limits == other.limits && factSources == other.factSources
  }

  private var factSources: [[UInt8]] {
    plugins.filter { $0.isOn && !$0.facts.isEmpty }.flatMap(sources)
  }
}

/// What was set by hand, over the configuration.
struct Adjustments: Sendable, Equatable {
  var language: Language?
  var parameters: [String: [String: BuildValue]] = [:]
  var isEmpty: Bool { parameters.isEmpty }

  func applied(to settings: [String: RuleSetting]) -> [String: RuleSetting] {
    var settings = settings
    for (id, values) in parameters {
      settings[id, default: RuleSetting()].parameters.merge(values) { $1 }
    }
    return settings
  }
}

extension Engine.State {
  /// What a reload begins with.
  struct InForce {
    let generation: LoadedRules
    let settings: SettingsTable
    let profile: String?
    let adjustments: Adjustments
    let problem: String?
    let chosen: ChosenConfiguration?
    let without: [String]
  }
  var inForce: InForce {
    InForce(
      generation: generation, settings: settings, profile: profile, adjustments: adjustments,
      problem: problem, chosen: chosen, without: without)
  }

  /// Whether a generation is the one in force, or a translation of it.
  func owns(_ other: LoadedRules) -> Bool {
    generation === other || translations[other.language] === other
  }
}
