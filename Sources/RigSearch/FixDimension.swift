internal import RigCatalog
package import RigModel

/// One thing that may be changed, with the changes to choose from: at most one of them is made.
package struct FixDimension: Sendable {
  /// What is changed, for notes: `psus`, `power_limit_w`.
  package let name: String
  /// The changes; where they are ordered, the smallest first.
  package let options: [Change]
  /// What of a build they change.
  package let footprint: Footprint
  /// Whether of two changes that do the earlier is the better one: a limit of 300 W before 280 W.
  package let isOrdered: Bool

  /// Makes one from its parts.
  package init(name: String, options: [Change], footprint: Footprint, isOrdered: Bool) {
    (self.name, self.options, self.footprint) = (name, options, footprint)
    self.isOrdered = isOrdered
  }
}

/// Which changes a person allows.
package struct FixLimits: Sendable {
  /// The kinds of change.
  package var kinds: Set<Change.Kind> = [.part, .count, .cap, .move, .setting]
  /// Keys of a build that stay as they are.
  package var kept: Set<String> = []
  /// The most changes of one fix.
  package var changes = 4
  /// The most that are tried together; nil: only as many as are needed for a first fix.
  package var together: Int?
  /// The most that new parts may cost.
  package var price: Double?
  /// Asked before each build that is judged: once it says no, the search throws `FixSearchEnded`.
  package var goesOn: @Sendable () -> Bool = { true }

  /// The usual limits.
  package init() {}
}

/// The search was ended before it was through, so that no fix is known to be complete.
package struct FixSearchEnded: Error {}

