internal import RigCatalog
internal import RigModel

/// Parts whose names end as the line's, or differ from it in blanks alone.
extension PartMatcher {
  /// The versions of one model among the nearest, where the index did not take the name for theirs.
  func nearVersions(_ nearest: [Part], _ query: PartQuery) -> PartMatch? {
    guard query.maker != nil,
      query.words.contains(where: { $0.contains(where: \.isNumber) || $0.utf8.count > 5 })
    else { return nil }
    // `Z370P D3` is listed as `Z370 P D3`.
    let ours = NameForm.squeezed(query.words.joined())
    let glued = nearest.filter { part in
      let words = NameForm.words(part.name, without: part.maker).filter { !isFactOf($0, query) }
      return NameForm.squeezed(words.joined()) == ours
        && refusal(of: part, query, isExact: true) == nil
    }
    if glued.count == 1, ours.count > 4 { return PartMatch(part: glued[0]) }
    let same = nearest.filter { part in
      let theirs = NameForm.squeezed(part.name)
      return refusal(of: part, query, isExact: true) == nil
        && query.words.filter(isDistinctive).allSatisfy {
          NameForm.pieces($0).allSatisfy { NameForm.holds(theirs, $0) }
        }
    }
    return variants(same, query, named: "")
  }

  /// The one part among the nearest whose name ends as the line's: `WRX90E-SAGE SE`, `U14S TR5-SP6`,
  /// `X63` without the line of products before them. What stands before may be words alone, for figures
  /// tell models apart.
  func nearEnding(_ nearest: [Part], _ query: PartQuery) throws -> PartMatch? {
    guard [.motherboard, .cpuCooler, .psu, .chassis, .cpu].contains(query.category),
      query.words.contains(where: { isModelNumber($0, query) })
    else { return nil }
    let ours = NameForm.squeezed(query.words.joined())
    let found = nearest.filter {
      endsAlike($0, ours, query) && refusal(of: $0, query, isExact: true) == nil
    }
    guard found.count == 1 else { return try versions(nearest, ours, query) }
    // `B650E-E` is a ROG STRIX … GAMING too, whose name does not end so.
    if query.category == .motherboard,
      nearest.contains(where: { part in
        part.id != found[0].id && NameForm.holds(NameForm.squeezed(part.name), ours)
          && refusal(of: part, query, isExact: true) == nil
          && !isOfOneName(part, found[0])
      })
    {
      return nil
    }
    if query.category == .cpu, let word = query.words.first {
      // `7700` is of both makers.
      let makers = try lookup.makers(ofPartsWith: word, category: .cpu)
      guard let makers, makers.count == 1 else { return nil }
    }
    return PartMatch(part: found[0], notes: [Self.ofLine(found[0])])
  }

  /// Whether two boards differ in nothing but words that boards of one name have or lack.
  private func isOfOneName(_ one: Part, _ other: Part) -> Bool {
    func words(_ part: Part) -> Set<String> {
      let names = NameForm.words(part.name, without: part.maker).flatMap(NameForm.pieces)
      let plain: Set<String> = [
        "wifi", "wi", "fi", "ddr4", "ddr5", "ddr3", "atx", "eatx", "matx", "micro", "mini", "itx",
        "am4", "am5",
      ]
      return Set(names.filter { !plain.contains($0) && !$0.hasPrefix("lga") })
    }
    return words(one) == words(other)
  }

  /// `Z63` by the line of products before it, where the nearest is one of its versions: with lights, or white.
  private func versions(_ nearest: [Part], _ ours: String, _ query: PartQuery) throws -> PartMatch?
  {
    guard [.cpuCooler, .chassis].contains(query.category) else { return nil }
    for part in nearest.prefix(3) where refusal(of: part, query, isExact: true) == nil {
      let words = NameForm.words(part.name, without: part.maker)
      guard let first = words.first, Self.productLines.contains(NameForm.squeezed(first)),
        words.count > 1, NameForm.squeezed(words[1]) == ours
      else { continue }
      var match = try matchNames(
        PartQuery(
          category: query.category, maker: query.maker ?? part.maker, words: [first] + query.words,
          chip: nil, fields: query.fields))
      guard let found = match.part else { continue }
      match.notes.append(Self.ofLine(found))
      return match
    }
    return nil
  }

  /// Whether a word may name a model alone: figures and letters, or the number of a CPU of servers.
  private func isModelNumber(_ word: String, _ query: PartQuery) -> Bool {
    let figures = word.count(where: \.isNumber)
    if query.category == .cpu {
      return query.words.count == 1 && figures == 4 && 4...5 ~= word.utf8.count
    }
    return figures > 0 && word.contains(where: \.isLetter)
      && word.utf8.count >= (query.maker == nil ? 4 : 3)
  }

  /// Whether the name of a part is the line's with nothing before it but a line of products, its chipset
  /// and words that tell no parts apart.
  private func endsAlike(_ part: Part, _ ours: String, _ query: PartQuery) -> Bool {
    var words = NameForm.words(part.name, without: part.maker).filter { !isFactOf($0, query) }
    func rest() -> String { NameForm.squeezed(words.joined()) }
    guard rest().hasSuffix(ours) else { return false }
    while let first = words.first, NameForm.squeezed(words.dropFirst().joined()).hasSuffix(ours) {
      let word = NameForm.squeezed(first)
      guard !isDistinctive(first) || Self.productLines.contains(word) || ours.contains(word) else {
        return false
      }
      words.removeFirst()
    }
    let before = String(rest().dropLast(ours.count))
    return before.isEmpty || Self.productLines.contains(before)
  }

  private static func ofLine(_ part: Part) -> FieldDoc {
    FieldDoc(
      "taken as \(part.fullName): no other part has a name that ends so",
      "视为 \(part.fullName)：没有别的部件以这个名称结尾")
  }

  /// Lines of products that people leave out, squeezed.
  static let productLines: Set<String> = [
    "ga", "xeon", "gold", "platinum", "epyc", "prows", "pro", "ws", "rog", "rogstrix", "strix",
    "tuf", "tufgaming", "mag", "mpg", "meg", "nh",
    "kraken", "krakenx", "hyper", "masterliquid", "proart", "prime", "aorus", "phantomgaming",
    "supernova", "focus", "toughpower", "smart", "strider", "eclipse", "enthoo", "evolv",
    "dynamic", "castle", "gammaxx", "vetroo", "mugen", "series", "icue", "carbide",
    "obsidian", "define", "masterbox", "mastercase",
  ]
}
