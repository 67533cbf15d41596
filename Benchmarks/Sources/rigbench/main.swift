import Foundation

/// Figures of one run, side by side: machines are noisy, ratios less so.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

try EvaluationBenchmark(root: root).run()
try ColdStartBenchmark(root: root).run()
try ReloadBenchmark(root: root).run()
