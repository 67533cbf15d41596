package import RigCatalog
package import RigModel
package import RigRules

/// What a machine is to be: its purpose, what it has to have, what it may cost, and which parts there
/// are already.
package struct DesignPlan: Sendable {
  /// What is fixed: the purpose, the mains, and the parts one has.
  package var fixed: Build
  /// The kinds of part to choose; nil: the usual ones that are not there yet.
  package var kinds: [PartCategory]?
  /// How many of a kind; 1 without it. Each number is tried.
  package var counts: [PartCategory: [Int]] = [:]
  /// The least memory of all cards together, and of each.
  package var memory: (all: Double?, each: Double?) = (nil, nil)
  /// The most that the chosen parts may cost together.
  package var budget: Double?
  /// Words of which a part's name has to have one, by kind.
  package var taken: [PartCategory: [String]] = [:]
  /// Words of which a part's name may have none, by kind.
  package var left: [PartCategory: [String]] = [:]
  /// What is best.
  package var objective = DesignObjective.score
  /// The worst verdict that a design may have: `pass` or `warn`.
  package var goal = Verdict.warn

  /// A plan in which everything is still to be chosen.
  package init(fixed: Build) { self.fixed = fixed }

  /// What is chosen if a plan does not say it.
  package static let usualKinds: [PartCategory] = [
    .gpu, .cpu, .cpuCooler, .motherboard, .memory, .psu, .chassis,
  ]
}

/// What makes one design better than another.
package enum DesignObjective: Sendable, Equatable {
  /// Verdict, score, coverage, then price.
  case score
  /// The lowest price, then as `score`.
  case price
  /// The most graphics memory for the money, then as `score`.
  case vramPerMoney
  /// The greatest number that a function in Lua returns, then as `score`.
  case lua(source: String)

  /// The words for those that are not in Lua.
  package static let words = ["score", "price", "vram-per-money"]

  /// Reads a word, or a text in Lua, which has `function` in it.
  package init?(_ text: String) {
    switch text {
    case "score": self = .score
    case "price": self = .price
    case "vram-per-money": self = .vramPerMoney
    case _ where text.contains("function"): self = .lua(source: text)
    default: return nil
    }
  }

  /// The word for it.
  package var word: String {
    switch self {
    case .score: "score"
    case .price: "price"
    case .vramPerMoney: "vram-per-money"
    case .lua: "lua"
    }
  }

  /// Whether a part without a price can be chosen at all.
  package var needsPrices: Bool { self == .price || self == .vramPerMoney }
}
