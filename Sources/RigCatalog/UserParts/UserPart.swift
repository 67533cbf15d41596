public import RigModel

/// A part of the user's own catalogue, or one that an import read.
public struct UserPart: Sendable, Hashable {
  /// The first part of the id: `psu` of `psu/wattage`.
  public var category: PartCategory
  /// The maker as people write it.
  public var maker: String?
  /// The name.
  public var name: String
  /// Part numbers.
  public var numbers: [String]
  /// Where it is from: a file's name, a data set.
  public var source: String
  /// How sure its values are.
  public var certainty: Certainty
  /// Values by key of the build format, the price among them.
  public var values: [String: BuildValue]

  /// Makes one of its parts.
  public init(
    category: PartCategory, maker: String?, name: String, numbers: [String] = [],
    source: String, certainty: Certainty = .user, values: [String: BuildValue]
  ) {
    self.category = category
    self.maker = maker
    self.name = name
    self.numbers = numbers
    self.source = source
    self.certainty = certainty
    self.values = values
  }

  /// Two with one identity are one part: the later takes the place of the earlier.
  var identity: String {
    category.rawValue + "/" + Atoms.key(Atoms.of((maker ?? "") + " " + name))
  }
}

/// The user's own catalogue: one text file, a part a line, sorted.
///
/// A line has the category, maker, name, part numbers, source and certainty, and then
/// `key=value` for each field, all separated by tabs. It is written again as a whole and renamed
/// into its place, so a killed import leaves what was there.
struct UserParts: Sendable {
  static let header = "# rigrules parts 1"

  private(set) var byIdentity: [String: UserPart] = [:]

  /// The parts in the order of their lines.
  var parts: [UserPart] { byIdentity.sorted { $0.key < $1.key }.map(\.value) }

  /// What putting a part in did.
  enum Effect: Sendable { case added, changed, unchanged }

  mutating func put(_ part: UserPart) -> Effect {
    let identity = part.identity
    guard let old = byIdentity[identity] else {
      byIdentity[identity] = part
      return .added
    }
    var merged = part
    for (key, value) in old.values where merged.values[key] == nil { merged.values[key] = value }
    merged.numbers = old.numbers + part.numbers.filter { !old.numbers.contains($0) }
    if merged == old { return .unchanged }
    byIdentity[identity] = merged
    return .changed
  }

  // MARK: Text

  var text: String {
    var text = Self.header + "\n"
    for part in parts { text += Self.line(part) + "\n" }
    return text
  }

  private static func line(_ part: UserPart) -> String {
    var cells = [
      part.category.rawValue, ValueText.clean(part.maker ?? ""), ValueText.clean(part.name),
      part.numbers.map { ValueText.clean($0, without: "|") }.joined(separator: "|"),
      ValueText.clean(part.source), part.certainty.word,
    ]
    for field in part.category.component.fields {
      guard let value = part.values[field.key] else { continue }
      cells.append("\(field.key)=\(ValueText.cell(value, of: field.kind))")
    }
    return cells.joined(separator: "\t")
  }

  init() {}

  /// Reads the text; a line that cannot be used is an error, because writing would lose it.
  init(_ text: String, path: String) throws(CatalogError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first.map({ $0 == Self.header }) ?? true else {
      throw CatalogError.badText(
        path: path, line: 1, reason: "the first line is not `\(Self.header)`")
    }
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      guard let part = Self.part(line) else {
        throw CatalogError.badText(path: path, line: index + 1, reason: "this is not a part")
      }
      byIdentity[part.identity] = part
    }
  }

  private static func part(_ line: Substring) -> UserPart? {
    let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard cells.count >= 6, let category = PartCategory(rawValue: String(cells[0])),
      let certainty = Certainty(word: cells[5]), !cells[2].isEmpty
    else { return nil }
    var part = UserPart(
      category: category, maker: cells[1].isEmpty ? nil : String(cells[1]), name: String(cells[2]),
      numbers: cells[3].split(separator: "|").map(String.init), source: String(cells[4]),
      certainty: certainty, values: [:])
    for cell in cells.dropFirst(6) {
      guard let sign = cell.firstIndex(of: "="),
        let field = category.component.field(String(cell[..<sign])),
        let value = ValueText.value(cell[cell.index(after: sign)...], of: field.kind)
      else { return nil }
      part.values[field.key] = value
    }
    return part
  }

  // MARK: Entries

  func entries(_ category: PartCategory) -> [Entry] {
    parts.filter { $0.category == category }.map { part in
      var entry = Entry(category: category, kind: .part, name: part.name)
      entry.maker = part.maker
      entry.numbers = part.numbers
      entry.isUsers = true
      for field in category.component.fields {
        guard let value = part.values[field.key] else { continue }
        entry.values.put(
          field.key, SourcedValue(value, source: part.source, certainty: part.certainty))
      }
      return entry
    }
  }
}
