internal import RigModel
internal import RigRules

/// The sums that decide how good a design can be, over the rules that are decided.
struct DesignSums: Hashable {
  /// Weights times what is missing to full scores.
  var loss = 0.0
  /// The weights of rules that do not apply.
  var idle = 0.0
  /// The weights of rules that are unknown, where that is only a note.
  var note = 0.0
  /// The weights of rules that are unknown, where the verdict is incomplete for it.
  var open = 0.0
  /// How many rules these are: weights may be taken off again, and then a rest of rounding is left.
  var openCount = 0
  /// Whether a rule fails at severity warning.
  var warns = false

  mutating func add(_ other: DesignSums) {
    loss += other.loss
    idle += other.idle
    note += other.note
    open += other.open
    openCount += other.openCount
    warns = warns || other.warns
  }

  /// Takes off what was added before it was decided. `warns` stays: what warns at least, warns.
  mutating func subtract(_ other: DesignSums) {
    loss -= other.loss
    idle -= other.idle
    note -= other.note
    open -= other.open
    openCount -= other.openCount
  }

  /// The least of each, for what any of several options has at least.
  mutating func lower(to other: DesignSums) {
    loss = min(loss, other.loss)
    idle = min(idle, other.idle)
    note = min(note, other.note)
    open = min(open, other.open)
    openCount = min(openCount, other.openCount)
    warns = warns && other.warns
  }
}

/// By what designs are compared: greater is better, the first figure that differs decides.
///
/// Five numbers in a row and not an array, because very many are made.
struct DesignRank: Comparable {
  var figures: SIMD8<Double>
  /// How many figures count.
  var count: Int

  init(_ figures: Double...) {
    self.figures = SIMD8(repeating: 0)
    count = figures.count
    for (place, figure) in figures.enumerated() { self.figures[place] = figure }
  }

  static func < (left: Self, right: Self) -> Bool {
    for place in 0..<left.count where left.figures[place] != right.figures[place] {
      return left.figures[place] < right.figures[place]
    }
    return false
  }

  static func == (left: Self, right: Self) -> Bool {
    (0..<left.count).allSatisfy { left.figures[$0] == right.figures[$0] }
  }

  /// The figures in a list.
  var list: [Double] { (0..<count).map { figures[$0] } }
}

/// The most that the rank of a design can be.
///
/// Every figure is monotone: what is not decided yet counts as the best it can be. Sums of floating
/// numbers depend on their order, so bounds are raised by far more than that can make out.
struct DesignBound {
  let objective: DesignObjective
  /// The weight of all rules.
  let weight: Double

  /// The rank of a report.
  func rank(
    verdict: Verdict, score: Double?, coverage: Double, price: Int64?, memory: Int64?,
    value: Double?
  ) -> DesignRank {
    let verdict: Double = verdict == .warn ? 0 : 1
    let tenths: Double = score.map { ($0 * 10).rounded() } ?? -1
    let covered = (coverage * 100).rounded()
    let cost: Double = price.map { -Double($0) } ?? -.infinity
    switch objective {
    case .score: return DesignRank(verdict, tenths, covered, cost)
    case .price: return DesignRank(cost, verdict, tenths, covered)
    case .vramPerMoney:
      return DesignRank(Self.ratio(memory, price), verdict, tenths, covered, cost)
    case .lua: return DesignRank(value ?? -.infinity, verdict, tenths, covered, cost)
    }
  }

  private static func ratio(_ memory: Int64?, _ price: Int64?) -> Double {
    guard let memory, let price else { return -.infinity }
    return price == 0 ? .infinity : Double(memory) / Double(price)
  }

  /// The most that any build can reach that has at least these sums and this price.
  ///
  /// - Parameter isOptimistic: Count what makes a verdict incomplete as passed.
  func most(_ sums: DesignSums, price: Int64?, memory: Int64?, isOptimistic: Bool) -> DesignRank {
    let (score, coverage) = figures(sums, isOptimistic: isOptimistic)
    return rank(
      verdict: sums.warns ? .warn : .pass, score: score, coverage: coverage, price: price,
      memory: memory, value: .infinity)
  }

  private static let margin = 1e-11

  /// Score and coverage as a report rounds them, or higher.
  private func figures(_ sums: DesignSums, isOptimistic: Bool) -> (Double, Double) {
    let open = isOptimistic ? 0 : sums.open
    let applicable = weight - sums.idle
    let evaluated = applicable - sums.note - open
    func share(_ part: Double, of whole: Double) -> Double {
      whole <= 0 ? 1 : min(1, part / whole + Self.margin)
    }
    let score = (1000 * share(evaluated - sums.loss, of: evaluated)).rounded() / 10
    let coverage = (100 * share(evaluated, of: applicable)).rounded() / 100
    return (score, coverage)
  }

  /// The rank of a report whose incomplete rules count as passed.
  func optimisticRank(
    of report: Report, _ effects: [String: UnknownEffect], price: Int64?, memory: Int64?,
    value: Double?
  ) -> DesignRank {
    var (applicable, evaluated, earned) = (0.0, 0.0, 0.0)
    var warns = false
    for result in report.results where result.waived == nil {
      switch result.outcome {
      case .pass, .fail:
        evaluated += result.weight
        earned += result.weight * (result.score ?? 0)
        applicable += result.weight
        if case .fail(.warning, _) = result.outcome { warns = true }
      case .unknown:
        applicable += result.weight
        guard effects[result.rule] == .incomplete else { continue }
        evaluated += result.weight
        earned += result.weight
      case .notApplicable, .broken: break
      }
    }
    return rank(
      verdict: warns ? .warn : .pass,
      score: evaluated > 0 ? (1000 * earned / evaluated).rounded() / 10 : nil,
      coverage: applicable > 0 ? (100 * evaluated / applicable).rounded() / 100 : 0,
      price: price, memory: memory, value: value)
  }

}
