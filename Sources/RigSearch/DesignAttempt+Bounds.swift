internal import RigCatalog
internal import RigModel
internal import RigRules

/// What some parts cost and hold together.
struct DesignTotals {
  /// The price; nil where a part has none.
  private(set) var price: Int64? = 0
  /// The memory of cards.
  private(set) var memory: Int64? = 0

  mutating func add(price: Int64?, memory: Int64?) {
    self.price = Self.sum(self.price, price)
    self.memory = Self.sum(self.memory, memory)
  }

  private static func sum(_ one: Int64?, _ other: Int64?) -> Int64? {
    one.flatMap { one in other.map { one + $0 } }
  }
}

/// The least that the choices which are still open add, whatever they become, with what is chosen.
struct DesignFloor {
  var sums = DesignSums()
  /// The least price, nil where each of some choice has none; and the most memory.
  var totals: DesignTotals
  /// By choice: the first position that it may have.
  var positions: [Int]
  /// Whether some choice has no candidate of this sort left.
  var isEmpty = false
}

extension DesignAttempt {
  /// What of an open choice is least.
  struct ChoiceFloor {
    private(set) var sums: DesignSums?
    private(set) var price: Int64?
    private(set) var memory: Int64?
    private(set) var position = Int.max

    mutating func take(_ one: DesignSums, _ option: DesignOption, _ at: Int) {
      if sums == nil { sums = one } else { sums!.lower(to: one) }
      if let own = option.price { price = min(price ?? own, own) }
      if let own = option.memory { memory = max(memory ?? own, own) }
      position = min(position, at)
    }
  }

  /// The floors of an open choice over those candidates that leave nothing unknown, and over all.
  struct Floors {
    var complete: DesignFloor
    var all: DesignFloor
  }

  /// A candidate with the most that a design with it can reach.
  struct Option {
    let candidate: Candidate
    /// By what is proved; nil where nothing below can be.
    let provable: DesignRank?
    /// As if all were known; nil where that was not asked.
    let known: DesignRank?
    var most: DesignRank { provable ?? known ?? DesignRank() }
  }

  /// One more than asked for, so that the next best is known.
  var most: Int { search.limits.top + 1 }

  private func floors(of place: Int) -> (complete: ChoiceFloor, all: ChoiceFloor) {
    var floors = (complete: ChoiceFloor(), all: ChoiceFloor())
    for candidate in domains[place] {
      let one = classes[place][candidate.number]
      floors.all.take(candidate.sums, one.option, one.position)
      if candidate.sums.openCount == 0 {
        floors.complete.take(candidate.sums, one.option, one.position)
      }
    }
    return floors
  }

  /// What the parts that are chosen cost and hold.
  var chosenTotals: DesignTotals {
    order.reduce(into: DesignTotals()) { totals, place in
      guard let number = chosen[place] else { return }
      let option = classes[place][number].option
      totals.add(price: option.price, memory: option.memory)
    }
  }

  /// What is chosen, and the floors of the open choices but one.
  private func floors(
    _ own: [(complete: ChoiceFloor, all: ChoiceFloor)?], without place: Int
  ) -> Floors {
    var base = DesignFloor(
      sums: sums, totals: chosenTotals, positions: Array(repeating: 0, count: order.count))
    for place in order {
      if let number = chosen[place] { base.positions[place] = classes[place][number].position }
    }
    var floors = Floors(complete: base, all: base)
    func add(_ floor: ChoiceFloor, to sum: inout DesignFloor, _ place: Int) {
      guard let sums = floor.sums else {
        sum.isEmpty = true
        return
      }
      sum.sums.add(sums)
      sum.totals.add(price: floor.price, memory: floor.memory)
      sum.positions[place] = floor.position
    }
    for other in order where other != place {
      guard let floor = own[other] else { continue }
      add(floor.complete, to: &floors.complete, other)
      add(floor.all, to: &floors.all, other)
    }
    if floors.complete.sums.openCount > 0 { floors.complete.isEmpty = true }
    return floors
  }

  func floors(from depth: Int, without place: Int) -> Floors {
    let open = Set(order[depth...])
    return floors(
      order.indices.map { open.contains($0) && $0 != place ? floors(of: $0) : nil },
      without: place)
  }

  /// More rounds take little more away than they cost.
  private static let rounds = 3

