internal import RigCatalog
internal import RigModel

/// Which kind of part an item is.
extension ItemReader {
  /// Whether words of a card or a CPU that nothing has read have the shape of another part: a line
  /// of several parts that no sign parts.
  func namesAnotherKind(_ line: LineText, _ category: PartCategory) -> Bool {
    guard [.gpu, .cpu].contains(category) else { return false }
    var left: [Unicode.Scalar] = []
    for index in 0..<line.count { left.append(line.used[index] ? " " : line.original[index]) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: left)
    let shapes = ShapeReader(vocabulary: vocabulary)
    let rest = LineText(String(view))
    if category == .gpu { return shapes.cpu(rest) != nil || shapes.board(rest) != nil }
    // `with Radeon Graphics` is the CPU's own.
    return shapes.board(rest) != nil || rest.contains(word: "rtx") || rest.contains(word: "gtx")
  }

  /// The kind by its head, else by the heading above, else by the words of the line.
  func kind(of item: RawItem, _ line: LineText) -> ItemKind? {
    let keys = KeyReader(vocabulary: vocabulary)
    let inline = InlineKind(vocabulary: vocabulary)
    if let kind = keys.kind(of: item.key) ?? Self.shortKey(item) {
      // `NVMe to SATA | Adapter`: a cell that is nothing but another item's word decides.
      if case .part = kind, let named = keys.kind(of: item.name), case .other = named {
        return named
      }
      if kind == .other("unknown_kind") || kind == .other("machine") {
        return inline.strong(line) ?? kind
      }
      // `Cooling: 3x Arctic P12 case fans`, `GPU: riser cable`.
      if case .part(let category) = kind, let own = inline.strong(line),
        case .other(let word) = own,
        category == .cpuCooler && (word != "fan" || inline.endsWithFan(line))
          || word == "fan" && category != .chassis
            && !(category == .gpu && ShapeReader(vocabulary: vocabulary).gpu(line) != nil)
          || ["riser", "nvlink_bridge", "water_loop", "integrated_graphics"].contains(word),
        // `2x TITAN RTX NVLink`: the cards, and how they are joined.
        !(word == "nvlink_bridge" && category == .gpu && !line.contains(word: "bridge")
          && ShapeReader(vocabulary: vocabulary).gpu(line) != nil),
        word != "riser" || category != .gpu
          || RiserRemark(in: line, vocabulary, isOfCards: true) == nil
      {
        return own
      }
      return kind
    }
    if let named = keys.kind(of: item.name), case .other(let word) = named,
      word != "unknown_kind", word != "machine"
    {
      return named
    }
    if Self.systemKey(item.key) != nil { return .other("software") }
    if !item.isBare || item.key.isEmpty {
      if let own = inline.strong(line) { return own }
      if let section = keys.kind(of: item.section), item.key.isEmpty { return section }
      return item.key.isEmpty ? lookedUp(item, line) ?? inline.kind(of: line) : nil
    }
    // `Ventirad : Thermalright …`: a word that is in no list heads a part that is in one.
    return inline.strong(line) ?? (item.isBare || item.key.count > 30 ? nil : lookedUp(item, line))
  }

  /// `PS | AX1600i`: two letters that head a column, and a remark as often (`PS: I also have …`).
  private static func shortKey(_ item: RawItem) -> ItemKind? {
    guard LineText.fold(item.key) == "ps", item.name.contains(where: \.isNumber),
      item.name.split(separator: " ").count <= 5, !Prose.isProse(LineText(item.name))
    else { return nil }
    return .part(.psu)
  }

  /// Names that have no noun and no shape, such as `Corsair 4000D Airflow`: the catalogue knows.
  func lookedUp(_ item: RawItem, _ line: LineText) -> ItemKind? {
    guard line.count <= 120, !Prose.isProse(line), line.count >= 4 else { return nil }
    guard MakerReader(vocabulary: vocabulary).find(in: line, category: nil) != nil else {
      // `Supermicro | H12DSi-N6`: the maker stands in a column of its own.
      if let maker = item.maker, !vocabulary.makers[maker].isEmpty {
        let whole = LineText(maker + " " + item.name)
        if let kind = InlineKind(vocabulary: vocabulary).strong(whole) ?? knownKind(whole)
          ?? knownKind(RemarkReader.withoutBrackets(whole)) ?? onlyKind(whole) ?? kindByWords(whole)
        {
          return kind
        }
      }
      return bareName(Self.withoutRead(item, line)) ?? bareMemory(line)
    }
    // `Pure Rock 3 Black (BK039)`: what stands in brackets behind a name may be none of it.
    let whole = item.details.isEmpty ? RemarkReader.withoutBrackets(line) : line
    return knownKind(line) ?? (whole.used == line.used ? nil : knownKind(whole)) ?? onlyKind(line)
      ?? kindByWords(whole) ?? bareMemory(line)
  }

