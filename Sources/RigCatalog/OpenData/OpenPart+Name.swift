import RigModel

extension OpenPart {
  /// Takes what the name states where the fields say otherwise: a drive called 1.92 TB is listed
  /// with 1000 GB, and a kit called 2x16GB with one module of 24.
  mutating func trustName(_ lexicon: Lexicon) {
    let facts = ParsedName(name, category, lexicon).facts
    switch category {
    case .gpu: trust(size: Set(facts.gigabytes), "vram_gb", by: 0)
    case .storage: trust(size: Set(facts.gigabytes), "capacity_gb", by: 0.025)
    case .psu:
      trust(facts.watts, "wattage_w")
      if let grade = facts.efficiency, grade != "80-plus", let known = values["efficiency"],
        known != .text(grade)
      {
        set("efficiency", .text(grade), .name)
      }
    case .memory:
      trustKit(facts)
      trust(facts.speed, "speed_mts")
    default: break
    }
  }

  private mutating func trust(_ stated: Double?, _ key: String) {
    guard let stated, let known = values[key]?.numberValue, known != stated else { return }
    set(key, .quantity(stated), .name)
  }

  /// One size that is stated counts; of several none does.
  private mutating func trust(size stated: Set<Double>, _ key: String, by share: Double) {
    guard !stated.isEmpty, let known = values[key]?.numberValue,
      !stated.contains(where: { ($0 - known).magnitude <= known * share })
    else { return }
    remove(key)
    if stated.count == 1, let size = stated.first { set(key, .quantity(size), .name) }
  }

  private mutating func trustKit(_ facts: StatedFacts) {
    if let kit = facts.kit {
      let stated = [
        ("modules", kit.modules), ("module_gb", kit.each), ("capacity_gb", kit.modules * kit.each),
      ]
      let isSame = stated.allSatisfy { values[$0.0]?.numberValue == $0.1 }
      if !isSame { for (key, number) in stated { set(key, .quantity(number), .name) } }
    } else if let size = facts.gigabytes.max(), let known = values["capacity_gb"]?.numberValue,
      known != size
    {
      for key in ["modules", "module_gb"] { remove(key) }
      set("capacity_gb", .quantity(size), .name)
    }
  }
}
