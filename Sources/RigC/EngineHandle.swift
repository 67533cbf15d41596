internal import CRigRules
internal import RigBatch
internal import RigModel
internal import RigReports
internal import RigRules
internal import RigSystem

/// What stands behind a handle of the C interface.
final class EngineHandle: Sendable {
  let engine: Engine
  let lines: LineSession
  private let language: Language

  init(options: OpenOptions) throws(CallFailure) {
    do throws(EngineError) {
      engine = try Engine(
        rules: options.rules.map { .directory(path: $0, displayedAs: $0) },
        plugins: options.plugins.map { .directory(path: $0, displayedAs: $0) },
        options: options.engine)
    } catch {
      throw CallFailure(error)
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
        ("rule", name), ("message", problem.message), ("at", problem.at), ("code", problem.code),
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
