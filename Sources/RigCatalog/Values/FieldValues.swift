import RigModel

/// The known fields of one part while layers are put over each other.
struct FieldValues: Sendable, Hashable {
  /// In the registry's order of the category.
  private(set) var fields: [Part.Field] = []

  init() {}

  init(_ fields: [Part.Field]) { self.fields = fields }

  subscript(key: String) -> Part.Field? { fields.first { $0.key == key } }

  /// Puts a value over what is there. What says the same is one value, the surer certainty counts;
  /// another value is kept as disagreeing.
  mutating func put(_ key: String, _ value: SourcedValue) {
    guard let position = fields.firstIndex(where: { $0.key == key }) else {
      fields.append(Part.Field(key: key, value: value))
      return
    }
    let old = fields[position]
    if old.value.value == value.value {
      // A value that two sources state is not a guess of either.
      let isOldSurer = old.value.certainty.rank <= value.certainty.rank
      let (surer, other) = isOldSurer ? (old.value, value) : (value, old.value)
      let both = SourcedValue(
        surer.value, source: Self.joined(surer.source, other.source), certainty: surer.certainty)
      fields[position] = Part.Field(key: key, value: both, disagreeing: old.disagreeing)
    } else {
      let others = [old.value] + old.disagreeing.filter { $0.value != value.value }
      fields[position] = Part.Field(key: key, value: value, disagreeing: others)
    }
  }

  /// Two sources of one value.
  private static func joined(_ one: String, _ other: String) -> String {
    one.split(separator: separator).contains(other[...]) ? one : one + separator + other
  }

  /// What stands between the sources of a value that several state.
  static let separator = " + "

  /// Keeps a value that does not count beside the one that does, or takes it where none is known.
  mutating func keep(_ key: String, _ value: SourcedValue) {
    guard let position = fields.firstIndex(where: { $0.key == key }) else {
      fields.append(Part.Field(key: key, value: value))
      return
    }
    let old = fields[position]
    if old.value.value == value.value {
      put(key, value)
    } else if !old.disagreeing.contains(where: { $0.value == value.value }) {
      fields[position] = Part.Field(
        key: key, value: old.value, disagreeing: old.disagreeing + [value])
    }
  }

  mutating func remove(_ key: String) { fields.removeAll { $0.key == key } }

  /// The fields in the order of the build format.
  func inOrder(_ category: PartCategory) -> [Part.Field] {
    let component = category.component
    return component.fields.compactMap { definition in self[definition.key] }
  }
}

extension Certainty {
  /// The smaller, the surer.
  var rank: Int {
    switch self {
    case .user: 0
    case .maker: 1
    case .dataSet: 2
    case .name: 3
    case .firmware: 4
    case .guess: 5
    }
  }

  /// The certainty of a word of the machine formats.
  init?(word: Substring) {
    switch word {
    case "maker": self = .maker
    case "data set": self = .dataSet
    case "firmware": self = .firmware
    case "name": self = .name
    case "user": self = .user
    default:
      guard word.hasPrefix("guess:") else { return nil }
      self = .guess(String(word.dropFirst(6)))
    }
  }
}
