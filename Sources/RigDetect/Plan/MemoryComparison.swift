internal import RigModel

/// The memory of a plan beside that of the machine.
enum MemoryComparison {
  static func differences(_ plan: Build, _ built: Build) -> [PlanDifference] {
    guard let one = plan["memory"]?.listValue, let two = built["memory"]?.listValue, !one.isEmpty
    else { return [] }
    var found: [PlanDifference] = []
    if let difference = amount(one, two) { found.append(difference) }
    if let difference = modules(one, two) { found.append(difference) }
    if let (planned, built) = words("type", one, two) {
      found.append(
        difference(
          .memoryType, "memory[1].type", .text(planned), .text(built),
          "The memory is \(built); planned was \(planned).", "内存是 \(built)，计划是 \(planned)。"))
    }
    if let difference = speed(one, two) { found.append(difference) }
    if one.contains(where: { $0["ecc"]?.booleanValue == true }),
      two.contains(where: { $0["ecc"]?.booleanValue == false })
    {
      found.append(
        difference(
          .memoryECC, "memory[1].ecc", .boolean(true), .boolean(false),
          "The memory has no ECC; the plan has it.", "内存不支持 ECC，计划要求 ECC。"))
    }
    return found
  }

  private static func difference(
    _ kind: PlanDifference.Kind, _ at: String, _ planned: BuildValue, _ found: BuildValue,
    _ english: String, _ chinese: String
  ) -> PlanDifference {
    PlanDifference(
      kind: kind, at: at, planned: planned, found: found, message: FieldDoc(english, chinese))
  }

  private static func capacity(_ kit: BuildValue) -> Double? {
    if let stated = kit["capacity_gb"]?.numberValue { return stated }
    guard let modules = kit["modules"]?.numberValue, let each = kit["module_gb"]?.numberValue else {
      return nil
    }
    return modules * each
  }

  private static func sum(_ kits: [BuildValue], _ value: (BuildValue) -> Double?) -> Double? {
    let values = kits.compactMap(value)
    return values.count == kits.count ? values.reduce(0, +) : nil
  }

  private static func amount(_ one: [BuildValue], _ two: [BuildValue]) -> PlanDifference? {
    guard let planned = sum(one, capacity), let found = sum(two, capacity), planned != found else {
      return nil
    }
    let (first, second) = (DecimalText.short(planned), DecimalText.short(found))
    return difference(
      found < planned ? .lessMemory : .moreMemory, "memory", .quantity(planned), .quantity(found),
      "There are \(second) GB of memory; planned were \(first) GB.",
      "内存 \(second) GB，计划 \(first) GB。")
  }

  private static func modules(_ one: [BuildValue], _ two: [BuildValue]) -> PlanDifference? {
    guard let planned = sum(one, { $0["modules"]?.numberValue }),
      let found = sum(two, { $0["modules"]?.numberValue }), found < planned
    else { return nil }
    let (first, second) = (DecimalText.short(planned), DecimalText.short(found))
    return difference(
      .missingModules, "memory", .quantity(planned), .quantity(found),
      "\(second) of \(first) memory modules are seen.", "计划 \(first) 条内存，只识别到 \(second) 条。")
  }

  /// The words that both have of a key where they have nothing in common.
  private static func words(_ key: String, _ one: [BuildValue], _ two: [BuildValue])
    -> (String, String)?
  {
    let planned = Set(one.compactMap { $0[key]?.textValue })
    let found = Set(two.compactMap { $0[key]?.textValue })
    guard let first = planned.min(), let second = found.min(), planned.isDisjoint(with: found)
    else {
      return nil
    }
    return (first, second)
  }

  private static func speed(_ one: [BuildValue], _ two: [BuildValue]) -> PlanDifference? {
    guard let planned = one.compactMap({ $0["speed_mts"]?.integerValue }).min(),
      let found = two.compactMap({ $0["speed_mts"]?.integerValue }).min(), found < planned
    else { return nil }
    return difference(
      .memorySpeed, "memory[1].speed_mts", .integer(planned), .integer(found),
      "The memory runs at \(found) MT/s; planned were \(planned). A profile (XMP, EXPO) may be off.",
      "内存运行在 \(found) MT/s，计划 \(planned)；可能没有开启 XMP/EXPO。")
  }
}
