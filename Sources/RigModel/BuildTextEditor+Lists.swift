extension BuildTextEditor {
  /// Several equal entries of the new list, one after the other.
  private struct Run {
    let value: BuildValue
    var count: Int
    /// Whether one of them was in the old list at this place.
    var isKept: Bool
  }

  mutating func editList(
    _ span: TextSpan, of kind: FieldKind, from old: [BuildValue], to new: [BuildValue],
    in slot: Slot
  ) throws {
    let items: [TextSpan]
    switch span.content {
    case .list(let all): items = all
    case .map, .scalar: items = span.isNull ? [] : [span]
    case .alias: return
    }
    guard !items.isEmpty, !new.isEmpty else {
      if old != new { replace(span, with: .list(new), .list(of: kind, atMost: .max), in: slot) }
      return
    }
    let counts = try counts(of: items, total: old.count, kind)
    let runs = Self.runs(ListAlignment(old, new).aligned, counts, merging: Self.isCountable(kind))
    let starts = counts.indices.map { counts[..<$0].reduce(0, +) }
    guard case .list = span.content else {
      return try editSingle(span, kind, old[0], counts[0], runs[0], in: slot)
    }
    let elements = elements(of: items, in: span)
    var removed = Set<Int>()
    for index in items.indices where !runs[index].contains(where: \.isKept) {
      removed.insert(index)
    }
    guard removed.count < items.count else {
      return replace(span, with: .list(new), .list(of: kind, atMost: .max), in: slot)
    }
    if span.isFlow { removeFlow(removed, of: elements) } else { removeBlock(removed, of: elements) }
    // New entries of an item that goes stand behind the item that stays before it.
    for index in items.indices {
      let itemSlot = Slot(
        after: elements[index].lowerBound + (span.isFlow ? 0 : 1),
        column: span.isFlow ? nil : column(of: elements[index].lowerBound))
      let oldValue = starts[index] < old.count ? old[starts[index]] : .map([])
      try editItem(
        items[index], kind, oldValue, counts[index], runs[index], element: elements[index],
        isRemoved: removed.contains(index),
        anchor: items.indices.last { $0 <= index && !removed.contains($0) }.map { elements[$0] },
        in: (span, itemSlot), isInline: !removed.isEmpty)
    }
  }

  /// One item of a list: the first run that was there stays in its text, the others stand around it.
  private mutating func editItem(
    _ item: TextSpan, _ kind: FieldKind, _ old: BuildValue, _ count: Int, _ runs: [Run],
    element: Range<Int>, isRemoved: Bool, anchor: Range<Int>?, in place: (TextSpan, Slot),
    isInline: Bool
  ) throws {
    let (list, slot) = place
    let primary = isRemoved ? nil : runs.firstIndex(where: \.isKept)
    var before: [(String?) -> String] = []
    var after: [(String?) -> String] = []
    for (index, run) in runs.enumerated() where index != primary {
      let text: (String?) -> String
      if run.isKept {
        let copy = try copied(item, kind, old, count, run, element: element, slot)
        text = { _ in copy }
      } else {
        let fresh = fresh(run.value, run.count, kind, in: slot)
        text = fresh
      }
      if let primary, index < primary { before.append(text) } else { after.append(text) }
    }
    if let primary {
      try editOne(item, kind, old, runs[primary].value, (count, runs[primary].count), in: slot)
    }
    if list.isFlow {
      if !before.isEmpty { insertFlowBefore(before, element) }
      if !after.isEmpty { insertFlow(after, after: anchor, in: list, isInline: isInline) }
      return
    }
    if !before.isEmpty {
      let start = lineStart(element.lowerBound)
      edits.insert(before.map { $0(nil) + newline }.joined(), at: start)
    }
    if !after.isEmpty {
      if let anchor {
        insertLines(after.map { $0(nil) }, after: anchor)
      } else {
        edits.insert(after.map { $0(nil) + newline }.joined(), at: lineStart(element.lowerBound))
      }
    }
  }

  /// A part, or a name, or a plain value of a list, with its count.
  private mutating func editOne(
    _ item: TextSpan, _ kind: FieldKind, _ old: BuildValue, _ new: BuildValue,
    _ counts: (old: Int, new: Int), in slot: Slot
  ) throws {
    guard case .map(let component) = kind else {
      return try edit(item, kind, from: old, to: new, in: slot)
    }
    if case .alias = item.content, counts.old != counts.new {
      return replace(item, with: Self.counted(new, counts.new), kind, in: slot)
    }
    if try editAlias(item, kind, from: old, to: new, in: slot) { return }
    defer { if let anchor = item.anchor { anchors[anchor] = new } }
    let count = Count(old: counts.old, new: counts.new)
    switch item.content {
    case .map:
      try editMap(item, component, from: old, to: new, count: count, in: slot)
    case .scalar(let name, _):
      editName(item, name, component, from: old, to: new, count: count, in: slot)
    default: break
    }
  }

  /// A part that stands alone where a list may: it becomes one only if its cards differ now.
  private mutating func editSingle(
    _ span: TextSpan, _ kind: FieldKind, _ old: BuildValue, _ count: Int, _ runs: [Run],
    in slot: Slot
  ) throws {
    if runs.count == 1, runs[0].isKept {
      return try editOne(span, kind, old, runs[0].value, (count, runs[0].count), in: slot)
    }
    guard runs.contains(where: \.isKept) else {
      let values = runs.flatMap { Array(repeating: $0.value, count: $0.count) }
      return replace(span, with: .list(values), .list(of: kind, atMost: .max), in: slot)
    }
    if span.isFlow {
      let texts = try runs.map { run in
        run.isKept
          ? try copied(span, kind, old, count, run, element: span.range, slot)
          : line(Self.counted(run.value, run.count), kind)
      }
      return edits.replace(span.range, with: "[" + texts.joined(separator: ", ") + "]")
    }
    let range = lineStart(span.range.lowerBound)..<lineEnd(span.range.upperBound)
    let indent = String(repeating: " ", count: column(of: span.range.lowerBound))
    let texts = try runs.map { run -> String in
      guard run.isKept else {
        return indent + fresh(run.value, run.count, kind, column: indent.count)(nil)
      }
      let text = try copied(span, kind, old, count, run, element: range, slot)
      let lines = text.split(separator: newline, omittingEmptySubsequences: false)
      return lines.enumerated().map { index, line in
        index == 0 ? indent + "- " + line.dropFirst(indent.count) : line.isEmpty ? "" : "  " + line
      }.joined(separator: newline)
    }
    edits.replace(range, with: texts.joined(separator: newline))
  }

  /// The text of an item with another value and count, for a place beside it.
  private mutating func copied(
    _ item: TextSpan, _ kind: FieldKind, _ old: BuildValue, _ count: Int, _ run: Run,
    element: Range<Int>, _ slot: Slot
  ) throws -> String {
    let (edits, anchors) = (self.edits, self.anchors)
    self.edits = TextEdits()
    defer { (self.edits, self.anchors) = (edits, anchors) }
    try editOne(item, kind, old, run.value, (count, run.count), in: slot)
    let isBlock = slot.column != nil && element.lowerBound < item.range.lowerBound
    let range =
      isBlock
      ? lineStart(element.lowerBound)..<lineEnd(element.upperBound) : element
    return String(
      decoding: try self.edits.applied(to: bytes[range], from: range.lowerBound), as: UTF8.self)
  }

  /// The text of a new item.
  private func fresh(_ value: BuildValue, _ count: Int, _ kind: FieldKind, in slot: Slot)
    -> (String?) -> String
  {
    guard let column = slot.column else {
      return { self.written(Self.counted(value, count), kind, indent: $0) }
    }
    let text = fresh(value, count, kind, column: column)
    return { _ in String(repeating: " ", count: column) + text(nil) }
  }

  private func fresh(_ value: BuildValue, _ count: Int, _ kind: FieldKind, column: Int)
    -> (String?) -> String
  {
    let value = Self.counted(value, count)
    return { _ in
      guard case .map(let fields) = value, !fields.isEmpty, case .map(let component) = kind else {
        return "- " + self.line(value, kind)
      }
      let lines = CanonicalText.yaml(value, of: component).split(separator: "\n")
      let indent = String(repeating: " ", count: column + 2)
      return "- " + lines.joined(separator: self.newline + indent)
    }
  }

  // MARK: Counts

  private static func isCountable(_ kind: FieldKind) -> Bool {
    if case .map(let component) = kind { return component.isCountable }
    return false
  }

  /// A part with its count, where there are several.
  static func counted(_ value: BuildValue, _ count: Int) -> BuildValue {
    guard count > 1, case .map(let fields) = value else { return value }
    return .map(fields + [.init(key: "count", value: .integer(Int64(count)))])
  }

  /// How many entries of the canonical list each item of the text gives.
  private func counts(of items: [TextSpan], total: Int, _ kind: FieldKind) throws -> [Int] {
    guard Self.isCountable(kind) else { return items.map { _ in 1 } }
    var known = items.map { count(of: $0) }
    let open = known.indices.filter { known[$0] == nil }
    let left = total - known.compactMap { $0 }.reduce(0, +)
    for index in open { known[index] = open.count == 1 ? left : 1 }
    let counts = known.compactMap { $0 }
    guard counts.reduce(0, +) == total, counts.allSatisfy({ $0 >= 0 }) else {
      throw BuildTextEdit.Refusal("how many parts each of its entries stands for is not clear")
    }
    return counts
  }

  /// nil for a part that is named, or an alias: the others say how many are left for it.
  private func count(of item: TextSpan) -> Int? {
    switch item.content {
    case .map(let entries):
      guard let count = entries.first(where: { $0.key == "count" }) else {
        return entries.contains { $0.key == "part" } ? nil : 1
      }
      guard case .scalar(let text, _) = count.value.content else { return nil }
      return Int(text)
    case .scalar(let text, _):
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      let sign = text.dropFirst(digits.count).first { $0 != " " }
      return sign.map { "xX×*".contains($0) } == true ? Int(digits) : nil
    default: return nil
    }
  }

  /// For each item of the text what its entries become, equal ones together.
  private static func runs(
    _ aligned: [ListAlignment.Step], _ counts: [Int], merging: Bool
  ) -> [[Run]] {
    var runs = [[Run]](repeating: [], count: counts.count)
    var item = 0
    var left = counts.first ?? 0
    func move() {
      while left == 0, item + 1 < counts.count {
        item += 1
        left = counts[item]
      }
    }
    for step in aligned {
      let value: BuildValue
      let isKept: Bool
      switch step {
      case .removed:
        move()
        left -= 1
        continue
      case .kept(let new):
        move()
        left -= 1
        (value, isKept) = (new, true)
      case .added(let new): (value, isKept) = (new, false)
      }
      if merging, let last = runs[item].last, last.value == value {
        runs[item][runs[item].count - 1].count += 1
        if isKept { runs[item][runs[item].count - 1].isKept = true }
      } else {
        runs[item].append(Run(value: value, count: 1, isKept: isKept))
      }
    }
    return runs
  }
}

