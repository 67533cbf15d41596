/// The lines in which two texts differ, as `diff -u` prints them.
package struct UnifiedDiff: CustomStringConvertible {
  private enum Line: Equatable {
    case same(Substring)
    case removed(Substring)
    case added(Substring)

    var isSame: Bool { if case .same = self { true } else { false } }
    var isRemoved: Bool { if case .removed = self { true } else { false } }
    var isAdded: Bool { if case .added = self { true } else { false } }

    var text: String {
      switch self {
      case .same(let line): " \(line)"
      case .removed(let line): "-\(line)"
      case .added(let line): "+\(line)"
      }
    }
  }

  package let description: String
  private static let context = 3

  /// Empty where the texts are the same.
  package init(from old: String, to new: String, oldName: String, newName: String) {
    guard old != new else {
      description = ""
      return
    }
    let lines = Self.lines(Self.split(old), Self.split(new))
    description = (["--- \(oldName)", "+++ \(newName)"] + Self.hunks(lines))
      .joined(separator: "\n")
  }

  /// A last line without its newline is another line than one that has it.
  private static func split(_ text: String) -> [Substring] {
    if text.isEmpty { return [] }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" {
      lines.removeLast()
    } else {
      lines[lines.count - 1] += "\\ (no newline at the end)"
    }
    return lines
  }

  private static func lines(_ old: [Substring], _ new: [Substring]) -> [Line] {
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var result: [Line] = []
    var (oldIndex, newIndex) = (0, 0)
    while oldIndex < old.count || newIndex < new.count {
      if removed.contains(oldIndex) {
        result.append(.removed(old[oldIndex]))
        oldIndex += 1
      } else if added.contains(newIndex) {
        result.append(.added(new[newIndex]))
        newIndex += 1
      } else {
        result.append(.same(old[oldIndex]))
        oldIndex += 1
        newIndex += 1
      }
    }
    return result
  }

  private static func hunks(_ lines: [Line]) -> [String] {
    let kept = lines.indices.filter { index in
      lines[max(0, index - context)...min(lines.count - 1, index + context)]
        .contains { !$0.isSame }
    }
    var result: [String] = []
    var start = 0
    while start < kept.count {
      var end = start
      while end + 1 < kept.count && kept[end + 1] == kept[end] + 1 { end += 1 }
      result += hunk(lines, kept[start]...kept[end])
      start = end + 1
    }
    return result
  }

  private static func hunk(_ lines: [Line], _ range: ClosedRange<Int>) -> [String] {
    let before = lines[..<range.lowerBound]
    let inside = lines[range]
    let oldStart = before.count { !$0.isAdded } + 1
    let newStart = before.count { !$0.isRemoved } + 1
    let (oldCount, newCount) = (inside.count { !$0.isAdded }, inside.count { !$0.isRemoved })
    let header =
      "@@ -\(oldCount == 0 ? oldStart - 1 : oldStart),\(oldCount) "
      + "+\(newCount == 0 ? newStart - 1 : newStart),\(newCount) @@"
    return [header] + inside.map(\.text)
  }
}
