import Foundation
import RigModel
import RigRules
import Testing

@testable import rigrules

/// A session with two small rules on a small build: what it says follows from the REPL alone.
final class ReplHarness {
  var shown = ""
  var complaints: [String] = []
  /// What the session was asked to follow.
  var followed: [Bool] = []
  var edited: [String] = []
  var onEdit: (String) -> String? = { _ in nil }

  static let rules = [
    "psu/power.lua": rule(least: 500, severity: "error"),
    "psu/roomy.lua": rule(least: 800, severity: "warning"),
    "lib/watts.lua": "return { double = function(x) return 2 * x end }",
  ]

  static func rule(least: Int, severity: String) -> String {
    """
    return {
      title = { en = "At least \(least) W", zh = "至少 \(least) W" },
      why = "Because.",
      source = "至少",
      severity = "\(severity)",
      needs = { "psus[].wattage_w" },
      params = { least = { default = \(least), min = 1, max = 5000, unit = "W", doc = "floor" } },
      messages = { low = { en = "It is {have}; {least} is needed.", zh = "只有 {have}。" } },
      check = function(build, ctx)
        local have = build.psus[1].wattage_w
        if have < ctx.params.least then
          ctx.report("low", { have = have, least = ctx.params.least }, { at = "psus[1].wattage_w" })
        end
      end,
    }
    """
  }

  static let build: BuildValue = [
    "id": "rig", "psus": [["wattage_w": 300]],
    "gpus": [["chipset": "A", "vram_gb": 8], ["chipset": "B", "vram_gb": 11]],
  ]

  func repl(
    _ lines: any LineSource, rules: RuleSource = .files(rules), plugins: [PluginSource] = [],
    build: BuildValue? = build,
    strict: Bool = false, color: Bool = false, folders: [String] = [], file: String? = nil,
    text: [UInt8]? = nil
  ) throws -> Repl {
    var setup = Repl.Setup(
      engine: try Engine(rules: [rules], plugins: plugins), folders: folders, isStrict: strict,
      color: color,
      show: { [self] in shown += $0 },
      complain: { [self] in
        complaints.append($0)
        shown += $0 + "\n"
      })
    setup.follow = { [self] in
      followed.append($0)
      return true
    }
    setup.edit = { [self] in
      edited.append($0)
      return onEdit($0)
    }
    return try Repl(
      setup, build: try build.map { try Build($0) }, file: file, text: text, lines: lines)
  }

  /// Everything that a script makes the session say.
  static func output(of script: String, build: BuildValue? = build) throws -> String {
    let bench = ReplHarness()
    _ = try bench.repl(ScriptedLines(script, isInteractive: false), build: build).run()
    return bench.shown
  }
}

/// A folder that is gone with the test.
final class Folder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "repl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    let url = URL(fileURLWithPath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  /// The rules of the bench and a build, on disk.
  static func bench() throws -> Folder {
    let folder = try Folder()
    for (name, text) in ReplHarness.rules { try folder.write("Rules/\(name)", text) }
    try folder.write("rig.yaml", "id: rig\npsus:\n  - wattage_w: 300\n")
    return folder
  }
}
