import RigModel

/// All entries of a catalogue, linked and merged: what the database is written from.
struct Assembly {
  private(set) var entries: [Entry] = []
  private(set) var chips = ChipNames()
  /// The places of chipsets that an ambiguous name may mean, by its key.
  private(set) var ranges: [Int: [String: String]] = [:]
  let texts: CatalogTexts
  let lexicon: Lexicon
  /// Which rows of `gpus.tsv` NVIDIA sells as a card of its own beside those of partners.
  private let founders: Set<Int>
  /// Which rows of `gpus.tsv` are chipsets whose cards all have 16-pin sockets.
  private let only16Pin: Set<Int>
  private let series: CPUSeries

  private let user: UserParts

  init(_ texts: CatalogTexts, _ lexicon: Lexicon, user: UserParts) {
    self.user = user
    self.texts = texts
    self.lexicon = lexicon
    series = CPUSeries(texts.table("cpu-series"))
    let gpus = texts.table("gpus")
    founders = Set(
      gpus.rows.indices.filter { gpus.cell("reference", in: gpus.rows[$0]) == "founders" })
    only16Pin = Set(
      gpus.rows.indices.filter { gpus.cell("only_16pin", in: gpus.rows[$0]) == "true" })
  }

  /// Puts all layers over each other.
  mutating func assemble(progress: (Int) -> Void) {
    let facts = FactReader(texts: texts, lexicon: lexicon)
    for category in PartCategory.allCases {
      let first = entries.count
      entries += facts.entries(category)
      let shared = first..<entries.count
      if category == .gpu { nameChips(shared) }
      var data = DataText.entries(texts.data(category), category, source: OpenDB.source)
      Siblings.complete(&data, category, lexicon)
      if category == .psu { ProductLines.complete(&data, facts: entries[shared]) }
      let own = putUsers(over: &data, category, shared)
      link(data + own, category, shared)
      progress(entries.count)
    }
    for index in entries.indices where entries[index].category == .psu {
      if entries[index].values["connectors"] != nil {
        entries[index].values.remove("connectors_at_least")
      }
    }
  }

  /// Puts the user's parts over those that ship under the same name; the others are returned.
  private mutating func putUsers(
    over data: inout [Entry], _ category: PartCategory, _ shared: Range<Int>
  ) -> [Entry] {
    let own = user.entries(category)
    guard !own.isEmpty else { return [] }
    var byName: [String: [Int]] = [:]
    for index in data.indices { byName[key(data[index]), default: []].append(index) }
    var facts: [String: Int] = [:]
    for index in shared where entries[index].kind == .part { facts[key(entries[index])] = index }
    return own.filter { part in
      if let index = facts[key(part)] {
        for field in part.values.fields { entries[index].values.put(field.key, field.value) }
        entries[index].isUsers = true
        return false
      }
      // What repeats a name is another part each time; the user's is one of its own then.
      guard let found = byName[key(part)], found.count == 1 else { return true }
      for field in part.values.fields { data[found[0]].values.put(field.key, field.value) }
      data[found[0]].numbers += part.numbers
      data[found[0]].isUsers = true
      return false
    }
  }

  private func key(_ entry: Entry) -> String {
    Atoms.key(Atoms.of((entry.maker ?? "") + " " + entry.name))
  }

  // MARK: Chipsets

