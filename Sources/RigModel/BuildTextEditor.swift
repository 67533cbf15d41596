/// Finds the edits that bring a text from one build to another.
///
/// Split by topic: `+Lists` edits lists and counts, `+Layout` finds lines and writes what is new.
struct BuildTextEditor {
  /// Where a value stands: behind a colon or a dash.
  struct Slot {
    /// The end of the colon, of the dash, or of nothing at the root.
    let after: Int
    /// The column, from 0, of the key or dash in block style; nil in flow style.
    let column: Int?
  }

  let bytes: [UInt8]
  let isJSON: Bool
  let root: TextSpan
  var edits = TextEdits()
  /// What an anchor of the text stands for once the edits are made.
  var anchors: [String: BuildValue] = [:]
  private let hasAliases: Bool

  init(bytes: [UInt8], isJSON: Bool, root: TextSpan) {
    self.bytes = bytes
    self.isJSON = isJSON
    self.root = root
    hasAliases = root.hasAlias
  }

  mutating func run(from old: BuildValue, to new: BuildValue) throws {
    guard case .map = root.content else { throw BuildTextEdit.Refusal("it is not a map of parts") }
    try editMap(
      root, FieldRegistry.version1.root, from: old, to: new, in: Slot(after: 0, column: 0))
  }

  /// Edits one value. What has not changed is gone through only for its aliases, whose anchors may
  /// have.
  mutating func edit(
    _ span: TextSpan, _ kind: FieldKind?, from old: BuildValue?, to new: BuildValue, in slot: Slot
  ) throws {
    if old == new && !hasAliases { return }
    if try editAlias(span, kind, from: old, to: new, in: slot) { return }
    defer { if let anchor = span.anchor { anchors[anchor] = new } }
    switch (kind, span.content, old, new) {
    case (.list(let element, _), _, _, .list(let values)):
      try editList(span, of: element, from: old?.listValue ?? [], to: values, in: slot)
    case (.map(let component), .map, _, .map):
      try editMap(span, component, from: old ?? .map([]), to: new, in: slot)
    case (.map(let component), .scalar(let name, _), .map?, .map) where !span.isNull:
      editName(span, name, component, from: old ?? .map([]), to: new, count: nil, in: slot)
    case (_, .map, .map?, .map): try editMap(span, nil, from: old ?? .map([]), to: new, in: slot)
    case (_, .list, .list(let items)?, .list(let values)):
      try editList(span, of: .free, from: items, to: values, in: slot)
    default:
      if old != new { replace(span, with: new, kind, in: slot) }
    }
  }

  /// Whether the value is an alias, which is left alone if its anchor has become the same.
  mutating func editAlias(
    _ span: TextSpan, _ kind: FieldKind?, from old: BuildValue?, to new: BuildValue, in slot: Slot
  ) throws -> Bool {
    guard case .alias(let name) = span.content else { return false }
    let now = anchors[name] ?? old
    if now != new { replace(span, with: new, kind, in: slot) }
    return true
  }

  // MARK: Maps

  /// How many a part stands for, before and after.
  struct Count {
    let old: Int
    let new: Int
  }

  mutating func editMap(
    _ span: TextSpan, _ component: ComponentDefinition?, from old: BuildValue, to new: BuildValue,
    count: Count? = nil, in slot: Slot
  ) throws {
    guard case .map(let entries) = span.content else { return }
    let wanted = new.mapValue ?? []
    var removed = Set<Int>()
    var added: [(key: String, value: BuildValue?)] = []
    let keys = wanted.map(\.key) + (old.mapValue ?? []).map(\.key).filter { new[$0] == nil }
    // What a key that goes leaves behind is written as null where no key would mean something.
    let isComplete =
      component?.absentIsZero == true || component != nil && entries.contains { $0.key == "part" }
    for key in keys {
      let place = entries.firstIndex { Self.isSame($0.key, key, component) }
      let kind = component?.field(key)?.kind
      switch (place, new[key]) {
      case (let place?, let value?):
        let slot = self.slot(of: entries[place], in: span)
        try edit(entries[place].value, kind, from: old[key], to: value, in: slot)
      case (let place?, nil) where isComplete:
        replaceText(entries[place].value, with: "null", in: self.slot(of: entries[place], in: span))
      case (let place?, nil): removed.insert(place)
      case (nil, let value?) where old[key] != value:
        if !Self.isDerived(key, new, component) { added.append((key, value)) }
      case (nil, nil): added.append((key, nil))
      default: break
      }
    }
    if let count, count.old != count.new {
      if let place = entries.firstIndex(where: { $0.key == "count" }) {
        replaceText(
          entries[place].value, with: "\(count.new)", in: self.slot(of: entries[place], in: span))
      } else {
        added.append(("count", .integer(Int64(count.new))))
      }
    }
    if removed.isEmpty && added.isEmpty { return }
    if removed.count == entries.count {
      let fields = added.compactMap { field in
        field.value.map { BuildValue.Field(key: field.key, value: $0) }
      }
      let kind: FieldKind? = component.map { .map($0) }
      return replace(span, with: .map(fields), kind, in: slot)
    }
    remove(removed, of: entries, in: span)
    insert(added, into: entries, without: removed, component, in: span)
  }

