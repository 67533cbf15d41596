/// A value in JSON whose keys keep their order; a word is written as it stands, whatever it is.
enum JSONTree: Sendable, Equatable {
  struct Entry: Sendable, Equatable {
    var key: String
    var value: JSONTree
  }

  case word(String)
  case list([JSONTree])
  case map([Entry])

  func text(isSpaced: Bool) -> String {
    let comma = isSpaced ? ", " : ","
    let colon = isSpaced ? ": " : ":"
    switch self {
    case .word(let word): return word
    case .list(let values):
      return "[" + values.map { $0.text(isSpaced: isSpaced) }.joined(separator: comma) + "]"
    case .map(let entries):
      let texts = entries.map { "\"\($0.key)\"\(colon)\($0.value.text(isSpaced: isSpaced))" }
      return "{" + texts.joined(separator: comma) + "}"
    }
  }

  /// All values that lack one entry or element, or have one made smaller, the greatest steps first.
  var smaller: [JSONTree] {
    switch self {
    case .word: []
    case .list(let values):
      Self.smaller(values, \.smaller).map { .list($0) }
    case .map(let entries):
      Self.smaller(entries) { entry in
        entry.value.smaller.map { Entry(key: entry.key, value: $0) }
      }.filter { $0.contains { $0.key == "id" } || !entries.contains { $0.key == "id" } }
        .map { .map($0) }
    }
  }

  private static func smaller<Element>(_ elements: [Element], _ each: (Element) -> [Element])
    -> [[Element]]
  {
    var found: [[Element]] = []
    for index in elements.indices {
      found.append(Array(elements[..<index] + elements[(index + 1)...]))
    }
    for index in elements.indices {
      for other in each(elements[index]) {
        var copy = elements
        copy[index] = other
        found.append(copy)
      }
    }
    return found
  }
}
