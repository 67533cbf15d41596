package import RigCatalog
internal import RigModel

/// A part, and how many of it, for one kind of a design.
package struct DesignOption: Sendable {
  /// The part.
  package let offer: Offer
  /// How many.
  package let count: Int
  /// What stands under the key of its kind.
  let value: BuildValue
  /// In ten-thousandths, so that sums do not depend on their order; nil where it is not known.
  let price: Int64?
  /// The memory of all cards in thousandths of a gigabyte; 0 for other parts, nil where unknown.
  let memory: Int64?

  init(_ offer: Offer, count: Int) {
    (self.offer, self.count) = (offer, count)
    value =
      offer.category.isList
      ? .list(Array(repeating: offer.value, count: count)) : offer.value
    price = offer.price.map { Int64(($0 * 10_000).rounded()) * Int64(count) }
    memory =
      offer.category == .gpu
      ? offer.value["vram_gb"]?.numberValue.map { Int64(($0 * 1000).rounded()) * Int64(count) } : 0
  }
}

/// A number of parts that a design may not have, and why.
package struct DesignExclusion: Sendable, Hashable {
  /// Why.
  package enum Reason: Sendable, Hashable {
    /// The plan takes other brands, or leaves this one.
    case brand
    /// The price is not known, and there is a budget or an objective of price.
    case unknownPrice
    /// The memory of a card is not known, and the plan or the objective asks for it.
    case unknownMemory
    /// Less memory than the plan asks for.
    case littleMemory
  }

  /// The kind of part.
  package let category: PartCategory
  /// Why.
  package let reason: Reason
  /// How many parts.
  package let count: Int

  /// Makes one from its parts.
  package init(category: PartCategory, reason: Reason, count: Int) {
    (self.category, self.reason, self.count) = (category, reason, count)
  }
}

/// What a design is chosen from.
package struct DesignSpace: Sendable {
  /// One kind of part with what there is to choose, sorted by name and number.
  struct Choice: Sendable {
    let category: PartCategory
    var options: [DesignOption]
  }

  /// The plan.
  package let plan: DesignPlan
  private(set) var choices: [Choice] = []
  /// What was left out before the search.
  package private(set) var exclusions: [DesignExclusion] = []
  /// Usual kinds that there are no parts of, so that they are not chosen.
  package private(set) var withoutParts: [PartCategory] = []

  /// The kinds to choose.
  package var categories: [PartCategory] { choices.map(\.category) }
  /// How many designs there are.
  package var total: Double { choices.reduce(1) { $0 * Double($1.options.count) } }
  /// How many options each kind has.
  package var sizes: [Int] { choices.map(\.options.count) }

  /// Collects the parts that a plan may choose from.
  package init(_ plan: DesignPlan, _ offers: Offers) {
    self.plan = plan
    let usual = DesignPlan.usualKinds.filter { plan.fixed.value[$0.buildKey] == nil }
    for category in plan.kinds ?? usual {
      if offers[category].isEmpty && plan.kinds == nil {
        withoutParts.append(category)
      } else {
        choices.append(choice(category, offers[category]))
      }
    }
  }

  private mutating func choice(_ category: PartCategory, _ offers: [Offer]) -> Choice {
    var counts: [DesignExclusion.Reason: Int] = [:]
    var options: [DesignOption] = []
    for offer in offers {
      var reason: DesignExclusion.Reason?
      for count in category.isList ? plan.counts[category] ?? [1] : [1] {
        let option = DesignOption(offer, count: count)
        reason = self.reason(against: option)
        if reason == nil { options.append(option) }
      }
      if let reason { counts[reason, default: 0] += 1 }
    }
    for reason in [
      DesignExclusion.Reason.brand, .unknownPrice, .unknownMemory, .littleMemory,
    ] {
      guard let count = counts[reason] else { continue }
      exclusions.append(DesignExclusion(category: category, reason: reason, count: count))
    }
    return Choice(category: category, options: options)
  }

  private func reason(against option: DesignOption) -> DesignExclusion.Reason? {
    let category = option.offer.category
    if let words = plan.taken[category], !words.contains(where: option.offer.hasWords) {
      return .brand
    }
    if plan.left[category]?.contains(where: option.offer.hasWords) ?? false { return .brand }
    let needsPrice = plan.budget != nil || plan.objective.needsPrices
    if needsPrice && option.price == nil { return .unknownPrice }
    guard category == .gpu else { return nil }
    let asks = plan.memory.all != nil || plan.memory.each != nil || plan.objective == .vramPerMoney
    guard let memory = option.memory else { return asks ? .unknownMemory : nil }
    let all = Double(memory) / 1000
    if all < plan.memory.all ?? 0 || all / Double(option.count) < plan.memory.each ?? 0 {
      return .littleMemory
    }
    return nil
  }

  /// The space with only the parts of one kind whose names have some words: the first kind that has
  /// such a part. nil if none has.
  package func asking(for words: String) -> (space: DesignSpace, category: PartCategory)? {
    for index in choices.indices {
      let found = choices[index].options.filter { $0.offer.hasWords(words) }
      if found.isEmpty { continue }
      var space = self
      space.choices[index].options = found
      return (space, choices[index].category)
    }
    return nil
  }
}

extension Offer {
  /// Whether its name or its chip has these words, one after the other, in any case.
  package func hasWords(_ words: String) -> Bool {
    let wanted = Self.words(words)
    if wanted.isEmpty { return false }
    return [name, value["chipset"]?.textValue ?? "", value["vendor"]?.textValue ?? ""].contains {
      let own = Self.words($0)
      return own.indices.contains { own[$0...].starts(with: wanted) }
    }
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "." }.map(String.init)
  }
}
