internal import RigCatalog
internal import RigModel

/// Reads one line of a list: what it is, what it states, which part it names.
struct ItemReader: Sendable {
  let vocabulary: Vocabulary
  let matcher: PartMatcher
  /// Whether it reads a list with Chinese in it, whose prices often stand bare behind the names.
  var isOfChineseList = false

  init(vocabulary: Vocabulary, lookup: any PartLookup) {
    self.vocabulary = vocabulary
    matcher = PartMatcher(lookup: lookup, vocabulary: vocabulary)
  }

  /// One entry, or several for a line that names several parts.
  func entries(of item: RawItem) throws -> [ListEntry] {
    if let structure = item.structure { return [structural(item, structure)] }
    if let machine = UnifiedMachineReader(vocabulary: vocabulary).entries(of: item) {
      return machine
    }
    var item = item
    item.name = BareNames.withoutShare(BareNames.withLatinUnits(item.name))
    item.name = Asides(vocabulary: vocabulary).stripped(Asides.withoutLabel(item.name))
    if item.key.isEmpty, let said = Prose.kindSaid(item.name) { (item.key, item.name) = said }
    if !item.key.isEmpty { item.name = Prose.withoutVerb(item.name) }
    if item.price == nil, item.unitPrice == nil { item = Self.rungUp(item) }
    if item.key.isEmpty, item.details.isEmpty, let name = Prose.aboutOne(item.name) {
      item.name = name
    }
    item.name = BareNames.withoutStockNumber(
      BareNames.inFull(Prose.withoutQuestion(Prose.withoutNews(item.name))), vocabulary)
    if ColumnRole.of(item.key) == .quantity { item = Self.counted(item) }
    item.name = BareNames.withoutAddress(BareNames.parted(item.name))
    item.name = BareNames.withoutSmallParts(item.name, vocabulary)
    if item.count == nil, item.key.isEmpty,
      let (count, name) = BareNames.leadingCount(item.name, vocabulary)
    {
      (item.count, item.name) = (count, name)
    }
    item.name = BareNames.plainProcessor(item.name, vocabulary)
    item.name = BareNames.withoutLacks(
      BareNames.withoutSupport(BareNames.withoutReasons(BareNames.spaced(item.name))))
    item.name = withKitUnit(item.name)
    if item.details.isEmpty, let parts = parts(of: item) {
      return try parts.map { try priced(entry(of: $0), $0) }
    }
    return [try priced(entry(of: item), item)]
  }

  /// `4x8 1600` as `4x8GB 1600`.
  func withKitUnit(_ name: String) -> String {
    guard name.first?.isNumber == true, name.utf8.count <= 60 else { return name }
    let line = LineText(name)
    guard let pair = ShapeReader(vocabulary: vocabulary).bareKit(line, line.numbers) else {
      return name
    }
    let end = pair.right.range.upperBound
    return line.text(0..<end) + "GB" + line.text(end..<line.count)
  }

