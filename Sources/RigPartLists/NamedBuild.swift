public import RigCatalog
public import RigModel

/// Turns names in a build file into fields: `gpus: 4x RTX 2080 Ti`, `{part: "…", length_mm: 267}`.
///
/// Fields that the file gives win over those of the part. A name that may mean several parts, and
/// one that means none, is an error.
public struct NamedBuild: Sendable {
  /// Where the fields of one named part come from.
  public struct Source: Sendable {
    /// The place in the canonical build: `gpus[0]`, `cpu`.
    public let path: String
    /// The name.
    public let name: String
    /// The part that the name means.
    public let part: Part
    /// Keys that the name or the file itself states, which win over the part's.
    public let stated: Set<String>
    /// What a person has to know about the choice.
    public let notes: [FieldDoc]
  }

  private let reader: ItemReader
  private let names = NameCache()

  /// Makes one of its parts.
  public init(vocabulary: Vocabulary, lookup: any PartLookup) {
    reader = ItemReader(vocabulary: vocabulary, lookup: lookup)
  }

  /// The build of a text that has names in it; nil where it has none.
  ///
  /// - Throws: `InvalidBuild` with `build/part-ambiguous`, `build/part-unknown` and all that is
  ///   wrong with a build file; errors of the lookup.
  public func read(_ bytes: [UInt8], file: String) throws -> (build: Build, sources: [Source])? {
    let tree = SourceDocument.parse(bytes, file: file, domain: "build")
    guard let root = tree.root, tree.diagnostics.isEmpty, case .map(let entries) = root.content,
      Self.namesParts(entries)
    else { return nil }
    var expansion = Expansion(reader: reader, names: names, file: file)
    let expanded = try entries.map { try expansion.entry($0) }
    var build: Build
    do throws(InvalidBuild) {
      build = try Build(SourceNode(.map(expanded), at: root.position), file: file)
    } catch {
      throw Self.invalid(expansion.problems + error.diagnostics, bytes)
    }
    guard expansion.problems.isEmpty else { throw Self.invalid(expansion.problems, bytes) }
    // Findings lead to the names.
    build.origin = BuildOrigin(bytes: bytes, format: .automatic, file: file)
    return (build, expansion.sources)
  }

  /// All that is wrong, in the order of the text and with its lines.
  private static func invalid(_ problems: [Diagnostic], _ bytes: [UInt8]) -> InvalidBuild {
    let numbered = problems.enumerated().sorted { one, other in
      let (first, second) = (one.element, other.element)
      return (first.line ?? 0, first.column ?? 0, one.offset)
        < (second.line ?? 0, second.column ?? 0, other.offset)
    }
    return InvalidBuild(diagnostics: numbered.map { $0.element.explained(in: bytes) })
  }

  /// One value of a build's root with its parts spelled out, as JSON; nil where it names none.
  ///
  /// - Parameters:
  ///   - value: The value as JSON.
  ///   - key: The key under which it stands.
  /// - Throws: As `read`.
  public func spelledOut(_ value: [UInt8], of key: String) throws -> [UInt8]? {
    guard Self.category(of: key) != nil else { return nil }
    let text = Array("{\"\(key)\":".utf8) + value + [UInt8(ascii: "}")]
    let tree = SourceDocument.parse(text, as: .json, file: nil, domain: "build")
    guard let root = tree.root, tree.diagnostics.isEmpty, case .map(let entries) = root.content,
      entries.count == 1, Self.hasNames(entries)
    else { return nil }
    var expansion = Expansion(reader: reader, names: names, file: "")
    let expanded = try expansion.entry(entries[0])
    guard expansion.problems.isEmpty else {
      throw InvalidBuild(diagnostics: expansion.problems)
    }
    var json = JSONBytes()
    json.value(expanded.value)
    return json.bytes
  }

  /// Whether a value of JSON may name a part: a quick look that opens no catalogue.
  public static func mayName(_ value: [UInt8], of key: String) -> Bool {
    guard category(of: key) != nil, let first = value.first else { return false }
    if first == UInt8(ascii: "\"") { return true }
    // In a list a text may stand first or later; in maps only `part` is a name.
    let isList = first == UInt8(ascii: "[")
    let text = value.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    return isList && !value.contains(UInt8(ascii: "{"))
      || text.contains { $0.elementsEqual("part".utf8) }
      || isList
        && text.enumerated().contains { index, piece in
          index.isMultiple(of: 2) && piece.contains(UInt8(ascii: ","))
        }
  }