  /// Takes away the candidates of all open choices that can no longer be part of an answer, until
  /// nothing changes. Returns false if a choice has none left.
  func tighten(from depth: Int) -> Bool {
    let open = order[depth...]
    var own = order.indices.map { open.contains($0) ? floors(of: $0) : nil }
    for _ in 0..<Self.rounds {
      var isChanged = false
      for place in open {
        let floors = self.floors(own, without: place)
        let others = self.others(than: place)
        let before = domains[place].count
        domains[place].removeAll { candidate in
          guard let cause = self.cause(against: candidate, place, floors) else { return false }
          counts.add(cause, others * classes[place][candidate.number].weight)
          return true
        }
        if domains[place].isEmpty { return false }
        if domains[place].count < before {
          own[place] = self.floors(of: place)
          isChanged = true
        }
      }
      if !isChanged { break }
    }
    return true
  }

  private func cause(against candidate: Candidate, _ place: Int, _ floors: Floors) -> DesignCut? {
    if let budget = search.space.plan.budget {
      let price = classes[place][candidate.number].option.price ?? 0
      if price + (floors.all.totals.price ?? 0) > Int64((budget * 10_000).rounded()) {
        return .budget
      }
    }
    // What can be proved is asked first: it holds for most that stays.
    let provable = Option(
      candidate: candidate, provable: provable(candidate, place, floors), known: nil)
    if canBeProved(provable, place, floors) { return nil }
    let option = option(candidate, place, floors)
    return canBeKnown(option, place, floors) ? nil : .bound
  }

  /// The candidates of a choice, the most promising first: those that can be proved, by what they
  /// can reach, then the others.
  func options(_ place: Int, _ floors: Floors) -> [Option] {
    domains[place].map { option($0, place, floors) }.sorted { one, other in
      let isProvable = one.provable != nil
      if isProvable != (other.provable != nil) { return isProvable }
      return one.most == other.most
        ? one.candidate.number < other.candidate.number : one.most > other.most
    }
  }

  func option(_ candidate: Candidate, _ place: Int, _ floors: Floors) -> Option {
    Option(
      candidate: candidate, provable: provable(candidate, place, floors),
      known: rank(candidate, place, floors.all, isOptimistic: true))
  }

  private func provable(_ candidate: Candidate, _ place: Int, _ floors: Floors) -> DesignRank? {
    if candidate.sums.openCount > 0 || floors.complete.isEmpty { return nil }
    return rank(candidate, place, floors.complete, isOptimistic: false)
  }

  private func rank(
    _ candidate: Candidate, _ place: Int, _ floor: DesignFloor, isOptimistic: Bool
  ) -> DesignRank {
    let option = classes[place][candidate.number].option
    var (sums, totals) = (floor.sums, floor.totals)
    sums.add(candidate.sums)
    totals.add(price: option.price, memory: option.memory)
    return bound.most(
      sums, price: totals.price, memory: totals.memory, isOptimistic: isOptimistic)
  }

  /// Whether a design with this candidate may still be part of the answer.
  func mayBeGood(_ option: Option, _ place: Int, _ floors: Floors) -> Bool {
    canBeProved(option, place, floors) || canBeKnown(option, place, floors)
  }

  private func isExcluded(_ option: Option, _ floor: DesignFloor) -> Bool {
    search.space.plan.goal == .pass && (option.candidate.sums.warns || floor.sums.warns)
  }

  /// Whether a design below may be among the best that are proved.
  private func canBeProved(_ option: Option, _ place: Int, _ floors: Floors) -> Bool {
    guard let rank = option.provable, !isExcluded(option, floors.complete) else { return false }
    guard proved.count == most, let last = proved.last else { return true }
    return isAhead(rank, of: last, option, place, floors.complete)
  }

  /// Whether a design below may be better than the best if all were known.
  private func canBeKnown(_ option: Option, _ place: Int, _ floors: Floors) -> Bool {
    if floors.all.isEmpty || isExcluded(option, floors.all) { return false }
    guard let known = option.known else { return false }
    if let best = proved.first, known <= best.order { return false }
    guard ifKnown.count == most, let last = ifKnown.last else { return true }
    return isAhead(known, of: last, option, place, floors.all)
  }

  private func isAhead(
    _ rank: DesignRank, of last: Design, _ option: Option, _ place: Int, _ floor: DesignFloor
  ) -> Bool {
    if rank != last.order { return rank > last.order }
    let path = order.map { choice in
      choice == place ? classes[place][option.candidate.number].position : floor.positions[choice]
    }
    // The last itself is met again if the first look has found it.
    return !last.path.lexicographicallyPrecedes(path)
  }
}