/// Which entries of a list stay, go and come, so that as little as possible is written as a whole.
struct ListAlignment {
  enum Step {
    case kept(BuildValue)
    case removed
    case added(BuildValue)
  }
  let aligned: [Step]

  init(_ old: [BuildValue], _ new: [BuildValue]) {
    guard old.count * new.count <= 1 << 14 else {
      // Too many to compare each with each.
      let shared = min(old.count, new.count)
      aligned =
        new[..<shared].map { .kept($0) } + new[shared...].map { .added($0) }
        + old[shared...].map { _ in .removed }
      return
    }
    // The least cost of bringing the rests of both lists together, from their ends.
    let gap = 0.6
    var cost = [[Double]](
      repeating: [Double](repeating: 0, count: new.count + 1), count: old.count + 1)
    for i in stride(from: old.count, through: 0, by: -1) {
      for j in stride(from: new.count, through: 0, by: -1) where i < old.count || j < new.count {
        var best = Double.infinity
        if i < old.count, j < new.count {
          best = cost[i + 1][j + 1] + Self.distance(old[i], new[j])
        }
        if i < old.count { best = min(best, cost[i + 1][j] + gap) }
        if j < new.count { best = min(best, cost[i][j + 1] + gap) }
        cost[i][j] = best
      }
    }
    var steps: [Step] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, j < new.count,
        cost[i][j] == cost[i + 1][j + 1] + Self.distance(old[i], new[j])
      {
        steps.append(.kept(new[j]))
        (i, j) = (i + 1, j + 1)
      } else if i < old.count, cost[i][j] == cost[i + 1][j] + gap {
        steps.append(.removed)
        i += 1
      } else {
        steps.append(.added(new[j]))
        j += 1
      }
    }
    aligned = steps
  }

  /// 0 for the same, up to 1 for parts that have nothing in common.
  private static func distance(_ old: BuildValue, _ new: BuildValue) -> Double {
    if old == new { return 0 }
    guard case .map(let fields) = old, case .map(let others) = new else { return 1 }
    let same = fields.count { new[$0.key] == $0.value }
    return max(0.05, 1 - Double(same) / Double(max(fields.count, others.count, 1)))
  }
}
