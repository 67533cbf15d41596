internal import RigCatalog
internal import RigModel

/// What speaks against a part that a name may mean.
extension PartMatcher {
  /// Why a part is not what the line means; nil where no line contradicts it.
  func refusal(of part: Part, _ query: PartQuery, isExact: Bool) -> FieldDoc? {
    guard part.category == query.category else {
      return FieldDoc("\(part.fullName) is another kind of part", "\(part.fullName) 是另一类部件")
    }
    if let reason = refusalOfMaker(part, query) { return reason }
    if let contradiction = hardContradiction(part, query) { return contradiction }
    if query.category == .gpu, let colour = otherColour(part, query) {
      return FieldDoc("\(part.fullName) is \(colour)", "\(part.fullName) 的颜色是 \(colour)")
    }
    if let word = missingWord(part, query, isExact: isExact) {
      return FieldDoc(
        "\(part.fullName) is near, but not the same: \(word)", "\(part.fullName) 相近但不相同：\(word)")
    }
    return nil
  }

  /// The colour of a card whose line names another: `VENTUS 2X BLACK` is no `VENTUS 2X WHITE`.
  private func otherColour(_ part: Part, _ query: PartQuery) -> String? {
    let colours: Set<String> = ["black", "white", "silver", "pink", "gray", "grey"]
    func named(_ words: [String]) -> Set<String> {
      Set(words.map(LineText.fold)).intersection(colours)
    }
    let (ours, theirs) = (named(query.words), named(NameForm.words(part.name, without: part.maker)))
    return ours.isEmpty || !ours.isDisjoint(with: theirs) ? nil : theirs.first
  }

  func refusalOfMaker(_ part: Part, _ query: PartQuery) -> FieldDoc? {
    let makers = MakerReader(vocabulary: vocabulary)
    if let maker = query.maker, let theirs = part.maker {
      let (ours, listed) = (makers.listed(maker), makers.listed(theirs))
      let (left, right) = (LineText.fold(ours), LineText.fold(listed))
      // ASRock Rack is ASRock; a name may begin with the maker's own word for itself.
      if left != right, !left.hasPrefix(right + " "), !right.hasPrefix(left + " "),
        !LineText.fold(part.name).hasPrefix(LineText.fold(maker))
      {
        return FieldDoc("\(part.fullName) is of another maker", "\(part.fullName) 是另一家厂商的产品")
      }
    }
    return nil
  }

  /// Whether a name is an alias of a part, whose words the full name need not hold: `PA120 SE`.
  func isAlias(_ name: String, _ part: Part, _ query: PartQuery) throws -> Bool {
    guard hardContradiction(part, query) == nil, part.category == query.category else {
      return false
    }
    // A size behind the name is none of it: `RC20 1 TB`.
    return try lookup.isListed(name, of: part)
      || names(of: query).dropFirst().contains { try lookup.isListed($0, of: part) }
  }

  /// Why a series of memory that is told by its type is not the one of a line that states none: `Crucial Pro`
  /// is sold as DDR4 and as DDR5. A name of its own (`M393A`, `龙武`) is of one type.
  private func untyped(_ part: Part, _ query: PartQuery) -> FieldDoc? {
    guard query.category == .memory, part["modules"] == nil,
      !query.fields.contains(where: { $0.key == "type" })
    else { return nil }
    let theirs = Set(part.name.split(separator: " ").flatMap { NameForm.pieces(String($0)) })
    let ours = query.words.flatMap(NameForm.pieces)
    guard theirs.contains(where: { $0.hasPrefix("ddr") }), ours.allSatisfy(theirs.contains) else {
      return nil
    }
    return Self.severalTypes
  }

  private static let severalTypes = FieldDoc(
    "the line does not state the type of memory, and the series may be sold with several",
    "这一行没有写内存类型，而这个系列可能有多种类型")

  /// Fields that tell versions of a part apart: another value is another part.
  static let hardFields: Set<String> = [
    "capacity_gb", "wattage_w", "vram_gb", "modules", "module_gb", "type", "speed_mts",
    "memory_type", "socket", "chipset", "efficiency", "radiator_mm", "form_factor",
  ]

