internal import RigCatalog

/// What people say beside the name of a part: `came in the bundle, …`, `… (already have)`, `… of course`.
///
/// Only words without figures that no maker and no kind of part has are taken for such, and only where a
/// name is left.
struct Asides {
  let vocabulary: Vocabulary

  /// A name without what is said beside it.
  func stripped(_ name: String) -> String {
    guard name.utf8.count <= 300, name.contains(" ") else { return name }
    let whole = withoutClauses(withoutBrackets(Self.withoutDeterminers(name)))
    return Self.withoutTail(whole)
  }

  /// `[Main] i5-2500K | P8P67 | …`: what a signature calls the machine, before several parts.
  static func withoutLabel(_ name: String) -> String {
    guard name.hasPrefix("["), let end = name.firstIndex(of: "]") else { return name }
    let label = name[name.index(after: name.startIndex)..<end]
    let rest = name[name.index(after: end)...]
    guard 1...16 ~= label.count, label.allSatisfy({ $0.isLetter || $0 == " " || $0 == "#" }),
      rest.contains(" | ") || rest.contains(" / ")
    else { return name }
    return Markup.trimmed(Array(rest.unicodeScalars))
  }

  // MARK: Before the name

  private static let determiners: Set<String> = [
    "some", "old", "my", "trusty", "existing", "spare", "random", "leftover", "a", "an", "another",
    "also", "plus", "and", "ein", "eine", "mein", "meine", "un", "une", "mon", "ma",
  ]

  /// `some old 1TB 970 Evo Plus`: in small letters, as no name begins.
  private static func withoutDeterminers(_ name: String) -> String {
    let words = name.split(separator: " ")
    let kept = words.drop { determiners.contains(String($0)) }
    guard kept.count < words.count, kept.contains(where: { $0.contains(where: \.isNumber) }) else {
      return name
    }
    return kept.joined(separator: " ")
  }

  // MARK: Behind it

  private static let tails = [
    "of course", "have", "reuse", "reusing", "owned", "already got", "i already had",
    "i already have", "already have", "already had", "i have",
    "i had", "i own", "from my old pc", "from my old build", "from my old rig", "lying around",
    "laying around", "for now", "for free", "lol", "i think", "i guess", "i know", "local only",
    "local pickup", "obo", "带盒", "带包装", "无盒", "自用", "全新未拆", "未拆封",
  ]

  private static func withoutTail(_ name: String) -> String {
    var name = name
    for _ in 0..<2 {
      let folded = LineText.fold(name)
      guard
        let tail = tails.first(where: { folded.hasSuffix(" \($0)") || folded.hasSuffix(" \($0).") })
      else { break }
      let end = folded.hasSuffix(".") ? tail.count + 1 : tail.count
      name = Markup.trimmed(Array(name.dropLast(end).unicodeScalars))
      while let last = name.last, "-–—,;|".contains(last) || last == " " { name.removeLast() }
    }
    return name
  }

  /// Words of what became of a part or where it is from.
  private static let fates: Set<String> = [
    "have", "had", "having", "own", "owned", "already", "got", "reuse", "reused", "reusing",
    "existing", "keep", "keeping", "kept", "old", "current", "vorhanden", "schon", "da",
    "gebraucht",
    "neu", "bereits", "occasion", "sealed", "overkill", "used", "refurb", "refurbished", "bnib",
    "nib", "gift", "freebie", "free", "from", "ebay", "fb", "marketplace", "facebook", "craigslist",
    "carryover", "recycled", "purchased", "bought", "ordered", "arrived", "shipped", "local",
    "only", "pickup", "sold", "pending", "firm", "obo", "i", "my", "pc", "build", "rig", "the",
    "previous", "last", "this", "it", "one", "reutilizado", "déjà", "possédé", "on", "hand", "in",
    "still", "working", "tested", "optional", "know", "for", "now",
  ]

  /// `Dark Rock Pro 4 (have)`: brackets of nothing but such words.
  private func withoutBrackets(_ name: String) -> String {
    guard let open = name.lastIndex(of: "("), open > name.startIndex else { return name }
    let close = name[open...].firstIndex(of: ")") ?? name.endIndex
    let inner = LineText.fold(String(name[name.index(after: open)..<close]))
    let words = inner.split { !($0.isLetter || $0 == "'") }
    guard !words.isEmpty, !inner.contains(where: \.isNumber),
      words.allSatisfy({ Self.fates.contains(String($0)) })
    else { return name }
    let rest = close < name.endIndex ? String(name[name.index(after: close)...]) : ""
    let kept = Markup.trimmed(Array((name[..<open] + rest).unicodeScalars))
    return kept.isEmpty ? name : kept
  }

  // MARK: Clauses

  /// Words of a sentence, which names have none of.
  private static let sentence: Set<String> = [
    "i", "my", "the", "of", "came", "in", "got", "have", "had", "already", "know", "also", "bought",
    "from", "was", "is", "it", "its", "on", "at", "for", "this", "that", "just", "overkill", "will",
    "because", "since", "but", "so", "if", "thanks", "not", "sure", "ich", "habe", "schon", "noch",
  ]

  /// `came in the bundle, Asus ROG Strix B650E-F`: a name without the clauses that say no part.
  private func withoutClauses(_ name: String) -> String {
    guard name.contains(", ") || name.contains("; ") else { return name }
    let clauses = Self.clauses(name)
    guard 2...4 ~= clauses.count else { return name }
    let kept = clauses.filter { !isAside($0) }
    guard kept.count < clauses.count, !kept.isEmpty,
      kept.contains(where: { $0.contains(where: \.isNumber) })
    else { return name }
    return kept.joined(separator: ", ")
  }

  /// The pieces between commas that stand in no brackets.
  private static func clauses(_ name: String) -> [String] {
    var clauses = [""]
    var depth = 0
    for character in name {
      depth += character == "(" ? 1 : character == ")" ? -1 : 0
      if depth <= 0, character == "," || character == ";" {
        clauses.append("")
      } else {
        clauses[clauses.count - 1].append(character)
      }
    }
    return clauses.map { Markup.trimmed(Array($0.unicodeScalars)) }.filter { !$0.isEmpty }
  }

  private func isAside(_ clause: String) -> Bool {
    let words = LineText.fold(clause).split { !($0.isLetter || $0 == "'") }.map(String.init)
    guard !clause.contains(where: \.isNumber), !words.isEmpty else { return false }
    if words.allSatisfy(Self.fates.contains) { return true }
    guard words.count >= 2, words.contains(where: Self.sentence.contains) else { return false }
    let line = LineText(clause)
    let isOfParts = vocabulary.words.matches(in: line).contains { match in
      match.values.contains { KeyReader.kind($0)?.category != nil }
    }
    return !isOfParts && vocabulary.makers.matches(in: line).isEmpty
      && vocabulary.lines.matches(in: line).isEmpty
  }
}
