package import LuaRuntime
package import RigModel

/// One rule of an engine, made again from a source that was changed: for tools that try how well
/// its examples hold it (mutation), or what they pass through (coverage).
///
/// Not `Sendable`: one thread at a time.
package final class RuleVariant {
  /// What the changed source declares. Its examples are those of the rule itself.
  package let rule: RuleDescription
  private let worker: Worker
  private let keys: LuaKeys
  private let facts: ProgramFacts?

  fileprivate init(rule: RuleDescription, worker: Worker, keys: LuaKeys, facts: ProgramFacts?) {
    self.rule = rule
    self.worker = worker
    self.keys = keys
    self.facts = facts
  }

  /// The build in the form that this variant, and every other of the same engine, runs on.
  package func prepare(_ build: Build) -> PreparedBuild {
    PreparedBuild(build, keys: keys, facts: facts)
  }

  /// What the variant answers, with other values for some of its parameters.
  package func evaluate(_ build: PreparedBuild, parameters: [String: BuildValue] = [:])
    throws(EngineError) -> RuleResult
  {
    try onBigStack { worker throws(EngineError) in
      parameters.isEmpty
        ? try worker.evaluate(build.content)[0]
        : try worker.evaluate(0, build.content, parameters: parameters)
    }
  }

  /// The same with every value that it read.
  package func explain(_ build: PreparedBuild, parameters: [String: BuildValue] = [:])
    throws(EngineError) -> Explanation
  {
    try onBigStack { worker throws(EngineError) in
      try worker.explain(0, build.content, parameters: parameters)
    }
  }

  /// The bytes that an evaluation takes beyond what was there before.
  package func memory(on build: PreparedBuild) throws(EngineError) -> UInt64 {
    _ = try evaluate(build)
    let before = worker.memory.bytesInUse
    _ = try evaluate(build)
    let peak = worker.memory.recentPeakBytes
    return peak > before ? peak - before : 0
  }

  private func onBigStack<Value>(_ body: (Worker) throws(EngineError) -> Value)
    throws(EngineError) -> Value
  {
    let answer = BigStack.run { () -> Result<Value, EngineError> in
      do throws(EngineError) { return .success(try body(worker)) } catch { return .failure(error) }
    }
    return try answer.get()
  }

  /// What the probes of an instrumented source have seen so far.
  package var probes: [ProbeHits] { worker.probes }
}

/// Why a changed source makes no rule.
package struct VariantRefusal: Error, CustomStringConvertible {
  package let description: String
}

extension Engine {
  /// Makes one rule again, alone, from another source or with other modules.
  ///
  /// `modules` are sources by name (`lib.power`), `manifests` those of plugins by theirs, whose facts
  /// must stay what they need. `limits` stand for the engine's own, and say how
  /// many probes an instrumented source has. Settings play no part: what the file says is tried.
  package func variant(
    of id: String, source: [UInt8]? = nil, modules: [String: [UInt8]] = [:],
    manifests: [String: [UInt8]] = [:], limits: Limits? = nil
  ) throws -> RuleVariant {
    let generation = generation
    guard let rule = generation.rules.first(where: { $0.description.id == id }) else {
      throw EngineError.unknownRule(id, nearest: ruleSet.nearestRule(to: id))
    }
    let source = source ?? rule.source
    let made = BigStack.run { () -> Result<RuleVariant, any Error> in
      do {
        let base = generation.reduced(
          to: rule, modules: modules, manifests: manifests, limits: limits ?? generation.limits)
        let changed = try base.remake(rule, from: source)
        let final = base.with(
          rules: [changed], chunks: base.chunks, plugins: base.plugins, limits: base.limits)
        return .success(
          RuleVariant(
            rule: changed.description, worker: try Worker(generation: final),
            keys: generation.keys, facts: options.facts))
      } catch {
        return .failure(error)
      }
    }
    return try made.get()
  }

  /// The manifests of the plugins that are on, with what reports call their files.
  package var manifests: [(name: String, path: String, source: [UInt8])] {
    let generation = generation
    return generation.plugins.filter(\.isOn).map { plugin in
      (plugin.name, generation.chunks[plugin.chunk - 1].displayPath, plugin.source)
    }
  }

  /// The modules that a rule can require, by name, with what reports call their files.
  package func modules(besides id: String) -> [(name: String, path: String, source: [UInt8])] {
    let generation = generation
    let rule = generation.rules.first { $0.description.id == id }
    return rule.map { generation.spaces[$0.space].texts(among: generation.chunks) } ?? []
  }

  /// The same for a plugin's manifest.
  package func modules(ofPlugin name: String) -> [(name: String, path: String, source: [UInt8])] {
    let generation = generation
    let plugin = generation.plugins.first { $0.name == name }
    return plugin.map { generation.spaces[$0.space].texts(among: generation.chunks) } ?? []
  }
}

extension LoadedRules {
  /// These with one rule alone, and with changed modules and manifests.
  fileprivate func reduced(
    to rule: LoadedRule, modules: [String: [UInt8]], manifests: [String: [UInt8]], limits: Limits
  ) -> LoadedRules {
    var chunks = chunks
    for module in spaces[rule.space].modules {
      guard let bytes = modules[module.name] else { continue }
      let path = chunks[module.chunk - 1].displayPath
      chunks[module.chunk - 1] = ScriptChunk(displayPath: path, bytes: bytes)
    }
    let plugins = plugins.map { plugin in
      manifests[plugin.name].map { source in
        LoadedPlugin(
          description: plugin.description, source: source, space: plugin.space,
          chunk: plugin.chunk, facts: plugin.facts, folder: plugin.folder)
      } ?? plugin
    }
    return with(rules: [rule], chunks: chunks, plugins: plugins, limits: limits)
  }

  fileprivate func with(
    rules: [LoadedRule], chunks: [ScriptChunk], plugins: [LoadedPlugin], limits: Limits
  ) -> LoadedRules {
    LoadedRules(
      number: number, trees: trees, rules: rules, failures: [], spaces: spaces, chunks: chunks,
      keys: keys, limits: limits, language: language, waivers: [], today: nil, hash: laterHash,
      plugins: plugins, lostPlugins: lostPlugins, settings: SettingsTable())
  }

  /// Loads the changed source once to see what it declares.
  fileprivate func remake(_ rule: LoadedRule, from source: [UInt8]) throws -> LoadedRule {
    let table: LuaValue
    do throws(LuaError) {
      let runtime = try LuaRuntime(limits: limits, keys: keys)
      for module in spaces[rule.space].modules {
        try? runtime.define(
          module: module.name, source: chunks[module.chunk - 1].bytes, space: UInt32(rule.space),
          chunk: UInt32(module.chunk))
      }
      (_, table) = try runtime.load(
        rule: source, space: UInt32(rule.space), chunk: UInt32(rule.chunk))
    } catch {
      let failure = RuleFailure(error, chunks: chunks, fallback: rule.chunk, loading: true)
      throw VariantRefusal(description: "\(failure.at): \(failure.message)")
    }
    let old = rule.description
    var decoder = RuleDecoder(id: old.id, path: old.path, origin: old.origin)
    let declared = decoder.decode(table, words: LuaWords(source))
    if let problem = decoder.problems.first {
      throw VariantRefusal(description: "\(old.path): \(problem.message)")
    }
    return LoadedRule(
      description: declared, source: source, code: source, space: rule.space, chunk: rule.chunk,
      plan: RuleLoader.plan(declared, declared.severity, language, keys),
      declaredSeverity: declared.severity, configuredSeverity: nil,
      templates: RuleLoader.templates(declared, language))
  }
}
