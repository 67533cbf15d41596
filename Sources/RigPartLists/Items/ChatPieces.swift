internal import RigCatalog

/// A sentence of a chat that goes through a machine: `so i got a 5800x3d on a b450 tomahawk max, 32 gigs of
/// corsair lpx, and an rx 6800 xt from powercolor, all in a meshify c with an rm750x`.
///
/// It is cut at every comma and every word that joins parts, and what no catalogue takes for a part is put
/// back to what stands before it. It is a machine where the pieces are of three kinds at least.
extension ItemReader {
  func chatPieces(of item: RawItem) -> [String]? {
    guard item.key.isEmpty, 24...500 ~= item.name.utf8.count, !Prose.isWish(LineText(item.name)),
      !item.name.contains("?")
    else { return nil }
    let cuts = ChatCut.pieces(of: item.name)
    // Commas alone are those of a title as well.
    guard cuts.count >= 3, cuts.contains(where: { $0.joint == .word }) else { return nil }
    var pieces: [(text: String, kind: PartCategory?)] = []
    for cut in cuts {
      let text = withMakerAhead(ChatCut.withoutEnd(Prose.withoutOpening(cut.text)))
      guard !ChatCut.isFiller(text) else { continue }
      let kind = chatKind(text, item)
      let isSize = LonePiece.category(text) != nil
      if kind == nil, cut.joint == .word, let last = pieces.last,
        !isSize || last.kind == .gpu || last.kind == .storage
      {
        pieces[pieces.count - 1].text = last.text + " " + cut.written
      } else {
        pieces.append((text, kind ?? (isSize ? LonePiece.category(text) : nil)))
      }
    }
    let known = pieces.compactMap(\.kind)
    guard Set(known).count >= 3, known.count * 3 >= pieces.count * 2 else { return nil }
    return pieces.map(\.text)
  }

  private func chatKind(_ text: String, _ item: RawItem) -> PartCategory? {
    guard text.utf8.count <= 80 else { return nil }
    if let headed = headed(text) {
      return KeyReader(vocabulary: vocabulary).kind(of: headed.key)?.category
    }
    // `the gpu is a dell oem 3080`.
    if let said = Prose.kindSaid(text) {
      return KeyReader(vocabulary: vocabulary).kind(of: said.key)?.category
    }
    return pieceKind(text, item)
  }

  /// `rx 6800 xt from powercolor`: the maker behind the name.
  private func withMakerAhead(_ text: String) -> String {
    for word in [" from ", " by "] {
      guard let range = text.ranges(of: word).last else { continue }
      let maker = Prose.withoutOpening(String(text[range.upperBound...]))
      guard !vocabulary.makers[maker].isEmpty else { continue }
      return maker + " " + text[..<range.lowerBound]
    }
    return text
  }
}

/// Where a sentence of parts is cut.
enum ChatCut {
  /// What stands before a piece.
  enum Joint { case start, comma, word }

  struct Piece {
    let joint: Joint
    /// The piece alone, and with the word that joins it to the one before.
    var text: String
    var written: String
  }

  private static let joints: Set<String> = [
    "and", "with", "plus", "w/", "&", "+", "alongside", "inside", "running", "powering", "feeding",
    "driving", "cooled", "powered", "paired", "then", "next",
  ]
  /// Words that join parts before an article alone: `in a Meshify C`, and not `in stock`.
  private static let places: Set<String> = ["in", "on", "into", "under", "to", "for"]
  private static let articles: Set<String> = ["a", "an", "the", "my", "this", "some", "one", "two"]

  static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = [Piece(joint: .start, text: "", written: "")]
    var depth = 0
    var isCut = false
    let words = text.split(separator: " ")
    for (index, word) in words.enumerated() {
      let folded = LineText.fold(String(word))
      let next = index + 1 < words.count ? LineText.fold(String(words[index + 1])) : ""
      let joins = joints.contains(folded) || places.contains(folded) && articles.contains(next)
      // `2x8 + 2x16 3200` are two kits of one memory.
      let isOfKits =
        folded == "+" && next.split(separator: "x").count == 2
        && next.split(separator: "x").allSatisfy { Int($0) != nil }
      if depth == 0, joins, !isOfKits {
        pieces.append(Piece(joint: isCut ? .comma : .word, text: "", written: String(word)))
        isCut = false
        continue
      }
      if isCut, !pieces[pieces.count - 1].text.isEmpty {
        pieces.append(Piece(joint: .comma, text: "", written: ""))
      }
      isCut = false
      depth = max(0, depth + word.count { $0 == "(" } - word.count { $0 == ")" })
      var word = word
      if depth == 0, let last = word.last, ",;.!—".contains(last), word.count > 1 {
        word.removeLast()
        isCut = true
      } else if word == "-" || word == "–" || word == "—" {
        isCut = true
        continue
      }
      let end = pieces.count - 1
      pieces[end].text += (pieces[end].text.isEmpty ? "" : " ") + word
      pieces[end].written += (pieces[end].written.isEmpty ? "" : " ") + word
    }
    return pieces.filter { !$0.text.isEmpty }
  }

  private static let fillers: Set<String> = [
    "all", "everything", "it", "its", "it's", "is", "was", "the", "a", "an", "my", "so", "i", "got",
    "have", "just", "going", "also", "that", "this", "thats", "that's", "sits", "sitting", "housed",
    "by", "up", "now", "here", "build", "rig", "setup", "pc", "running", "then", "finally", "me",
    "for", "to", "of", "you", "guys", "hey", "hi", "thanks", "done", "has", "with", "mine", "cpu's",
    "picked", "put", "together", "decided", "went", "built", "cooling", "cooled", "powered",
    "paired",
    "handled", "on", "in", "storage", "cooler", "supply", "power", "ram", "gpu", "cpu", "case",
  ]

  /// `Threadripper 3960X sitting`: a piece without the verb that leads to the next.
  static func withoutEnd(_ text: String) -> String {
    // `cooled | by an Enermax …`.
    if text.hasPrefix("by ") { return withoutEnd(Prose.withoutOpening(String(text.dropFirst(3)))) }
    var words = text.split(separator: " ")
    while words.count > 1, let last = words.last, ends.contains(LineText.fold(String(last))) {
      words.removeLast()
    }
    return words.joined(separator: " ")
  }

  private static let ends: Set<String> = [
    "sitting", "running", "housed", "mounted", "stuffed", "all", "everything", "is", "that",
  ]

  /// Whether a piece has nothing but words that join parts.
  static func isFiller(_ text: String) -> Bool {
    LineText.fold(text).split { !($0.isLetter || $0.isNumber || $0 == "'") }
      .allSatisfy { fillers.contains(String($0)) }
  }
}
