import RigDetect
import RigModel
import Testing

/// A plan beside the machine that was built.
@Suite("A plan and what was built")
struct PlanTests {
  private static let header =
    "name, pci.bus_id, memory.total [MiB], power.limit [W], power.default_limit [W], "
    + "pcie.link.width.current, pcie.link.width.max\n"

  private static func kinds(_ plan: String, _ cards: String...) throws -> [String] {
    let build = try Build(parsing: Array(plan.utf8), as: .yaml, file: "plan.yaml")
    let lines = cards.enumerated().map { index, card in
      let parts = card.split(separator: ",", maxSplits: 1)
      return "\(parts[0]), 0000:\(index + 1)1:00.0,\(parts[1])\n"
    }
    let machine = try Machines.machine(header + lines.joined())
    return PlanComparison(plan: build, machine: machine).differences.map {
      "\($0.kind.rawValue) \($0.at)"
    }
  }

  @Test func machineAsPlannedHasNoDifferences() throws {
    #expect(
      try Self.kinds(
        "gpus: { name: MSI RTX 3090 Gaming X Trio 24G, vram_gb: 24, count: 2, pcie_lanes: 8 }",
        "NVIDIA GeForce RTX 3090, 24576 MiB, 350.00 W, 350.00 W, 8, 16",
        "NVIDIA GeForce RTX 3090, 24576 MiB, 350.00 W, 350.00 W, 8, 16") == [])
  }

  @Test(
    arguments: [
      ("GeForce RTX 3090", "NVIDIA GeForce RTX 3090 Ti", false),
      ("GeForce RTX 3090 Ti", "NVIDIA GeForce RTX 3090", false),
      ("RTX3090", "NVIDIA GeForce RTX 3090", true),
      ("EVGA GeForce RTX 3080Ti FTW3", "NVIDIA GeForce RTX 3080 Ti", true),
      ("RTX 4070 Super", "NVIDIA GeForce RTX 4070 SUPER", true),
      ("RTX 4070", "NVIDIA GeForce RTX 4070 SUPER", false),
      ("NVIDIA RTX 6000 Ada Generation", "NVIDIA RTX 6000 Ada Generation", true),
      ("Quadro RTX 6000", "NVIDIA RTX 6000 Ada Generation", false),
    ])
  func cardIsTheSameOrAnother(_ planned: String, _ built: String, _ isSame: Bool) throws {
    let found = try Self.kinds(
      "gpus: { name: \"\(planned)\" }", "\(built), 24576 MiB, 350.00 W, 350.00 W, 16, 16")
    #expect(found == (isSame ? [] : ["other-card gpus[1].chipset"]))
  }

  @Test func linksLimitsAndMissingCardsAreFound() throws {
    #expect(
      try Self.kinds(
        "gpus: { chipset: GeForce RTX 3090, count: 3, pcie_lanes: 16, power_limit_w: 280 }",
        "NVIDIA GeForce RTX 3090, 24576 MiB, 350.00 W, 350.00 W, 4, 4",
        "NVIDIA GeForce RTX 3090, 24576 MiB, 280.00 W, 350.00 W, 16, 16") == [
          "fewer-cards gpus", "narrow-link gpus[1].pcie_lanes", "power-limit gpus[1].power_limit_w",
        ])
  }

  @Test func slotOfThePlanSaysHowManyLanesAreMeant() throws {
    let plan = """
      motherboard:
        pcie_slots: [{ position: 1, size: x16, lanes: 16 }, { position: 4, size: x16, lanes: 4 }]
      gpus: [{ chipset: GeForce RTX 3090, slot: 4 }]
      """
    #expect(
      try Self.kinds(plan, "NVIDIA GeForce RTX 3090, 24576 MiB, 350 W, 350 W, 4, 4") == [])
    #expect(
      try Self.kinds(plan, "NVIDIA GeForce RTX 3090, 24576 MiB, 350 W, 350 W, 1, 1") == [
        "narrow-link gpus[1].pcie_lanes"
      ])
  }

  @Test func memoryAndProcessorAreCompared() throws {
    guard let bytes = Machines.sharedText("hp-z840") else {
      return print("SKIPPED: no machines beside this checkout")
    }
    let machine = try Machines.machine([bytes])
    func kinds(_ plan: String) throws -> [PlanDifference.Kind] {
      PlanComparison(
        plan: try Build(parsing: Array(plan.utf8), as: .yaml, file: "plan.yaml"), machine: machine
      ).differences.map(\.kind)
    }
    #expect(
      try kinds(
        """
        cpu: { name: Intel Xeon E5-2630 v3, count: 2 }
        memory: { type: DDR4, modules: 8, module_gb: 8, speed_mts: 2133, ecc: true }
        """) == [.cpuCount, .lessMemory, .missingModules, .memorySpeed])
    #expect(try kinds("cpu: { name: Xeon E5-2630 v4 }\nmemory: { capacity_gb: 32 }") == [.otherCPU])
    #expect(try kinds("cpu: { name: E5-2630v3 }\nmotherboard: { name: HP Z840 }") != [.otherBoard])
  }
}
