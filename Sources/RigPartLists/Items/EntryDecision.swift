internal import RigCatalog
internal import RigModel

/// Decides what becomes of a line: its part, its names, and whether its owner has to be asked.
struct EntryDecision {
  let query: PartQuery
  let match: PartMatch
  /// The name as the line has it.
  let name: String

  func decide(_ entry: inout ListEntry) {
    entry.isBuilt = true
    entry.part = match.part ?? match.chip
    let others = match.candidates.filter { $0.id != entry.part?.id }
    entry.candidates = others.prefix(6).map(\.fullName)
    entry.notes += match.notes
    entry.isUndecidedName =
      match.part == nil && match.chip != nil && (query.maker != nil || !query.words.isEmpty)
    nameEntry(&entry)
    deriveFacts(&entry)
    entry.notes += contradictions(entry)
    let isTold = tellsEnough(entry)
    entry.status = (isKnown(entry) || isTold) && !takesBackWatts(&entry) ? .resolved : .asked
    if isTold, entry.part == nil {
      entry.isUnlisted = hasModel || query.maker != nil
      entry.notes = [hasModel ? Self.unknownPart : Self.noModel]
    }
    if entry.status == .asked, entry.notes.isEmpty { entry.notes.append(Self.unknownPart) }
  }

  /// The note on a name that fits nothing in the catalogue.
  static let unknownPart = FieldDoc(
    "the catalogue does not know this part; only what the line states is used",
    "目录中没有这个部件；只使用这一行写明的内容")

  /// The note on a supply of which the line names no model.
  static let noModel = FieldDoc(
    "no model is named; only what the line states is used", "没有写明型号；只使用这一行写明的内容")

  // MARK: Names

  private func nameEntry(_ entry: inout ListEntry) {
    let words = query.words.joined(separator: " ")
    if query.category == .gpu, let chip = match.chip ?? match.part {
      nameCard(&entry, chip, words)
      return
    }
    if let part = match.part {
      entry.maker = entry.maker ?? part.maker
      entry.model = modelName(of: part, words)
      return
    }
    if query.category == .cpu, entry.maker == nil { entry.maker = Self.cpuMaker(words) }
    entry.model = words.isEmpty || isPlainFrame(entry) ? nil : words
  }

  /// `open mining frame`: what is left of it is no name.
  private func isPlainFrame(_ entry: ListEntry) -> Bool {
    let plain: Set<String> = [
      "open", "air", "open-air", "gpu", "mining", "rig", "steel", "aluminium", "aluminum", "metal",
      "diy", "frame", "case", "custom",
    ]
    return query.category == .chassis && isOpenFrame(entry)
      && query.words.allSatisfy { plain.contains(LineText.fold($0)) }
  }

  /// The name without what the data set adds to it: sizes, plugs, sockets.
  private func modelName(of part: Part, _ words: String) -> String {
    switch query.category {
    case .motherboard, .psu, .chassis, .cpuCooler:
      // `RMx` with 750 W is the RM750x, which no word of the line is.
      let name = NameForm.squeezed(part.fullName)
      let isNamed = query.words.allSatisfy { word in
        word.unicodeScalars.contains(where: \.isChinese)
          || NameForm.pieces(word).allSatisfy { NameForm.holds(name, $0) }
      }
      // Another name may tell a version that the catalogue does not part: `Air 903 Max`.
      let isVersion =
        match.isAlias && query.words.contains { RemarkReader.versions.contains(LineText.fold($0)) }
      return words.isEmpty || !isNamed && !isVersion ? ListEntry.model(of: part) : words
    case .memory, .storage:
      let kept = part.name.split(separator: " ").prefix { word in
        let text = LineText.fold(String(word))
        let isFact = ["ssd", "hdd", "nvme", "pcie", "sata"].contains(text)
        return !isFact && !text.hasPrefix("(") && !text.hasPrefix("m.2")
          && !(text.hasPrefix("ddr") && text.count > 4)
          && !LineText(String(word)).numbers.contains { $0.gigabytes != nil && !$0.isGlued }
      }
      return kept.isEmpty ? part.name : kept.joined(separator: " ")
    default: return part.name
    }
  }

  private func nameCard(_ entry: inout ListEntry, _ chip: Part, _ words: String) {
    let chipName = Self.chipName(chip, written: query.chip ?? "")
    if match.part != nil, let part = match.part, part.id != chip.id {
      entry.model = part.name
      entry.maker = entry.maker ?? part.maker
    } else {
      entry.model = words.isEmpty ? chipName : "\(chipName) \(words)"
      if entry.maker == nil, Self.isMakersOwn(chipName) || words.contains("Founders") {
        entry.maker = Self.vendor(of: chip)
      }
    }
    if !entry.fields.contains(where: { $0.key == "chipset" }) {
      entry.fields.insert(.init(key: "chipset", value: .text(chipName)), at: 0)
    }
    if let vendor = chip["vendor"]?.value.value ?? chip["vendor"]?.value.value,
      !entry.fields.contains(where: { $0.key == "vendor" })
    {
      entry.fields.append(.init(key: "vendor", value: vendor))
    }
  }