  /// The kind of all parts of the maker that have a word of the name: `Thor` of ASUS is a supply.
  private func kindByWords(_ line: LineText) -> ItemKind? {
    guard line.words.count(where: { !line.isUsed($0) }) <= 8,
      let match = vocabulary.makers.matches(in: line).first,
      let maker = match.values.first, line.folded.contains(where: \.isASCIIDigit)
    else { return nil }
    var left = Set(PartCategory.allCases.filter { maker.makes.contains($0.rawValue) })
    var isTold = false
    for range in line.words where !range.overlaps(match.range) && !line.isUsed(range) {
      let word = line.foldedText(range)
      guard word.utf8.count >= 4, word.allSatisfy(\.isLetter), matcher.isDistinctive(word) else {
        continue
      }
      let kinds = left.filter { category in
        let makers = (try? matcher.lookup.makers(ofPartsWith: word, category: category)) ?? nil
        return makers?.contains(maker.name) ?? false
      }
      guard !kinds.isEmpty else { continue }
      left = kinds
      isTold = true
    }
    return isTold && left.count == 1 ? left.first.map(ItemKind.part) : nil
  }

  /// The kind of all that a maker makes, of a name with figures: what no catalogue has is asked about.
  private func onlyKind(_ line: LineText) -> ItemKind? {
    guard let match = vocabulary.makers.matches(in: line).first, line.words.count <= 8,
      match.values.count == 1, let maker = match.values.first, maker.makes.count == 1,
      let category = maker.makes.first.flatMap(PartCategory.init(rawValue:)),
      line.folded[match.range.upperBound...].contains(where: \.isASCIIDigit)
    else { return nil }
    return .part(category)
  }

  private func knownKind(_ line: LineText) -> ItemKind? {
    for category in [PartCategory.chassis, .cpuCooler, .psu, .motherboard, .storage, .memory] {
      var copy = line
      if let found = CountReader(vocabulary: vocabulary).find(in: line, kind: nil) {
        copy.use(found.range)
      }
      let maker = MakerReader(vocabulary: vocabulary).find(in: copy, category: category)
      for range in maker?.ranges ?? [] { copy.use(range) }
      var facts = FactReader(vocabulary: vocabulary, category: category, key: "", line: copy)
      facts.read()
      copy = facts.line
      let words = ModelReader(vocabulary: vocabulary, category: category, maker: maker?.name)
        .words(of: copy)
      let query = PartQuery(
        category: category, maker: maker?.name, words: words, chip: nil, fields: facts.fields)
      if let match = try? matcher.match(query), match.part != nil || match.isSeveral {
        return .part(category)
      }
    }
    return nil
  }

  /// An item whose name lacks what has been read of it: its price.
  private static func withoutRead(_ item: RawItem, _ line: LineText) -> RawItem {
    let end = min(item.name.unicodeScalars.count, line.count)
    guard line.isUsed(0..<end) else { return item }
    var item = item
    var name = Markup.trimmed((0..<end).filter { !line.used[$0] }.map { line.original[$0] })
    for tail in ["sold", "shipped"]
    where LineText.fold(name).hasSuffix(" \(tail)") { name.removeLast(tail.count) }
    while let last = name.last, "-–—@:,|".contains(last) || last == " " { name.removeLast() }
    item.name = name
    return item
  }

