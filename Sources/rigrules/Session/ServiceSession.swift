import ArgumentParser
import RigCatalog
import RigModel
import RigPartLists
import RigReports
import RigRules
import RigService
internal import RigSystem

/// What the service works with.
extension CommandSession {
  /// The same reading, searching and writing as the commands have.
  /// - Parameter searchTime: The most that one search for fixes may take.
  func serviceContext(searchTime: SearchTime) -> ServiceContext {
    let parts = OpenedPartNames()
    let search = ServiceSearch(session: self, parts: parts, time: searchTime)
    let engine = engine
    return ServiceContext(
      engine: engine, language: language, version: Version.text,
      read: { bytes, name in
        try Self.answering {
          let content = try BuildInput.content(of: bytes, name, names: parts.names)
          let builds = try BuildInput.builds(in: content, name)
          guard case .list(let reading) = content else { return ServiceReading(builds: builds) }
          return ServiceReading(builds: builds, lines: reading.fates(onlyDoubts: false))
        }
      },
      resolve: { bytes, name in
        try Self.answering {
          switch try BuildInput.content(of: bytes, name, anyList: true, names: parts.names) {
          case .list(let reading): Array(reading.json().utf8)
          case .build(let build): Array(BuildSources(build: build, sources: []).json().utf8)
          case .named(let build, let sources):
            Array(BuildSources(build: build, sources: sources).json().utf8)
          }
        }
      },
      suggest: { build, options, language in
        try Self.answering { try search.fixes(build, options, language).json() }
      },
      rules: { RuleList(rules: engine.ruleSet.rules, language: $0).json },
      catalog: { try? parts.names().catalog }, naming: CatalogNaming(parts))
  }

  /// A failure of a command, as what is wrong with a request.
  private static func answering<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let failure as CommandFailure {
      throw problem(failure)
    }
  }

  private static func problem(_ failure: CommandFailure) -> ServiceProblem {
    let status = failure.status == .usage ? 422 : 503
    if !failure.diagnostics.isEmpty {
      return ServiceProblem(status: status, failure.diagnostics)
    }
    let messages = failure.lines.map { line in
      let text = line.hasPrefix("error: ") ? String(line.dropFirst(7)) : line
      return Diagnostic(code: "api/refused", message: text)
    }
    return ServiceProblem(status: status, messages)
  }
}