  /// `GeForce RTX 4090`, without the memory that tells rows of the table apart.
  static func plainChip(_ chip: Part) -> String {
    var words = (chip["chipset"]?.value.value.textValue ?? chip.name).split(separator: " ")
    while let last = words.last, words.count > 2 {
      if last == "GB" {
        words.removeLast(2)
      } else if last.hasPrefix("GDDR") || last.hasSuffix("GB") && last.first?.isNumber == true {
        words.removeLast()
      } else {
        break
      }
    }
    return words.joined(separator: " ")
  }

  /// The name of the chip; where the line says more of it than the catalogue, as the line has it.
  static func chipName(_ chip: Part, written: String) -> String {
    let plain = plainChip(chip)
    let line = LineText(written)
    let vendors: Set<String> = ["nvidia", "amd", "intel"]
    let words = line.words.filter { !vendors.contains(line.foldedText($0)) }
    let folded = Set(words.map { line.foldedText($0) })
    let known = Set(LineText.fold(plain).split(separator: " ").map(String.init))
    guard folded.count > known.count, known.isSubset(of: folded) else { return plain }
    return words.map { line.text($0) }.joined(separator: " ")
  }

  private static func vendor(of chip: Part) -> String? {
    switch chip["vendor"]?.value.value.textValue {
    case "nvidia": "NVIDIA"
    case "amd": "AMD"
    case "intel": "Intel"
    default: chip.maker
    }
  }

  /// Cards that the maker of the chip sells itself: for workstations and servers.
  static func isMakersOwn(_ chip: String) -> Bool {
    [
      "Quadro", "Tesla", "RTX PRO", "RTX A", "Instinct", "Radeon Pro", "Radeon PRO", "Radeon AI",
      "FirePro",
      "A1", "A2", "A3", "A4", "H1", "H2", "L4", "T4", "P4", "P1", "V1", "B2",
    ].contains { chip.hasPrefix($0) }
      || chip.hasPrefix("RTX ") && chip.hasSuffix("Ada")
  }

  static func cpuMaker(_ words: String) -> String? {
    let text = LineText.fold(words)
    if ["ryzen", "threadripper", "epyc", "athlon", "opteron"].contains(where: { text.contains($0) })
    {
      return "AMD"
    }
    if ["i3", "i5", "i7", "i9", "xeon", "core", "pentium", "celeron", "e5-", "e3-"].contains(
      where: { text.contains($0) })
    {
      return "Intel"
    }
    return nil
  }

  // MARK: Facts

  /// What follows from the name of the part, so that the line states it without writing it.
  private func deriveFacts(_ entry: inout ListEntry) {
    let keys: [String] =
      switch query.category {
      case .storage, .cpuCooler: ["type"]
      case .psu: ["wattage_w"]
      case .motherboard: ["chipset"]
      case .memory: ["type"]
      default: []
      }
    for key in keys where !entry.fields.contains(where: { $0.key == key }) {
      if let value = entry.part?[key]?.value.value {
        entry.fields.append(.init(key: key, value: value))
      }
    }
    // `LGA2011` of a board for LGA 2011-3: it says which the socket is not in full.
    if let index = entry.fields.firstIndex(where: { $0.key == "socket" }),
      let known = entry.part?["socket"]?.value.value,
      PartMatcher.isShortSocket(entry.fields[index].value, of: known)
    {
      entry.fields[index] = .init(key: "socket", value: known)
    }
    if query.category == .psu, !entry.fields.contains(where: { $0.key == "wattage_w" }),
      let watts = Self.watts(inName: query.words)
    {
      entry.fields.append(.init(key: "wattage_w", value: .integer(Int64(watts))))
    }
    // `MZ-V9P1T0B/AM`: a number is that of one size.
    if query.category == .storage, !entry.fields.contains(where: { $0.key == "capacity_gb" }),
      query.words.contains(where: PartMatcher.isNumber),
      let size = match.part?["capacity_gb"]?.value.value,
      size.numberValue != nil
    {
      entry.fields.append(.init(key: "capacity_gb", value: size))
    }
    if query.category == .memory {
      takeKit(&entry)
      completeKit(&entry)
    }
  }

