internal import RigCatalog

/// What is left of a line when everything else has been read: the model's name.
struct ModelReader {
  let vocabulary: Vocabulary
  let category: PartCategory
  let maker: String?

  /// The words of the name in order, Chinese names of series in the script of their maker.
  func words(of line: LineText, keepingColour: Bool = false) -> [String] {
    var line = line
    dropEnds(&line, keepingColour: keepingColour)
    var words: [String] = []
    var index = 0
    while index < line.count {
      if line.used[index] {
        index += 1
      } else if let match = vocabulary.words.longest(in: line, at: index),
        !line.isUsed(match.range),
        !isInsideName(match.range, line), let replacement = replacement(for: match)
      {
        for word in replacement
        where !words.contains(where: { LineText.fold($0) == LineText.fold(word) }) {
          words.append(word)
        }
        index = match.range.upperBound
      } else if line.folded[index].isChinese {
        let start = index
        while index < line.count, !line.used[index],
          line.folded[index].isChinese || line.folded[index].isASCIIDigit,
          index == start || known(line, index) == nil
        { index += 1 }
        words.append(Self.withoutSeries(line.text(start..<index)))
      } else if isWordScalar(line.folded[index]) {
        let start = index
        while index < line.count, !line.used[index], isWordScalar(line.folded[index]) { index += 1 }
        let word = trimmed(line.text(start..<index))
        if !word.isEmpty { words.append(word) }
      } else {
        index += 1
      }
    }
    return words.filter { !["系列", "版", "级", "的", "和", "用", ""].contains($0) }
  }

  private func known(_ line: LineText, _ index: Int) -> PhraseTable<Vocabulary.Meaning>.Match? {
    guard let match = vocabulary.words.longest(in: line, at: index),
      !isInsideName(match.range, line), replacement(for: match) != nil
    else { return nil }
    return match
  }

  /// One character between others or before a figure is part of a name: 黑 in 黑洞3.
  private func isInsideName(_ range: Range<Int>, _ line: LineText) -> Bool {
    guard range.count == 1, line.folded[range.lowerBound].isChinese else { return false }
    return line.at(range.lowerBound - 1).isChinese || line.at(range.upperBound).isChinese
  }

  private static func withoutSeries(_ word: String) -> String {
    for end in ["系列", "版本", "版"] where word.hasSuffix(end) && word != end {
      return String(word.dropLast(end.count))
    }
    return word
  }

