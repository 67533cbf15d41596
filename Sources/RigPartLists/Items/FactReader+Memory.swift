internal import RigModel

extension FactReader {
  /// Kits and modules: `32GB (2×16GB)`, `2x32GB`, `8G*2`, `DDR4 2400 8G`.
  mutating func readMemory() {
    readMemoryType()
    let numbers = line.numbers
    let products = line.products(numbers)
    // `(2 x 16 GB)`, `4*32GB`.
    if readCountedKit(products) {
      // `1 x 32GB … Dual Kit`: how many were bought, and the size of the kit.
    } else if let kit = products.first(where: { isModules($0.left) && isModule($0.right) }) {
      set("modules", .quantity(kit.left.value))
      set("module_gb", .quantity(kit.right.gigabytes ?? 0))
      line.use(kit.range)
      readWholeKit(numbers, before: kit.range, kit.left.value, kit.right.gigabytes ?? 0)
    } else if let kit = products.first(where: { isModule($0.left) && isModules($0.right) }) {
      // `8G*2`, `16GB x2`.
      set("modules", .quantity(kit.right.value))
      set("module_gb", .quantity(kit.left.gigabytes ?? 0))
      line.use(kit.range)
      readWholeKit(numbers, before: kit.range, kit.right.value, kit.left.gigabytes ?? 0)
    } else if let kit = products.first(where: { Self.plainKit($0) != nil }),
      let (modules, size) = Self.plainKit(kit)
    {
      set("modules", .quantity(modules))
      set("module_gb", .quantity(size))
      line.use(kit.range)
      readWholeKit(numbers, before: kit.range, modules, size)
    } else if let (kit, modules, size) = smallKit(products, numbers) {
      set("modules", .quantity(modules))
      set("module_gb", .quantity(size))
      line.use(kit.range)
      readWholeKit(numbers, before: kit.range, modules, size)
    } else if let size = numbers.first(where: { isModule($0) }), let gigabytes = size.gigabytes {
      set("capacity_gb", .quantity(gigabytes))
      line.use(size.whole)
      readKitNumber(gigabytes)
      readKitWords(gigabytes)
    }
    readRanks()
    readServerNumber()
    concludeType()
    // Latencies and timings tell kits apart that are the same to a build.
    for range in line.words {
      let word = line.foldedText(range)
      let rest =
        word.hasPrefix("cl") ? word.dropFirst(2) : word.hasPrefix("c") ? word.dropFirst() : ""
      if !rest.isEmpty, rest.count <= 2, rest.allSatisfy(\.isNumber) { line.use(range) }
      if word.split(separator: "-").count >= 3, word.allSatisfy({ $0.isNumber || $0 == "-" }) {
        line.use(range)
      }
    }
    useWords(["memory", "ram", "dimm", "udimm"])
  }

  /// `CMK32GX5M2B6000Z30`, `F4-3600C16D-32GVKC`: the maker's number of a kit states how many modules make up
  /// its size.
  private mutating func readKitNumber(_ gigabytes: Double) {
    for range in line.words {
      guard let kit = KitNumber(line.foldedText(range)), kit.gigabytes == gigabytes else {
        continue
      }
      let module = gigabytes / Double(kit.modules)
      guard EntryDecision.isModuleSize(module) else { continue }
      set("modules", .integer(Int64(kit.modules)))
      set("module_gb", .quantity(module))
      return
    }
  }

  /// `32GB (4x8)`: small numbers without a unit, which make up the size that the line states.
  private func smallKit(_ products: [ProductSpan], _ numbers: [NumberSpan])
    -> (kit: ProductSpan, modules: Double, size: Double)?
  {
    for kit in products where kit.left.unit.isEmpty || kit.left.unit == "x" {
      let whole = kit.left.value * kit.right.value
      guard kit.right.unit.isEmpty, !kit.left.isGlued, [2, 4, 8].contains(kit.left.value),
        [2, 4, 8, 16].contains(kit.right.value),
        numbers.contains(where: { $0.isGigabytes && $0.value == whole })
      else { continue }
      return (kit, kit.left.value, kit.right.value)
    }
    return nil
  }

  /// Invoices lead with how many were bought: the size behind it is that of the kit where words say so.
  private mutating func readCountedKit(_ products: [ProductSpan]) -> Bool {
    guard let first = products.first, first.range.lowerBound == 0, isModules(first.left),
      first.left.value <= 2, isModule(first.right), let gigabytes = first.right.gigabytes,
      Self.kitWords.contains(where: { line.contains(word: $0.word) })
    else { return false }
    set("capacity_gb", .quantity(gigabytes))
    line.use(first.right.whole)
    readKitWords(gigabytes)
    return true
  }

