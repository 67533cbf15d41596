package import LuaRuntime
internal import RigModel
internal import RigSystem

/// One Lua state with one generation of rules in it.
///
/// `@unchecked Sendable` only so that it can rest in the engine's pool: the one who takes it out is
/// its one owner until it is put back.
package final class Worker: @unchecked Sendable {
  package let generation: LoadedRules
  package let runtime: LuaRuntime
  /// The build that the rules see now, where it is not a traced one.
  package var bound: PreparedBuild.Content?
  /// By position in `generation.rules`.
  package let numbers: [UInt32]
  private struct FailureKey: Hashable {
    let rule: String
    let error: LuaError
  }
  /// What errors of rules mean, as far as they were met before.
  private var failures: [FailureKey: RuleFailure] = [:]

  /// The first worker, on the Lua state that the rules were loaded into.
  init(_ loaded: RuleLoader.Loaded) {
    generation = loaded.rules
    runtime = loaded.runtime
    numbers = loaded.rules.rules.map { loaded.numbers[$0.description.id] ?? 0 }
  }

  /// A further worker for a generation that has loaded before.
  package init(generation: LoadedRules) throws(EngineError) {
    self.generation = generation
    do {
      runtime = try LuaRuntime(limits: generation.limits, keys: generation.keys)
      for (space, modules) in generation.spaces.enumerated() {
        for module in modules.modules {
          try runtime.define(
            module: module.name, source: generation.chunks[module.chunk - 1].bytes,
            space: UInt32(space), chunk: UInt32(module.chunk))
        }
      }
      try Self.loadPlugins(generation, into: runtime)
      var numbers: [UInt32] = []
      for rule in generation.rules {
        let number = try runtime.load(
          knownRule: rule.code, space: UInt32(rule.space), chunk: UInt32(rule.chunk))
        try runtime.prepare(rule: number, plan: rule.plan)
        numbers.append(number)
      }
      self.numbers = numbers
    } catch {
      // What has loaded once loads again, unless memory is short.
      throw .outOfMemory
    }
  }

  private static func loadPlugins(_ generation: LoadedRules, into runtime: LuaRuntime)
    throws(LuaError)
  {
    for plugin in generation.plugins where plugin.isOn {
      let (number, _) = try runtime.load(
        plugin: plugin.name, source: plugin.source, space: UInt32(plugin.space),
        chunk: UInt32(plugin.chunk))
      try runtime.prepare(
        facts: plugin.facts, of: number, language: generation.language.rawValue,
        parameters: RuleLoader.document(of: plugin.description.parameters, generation.keys))
    }
  }

  var memory: LuaRuntime.Memory { runtime.memory }
  var probes: [ProbeHits] { runtime.probes }

  /// Every rule on the build, by position in `generation.rules`, or those at some positions alone.
  func evaluate(_ build: PreparedBuild.Content, _ selected: [Int]? = nil) throws(EngineError)
    -> [RuleResult]
  {
    try bind(build, traced: false)
    var results: [RuleResult] = []
    results.reserveCapacity(selected?.count ?? numbers.count)
    for index in selected ?? Array(numbers.indices) {
      results.append(result(runtime.evaluate(rule: numbers[index]), generation.rules[index]))
    }
    return results
  }

  /// Every rule on the build, with a clock around each.
  func evaluate(_ build: PreparedBuild.Content, into timings: inout EvaluationTimings)
    throws(EngineError) -> [RuleResult]
  {
    let start = MonotonicClock.now
    try bind(build, traced: false)
    timings.addBuild(bound: MonotonicClock.now &- start)
    return zip(numbers, generation.rules).map { number, rule in
      let start = MonotonicClock.now
      let result = result(runtime.evaluate(rule: number), rule)
      timings.add(rule.description.id, time: MonotonicClock.now &- start)
      return result
    }
  }

  /// One rule on the build, with what it read and the fuel it took.
  func explain(
    _ index: Int, _ build: PreparedBuild.Content, parameters: [String: BuildValue] = [:]
  ) throws(EngineError) -> Explanation {
    if !parameters.isEmpty { try prepare(index, overriding: parameters) }
    defer { if !parameters.isEmpty { try? prepare(index, overriding: [:]) } }
    try bind(build, traced: true)
    let answer = runtime.evaluate(rule: numbers[index])
    let rule = generation.rules[index]
    // What the program computes is read as `ctx.facts`, and where it is kept is nothing of a build.
    let reads = runtime.reads().filter { !$0.path.hasPrefix(ProgramFacts.key) }
    return Explanation(
      rule: rule.description, result: result(answer, rule),
      reads: reads.map { Explanation.Read(path: $0.path, value: BuildValue($0.value)) },
      fuel: Int(clamping: answer.fuel))
  }

  /// One rule on the build, for once with other parameters.
  func evaluate(_ index: Int, _ build: PreparedBuild.Content, parameters: [String: BuildValue])
    throws(EngineError) -> RuleResult
  {
    let rule = generation.rules[index]
    try prepare(index, overriding: parameters)
    defer { try? prepare(index, overriding: [:]) }
    try bind(build, traced: false)
    return result(runtime.evaluate(rule: numbers[index]), rule)
  }

  private func prepare(_ index: Int, overriding values: [String: BuildValue])
    throws(EngineError)
  {
    var plan = generation.rules[index].plan
    var parameters = LuaDocument(keys: generation.keys)
    parameters.beginMap()
    for parameter in generation.rules[index].description.parameters {
      parameters.key(parameter.name)
      parameters.append(values[parameter.name] ?? parameter.value)
    }
    parameters.end()
    plan.parameters = parameters
    do { try runtime.prepare(rule: numbers[index], plan: plan) } catch { throw .outOfMemory }
  }

  private func bind(_ build: PreparedBuild.Content, traced: Bool) throws(EngineError) {
    // Rules cannot change a build, so one that is here already is as good as new.
    if bound === build && !traced { return }
    bound = nil
    do { try runtime.bind(build.document, traced: traced) } catch { throw .outOfMemory }
    if !traced { bound = build }
  }

  // MARK: From answers to results

  package func result(_ answer: RuleAnswer, _ rule: LoadedRule) -> RuleResult {
    let outcome: Outcome
    var score: Double?
    switch answer.outcome {
    case .pass:
      outcome = .pass
      score = answer.score ?? 1
    case .notApplicable: outcome = .notApplicable
    case .unknown(let missing): outcome = .unknown(missing: missing)
    case .broken(let error):
      outcome = .broken(failure(of: error, rule))
    case .fail(let findings):
      outcome = failure(findings, rule)
      if case .fail = outcome { score = answer.score ?? 0 }
    }
    return RuleResult(
      rule: rule.description.id, category: rule.description.category, outcome: outcome,
      weight: rule.description.weight, score: score, droppedFindings: answer.droppedFindings)
  }

  /// Many builds break a rule in the same way, and looking through its source takes time.
  private func failure(of error: LuaError, _ rule: LoadedRule) -> RuleFailure {
    let key = FailureKey(rule: rule.description.id, error: error)
    if let known = failures[key] { return known }
    let failure = RuleFailure(
      error, chunks: generation.chunks, fallback: rule.chunk, loading: false
    ) { error, chunk in
      NilExplanation.message(
        for: error, in: chunk.bytes, isRule: chunk == generation.chunks[rule.chunk - 1],
        rule: rule.description)
    }.message(in: generation.language)
    if failures.count < 256 { failures[key] = failure }
    return failure
  }

  private func failure(_ reported: [LuaFinding], _ rule: LoadedRule) -> Outcome {
    var findings: [Finding] = []
    var worst = Severity.advice
    for finding in reported {
      do {
        let rendered = try render(finding, rule)
        worst = max(worst, rendered.severity)
        findings.append(rendered)
      } catch {
        let chunk = generation.chunks[rule.chunk - 1]
        return .broken(
          RuleFailure(
            kind: .error, message: error.message,
            at: LoadedRules.place(chunk, line: finding.line), code: "rule/runtime",
            excerpt: SourceExcerpt(line: finding.line, in: chunk.bytes)
          ).message(in: generation.language))
      }
    }
    return .fail(severity: worst, findings: findings)
  }

  private struct Unrenderable: Error { let message: String }

  private func render(_ finding: LuaFinding, _ rule: LoadedRule) throws(Unrenderable) -> Finding {
    guard let data = BuildValue(finding.data) else {
      throw Unrenderable(message: "the data of `\(finding.id)` holds a number that is not finite")
    }
    guard let template = rule.template(finding.id) else {
      throw Unrenderable(message: "`messages` declares no `\(finding.id)`")
    }
    return Finding(
      id: finding.id, severity: severity(of: finding, rule),
      message: try fill(template, data, finding.id), data: data.isEmptyList ? .map([]) : data,
      at: finding.at, suggestion: try suggestion(finding, data))
  }

  private func fill(_ template: MessageTemplate, _ data: BuildValue, _ id: String)
    throws(Unrenderable) -> String
  {
    do { return CleanText.clean(try template.filled(with: data)) } catch {
      throw Unrenderable(
        message: "the message `\(id)` has `{\(error.name)}`, and its data no `\(error.name)`")
    }
  }

  private func suggestion(_ finding: LuaFinding, _ data: BuildValue) throws(Unrenderable)
    -> String?
  {
    guard let given = finding.suggestion else { return nil }
    let own = given[generation.language.rawValue]?.text
    guard let text = given.text ?? own ?? given["en"]?.text else {
      throw Unrenderable(message: "`suggest` is neither a text nor has it an English one")
    }
    let template: MessageTemplate
    do { template = try MessageTemplate(text) } catch {
      throw Unrenderable(message: "`suggest`: \(error.reason)")
    }
    return try fill(template, data, "suggest")
  }

  /// A setting replaces the declared severity; a finding that lowered itself stays that low.
  private func severity(of finding: LuaFinding, _ rule: LoadedRule) -> Severity {
    let own = finding.severity.flatMap { Severity(index: $0) } ?? rule.declaredSeverity
    guard let configured = rule.configuredSeverity else { return own }
    return own == rule.declaredSeverity ? configured : min(own, configured)
  }
}

extension BuildValue {
  var isEmptyList: Bool { self == .list([]) }
}