  /// The watts in the number of a supply: `RM750e`, `AX1600i`, `TX-1300`.
  static func watts(inName words: [String]) -> Int? {
    let values = words.flatMap { word -> [Int] in
      LineText(word).numbers.compactMap { number in
        guard number.isWhole, 300...2400 ~= number.value else { return nil }
        let value = Int(number.value)
        return value % 50 == 0 || [620, 520, 430, 660, 760, 860, 1080, 1020].contains(value)
          ? value : nil
      }
    }
    return Set(values).count == 1 ? values[0] : nil
  }

  /// `Corsair CMK32GX5M2B6000C36`: a name that states no size and is that of one kit.
  private func takeKit(_ entry: inout ListEntry) {
    let sizes = ["modules", "module_gb", "capacity_gb"]
    guard !entry.fields.contains(where: { sizes.contains($0.key) }), let part = match.part,
      part["module_gb"]?.value.value.numberValue != nil
    else { return }
    for key in sizes + ["speed_mts"] where !entry.fields.contains(where: { $0.key == key }) {
      if let value = part[key]?.value.value, value.numberValue != nil {
        entry.fields.append(.init(key: key, value: value))
      }
    }
  }

  private func completeKit(_ entry: inout ListEntry) {
    func number(_ key: String) -> Double? {
      entry.fields.first { $0.key == key }?.value.numberValue
    }
    if number("capacity_gb") == nil, let modules = number("modules"), let size = number("module_gb")
    {
      entry.fields.append(.init(key: "capacity_gb", value: .quantity(modules * size)))
    }
  }

  /// What the line states and the catalogue has otherwise: the line counts, and both are shown.
  private func contradictions(_ entry: ListEntry) -> [FieldDoc] {
    guard let part = entry.part else { return [] }
    return entry.fields.compactMap { field in
      guard let known = part[field.key]?.value.value, let left = known.numberValue,
        let right = field.value.numberValue, left != right, abs(left - right) > 0.03 * left,
        field.key != "power_limit_w"
      else { return nil }
      return FieldDoc(
        "states \(field.key) \(field.value.plain), the catalogue has \(known.plain): the line counts",
        "写的是 \(field.key) \(field.value.plain)，目录中是 \(known.plain)：以这一行为准")
    }
  }

  /// Watts of a card that are far from what it draws are of something else on the line, such as the
  /// supply: they are left out, and the line is asked about.
  private func takesBackWatts(_ entry: inout ListEntry) -> Bool {
    guard query.category == .gpu,
      let index = entry.fields.firstIndex(where: { $0.key == "tdp_w" }),
      let stated = entry.fields[index].value.numberValue,
      let known = entry.part?["tdp_w"]?.value.value.numberValue,
      stated > known * 1.6 || stated < known * 0.4
    else { return false }
    entry.fields.remove(at: index)
    entry.notes.removeAll { $0.english.contains("tdp_w") }
    entry.notes.append(
      FieldDoc(
        "\(BuildValue.quantity(stated).plain) W are not the watts of this card; write each part on a line of its own",
        "\(BuildValue.quantity(stated).plain) W 不是这块显卡的功耗；请把每个部件单独写一行"))
    return true
  }

  // MARK: Enough

  /// Whether a build has what it needs of the part without asking.
  private func isKnown(_ entry: ListEntry) -> Bool {
    switch query.category {
    case .memory: isKnownKit(entry)
    case .storage:
      hasField(entry, "capacity_gb") && hasField(entry, "type")
        || match.part != nil && hasField(entry, "capacity_gb")
    default: entry.part != nil && !match.isOfSeries
    }
  }

  /// Whether the line says all that there is to ask of a part that the catalogue does not know: it names
  /// the part, or none, and states what a build needs first.
  private func tellsEnough(_ entry: ListEntry) -> Bool {
    guard entry.part == nil else { return false }
    if query.category == .chassis, isOpenFrame(entry) { return true }
    // A name in Chinese alone that several parts seem to have is in none of theirs.
    let isChinese = query.words.allSatisfy { $0.unicodeScalars.allSatisfy(\.isChinese) }
    guard !match.isSeveral || isChinese && hasModel, !hasNeighbour else { return false }
    switch query.category {
    // `1000W Gold`, `Seasonic 850W`, and the name of one that is in no catalogue.
    case .psu: return hasField(entry, "wattage_w") && (!hasModel || isNamed)
    // `360 mm liquid cooler`.
    case .cpuCooler:
      return hasModel
        ? isNamed && hasField(entry, "type")
          && (match.isUnheardOf || hasField(entry, "radiator_mm"))
        : query.maker == nil && hasField(entry, "radiator_mm")
    case .chassis: return hasModel && isNamed && match.isUnheardOf
    case .motherboard: return isNamed && match.isUnheardOf && hasField(entry, "chipset")
    default: return false
    }
  }

