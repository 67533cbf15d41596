public import LuaRuntime
public import RigModel

/// Lua that a person types: inputs that share their globals, under the limits of a rule, with
/// `build`, the `ctx` of a rule and the modules of `lib/` at hand.
///
/// Not `Sendable`: one thread at a time.
public final class LuaSession {
  private var runtime: LuaRuntime
  private var keys: LuaKeys
  private var chunks: [ScriptChunk]
  private let engine: Engine
  /// What the last input printed and what it made of `build`; nil if it did not run to its end.
  public private(set) var effects: LuaEffects?

  /// What an input gave.
  public enum Answer: Sendable, Hashable {
    /// The results; no result at all where the input was a statement.
    case values([LuaValue])
    /// The text ends too soon, as after `function f()`; nothing was run.
    case incomplete
    /// It raised an error or met a limit. The place is `input:2`, or a module's file and line.
    case failed(RuleFailure)
  }

  /// Makes one from its parts.
  public init(engine: Engine) throws(EngineError) {
    self.engine = engine
    let generation = engine.generation
    keys = generation.keys
    (runtime, chunks) = try Self.open(generation)
  }

  private static func open(_ generation: LoadedRules) throws(EngineError)
    -> (LuaRuntime, [ScriptChunk])
  {
    let runtime: LuaRuntime
    do { runtime = try LuaRuntime(limits: generation.limits, keys: generation.keys) } catch {
      throw .outOfMemory
    }
    var chunks: [ScriptChunk] = []
    func define(_ module: ModuleSpace.Module, in space: Int) {
      chunks.append(generation.chunks[module.chunk - 1])
      // What is wrong with a module is told where it is required.
      try? runtime.define(
        module: module.name, source: chunks[chunks.count - 1].bytes, space: UInt32(space),
        chunk: UInt32(chunks.count))
    }
    for module in modules(of: generation) { define(module, in: 0) }
    for (index, plugin) in generation.plugins.filter(\.isOn).enumerated() {
      for module in generation.spaces[plugin.space].modules { define(module, in: index + 1) }
      chunks.append(generation.chunks[plugin.chunk - 1])
      let loaded = try? runtime.load(
        plugin: plugin.name, source: plugin.source, space: UInt32(index + 1),
        chunk: UInt32(chunks.count))
      guard let loaded else { continue }
      try? runtime.prepare(
        facts: plugin.facts, of: loaded.number, language: generation.language.rawValue,
        parameters: RuleLoader.document(of: plugin.description.parameters, generation.keys))
    }
    return (runtime, chunks)
  }

  /// The modules beside the rules, those of the first folder where names are the same. Those of
  /// plugins are for the plugins alone.
  private static func modules(of generation: LoadedRules) -> [ModuleSpace.Module] {
    let ofPlugins = Set(
      generation.plugins.map(\.space)
        + generation.rules.filter { $0.description.origin != "rules" }.map(\.space))
    var seen: Set<String> = []
    return generation.spaces.enumerated().filter { !ofPlugins.contains($0.offset) }
      .flatMap(\.element.modules).filter { seen.insert($0.name).inserted }
  }

  /// What the session's Lua state was made from.
  private static func sources(of generation: LoadedRules) -> [ScriptChunk] {
    let plugins = generation.plugins.filter(\.isOn)
    let ofPlugins = plugins.flatMap { plugin in
      generation.spaces[plugin.space].modules.map(\.chunk) + [plugin.chunk]
    }
    return (modules(of: generation).map(\.chunk) + ofPlugins).map { generation.chunks[$0 - 1] }
  }

  /// The names that `require` takes.
  public var moduleNames: [String] {
    Self.modules(of: engine.generation).map(\.name).sorted()
  }

  /// Runs one input on a build. `rule` is the rule whose parameters `ctx` shows.
  ///
  /// Globals stay from input to input; they start empty again when a module under `lib/` or a plugin has
  /// changed.
  public func run(_ input: String, build: Build, rule: String?) throws(EngineError) -> Answer {
    let generation = engine.generation
    if Self.sources(of: generation) != chunks {
      (runtime, chunks) = try Self.open(generation)
      keys = generation.keys
    }
    effects = nil
    var effects: LuaEffects?
    let answer = BigStack.run { () -> Result<Answer, LuaError> in
      do throws(LuaError) {
        let value = engine.options.facts?.added(to: build.value) ?? build.value
        try runtime.bind(LuaDocument(value, keys: keys))
        try setContext(rule, generation)
        let run = try runtime.runWithEffects(input: input, space: 0)
        effects = run.effects.without(rootKey: ProgramFacts.key)
        switch run.answer {
        case .values(let values): return .success(.values(values))
        case .incomplete: return .success(.incomplete)
        }
      } catch {
        return .failure(error)
      }
    }
    self.effects = effects
    switch answer {
    case .success(let answer): return answer
    case .failure(let error): return .failed(failure(error))
    }
  }

  private func failure(_ error: LuaError) -> RuleFailure {
    let chunk = ScriptChunk(displayPath: "input", bytes: [])
    let all = chunks + [chunk]
    let failure = RuleFailure(error, chunks: all, fallback: all.count, loading: false)
    return RuleFailure(
      kind: failure.kind, message: failure.message, at: failure.at, code: "session/input")
  }

  private func setContext(_ id: String?, _ generation: LoadedRules) throws(LuaError) {
    var context = LuaDocument(keys: keys)
    let rule = id.flatMap { id in generation.rules.first { $0.description.id == id } }
    context.beginMap()
    context.key("lang")
    context.text(generation.language.rawValue)
    if let rule {
      context.key("rule")
      context.text(rule.description.id)
    }
    context.key("params")
    context.beginMap()
    for parameter in rule?.description.parameters ?? [] {
      context.key(parameter.name)
      context.append(parameter.value)
    }
    context.end()
    context.end()
    try runtime.set(sessionGlobal: "ctx", to: context, space: 0, withFacts: true)
  }
}

extension BuildValue {
  /// A value that Lua gave, as builds have it; nil for functions and for numbers that are not
  /// finite.
  public init?(lua value: LuaValue) { self.init(value) }
}
