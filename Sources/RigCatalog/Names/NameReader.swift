/// Reads the atoms of one name from left to right and says what each does.
struct NameReader {
  private var name: ParsedName
  private let lexicon: Lexicon
  private var category: PartCategory { name.category }

  init(_ name: ParsedName, _ lexicon: Lexicon) {
    self.name = name
    self.lexicon = lexicon
  }

  mutating func read() -> ParsedName {
    readMaker()
    var index = 0
    while index < name.atoms.count {
      if name.roles[index] == .maker {
        index += 1
        continue
      }
      let count = readFact(at: index)
      if count > 0 {
        for position in index..<index + count { name.roles[position] = .fact }
        index += count
      } else {
        readWord(at: index)
        index += 1
      }
    }
    return name
  }

  // MARK: Words

  private mutating func readWord(at index: Int) {
    let atom = name.atoms[index]
    if atom.kind == .han {
      switch lexicon.chinese[atom.text] {
      case .fact(let field, let value): state(field, value, at: index)
      case .filler: name.roles[index] = .filler
      case .name: name.roles[index] = .model
      case .maker, .words, nil: name.roles[index] = .unknown
      }
    } else if isEditionColour(index) {
      name.roles[index] = .model
    } else if !isGluedToNumber(index), FillerWords.contains(atom.text, category) {
      name.roles[index] = .filler
    }
  }

  /// A `Black Edition` is another cooler, and a black one is the same.
  private func isEditionColour(_ index: Int) -> Bool {
    category == .cpuCooler && text(index + 1) == "edition"
  }

  /// A filler word is one that stands alone: the `m` of `B550M` is none.
  private func isGluedToNumber(_ index: Int) -> Bool {
    name.atoms[index].isGlued
      || (index + 1 < name.atoms.count && name.atoms[index + 1].isGlued
        && name.atoms[index].text.count < 3)
  }

  private mutating func state(_ field: String, _ value: String, at index: Int) {
    name.roles[index] = .filler
    switch field {
    case "psu.efficiency" where category == .psu: name.facts.efficiency = value
    case "cpu.cores" where category == .cpu: name.facts.cores = Double(value)
    case "memory.registered", "memory.ecc", "memory.form_factor": break
    default: break
    }
    if field.hasPrefix(category.rawValue) { name.roles[index] = .fact }
  }

  // MARK: Maker

  /// The leftmost maker that makes such parts. A short spelling counts only at the start.
  private mutating func readMaker() {
    let atoms = name.atoms
    for start in atoms.indices {
      let mayBegin = lexicon.beginnings.contains(atoms[start].text)
      var length = mayBegin ? min(lexicon.longestMaker, atoms.count - start) : 0
      while length > 0 {
        let key = Atoms.key(atoms[start..<start + length])
        if let maker = lexicon.makers[key], maker.makes.contains(category.rawValue),
          isWhole(start, length), start == 0 || key.utf8.count > 3
        {
          if category != .gpu || !["AMD", "Intel", "NVIDIA"].contains(maker.name) {
            if name.maker == nil { name.maker = maker.name }
            guard name.maker == maker.name else { break }
          }
          for position in start..<start + length { name.roles[position] = .maker }
          break
        }
        length -= 1
      }
      if name.maker == nil, start > 6 { return }
    }
  }

  private func isWhole(_ start: Int, _ length: Int) -> Bool {
    let end = start + length
    return !name.atoms[start].isGlued && (end == name.atoms.count || !name.atoms[end].isGlued)
  }

  // MARK: Facts

  private func text(_ index: Int) -> String {
    index < name.atoms.count ? name.atoms[index].text : ""
  }

  private func number(_ index: Int) -> Double? {
    guard index < name.atoms.count, name.atoms[index].kind == .digits else { return nil }
    return Double(name.atoms[index].text)
  }

  private func isGlued(_ index: Int) -> Bool {
    index < name.atoms.count && name.atoms[index].isGlued
  }