  /// `… 7800X3D 8C AM5 BOX   1 @ 359.99   359.99`: how a till prints what was bought.
  private static func rungUp(_ item: RawItem) -> RawItem {
    guard item.name.contains(" @ "),
      let match = item.name.firstMatch(
        of: #/\s(\d{1,2}) @ [$£€]?([\d,]+\.\d{2})(?:\s+[$£€]?[\d,]+\.\d{2})?\s*$/#)
    else { return item }
    var item = item
    item.count = item.count ?? Int(match.1)
    item.unitPrice = String(match.2)
    item.name = Markup.trimmed(Array(item.name[..<match.range.lowerBound].unicodeScalars))
    return item
  }

  /// `Qty: 1 Cooler Master Q300L`: the number counts, and the rest is the name.
  private static func counted(_ item: RawItem) -> RawItem {
    let words = item.name.split(separator: " ", maxSplits: 1)
    guard words.count == 2, let count = Int(words[0]), 1...64 ~= count else { return item }
    var item = item
    item.count = item.count ?? count
    item.key = ""
    item.name = String(words[1])
    return item
  }

  /// `i5-13600K 1899`: a number behind a name that is not a part with it, and one without it.
  private func priced(_ entry: ListEntry, _ item: RawItem) throws -> ListEntry {
    let isKnown =
      entry.status == .other
      || entry.status == .resolved && entry.part != nil && !entry.isUndecidedName
    let isChinese = isOfChineseList || entry.text.unicodeScalars.contains(where: \.isChinese)
    guard !isKnown, entry.price == nil,
      let (name, amount) = BareNames.price(behind: item.name, isChinese: isChinese)
    else { return entry }
    var item = item
    item.name = name
    var other = try self.entry(of: item)
    let number = BuildValue.quantity(amount).plain
    let known = ([other.part?.fullName].compactMap { $0 } + other.candidates)
    guard let category = other.category, isNamed(other),
      BareNames.mayPrice(amount, category, beside: name, isChinese: isChinese),
      !known.contains(where: { $0.contains(number) })
    else { return entry }
    other.price = .init(amount: amount, currency: isChinese ? "CNY" : nil, isPerUnit: false)
    return other
  }

  /// Whether a line names a part, or several that each have every word of it.
  private func isNamed(_ entry: ListEntry) -> Bool {
    if entry.status == .resolved {
      return entry.part != nil || !entry.fields.isEmpty || entry.isUnlisted
    }
    guard let model = entry.model, !entry.candidates.isEmpty else { return false }
    let words = model.split(separator: " ").map(String.init)
    return entry.candidates.prefix(3).contains { BareNames.holds($0, words) }
  }

  /// The part that a name in a build file means, with the count and the facts that it states.
  func named(_ name: String, _ category: PartCategory) throws -> ListEntry {
    let name = String(name.prefix(300))
    let item = RawItem(line: 0, text: name, key: "", name: name)
    var entry = ListEntry(
      line: 0, text: Markup.visible(name), status: .notUnderstood, kind: category.rawValue)
    entry.category = category
    // The whole name of a part states nothing that is not known of the part, but for what data sets lack.
    let parts = try matcher.lookup.parts(fullyNamed: name, category: category)
    if parts.count == 1, Self.isKnown(parts[0], by: Self.statedInNames(category)) {
      entry.name(parts[0])
      return entry
    }
    var line = LineText(Markup.plain(name))
    let unread = entry
    try readPart(item, category, whole: parts, &line, &entry)
    // `FirePro S9300 X2`: the whole name of a chipset counts no cards.
    if category == .gpu, entry.isUnlisted || entry.isUndecidedName || entry.part == nil,
      case .chipset(let chip, _) = try matcher.lookup.resolve(name, category: category),
      NameForm.squeezed(chip.name) == NameForm.squeezed(name)
    {
      entry = unread
      entry.name(chip)
    }
    return entry
  }

  /// What names of parts state in words that only the reading of lists knows: `MWE Gold 550`, `(Kit of 4)`.
  private static func statedInNames(_ category: PartCategory) -> [String] {
    switch category {
    case .psu: ["wattage_w"]
    case .memory: ["type", "modules", "module_gb"]
    case .storage: ["capacity_gb"]
    case .gpu: ["vram_gb"]
    case .cpu, .motherboard, .cpuCooler, .chassis: []
    }
  }

  private static func isKnown(_ part: Part, by keys: [String]) -> Bool {
    keys.allSatisfy { part[$0] != nil }
  }

  private func structural(_ item: RawItem, _ structure: String) -> ListEntry {
    let isUnread = structure == "too-long"
    var entry = ListEntry(
      line: item.line, text: Markup.visible(item.text), status: isUnread ? .notUnderstood : .other,
      kind: isUnread ? nil : structure)
    if structure == "total", let price = item.price {
      let found = PriceReader(vocabulary: vocabulary).cell(price, head: item.priceHead)
      entry.price = found.map {
        .init(amount: $0.amount, currency: $0.currency, isPerUnit: false)
      }
    }
    if isUnread {
      entry.notes.append(
        FieldDoc(
          "longer than \(ListText.longestLine) characters; no part has such a name",
          "超过 \(ListText.longestLine) 个字符，没有部件叫这样的名字"))
    }
    return entry
  }

  // MARK: One part

  func entry(of item: RawItem) throws -> ListEntry {
    var entry = ListEntry(
      line: item.line, text: Markup.visible(item.text), status: .notUnderstood, kind: nil,
      machine: item.machine ?? 0)
    var line = LineText(([item.name] + item.details).joined(separator: " | "))
    readPrice(item, &line, &entry)
    let kind = self.kind(of: item, line)
    guard let kind, !namesNone(item) else { return unknown(item, line, entry) }
    entry.kind = kind.word
    guard let category = kind.category else { return other(item, kind, line, entry) }
    entry.category = category
    let whole = try matcher.lookup.parts(fullyNamed: item.name, category: category)
    try readPart(item, category, whole: whole, &line, &entry)
    // `HP Z2 Tower G9`: a case of theirs that no table has is a machine.
    if category == .chassis, entry.isUnlisted, item.key.isEmpty,
      ["HP", "Dell", "Lenovo"].contains(entry.maker ?? "")
    {
      entry.isBuilt = false
      (entry.category, entry.status, entry.kind) = (nil, .other, "machine")
      (entry.notes, entry.candidates) = ([], [])
      return entry
    }
    // What is near is none of what the line names.
    if entry.isUnlisted { entry.candidates = [] }
    if category == .psu, entry.maker == entry.part?.maker {
      askForMaker(item.name, &entry)
    }
    if Prose.isWish(line) {
      entry.status = .asked
      entry.isBuilt = false
      entry.notes.append(
        FieldDoc(
          "the line speaks of a plan, not of a part that is there; it is not in the build",
          "这里写的是打算，不是已有的部件；没有写进配置"))
    } else if item.isBare && Prose.isProse(line) || Prose.namesMore(line)
      || namesAnotherKind(line, category)
    {
      // A sentence without a name speaks of a kind of part: `a small case which I wanted`.
      if Prose.isProse(line), entry.part == nil, entry.maker == nil, entry.candidates.isEmpty,
        ShapeReader(vocabulary: vocabulary).kinds(of: line).isEmpty
      {
        return unknown(item, line, entry)
      }
      entry.status = .asked
      entry.isBuilt = false
      entry.notes.append(
        FieldDoc(
          "the line is running text; write the part on a line of its own", "这一行是叙述文字；请把部件单独写一行"))
    }
    return entry
  }

  private func readPrice(_ item: RawItem, _ line: inout LineText, _ entry: inout ListEntry) {
    let reader = PriceReader(vocabulary: vocabulary)
    entry.shop = item.shop
    if let text = item.unitPrice, let found = reader.cell(text, head: item.priceHead) {
      entry.price = .init(amount: found.amount, currency: found.currency, isPerUnit: true)
    } else if let text = item.price, let found = reader.cell(text, head: item.priceHead) {
      entry.price = .init(
        amount: found.amount, currency: found.currency, isPerUnit: found.isPerUnit)
      entry.shop = entry.shop ?? found.shop
    }
    if let found = reader.find(in: line) {
      line.use(found.range)
      // `$400 ea`.
      let next = line.words.first { $0.lowerBound >= found.range.upperBound }
      if let next, ["ea", "each", "apiece"].contains(line.foldedText(next)) { line.use(next) }
      // `… Motherboard   1   £429.98`: one was bought.
      let word = line.words.last { $0.upperBound <= found.range.lowerBound }
      if let word, line.foldedText(word) == "1", found.currency != nil,
        line.folded[word.upperBound..<max(word.upperBound, found.range.lowerBound)]
          .allSatisfy({ " $€£¥".unicodeScalars.contains($0) }),
        line.at(word.lowerBound - 1) == " ", line.words.first != word
      {
        line.use(word)
      }
      if entry.price == nil {
        entry.price = .init(
          amount: found.amount, currency: found.currency, isPerUnit: found.isPerUnit)
        entry.shop = entry.shop ?? found.shop
      }
      // `~$50-80 each → ~$400-640`: further amounts are none of the name.
      for _ in 0..<3 {
        guard let more = reader.find(in: line), !line.isUsed(more.range), more.currency != nil
        else { break }
        line.use(more.range)
      }
    }
  }

  /// What a part without another name is called: the words of the line without how many they are.
  private func label(of item: RawItem, _ category: PartCategory, _ count: Int?) -> String {
    let text = item.name.isEmpty ? item.details.joined(separator: " ") : item.name
    let line = LineText(text)
    guard category != .memory, let count, count > 1,
      let found = CountReader(vocabulary: vocabulary).find(in: line, kind: .part(category)),
      found.count == count, found.range.lowerBound == 0 || found.range.upperBound == line.count
    else { return Markup.visible(text, limit: 100) }
    let rest =
      line.text(0..<found.range.lowerBound) + line.text(found.range.upperBound..<line.count)
    return Markup.visible(Markup.plain(rest), limit: 100)
  }

  /// - Parameter parts: Those whose whole name the item's is.
  private func readPart(
    _ item: RawItem, _ category: PartCategory, whole parts: [Part], _ line: inout LineText,
    _ entry: inout ListEntry
  ) throws {
    var facts = FactReader(
      vocabulary: vocabulary, category: category, key: LineText.fold(item.key), line: line)
    if category == .memory { facts.read() }
    if category == .gpu { useConditions(in: &facts.line) }
    // Kits come before counts, because `2x16GB` holds no number of kits.
    readCount(item, .part(category), &facts.line, &entry)
    let chip = category == .gpu ? ShapeReader(vocabulary: vocabulary).gpu(facts.line) : nil
    if let chip, entry.count == 1, item.count == nil,
      let count = CountReader.count(before: chip.lowerBound, in: facts.line)
    {
      entry.count = count
    }
    if category != .memory { facts.read() }
    readMaker(item, category, &facts.line, &entry)
    if let chip { facts.line.use(chip) }
    let count = entry.count
    entry.notes += facts.doubts
    useConditions(in: &facts.line)
    let words = self.words(of: facts.line, category, entry.maker)
    entry.fields = facts.fields + notedFacts(item, category, besides: facts)
    if category == .gpu, Self.isOfSomeCards(item.name) {
      entry.fields.removeAll { $0.key == "cooling" || $0.key == "length_mm" }
    }
    if category == .memory {
      readModules(item, &entry)
      mergeModules(&entry)
    }
    var query = PartQuery(
      category: category, maker: entry.maker, words: words,
      chip: chip.map { Self.chipName(facts.line.text($0)) }, fields: entry.fields)
    let match: PartMatch
    if let part = try fullyNamed(item, category, parts, hasChip: chip != nil) {
      match = PartMatch(part: part)
      // Sizes and numbers in a name that is known as a whole are what the part has.
      entry.fields = entry.fields.map { field in
        .init(key: field.key, value: part[field.key]?.value.value ?? field.value)
      }
      entry.count = item.count ?? 1
    } else if let (named, found) = try byNameAlone(item, query, facts.line) {
      (query, match) = (named, found)
    } else {
      (query, match) = try matched(item, query, facts.line)
    }
    EntryDecision(query: query, match: match, name: item.name).decide(&entry)
    if entry.model == nil { entry.label = label(of: item, category, count) }
    if facts.isTypeConcluded, let type = query.text("type") {
      entry.notes.append(
        FieldDoc("\(type) by its speed; the line does not say it", "按频率判断为 \(type)；这一行没有写明"))
    }
    line = facts.line
  }

  /// `used`: the state of a part is none of its name.
  private func useConditions(in line: inout LineText) {
    for match in vocabulary.words.matches(in: line) {
      let isCondition = match.values.contains { $0.kind == .condition && $0.means == "used" }
      if isCondition, !line.isUsed(match.range) { line.use(match.range) }
    }
  }

  /// `5x 3090 (2 Dell blowers, 1 Zotac, 2 Founders)`, `2x 4090 (Suprim liquid or blower?)`: brackets that
  /// part the cards, or leave open which, say nothing of all of them.
  private static func isOfSomeCards(_ name: String) -> Bool {
    guard let open = name.firstIndex(of: "("), let close = name[open...].firstIndex(of: ")") else {
      return false
    }
    let inner = name[open..<close]
    return inner.contains("?") || inner.contains(" or ")
      || inner.contains(",") && inner.count(where: \.isNumber) >= 2
  }

  /// What the remarks of a row state that its name does not; a size there may be that of all rows.
  private func notedFacts(
    _ item: RawItem, _ category: PartCategory, besides facts: FactReader
  ) -> [BuildValue.Field] {
    guard !item.notes.isEmpty, [.gpu, .cpu, .memory].contains(category) else { return [] }
    var noted = FactReader(
      vocabulary: vocabulary, category: category, key: "",
      line: LineText(item.notes.joined(separator: " | ")))
    noted.read()
    return noted.fields.filter { field in
      !facts.has(field.key)
        && !["capacity_gb", "modules", "module_gb", "length_mm", "power_limit_w"].contains(
          field.key)
    }
  }

  func words(of line: LineText, _ category: PartCategory, _ maker: String?) -> [String] {
    let words = ModelReader(vocabulary: vocabulary, category: category, maker: maker)
      .words(of: line).map {
        category == .gpu && ["FE", "fe"].contains($0) ? "Founders Edition" : $0
      }
    switch category {
    case .cpu: return Self.inFull(ProcessorWords.naming(words))
    case .motherboard: return withoutServer(words)
    case .cpuCooler: return Self.without(["sleeve", "rifle", "fluid", "bearing"], words)
    case .chassis: return Self.without(["w/window", "window", "windowed"], words)
    default: return words
    }
  }

  /// The words without some that tell no part from another, unless no others are left.
  static func without(_ plain: Set<String>, _ words: [String]) -> [String] {
    let left = words.filter { !plain.contains(LineText.fold($0)) }
    return left.isEmpty ? words : left
  }

  /// `EPYC Server Motherboard` is a kind of board; `H510M H V2, H510` says its chipset twice.
  private func withoutServer(_ words: [String]) -> [String] {
    let plain: Set<String> = ["server", "motherboard", "mainboard", "epyc", "chipset", "服务器"]
    let folded = words.map(LineText.fold)
    let left = words.indices.filter { index in
      let isSaidAgain =
        vocabulary.chipsets[folded[index]] != nil
        && folded.indices.contains {
          folded[$0].hasPrefix(folded[index])
            && ($0 < index || folded[$0] != folded[index] && $0 > index)
        }
      return !plain.contains(folded[index]) && !isSaidAgain
    }.map { words[$0] }
    return left.contains { $0.contains(where: \.isNumber) } ? left : words
  }

  private func readCount(
    _ item: RawItem, _ kind: ItemKind, _ line: inout LineText, _ entry: inout ListEntry
  ) {
    let counts = CountReader(vocabulary: vocabulary)
    var count: Int?
    if let found = counts.find(in: line, kind: kind) {
      count = found.count
      line.use(found.range)
    }
    if count == nil || count == 1, let found = counts.find(in: LineText(item.key), kind: kind) {
      // `GPU 1` and `M.2 (2)` number the line, `GPU x2` and `2x GPU` count it.
      let key = LineText.fold(item.key)
      if key.contains("x") || key.contains("*") || key.contains("×")
        || found.count > 1 && !key.hasSuffix(")")
      {
        if LineText(item.key).foldedText(found.range).contains(where: {
          "x×*".contains($0) || !$0.isASCII
        }) {
          count = found.count
        }
      }
    }
    if let given = item.count {
      // `2 | 2x RTX 3090`: the column repeats what the name says.
      count = given
    }
    let isUncounted: Bool =
      switch kind {
      case .other("fan"): true
      default: false
      }
    entry.count = count ?? (isUncounted ? nil : 1)
  }

  private func readMaker(
    _ item: RawItem, _ category: PartCategory, _ line: inout LineText, _ entry: inout ListEntry
  ) {
    let makers = MakerReader(vocabulary: vocabulary)
    if let stated = item.maker {
      entry.maker = makers.find(in: LineText(stated), category: category)?.name ?? stated
      if category == .gpu, MakerReader.isChipMaker(makers.listed(stated)) { entry.maker = nil }
    }
    // The TR of a CPU is a Threadripper, and no Thermalright.
    if let found = makers.find(in: line, category: category),
      category != .cpu || MakerReader.isChipMaker(found.name)
    {
      for range in found.ranges { line.use(range) }
      // `4x RTX 3090 (2x EVGA FTW3, 2x Zotac Trinity)` are of no single maker.
      let others = category == .gpu ? makers.makers(of: .gpu, in: line) : []
      let isOneOfSeveral =
        line.folded.contains { ",;/&+".unicodeScalars.contains($0) }
        || line.words.count { ["rtx", "gtx", "rx"].contains(line.foldedText($0)) } > 1
      let isMixed =
        others.count > 1
        || !others.isEmpty && isOneOfSeveral && line.contains(word: "founders")
      if entry.maker == nil, !isMixed { entry.maker = found.name }
    }
    if category == .gpu || category == .motherboard {
      for match in vocabulary.makers.matches(in: line)
      where match.values.contains(where: { MakerReader.isChipMaker($0.name) }) {
        line.use(match.range)
      }
    }
  }

  /// `256G (32G*8) | 8`: the column counts the modules again, for eight such kits fit nothing.
  private func mergeModules(_ entry: inout ListEntry) {
    guard let count = entry.count, count > 1,
      let modules = entry.fields.first(where: { $0.key == "modules" })?.value.numberValue,
      modules == Double(count), modules * modules > 32
    else { return }
    entry.count = 1
  }

  /// A size without a kit: of each module where the line counts pieces, else of all.
  private func readModules(_ item: RawItem, _ entry: inout ListEntry) {
    guard !entry.fields.contains(where: { $0.key == "modules" }), let count = entry.count,
      count > 1,
      let index = entry.fields.firstIndex(where: { $0.key == "capacity_gb" })
    else { return }
    let size = entry.fields.remove(at: index).value
    if isOfAll(item.name, size.numberValue ?? 0, count, entry) {
      entry.fields.append(.init(key: "modules", value: .integer(Int64(count))))
      entry.fields.append(
        .init(key: "module_gb", value: .quantity((size.numberValue ?? 0) / Double(count))))
      entry.fields.append(.init(key: "capacity_gb", value: size))
      entry.count = 1
      return
    }
    entry.fields.append(.init(key: "modules", value: 1))
    entry.fields.append(.init(key: "module_gb", value: size))
    entry.fields.append(.init(key: "capacity_gb", value: size))
  }

  /// `64 gigs of ddr4 (4 sticks)`: a size of all that is counted behind it, where the line says `of` or
  /// no module has the size.
  private func isOfAll(_ name: String, _ size: Double, _ count: Int, _ entry: ListEntry) -> Bool {
    guard EntryDecision.isModuleSize(size / Double(count)),
      let brackets = name.firstMatch(of: #/(?i)\((\d+)\s*(sticks?|modules?|dimms?|pieces?|根|条)/#),
      Int(brackets.1) == count
    else { return false }
    let isTotal = name.contains(#/(?i)\d\s*(gb|gigs?|g)\s+of\b/#)
    let isRegistered = entry.fields.contains { $0.key == "registered" || $0.key == "ecc" }
    let type = entry.fields.first { $0.key == "type" }?.value.textValue
    return isTotal
      || !isRegistered && (type == "DDR4" && size >= 64 || type == "DDR3" && size >= 32)
  }

  // MARK: No part

  func other(_ item: RawItem, _ kind: ItemKind, _ line: LineText, _ entry: ListEntry)
    -> ListEntry
  {
    var entry = entry
    var line = line
    entry.status = .other
    readCount(item, kind, &line, &entry)
    if kind == .other("cable") {
      let words = LineText.fold(item.key + " " + item.name)
      if words.contains("adapter") || words.contains("转接") { entry.kind = "adapter" }
    }
    if kind == .other("software") {
      entry.fields = SoftwareReader.fields(key: item.key, name: item.name)
      entry.isBuilt = !entry.fields.isEmpty
    }
    // Words between brackets and slashes of a peripheral are all its name.
    let makers = MakerReader(vocabulary: vocabulary)
    if let found = makers.find(in: line, category: nil) {
      entry.maker = found.name
      for range in found.ranges { line.use(range) }
    }
    var name = Markup.trimmed(
      line.original.indices.filter { !line.used[$0] }.map { line.original[$0] })
    while let first = name.first, "-–:,|".contains(first) { name.removeFirst() }
    name = Markup.trimmed(Array(name.unicodeScalars))
    entry.model = name.isEmpty ? nil : name
    return entry
  }

  private func unknown(_ item: RawItem, _ line: LineText, _ entry: ListEntry) -> ListEntry {
    var entry = entry
    if !item.isBare, !item.key.isEmpty, item.name.isEmpty {
      entry.status = .other
      entry.kind = "heading"
    } else if namesMachine(line)
      || vocabulary.words.matches(in: line).contains(where: {
        $0.values.contains { $0.kind == .machine }
      })
    {
      entry.status = .other
      entry.kind = "machine"
    } else if item.isBare || !item.key.isEmpty, isNote(item, line) {
      entry.status = .other
      entry.kind = "note"
    } else if isTitle(item, line) {
      entry.status = .other
      entry.kind = "heading"
    }
    return entry
  }

  /// `京东装机单`, `Lambda Vector One quote`: a line without a part that calls itself a list.
  private func isTitle(_ item: RawItem, _ line: LineText) -> Bool {
    guard item.key.isEmpty, item.details.isEmpty, line.count <= 60,
      ShapeReader(vocabulary: vocabulary).kinds(of: line).isEmpty
    else { return false }
    return vocabulary.words.matches(in: line).contains { match in
      match.values.contains { $0.kind == .heading && $0.means == "frame" }
    }
  }

  /// Text that names no part: sentences, and keys that no part has.
  private func isNote(_ item: RawItem, _ line: LineText) -> Bool {
    if Prose.isProse(line) { return true }
    guard ShapeReader(vocabulary: vocabulary).kinds(of: line).isEmpty else { return false }
    let last = line.folded.last ?? " "
    return !item.key.isEmpty || line.words.count >= 3 && ".?!。".unicodeScalars.contains(last)
  }

  static func systemKey(_ key: String) -> String? {
    let folded = LineText.fold(KeyReader.bare(key))
    return [
      "driver version": "driver", "driver": "driver", "nvidia driver": "driver", "驱动版本": "driver",
    ][folded]
  }
}
