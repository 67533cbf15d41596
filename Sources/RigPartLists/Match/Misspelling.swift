internal import RigCatalog
internal import RigModel

/// Reads a name with a slip of the pen as that of a part near it.
struct Misspelling {
  let lookup: any PartLookup
  let category: PartCategory

  /// A name as it was meant, with the words that were taken for slips.
  struct Reading {
    let query: PartQuery
    let written: String
    let meant: String
  }

  /// The name with each word that the part has otherwise, by one letter, as the part has it; nil where
  /// no word is a slip.
  func corrected(_ query: PartQuery, like part: Part) throws -> Reading? {
    var words = query.words
    var maker = query.maker
    var slips: [(written: String, meant: String)] = []
    let theirs = NameForm.words(part.name, without: part.maker)
    for (index, word) in words.enumerated() {
      if maker == nil, index == 0, let name = part.maker, isSlip(word, of: name, isMaker: true) {
        maker = name
        slips.append((word, name))
      } else if let name = part.maker, isOfMaker(word, name) {
        // `fractal desing meshify c`: the second word of the maker.
        words[index] = ""
        slips.append((word, name))
      } else if !has(theirs, word), let meant = theirs.first(where: { isSlip(word, of: $0) }) {
        words[index] = meant
        slips.append((word, meant))
      }
    }
    if maker != nil, query.maker == nil { words.removeFirst() }
    words.removeAll(where: \.isEmpty)
    guard !slips.isEmpty, slips.count <= 2, !words.isEmpty,
      try slips.allSatisfy({ try isUnknown($0.written) })
    else { return nil }
    return Reading(
      query: PartQuery(
        category: query.category, maker: maker, words: words, chip: query.chip,
        fields: query.fields),
      written: slips.map(\.written).joined(separator: " "),
      meant: slips.map(\.meant).joined(separator: " "))
  }

  private func isOfMaker(_ word: String, _ maker: String) -> Bool {
    maker.split(separator: " ").dropFirst().contains { isSlip(word, of: String($0)) }
  }

  /// A word of another part is no slip.
  private func isUnknown(_ word: String) throws -> Bool {
    try lookup.makers(ofPartsWith: word, category: category).map(\.isEmpty) ?? true
  }

  private func has(_ words: [String], _ word: String) -> Bool {
    let squeezed = NameForm.squeezed(word)
    return words.contains { NameForm.squeezed($0) == squeezed }
  }

  private func isSlip(_ written: String, of meant: String, isMaker: Bool = false) -> Bool {
    let (left, right) = (Array(LineText.fold(written).utf8), Array(LineText.fold(meant).utf8))
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    // `pluss`: the last letter twice.
    if left.count >= 5, left.dropLast().elementsEqual(right), left.last == right.last {
      return true
    }
    // `desing`: two letters that changed places.
    if left.count >= 5, left.count == right.count, left.allSatisfy(letters.contains),
      let at = left.indices.first(where: { left[$0] != right[$0] }), at + 1 < left.count
    {
      var turned = left
      turned.swapAt(at, at + 1)
      if turned == right { return true }
    }
    guard left.count >= 5, right.count >= 5, left.first == right.first,
      left.allSatisfy(letters.contains), right.allSatisfy(letters.contains)
    else { return false }
    let most = isMaker && left.count >= 7 ? 2 : 1
    return 1...most ~= editDistance(left, right)
  }
}