  /// The same without a maker, as in `HX1500i` or `NH-D15`: the name has to be a part's as it
  /// stands, and of one kind alone.
  func bareName(_ item: RawItem) -> ItemKind? {
    let item = Self.withoutCount(item)
    guard item.name.contains(where: \.isNumber), item.name.contains(where: \.isLetter) else {
      return listedName(item.name) ?? (item.isPiece ? listedCase(item.name) : nil)
    }
    var found: [PartCategory] = []
    for category in [PartCategory.chassis, .cpuCooler, .psu, .motherboard, .storage, .cpu] {
      let words = BareNames.words(item.name)
      // What no part of the kind has is named by none: the reading of a name takes its time.
      let plain = words.joined(separator: " ")
      let isNamed = (try? matcher.lookup.mayName(plain, category: category)) ?? nil
      if isNamed == false { continue }
      guard let entry = try? named(item.name, category), entry.kind != nil else { continue }
      if let part = entry.part, entry.status == .resolved,
        BareNames.holds(part.fullName, words) || holdsAllButPlain(part.fullName, words, category)
          || (try? matcher.lookup.isListed(item.name, of: part)) == true
      {
        found.append(category)
      } else if let first = entry.candidates.first, BareNames.holds(first, words) {
        found.append(category)
      }
    }
    return found.count == 1 ? .part(found[0]) : nil
  }

  /// `2x HX1500i` without how many they are.
  private static func withoutCount(_ item: RawItem) -> RawItem {
    let digits = item.name.prefix { $0.isASCII && $0.isNumber }
    let rest = item.name.dropFirst(digits.count).drop { $0 == " " }
    guard 1...2 ~= digits.count, let sign = rest.first, "xX×*".contains(sign),
      rest.dropFirst().first == " "
    else { return item }
    var item = item
    item.name = Markup.trimmed(Array(rest.dropFirst().unicodeScalars))
    return item
  }

  /// `View 71 TG`: words for a panel need not stand in the name that the versions share.
  private func holdsAllButPlain(_ name: String, _ words: [String], _ category: PartCategory) -> Bool
  {
    let telling = words.filter { !PlainVariants.contains(NameForm.squeezed($0), category) }
    return category == .chassis && telling.count >= 2 && BareNames.holds(name, telling)
  }

  /// `16GB Ripjaws X`, `16GB Vengeance LP 1600`: a size of memory and a line of a maker of memory.
  private func bareMemory(_ line: LineText) -> ItemKind? {
    guard line.words.count <= 7,
      line.numbers.contains(where: { $0.isGigabytes && EntryDecision.isKitSize($0.value) })
    else { return nil }
    let lines = vocabulary.lines.matches(in: line).flatMap(\.values)
    if lines.contains(where: { $0.makes.contains(PartCategory.memory.rawValue) }) {
      return .part(.memory)
    }
    // `64gb of 3600 trident z neo`: words that a series of memory has, and no figures of another part.
    let name = line.text(0..<line.count)
    let words = BareNames.words(name).filter { word in
      word.contains(where: \.isLetter)
        && !["of", "gigs", "gig", "gb", "kit", "at"].contains(LineText.fold(word))
        && !Self.isLatency(LineText.fold(word))
    }
    guard words.contains(where: { $0.count >= 4 }) else { return nil }
    let isKnown =
      (try? matcher.lookup.mayName(words.joined(separator: " "), category: .memory)) ?? nil
    guard isKnown != false, let entry = try? named(name, .memory), entry.status == .resolved else {
      return nil
    }
    // `64GB Dominator 3600`: the series is of two types, and the speed is that of one.
    guard let part = entry.part else {
      return isKnown == true && words.allSatisfy { $0.count >= 5 } ? .part(.memory) : nil
    }
    let isHeld = words.allSatisfy {
      !matcher.isDistinctive($0) || BareNames.holds(part.fullName, [$0])
    }
    return isHeld ? .part(.memory) : nil
  }

  /// `cl16`, `c14`, `3600c16`.
  private static func isLatency(_ word: String) -> Bool {
    let rest = word.drop(while: \.isNumber)
    return rest.hasPrefix("c") && rest.contains(where: \.isNumber)
      && rest.dropFirst().drop { $0 == "l" }.allSatisfy(\.isNumber)
  }

