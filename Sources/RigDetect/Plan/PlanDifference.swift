package import RigModel

/// One thing in which the machine is not as it was planned.
package struct PlanDifference: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case fewerCards = "fewer-cards"
    case moreCards = "more-cards"
    case otherCard = "other-card"
    case videoMemory = "video-memory"
    case narrowLink = "narrow-link"
    case olderSlot = "older-slot"
    case powerLimit = "power-limit"
    case otherCPU = "other-cpu"
    case cpuCount = "cpu-count"
    case otherBoard = "other-board"
    case lessMemory = "less-memory"
    case moreMemory = "more-memory"
    case missingModules = "missing-modules"
    case memoryType = "memory-type"
    case memorySpeed = "memory-speed"
    case memoryECC = "memory-ecc"
    case fewerDrives = "fewer-drives"
    case lessStorage = "less-storage"
  }

  package let kind: Kind
  /// Where in the machine, or in the plan where the machine lacks it: `gpus[2].pcie_lanes`.
  package let at: String
  package let planned: BuildValue
  package let found: BuildValue
  package let message: FieldDoc
}
