internal import RigCatalog
package import RigModel
internal import RigRules

/// Reads a plan: YAML or JSON, with keys of a build for what is fixed and keys of its own for what is
/// to be chosen.
package struct DesignPlanFile {
  private let file: String
  private var diagnostics: [Diagnostic] = []
  private var fixed: [SourceEntry] = []

  /// The keys that only a plan has.
  package static let keys = [
    "choose", "cards", "counts", "vram_gb", "card_vram_gb", "budget", "have", "take", "leave",
    "objective", "goal",
  ]

  /// The keys of a build that a plan may state: all but parts, and what is free.
  package static let buildKeys = FieldRegistry.version1.root.fields.filter { field in
    !field.isShorthand && category(field.key) == nil && field.key != "extra"
      && field.key != "price"
  }.map(\.key)

  /// Reads the text of a file.
  package static func read(_ bytes: [UInt8], file: String) throws(InvalidBuild) -> DesignPlan {
    let tree = SourceDocument.parse(bytes, file: file, domain: "plan")
    guard let root = tree.root, tree.diagnostics.isEmpty else {
      throw InvalidBuild(diagnostics: tree.diagnostics)
    }
    var reader = DesignPlanFile(file: file)
    guard case .map(let entries) = root.content else {
      reader.problem(root.position, "a plan is a mapping", "write `cards: 2` and `budget: 4000`")
      throw InvalidBuild(diagnostics: reader.diagnostics)
    }
    return try reader.plan(entries, root.position)
  }

  private init(file: String) { self.file = file }

  private mutating func plan(_ entries: [SourceEntry], _ position: SourcePosition?)
    throws(InvalidBuild) -> DesignPlan
  {
    var plan = DesignPlan(fixed: try Build(.map([.init(key: "id", value: .text("design"))])))
    for entry in entries {
      if Self.keys.contains(entry.key) {
        take(entry, into: &plan)
      } else if Self.buildKeys.contains(entry.key) {
        fixed.append(entry)
      } else {
        unknown(entry)
      }
    }
    if !diagnostics.isEmpty { throw InvalidBuild(diagnostics: diagnostics) }
    if !fixed.isEmpty { plan.fixed = try Build(SourceNode(.map(fixed), at: position), file: file) }
    check(plan, position)
    if !diagnostics.isEmpty { throw InvalidBuild(diagnostics: diagnostics) }
    return plan
  }

  private mutating func unknown(_ entry: SourceEntry) {
    if Self.category(entry.key) != nil {
      problem(
        entry.position, "`\(entry.key)` is a kind of part",
        "parts that are there already stand under `have`, those to choose under `choose`")
      return
    }
    let all = Self.keys + Self.buildKeys
    let near = FieldRegistry.version1.nearest(to: entry.key, among: all)
    problem(
      entry.position, "a plan has no key `\(entry.key)`",
      near.map { "did you mean `\($0)`?" } ?? "there are \(all.joined(separator: ", "))")
  }

  private mutating func take(_ entry: SourceEntry, into plan: inout DesignPlan) {
    switch entry.key {
    case "have": have(entry)
    case "choose": plan.kinds = kinds(entry)
    case "cards": if let numbers = numbers(entry) { plan.counts[.gpu] = numbers }
    case "counts":
      for (category, inner) in byKind(entry) where numbers(inner) != nil {
        plan.counts[category] = numbers(inner)
      }
    case "vram_gb": plan.memory.all = number(entry)
    case "card_vram_gb": plan.memory.each = number(entry)
    case "budget": plan.budget = number(entry)
    case "take": plan.taken = words(entry)
    case "leave": plan.left = words(entry)
    case "objective": objective(entry, &plan)
    default: goal(entry, &plan)
    }
  }

  private mutating func have(_ entry: SourceEntry) {
    guard case .map(let parts) = entry.value.content else {
      problem(entry.position, "`have` is a mapping of parts", "write them as in a build")
      return
    }
    for part in parts {
      if Self.category(part.key) == nil {
        let names = PartCategory.allCases.map(\.buildKey)
        let near = FieldRegistry.version1.nearest(to: part.key, among: names)
        problem(
          part.position, "`\(part.key)` is not a kind of part",
          near.map { "did you mean `\($0)`?" } ?? "there are \(names.joined(separator: ", "))")
      }
    }
    fixed += parts
  }

  private mutating func objective(_ entry: SourceEntry, _ plan: inout DesignPlan) {
    let text = Self.text(entry.value) ?? ""
    guard let objective = DesignObjective(text) else {
      let near = FieldRegistry.version1.nearest(to: text, among: DesignObjective.words)
      let words = DesignObjective.words.joined(separator: ", ")
      problem(
        entry.position, "`\(text)` is not an objective",
        near.map { "did you mean `\($0)`?" }
          ?? "there are \(words), or a function in Lua: `function(build, report) … end`")
      return
    }
    plan.objective = objective
  }

  private mutating func goal(_ entry: SourceEntry, _ plan: inout DesignPlan) {
    switch Self.text(entry.value) {
    case "pass": plan.goal = .pass
    case "warn": plan.goal = .warn
    default: problem(entry.position, "`goal` is `pass` or `warn`", nil)
    }
  }

  private mutating func check(_ plan: DesignPlan, _ position: SourcePosition?) {
    for category in plan.kinds ?? [] where plan.fixed.value[category.buildKey] != nil {
      problem(
        position, "`\(category.buildKey)` stands under `have` and under `choose`",
        "leave it out of one of them")
    }
  }

  // MARK: Values

  private mutating func kinds(_ entry: SourceEntry) -> [PartCategory] {
    var items = [entry.value]
    if case .list(let list) = entry.value.content { items = list }
    var kinds: [PartCategory] = []
    for item in items {
      let word = Self.text(item) ?? ""
      if let category = Self.category(word) {
        if !kinds.contains(category) { kinds.append(category) }
      } else {
        let names = PartCategory.allCases.map(\.buildKey)
        let near = FieldRegistry.version1.nearest(to: word, among: names)
        problem(
          item.position, "`\(word)` is not a kind of part",
          near.map { "did you mean `\($0)`?" } ?? "there are \(names.joined(separator: ", "))")
      }
    }
    return kinds.sorted()
  }

  private mutating func byKind(_ entry: SourceEntry) -> [(PartCategory, SourceEntry)] {
    guard case .map(let entries) = entry.value.content else {
      problem(
        entry.position, "`\(entry.key)` is a mapping by kind of part", "write `gpus: …` under it")
      return []
    }
    var found: [(PartCategory, SourceEntry)] = []
    for inner in entries {
      if let category = Self.category(inner.key) {
        found.append((category, inner))
      } else {
        unknownKind(inner)
      }
    }
    return found
  }

  private mutating func unknownKind(_ entry: SourceEntry) {
    let names = PartCategory.allCases.map(\.buildKey)
    let near = FieldRegistry.version1.nearest(to: entry.key, among: names)
    problem(
      entry.position, "`\(entry.key)` is not a kind of part",
      near.map { "did you mean `\($0)`?" } ?? "there are \(names.joined(separator: ", "))")
  }

  private mutating func words(_ entry: SourceEntry) -> [PartCategory: [String]] {
    var words: [PartCategory: [String]] = [:]
    for (category, inner) in byKind(entry) {
      var items = [inner.value]
      if case .list(let list) = inner.value.content { items = list }
      let texts = items.compactMap { Self.text($0) }.filter { !$0.isEmpty }
      if texts.count != items.count || texts.isEmpty {
        problem(inner.position, "`\(inner.key)` is a list of words of names", nil)
      }
      words[category] = texts
    }
    return words
  }

  private mutating func numbers(_ entry: SourceEntry) -> [Int]? {
    var items = [entry.value]
    if case .list(let list) = entry.value.content { items = list }
    let numbers = items.compactMap { Self.number($0) }.filter {
      $0 >= 1 && $0 <= 16 && $0 == $0.rounded()
    }
    guard numbers.count == items.count, !numbers.isEmpty else {
      problem(entry.position, "`\(entry.key)` is a number from 1 to 16, or a list of such", nil)
      return nil
    }
    return Set(numbers.map { Int($0) }).sorted()
  }

  private mutating func number(_ entry: SourceEntry) -> Double? {
    guard let number = Self.number(entry.value), number >= 0, number <= 1e9 else {
      problem(entry.position, "`\(entry.key)` is a number, 0 or more", nil)
      return nil
    }
    return number
  }

  private static func number(_ node: SourceNode) -> Double? {
    switch node.content {
    case .number(let value, _): value.numberValue
    case .plain(let text): Double(text)
    default: nil
    }
  }

  private static func text(_ node: SourceNode) -> String? {
    switch node.content {
    case .text(let text), .plain(let text): text
    case .number(let value, let spelling): spelling ?? value.numberValue.map { "\($0)" }
    default: nil
    }
  }

  private static func category(_ key: String) -> PartCategory? {
    let field = FieldRegistry.version1.root.field(key)
    return PartCategory.allCases.first { $0.buildKey == field?.key }
  }

  private mutating func problem(_ position: SourcePosition?, _ message: String, _ hint: String?) {
    diagnostics.append(
      Diagnostic(
        code: "plan/invalid", file: file, line: position?.line, column: position?.column,
        message: message, hint: hint))
  }
}
