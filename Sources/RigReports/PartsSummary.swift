internal import RigModel
internal import RigRules

/// What a build is made of, in a line or two: the parts that decide, then the price.
struct PartsSummary {
  let build: Build
  let language: Language

  var text: String {
    [cpu, cards, memory, board, supplies, chassis, storage, price].compactMap { $0 }
      .joined(separator: " · ")
  }

  private func number(_ value: BuildValue?, _ unit: String) -> String? {
    value?.numberValue.map { "\(DecimalText.short($0)) \(unit)" }
  }

  private var cpu: String? {
    guard let cpu = build.value["cpu"] else { return nil }
    let text = cpu.partName ?? number(cpu["cores"], language.choose("core CPU", "核 CPU"))
    let count = cpu["count"]?.numberValue.map { Int($0) } ?? 1
    return text.map { count > 1 ? "\(count) × \($0)" : $0 }
  }

  /// Equal entries of a list together: `4 × RTX 2080 Ti (11 GB)`.
  private func counted(_ list: String, _ describe: (BuildValue) -> String?) -> String? {
    var texts: [(text: String, count: Int)] = []
    for part in build.value[list]?.listValue ?? [] {
      guard let text = describe(part) else { continue }
      if let at = texts.firstIndex(where: { $0.text == text }) {
        texts[at].count += 1
      } else {
        texts.append((text, 1))
      }
    }
    if texts.isEmpty { return nil }
    return texts.map { $0.count > 1 ? "\($0.count) × \($0.text)" : $0.text }
      .joined(separator: " + ")
  }

  private var cards: String? {
    counted("gpus") { card in
      let vram = number(card["vram_gb"], "GB")
      guard let name = card.partName else {
        return vram.map { language.choose("card with \($0)", "\($0) 显卡") }
      }
      // A name that says its memory does not say it twice.
      let squeezed = name.filter { $0 != " " }.lowercased()
      guard let vram, !squeezed.contains(vram.filter { $0 != " " }.lowercased()) else {
        return name
      }
      return "\(name) (\(vram))"
    }
  }

  private var memory: String? {
    let kits = build.value["memory"]?.listValue ?? []
    let sizes = kits.map { $0["capacity_gb"]?.numberValue }
    guard !sizes.isEmpty, !sizes.contains(where: { $0 == nil }) else { return nil }
    let total = DecimalText.short(sizes.compactMap { $0 }.reduce(0, +))
    let types = Set(kits.compactMap { $0["type"]?.textValue })
    let ram = language.choose("RAM", "内存")
    return "\(total) GB \(types.count == 1 ? types.first! : ram)"
  }

  private var board: String? { build.value["motherboard"]?.partName }
  private var chassis: String? { build.value["chassis"]?.partName }
  private var storage: String? { counted("storage", \.partName) }

  private var supplies: String? {
    counted("psus") { supply in
      let watts = number(supply["wattage_w"], "W")
      guard let name = supply.partName else {
        return watts.map { language.choose("\($0) PSU", "\($0) 电源") }
      }
      guard let watts, !name.contains(watts.prefix { $0 != " " }) else { return name }
      return "\(name) (\(watts))"
    }
  }

  private var price: String? {
    guard let price = build.totalPrice else { return nil }
    let currency = build.value["currency"]?.textValue.map { " \($0)" } ?? ""
    let word = language.choose("total", "总价")
    return "\(word) \(DecimalText.grouped(price))\(currency)"
  }
}
