internal import RigCatalog
internal import RigModel

/// What can be written at a place of a build's text that is still being written.
///
/// It is read from the lines before the place alone, because the text need not be valid yet.
struct WritingPlace {
  enum Kind {
    /// A key of a component.
    case key(ComponentDefinition)
    /// The value of a field.
    case value(FieldDefinition)
    /// The name of a part.
    case part(PartCategory)
  }
  let kind: Kind
  /// What is typed of it so far.
  let typed: String
  /// Whether keys and texts stand in quotes.
  let isJSON: Bool

  /// The place behind `count` scalars of a line (from 0); nil where nothing can be proposed.
  static func find(in lines: [[Unicode.Scalar]], line: Int, count: Int) -> WritingPlace? {
    let text = lines[..<line].map(Self.string) + [string(lines[line].prefix(count))]
    let first = text.first { !$0.allSatisfy(\.isWhitespace) }
    if first?.trimmingWhitespace.first.map({ "{[".contains($0) }) ?? false {
      var scanner = FlowScanner(FieldRegistry.version1.root)
      scanner.read(text.joined(separator: "\n"))
      return scanner.place
    }
    return BlockReader(text).place
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}

/// Where one is within brackets: JSON, and `{…}` in YAML.
struct FlowScanner {
  private enum Level {
    case map(ComponentDefinition?)
    case list(FieldDefinition?)
  }
  private var levels: [Level]
  private var field: FieldDefinition?
  private var isValue = false
  private var word = ""
  private var quote: Character?
  private var hasQuotes = false

  /// - Parameter component: What the first brace opens.
  init(_ component: ComponentDefinition) {
    levels = []
    opening = component
  }

  /// - Parameter field: The field whose value begins.
  init(valueOf field: FieldDefinition) {
    levels = []
    opening = nil
    self.field = field
    isValue = true
  }

  private var opening: ComponentDefinition?

  mutating func read(_ text: String) {
    var isEscaped = false
    for character in text {
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if character == "\\" && open == "\"" {
          isEscaped = true
        } else if character == open {
          quote = nil
        } else {
          word.append(character)
        }
        continue
      }
      step(character)
    }
  }

  private mutating func step(_ character: Character) {
    switch character {
    case "\"", "'":
      quote = character
      hasQuotes = true
      word = ""
    case "{":
      levels.append(.map(opening ?? component))
      opening = nil
      begin()
    case "[":
      levels.append(.list(isValue ? field : nil))
      word = ""
    case "}", "]":
      _ = levels.popLast()
      begin()
      isValue = false
    case ":":
      if case .map(let component)? = levels.last, !isValue {
        field = component?.field(String(word.trimmingWhitespace))
        isValue = true
        word = ""
      } else {
        word.append(character)
      }
    case ",", "\n":
      if character == "," { nextItem() } else { word += " " }
    default: word.append(character)
    }
  }

  private var component: ComponentDefinition? {
    if case .list(let field)? = levels.last { return field?.component }
    return isValue ? field?.component : nil
  }

  private mutating func begin() {
    word = ""
    isValue = false
  }

  private mutating func nextItem() {
    word = ""
    if case .map? = levels.last { isValue = false }
  }

  var place: WritingPlace? {
    let typed = quote == nil ? String(word.trimmingWhitespace) : word
    switch levels.last {
    case .map(let component?) where !isValue:
      return WritingPlace(kind: .key(component), typed: typed, isJSON: hasQuotes)
    case .map where isValue, nil where isValue:
      return field.map { WritingPlace(kind: .value($0), typed: typed, isJSON: hasQuotes) }
    case .list(let field?):
      return WritingPlace(kind: .value(field), typed: typed, isJSON: hasQuotes)
    default: return nil
    }
  }
}

/// Where one is in the lines of YAML.
struct BlockReader {
  private let lines: [String]

  init(_ lines: [String]) { self.lines = lines }

  /// A line that counts: how far its key stands in, and what follows.
  private struct Line {
    let indent: Int
    let key: String?
    let rest: Substring
  }

  private static func read(_ text: String) -> Line? {
    var rest = text[...]
    var indent = 0
    while let first = rest.first,
      first == " " || first == "-" && rest.dropFirst().first ?? " " == " "
    {
      rest = rest.dropFirst()
      indent += 1
    }
    if rest.isEmpty || rest.first == "#" { return nil }
    guard let colon = rest.firstIndex(of: ":"),
      rest[colon...].dropFirst().first ?? " " == " ", !rest[..<colon].contains("{")
    else { return Line(indent: indent, key: nil, rest: rest) }
    return Line(
      indent: indent, key: String(rest[..<colon].trimmingWhitespace).trimmingQuotes,
      rest: rest[rest.index(after: colon)...])
  }

  var place: WritingPlace? {
    guard let last = lines.last, !last.contains("#") else { return nil }
    let here = Self.read(last)
    // Of an empty line the blanks before the place say how deep it is.
    let indent = here?.indent ?? last.count
    guard let component = component(at: indent) else { return nil }
    guard let key = here?.key else {
      return WritingPlace(
        kind: .key(component), typed: String(here?.rest ?? "").trimmingQuotes, isJSON: false)
    }
    let rest = here?.rest ?? ""
    if key == "part", let category = PartCategory.of(component) {
      let typed = String(rest.trimmingWhitespace).trimmingQuotes
      return WritingPlace(kind: .part(category), typed: typed, isJSON: false)
    }
    guard let field = component.field(key) else { return nil }
    if rest.contains(where: { "{[".contains($0) }) {
      var scanner = FlowScanner(valueOf: field)
      scanner.read(String(rest))
      return scanner.place.map { WritingPlace(kind: $0.kind, typed: $0.typed, isJSON: false) }
    }
    let typed = String(rest.trimmingWhitespace).trimmingQuotes
    return WritingPlace(kind: .value(field), typed: typed, isJSON: false)
  }

  /// What a key that stands so far in belongs to: found upwards, by ever smaller indents.
  private func component(at indent: Int) -> ComponentDefinition? {
    var keys: [String] = []
    var least = indent
    for line in lines.dropLast().reversed() where least > 0 {
      guard let line = Self.read(line), line.indent < least else { continue }
      // A list may stand as far in as its key.
      least = line.indent
      guard let key = line.key else { return nil }
      guard line.rest.allSatisfy({ $0 == " " }) else { continue }
      keys.append(key)
    }
    var component: ComponentDefinition? = FieldRegistry.version1.root
    for key in keys.reversed() { component = component?.field(key)?.component }
    return component
  }
}

extension PartCategory {
  /// The kind of part that a component of a build is; nil for the other components.
  static func of(_ component: ComponentDefinition) -> PartCategory? {
    allCases.first { FieldRegistry.version1.root.field($0.buildKey)?.component == component }
  }
}

extension String {
  /// Without quotes around it, closed or not.
  var trimmingQuotes: String {
    guard let first, first == "\"" || first == "'" else { return self }
    let rest = dropFirst()
    return String(rest.last == first ? rest.dropLast() : rest)
  }
}
