import RigModel

/// Puts the layers over each other: the chipset or platform below, the part above it.
struct Merging {
  /// Fields of a card that its maker decides, not its chipset.
  static let ofTheCard: Set<String> = [
    "length_mm", "slot_width", "cooling", "radiator_mm", "adapter", "power_connectors",
    "length_at_most_mm", "slot_width_at_most", "power_connectors_at_most",
  ]

  /// A card with what its chipset gives.
  static func card(_ own: FieldValues, on chip: Entry) -> FieldValues {
    var merged = FieldValues()
    for field in chip.values.fields where !ofTheCard.contains(field.key) || chip.isMakersDesign {
      merged.put(field.key, field.value)
    }
    for field in own.fields where field.key != "chipset" {
      merged.put(field.key, field.value)
      for other in field.disagreeing { merged.keep(field.key, other) }
    }
    return merged
  }

  /// The sockets of a card whose chipset is sold with 16-pin sockets alone: 8-pin sockets that were
  /// counted are the plugs that the adapter in its box takes, and are kept beside; a card that states
  /// none has one, as 533 of the 535 that state theirs.
  static func readSockets(of card: inout FieldValues) {
    let stated = card["power_connectors"]?.value
    if let stated {
      guard stated.certainty != .user, let sockets = stated.value.mapValue,
        sockets.contains(where: { $0.key != "pcie_16pin" })
      else { return }
    }
    let sixteen = stated?.value["pcie_16pin"]?.integerValue ?? 1
    card.put(
      "power_connectors",
      SourcedValue(
        OpenDB.plugMap([("pcie_16pin", sixteen)]), source: stated?.source ?? OpenDB.source,
        certainty: .guess("all cards of this chipset have 16-pin sockets")))
  }

  /// Takes out watts that no card of a chipset has, which are returned; those of the chipset count
  /// then.
  ///
  /// Of the cards of the data set those below four fifths of the chipset's are slips (a digit, the chip
  /// alone), and so are those above twice its watts, and those above one and a half times that have no
  /// plugs to carry them: they are the supply that is asked for.
  static func dropImplausibleWatts(_ card: inout FieldValues, on chip: Entry) -> SourcedValue? {
    guard let stated = card["tdp_w"]?.value, stated.certainty != .user,
      let watts = stated.value.numberValue,
      let usual = chip.values["tdp_w"]?.value.value.numberValue
    else { return nil }
    let hasPlugs = card["power_connectors"] != nil
    guard watts < usual * 0.8 || watts > usual * 2 || watts > usual * 1.5 && !hasPlugs else {
      return nil
    }
    card.remove("tdp_w")
    return stated
  }

  /// A part that belongs to a series: what it states itself counts.
  static func member(_ own: FieldValues, of series: Entry) -> FieldValues {
    var merged = series.values
    for field in own.fields { merged.put(field.key, field.value) }
    return merged
  }

  /// A part that the facts have by name: they were checked against the data set, so they count; a
  /// value from memory gives way to one of the data set.
  static func reviewed(_ own: FieldValues, by fact: Entry) -> FieldValues {
    var merged = own
    for field in fact.values.fields {
      let isKnown = merged[field.key] != nil
      if isKnown && (field.value.certainty.isGuess || merged[field.key]?.value.certainty == .user) {
        merged.keep(field.key, field.value)
      } else {
        merged.put(field.key, field.value)
      }
    }
    return merged
  }

  /// What all of some parts agree on, and what the others lie between.
  static func agreeing(_ parts: [FieldValues], keys: [String])
    -> (agreed: [Part.Field], ranges: [String: String])
  {
    var agreed: [Part.Field] = []
    var ranges: [String: String] = [:]
    for key in keys {
      let known = parts.compactMap { $0[key] }
      guard let first = known.first else { continue }
      if known.allSatisfy({ $0.value.value == first.value.value }) {
        // One card of many says nothing about the others.
        guard known.count == parts.count || known.count > 1 && known.count * 2 >= parts.count
        else { continue }
        let surest = known.min { $0.value.certainty.rank < $1.value.certainty.rank } ?? first
        agreed.append(Part.Field(key: key, value: surest.value))
      } else if let range = range(known.map(\.value.value)) {
        ranges[key] = range
      }
    }
    return (agreed, ranges)
  }

  /// `285–336`, or the few different words; nil for values that have no order.
  static func range(_ values: [BuildValue]) -> String? {
    let numbers = values.compactMap(\.numberValue)
    if numbers.count == values.count, let least = numbers.min(), let most = numbers.max() {
      return "\(text(least))–\(text(most))"
    }
    let words = values.compactMap { value -> String? in
      if let flag = value.booleanValue { return flag ? "true" : "false" }
      if let text = value.textValue { return text }
      return value.mapValue.map { map in
        map.isEmpty
          ? "none"
          : map.map { "\($0.value.integerValue ?? 0)x \($0.key)" }.joined(separator: " + ")
      }
    }
    guard words.count == values.count else { return nil }
    let unique = Set(words).sorted()
    return unique.count <= 6 ? unique.joined(separator: ", ") : nil
  }

  private static func text(_ number: Double) -> String {
    Int64(exactly: number).map { "\($0)" } ?? "\(number)"
  }
}