  private func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isLatinWord || "-+/.!'&#".unicodeScalars.contains(scalar)
      || scalar.value >= 0xc0 && !scalar.isChinese && scalar.properties.isAlphabetic
  }

  private func trimmed(_ word: String) -> String {
    var slice = Substring(word)
    while let last = slice.last, "-–—‑/.'&#".contains(last) { slice.removeLast() }
    while let first = slice.first, "-–—‑+/.!'&#".contains(first) { slice.removeFirst() }
    return String(slice)
  }

  /// What a Chinese word of a list becomes in a name: nothing for what describes, the maker's own
  /// word for a series. Nil for a word that is part of a name.
  private func replacement(for match: PhraseTable<Vocabulary.Meaning>.Match) -> [String]? {
    guard let chinese = match.values.first(where: { $0.isChinese }) else { return nil }
    for meaning in match.values where meaning.kind == .fact && meaning.means.hasSuffix(".series") {
      guard meaning.means == "\(category.rawValue).series" else { continue }
      var words = meaning.value.split(separator: " ").map(String.init)
      if words.contains("or") || words.isEmpty { return nil }
      if let maker, LineText.fold(meaning.value).hasPrefix(LineText.fold(maker) + " ") {
        words.removeFirst(maker.split(separator: " ").count)
      } else if category != .cpu {
        // The word hints at another maker's series: it stays as it is written.
        return nil
      }
      return words
    }
    // `至强 金牌 6140`: the grade of a supply is the class of a Xeon.
    if category == .cpu, let grade = chinese.kind == .fact ? chinese.value : nil,
      chinese.means == "psu.efficiency", let word = grade.split(separator: "-").last
    {
      return [word.prefix(1).uppercased() + word.dropFirst()]
    }
    switch chinese.kind {
    case .category, .generic, .ignore, .condition, .counter, .count, .priceKind, .countOf: return []
    case .fact: return chinese.means.hasSuffix(".series") ? nil : []
    default: return nil
    }
  }

  /// Words at both ends that say the kind of part and not which: `Processor`, `Video Card`, `new`.
  private func dropEnds(_ line: inout LineText, keepingColour: Bool) {
    var isChanged = true
    while isChanged {
      isChanged = false
      var end = line.count
      while end > 0,
        line.used[end - 1] || !isWordScalar(line.folded[end - 1]) && !line.folded[end - 1].isChinese
      { end -= 1 }
      for match in vocabulary.words.matches(in: line) where match.range.upperBound == end {
        guard !line.used[end - 1], isDescription(match, line),
          !keepingColour || !match.values.contains(where: { $0.means == "colour" })
        else { continue }
        line.use(match.range)
        isChanged = true
      }
    }
  }

  private func isDescription(_ match: PhraseTable<Vocabulary.Meaning>.Match, _ line: LineText)
    -> Bool
  {
    let word = line.foldedText(match.range)
    return match.values.contains { meaning in
      switch meaning.kind {
      case .category: PartCategory(rawValue: meaning.means) == category
      // `TG 750W` is a line of supplies, and tempered glass of a case.
      case .generic:
        word == "tg" ? category != .psu : meaning.means == "colour" || word != "gaming"
      case .ignore: meaning.means == "shop" || word != "prime"
      case .condition: word != "es" && word != "qs"
      default: false
      }
    }
  }
}

/// Finds who made the part of a line.
struct MakerReader {
  let vocabulary: Vocabulary

  struct Found {
    let name: String
    let ranges: [Range<Int>]
  }

  /// The first maker named who makes such parts. Makers of chips are none of cards and boards.
  func find(in line: LineText, category: PartCategory?) -> Found? {
    var found: (maker: Vocabulary.Maker, ranges: [Range<Int>])?
    var other: (maker: Vocabulary.Maker, ranges: [Range<Int>])?
    for match in vocabulary.makers.matches(in: line) {
      guard !line.isUsed(match.range) else { continue }
      for maker in match.values {
        if Self.isChipMaker(maker.name), category == .gpu || category == .motherboard { continue }
        if let category, !maker.makes.contains(category.rawValue) {
          if other == nil { other = (maker, [match.range]) }
          continue
        }
        if found == nil {
          found = (maker, [match.range])
        } else if found?.maker.name == maker.name {
          found?.ranges.append(match.range)
        }
        break
      }
    }
    // A maker of other things may have begun to make these: better than none.
    guard let answer = found ?? other else { return nil }
    return Found(name: answer.maker.name, ranges: answer.ranges)
  }

  static func isChipMaker(_ name: String) -> Bool { ["NVIDIA", "AMD", "Intel"].contains(name) }

  /// Every maker that a text names, as it is listed.
  func all(in line: LineText) -> Set<String> {
    Set(vocabulary.makers.matches(in: line).flatMap { $0.values.map(\.name) })
  }

  /// The makers of a kind of part that a text names, those of chips left out.
  func makers(of category: PartCategory, in line: LineText) -> Set<String> {
    Set(
      vocabulary.makers.matches(in: line).compactMap { match in
        match.values.first {
          $0.makes.contains(category.rawValue) && !Self.isChipMaker($0.name)
        }?.name
      })
  }

  /// The listed name of a maker that is written in any of its ways.
  func listed(_ name: String) -> String {
    vocabulary.makers[name].first?.name ?? name
  }
}
