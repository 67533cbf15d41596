internal import CRigRules
internal import RigBatch
internal import RigModel
internal import RigReports
internal import RigRules
internal import RigSystem
internal import Synchronization

/// What stands behind a handle of the C interface.
final class EngineHandle: Sendable {
  let engine: Engine
  private let lines: LineSession
  /// Those that write some keys alone, by the keys.
  private let selecting = Guarded<[String: LineSession]>([:])
  /// The language of messages, those of failures too.
  let language: Language

  init(options: OpenOptions) throws(CallFailure) {
    do throws(EngineError) {
      engine = try Engine(
        rules: options.rules.map { .directory(path: $0, displayedAs: $0) },
        plugins: options.plugins.map { .directory(path: $0, displayedAs: $0) },
        options: options.engine)
    } catch {
      throw CallFailure(error).message(in: options.engine.language)
    }
    lines = LineSession(engine: engine)
    language = options.engine.language
  }

  /// The bytes of `check` in a form.
  func check(_ bytes: [UInt8], name: String, as format: ReportFormat) throws(CallFailure)
    -> [UInt8]
  {
    let build: Build
    do throws(InvalidBuild) { build = try Build(parsing: bytes, file: name) } catch {
      throw CallFailure(.invalidBuild, error.diagnostics)
    }
    let report: Report
    do throws(EngineError) { report = try engine.evaluate(build).located(in: build) } catch {
      throw CallFailure(error)
    }
    let writer = ReportWriter(ruleSet: engine.ruleSet, language: language)
    return writer.bytes(of: [ReportedBuild(report, file: name, build: build)], as: format)
  }

  /// The bytes of `batch`, with `--select` if there are keys.
  func evaluate(
    _ lines: UnsafeRawBufferPointer, name: String, firstLine: Int64, keys: String? = nil
  ) throws(CallFailure) -> [UInt8] {
    // A host's number may be any; lines are counted on from it.
    guard lines.count <= 1 << 40, (1...(1 << 48)).contains(firstLine) else {
      throw CallFailure(
        .invalidArgument, "`first_line` must be 1 or more, and the lines less than a terabyte")
    }
    let session = try keys.map { keys throws(CallFailure) in try self.session(selecting: keys) }
    do throws(EngineError) {
      return try (session ?? self.lines).evaluate(lines, name: name, firstLine: Int(firstLine))
    } catch {
      throw CallFailure(error)
    }
  }

  private func session(selecting keys: String) throws(CallFailure) -> LineSession {
    if let session = selecting.withLock({ $0[keys] }) { return session }
    var options = BatchOptions()
    options.fields = try keys.split(separator: ",").map { key throws(CallFailure) in
      if let field = BatchField(rawValue: String(key)) { return field }
      let known = BatchField.allCases.map(\.rawValue)
      let near = nearestName(String(key), among: known)
      throw CallFailure(
        .invalidArgument,
        "a report has no key `\(Quoted.clean(String(key), limit: 60))`; known are "
          + known.joined(separator: ", ") + (near.map { " (did you mean `\($0)`?)" } ?? ""))
    }
    guard options.fields?.isEmpty == false else {
      throw CallFailure(.invalidArgument, "`keys` is empty; write `id,verdict,score`, for example")
    }
    let made = LineSession(engine: engine, options: options)
    return selecting.withLock { known in
      // A host with ever new keys must not fill the memory.
      if known.count >= 16 { known = [:] }
      known[keys] = made
      return made
    }
  }

  /// Rules and plugins that do not load, as JSON.
  var problems: [UInt8] {
    var json = JSONBytes()
    json.beginArray()
    let set = engine.ruleSet
    let rules = set.failures.flatMap { failure in failure.problems.map { (failure.rule, $0) } }
    let plugins = set.brokenPlugins.flatMap { plugin in plugin.problems.map { (plugin.name, $0) } }
    for (name, problem) in rules + plugins {
      json.beginObject()
      for (key, text) in [
        ("rule", name), ("message", language.message(problem.message)), ("at", problem.at),
        ("code", problem.code),
      ] {
        json.key(key)
        json.value(text)
      }
      json.endObject()
    }
    json.endArray()
    return json.bytes
  }
}
