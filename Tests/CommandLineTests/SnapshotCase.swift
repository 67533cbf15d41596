import Foundation
import Testing

/// A folder of cases, and what the program is told beside the build.
enum SnapshotSuite: String, CaseIterable {
  case checks
  /// With all plugins that ship.
  case pluginChecks = "plugin-checks"
  /// Pictures as SVG and in a terminal.
  case pictures

  var folder: String { "Fixtures/\(rawValue)" }
  var root: String { RigrulesProcess.repository + "/" + folder }

  var arguments: [String] {
    switch self {
    case .checks, .pictures: []
    case .pluginChecks: ["--plugins", RigrulesProcess.repository + "/Plugins"]
    }
  }

  /// Every folder in it, sorted; what is not a folder is an orphan.
  var cases: [SnapshotCase] {
    SnapshotCase.entries(of: root).filter(isFolder).map { SnapshotCase(suite: self, name: $0) }
  }
  var orphans: [String] { SnapshotCase.entries(of: root).filter { !isFolder($0) } }

  private func isFolder(_ name: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: root + "/" + name, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}

/// One case of a suite: a build, and what the program says of it in each form.
struct SnapshotCase: Sendable, CustomTestStringConvertible {
  /// A form that is kept: the file, and the arguments that print it.
  struct Form: Sendable {
    let file: String
    let arguments: [String]
  }

  static let reports = [
    Form(file: "expected.en.txt", arguments: ["--format", "text", "--lang", "en"]),
    Form(file: "expected.zh.txt", arguments: ["--format", "text", "--lang", "zh"]),
    Form(file: "expected.json", arguments: ["--format", "json", "--lang", "en"]),
  ]
  static let quotes = [
    Form(file: "quote.en.md", arguments: ["--format", "house-style:quote", "--lang", "en"]),
    Form(file: "quote.zh.md", arguments: ["--format", "house-style:quote", "--lang", "zh"]),
  ]
  static let builds = ["build.yaml", "build.json"]

  static let pictures =
    ["slots", "power", "chassis", "memory"].map {
      Form(file: "\($0).svg", arguments: ["--format", "svg", "--picture", $0, "--lang", "en"])
    }
    + ["en", "zh"].map {
      Form(file: "pictures.\($0).txt", arguments: ["--picture", "--lang", $0])
    }

  var forms: [Form] {
    switch suite {
    case .checks: Self.reports
    case .pluginChecks: Self.reports + Self.quotes
    case .pictures: Self.pictures
    }
  }

  let suite: SnapshotSuite
  let name: String
  var testDescription: String { place }
  /// Below the repository: `Fixtures/checks/no-gpus`.
  var place: String { suite.folder + "/" + name }
  var folder: String { suite.root + "/" + name }

  static let all: [SnapshotCase] = SnapshotSuite.allCases.flatMap(\.cases)

  /// The one build in the folder.
  var build: String? {
    let present = Self.builds.filter(Self.entries(of: folder).contains)
    return present.count == 1 ? present[0] : nil
  }

  /// Files that no test reads.
  var strangers: [String] {
    let known = Self.builds + forms.map(\.file) + ["rigrules.yaml"]
    return Self.entries(of: folder).filter { !known.contains($0) }
  }

  func text(of file: String) -> String? {
    FileManager.default.contents(atPath: "\(folder)/\(file)").map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  func write(_ text: String, to file: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(file)"))
  }

  /// Runs the program as a user would in the folder, on a day that does not pass.
  func run(_ form: Form, build: String) throws -> RigrulesProcess.Ended {
    try RigrulesProcess.run(
      ["check", build] + suite.arguments + form.arguments, in: folder,
      environment: [
        "RIGRULES_TODAY": "2026-11-23", "RIGRULES_RULES": RigrulesProcess.repository + "/Rules",
      ])
  }

  /// The hash of the rules' sources would change every expectation with every word of any rule.
  static func withoutHash(_ text: String) -> String {
    text.replacing(/"ruleset": "[0-9a-f]{64}"/, with: #""ruleset": "*""#)
  }

  static func entries(of folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}
