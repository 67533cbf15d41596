package import RigRules

/// Changes that belong together, out of which one choice of a fix is made.
package struct FixAlternative: Sendable {
  /// The changes; none of them can be left out.
  package let changes: [Change]
  /// By change: whether every larger quantity that was tried works too.
  package let isLeast: [Bool]
  /// What they cost on the build; nil where a price is not known.
  package let price: Double?
  /// The score of the build with these changes alone.
  package let score: Double?
  /// Names of further parts that every rule takes for the same, by change.
  package let alike: [[String]]
}

/// A fix of the build: one alternative of each choice, in any combination.
package struct FixMenu: Sendable {
  /// The choices; each has at least one alternative, the best first.
  package internal(set) var choices: [[FixAlternative]]
  /// How it is known that every combination is a fix.
  package internal(set) var proof: Proof
  /// The report of the build with the first alternative of each choice.
  package internal(set) var report: Report

  /// How it is known that every combination is a fix.
  package enum Proof: Sendable, Equatable {
    /// All of them were evaluated.
    case evaluated(Int)
    /// No rule reads two of the choices, and some combinations were evaluated all the same.
    case reads(sampled: Int, of: Int)
    /// Some were evaluated.
    case sampled(Int, of: Int)
  }

  /// The first alternative of each choice.
  package var best: [FixAlternative] { choices.map { $0[0] } }
  /// How many combinations there are.
  package var combinations: Int {
    choices.reduce(1) { $0.multipliedReportingOverflow(by: $1.count).partialValue }
  }
}

/// What was found out about fixing a build.
package struct FixAnswer: Sendable {
  /// The report of the build as it is.
  package let base: Report
  /// Whether the build reaches the goal as it is.
  package let isReached: Bool
  /// The fixes, those with the fewest changes first.
  package let menus: [FixMenu]
  /// Rules that the goal needs and that none of the allowed changes touches.
  package let outOfReach: [String]
  /// Rules that lack a field which none of the allowed changes states: until it is stated the
  /// verdict stays incomplete, whatever is changed. The fixes are those of everything else.
  package let unstated: [String]
  /// What was not tried.
  package let omissions: [FixOmission]
  /// How many builds were judged.
  package let judged: Int
}
