internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

/// A whole manifest with lines lost, doubled, swapped and cut: it loads, or says where it does not.
@Suite("Damaged manifests")
struct ManifestFuzzTests {
  static let lines: [String] = {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 1...3 { folder.deleteLastPathComponent() }
    let file = folder.appendingPathComponent("Fixtures/plugins/budget/plugin.lua")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }()

  static let damages: [(name: String, change: @Sendable (inout [String], Int) -> Void)] = [
    ("lost", { lines, at in lines.remove(at: at) }),
    ("doubled", { lines, at in lines.insert(lines[at], at: at) }),
    ("swapped", { lines, at in lines.swapAt(at, (at + 1) % lines.count) }),
    ("the end", { lines, at in lines.removeSubrange(at...) }),
    ("cut", { lines, at in lines[at].removeLast(lines[at].count / 2) }),
    ("a number", { lines, at in lines[at] = lines[at].replacing(/"[^"]*"/, with: "7") }),
    ("a table", { lines, at in lines[at] = lines[at].replacing(/= [^{].*/, with: "= {},") }),
    (
      "a slip",
      { lines, at in lines[at] = lines[at].replacing(/([a-z])_?([a-z]) =/) { "\($0.2)\($0.1) =" } }
    ),
  ]

  @Test("it loads, or every problem has a place in it", arguments: damages.map(\.name))
  func damaged(_ name: String) throws {
    #expect(Self.lines.count > 60)
    let change = try #require(Self.damages.first { $0.name == name }).change
    let prices = "return { total = function() return 1 end, of = function() return 1 end }"
    var failed = 0
    for at in Self.lines.indices {
      var lines = Self.lines
      change(&lines, at)
      let engine = try Engine(
        rules: [.files(["own.lua": ruleSource(check: reportsFinding)])],
        plugins: [
          .files(
            "budget", ["plugin.lua": lines.joined(separator: "\n"), "lib/prices.lua": prices])
        ])
      #expect(try engine.message("own") == "found 1")
      guard let plugin = engine.ruleSet.brokenPlugins.first else { continue }
      failed += 1
      for problem in plugin.problems {
        #expect(problem.kind == .load && problem.code.hasPrefix("plugin/"), "\(problem)")
        let parts = problem.at.split(separator: ":")
        let line = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
        #expect(parts.first == "budget/plugin.lua" && line >= 1, "\(problem)")
        #expect(line <= max(lines.count, 1), "\(problem)")
      }
    }
    #expect(failed > 0)
  }
}
