// A program of its own that judges builds with the library: one made in code, one from a file, and
// then with a rule that changes while it runs.
import Foundation
import RigModel
import RigRules

let repository = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

let engine = try Engine(rules: [.directory(repository.appending(path: "Rules"))])
print("\(engine.ruleSet.rules.count) rules")

func show(_ report: Report) {
  let score = report.score.map { "\($0)" } ?? "none"
  print("\(report.id): \(report.verdict.rawValue), score \(score), coverage \(report.coverage)")
  for result in report.results {
    guard case .fail(_, let findings) = result.outcome else { continue }
    for finding in findings {
      print("  \(finding.severity.rawValue) \(result.rule): \(finding.message)")
    }
  }
}

// Made in code, and validated like a file.
let made = try Build([
  "id": "made-in-code", "use_case": "kaggle", "cpu": ["tdp_w": 65],
  "gpus": [["vram_gb": 6, "tdp_w": 120]], "psus": [["wattage_w": 150]],
])
show(try engine.evaluate(made))

// From a file.
let file = repository.appending(path: "Fixtures/builds/four-2080ti.yaml")
show(try engine.evaluate(Build(contentsOf: file)))

// What is wrong with a build is an error with its place.
do {
  _ = try Build(["gpus": [["vram": 11]]])
} catch {
  print("refused: \(error)")
}

// A rule of the program's own, changed while it runs.
let folder = FileManager.default.temporaryDirectory.appending(path: "embed-\(getpid())")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

func save(limit: Int) throws {
  let source = """
    return {
      title = "House rule", severity = "warning", needs = { "monitors" },
      messages = { few = "{have} of {limit} monitors" },
      check = function(build, ctx)
        if build.monitors < \(limit) then
          ctx.report("few", { have = build.monitors, limit = \(limit) })
        end
      end,
    }
    """
  try source.write(to: folder.appending(path: "monitors.lua"), atomically: true, encoding: .utf8)
}

try save(limit: 1)
let house = try Engine(rules: [.directory(folder, displayedAs: "House")])
let desk = try Build(["id": "desk", "monitors": 2])
show(try house.evaluate(desk))
let changes = house.changes
house.startWatching()
try save(limit: 3)
for await change in changes {
  print("generation \(change.generation): changed \(change.changed)")
  break
}
show(try house.evaluate(desk))
house.stopWatching()
