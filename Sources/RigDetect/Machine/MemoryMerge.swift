internal import RigModel

/// The memory of a machine out of what several sources show of it.
enum MemoryMerge {
  /// What kits are made of; modules that agree on all of it are one kit.
  private static let keys = [
    "name", "type", "form_factor", "module_gb", "speed_mts", "ecc", "registered", "ranks",
  ]

  static func kits(_ memory: [DetectionSource: ObservedMemory], notes: inout [FieldDoc])
    -> [Readings]
  {
    let ordered = memory.sorted { $0.key < $1.key }
    guard let (source, best) = ordered.first(where: { !$0.value.modules.isEmpty }) else {
      return total(ordered).map { [$0] } ?? []
    }
    compare(best, source, with: ordered, notes: &notes)
    var kits: [(module: Readings, count: Int)] = []
    for module in best.modules.prefix(256) {
      if let index = kits.firstIndex(where: { isAlike($0.module, module) }) {
        kits[index].count += 1
      } else {
        kits.append((module, 1))
      }
    }
    return kits.prefix(64).map { kit in
      var readings = kit.module
      readings.add("modules", whole: kit.count, source)
      return readings
    }
  }

  private static func isAlike(_ one: Readings, _ other: Readings) -> Bool {
    keys.allSatisfy { one[$0]?.value == other[$0]?.value }
  }

  /// A total alone, where no source knows the modules.
  private static func total(_ ordered: [(key: DetectionSource, value: ObservedMemory)])
    -> Readings?
  {
    let exact = ordered.first { $0.value.totalGB != nil && !$0.value.isUsable }
    guard let (source, memory) = exact ?? ordered.first(where: { $0.value.totalGB != nil }),
      let total = memory.totalGB
    else { return nil }
    var readings = Readings()
    if !memory.isUsable {
      readings.add("capacity_gb", number: total, source)
    } else if let installed = CardMemory.installed(usableGiB: total) {
      let shown = DecimalText.short((total * 10).rounded() / 10)
      readings.add(
        "capacity_gb", .quantity(installed), source,
        remark: FieldDoc(
          "guess: the kernel has \(shown) GiB of it", "推测：内核可用 \(shown) GiB"))
    }
    return readings.isEmpty ? nil : readings
  }

  /// All memory in GB, as near as it is known.
  static func total(_ memory: [DetectionSource: ObservedMemory]) -> Double? {
    let ordered = memory.sorted { $0.key < $1.key }
    for (_, one) in ordered where !one.modules.isEmpty {
      let sizes = one.modules.compactMap { $0.number("module_gb") }
      if sizes.count == one.modules.count { return sizes.reduce(0, +) }
    }
    return total(ordered)?.number("capacity_gb")
  }

  /// Modules that the kernel cannot use are worth a word.
  private static func compare(
    _ best: ObservedMemory, _ source: DetectionSource,
    with ordered: [(key: DetectionSource, value: ObservedMemory)], notes: inout [FieldDoc]
  ) {
    guard let installed = best.totalGB else { return }
    for (other, memory) in ordered where other != source {
      guard let total = memory.totalGB else { continue }
      let isFar =
        memory.isUsable ? total < installed * 0.85 || total > installed + 0.1 : total != installed
      guard isFar else { continue }
      let (one, two) = (
        DecimalText.short(installed), DecimalText.short((total * 10).rounded() / 10)
      )
      notes.append(
        FieldDoc(
          "\(source.rawValue) lists \(one) GB of memory, \(other.rawValue) has \(two) GB",
          "\(source.rawValue) 列出 \(one) GB 内存，\(other.rawValue) 显示 \(two) GB"))
    }
  }
}

/// Drives out of what several sources show of them.
enum DriveMerge {
  static func drives(_ observed: [ObservedDrive]) -> [Readings] {
    var named: [(node: String, readings: Readings)] = []
    for drive in observed.sorted(by: { $0.source < $1.source }) {
      guard let node = drive.node else { continue }
      if let index = named.firstIndex(where: { $0.node == node }) {
        named[index].readings.merge(drive.readings)
      } else {
        named.append((node, drive.readings))
      }
    }
    if !named.isEmpty {
      return named.sorted { order($0.node) < order($1.node) }.prefix(256).map(\.readings)
    }
    // Without names a drive of one source cannot be told from one of another.
    guard
      let best = observed.filter({ $0.readings["capacity_gb"] != nil }).map(\.source).min()
        ?? observed.map(\.source).min()
    else { return [] }
    return observed.filter { $0.source == best }.prefix(256).map(\.readings)
  }

  /// `nvme2n1` before `nvme10n1`, `sdb` before `sdaa`.
  private static func order(_ node: String) -> (Int, String) { (node.utf8.count, node) }
}
