package import RigModel

/// A plan beside the machine that was built from it.
///
/// Only what both state is compared. What software cannot see (the case, mostly the supply) is
/// named, so that no one takes it for checked.
package struct PlanComparison: Sendable {
  package private(set) var differences: [PlanDifference] = []
  /// Parts of the plan that were compared, by their keys.
  package private(set) var compared: [String] = []
  /// Parts of the plan of which the machine shows nothing.
  package private(set) var unseen: [String] = []

  package init(plan: Build, machine: DetectedMachine) {
    let built = machine.build
    for key in ["cpu", "motherboard", "memory", "gpus", "storage", "psus", "cpu_cooler", "chassis"]
    where plan[key] != nil {
      let isSeen = built[key] != nil
      if isSeen { compared.append(key) } else { unseen.append(key) }
    }
    compareCPU(plan, built)
    compareBoard(plan, built)
    differences += MemoryComparison.differences(plan, built)
    differences += CardComparison(plan: plan, machine: machine).differences
    compareStorage(plan, built)
  }

  private mutating func add(
    _ kind: PlanDifference.Kind, _ at: String, _ planned: BuildValue, _ found: BuildValue,
    _ english: String, _ chinese: String
  ) {
    differences.append(
      PlanDifference(
        kind: kind, at: at, planned: planned, found: found, message: FieldDoc(english, chinese)))
  }

  private mutating func compareCPU(_ plan: Build, _ built: Build) {
    if let one = plan["cpu.name"]?.textValue, let two = built["cpu.name"]?.textValue,
      !PartNames.isCPU(one, two)
    {
      add(
        .otherCPU, "cpu.name", .text(one), .text(two), "The CPU is \(two); planned was \(one).",
        "处理器是 \(two)，计划是 \(one)。")
    }
    // A count that no one stated is 1 by definition, and in a virtual machine it means nothing.
    if let one = plan["cpu.count"]?.integerValue, let two = built["cpu.count"]?.integerValue,
      one != two, built["cpu.cores"] != nil
    {
      add(
        .cpuCount, "cpu.count", .integer(one), .integer(two),
        "\(two) CPU(s) are in their sockets; planned were \(one).",
        "插了 \(two) 颗处理器，计划是 \(one) 颗。")
    }
  }

  private mutating func compareBoard(_ plan: Build, _ built: Build) {
    guard let one = plan["motherboard.name"]?.textValue,
      let two = built["motherboard.name"]?.textValue, !PartNames.isBoard(one, two)
    else { return }
    add(
      .otherBoard, "motherboard.name", .text(one), .text(two),
      "The board is \(two); planned was \(one).", "主板是 \(two)，计划是 \(one)。")
  }

  private mutating func compareStorage(_ plan: Build, _ built: Build) {
    guard let one = plan["storage"]?.listValue, let two = built["storage"]?.listValue else {
      return
    }
    if two.count < one.count {
      add(
        .fewerDrives, "storage", .integer(Int64(one.count)), .integer(Int64(two.count)),
        "\(two.count) of \(one.count) planned drives are there.",
        "计划 \(one.count) 块硬盘，实际只有 \(two.count) 块。")
    }
    func total(_ drives: [BuildValue]) -> Double? {
      let sizes = drives.compactMap { $0["capacity_gb"]?.numberValue }
      return sizes.count == drives.count ? sizes.reduce(0, +) : nil
    }
    // Drives of 1000 and 1024 GB are sold under one name.
    if let planned = total(one), let found = total(two), found < planned * 0.9 {
      let (first, second) = (DecimalText.short(planned), DecimalText.short(found))
      add(
        .lessStorage, "storage", .quantity(planned), .quantity(found),
        "The drives hold \(second) GB; planned were \(first) GB.",
        "硬盘共 \(second) GB，计划 \(first) GB。")
    }
  }
}
