/// Phrases in any script, found at a place of a line in one walk: the longest wins.
struct PhraseTable<Value: Sendable>: Sendable {
  private var next: [UInt64: Int] = [:]
  private var values: [[Value]] = [[]]
  /// Its place among the tables of a vocabulary, for what a line knows of it.
  let place: Int

  init(place: Int) { self.place = place }

  struct Match {
    let range: Range<Int>
    let values: [Value]
  }

  mutating func insert(_ phrase: String, _ value: Value) {
    var node = 0
    for scalar in Self.walkable(LineText(phrase).folded) {
      let key = Self.key(node, scalar)
      if let known = next[key] {
        node = known
      } else {
        values.append([])
        next[key] = values.count - 1
        node = values.count - 1
      }
    }
    if node != 0 { values[node].append(value) }
  }

  /// What a whole text means; empty where it is not a phrase.
  subscript(_ text: String) -> [Value] {
    let line = LineText(text)
    guard let match = longest(in: line, at: 0), match.range.upperBound == line.count else {
      return []
    }
    return match.values
  }

  /// The longest phrase that starts at an index and cuts through no word.
  func longest(in line: LineText, at start: Int) -> Match? {
    var node = 0
    var index = start
    var best: Match?
    guard line.at(start) != " " else { return nil }
    // No phrase starts inside of a word.
    if start > 0, line.at(start).isLatinWord, line.at(start - 1).isLatinWord { return nil }
    while index < line.count {
      var scalar = line.folded[index]
      if scalar == "-" || scalar == "_" { scalar = " " }
      if scalar == " ", index > start, line.at(index - 1) == " " {
        index += 1
        continue
      }
      guard let following = next[Self.key(node, scalar)] else { break }
      node = following
      index += 1
      guard !values[node].isEmpty else { continue }
      if line.isBoundary(start, index) {
        best = Match(range: start..<index, values: values[node])
      } else if line.at(index) == "s", line.at(index - 1).isASCIILetter,
        line.isBoundary(start, index + 1), index - start >= 3
      {
        // `SSDs`, `cards`.
        best = Match(range: start..<(index + 1), values: values[node])
      }
    }
    return best
  }

  /// Phrases of a line that do not overlap, from left to right.
  func matches(in line: LineText) -> [Match] {
    if let known = line.found.phrases[place] as? [Match] { return known }
    let matches = readMatches(in: line)
    line.found.phrases[place] = matches
    return matches
  }

  private func readMatches(in line: LineText) -> [Match] {
    var matches: [Match] = []
    var index = 0
    while index < line.count {
      if let match = longest(in: line, at: index) {
        matches.append(match)
        index = match.range.upperBound
      } else {
        index += 1
      }
    }
    return matches
  }

  private static func key(_ node: Int, _ scalar: Unicode.Scalar) -> UInt64 {
    UInt64(node) << 24 | UInt64(scalar.value)
  }

  /// Hyphens are blanks, and blanks are one.
  private static func walkable(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    for scalar in scalars {
      let scalar = scalar == "-" || scalar == "_" ? " " : scalar
      if scalar == " ", result.last == " " { continue }
      result.append(scalar)
    }
    while result.last == " " { result.removeLast() }
    return result
  }
}
