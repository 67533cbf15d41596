internal import RigCatalog
internal import RigModel

/// Lines of several parts.
extension ItemReader {
  /// `PSU / Case | Seasonic PX-2200 / Lian Li V3000`: as many kinds in the head as parts in the cell.
  private func headedPieces(of item: RawItem) -> [RawItem]? {
    guard item.key.utf8.count <= 60 else { return nil }
    let keys = KeyReader(vocabulary: vocabulary)
    for sign in ["/", "+", "&"] as [Character] where item.key.contains(sign) {
      let heads = item.key.split(separator: sign).map { Markup.trimmed(Array($0.unicodeScalars)) }
      let names =
        item.name.ranges(of: " \(sign) ").isEmpty
        ? [] : item.name.replacing(" \(sign) ", with: "\n").split(separator: "\n").map(String.init)
      guard heads.count >= 2, heads.count == names.count,
        Set(heads.compactMap { keys.kind(of: $0)?.word }).count == heads.count
      else { continue }
      return zip(heads, names).map { head, name in
        var part = item
        (part.key, part.name) = (head, Markup.trimmed(Array(name.unicodeScalars)))
        (part.isBare, part.price, part.unitPrice) = (false, nil, nil)
        return part
      }
    }
    return nil
  }

  func parts(of item: RawItem) -> [RawItem]? {
    guard item.name.unicodeScalars.count <= 2000 else { return nil }
    if let pieces = headedPieces(of: item) { return pieces.flatMap { parts(of: $0) ?? [$0] } }
    let heading = KeyReader(vocabulary: vocabulary).kind(of: item.key)
    // Behind a key the whole is one part, unless it names several kinds or each piece is a part.
    guard
      let parts = chatPieces(of: item) ?? SentenceSplitter(vocabulary: vocabulary).parts(
        of: item.name)
        ?? knownPieces(of: item, heading) ?? KitPair.pieces(of: item.name)
        ?? (heading == nil ? barePieces(item.name, of: item) : nil)
        ?? (heading == nil ? pairedPieces(item.name, of: item) : nil)
        ?? listedPieces(of: item, heading)
    else { return nil }
    let isOfMachine = heading == nil || heading == .other("machine")
    return parts.flatMap { KitPair.pieces(of: $0) ?? barePieces($0, of: item) ?? [$0] }.map {
      text in
      var part = item
      part.name = BareNames.plainProcessor(text, vocabulary)
      part.isPiece = true
      // `… | MB Gigabyte X299 AORUS MASTER | …`: a piece with a head of its own.
      if let headed = headed(text) {
        (part.key, part.name) = headed
        part.isBare = false
        (part.price, part.unitPrice) = (nil, nil)
        return part
      }
      let own = InlineKind(vocabulary: vocabulary).strong(LineText(text))
      if own != nil && own != heading || isOfMachine { part.key = "" }
      if own == nil, part.key.isEmpty, let lone = LonePiece.category(text) {
        part.key = LonePiece.key(lone)
      }
      part.name = withKitUnit(part.name)
      if part.key.isEmpty, let said = Prose.kindSaid(text) { (part.key, part.name) = said }
      part.isBare = false
      part.price = nil
      part.unitPrice = nil
      return part
    }
  }

  func headed(_ text: String) -> (key: String, name: String)? {
    // `Storage: 2x 2TB 980 Pro` within a chat.
    if let colon = text.ranges(of: ": ").first, text[..<colon.lowerBound].utf8.count <= 20 {
      let key = String(text[..<colon.lowerBound])
      let isKind = KeyReader(vocabulary: vocabulary).kind(of: key)?.category != nil
      return isKind ? (key, Markup.trimmed(Array(text[colon.upperBound...].unicodeScalars))) : nil
    }
    guard let blank = text.firstIndex(of: " ") else { return nil }
    let key = String(text[..<blank])
    guard
      ["cpu", "mb", "mobo", "ram", "gpu", "psu", "case", "ssd", "hdd", "cooler"].contains(
        LineText.fold(key))
    else {
      return nil
    }
    let name = Prose.withoutVerb(Markup.trimmed(Array(text[blank...].unicodeScalars)))
    return name.contains(where: \.isNumber) ? (key, name) : nil
  }

  /// `Corsair HX1000 + EVGA 750 G2`: two parts of one kind, each with its maker.
  private func pairedPieces(_ name: String, of item: RawItem) -> [String]? {
    guard item.key.isEmpty, name.utf8.count <= 90 else { return nil }
    for sign in [" + ", " & "] where name.contains(sign) {
      let pieces = name.replacing(sign, with: "\n").split(separator: "\n").map(String.init)
      guard 2...4 ~= pieces.count,
        pieces.allSatisfy({ vocabulary.makers.longest(in: LineText($0), at: 0) != nil })
      else { continue }
      let kinds = pieces.map { pieceKind($0, item) }
      if Set(kinds).count == 1, let kind = kinds.first, kind == .psu || kind == .storage {
        return pieces
      }
    }
    return nil
  }

