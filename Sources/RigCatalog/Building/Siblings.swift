import RigModel

/// Gives a part of a data set what the same model in another colour or box states and it does not.
///
/// Two parts are one model where maker, words of the model, and what tells versions apart are the same;
/// colours and words that every part of the kind carries are none of them. All that state a field have
/// to agree on it. Of the parts that state it themselves, the others of the model agree with 94 of 100
/// cards on their plugs, and with 99 of 100 cases on their room: so it is a guess, and named as one.
struct Siblings {
  private let category: PartCategory
  private let lexicon: Lexicon

  static let certainty = Certainty.guess("the same model in another colour")

  /// Fields that a colour does not change.
  private var fields: [String] {
    switch category {
    case .gpu: ["length_mm", "slot_width", "cooling", "power_connectors"]
    case .psu: ["length_mm", "connectors"]
    case .chassis:
      ["max_gpu_length_mm", "max_cooler_height_mm", "max_psu_length_mm", "expansion_slots"]
    case .cpuCooler: ["height_mm", "radiator_mm"]
    case .cpu, .motherboard, .memory, .storage: []
    }
  }

  /// Completes the parts of one category.
  static func complete(_ parts: inout [Entry], _ category: PartCategory, _ lexicon: Lexicon) {
    let siblings = Siblings(category: category, lexicon: lexicon)
    guard !siblings.fields.isEmpty else { return }
    var models: [String: [Int]] = [:]
    for index in parts.indices {
      if let key = siblings.model(of: parts[index]) { models[key, default: []].append(index) }
    }
    for members in models.values where members.count > 1 {
      for field in siblings.fields { siblings.share(field, among: members, &parts) }
    }
  }

  private func share(_ field: String, among members: [Int], _ parts: inout [Entry]) {
    let stating = members.filter { parts[$0].values[field] != nil }
    guard let first = stating.first, stating.count < members.count,
      let value = parts[first].values[field]?.value,
      stating.allSatisfy({ parts[$0].values[field]?.value.value == value.value })
    else { return }
    let source = "\(value.source): \(parts[first].name)"
    for index in members where parts[index].values[field] == nil {
      guard field != "power_connectors" || feeds(value.value, parts[index]) else { continue }
      parts[index].values.put(
        field, SourcedValue(value.value, source: source, certainty: Self.certainty))
    }
  }

  /// Whether plugs carry what a card draws.
  private func feeds(_ plugs: BuildValue, _ card: Entry) -> Bool {
    guard let watts = card.values["tdp_w"]?.value.value.numberValue else { return false }
    let carried: [(plug: String, watts: Double)] = [
      ("pcie_6pin", 75), ("pcie_8pin", 150), ("pcie_16pin", 600),
    ]
    return carried.reduce(75) { $0 + $1.watts * (plugs[$1.plug]?.numberValue ?? 0) } >= watts
  }

  /// What all versions of a model share; nil where the name says no model.
  private func model(of part: Entry) -> String? {
    guard let maker = part.maker else { return nil }
    let name = ParsedName(part.name, category, lexicon)
    var words = Set(name.wordKey.split(separator: " ").map(String.init))
    if category == .gpu {
      // A chipset with a colour names no model: `Black / Silver Radeon RX 6800 XT`.
      let chipset = part.values["chipset"]?.value.value.textValue ?? ""
      let chip = ParsedName(chipset, category, lexicon)
      words.subtract(chip.wordKey.split(separator: " ").map(String.init))
      words.subtract(Self.ofAnyCard)
    }
    guard words.contains(where: { $0.utf8.count > 1 }) else { return nil }
    let versions = ["chipset", "vram_gb", "wattage_w", "efficiency", "form_factor", "type"].map {
      part.values[$0]?.value.value
    }
    return "\(maker)|\(words.sorted().joined(separator: " "))|\(versions)|\(modularity(part.name))"
  }

  /// Words that stand in the names of many cards of a maker and name no model of them.
  private static let ofAnyCard: Set<String> = ["gaming", "edition", "oc", "g"]

  /// Semi-modular and fully modular supplies of one name are two models.
  private func modularity(_ name: String) -> String {
    guard category == .psu else { return "" }
    let folded = name.lowercased()
    return ["semi", "non-", "fully"].first { folded.contains($0) } ?? ""
  }
}