  /// How many atoms from here state a fact.
  private mutating func readFact(at index: Int) -> Int {
    if let number = number(index) {
      if isGlued(index) && !isAfterTimes(index) { return 0 }
      return readNumber(number, at: index)
    }
    let word = text(index)
    switch word {
    case "ddr", "d":
      guard let generation = number(index + 1), (2...5).contains(generation), isGlued(index + 1),
        word == "ddr" || category == .motherboard && !isGlued(index + 2)
      else { return 0 }
      return readMemoryType(Int(generation), at: index)
    case "gddr": return gddr(at: index)
    case "lga", "fclga": return readIntelSocket(at: index)
    case "am", "fm", "str", "strx", "swrx", "tr", "trx": return readSocket(word, at: index)
    case "cl", "cas", "c":
      guard category == .memory, let latency = number(index + 1), (5...60).contains(latency),
        word != "c" || isGlued(index + 1)
      else { return 0 }
      name.facts.latency = Int(latency)
      return 2
    case "pcie", "pci": return readBus(at: index)
    case "m" where category == .storage && text(index + 1) == "2": return 2
    case "nvme", "hdd", "sata", "ssd": return readDriveType(word, at: index)
    case "gold", "bronze", "platinum", "titanium", "silver", "diamond":
      guard category == .psu, !isGlued(index) else { return 0 }
      name.facts.efficiency = "80-plus-\(word)"
      return 1
    case "type" where ["a", "c"].contains(text(index + 1)): return 2
    case "rdimm", "registered", "reg", "lrdimm", "udimm", "unbuffered", "ecc":
      return readModuleKind(word, at: index)
    case "wi":
      joinWiFi(at: index)
      return 0
    default: return 0
    }
  }

  private mutating func readModuleKind(_ word: String, at index: Int) -> Int {
    guard category == .memory else { return 0 }
    switch word {
    case "ecc": name.facts.hasECC = index > 0 && text(index - 1) == "non" ? false : true
    case "udimm", "unbuffered": name.facts.isRegistered = false
    default: name.facts.isRegistered = true
    }
    return 1
  }

  /// `Wi-Fi` is the word `wifi`.
  private mutating func joinWiFi(at index: Int) {
    guard text(index + 1) == "fi" else { return }
    name.atoms[index].text = "wifi"
    name.atoms[index + 1].text = ""
  }

  /// `2x16`: the number behind the `x` is glued and a fact all the same.
  private func isAfterTimes(_ index: Int) -> Bool {
    index >= 2 && text(index - 1) == "x" && number(index - 2) != nil
  }

  private mutating func gddr(at index: Int) -> Int {
    guard category == .gpu, number(index + 1) != nil, isGlued(index + 1) else { return 0 }
    return text(index + 2) == "x" && isGlued(index + 2) ? 3 : 2
  }

  private mutating func readMemoryType(_ generation: Int, at index: Int) -> Int {
    name.facts.memoryType = "DDR\(generation)"
    guard category == .memory, let speed = number(index + 2), (800...12_000).contains(speed)
    else { return text(index + 2) == "l" && isGlued(index + 2) ? 3 : 2 }
    name.facts.speed = speed
    return 3
  }

  private mutating func readIntelSocket(at index: Int) -> Int {
    guard let number = number(index + 1) else { return 0 }
    let isThird = number == 2011 && text(index + 2) == "3"
    name.facts.sockets.append("LGA \(Int(number))" + (isThird ? "-3" : ""))
    return isThird ? 3 : 2
  }

  private mutating func readSocket(_ word: String, at index: Int) -> Int {
    guard [.motherboard, .cpu, .cpuCooler].contains(category), let number = number(index + 1),
      isGlued(index + 1), (1...9).contains(number)
    else { return 0 }
    let prefix =
      switch word {
      case "tr", "str": "sTR"
      case "trx", "strx": "sTRX"
      case "swrx": "sWRX"
      default: word.uppercased()
      }
    let hasPlus = text(index + 2) == "plus"
    name.facts.sockets.append("\(prefix)\(Int(number))" + (hasPlus ? "+" : ""))
    return hasPlus ? 3 : 2
  }