  /// `KSM56R46BD4PMI-64MBI`: what the number of a module for servers states.
  private mutating func readServerNumber() {
    for range in line.words {
      guard let module = ServerModuleNumber(line.foldedText(range)),
        EntryDecision.isModuleSize(module.gigabytes)
      else { continue }
      if !has("type") { set("type", .text("DDR5")) }
      if !has("speed_mts") { set("speed_mts", .integer(module.speed)) }
      if !has("ecc") { set("ecc", .boolean(true)) }
      if module.isRegistered, !has("registered") { set("registered", .boolean(true)) }
      guard !has("modules"), !has("capacity_gb") else { return }
      set("modules", .integer(1))
      set("module_gb", .quantity(module.gigabytes))
      set("capacity_gb", .quantity(module.gigabytes))
    }
  }

  private static let kitWords: [(word: String, modules: Int)] = [
    ("dual kit", 2), ("quad kit", 4), ("kit of 2", 2), ("kit of 4", 4),
  ]

  /// `64GB DDR5-6000 Dual Kit`: of how many modules the stated size is, in words.
  private mutating func readKitWords(_ gigabytes: Double) {
    for (word, modules) in Self.kitWords where !has("modules") {
      guard let range = line.range(ofWord: word),
        EntryDecision.isModuleSize(gigabytes / Double(modules))
      else { continue }
      set("modules", .integer(Int64(modules)))
      set("module_gb", .quantity(gigabytes / Double(modules)))
      line.use(range)
    }
  }

  /// `16*2`, `2x32`: a kit without a unit, where one number can be the size alone.
  static func plainKit(_ pair: ProductSpan) -> (modules: Double, size: Double)? {
    guard pair.left.unit.isEmpty || pair.left.unit == "x", pair.right.unit.isEmpty,
      !pair.left.isGlued
    else { return nil }
    let (less, more) = (
      min(pair.left.value, pair.right.value), max(pair.left.value, pair.right.value)
    )
    guard [16, 24, 32, 48, 64, 96, 128].contains(more) || more == 8 && less <= 2,
      [1, 2, 4, 6, 8].contains(less), less < more
    else { return nil }
    return (less, more)
  }

  private func isModules(_ number: NumberSpan) -> Bool {
    number.unit.isEmpty && number.isWhole && 1...64 ~= number.value
      || number.unit == "x" && number.isWhole && 1...64 ~= number.value
  }

  private func isModule(_ number: NumberSpan) -> Bool {
    guard !number.isGlued, let size = number.gigabytes, 0.25...4096 ~= size else { return false }
    // `2x 32768MB`: what shops of the German-speaking countries write.
    return number.isGigabytes || number.unit == "tb"
      || number.unit == "mb" && size.rounded() == size
  }

  /// The size of the whole kit where it stands beside its modules: it has to be their product.
  private mutating func readWholeKit(
    _ numbers: [NumberSpan], before kit: Range<Int>, _ modules: Double, _ module: Double
  ) {
    let whole = numbers.first { isModule($0) && !kit.overlaps($0.range) }
    let product = modules * module
    guard let whole, let stated = whole.gigabytes else {
      set("capacity_gb", .quantity(product))
      return
    }
    line.use(whole.whole)
    if stated == product || stated == module {
      set("capacity_gb", .quantity(product))
    } else {
      addDoubt(
        FieldDoc(
          "states \(BuildValue.quantity(stated).plain) GB, but \(BuildValue.quantity(modules).plain) × "
            + "\(BuildValue.quantity(module).plain) GB are \(BuildValue.quantity(product).plain) GB",
          "写的是 \(BuildValue.quantity(stated).plain) GB，但 \(BuildValue.quantity(modules).plain) × "
            + "\(BuildValue.quantity(module).plain) GB 是 \(BuildValue.quantity(product).plain) GB"))
    }
  }

