internal import Foundation
internal import Testing

/// Which C files of the sandbox use which. A `.c` file and its header are one file here.
private struct IncludeGraph {
  /// By file without its ending: the files that it includes or whose verbs it calls.
  private(set) var uses: [String: Set<String>] = [:]

  init(_ texts: [String: String]) {
    var owners: [String: String] = [:]
    for (file, text) in texts where file.hasSuffix(".c") {
      for match in text.matches(of: Self.definition) {
        owners[String(match.1)] = Self.unit(file)
      }
    }
    for (file, text) in texts {
      let unit = Self.unit(file)
      var used = Set(text.matches(of: Self.include).map { Self.unit(String($0.1)) })
      for line in text.split(separator: "\n") where line.hasPrefix(" ") {
        let code = line.replacing(#/\/\/.*/#, with: "")
        for call in code.matches(of: Self.call) {
          if let owner = owners[String(call.1)] { used.insert(owner) }
        }
      }
      // The public header belongs to no file; its verbs are found by their calls.
      uses[unit, default: []].formUnion(used.subtracting([unit, "CLuaSandbox"]))
    }
  }

  nonisolated(unsafe) private static let include = #/(?m)^#include "([^"]+)"/#
  nonisolated(unsafe) private static let call = #/\b(cls_\w+)\(/#
  nonisolated(unsafe) private static let definition = #/(?m)^[A-Za-z_][\w *]*?\b(cls_\w+)\(/#

  /// The name of a file without its ending; the files of the Lua libraries are one.
  private static func unit(_ file: String) -> String {
    let name = String(file.prefix { $0 != "." })
    return name.hasPrefix("library") ? "library" : name
  }

  /// A circle of files, if there is one: each uses the next, and the last one uses the first.
  func circle() -> [String]? {
    var finished: Set<String> = []
    func search(_ file: String, _ path: [String]) -> [String]? {
      if let start = path.firstIndex(of: file) { return Array(path[start...]) }
      if finished.contains(file) { return nil }
      for next in (uses[file] ?? []).sorted() {
        if let found = search(next, path + [file]) { return found }
      }
      finished.insert(file)
      return nil
    }
    for file in uses.keys.sorted() {
      if let found = search(file, []) { return found }
    }
    return nil
  }

  /// All files that must be read to understand one.
  func closure(of file: String) -> Set<String> {
    var found: Set<String> = []
    var open = [file]
    while let next = open.popLast() {
      for used in uses[next] ?? [] where found.insert(used).inserted { open.append(used) }
    }
    return found
  }
}

@Suite("The files of the sandbox")
struct IncludeGraphTests {
  private static let folder = Checkout.root.appending(path: "Sources/CLuaSandbox")

  private static func sandbox() throws -> IncludeGraph {
    var texts: [String: String] = [:]
    for file in try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    where ["c", "h"].contains(file.pathExtension) {
      texts[file.lastPathComponent] = try String(contentsOf: file, encoding: .utf8)
    }
    return IncludeGraph(texts)
  }

  @Test("no circle of files in CLuaSandbox")
  func noCircle() throws {
    let graph = try Self.sandbox()
    #expect(graph.circle() == nil)
    #expect(graph.uses["cached_builds"]?.isSuperset(of: ["evaluate", "dependency"]) == true)
  }

  @Test("facts.c is read without evaluation, rules and cached builds")
  func factsStandAlone() throws {
    let needed = try Self.sandbox().closure(of: "facts")
    #expect(needed.contains("plugin"))
    let above: Set = ["cached_builds", "chunk", "context", "evaluate", "rule", "worker"]
    #expect(needed.intersection(above).sorted() == [])
  }

  @Test("the table of files in the README of CLuaSandbox is that of the sources")
  func tableOfFiles() throws {
    let text = try String(
      contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
    var table: [String: Set<String>] = [:]
    for row in text.matches(of: #/(?m)^\| `(\w+)` \| [^|]+ \| ([^|]*) \|$/#) {
      let above = Set(table.keys)
      let used = Set(
        row.2.split(whereSeparator: { ", ".contains($0) }).map(String.init).filter { $0 != "–" })
      #expect(used.isSubset(of: above), "\(row.1) uses a file below it")
      table[String(row.1)] = used
    }
    #expect(table == (try Self.sandbox().uses))
  }

  @Test("a circle is found: by includes, and by calls of verbs")
  func circlesAreFound() {
    let byInclude = IncludeGraph([
      "a.c": "#include \"b.h\"\n", "b.c": "#include \"a.h\"\n", "c.c": "#include \"a.h\"\n",
    ])
    #expect(byInclude.circle() == ["a", "b"])
    let byCall = IncludeGraph([
      "a.c": "#include \"b.h\"\nvoid cls_a(int x) {\n  cls_b();\n}\n",
      "b.c": "void cls_b(void) {\n  // cls_c(1)\n  cls_a(1);\n}\n",
      "c.c": "void cls_c(int x) {}\n",
    ])
    #expect(byCall.circle() == ["a", "b"])
    let straight = IncludeGraph([
      "a.c": "#include \"b.h\"\n", "b.h": "#include \"CLuaSandbox.h\"\n",
    ])
    #expect(straight.circle() == nil)
  }
}