  /// `… | Torrent | …`: a word that is a case, among other parts.
  private func listedCase(_ name: String) -> ItemKind? {
    guard 5...20 ~= name.utf8.count, name.allSatisfy(\.isLetter), name.first?.isUppercase == true,
      let entry = try? named(name, .chassis), entry.status == .resolved, let part = entry.part,
      (try? matcher.lookup.isListed(name, of: part)) == true
    else { return nil }
    return .part(.chassis)
  }

  /// A piece of a line that is a listed name of a part as it stands, and of one kind alone:
  /// `Meshify C`, `12900`.
  func listedName(_ name: String) -> ItemKind? {
    let isNumber = name.utf8.count == 5 && name.allSatisfy(\.isNumber)
    guard isNumber || name.contains(" ") && name.utf8.count <= 40 else { return nil }
    let kinds: [PartCategory] = isNumber ? [.cpu] : [.chassis, .cpuCooler, .psu, .motherboard]
    let found = kinds.filter { category in
      guard let entry = try? named(name, category), entry.status == .resolved,
        let part = entry.part
      else { return false }
      // `Crosshair VIII Dark Hero`: three words or more of which the part has all.
      let words = name.split(separator: " ").map(String.init)
      return isNumber || (try? matcher.lookup.isListed(name, of: part)) == true
        || words.count >= 3 && BareNames.holds(part.fullName, words)
    }
    return found.count == 1 ? .part(found[0]) : nil
  }

  /// Takes back the part of a supply whose name, without a maker, may be another maker's too.
  func askForMaker(_ name: String, _ entry: inout ListEntry) {
    let makers = makers(ofSupply: name)
    guard makers.count > 1 else { return }
    entry.part = nil
    entry.maker = nil
    entry.model = name
    entry.status = .asked
    entry.candidates = makers.map { "\($0) \(name)" }
    entry.notes.append(
      FieldDoc("several makers have a supply of this name", "有多家厂商的电源叫这个名字"))
  }

  /// Makers whose supply has a name of two letters and its watts: `GX850` is of three of them.
  func makers(ofSupply name: String) -> [String] {
    let line = LineText(name)
    guard line.words.count == 1, name.prefix(while: \.isLetter).count <= 2,
      name.drop(while: \.isLetter).drop(while: { $0 == "-" }).allSatisfy(\.isNumber)
    else { return [] }
    let known = (try? matcher.lookup.makers(ofPartsWith: name, category: .psu)) ?? nil
    return vocabulary.everyMaker.filter { maker in
      guard maker.makes.contains("psu"), known?.contains(maker.name) ?? true else { return false }
      let entry = try? named("\(maker.name) \(name)", .psu)
      return entry?.part != nil
        || entry?.candidates.contains {
          $0.hasPrefix(maker.name) && NameForm.squeezed($0).contains(NameForm.squeezed(name))
        } == true
    }.map(\.name)
  }

  // MARK: No part

  /// `Additional storage — none`, and a sentence that has a word for a kind and no name: no part.
  func namesNone(_ item: RawItem) -> Bool {
    let name = LineText.fold(item.name)
    if ["none", "n/a", "no", "nil", "tbd", "无", "没有", "不需要"].contains(name) { return true }
    let line = LineText(item.name)
    return item.isBare && item.key.isEmpty && Prose.isProse(line)
      && ".?!".unicodeScalars.contains(line.folded.last ?? " ")
      && ShapeReader(vocabulary: vocabulary).kinds(of: line).isEmpty
      || item.key.isEmpty && (namesMachine(line) || asksForHelp(item.name, line))
  }

  /// `求大佬看看配置 预算8000`.
  private func asksForHelp(_ name: String, _ line: LineText) -> Bool {
    ["求大佬", "求推荐", "求看", "帮看", "帮忙看", "预算"].contains(where: name.contains)
      && ShapeReader(vocabulary: vocabulary).kinds(of: line).isEmpty
  }

  /// `BIZON ZX5500 – Custom water-cooled 4-7 GPU workstation`: a line that ends in a word for a machine
  /// and has no part by its shape.
  func namesMachine(_ line: LineText) -> Bool {
    // `DGX H100` has eight cards, and no list of them.
    if line.contains(word: "dgx") || line.contains(word: "hgx") { return true }
    return line.foldedText(0..<line.count).hasSuffix(" workstation")
      && ShapeReader(vocabulary: vocabulary).kinds(of: line).isEmpty
  }
}