  /// Whether a key of the text is the field of a canonical key, by whichever name.
  private static func isSame(
    _ written: String, _ key: String, _ component: ComponentDefinition?
  ) -> Bool {
    if written == key { return true }
    guard let place = component?.position(of: key) else { return false }
    return component?.position(of: written) == place
  }

  /// Whether a field follows from others, so that a text need not state it.
  private static func isDerived(
    _ key: String, _ new: BuildValue, _ component: ComponentDefinition?
  ) -> Bool {
    guard component == FieldRegistry.memory, key == "capacity_gb",
      let modules = new["modules"]?.numberValue, let each = new["module_gb"]?.numberValue,
      let total = new[key]?.numberValue
    else { return false }
    return total == modules * each
  }

  /// Edits a part that is only named: `RTX 4090` becomes `{part: RTX 4090, cooling: blower}`.
  mutating func editName(
    _ span: TextSpan, _ name: String, _ component: ComponentDefinition, from old: BuildValue,
    to new: BuildValue, count: Count?, in slot: Slot
  ) {
    var fields: [(key: String, value: BuildValue?)] = [("part", .text(name))]
    for field in new.mapValue ?? [] where old[field.key] != field.value {
      fields.append((field.key, field.value))
    }
    for field in old.mapValue ?? [] where new[field.key] == nil { fields.append((field.key, nil)) }
    if let count, count.old != count.new {
      fields.append(("count", .integer(Int64(count.new))))
    }
    guard fields.count > 1 else { return }
    let inner = fields.map { field in
      let kind = component.field(field.key)?.kind
      return "\(keyText(field.key)): \(line(field.value, kind))"
    }
    replaceText(span, with: "{" + inner.joined(separator: ", ") + "}", in: slot)
  }

  // MARK: Entries

  private mutating func remove(
    _ removed: Set<Int>, of entries: [TextSpan.Entry], in span: TextSpan
  ) {
    let elements = entries.map { $0.keyRange.lowerBound..<$0.value.range.upperBound }
    if span.isFlow { return removeFlow(removed, of: elements) }
    removeBlock(removed, of: elements)
  }

  private mutating func insert(
    _ added: [(key: String, value: BuildValue?)], into entries: [TextSpan.Entry],
    without removed: Set<Int>, _ component: ComponentDefinition?, in span: TextSpan
  ) {
    let kept = entries.indices.filter { !removed.contains($0) }
    var behind: [Int: [(key: String, value: BuildValue?)]] = [:]
    func place(_ key: String) -> Int {
      component?.position(of: key) ?? .max
    }
    for field in added.sorted(by: { place($0.key) < place($1.key) }) {
      let before = kept.last { place(entries[$0].key) < place(field.key) } ?? kept.last
      behind[before ?? -1, default: []].append(field)
    }
    for (index, fields) in behind.sorted(by: { $0.key < $1.key }) {
      let element =
        index < 0
        ? nil : entries[index].keyRange.lowerBound..<entries[index].value.range.upperBound
      if span.isFlow {
        let texts = fields.map { field in
          { [self] (indent: String?) in
            let kind = component?.field(field.key)?.kind
            return "\(keyText(field.key)): \(written(field.value, kind, indent: indent))"
          }
        }
        insertFlow(texts, after: element, in: span, isInline: !removed.isEmpty)
      } else if let element {
        let indent = String(repeating: " ", count: column(of: entries[index].keyRange.lowerBound))
        let lines = fields.flatMap { block($0.key, $0.value, component) }
        insertLines(lines.map { indent + $0 }, after: element)
      }
    }
  }
}

extension TextSpan {
  fileprivate var hasAlias: Bool {
    switch content {
    case .alias: true
    case .scalar: false
    case .list(let items): items.contains(where: \.hasAlias)
    case .map(let entries): entries.contains { $0.value.hasAlias }
    }
  }
}
