import Foundation

enum Measure {
  /// Seconds of each run of `work`, sorted.
  static func times(_ runs: Int, _ work: () throws -> Void) rethrows -> [Double] {
    var times: [Double] = []
    for _ in 0..<runs {
      let start = ContinuousClock.now
      try work()
      times.append((ContinuousClock.now - start) / .seconds(1))
    }
    return times.sorted()
  }

  static func median(_ sorted: [Double]) -> Double { sorted[sorted.count / 2] }

  static func row(_ name: String, _ columns: String...) {
    let padded = columns.map { String(repeating: " ", count: max(0, 14 - $0.count)) + $0 }
    print(name.padding(toLength: 44, withPad: " ", startingAt: 0) + padded.joined())
  }

  static func figure(_ value: Double, _ digits: Int = 1) -> String {
    String(format: "%.\(digits)f", value)
  }
}
