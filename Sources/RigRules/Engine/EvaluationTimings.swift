/// What each rule took while builds were evaluated, by the clock: for a person who looks for the slow
/// one. Nothing is measured where no one asks for it.
package struct EvaluationTimings: Sendable, Hashable {
  /// What one rule took.
  package struct Entry: Sendable, Hashable {
    package let rule: String
    /// How many times it ran.
    package var calls: UInt64
    /// Nanoseconds of all calls. A fact counts for the rule that asks for it first.
    package var time: UInt64
  }

  /// How many builds were evaluated.
  package private(set) var builds = 0
  /// Nanoseconds spent on putting builds into Lua.
  package private(set) var bind: UInt64 = 0
  /// In the order of the rules.
  package private(set) var rules: [Entry] = []
  private var places: [String: Int] = [:]

  package init() {}

  mutating func addBuild(bound time: UInt64) {
    builds += 1
    bind &+= time
  }

  mutating func add(_ rule: String, time: UInt64) {
    if let place = places[rule] {
      rules[place].calls &+= 1
      rules[place].time &+= time
    } else {
      places[rule] = rules.count
      rules.append(Entry(rule: rule, calls: 1, time: time))
    }
  }
}
