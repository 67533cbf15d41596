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

  /// The paths of keys down to the fields of parts; those of lists' elements are those of the list.
  var paths: [[String]] {
    switch self {
    case .word: []
    case .list(let values): values.flatMap(\.paths)
    case .map(let entries):
      entries.flatMap { entry in [[entry.key]] + entry.value.paths.map { [entry.key] + $0 } }
    }
  }

  /// The same without what stands at a path.
  func removing(_ path: ArraySlice<String>) -> JSONTree {
    switch self {
    case .word: self
    case .list(let values): .list(values.map { $0.removing(path) })
    case .map(let entries):
      .map(
        entries.compactMap { entry in
          guard entry.key == path.first else { return entry }
          if path.count == 1 { return nil }
          return Entry(key: entry.key, value: entry.value.removing(path.dropFirst()))
        })
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