  func hardContradiction(_ part: Part, _ query: PartQuery) -> FieldDoc? {
    if let reason = untyped(part, query) { return reason }
    for field in query.fields where Self.hardFields.contains(field.key) {
      // A catalogue's series says sizes in lists, and a chassis calls its size in many ways.
      if query.category == .chassis || query.category == .gpu && field.key == "chipset" { continue }
      if query.category == .memory, isOfModules(part, query, field.key) { continue }
      guard let known = part[field.key]?.value.value, !agrees(known, field.value),
        !(field.key == "socket" && Self.isShortSocket(field.value, of: known)),
        !(field.key == "chipset" && isNamed(field.value, by: part)),
        !(field.key == "efficiency" && Self.areOfTwoMarks(field.value, known))
      else { continue }
      return FieldDoc(
        "states \(field.key) \(field.value.plain); \(part.fullName) has \(known.plain)",
        "写的是 \(field.key) \(field.value.plain)，\(part.fullName) 是 \(known.plain)")
    }
    return nil
  }

  /// A supply may have a grade of Cybenetics and one of 80 PLUS, which say nothing of each other.
  private static func areOfTwoMarks(_ one: BuildValue, _ other: BuildValue) -> Bool {
    let isCybenetics = { (value: BuildValue) in value.textValue?.hasPrefix("cybenetics") ?? false }
    return isCybenetics(one) != isCybenetics(other)
  }

  /// Whether the part's own name has a chipset that its fields have less exactly: the X670E of a board
  /// that a data set lists below X670.
  private func isNamed(_ chipset: BuildValue, by part: Part) -> Bool {
    guard let word = chipset.textValue?.split(separator: " ").last else { return false }
    return NameForm.words(part.name, without: nil).flatMap(NameForm.pieces)
      .contains(NameForm.squeezed(String(word)))
  }

  /// `LGA2011` of a board for LGA 2011-3: people leave out which of them.
  static func isShortSocket(_ stated: BuildValue, of known: BuildValue) -> Bool {
    guard let stated = stated.textValue, let known = known.textValue else { return false }
    return known.hasPrefix(stated + "-")
  }

  /// Whether a size of memory need not be the part's: that of all where the line counts no modules, and
  /// of a kit made of single modules.
  func isOfModules(_ part: Part, _ query: PartQuery, _ key: String) -> Bool {
    guard let modules = query.number("modules") else { return key == "capacity_gb" }
    guard key == "modules" || key == "capacity_gb", modules > 1 else { return false }
    return part["modules"]?.value.value.numberValue == 1
      && part["module_gb"]?.value.value.numberValue == query.number("module_gb")
  }

  func agrees(_ known: BuildValue, _ stated: BuildValue) -> Bool {
    if let left = known.numberValue, let right = stated.numberValue {
      // 1 TB is sold as 1000 and listed as 1024.
      return left == right || abs(left - right) <= 0.025 * max(left, right)
    }
    if let left = known.textValue, let right = stated.textValue {
      return NameForm.squeezed(left) == NameForm.squeezed(right)
        || NameForm.squeezed(left).hasSuffix(NameForm.squeezed(right))
        || NameForm.squeezed(right).hasSuffix(NameForm.squeezed(left))
    }
    return known == stated
  }

  /// A word that stands on one side only and may tell two parts apart.
  func missingWord(_ part: Part, _ query: PartQuery, isExact: Bool) -> String? {
    let ours = NameForm.squeezed(query.words.joined(separator: " ") + " " + (query.maker ?? ""))
    let theirs = NameForm.squeezed(part.fullName)
    let tokens = Set(NameForm.words(part.fullName, without: nil).flatMap(NameForm.pieces))
    // `Arx 500 Air` is a case beside the Arx 500.
    for word in query.words
    where isDistinctive(word) || query.category == .chassis && LineText.fold(word) == "air" {
      let parts = NameForm.pieces(word)
      // A letter alone has to be a word of its own: the G of `LEADEX G` is none of `Gold`.
      let isLetter = parts.count == 1 && parts[0].count == 1 && parts[0].first?.isLetter == true
      for piece in parts where isLetter ? !tokens.contains(piece) : !NameForm.holds(theirs, piece) {
        // An exact answer to a Chinese name came by an alias, which the full name need not hold; without
        // a maker the word may be one of another: `金泰克 P300`.
        if isExact, query.maker != nil || part.maker == nil,
          piece.unicodeScalars.contains(where: \.isChinese)
        {
          continue
        }
        return word
      }
    }
    if isExact { return nil }
    for word in NameForm.words(part.name, without: part.maker) where isDistinctive(word) {
      if isFactOf(word, query) { continue }
      for piece in NameForm.pieces(word) where !NameForm.holds(ours, piece) {
        // A number of five figures says which Core it is, and one with a letter; `7700` is a Ryzen's too.
        if query.category == .cpu, ["i3", "i5", "i7", "i9"].contains(piece), saysCore(query) {
          continue
        }
        return word
      }
    }
    return nil
  }

