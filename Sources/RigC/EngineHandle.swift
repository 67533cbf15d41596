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
  }

  /// The bytes of `check --format json`.
  func check(_ bytes: [UInt8], name: String) throws(CallFailure) -> [UInt8] {
    let build: Build
    do throws(InvalidBuild) { build = try Build(parsing: bytes, file: name) } catch {
      throw CallFailure(.invalidBuild, error.diagnostics)
    }
    do throws(EngineError) {
      return JSONReport().document(of: [try engine.evaluate(build).located(in: build)])
    } catch {
      throw CallFailure(error)
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
