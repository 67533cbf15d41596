internal import Foundation
internal import Testing

/// A folder of Swift files, as far as the arrows between folders need it known.
private struct Floor {
  let name: String
  /// The types that its files declare at their top level.
  let types: Set<String>
  /// Every word of its code, without comments and texts.
  let words: Set<String>

  init(_ name: String, in folder: URL) throws {
    self.name = name
    var types: Set<String> = []
    var words: Set<String> = []
    let files = try FileManager.default.contentsOfDirectory(
      at: folder.appending(path: name), includingPropertiesForKeys: nil)
    for file in files where file.pathExtension == "swift" {
      let code = Self.code(of: try String(contentsOf: file, encoding: .utf8))
      for match in code.matches(of: Self.declaration) { types.insert(String(match.1)) }
      for match in code.matches(of: #/[A-Za-z_][A-Za-z0-9_]*/#) { words.insert(String(match.0)) }
    }
    self.types = types
    self.words = words
  }

  nonisolated(unsafe) private static let declaration =
    #/
    (?m)^(?:(?:public|package|internal|final|indirect)\ )*
    (?:struct|class|enum|protocol|actor|typealias)\ ([A-Za-z_][A-Za-z0-9_]*)
    /#

  private static func code(of text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.replacing(#/"(?:[^"\\]|\\.)*"/#, with: "").replacing(#/\/\/.*/#, with: "")
    }.joined(separator: "\n")
  }
}

@Suite("The construction of the code")
struct ArchitectureTests {
  /// The folders of `RigRules` from the ground up, and those below that each may use.
  static let floors: [(name: String, uses: Set<String>)] = [
    ("Files", []),
    ("Rules", []),
    ("Chinese", ["Rules"]),
    ("Settings", ["Rules"]),
    ("Report", ["Rules", "Settings"]),
    ("Declarations", ["Files", "Rules", "Report"]),
    ("Loading", ["Files", "Rules", "Settings", "Report", "Declarations"]),
    ("Engine", ["Files", "Rules", "Settings", "Report", "Declarations", "Loading"]),
  ]

  private static let root = Checkout.root.appending(path: "Sources/RigRules")

  @Test("RigRules has the floors that the architecture names, and no file beside them")
  func noFileBesideTheFloors() throws {
    let entries = try FileManager.default.contentsOfDirectory(atPath: Self.root.path)
    let known = Set(Self.floors.map(\.name) + ["README.md", "RigRules.docc"])
    #expect(entries.filter { !known.contains($0) } == [])
    let text = try String(
      contentsOf: Checkout.root.appending(path: "docs/architecture.md"), encoding: .utf8)
    for floor in Self.floors { #expect(text.contains("| `\(floor.name)/` |"), "\(floor.name)") }
  }

  @Test("arrows between the floors of RigRules run one way")
  func arrowsRunOneWay() throws {
    let floors = try Self.floors.map { try Floor($0.name, in: Self.root) }
    for (floor, rule) in zip(floors, Self.floors) {
      for other in floors where other.name != floor.name && !rule.uses.contains(other.name) {
        let used = floor.words.intersection(other.types).sorted()
        #expect(used == [], "\(floor.name) uses types of \(other.name)")
      }
    }
    // The check sees something: the engine is made of what lies below it.
    #expect(floors[6].words.contains("RuleLoader") && floors[0].types.contains("RuleFolder"))
  }

  /// Target by name, and the targets and products that the manifest lets it import.
  private static func manifest() throws -> [String: Set<String>] {
    let text = try String(
      contentsOf: Checkout.root.appending(path: "Package.swift"), encoding: .utf8)
    var found: [String: Set<String>] = [:]
    let target = #/\.(?:target|executableTarget|systemLibrary)\(\s*name: "([^"]+)"/#
    let starts = text.matches(of: target)
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1].range.lowerBound : text.endIndex
      var body = String(text[start.range.upperBound..<end])
      if let tests = body.range(of: ".testTarget(") { body = String(body[..<tests.lowerBound]) }
      var names: Set<String> = []
      if let list = body.firstMatch(of: #/(?s)dependencies: \[(.*?)\]/#) {
        let own = String(list.1).replacing(#/package: "[^"]*"/#, with: "")
        for name in own.matches(of: #/"([^"]+)"/#) { names.insert(String(name.1)) }
      }
      found[String(start.1)] = names
    }
    return found
  }

  @Test("the table of imports in docs/architecture.md is that of Package.swift")
  func importTable() throws {
    let text = try String(
      contentsOf: Checkout.root.appending(path: "docs/architecture.md"), encoding: .utf8)
    var table: [String: Set<String>] = [:]
    for row in text.matches(of: #/(?m)^\| `(C?[A-Za-z]+)` \| ([^|]*) \|/#) {
      table[String(row.1)] = Set(
        row.2.split(whereSeparator: { ", ".contains($0) }).map(String.init).filter { $0 != "–" })
    }
    let manifest = try Self.manifest()
    for name in Set(manifest.keys).union(table.keys).sorted() {
      #expect(table[name] == manifest[name], "\(name)")
    }
  }

  @Test("the files that docs/architecture.md names are there, as many as it says")
  func filesOfTheTenChanges() throws {
    let text = try String(
      contentsOf: Checkout.root.appending(path: "docs/architecture.md"), encoding: .utf8)
    let section = try #require(text.split(separator: "## Where a change goes").last)
      .split(separator: "## Decisions")[0]
    let rows = section.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2)
    #expect(rows.count == 10)
    for row in rows {
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let files = cells[2].matches(of: #/`((?:Sources|Plugins)\/[^`]+|README\.md)`/#).map { $0.1 }
      for file in files {
        let path = Checkout.root.appending(path: String(file)).path
        #expect(FileManager.default.fileExists(atPath: path), "\(file)")
      }
      // Some of the files are new ones "beside" or "such as" the one that is named.
      let unnamed = cells[2].contains("the `Repl+Topic.swift`") ? 1 : 0
      #expect(Int(cells[1]) == files.count + unnamed, "\(cells[0])")
    }
  }
}