  /// `Open air frame`, `test bench`: what it is says all.
  private func isOpenFrame(_ entry: ListEntry) -> Bool {
    entry.fields.contains { field in
      field.key == "form_factor"
        && [FactReader.openFrame, FactReader.testBench].contains(field.value.textValue)
    }
  }

  /// Whether words are left that may say which model it is.
  private var hasModel: Bool {
    query.words.contains {
      $0.unicodeScalars.count > 1 && !Self.ofServers.contains(LineText.fold($0))
    }
  }

  /// Words for the kind of a supply of servers, and what comes with it.
  private static let ofServers: Set<String> = [
    "server", "psu", "redundant", "flex", "slot", "common", "crps", "hot-swap", "hotplug",
    "hot-plug",
    "breakout",
    "with", "服务器", "冗余", "fixed", "rated", "internal", "standard", "adjustable", "autosensing",
    "auto-sensing",
    "efficient", "efficiency", "active", "pfc", "energy", "power", "supply", "unit",
  ]

  /// Whether maker and model are what a name is made of: a known maker, and few words of which one has
  /// a figure, Chinese characters or a capital.
  private var isNamed: Bool {
    guard query.maker != nil, query.words.count <= 5,
      !query.words.contains(where: { Self.prose.contains(LineText.fold($0)) })
    else { return false }
    return query.words.contains { word in
      let folded = LineText.fold(word)
      if FactReader.socket(folded) != nil || Self.plain.contains(folded) { return false }
      let scalars = word.unicodeScalars
      guard scalars.count > 1 else { return false }
      return scalars.contains(where: \.isChinese) || word.contains(where: \.isNumber)
        || scalars.count > 2 && word.first?.isUppercase == true
    }
  }

  /// Words that describe a part and name none: `SAMA Mesh`.
  private static let plain: Set<String> = [
    "mesh", "airflow", "glass", "tempered", "custom", "silent", "quiet", "compact", "open", "big",
    "large", "small", "generic", "standard", "basic", "stock", "modular", "tower", "cube", "flow",
  ]
  private static let prose: Set<String> = [
    "with", "e.g", "or", "and", "for", "the", "any", "some", "similar", "native", "my", "from",
  ]

  /// Whether the catalogue has a part of the maker that shares a word of the model and contradicts
  /// nothing: the line may mean it.
  private var hasNeighbour: Bool {
    match.candidates.contains { part in
      guard query.maker == nil || part.maker == nil || isSameMaker(part) else { return false }
      let theirs = NameForm.words(part.fullName, without: part.maker).flatMap(NameForm.pieces)
      let watts = query.number("wattage_w").map { BuildValue.quantity($0).plain }
      let pieces = query.words.flatMap(NameForm.pieces)
        .filter { $0.unicodeScalars.count > 1 && $0 != watts }
      let isShared = pieces.contains { piece in
        theirs.contains { $0.hasPrefix(piece) || piece.hasPrefix($0) && $0.count > 2 }
      }
      return isShared && !contradicts(part)
    }
  }

  private func isSameMaker(_ part: Part) -> Bool {
    LineText.fold(part.maker ?? "") == LineText.fold(query.maker ?? "")
  }

  /// Whether a figure of the line that tells models apart is another than the part's.
  private func contradicts(_ part: Part) -> Bool {
    ["wattage_w", "efficiency", "radiator_mm", "chipset"].contains { key in
      guard let stated = query.fields.first(where: { $0.key == key })?.value,
        let known = part[key]?.value.value
      else { return false }
      return stated != known
    }
  }

  private func hasField(_ entry: ListEntry, _ key: String) -> Bool {
    entry.fields.contains { $0.key == key }
  }

  private func isKnownKit(_ entry: ListEntry) -> Bool {
    (hasField(entry, "type") || entry.part != nil) && Self.hasSize(entry)
  }

  /// Whether memory states a size that modules have.
  static func hasSize(_ entry: ListEntry) -> Bool {
    func number(_ key: String) -> Double? {
      entry.fields.first { $0.key == key }?.value.numberValue
    }
    let module = number("module_gb")
    guard let whole = module ?? number("capacity_gb") else { return false }
    return isModuleSize(whole) || module == nil && isKitSize(whole)
  }

  static let moduleSizes: [Double] = [
    1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 256, 512,
  ]

  static func isModuleSize(_ size: Double) -> Bool { moduleSizes.contains(size) }

  /// Whether modules that exist add up to a size: 65 GB is a slip of the pen.
  static func isKitSize(_ size: Double) -> Bool {
    moduleSizes.contains { module in
      module >= 4 && [1.0, 2, 3, 4, 6, 8, 12, 16, 24, 32].contains(size / module)
    }
  }
}
