internal import RigModel

/// The graphics cards of a plan beside those of the machine.
struct CardComparison {
  private(set) var differences: [PlanDifference] = []
  private let plan: Build
  private let machine: DetectedMachine

  init(plan: Build, machine: DetectedMachine) {
    self.plan = plan
    self.machine = machine
    compare()
  }

  private mutating func add(
    _ kind: PlanDifference.Kind, _ at: String, _ planned: BuildValue, _ found: BuildValue,
    _ english: String, _ chinese: String
  ) {
    differences.append(
      PlanDifference(
        kind: kind, at: at, planned: planned, found: found, message: FieldDoc(english, chinese)))
  }

  private mutating func compare() {
    guard let planned = plan["gpus"]?.listValue, let built = machine.build["gpus"]?.listValue else {
      return
    }
    if built.count != planned.count {
      let isFewer = built.count < planned.count
      add(
        isFewer ? .fewerCards : .moreCards, "gpus", .integer(Int64(planned.count)),
        .integer(Int64(built.count)),
        "\(built.count) card(s) are seen; planned were \(planned.count).",
        "识别到 \(built.count) 块显卡，计划 \(planned.count) 块。")
    }
    let partners = Self.pairs(planned, built)
    for (index, card) in built.enumerated() {
      let partner = partners[index].map { planned[$0] }
      if let partner { compareCard(index, card, partner) }
      compareLink(index, card, partner)
      comparePower(index, card, partner)
    }
  }

  /// The planned card of each built one: first those of the same chip, the rest as they come.
  private static func pairs(_ planned: [BuildValue], _ built: [BuildValue]) -> [Int?] {
    var free = Array(planned.indices)
    var partners = [Int?](repeating: nil, count: built.count)
    for isStrict in [true, false] {
      for (index, card) in built.enumerated() where partners[index] == nil {
        let at = free.firstIndex { !isStrict || isSame(planned[$0], card) == true }
        if let at { partners[index] = free.remove(at: at) }
      }
    }
    return partners
  }

  private static func name(_ card: BuildValue) -> String? {
    card["chipset"]?.textValue ?? card["name"]?.textValue
  }

  /// Whether a planned card has the chip of a built one; nil where that cannot be told.
  private static func isSame(_ planned: BuildValue, _ built: BuildValue) -> Bool? {
    guard let chip = built["chipset"]?.textValue, let name = name(planned) else { return nil }
    return PartNames.isCard(name, of: chip) || PartNames.isCard(chip, of: name)
  }

  private mutating func compareCard(_ index: Int, _ card: BuildValue, _ partner: BuildValue) {
    if Self.isSame(partner, card) == false, let one = Self.name(partner), let two = Self.name(card)
    {
      add(
        .otherCard, "gpus[\(index + 1)].chipset", .text(one), .text(two),
        "Card \(index + 1) is \(two); planned was \(one).",
        "第 \(index + 1) 块显卡是 \(two)，计划是 \(one)。")
      return
    }
    if let one = partner["vram_gb"]?.numberValue, let two = card["vram_gb"]?.numberValue, one != two
    {
      let (first, second) = (DecimalText.short(one), DecimalText.short(two))
      add(
        .videoMemory, "gpus[\(index + 1)].vram_gb", .quantity(one), .quantity(two),
        "Card \(index + 1) has \(second) GB of memory; planned were \(first) GB.",
        "第 \(index + 1) 块显卡显存 \(second) GB，计划 \(first) GB。")
    }
  }

  /// The lanes that a card should have: what the plan gives it, itself or by its slot, else what
  /// the card can use.
  private func expectedLanes(_ card: BuildValue, _ partner: BuildValue?, _ index: Int) -> Int64? {
    if let stated = partner?["pcie_lanes"]?.integerValue { return stated }
    let most = card["x_card_lanes"]?.integerValue ?? catalogueLanes(index)
    if let position = partner?["slot"]?.integerValue,
      let slot = plan["motherboard.pcie_slots"]?.listValue?.first(where: {
        $0["position"]?.integerValue == position
      }), let lanes = slot["lanes"]?.integerValue
    {
      return min(lanes, most ?? lanes)
    }
    return most
  }

  /// What the catalogue says a card uses, where the machine says what it gets.
  private func catalogueLanes(_ index: Int) -> Int64? {
    machine.origin(at: "gpus[\(index + 1)].pcie_lanes")?.disagreeing
      .first { $0.source == .catalogue }?.value.integerValue
  }

  private mutating func compareLink(_ index: Int, _ card: BuildValue, _ partner: BuildValue?) {
    let at = "gpus[\(index + 1)]"
    if let lanes = card["pcie_lanes"]?.integerValue,
      let expected = expectedLanes(card, partner, index), lanes < expected
    {
      let slot = card["x_slot_lanes"]?.integerValue
      let isSlot = slot.map { $0 < expected } ?? false
      add(
        .narrowLink, at + ".pcie_lanes", .integer(expected), .integer(lanes),
        "Card \(index + 1) runs on x\(lanes) instead of x\(expected): "
          + (isSlot
            ? "its slot has \(slot ?? lanes) lanes."
            : "look at its seat, riser and the board's settings."),
        "第 \(index + 1) 块显卡运行在 x\(lanes)，应为 x\(expected)："
          + (isSlot ? "插槽只有 \(slot ?? lanes) 条通道。" : "请检查是否插好、延长线和主板设置。"))
    }
    // A link that sleeps is slow, so only what card and slot could do is compared.
    if let own = card["x_card_generation"]?.integerValue,
      let slot = card["x_slot_generation"]?.integerValue, slot < own, partner?["slot"] == nil
    {
      add(
        .olderSlot, at, .integer(own), .integer(slot),
        "Card \(index + 1) is of PCIe \(own), its slot of PCIe \(slot).",
        "第 \(index + 1) 块显卡是 PCIe \(own)，插槽是 PCIe \(slot)。")
    }
  }

  private mutating func comparePower(_ index: Int, _ card: BuildValue, _ partner: BuildValue?) {
    guard let limit = card["power_limit_w"]?.numberValue else { return }
    let planned = partner?["power_limit_w"]?.numberValue
    guard let expected = planned ?? card["tdp_w"]?.numberValue,
      limit.rounded() != expected.rounded(),
      planned != nil || limit < expected
    else { return }
    let (one, two) = (DecimalText.short(expected), DecimalText.short(limit))
    add(
      .powerLimit, "gpus[\(index + 1)].power_limit_w", .quantity(expected), .quantity(limit),
      planned == nil
        ? "Card \(index + 1) is limited to \(two) W, below its default of \(one) W."
        : "Card \(index + 1) is limited to \(two) W; planned were \(one) W.",
      planned == nil
        ? "第 \(index + 1) 块显卡功率上限为 \(two) W，低于默认的 \(one) W。"
        : "第 \(index + 1) 块显卡功率上限为 \(two) W，计划 \(one) W。")
  }
}
