import Foundation

/// What the cases of a run were made of, so that a run that tried nothing does not look like a pass.
struct Tally: Sendable {
  private(set) var cases = 0
  private(set) var builds = 0
  private(set) var skipped = 0
  /// Cases by the kind of their fault.
  private(set) var faults: [String: Int] = [:]
  /// Records by outcome, broken ones by kind.
  private(set) var outcomes: [String: Int] = [:]

  static let marks = [
    (#""outcome":"pass""#, "pass"), (#""outcome":"fail""#, "fail"),
    (#""outcome":"unknown""#, "unknown"), (#""outcome":"not_applicable""#, "not applicable"),
    (#""kind":"error""#, "broken by an error"), (#""kind":"fuel""#, "by fuel"),
    (#""kind":"memory""#, "by memory"), (#"{"line":"#, "no build"),
  ]

  mutating func add(_ result: TrialResult, lines: Int) {
    cases += 1
    builds += lines
    skipped += result.skipped
    if let fault = result.fault { faults[fault.kind, default: 0] += 1 }
    for (mark, name) in Self.marks {
      outcomes[name, default: 0] += Self.count(Data(mark.utf8), in: result.output)
    }
  }

  private static func count(_ mark: Data, in output: Data) -> Int {
    var (count, at) = (0, output.startIndex)
    while let range = output.range(of: mark, in: at..<output.endIndex) {
      count += 1
      at = range.upperBound
    }
    return count
  }

  var text: String {
    let parts = Self.marks.map { "\($0.1) \(outcomes[$0.1, default: 0])" }
    return "\(cases) rule sets, \(builds) builds; outcomes: \(parts.joined(separator: ", "))"
      + faults.sorted { $0.key < $1.key }.map { "; \($0.key) \($0.value) times" }.joined()
      + (skipped > 0 ? "; \(skipped) records at the clock's limit not compared" : "")
  }
}
