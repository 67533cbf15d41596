internal import RigCatalog
internal import RigModel

extension FixSpace {
  /// A quantity of a part that a person can look for in a shop, and in which direction it helps.
  struct Quantity: Sendable {
    let category: PartCategory
    let field: [String]
    let isMore: Bool

    init(_ category: PartCategory, _ field: [String], isMore: Bool = true) {
      (self.category, self.field, self.isMore) = (category, field, isMore)
    }
  }

  static let quantities: [Quantity] = [
    Quantity(.psu, ["wattage_w"]),
    Quantity(.psu, ["connectors", "pcie_8pin"]),
    Quantity(.psu, ["connectors", "pcie_6pin"]),
    Quantity(.psu, ["connectors", "pcie_16pin"]),
    Quantity(.psu, ["connectors", "eps_8pin"]),
    Quantity(.psu, ["length_mm"], isMore: false),
    Quantity(.chassis, ["max_gpu_length_mm"]),
    Quantity(.chassis, ["max_cooler_height_mm"]),
    Quantity(.chassis, ["max_psu_length_mm"]),
    Quantity(.chassis, ["expansion_slots"]),
    Quantity(.cpuCooler, ["max_tdp_w"]),
    Quantity(.cpuCooler, ["height_mm"], isMore: false),
    Quantity(.cpu, ["pcie_lanes"]),
    Quantity(.cpu, ["cores"]),
    Quantity(.cpu, ["threads"]),
    Quantity(.cpu, ["base_clock_ghz"]),
    Quantity(.gpu, ["vram_gb"]),
    Quantity(.gpu, ["length_mm"], isMore: false),
    Quantity(.gpu, ["slot_width"], isMore: false),
    Quantity(.storage, ["capacity_gb"]),
  ]

  /// Values to try, from the least change on. What is found among them is tightened afterwards.
  func steps(from now: Double, isMore: Bool, in kind: FieldKind) -> [Double] {
    let isWhole: Bool
    let range: ClosedRange<Double>
    switch kind {
    case .integer(let allowed):
      (isWhole, range) = (true, Double(allowed.lowerBound)...Double(allowed.upperBound))
    case .number(let allowed): (isWhole, range) = (false, allowed)
    default: return []
    }
    var values: [Double] = []
    if isWhole && now <= 16 {
      values = (1...16).map { isMore ? now + Double($0) : now - Double($0) }
    } else {
      // Each step is a twentieth of the first value: up to four times of it, or down to a quarter.
      let step = now / 20
      values = (1...(isMore ? 60 : 15)).map { now + (isMore ? 1 : -1) * Double($0) * step }
      values = values.map { isWhole || now > 40 ? $0.rounded() : ($0 * 100).rounded() / 100 }
    }
    return values.filter { range.contains($0) && $0 != now }
  }
}
