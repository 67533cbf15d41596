internal import RigModel
internal import RigRules
internal import RigTesting

/// A text with a mistake in it, and what the program reports: the page of a code shows both, so
/// neither can grow old.
public enum ErrorSample: Sendable, Hashable {
  /// Nothing that fits on a page has this mistake.
  case none
  case build(String)
  /// `Rules/psu/least.lua`.
  case rule(String)
  /// Rule files by their path below `Rules`.
  case rules([String: String])
  /// The files of the plugin `power`, beside the rule `psu/least`.
  case plugin([String: String])
  /// A path of fields.
  case path(String)
  /// `rigrules.yaml`, beside the rule `psu/least`.
  case configuration(String)
  case coverage(String)
  /// A table of cases, beside the rule `psu/least`.
  case cases(String)

  /// The sample as a page shows it, and the language it is in.
  public var shown: (text: String, language: String)? {
    switch self {
    case .none: nil
    case .build(let text), .configuration(let text), .coverage(let text), .cases(let text):
      (text, "yaml")
    case .rule(let text): (text, "lua")
    case .rules(let files): (Self.listing(files, below: "Rules"), "lua")
    case .plugin(let files): (Self.listing(files, below: "power"), "lua")
    case .path(let text): (text, "text")
    }
  }

  private static func listing(_ files: [String: String], below folder: String) -> String {
    files.sorted { $0.key < $1.key }.map { "-- \(folder)/\($0.key)\n\($0.value)" }
      .joined(separator: "\n")
  }

  /// The lines that the program prints of it; each ends with the code in brackets.
  public var diagnosis: [String] {
    switch self {
    case .none: []
    case .build(let text):
      Self.lines { _ = try Build(parsing: Array(text.utf8), file: "build.yaml") }
    case .rule(let text): Self.diagnosis(of: ["psu/least.lua": text])
    case .rules(let files): Self.diagnosis(of: files)
    case .plugin(let files): Self.diagnosis(ofPlugin: files)
    case .cases(let text): Self.diagnosis(ofCases: text)
    case .path(let text): Self.lines { _ = try FieldPath(parsing: text) }
    case .configuration(let text):
      Self.lines {
        let configuration = try Configuration(
          parsing: Array(text.utf8), file: "rigrules.yaml")
        _ = try Engine(
          rules: [.files(["psu/least.lua": Self.rule])],
          options: EngineOptions(configuration: configuration))
      }
    case .coverage(let text):
      Self.lines {
        let table = try CoverageTable(parsing: Array(text.utf8), file: "Rules/coverage.yaml")
        let engine = try Engine(rules: [.files(["psu/least.lua": Self.rule])])
        _ = try CoverageDocument(table, rules: engine.ruleSet.rules)
      }
    }
  }

  private static func diagnosis(ofCases text: String) -> [String] {
    lines {
      let engine = try Engine(rules: [.files(["psu/least.lua": rule])])
      _ = try CaseTable(
        parsing: Array(text.utf8), file: "cases.yaml", rules: engine.ruleSet)
    }
  }

  private static func lines(_ body: () throws -> Void) -> [String] {
    do {
      try body()
      return []
    } catch let error as EngineError {
      return error.description.split(separator: "\n").map(String.init)
    } catch {
      return "\(error)".split(separator: "\n").map(String.init)
    }
  }

  /// What is wrong with rules when they load, else when they run.
  private static func diagnosis(of files: [String: String]) -> [String] {
    lines {
      let engine = try Engine(rules: [.files(files)])
      var failures = engine.ruleSet.failures.flatMap(\.problems)
      if failures.isEmpty {
        let build = try Build(["monitors": 1, "psus": [["wattage_w": 400]]])
        failures = try engine.evaluate(build).results.compactMap { result in
          if case .broken(let failure) = result.outcome { failure } else { nil }
        }
      }
      throw Told(lines: failures.map { "\($0.at): error: \($0.message) [\($0.code)]" })
    }
  }

  private static func diagnosis(ofPlugin files: [String: String]) -> [String] {
    lines {
      let engine = try Engine(
        rules: [.files(["psu/least.lua": rule])], plugins: [.files("power", files)])
      let problems = engine.ruleSet.brokenPlugins.flatMap(\.problems)
      throw Told(lines: problems.map { "\($0.at): error: \($0.message) [\($0.code)]" })
    }
  }

  private struct Told: Error, CustomStringConvertible {
    let lines: [String]
    var description: String { lines.joined(separator: "\n") }
  }

  private static let rule = """
    return {
      title = "At least so many watts",
      severity = "error",
      needs = { "psus[].wattage_w" },
      params = { least = { default = 500, min = 1, max = 3000, unit = "W" } },
      messages = { low = "It is {have_w} W." },
      check = function(build, ctx)
        local have = build.psus[1].wattage_w
        if have < ctx.params.least then ctx.report("low", { have_w = have }) end
      end,
    }
    """
}
