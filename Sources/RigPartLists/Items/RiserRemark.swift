internal import RigCatalog

/// `RTX 3090 on risers`, `3090 四张（转接线）`: how cards stand. The line is of the cards, and of no riser.
struct RiserRemark {
  let range: Range<Int>
  /// Whether all cards of the line stand so: `(one on a riser)` says it of one.
  let isOfAll: Bool

  /// Finds the remark behind the name of a card.
  ///
  /// - Parameter isOfCards: What heads the line says that it is of cards, whatever its name.
  init?(in line: LineText, _ vocabulary: Vocabulary, isOfCards: Bool = false) {
    let risers = vocabulary.words.matches(in: line).filter { match in
      match.values.contains { $0.kind == .other && $0.means == "riser" }
    }
    guard let riser = risers.first?.range,
      let start = Self.start(of: riser, in: line),
      Self.namesCard(line, before: start, vocabulary, isOfCards)
    else { return nil }
    let before = line.words.last { $0.upperBound <= start }
    isOfAll = before.map { !Self.some.contains(line.foldedText($0)) } ?? true
    range = (isOfAll ? start : before?.lowerBound ?? start)..<riser.upperBound
  }

  private static func namesCard(
    _ line: LineText, before end: Int, _ vocabulary: Vocabulary, _ isOfCards: Bool
  ) -> Bool {
    if let card = ShapeReader(vocabulary: vocabulary).gpu(line), card.upperBound <= end {
      return true
    }
    return isOfCards && line.numbers.contains { $0.range.upperBound <= end && $0.value >= 100 }
  }

  private static let prepositions: Set<String> = [
    "on", "via", "using", "through", "with", "w", "each", "by",
  ]
  /// What may stand between: `on two PCIe 4.0 x16 risers`.
  private static let kinds: Set<String> = [
    "pcie", "pci", "e", "pci-e", "x16", "x8", "x4", "x1", "×16", "×8", "4.0", "5.0", "gen4", "gen5",
    "flexible", "vertical", "a", "usb", "open", "separate", "own", "slimsas", "oculink", "mcio",
    "ribbon", "long", "shielded",
  ]
  private static let some: Set<String> = [
    "one", "two", "1", "2", "some", "other", "others", "second", "third", "last", "2nd", "3rd",
  ]
  private static let chinese: Set<Unicode.Scalar> = ["用", "接", "走", "插", "过", "挂", "上"]

  /// Where the remark begins; nil where the riser is named like a part.
  private static func start(of riser: Range<Int>, in line: LineText) -> Int? {
    let before = line.words.filter { $0.upperBound <= riser.lowerBound }
    for word in before.reversed() {
      let text = line.foldedText(word)
      if prepositions.contains(text) { return word.lowerBound }
      guard kinds.contains(text) || text.allSatisfy(\.isNumber) else { break }
    }
    if let sign = line.folded[..<riser.lowerBound].last(where: { $0 != " " }),
      chinese.contains(sign)
    {
      return line.folded[..<riser.lowerBound].lastIndex(of: sign)
    }
    let open = line.folded[..<riser.lowerBound].lastIndex { $0 == "(" || $0 == "[" }
    guard let open,
      !line.folded[open..<riser.lowerBound].contains(where: { $0 == ")" || $0 == "]" })
    else { return nil }
    return riser.lowerBound
  }
}