/// What may be changed of a build, and what was left out and why.
package struct FixSpace: Sendable {
  /// Each thing that may be changed.
  package private(set) var dimensions: [FixDimension] = []
  /// What is not tried.
  package private(set) var omissions: [FixOmission] = []
  private let build: BuildValue
  private let limits: FixLimits
  /// More ways to put cards into slots than this are not tried.
  private static let mostMoves = 500

  /// Collects what may be changed.
  package init(_ build: Build, _ offers: Offers, _ limits: FixLimits) {
    (self.build, self.limits) = (build.value, limits)
    for category in PartCategory.allCases where !limits.kept.contains(category.buildKey) {
      if limits.kinds.contains(.part) { addParts(category, offers[category]) }
      if limits.kinds.contains(.count) { addCounts(category) }
      if limits.kinds.contains(.quantity) { addQuantities(category) }
    }
    if !limits.kept.contains("gpus") {
      if limits.kinds.contains(.cap) { addCaps() }
      if limits.kinds.contains(.move) { addMoves() }
    }
    if limits.kinds.contains(.setting) { addSettings() }
  }

  private mutating func add(
    _ name: String, _ options: [Change], _ key: String, _ fields: Set<String>?,
    changesNumber: Bool = false, isOrdered: Bool = false
  ) {
    if options.isEmpty { return }
    dimensions.append(
      FixDimension(
        name: name, options: options,
        footprint: Footprint(key: key, fields: fields, changesNumber: changesNumber),
        isOrdered: isOrdered))
  }

  private func parts(_ category: PartCategory) -> [BuildValue] {
    guard let stated = build[category.buildKey] else { return [] }
    return stated.listValue ?? [stated]
  }

  private mutating func addParts(_ category: PartCategory, _ offers: [Offer]) {
    if offers.isEmpty { return }
    var names: [String?] = []
    for part in parts(category) where !names.contains(part.partName) { names.append(part.partName) }
    let isNew = names.isEmpty
    for name in isNew ? [nil] : names {
      let others = offers.filter { $0.name != name }
      add(
        category.buildKey, others.map { .part(category, replacing: name, by: $0) },
        category.buildKey, nil, changesNumber: isNew)
    }
  }

  private mutating func addCounts(_ category: PartCategory) {
    let now = parts(category).count
    guard [.gpu, .psu, .memory].contains(category), now > 0 else { return }
    let key = category.buildKey
    let fewer = stride(from: now - 1, to: 0, by: -1).map { Change.count(category, $0) }
    add("fewer \(key)", fewer, key, nil, changesNumber: true, isOrdered: true)
    let more = (now + 1...now + 2).map { Change.count(category, $0) }
    add("more \(key)", more, key, nil, changesNumber: true, isOrdered: true)
  }

  private mutating func addQuantities(_ category: PartCategory) {
    for quantity in Self.quantities where quantity.category == category {
      let first = quantity.field[0]
      let path = quantity.category.isList ? "\(category.buildKey)[]" : category.buildKey
      let full = ([path] + quantity.field).joined(separator: ".")
      guard let kind = FieldRegistry.version1.field(at: full)?.kind else { continue }
      let stated = parts(category).compactMap { part in
        quantity.field.count == 1
          ? part[first]?.numberValue : part[first].map { $0[quantity.field[1]]?.numberValue ?? 0 }
      }
      // Of several parts the one that is worst decides from where values are tried.
      guard let now = quantity.isMore ? stated.min() : stated.max() else { continue }
      let values = steps(from: now, isMore: quantity.isMore, in: kind)
      add(
        full, values.map { .quantity(category, field: quantity.field, $0) }, category.buildKey,
        [first], isOrdered: true)
    }
  }

  private mutating func addCaps() {
    var names: [String?] = []
    for gpu in parts(.gpu) where !names.contains(gpu.partName) {
      names.append(gpu.partName)
      guard let most = (gpu["power_limit_w"] ?? gpu["tdp_w"])?.numberValue,
        let least = gpu["min_power_limit_w"]?.numberValue
      else {
        omissions.append(.unknownLimit(card: gpu.partName))
        continue
      }
      // Whole watts, from the least change on; the search tightens what it finds.
      let steps = stride(from: most.rounded(.down) - 1, through: least, by: -1)
      add(
        "power_limit_w", steps.map { .cap(card: gpu.partName, watts: $0) }, "gpus",
        ["power_limit_w"], isOrdered: true)
    }
  }

  private mutating func addMoves() {
    let cards = parts(.gpu)
    let slots = (build["motherboard"]?["pcie_slots"]?.listValue ?? []).filter {
      $0["size"]?.textValue == "x16"
    }.compactMap { $0["position"]?.integerValue }.sorted()
    if cards.isEmpty || slots.count < cards.count { return }
    let areAlike = Set(cards.map { $0.with("slot", nil) }).count == 1
    guard let ways = Self.ways(slots, cards.count, ordered: !areAlike) else {
      omissions.append(.tooManyMoves(slots: slots.count, cards: cards.count))
      return
    }
    let now = cards.map { $0["slot"]?.integerValue }
    let options = ways.filter { $0.map(Optional.some) != now }.map { Change.move($0) }
    add("slot", options, "gpus", ["slot"])
  }

  /// Every way to choose slots for cards; nil where there are too many.
  private static func ways(_ slots: [Int64], _ count: Int, ordered: Bool) -> [[Int64]]? {
    var ways: [[Int64]] = [[]]
    for _ in 0..<count {
      var longer: [[Int64]] = []
      for way in ways {
        for slot in slots where !way.contains(slot) && (ordered || slot > way.last ?? 0) {
          longer.append(way + [slot])
        }
        if longer.count > 20 * mostMoves { return nil }
      }
      ways = longer
    }
    return ways.count > mostMoves ? nil : ways
  }

  private mutating func addSettings() {
    for key in ["preprocessing", "precision"] where !limits.kept.contains(key) {
      guard let kind = FieldRegistry.version1.root.field(key)?.kind else { continue }
      let values: [BuildValue] =
        switch kind {
        case .enumeration(let words, _): words.map { .text($0) }
        case .integerChoice(let numbers): numbers.map { .integer($0) }
        default: []
        }
      let others = values.filter { $0 != build[key] }
      add(key, others.map { .setting(key, $0) }, key, nil, changesNumber: true)
    }
  }
}

/// Something that was not tried.
package enum FixOmission: Sendable, Hashable {
  /// A card whose least power limit, or whose power, is not known.
  case unknownLimit(card: String?)
  /// More ways to put cards into slots than are tried.
  case tooManyMoves(slots: Int, cards: Int)
  /// Changes that may help only together, and too many combinations of them.
  case tooManyTogether([String], Int)
  /// Fixes with more changes that help only together than this.
  case moreTogether(Int)
  /// Choices left out, because a price is not known, while a price limit is in force.
  case unknownPrices(Int)
  /// Parts that alone cost more than the limit.
  case aboveLimit(Int)
  /// Alternatives that are within the limit alone, but not with every one of the other choices; and
  /// whole fixes above it.
  case aboveLimitTogether(alternatives: Int, fixes: Int)
}