  private mutating func readMemoryType() {
    for range in line.words {
      let word = line.foldedText(range)
      if word.hasPrefix("ddr"), let digit = word.dropFirst(3).first, "2345".contains(digit) {
        set("type", .text("DDR\(digit)"))
        line.use(range)
        let rest = word.dropFirst(4).drop { $0 == "-" || $0 == "l" }
        if let speed = Int(rest.prefix { $0.isNumber }), isSpeed(speed) {
          set("speed_mts", .integer(Int64(speed)))
        } else {
          readSpeed(after: range.upperBound)
        }
      } else if let short = Self.shortType(word) {
        set("type", .text("DDR\(short.type)"))
        line.use(range)
        if let speed = short.speed, isSpeed(speed) {
          set("speed_mts", .integer(Int64(speed)))
        } else {
          readSpeed(after: range.upperBound)
        }
      } else if let rate = Self.rate(word) {
        set("type", .text("DDR\(rate.type)"))
        set("speed_mts", .integer(Int64(rate.speed)))
        line.use(range)
      }
    }
    for number in line.numbers where !has("speed_mts") {
      let isUnit = ["mhz", "mt/s", "mts", "hz"].contains(number.unit)
      if isUnit, isSpeed(Int(number.value)) { setNumber("speed_mts", number) }
    }
    for number in line.numbers where ["mhz", "mt/s", "mts", "hz"].contains(number.unit) {
      line.use(number.whole)
    }
    // `内存 芝奇 6000 32G`: four figures alone are a speed where a type or a key says memory.
    guard !has("speed_mts") else { return }
    for number in line.numbers
    where ["", "c", "cl"].contains(number.unit) && !number.isGlued && number.isWhole {
      let value = Int(number.value)
      guard isSpeed(value),
        value % 100 == 0 || [2133, 2666, 2933, 3466, 3733, 1333, 1866].contains(value),
        line.at(number.range.lowerBound - 1) != "-"
      else { continue }
      setNumber("speed_mts", number)
      return
    }
  }

  /// `D5`, `D4-3600`: what Chinese lists call DDR5 and DDR4.
  private static func shortType(_ word: String) -> (type: Character, speed: Int?)? {
    guard word.first == "d", let digit = word.dropFirst().first, "345".contains(digit) else {
      return nil
    }
    let rest = word.dropFirst(2).drop { $0 == "-" }
    guard !rest.isEmpty else { return (digit, nil) }
    guard rest.count == 4, let speed = Int(rest) else { return nil }
    return (digit, speed)
  }

  /// Speeds that one type of memory has: of 1,288 kits of BuildCores OpenDB from 3000 to 4300 MT/s one is
  /// no DDR4, and all 2,303 from 5600 on are DDR5.
  private mutating func concludeType() {
    guard !has("type"),
      let speed = fields.first(where: { $0.key == "speed_mts" })?.value.numberValue
    else { return }
    // Registered modules of DDR3 end at 1866 MT/s.
    let isRegistered = ["rdimm", "recc", "lrdimm", "reg", "registered"].contains(
      where: line.contains(word:))
    let least: Double = isRegistered ? 2133 : 3000
    let type = least...4300 ~= speed ? "DDR4" : speed >= 5600 ? "DDR5" : nil
    guard let type else { return }
    set("type", .text(type))
    isTypeConcluded = true
  }

  /// The number after `DDR4 `: its speed, where nothing else follows it.
  private mutating func readSpeed(after end: Int) {
    let start = line.skipBlanks(end)
    guard let number = line.numbers.first(where: { $0.range.lowerBound == start }),
      isSpeed(Int(number.value)),
      number.unit.isEmpty || ["mhz", "mt/s", "mts", "c", "cl"].contains(number.unit)
    else { return }
    set("speed_mts", .quantity(number.value))
    line.use(number.whole)
  }

  private func isSpeed(_ speed: Int) -> Bool { 800...12_000 ~= speed }

  /// `PC4-25600`: bytes per second, an eighth of the transfers.
  static func rate(_ word: String) -> (type: Character, speed: Int)? {
    guard word.hasPrefix("pc"), let digit = word.dropFirst(2).first, "345".contains(digit) else {
      return nil
    }
    let rest = word.dropFirst(3).drop { $0 == "l" || $0 == "-" }
    guard let bytes = Int(rest.prefix { $0.isNumber }) else { return nil }
    if 2133...8000 ~= bytes, digit != "3" { return (digit, bytes) }
    let known = [
      10600: 1333, 12800: 1600, 14900: 1866, 17000: 2133, 19200: 2400, 21300: 2666, 23400: 2933,
      25600: 3200, 38400: 4800, 41600: 5200, 44800: 5600, 48000: 6000, 51200: 6400,
    ]
    return known[bytes].map { (digit, $0) }
  }

  /// `2Rx4`: two ranks.
  private mutating func readRanks() {
    for range in line.words {
      let word = Array(line.foldedText(range))
      guard word.count >= 4, let ranks = word[0].wholeNumberValue, [1, 2, 4, 8].contains(ranks),
        word[1] == "r", word[2] == "x", word[3] == "4" || word[3] == "8"
      else { continue }
      set("ranks", .integer(Int64(ranks)))
      line.use(range)
    }
  }
}

extension BuildValue {
  /// The value as a person writes it.
  var plain: String {
    switch self {
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .text(let text): text
    case .list(let items): items.map(\.plain).joined(separator: ", ")
    case .map(let fields): fields.map { "\($0.key) \($0.value.plain)" }.joined(separator: ", ")
    }
  }
}
