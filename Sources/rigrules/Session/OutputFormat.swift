import ArgumentParser
import RigModel
import RigReports
import RigRules

/// The form of reports: one of the program's own, or a reporter of a plugin by its name.
enum OutputFormat: ExpressibleByArgument, Sendable, Equatable {
  case builtIn(ReportFormat)
  case plugin(String)

  init(argument: String) {
    self = ReportFormat(rawValue: argument).map { .builtIn($0) } ?? .plugin(argument)
  }

  static var allValueStrings: [String] {
    ReportFormat.allCases.map(\.rawValue) + ["PLUGIN:REPORTER"]
  }

  static var defaultCompletionKind: CompletionKind {
    .list(ReportFormat.allCases.map(\.rawValue))
  }

  var defaultValueDescription: String {
    switch self {
    case .builtIn(let format): format.rawValue
    case .plugin(let name): name
    }
  }

  /// Whether it is the text for people.
  var isText: Bool { self == .builtIn(.text) }

  /// Whether it is JSON of our own.
  var isJSON: Bool { self == .builtIn(.json) || self == .builtIn(.jsonl) }

  var isOfPlugin: Bool { if case .plugin = self { true } else { false } }

  /// The same with the whole name of the reporter; who wrote it cannot be told before plugins are
  /// loaded.
  func resolved(in engine: Engine) throws(CommandFailure) -> OutputFormat {
    guard case .plugin(let name) = self else { return self }
    do throws(EngineError) { return .plugin(try engine.reporter(name)) } catch {
      guard case .unknownName(_, _, let nearest, let known) = error else {
        throw CommandFailure(.usage, error.withCode)
      }
      let own = ReportFormat.allCases.map(\.rawValue)
      let near = nearestName(name, among: own) ?? nearest
      let hint = near.map { "did you mean `\($0)`?" }
      throw CommandFailure(
        .usage,
        "there is no format `\(name)`; "
          + (hint ?? "there are \((own + known).joined(separator: ", "))")
          + " [plugin/unknown-name]")
    }
  }
}

extension Engine {
  /// Reports as a reporter of a plugin writes them. One that breaks is a broken plugin.
  func rendering(of builds: [JudgedBuild], by reporter: String) throws(CommandFailure)
    -> Rendering
  {
    do { return try rendering(of: builds, with: reporter) } catch {
      throw CommandFailure(.broken, ["\(error)"])
    }
  }
}
