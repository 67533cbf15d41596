package import RigModel

/// Where a value was read; the earlier one counts where two disagree.
///
/// A driver knows its card best, firmware its board, and what only repeats them comes last.
package enum DetectionSource: String, Sendable, Hashable, CaseIterable, Comparable {
  case nvidiaSMI = "nvidia-smi"
  case rocmSMI = "rocm-smi"
  case dmidecode
  case systemProfiler = "system_profiler"
  case sysfs
  case lspci
  case lshw
  case inxi
  case proc = "/proc"
  /// Concluded from other readings.
  case inference
  /// The catalogue of parts, by a name that was read.
  case catalogue

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The name for people.
  package var name: FieldDoc {
    switch self {
    case .inference: FieldDoc("concluded", "推断")
    case .catalogue: FieldDoc("catalogue", "配件库")
    default: FieldDoc(rawValue, rawValue)
    }
  }
}