  private func readBus(at index: Int) -> Int {
    var next = index + 1
    if text(next) == "e" || text(next) == "express" { next += 1 }
    if text(next) == "gen" { next += 1 }
    guard number(next) != nil else { return category == .storage ? 1 : 0 }
    next += 1
    if text(next) == "x", number(next + 1) != nil { next += 2 }
    return next - index
  }

  private mutating func readDriveType(_ word: String, at index: Int) -> Int {
    guard category == .storage else { return 0 }
    if word == "nvme" || word == "hdd" { name.facts.driveType = word }
    guard word == "sata" else { return 1 }
    // `SATA3`, `SATA III`, `SATA 6.0 Gb/s` are one interface.
    var next = index + 1
    if text(next) == "iii" || text(next) == "ii" { next += 1 }
    if number(next).map({ $0 <= 6 }) ?? false { next += 1 }
    if ["gb", "g"].contains(text(next)) { next += 1 }
    if ["s", "ps"].contains(text(next)) { next += 1 }
    return next - index
  }

  private mutating func readNumber(_ number: Double, at index: Int) -> Int {
    let unit = text(index + 1)
    switch unit {
    case "gb", "g", "tb", "t", "gib", "tib":
      let isShort = unit.count == 1
      guard category != .cpu, category != .psu, category != .chassis, category != .cpuCooler,
        !isShort || (isGlued(index + 1) && number <= 512 && category != .motherboard),
        !isGlued(index + 2)
      else { return 0 }
      if text(index + 2) == "s" || text(index + 2) == "ps" { return 3 }
      let size = unit.hasPrefix("t") ? number * 1000 : number
      readCapacity(category == .memory && unit.hasPrefix("t") ? number * 1024 : size, at: index)
      return 2
    case "w", "watt", "watts", "瓦":
      guard !isGlued(index + 2) else { return 0 }
      if category == .psu { name.facts.watts = number }
      return category == .psu || !isGlued(index + 1) || number >= 30 ? 2 : 0
    case "mhz", "mts", "mt":
      if category == .memory { name.facts.speed = number }
      return unit == "mt" && text(index + 2) == "s" ? 3 : 2
    case "m" where category == .storage && isGlued(index + 1): return 2
    case "ghz", "mm", "cm", "cfm", "rpm", "mb", "bit", "pin", "转", "db", "dba", "cl", "年":
      return unit == "bit" || unit == "pin" || category != .memory || unit != "cl" ? 2 : 1
    case "core", "cores", "核", "threads", "thread", "线程":
      guard category == .cpu, number <= 512 else { return 0 }
      if unit.hasPrefix("core") || unit == "核" { name.facts.cores = number }
      return 2
    default: return readBareNumber(number, at: index)
    }
  }

  private mutating func readBareNumber(_ number: Double, at index: Int) -> Int {
    let unit = text(index + 1)
    if unit == "x", let each = self.number(index + 2), category == .memory {
      let size = text(index + 3)
      guard ["gb", "g", "gib"].contains(size) || size.isEmpty else { return 0 }
      name.facts.kit = (number, each)
      return size.isEmpty ? 3 : 4
    }
    if category == .psu, number == 80, unit == "plus" { return readGrade(at: index + 2) - index }
    if category == .memory, (1600...9600).contains(number), name.facts.speed == nil {
      name.facts.speed = number
      return 1
    }
    if category == .storage,
      [2280, 2242, 2230, 22110, 2260, 2.5, 3.5, 3.0, 4.0, 5.0]
        .contains(number)
    {
      return 1
    }
    if category == .chassis, text(index) == "2.0" || text(index) == "3.0" || text(index) == "3.2" {
      return 1
    }
    return 0
  }

  private mutating func readGrade(at index: Int) -> Int {
    let word = text(index)
    if ["gold", "bronze", "platinum", "titanium", "silver"].contains(word) {
      name.facts.efficiency = "80-plus-\(word)"
      return index + 1
    }
    if name.facts.efficiency == nil { name.facts.efficiency = "80-plus" }
    return index
  }

  private mutating func readCapacity(_ size: Double, at index: Int) {
    name.facts.gigabytes.append(size)
  }
}
