internal import RigModel
internal import RigRules

/// What a build does not state and rules asked for, the fields first that most depends on.
struct MissingFields {
  struct Entry {
    /// `4 cards: length_mm`, or `cpu.tdp_w`.
    let label: String
    /// What it means, with its unit.
    let meaning: String?
  }
  let entries: [Entry]
  /// How many rules are unknown.
  let ruleCount: Int

  init(_ report: Report, rules: [String: RuleDescription], language: Language) {
    var found: [String: Found] = [:]
    var order: [String] = []
    var count = 0
    for result in report.results {
      guard case .unknown(let missing) = result.outcome else { continue }
      count += 1
      let decides = rules[result.rule].map(Self.decides) ?? true
      var patterns: Set<String> = []
      for path in missing {
        let pattern = BuildLocation.general(path)
        if found[pattern] == nil { order.append(pattern) }
        found[pattern, default: Found()].paths.insert(path)
        guard patterns.insert(pattern).inserted else { continue }
        found[pattern]!.deciding += decides ? 1 : 0
        found[pattern]!.weight += result.weight
      }
    }
    let ranked = order.enumerated().sorted { left, right in
      let (a, b) = (found[left.element]!, found[right.element]!)
      return (b.deciding, b.weight, left.offset) < (a.deciding, a.weight, right.offset)
    }
    entries = ranked.map { Self.entry($0.element, found[$0.element]!, language) }
    ruleCount = count
  }

  private struct Found {
    var paths: Set<String> = []
    /// Rules without whose answer there is no verdict.
    var deciding = 0
    var weight = 0.0
  }

  private static func decides(_ rule: RuleDescription) -> Bool { rule.unknown == .incomplete }

  private static func entry(_ pattern: String, _ found: Found, _ language: Language) -> Entry {
    let field = FieldRegistry.version1.field(at: pattern)
    let meaning = field.map { field in
      let doc = language.choose(field.doc.english, field.doc.chinese)
      let text = doc.hasSuffix(".") || doc.hasSuffix("。") ? String(doc.dropLast()) : doc
      return field.unit.map { language.choose("\(text), in \($0)", "\(text)（\($0)）") }
        ?? text
    }
    return Entry(label: label(pattern, found.paths, language), meaning: meaning)
  }

  private static func label(_ pattern: String, _ paths: Set<String>, _ language: Language)
    -> String
  {
    guard let list = pattern.firstRange(of: "[].") else { return pattern }
    let part = PartWord(rawValue: String(pattern[..<list.lowerBound]))
    guard let part else {
      return paths.count == 1 ? BuildLocation.forPeople(paths.first!) : pattern
    }
    let field = pattern[list.upperBound...]
    let numbers = paths.compactMap { path -> Int? in
      Int(path.drop { $0 != "[" }.dropFirst().prefix { $0 != "]" }).map { $0 + 1 }
    }
    let count = numbers.count
    let areFirst = count > 1 && numbers.max() == count
    let range = IndexRange.text(of: numbers)
    return switch language {
    case .english:
      areFirst
        ? "\(count) \(part.english(count)): \(field)"
        : "\(part.english(count)) \(range): \(field)"
    case .chinese:
      areFirst ? "\(count) \(part.chinese)：\(field)" : "第 \(range) \(part.chinese)：\(field)"
    }
  }
}

/// The lists of a build, as people call their entries.
private enum PartWord: String {
  case gpus, psus, memory, storage
  case slots = "motherboard.pcie_slots"

  func english(_ count: Int) -> String {
    switch self {
    case .gpus: count == 1 ? "card" : "cards"
    case .psus: count == 1 ? "power supply" : "power supplies"
    case .memory: count == 1 ? "memory kit" : "memory kits"
    case .storage: count == 1 ? "drive" : "drives"
    case .slots: count == 1 ? "slot" : "slots"
    }
  }

  var chinese: String {
    switch self {
    case .gpus: "块显卡"
    case .psus: "个电源"
    case .memory: "套内存"
    case .storage: "块硬盘"
    case .slots: "个插槽"
    }
  }
}
