/// A kind of part that the catalogue knows: one for each component of a build that is bought.
public enum PartCategory: String, Sendable, Hashable, CaseIterable, Comparable {
  case gpu, cpu
  case cpuCooler = "cpu_cooler"
  case motherboard, memory, storage, psu, chassis

  /// The key of a build under which parts of this kind stand: `gpus`, `cpu`, `memory`.
  public var buildKey: String {
    switch self {
    case .gpu: "gpus"
    case .psu: "psus"
    default: rawValue
    }
  }

  /// Whether a build has a list of such parts (`gpus`, `memory`) or one (`cpu`).
  public var isList: Bool {
    switch self {
    case .gpu, .psu, .memory, .storage: true
    case .cpu, .cpuCooler, .motherboard, .chassis: false
    }
  }

  public static func < (left: PartCategory, right: PartCategory) -> Bool {
    order(left) < order(right)
  }

  private static func order(_ category: PartCategory) -> Int {
    allCases.firstIndex(of: category) ?? allCases.count
  }
}