  private func saysCore(_ query: PartQuery) -> Bool {
    query.maker == "Intel"
      || query.words.contains { word in
        let figures = word.count(where: \.isNumber)
        return figures >= 5 || figures == 4 && word.contains(where: \.isLetter)
      }
  }

  /// Sizes and grades in the part's name that the line states as facts.
  func isFactOf(_ word: String, _ query: PartQuery) -> Bool {
    let line = LineText(word)
    let words: Set<String> = [
      "ddr3", "ddr4", "ddr5", "atx", "matx", "itx", "micro", "mini", "mid", "full", "tower", "nvme",
      "sata", "m.2", "m.2-2280",
      "pcie", "certified", "air", "water", "rgb",
    ]
    let grades: Set<String> = ["gold", "bronze", "platinum", "titanium", "80+"]
    let text = line.foldedText(0..<line.count)
    // `80 Plus` of a supply; a `P8B75-M LX Plus` is another board.
    if text == "plus" || grades.contains(text) { return query.category == .psu }
    if words.contains(text) || text.hasPrefix("gddr") { return true }
    if query.category == .motherboard {
      // A radio makes no other board: `ProArt X870E-Creator` is sold with WiFi alone.
      if text.contains("wifi") || text.contains("wi-fi") { return true }
      if Self.boardWords.contains(text) || FactReader.socket(text) != nil { return true }
      // `ROG Zenith II Extreme` names no chipset, and has one.
      if query.text("chipset") == nil, ShapeReader(vocabulary: vocabulary).chipset(text) != nil {
        return true
      }
    }
    // `59.25 CFM` of a cooler.
    if query.category == .cpuCooler,
      text == "cfm" || text.contains(".") && Double(text) != nil
    {
      return true
    }
    // `24GB` and `850W`; the 650M of a `B650M` is a name.
    return line.numbers.contains {
      $0.whole.count == line.count
        && ($0.gigabytes != nil || $0.watts != nil || ["mm", "ghz", "mhz"].contains($0.unit))
    }
  }

  /// What every board of a maker's line carries and people leave out, and sizes of boards.
  static let boardWords: Set<String> = [
    "rog", "mag", "mpg", "meg", "dual-cpu", "eatx", "e-atx", "ceb", "eeb", "ssi", "microatx",
    "ddr3", "ddr4",
    "ddr5",
  ]

  static let plainWords: Set<String> = [
    "gaming", "series", "edition", "black", "white", "silver", "gray", "grey", "red", "blue", "rgb",
    "argb", "desktop", "processor", "memory", "ram", "ssd", "hdd", "drive", "internal", "solid",
    "state", "hard", "card", "graphics", "video", "case", "chassis", "tower", "cooler", "cpu",
    "gpu",
    "motherboard", "power", "supply", "psu", "kit", "the", "and", "with", "tempered", "glass",
    "oem",
    "tray", "box", "boxed", "retail", "new", "used", "core", "quad", "dual", "dimm", "udimm",
    "module",
    "modular", "fully", "certified", "unit", "computer", "pc", "for", "of", "in", "stock",
    "geforce", "radeon",
    "nvidia", "amd", "intel", "liquid", "air", "water", "gen", "nvme", "m.2", "u.2", "u.3", "sata",
    "pcie",
    "blk", "wht", "snow", "mm", "side", "panel", "microatx",
  ]

  /// Whether a word may tell one part from another.
  func isDistinctive(_ word: String) -> Bool {
    let folded = LineText.fold(word)
    guard folded.unicodeScalars.contains(where: { $0.isLatinWord || $0.isChinese }) else {
      return false
    }
    return !Self.plainWords.contains(folded)
  }
}
