import Foundation
import RigDocuments
import RigRules

/// This checkout, and an engine of the rules in it.
enum Checkout {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The source document, where it stands beside this checkout.
  static var sourceDocument: String? {
    let named = ProcessInfo.processInfo.environment["RIGRULES_SHARED"].map { URL(filePath: $0) }
    let shared = named ?? root.deletingLastPathComponent().appending(path: "shared")
    return try? String(contentsOf: shared.appending(path: "source-document.md"), encoding: .utf8)
  }

  static func engine() throws -> Engine {
    try Engine(rules: [.directory(root.appending(path: "Rules"))])
  }

  static func coverage() throws -> CoverageTable {
    let path = root.appending(path: "Rules/coverage.yaml")
    return try CoverageTable(parsing: Array(Data(contentsOf: path)), file: "Rules/coverage.yaml")
  }
}

/// A rule by its file.
func engine(_ source: String, id: String = "psu/least") throws -> Engine {
  try Engine(rules: [.files(["\(id).lua": source])])
}

/// The pages that a single rule gives.
func page(_ source: String) throws -> String {
  let set = try DocumentSet.rules(of: engine(source))
  return set.files.first { $0.path == "rules/psu/least.md" }?.text ?? ""
}