  private mutating func nameChips(_ rows: Range<Int>) {
    for index in rows {
      for name in [entries[index].name] + entries[index].aliases { chips.add(name, [index]) }
    }
    let table = texts.table("gpu-ambiguous")
    let byName = Dictionary(
      rows.map { (entries[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
    for row in table.rows {
      let usual = table.cell("usual", in: row)
      let names = table.entries("may_mean", in: row).sorted { $0 == usual && $1 != usual }
      let places = names.compactMap { byName[String($0)] }
      chips.add(String(table.cell("alias", in: row)), places)
    }
    for index in rows where hasFounders(index) { addFounders(index) }
  }

  /// The chipsets are the first entries of all.
  private func hasFounders(_ index: Int) -> Bool { founders.contains(index) }

  /// The card that NVIDIA sells itself beside those of partners.
  private mutating func addFounders(_ index: Int) {
    let chip = entries[index]
    var card = Entry(
      category: .gpu, kind: .part, maker: "NVIDIA", name: chip.name + " Founders Edition")
    card.isFact = true
    card.aliases = [chip.name + " FE"]
    card.values = chip.values
    card.year = chip.year
    card.base = index
    entries.append(card)
  }

  // MARK: Parts of the data set

  private mutating func link(_ data: [Entry], _ category: PartCategory, _ shared: Range<Int>) {
    switch category {
    case .gpu: linkCards(data)
    case .memory, .storage: linkSeries(data, shared)
    default: linkModels(data, category, shared)
    }
  }

  private mutating func linkCards(_ data: [Entry]) {
    let founders = Dictionary(
      entries.indices.filter { entries[$0].isFact && entries[$0].kind == .part }
        .map { (entries[$0].base ?? -1, $0) }, uniquingKeysWith: { first, _ in first })
    var members: [Int: [FieldValues]] = [:]
    for var card in data {
      if let chip = chip(of: card) {
        if let reference = founders[chip], card.maker == "NVIDIA",
          card.name.lowercased().contains("founders")
        {
          entries[reference].aliases.append(card.name)
          entries[reference].numbers += card.numbers
          for field in card.values.fields where field.key != "chipset" {
            entries[reference].values.keep(field.key, field.value)
          }
          continue
        }
        card.base = chip
        if only16Pin.contains(chip) { Merging.readSockets(of: &card.values) }
        let watts = Merging.dropImplausibleWatts(&card.values, on: entries[chip])
        members[chip, default: []].append(card.values)
        card.values = Merging.card(card.values, on: entries[chip])
        if let watts { card.values.keep("tdp_w", watts) }
      } else {
        completeByVersions(&card)
      }
      entries.append(card)
    }
    for (chip, cards) in members { agree(chip, cards) }
    let bounds = members.mapValues(Bounds.ofCards)
    for index in entries.indices where entries[index].category == .gpu {
      let chip = entries[index].kind == .shared ? index : entries[index].base
      if let chip, let bounds = bounds[chip] { bound(&entries[index], bounds) }
    }
  }

  /// Gives a card, or the chipset by whose name one may be meant, the bounds of what it does not state.
  private func bound(_ entry: inout Entry, _ bounds: [Part.Field]) {
    for bound in bounds where entry.values[Bounds.field(of: bound.key)] == nil {
      entry.values.put(bound.key, bound.value)
    }
  }

  /// The one chipset of a card of the data set. Where its name says more than its chipset does, the
  /// name counts, as it does for a person who looks for it, unless the memory contradicts it.
  private func chip(of card: Entry) -> Int? {
    let chipset = card.values["chipset"]?.value.value.textValue ?? ""
    let vram = card.values["vram_gb"]?.value.value
    if let closer = chips.closer(to: chipset, in: card.name) {
      let other = entries[closer].values["vram_gb"]?.value.value
      if vram == nil || other == nil || vram == other { return closer }
    }
    let found = chips.chips(chipset, vram: vram?.numberValue)
    return found.count == 1 ? found[0] : nil
  }

  /// Gives a chipset what all its cards agree on, and the range of the rest.
  private mutating func agree(_ chip: Int, _ cards: [FieldValues]) {
    var all = cards
    var own = entries[chip].values
    // The maker's own card is one of them.
    if hasFounders(chip) || entries[chip].isMakersDesign { all.append(own) }
    let keys = Merging.ofTheCard.sorted() + ["tdp_w"]
    let (agreed, ranges) = Merging.agreeing(all, keys: keys)
    for key in Merging.ofTheCard where !entries[chip].isMakersDesign { own.remove(key) }
    for field in agreed where own[field.key] == nil { own.put(field.key, field.value) }
    // Cards for workstations and servers are one design, under any brand.
    guard !entries[chip].isMakersDesign || Self.hasPartners(entries[chip].name) else {
      entries[chip].values = own
      return
    }
    for key in ranges.keys where key != "tdp_w" { own.remove(key) }
    entries[chip].values = own
    self.ranges[chip] = ranges
  }

  /// Whether partners design cards of a chipset whose maker sold one too.
  private static func hasPartners(_ chip: String) -> Bool {
    let isWork =
      chip.hasPrefix("Radeon Pro") || chip.hasPrefix("Radeon PRO")
      || chip.hasPrefix("Radeon AI") || chip.hasPrefix("Arc Pro")
    return !isWork && ["GeForce", "Radeon", "Arc"].contains { chip.hasPrefix($0) }
  }

  /// A chipset of several versions gives what they agree on: each GTX 1650 is of capability 7.5.
  private func completeByVersions(_ card: inout Entry) {
    let versions = chips.chips(
      card.values["chipset"]?.value.value.textValue ?? "",
      vram: card.values["vram_gb"]?.value.value.numberValue)
    guard versions.count > 1 else { return }
    let keys = card.category.component.fields.map(\.key).filter {
      !Merging.ofTheCard.contains($0) && card.values[$0] == nil
    }
    for field in Merging.agreeing(versions.map { entries[$0].values }, keys: keys).agreed {
      card.values.put(field.key, field.value)
    }
  }

  private mutating func linkSeries(_ data: [Entry], _ shared: Range<Int>) {
    var series = SeriesNames()
    for index in shared {
      for name in [entries[index].name] + entries[index].aliases {
        series.add(ParsedName(name, entries[index].category, lexicon), index)
      }
    }
    for var part in data {
      let name = ParsedName(part.name, part.category, lexicon)
      if let index = series.find(name, maker: part.maker, entries) {
        part.base = index
        part.values = Merging.member(part.values, of: entries[index])
      }
      entries.append(part)
    }
  }

  /// Models of the facts and the rows of the data set that are them.
  private mutating func linkModels(
    _ data: [Entry], _ category: PartCategory, _ shared: Range<Int>
  ) {
    var byKey: [String: Set<Int>] = [:]
    for index in shared {
      for name in [entries[index].name] + entries[index].aliases {
        let parsed = ParsedName(name, category, lexicon)
        for key in [parsed.modelKey, " " + parsed.wordKey] where key.utf8.count > 1 {
          byKey[key, default: []].insert(index)
        }
      }
    }
    var members: [Int: [FieldValues]] = [:]
    let hints =
      category == .motherboard ? FirmwareBoards.Hints(texts.firmwareBoards, lexicon) : nil
    for index in shared { hints?.complete(&entries[index], lexicon) }
    for var part in data {
      hints?.complete(&part, lexicon)
      let base = model(of: part, byKey)
      if category == .cpu { part.year = series.complete(&part.values, name: part.name) }
      if let base {
        members[base, default: []].append(part.values)
        part.values = Merging.reviewed(part.values, by: entries[base])
        if Atoms.key(Atoms.of(part.name)) == Atoms.key(Atoms.of(entries[base].name)) {
          entries[base].numbers += part.numbers
          continue
        }
        part.base = base
      }
      entries.append(part)
    }
    for (base, variants) in members {
      let keys = category.component.fields.map(\.key).filter { entries[base].values[$0] == nil }
      for field in Merging.agreeing(variants, keys: keys).agreed {
        entries[base].values.put(field.key, field.value)
      }
      for variant in variants {
        for field in variant.fields where entries[base].values[field.key] != nil {
          let isSame = entries[base].values[field.key]?.value.value == field.value.value
          if variants.count == 1 || !isSame { entries[base].values.keep(field.key, field.value) }
        }
      }
    }
  }

  private func model(of part: Entry, _ byKey: [String: Set<Int>]) -> Int? {
    var found: Set<Int> = []
    for label in [part.name] + part.numbers {
      let name = ParsedName(label, part.category, lexicon)
      for key in [name.modelKey, " " + name.wordKey] where found.isEmpty {
        for index in byKey[key] ?? [] where isSame(part, entries[index]) { found.insert(index) }
      }
      if !found.isEmpty { break }
    }
    // What a fact states from memory speaks against it where another one does not need it.
    let agreeing = found.filter { isSame(part, entries[$0], believesGuesses: true) }
    if found.count > 1, agreeing.count == 1 { return agreeing.first }
    return found.count == 1 ? found.first : nil
  }

  /// Whether the name of a board says its chipset, whatever the data set states: an X670E-PLUS has no
  /// X670.
  private func names(_ chipset: BuildValue, _ board: Entry) -> Bool {
    guard let word = chipset.textValue?.split(separator: " ").last else { return false }
    return board.name.uppercased().split { !$0.isLetter && !$0.isNumber }.contains { $0 == word }
  }

  /// Whether nothing that both state speaks against one being the other.
  private func isSame(_ part: Entry, _ fact: Entry, believesGuesses: Bool = false) -> Bool {
    if let one = part.maker, let other = fact.maker, one != other { return false }
    let keys = [
      "wattage_w", "socket", "memory_type", "radiator_mm", "chipset", "efficiency", "cores", "type",
    ]
    for key in keys {
      guard let one = part.values[key]?.value, let other = fact.values[key]?.value else { continue }
      let counts = believesGuesses || !other.certainty.isGuess
      // A data set has LGA 2011 for the CPUs and boards of LGA 2011-3 too.
      let isShorter =
        key == "socket" && (other.value.textValue ?? "").hasPrefix("\(one.value.textValue ?? "?")-")
      if one.value != other.value && counts && !isShorter
        && !(key == "chipset" && names(other.value, part))
      {
        return false
      }
      if ["wattage_w", "efficiency"].contains(key) && one.value != other.value { return false }
    }
    return true
  }
}
