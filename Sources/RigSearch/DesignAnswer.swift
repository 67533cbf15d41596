package import RigCatalog
package import RigModel
package import RigRules

/// One design that was found.
package struct Design: Sendable {
  /// The build.
  package let build: Build
  /// Its report, by the engine.
  package let report: Report
  /// The chosen parts, in the order in which kinds were decided.
  package let parts: [DesignOption]
  /// By part: the names of others that every rule takes for the same, and that cost no less.
  package let alike: [[String]]
  /// What the chosen parts cost; nil where a price is not known.
  package let price: Double?
  /// The memory of all cards in gigabytes; nil where no cards are chosen or it is not known.
  package let memory: Double?
  /// What a function in Lua returned.
  package let value: Double?
  /// By what designs are compared; greater is better, the first difference decides.
  package var rank: [Double] { order.list }
  let order: DesignRank
  /// The position of each chosen part among those to choose from, for equal ranks.
  let path: [Int]

  /// Whether it comes before another.
  func isBetter(than other: Design) -> Bool {
    order == other.order ? path.lexicographicallyPrecedes(other.path) : order > other.order
  }

  /// The fields for want of which its verdict is incomplete, each once, as reports write them.
  package let missing: [String]
}

/// Why designs were not looked at one by one.
package enum DesignCut: Sendable, Hashable {
  /// A rule fails, or breaks, whatever the rest is.
  case rule(String)
  /// They cost more than the budget.
  case budget
  /// None of them can be better than what was found.
  case bound
  /// They were not reached in the time.
  case time
}

/// The best designs, and how that is known.
package struct DesignAnswer: Sendable {
  /// The best designs that are proved to pass, the best first: one more than was asked for, so that
  /// the next best is known.
  package let best: [Design]
  /// Designs that would be better than the best if what they do not state were known, and good.
  package let ifKnown: [Design]
  /// The kinds in the order in which they were decided; among equals the first by name of the first
  /// kind comes first, then of the second.
  package let order: [PartCategory]
  /// How many designs there are.
  package let total: Double
  /// How many of these were judged as whole builds, together with those that rules take for the same.
  package let judged: Double
  /// How many were cut, and why; the most first.
  package let cuts: [(cause: DesignCut, count: Double)]
  /// By rule: the message of one of the failures it cut for.
  package let messages: [String: String]
  /// How many times rules were asked.
  package let evaluations: Int
  /// By kind, in the order of `order`: the positions of the options that were judged for all that no
  /// rule tells apart.
  package let judgedOptions: [[Int]]
  /// What the rank of a design that was not looked at can be at most; nil where all were.
  package let bound: [Double]?
  /// A function in Lua returned no number for so many.
  package let unranked: Double

  /// Whether no other design is better.
  package var isProved: Bool { bound == nil }
}

/// How far a search is.
package struct DesignProgress: Sendable {
  /// The share of all designs that is dealt with, 0 to 1.
  package let share: Double
  /// The rank of the best design so far.
  package let best: [Double]?
  /// What the rank of any other can be at most; nil before that is known.
  package let bound: [Double]?
  /// How many times rules were asked.
  package let evaluations: Int
}

/// What a search may use.
package struct DesignLimits {
  /// How many designs are asked for.
  package var top = 3
  /// The most bytes for what is cached.
  package var memory = 256 << 20
  /// The most threads at the same time; the answer does not depend on it.
  package var jobs = 1
  /// Called now and then; the search ends with what it has when it returns false.
  package var goesOn: (DesignProgress) -> Bool = { _ in true }

  /// The usual limits.
  package init() {}
}