  /// Whether a text is a build file some of whose parts are names.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - file: What diagnostics call it.
  ///   - anyKeys: Take it for one where other keys are not those of a build, too.
  public static func hasNames(_ bytes: [UInt8], file: String, anyKeys: Bool = false) -> Bool {
    let tree = SourceDocument.parse(bytes, file: file, domain: "build")
    guard tree.diagnostics.isEmpty, case .map(let entries) = tree.root?.content else {
      return false
    }
    return anyKeys ? namesParts(entries) : hasNames(entries)
  }

  /// Names stand where a build has parts, and no key is one of another list.
  private static func hasNames(_ entries: [SourceEntry]) -> Bool {
    let root = FieldRegistry.version1.root
    let known = entries.allSatisfy { root.position(of: $0.key) != nil || $0.key.hasPrefix("x_") }
    return known && namesParts(entries)
  }

  private static func namesParts(_ entries: [SourceEntry]) -> Bool {
    entries.contains { entry in
      guard category(of: entry.key) != nil else { return false }
      switch entry.value.content {
      case .text, .plain: return isName(entry.value)
      case .map(let fields): return fields.contains { $0.key == "part" }
      case .list(let items):
        return items.contains { item in
          switch item.content {
          case .text, .plain: isName(item)
          case .map(let fields): fields.contains { $0.key == "part" }
          default: false
          }
        }
      default: return false
      }
    }
  }

  /// Whether a plain value can be the name of a part: a number, a word of YAML and `gpu:1`, which
  /// stands for a card of the build, are none.
  private static func isName(_ node: SourceNode) -> Bool {
    let text = node.spelled
    if node.isNull || text.utf8.count <= 5 && words.contains(text.lowercased()) { return false }
    return !isTarget(text) && text.lazy.filter(\.isLetter).prefix(2).count == 2
  }

  private static let words: Set<String> = ["true", "false", "yes", "no"]

  /// Whether it is true or false, and not a text that reads so.
  static func isTruth(_ node: SourceNode) -> Bool {
    switch node.content {
    case .boolean: true
    case .plain(let text): ["true", "false"].contains(text.lowercased())
    default: false
    }
  }

  /// `cpu:`, or `gpu:` with the number of a card: what a supply feeds.
  private static func isTarget(_ text: String) -> Bool {
    guard text.utf8.dropFirst(3).first == UInt8(ascii: ":"),
      ["gpu", "cpu"].contains(text.prefix(3).lowercased())
    else { return false }
    return text.dropFirst(4).allSatisfy(\.isNumber)
  }

  static func category(of key: String) -> PartCategory? {
    let root = FieldRegistry.version1.root
    guard let position = root.position(of: key) else { return nil }
    let name = root.fields[position].key
    return PartCategory.allCases.first { $0.buildKey == name || $0.buildKey == key }
      ?? ["gpu": .gpu, "psu": .psu, "case": .chassis][name]
  }
}

/// One file under way.
private struct Expansion {
  let reader: ItemReader
  let names: NameCache
  let file: String
  var problems: [Diagnostic] = []
  var sources: [NamedBuild.Source] = []

  mutating func entry(_ entry: SourceEntry) throws -> SourceEntry {
    guard let category = NamedBuild.category(of: entry.key) else { return entry }
    var value = entry.value
    if case .list(let items) = value.content {
      var place = 0
      var nodes: [SourceNode] = []
      for item in items {
        let (node, count) = try expanded(item, category, "\(category.buildKey)[\(place)]")
        nodes.append(node)
        place += count
      }
      value = SourceNode(.list(nodes), at: value.position)
    } else {
      let path = category.isList ? "\(category.buildKey)[0]" : category.buildKey
      value = try expanded(value, category, path).0
    }
    return SourceEntry(key: entry.key, position: entry.position, value: value)
  }

