import ArgumentParser
import RigModel
import RigRules
import RigSearch
internal import RigSystem

/// A length of time: `10s`, `500ms`, `2m`; seconds without a unit.
struct SearchTime: ExpressibleByArgument, CustomStringConvertible {
  let nanoseconds: UInt64

  init?(argument: String) {
    let digits = argument.prefix { $0.isNumber || $0 == "." }
    let units: [String: Double] = ["": 1, "s": 1, "ms": 0.001, "m": 60, "min": 60, "h": 3600]
    guard let number = Double(digits), let unit = units[String(argument.dropFirst(digits.count))],
      number > 0, number * unit <= 1e6
    else { return nil }
    nanoseconds = UInt64(number * unit * 1e9)
  }

  private init(seconds: UInt64) { nanoseconds = seconds * 1_000_000_000 }

  /// What a server gives one search where nothing else is said.
  static let service = SearchTime(seconds: 30)

  /// When it is over, for what begins now.
  var end: UInt64 { MonotonicClock.now &+ nanoseconds }

  /// In seconds, as help pages show it.
  var description: String { "\(DecimalText.short(Double(nanoseconds) / 1e9))s" }

  /// A search for fixes took longer.
  var diagnostic: Diagnostic {
    Diagnostic(
      code: "api/search-time",
      message: "the search for fixes was ended after \(self), before any was known to be complete",
      hint: "keep some parts as they are (`keep`), or allow fewer changes (`max-changes`)")
  }
}

extension FixSearch {
  /// The answer of a search on a stack on which rules may run, which takes so long at most.
  static func answer(
    _ engine: Engine, _ build: Build, _ offers: Offers, goal: FixGoal, limits: FixLimits,
    within time: SearchTime? = nil
  ) throws -> FixAnswer {
    var limits = limits
    if let end = time?.end { limits.goesOn = { MonotonicClock.now < end } }
    do {
      return try RuleStack.run { [limits] in
        try FixSearch(engine, build, offers, goal: goal, limits: limits).run()
      }
    } catch let ended as FixSearchEnded {
      guard let time else { throw ended }
      throw CommandFailure([time.diagnostic], status: .findings)
    }
  }
}
