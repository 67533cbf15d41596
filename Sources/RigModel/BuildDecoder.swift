/// Turns a tree into the canonical value of a build and collects everything that is wrong with it.
///
/// It never stops at a mistake: a value that cannot be used is left out of the result, and the
/// result is thrown away when there was any.
struct BuildDecoder {
  let registry: FieldRegistry
  let file: String?
  /// Whether the tree came from a program, where an empty table may be a list or a map.
  let isProgrammatic: Bool
  var path: [PathPart] = []
  var problems: [Diagnostic] = []

  enum PathPart {
    case key(String)
    case index(Int)
  }

  /// The canonical value of a tree.
  static func decode(_ tree: SourceTree, file: String?, isProgrammatic: Bool = false)
    throws(InvalidBuild) -> BuildValue
  {
    var decoder = BuildDecoder(
      registry: .version1, file: file, isProgrammatic: isProgrammatic)
    decoder.problems = tree.diagnostics
    var value: BuildValue?
    if let root = tree.root {
      value = decoder.build(root)
    } else if tree.diagnostics.isEmpty {
      decoder.report("not-a-build", at: nil, "the file holds no build: it is empty")
    }
    guard decoder.problems.isEmpty, let value else {
      throw InvalidBuild(diagnostics: decoder.inFileOrder)
    }
    // Counts repeat whole entries, so the result may be larger than the text.
    if let excess = value.excess {
      throw InvalidBuild(diagnostics: [excess.diagnostic(file: file)])
    }
    return value
  }

  private mutating func build(_ root: SourceNode) -> BuildValue? {
    if root.isNull {
      report("not-a-build", at: root.position, "the file holds no build: it is empty")
      return nil
    }
    switch root.content {
    case .map(let entries):
      // The fields of another version may be others, so nothing else would be worth saying.
      guard checkVersion(entries) else { return nil }
      let value = map(entries, registry.root, at: root.position)
      // Where parts are wrong, what one says about another would be wrong for their sake.
      if problems.isEmpty { checkReferences(value, entries) }
      return value
    case .list(let none) where isProgrammatic && none.isEmpty: return .map([])
    case .list:
      report(
        "not-a-build", at: root.position, "found a list where the fields of a build are expected",
        hint: "a file holds one build")
    default:
      report(
        "not-a-build", at: root.position,
        "found \(root.described) where the fields of a build are expected",
        hint: "write `key: value` lines, such as `use_case: kaggle`")
    }
    return nil
  }

  private mutating func checkVersion(_ entries: [SourceEntry]) -> Bool {
    guard let entry = entries.first(where: { $0.key == "rigrules" }) else { return true }
    path = [.key(entry.key)]
    defer { path = [] }
    let number: BuildValue? =
      switch entry.value.content {
      case .number(let value, _): value
      case .plain(let text): PlainScalar.number(text)
      case .null: .integer(registry.version)
      default: nil
      }
    if number == .integer(registry.version) { return true }
    if case .plain(let text) = entry.value.content, PlainScalar.isNull(text) { return true }
    report(
      "version", at: entry.value.position ?? entry.position,
      "format version \(Quoted.clean(entry.value.spelled, limit: 60)) is not known",
      hint: "this program knows version \(registry.version)")
    return false
  }

  /// Whether there are so many problems that no hint of another one would be shown.
  var hasEnoughProblems: Bool { problems.count > 2 * SourceLimits.diagnostics }

  /// Adds a diagnostic with the current path.
  mutating func report(
    _ code: String, at position: SourcePosition?, _ message: String, hint: String? = nil
  ) {
    let path = self.path.isEmpty ? nil : spelledPath
    problems.append(
      Diagnostic(
        code: "build/\(code)", file: file, line: position?.line, column: position?.column,
        path: path, message: path.map { "\(Quoted.place($0)): \(message)" } ?? message, hint: hint))
  }

  /// The current path as the file writes it.
  var spelledPath: String {
    var text = ""
    for part in path {
      switch part {
      case .index(let index): text += "[\(index)]"
      case .key(let key): text += (text.isEmpty ? "" : ".") + Quoted.clean(key, limit: 60)
      }
    }
    return text
  }

  /// All problems by their place, the last of too many saying how many more there are.
  private var inFileOrder: [Diagnostic] {
    let sorted = problems.enumerated().sorted { left, right in
      let places = (
        (left.element.line ?? 0, left.element.column ?? 0, left.offset),
        (right.element.line ?? 0, right.element.column ?? 0, right.offset)
      )
      return places.0 < places.1
    }.map(\.element)
    // An alias shows what it stands for again, with the same place and the same mistake.
    var seen: Set<Diagnostic> = []
    let distinct = sorted.filter { problem in
      problem.line == nil || seen.insert(problem.withoutPath).inserted
    }
    guard distinct.count > SourceLimits.diagnostics else { return distinct }
    let more = distinct.count - SourceLimits.diagnostics
    return Array(distinct.prefix(SourceLimits.diagnostics)) + [
      Diagnostic(code: "build/more-errors", file: file, message: "and \(more) more errors")
    ]
  }
}

extension Diagnostic {
  /// What makes two diagnostics the same mistake: its code and its place.
  fileprivate var withoutPath: Diagnostic {
    Diagnostic(code: code, file: file, line: line, column: column, message: "")
  }
}