  /// The fields of a part that is named, and how many entries they become.
  private mutating func expanded(_ node: SourceNode, _ category: PartCategory, _ path: String)
    throws -> (SourceNode, Int)
  {
    switch node.content {
    case .text(let name): return try part(name, own: [], node, category, path)
    case .plain(let name) where !node.isNull: return try part(name, own: [], node, category, path)
    case .map(let fields):
      guard let name = fields.first(where: { $0.key == "part" }) else {
        return (node, Self.count(fields))
      }
      guard !NamedBuild.isTruth(name.value), let text = TreeReader.text(name.value) else {
        problems.append(
          Diagnostic(
            code: "build/wrong-type", file: file, line: name.position?.line,
            column: name.position?.column, path: path,
            message: "`part` is a name", hint: "such as `part: RTX 4090`"))
        return (SourceNode(.map(fields.filter { $0.key != "part" }), at: node.position), 1)
      }
      return try part(text, own: fields.filter { $0.key != "part" }, node, category, path)
    default: return (node, 1)
    }
  }

  private static func count(_ fields: [SourceEntry]) -> Int {
    guard let count = fields.first(where: { $0.key == "count" }),
      let text = TreeReader.text(count.value), let number = Int(text), 1...256 ~= number
    else { return 1 }
    return number
  }

  private mutating func part(
    _ name: String, own: [SourceEntry], _ node: SourceNode, _ category: PartCategory,
    _ path: String
  ) throws -> (SourceNode, Int) {
    let entry = try names.entry(name, category) { try reader.named(name, category) }
    // `2x32GB DDR5-6000` names no part, and states all that a build needs of one.
    guard !entry.isUndecidedName, !entry.isUnlisted,
      entry.part != nil || entry.status == .resolved
    else {
      report(entry, name, node, path)
      return (SourceNode(.map(own), at: node.position), 1)
    }
    let ownKeys = Set(own.map(\.key))
    var fields = own
    func add(_ key: String, _ value: BuildValue) {
      guard !fields.contains(where: { $0.key == key }) else { return }
      fields.append(SourceEntry(key: key, position: node.position, value: SourceNode(value)))
    }
    add("name", .text(entry.fullName))
    for field in entry.fields { add(field.key, field.value) }
    let isKit = !Set(fields.map(\.key)).isDisjoint(with: ["modules", "module_gb", "capacity_gb"])
    let component = FieldRegistry.version1.root.field(category.buildKey)?.component
    // The catalogue may know more than a build can state.
    for field in entry.part?.fields ?? [] where component?.field(field.key) != nil {
      if category == .memory, isKit, ["modules", "module_gb", "capacity_gb"].contains(field.key) {
        continue
      }
      add(field.key, field.value.value)
    }
    let count = ownKeys.contains("count") ? Self.count(own) : entry.count ?? 1
    if count > 1 { add("count", .integer(Int64(count))) }
    if let part = entry.part {
      sources.append(
        .init(
          path: path, name: name, part: part,
          stated: ownKeys.union(entry.fields.map(\.key)), notes: entry.notes))
    }
    return (SourceNode(.map(fields), at: node.position), category.isList ? count : 1)
  }

  private mutating func report(
    _ entry: ListEntry, _ name: String, _ node: SourceNode, _ path: String
  ) {
    let names = entry.candidates.prefix(5).map { Quoted.key($0) }.joined(separator: ", ")
    let why = entry.notes.first?.english
    let isSeveral =
      !entry.notes.contains(EntryDecision.unknownPart)
      && (entry.candidates.count > 1 || entry.part != nil)
    problems.append(
      Diagnostic(
        code: isSeveral ? "build/part-ambiguous" : "build/part-unknown", file: file,
        line: node.position?.line, column: node.position?.column, path: path,
        message: isSeveral
          ? "\(Quoted.key(name)) may mean several parts" + (why.map { ": \($0)" } ?? "")
          : "\(Quoted.key(name)) is not in the catalogue",
        hint: names.isEmpty
          ? "write its fields instead of its name" : "near are \(names)"))
  }
}

extension ListEntry {
  /// Maker and model as a build's `name` says them.
  var fullName: String {
    guard let model else { return label.isEmpty ? maker ?? text : label }
    guard let maker, !LineText.fold(model).hasPrefix(LineText.fold(maker)) else { return model }
    return "\(maker) \(model)"
  }
}
