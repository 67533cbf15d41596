extension BuildDecoder {
  /// The canonical list of a field: one mapping counts as a list of one, and `count` is written out.
  mutating func list(_ node: SourceNode, _ field: FieldDefinition) -> BuildValue? {
    guard case .list(let kind, let most) = field.kind else { return nil }
    switch node.content {
    case .list(let items): return elements(items, kind, atMost: most, at: node.position)
    case .map(let none) where isProgrammatic && none.isEmpty: return .list([])
    case .map(let entries):
      if case .map(let component) = kind {
        return .list(copies(entries, component, atMost: most, at: node.position))
      }
      fallthrough
    default:
      let hint: String? =
        switch kind {
        case .map: "write an entry under it, with `- ` before its first key"
        default: "write `[\(Quoted.clean(node.spelled, limit: 60))]`"
        }
      report(
        "wrong-type", at: node.position, "found \(node.described), but it is a list", hint: hint)
      return nil
    }
  }

  private mutating func elements(
    _ items: [SourceNode], _ kind: FieldKind, atMost most: Int, at position: SourcePosition?
  ) -> BuildValue? {
    var values: [BuildValue] = []
    for (index, item) in items.enumerated() {
      path.append(.index(index))
      defer { path.removeLast() }
      if case .map(let component) = kind {
        if case .map(let entries) = item.content {
          values += copies(entries, component, atMost: most, at: item.position)
        } else if isProgrammatic, case .list(let none) = item.content, none.isEmpty {
          values += copies([], component, atMost: most, at: item.position)
        } else {
          report(
            "wrong-type", at: item.position, "found \(item.described), but each entry is a mapping",
            hint: "write its fields, such as `- name: …`")
        }
      } else if item.isNull {
        report("wrong-type", at: item.position, "found nothing, but each entry has a value")
      } else if let value = scalar(item, kind, unit: nil) {
        values.append(value)
      }
      guard values.count <= most else {
        path.removeLast()
        defer { path.append(.index(index)) }
        report(
          "too-many", at: item.position ?? position, "found more than \(most) entries",
          hint: "at most \(most) are allowed")
        return nil
      }
    }
    return .list(values)
  }

  /// An entry as often as its `count` says.
  private mutating func copies(
    _ entries: [SourceEntry], _ component: ComponentDefinition, atMost most: Int,
    at position: SourcePosition?
  ) -> [BuildValue] {
    let value = map(entries, component, at: position)
    guard component.isCountable, let entry = entries.first(where: { $0.key == "count" }) else {
      return [value]
    }
    // A count that is wrong was reported with the other fields of the entry.
    let count = entry.value.wholeNumber.map { min(max($0, 0), Int64(most) + 1) } ?? 1
    return Array(repeating: value, count: Int(count))
  }

  /// Checks what one part says about another: a supply cannot feed a card that is not there.
  mutating func checkReferences(_ build: BuildValue, _ entries: [SourceEntry]) {
    guard let cards = build["gpus"]?.listValue?.count else { return }
    for entry in entries where entry.key == "psus" || entry.key == "psu" {
      path = [.key(entry.key)]
      defer { path = [] }
      switch entry.value.content {
      case .map(let fields): checkPowers(fields, cards)
      case .list(let items):
        for (index, item) in items.enumerated() {
          guard case .map(let fields) = item.content else { continue }
          path.append(.index(index))
          checkPowers(fields, cards)
          path.removeLast()
        }
      default: break
      }
    }
  }

  private mutating func checkPowers(_ fields: [SourceEntry], _ cards: Int) {
    guard let powers = fields.first(where: { $0.key == "powers" }),
      case .list(let targets) = powers.value.content
    else { return }
    path.append(.key("powers"))
    defer { path.removeLast() }
    for (index, target) in targets.enumerated() {
      guard let text = target.word, text.hasPrefix("gpu:"), let number = Int(text.dropFirst(4)),
        number > cards
      else { continue }
      path.append(.index(index))
      report(
        "conflict", at: target.position,
        "found `\(text)`, but the build has \(cards) card\(cards == 1 ? "" : "s")",
        hint: "cards count from 1")
      path.removeLast()
    }
  }
}
