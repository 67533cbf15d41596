package import RigCatalog
package import RigModel

/// One change of a build.
package enum Change: Sendable, Hashable {
  /// All parts of a name under a kind (nil: the part without a name, or none yet) become another.
  case part(PartCategory, replacing: String?, by: Offer)
  /// Another number of parts.
  case count(PartCategory, Int)
  /// A power limit for every card of a name.
  case cap(card: String?, watts: Double)
  /// The slot of each card, in their order.
  case move([Int64])
  /// Another setting of the plan: `precision: 16`.
  case setting(String, BuildValue)
  /// Another quantity of a part that is not named: `psus`, `wattage_w`, and for a map of plugs the
  /// key in it.
  case quantity(PartCategory, field: [String], Double)

  /// The kinds of change, as options name them.
  package enum Kind: String, Sendable, CaseIterable {
    case part, count, cap, move, setting, quantity
  }

  /// Which kind it is.
  package var kind: Kind {
    switch self {
    case .part: .part
    case .count: .count
    case .cap: .cap
    case .move: .move
    case .setting: .setting
    case .quantity: .quantity
    }
  }

  /// The key of a build that it changes.
  package var buildKey: String {
    switch self {
    case .part(let category, _, _), .count(let category, _), .quantity(let category, _, _):
      category.buildKey
    case .cap, .move: PartCategory.gpu.buildKey
    case .setting(let key, _): key
    }
  }

  /// Numbers of parts come first, then the parts, then what is set on them.
  private var order: Int {
    switch self {
    case .count: 0
    case .part: 1
    default: 2
    }
  }

  /// A build with some changes made.
  package static func apply(_ changes: [Change], to build: BuildValue) -> BuildValue {
    let ordered = (0...2).flatMap { order in changes.filter { $0.order == order } }
    return ordered.reduce(build) { $1.applied(to: $0) }
  }

  private func applied(to build: BuildValue) -> BuildValue {
    switch self {
    case .part(let category, let old, let offer):
      guard category.isList else {
        return build.with(category.buildKey, Self.replacement(offer, of: build[category.buildKey]))
      }
      guard let items = build[category.buildKey]?.listValue, !items.isEmpty else {
        return build.with(category.buildKey, .list([offer.value]))
      }
      return build.with(
        category.buildKey,
        .list(items.map { $0.partName == old ? Self.replacement(offer, of: $0) : $0 }))
    case .count(let category, let count): return Self.counted(build, category, count)
    case .cap(let card, let watts):
      return Self.cards(of: build) { _, gpu in
        gpu.partName == card ? gpu.with("power_limit_w", .quantity(watts)) : gpu
      }
    case .move(let slots):
      return Self.cards(of: build) { index, gpu in
        index < slots.count ? gpu.with("slot", .integer(slots[index])) : gpu
      }
    case .setting(let key, let value): return build.with(key, value)
    case .quantity(let category, let field, let amount):
      return Self.set(build, category, field, amount)
    }
  }

  /// Where a part sits and what it feeds is of the build, not of the part.
  private static let ofPlaces = ["slot", "mount", "powers", "count"]

  private static func replacement(_ offer: Offer, of old: BuildValue?) -> BuildValue {
    ofPlaces.reduce(offer.value) { value, key in
      guard let stated = old?[key] else { return value }
      return value.with(key, stated)
    }
  }

  private static func cards(of build: BuildValue, _ change: (Int, BuildValue) -> BuildValue)
    -> BuildValue
  {
    guard let gpus = build["gpus"]?.listValue else { return build }
    return build.with("gpus", .list(gpus.enumerated().map { change($0, $1) }))
  }

  private static func counted(_ build: BuildValue, _ category: PartCategory, _ count: Int)
    -> BuildValue
  {
    guard var items = build[category.buildKey]?.listValue, let last = items.last else {
      return build
    }
    // One more sits where the rules seat it, and feeds what they say.
    let more = last.with("slot", nil).with("powers", nil)
    while items.count < count { items.append(more) }
    return build.with(category.buildKey, .list(Array(items.prefix(count))))
  }

  private static func set(
    _ build: BuildValue, _ category: PartCategory, _ field: [String], _ amount: Double
  ) -> BuildValue {
    func changed(_ part: BuildValue) -> BuildValue {
      let value = BuildValue.quantity(amount)
      if field.count == 1 { return part.with(field[0], value) }
      return part.with(field[0], (part[field[0]] ?? .map([])).with(field[1], value))
    }
    guard let stated = build[category.buildKey] else { return build }
    if let items = stated.listValue {
      return build.with(category.buildKey, .list(items.map(changed)))
    }
    return build.with(category.buildKey, changed(stated))
  }

  /// What the change costs on a build: 0 where nothing is bought, nil where a price is not known.
  package func price(on build: BuildValue) -> Double? {
    switch self {
    case .part(let category, let old, let offer):
      let items = category.isList ? build[category.buildKey]?.listValue ?? [] : []
      let count = category.isList ? max(1, items.filter { $0.partName == old }.count) : 1
      return offer.price.map { $0 * Double(count) }
    case .count(let category, let count):
      let items = build[category.buildKey]?.listValue ?? []
      if count <= items.count { return 0 }
      return items.last?["price"]?.numberValue.map { $0 * Double(count - items.count) }
    case .cap, .move, .setting: return 0
    case .quantity: return nil
    }
  }
}
