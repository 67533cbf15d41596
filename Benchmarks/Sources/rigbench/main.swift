import Foundation
import RigSamples

/// Figures of one run, side by side: machines are noisy, ratios less so.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

let usage = """
  usage: rigbench [evaluation | cold-start | reload | batch [BUILDS] | cliffs [BUILDS] | design
    | generate BUILDS [pools|unique|equal-cards|mixed-cards|ten-parts|hundred-parts] [SEED]]
  """

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(2)
}

let words = Array(CommandLine.arguments.dropFirst())
switch words.first {
case nil:
  try EvaluationBenchmark(root: root).run()
  try ColdStartBenchmark(root: root).run()
  try ReloadBenchmark(root: root).run()
  try BatchBenchmark(root: root, builds: 100_000).run()
  try CliffBenchmark(root: root, builds: 20_000).run()
  try DesignBenchmark(root: root).run()
case "design"?: try DesignBenchmark(root: root).run()
case "evaluation"?: try EvaluationBenchmark(root: root).run()
case "cold-start"?: try ColdStartBenchmark(root: root).run()
case "reload"?: try ReloadBenchmark(root: root).run()
case "batch"?:
  guard let builds = words.count > 1 ? Int(words[1]) : 1_000_000, builds > 0 else { fail(usage) }
  try BatchBenchmark(root: root, builds: builds).run()
case "cliffs"?:
  guard let builds = words.count > 1 ? Int(words[1]) : 20_000, builds > 0 else { fail(usage) }
  try CliffBenchmark(root: root, builds: builds).run()
case "generate"?:
  guard words.count > 1, let builds = Int(words[1]), builds >= 0,
    let kind = SampleBuilds.Kind(rawValue: words.count > 2 ? words[2] : "pools"),
    let seed = UInt64(words.count > 3 ? words[3] : "1")
  else { fail(usage) }
  SampleFile.write(SampleBuilds(kind, seed: seed), builds) { FileHandle.standardOutput.write($0) }
default: fail(usage)
}