  /// `PSU: SuperNOVA 1600 T2 + HX1000`: parts of the kind that heads the line, each known by its name.
  private func knownPieces(of item: RawItem, _ heading: ItemKind?) -> [String]? {
    guard let category = heading?.category, [.psu, .storage, .gpu, .cpuCooler].contains(category),
      item.name.contains("+") || item.name.contains("&")
    else { return nil }
    if category == .cpuCooler { return coolerAndFans(item.name) }
    for sign in ["+", "&"] as [Character] {
      // `… + HX1200i for the other cards`: what it feeds is none of its name.
      let pieces = item.name.split(separator: sign).map { piece in
        let end =
          category == .psu
          ? [" for ", " via "].compactMap { piece.ranges(of: $0).first?.lowerBound }.min() : nil
        return Markup.trimmed(Array(piece[..<(end ?? piece.endIndex)].unicodeScalars))
      }
      if category == .storage, 2...6 ~= pieces.count, pieces.allSatisfy(isDrive) { return pieces }
      guard 2...6 ~= pieces.count,
        pieces.allSatisfy({ piece in
          guard piece.contains(where: \.isLetter), let entry = try? named(piece, category) else {
            return false
          }
          return entry.status == .resolved && entry.part != nil
        })
      else { continue }
      return pieces
    }
    return nil
  }

  /// `2TB SN850X and an RM1000x SHIFT`, `64gb of 3600 Trident Z in a Meshify 2`: names that no word parts
  /// by their kind, each that of a part, of two kinds at least.
  private func barePieces(_ name: String, of item: RawItem) -> [String]? {
    guard name.utf8.count <= 120 else { return nil }
    for word in [" and ", " in a ", " in an "] where name.contains(word) {
      let pieces = name.replacing(word, with: "\n").split(separator: "\n").map {
        Asides(vocabulary: vocabulary).stripped(String($0))
      }
      guard 2...4 ~= pieces.count else { continue }
      let kinds = pieces.map { piece in
        piece.contains(where: \.isNumber) ? pieceKind(piece, item) : nil
      }
      if kinds.allSatisfy({ $0 != nil }), Set(kinds).count >= 2 { return pieces }
    }
    return nil
  }

  /// `FX 8320, 990FXA-UD3, 16GB HyperX Fury, R9 290X, CX750M, HAF 912`: pieces of which most are parts by
  /// their shape or in the catalogue, of three kinds at least. A size alone is no witness, for a title of
  /// one part has such pieces too.
  private func listedPieces(of item: RawItem, _ heading: ItemKind?) -> [String]? {
    guard heading == nil || heading == .other("machine"), item.name.utf8.count <= 400 else {
      return nil
    }
    for sign in [", ", " / ", " | "] {
      let pieces = item.name.replacing(sign, with: "\n").split(separator: "\n")
        .map { Markup.trimmed(Array($0.unicodeScalars)) }.filter { !$0.isEmpty }
      guard 3...14 ~= pieces.count, pieces.allSatisfy({ $0.utf8.count <= 45 }) else { continue }
      let kinds = pieces.map { pieceKind($0, item) }
      let known = kinds.compactMap { $0 }
      let sizes = pieces.count { LonePiece.category($0) != nil }
      guard Set(known).count >= 3, (known.count + sizes) * 3 >= pieces.count * 2 else { continue }
      return pieces
    }
    return nil
  }

  func pieceKind(_ piece: String, _ item: RawItem) -> PartCategory? {
    if LonePiece.isNamedSupply(LineText(piece)) { return .psu }
    guard LonePiece.category(piece) == nil else { return nil }
    var bare = item
    (bare.name, bare.key, bare.isBare, bare.section) = (piece, "", false, "")
    bare.isPiece = true
    guard case .part(let category)? = kind(of: bare, LineText(piece)) else { return nil }
    return category
  }

  /// A maker and a size of its own: `WD Blue 2TB`; or a name with a number for its size: `860 EVO 500`.
  private func isDrive(_ text: String) -> Bool {
    let line = LineText(text)
    if BareNames.driveSize(line) != nil, let entry = try? named(text, .storage),
      entry.status == .resolved, entry.part != nil
    {
      return true
    }
    return MakerReader(vocabulary: vocabulary).find(in: line, category: .storage) != nil
      && line.numbers.contains { $0.isTerabytes || $0.isGigabytes && $0.value >= 32 }
  }

  /// `DeepCool AK620 + 2x Noctua NF-A12x25`: the cooler, and what else is counted beside it.
  private func coolerAndFans(_ name: String) -> [String]? {
    let pieces = name.split(separator: "+").map { Markup.trimmed(Array($0.unicodeScalars)) }
    guard pieces.count == 2, let entry = try? named(pieces[0], .cpuCooler),
      entry.status == .resolved, entry.part != nil
    else { return nil }
    let line = LineText(pieces[1])
    let isCounted = CountReader(vocabulary: vocabulary).find(in: line, kind: .other("fan")) != nil
    let isFan = InlineKind(vocabulary: vocabulary).strong(line) == .other("fan")
    guard isFan || isCounted, (try? named(pieces[1], .cpuCooler))?.part == nil else { return nil }
    return [pieces[0], isFan ? pieces[1] : pieces[1] + " fan"]
  }
}
