internal import LuaRuntime

/// Mutants that a source itself says no example can tell from it, by comments such as
/// `-- mutate: skip [> -> >=] at 0 both do nothing`, on the line or above it.
struct MutationSkips {
  struct Entry {
    /// The line of code that it is about.
    let line: Int
    /// The line of the comment.
    let at: Int
    /// The changes it names; nil for all of the line.
    let changes: [String]?
    let reason: String
  }

  private(set) var entries: [Entry] = []
  /// Comments that are not complete, by line.
  private(set) var problems: [(line: Int, message: String)] = []

  init(_ outline: LuaOutline) {
    var end = 0
    for (index, token) in outline.tokens.enumerated() {
      scan(outline, end..<token.range.lowerBound, before: index)
      end = token.range.upperBound
    }
    scan(outline, end..<outline.source.count, before: outline.tokens.count)
  }

  func entry(for mutant: Mutant) -> Int? {
    entries.firstIndex {
      $0.line == mutant.line && ($0.changes?.contains(mutant.change) ?? true)
    }
  }

  /// The comments between two tokens.
  private mutating func scan(_ outline: LuaOutline, _ gap: Range<Int>, before next: Int) {
    let mark = "-- mutate: skip"
    let lines = outline.source[gap].split(separator: 0x0A, omittingEmptySubsequences: false)
    let isEnd = next == outline.tokens.count
    let last =
      isEnd ? (outline.tokens.last?.line ?? 1) + lines.count - 1 : outline.tokens[next].line
    for (index, bytes) in lines.enumerated() {
      let text = String(decoding: bytes, as: UTF8.self)
      guard let start = text.firstRange(of: mark) else { continue }
      let line = last - (lines.count - 1 - index)
      // Behind code it is about that line, alone about the next line with code.
      let isBehindCode = index == 0 && next > 0
      add(String(text[start.upperBound...]), at: line, about: isBehindCode ? line : last)
    }
  }

  private mutating func add(_ text: String, at line: Int, about code: Int) {
    var rest = text.drop { $0 == " " }
    var changes: [String]?
    if rest.first == "[" {
      guard let close = rest.firstIndex(of: "]") else {
        return problems.append((line, "`[` without its `]` in `mutate: skip`"))
      }
      changes = rest.dropFirst()[..<close].split(separator: ",").map(Self.normalized)
      rest = rest[rest.index(after: close)...]
    }
    let reason = rest.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if reason.isEmpty { problems.append((line, "`mutate: skip` without a reason")) }
    entries.append(Entry(line: code, at: line, changes: changes, reason: reason))
  }

  private static func normalized(_ change: Substring) -> String {
    change.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
