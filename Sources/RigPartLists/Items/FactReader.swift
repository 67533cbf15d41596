internal import RigCatalog
internal import RigModel

/// Reads the facts that a line states about its part, in fields of the build format.
struct FactReader {
  let vocabulary: Vocabulary
  let category: PartCategory
  /// What heads the line, folded: `nvme ssd` says the type of a drive.
  let key: String
  var line: LineText
  private(set) var fields: [BuildValue.Field] = []
  /// What the line says that cannot be.
  private(set) var doubts: [FieldDoc] = []
  /// Whether the type of memory follows from its speed alone.
  var isTypeConcluded = false

  init(vocabulary: Vocabulary, category: PartCategory, key: String, line: LineText) {
    self.vocabulary = vocabulary
    self.category = category
    self.key = key
    self.line = line
  }

  mutating func read() {
    switch category {
    case .gpu: readCard()
    case .cpu: readProcessor()
    case .motherboard: readBoard()
    case .memory: readMemory()
    case .storage: readDrive()
    case .psu: readSupply()
    case .chassis: readChassis()
    case .cpuCooler: readCooler()
    }
    readWords()
  }

  func has(_ key: String) -> Bool { fields.contains { $0.key == key } }

  mutating func addDoubt(_ doubt: FieldDoc) { doubts.append(doubt) }

  mutating func set(_ key: String, _ value: BuildValue) {
    guard !has(key) else { return }
    fields.append(.init(key: key, value: value))
  }

  mutating func setNumber(_ key: String, _ number: NumberSpan, _ value: Double? = nil) {
    set(key, .quantity(value ?? number.value))
    line.use(number.whole)
  }

  /// Facts that words state: `金牌`, `blower`, `REG ECC`.
  private mutating func readWords() {
    for match in vocabulary.words.matches(in: line) {
      for meaning in match.values where meaning.kind == .fact && !meaning.value.isEmpty {
        let parts = meaning.means.split(separator: ".")
        guard parts.count == 2, parts[0] == category.rawValue else { continue }
        let field = String(parts[1])
        guard let value = value(of: field, meaning.value), isMeant(field, match.range) else {
          continue
        }
        set(field, value)
        line.use(match.range)
      }
    }
    // `RECC`, `REG ECC`: registered modules that correct errors.
    if category == .memory, has("registered"), line.foldedText(0..<line.count).contains("ecc") {
      set("ecc", true)
    }
  }

  /// Words whose sense depends on the line.
  private func isMeant(_ field: String, _ range: Range<Int>) -> Bool {
    let word = line.foldedText(range)
    switch (category, field) {
    // 22G and 48G are read as sizes, which also know cards without that row.
    case (.gpu, "vram_gb"): return false
    // A family name of cards, which is a blower in some generations only: not stated by the line.
    case (.gpu, "cooling"): return word != "turbo"
    // `on-die ECC`: every DDR5 module has it, and corrects nothing on its way.
    case (.memory, "ecc"):
      let before = line.foldedText(max(0, range.lowerBound - 7)..<range.lowerBound)
      return !before.hasSuffix("on-die ") && !before.hasSuffix("on die ")
    default: return true
    }
  }

  private func value(of field: String, _ text: String) -> BuildValue? {
    guard let definition = Self.component(category)?.field(field) else { return nil }
    switch definition.kind {
    case .boolean: return text == "true" ? true : text == "false" ? false : nil
    case .integer, .number: return Double(text).map { .quantity($0) }
    case .list: return nil
    default: return .text(text)
    }
  }

  static func component(_ category: PartCategory) -> ComponentDefinition? {
    FieldRegistry.version1.root.field(category.buildKey)?.component
  }
}

// MARK: Cards and processors

extension FactReader {
  private mutating func readCard() {
    let numbers = line.numbers
    // `1 MiB / 32607 MiB`: used and all.
    let sizes = numbers.filter { isCardSize($0) }
    if let size = sizes.last(where: { $0.unit == "mib" || $0.unit == "mb" }) ?? sizes.first {
      let gigabytes = size.unit.hasPrefix("m") ? (size.value / 1024).rounded(.up) : size.value
      setNumber("vram_gb", size, gigabytes)
      for other in sizes {
        line.use(
          (other.isGlued ? other.range.lowerBound - 1 : other.range.lowerBound)..<other.whole
            .upperBound)
      }
      for other in numbers where ["mib", "mb"].contains(other.unit) { line.use(other.whole) }
    }
    let watts = numbers.filter { 20...1500 ~= ($0.watts ?? 0) }
    if let power = watts.max(by: { ($0.watts ?? 0) < ($1.watts ?? 0) }), let value = power.watts {
      setNumber(isLimit(power) ? "power_limit_w" : "tdp_w", power, value)
      for other in numbers where other.watts != nil { line.use(other.whole) }
    }
    for number in numbers where number.unit == "mm" && 100...800 ~= number.value {
      setNumber("length_mm", number)
    }
    for number in numbers where ["ghz", "mhz", "gbps", "bit"].contains(number.unit) {
      line.use(number.whole)
      if line.at(number.range.lowerBound - 1) == "-" {
        let start = numbers.last { $0.range.upperBound == number.range.lowerBound - 1 }
        if let start { line.use(start.range.lowerBound..<number.range.lowerBound) }
      }
    }
    for range in line.words where line.foldedText(range).hasPrefix("gddr") { line.use(range) }
    useWords(["vram", "video memory", "显存", "each"])
    for word in [
      "liquid-cooled", "liquid cooled", "watercooled", "water-cooled", "水冷", "aio", "hybrid",
    ]
    where line.contains(word: word) {
      if let range = line.range(ofWord: word) { line.use(range) }
      set("cooling", "liquid")
    }
    if let remark = RiserRemark(in: line, vocabulary, isOfCards: true) {
      line.use(remark.range)
      if remark.isOfAll { set("mount", "riser") }
    }
  }

  /// A size of memory, and not a clock, a rate or a type: `6G/8GHz GDDR5` is 6.
  private func isCardSize(_ number: NumberSpan) -> Bool {
    switch number.unit {
    case "g", "gb", "gib", "gig", "gigs", "go": break
    case "mib", "mb": return number.value >= 1000
    default: return false
    }
    guard 1...512 ~= number.value, number.isWhole else { return false }
    // `O6G`: the code of ASUS for a card that is overclocked, with its memory.
    guard number.isGlued else { return true }
    let before = line.at(number.range.lowerBound - 1)
    return (before == "o" || before == "a") && !line.at(number.range.lowerBound - 2).isLatinWord
  }

  /// Whether watts are a limit in force: `9W / 575W`, `limited to 250W`, `限制 250W`.
  private func isLimit(_ number: NumberSpan) -> Bool {
    let from = max(0, number.range.lowerBound - 24)
    let before = line.foldedText(from..<number.range.lowerBound)
    let after = line.foldedText(
      number.whole.upperBound..<min(line.count, number.whole.upperBound + 12))
    if before.contains("w /") || before.hasSuffix("w/") { return true }
    return ["limit", "capped", "cap ", "限", "undervolt", "pl "].contains {
      before.contains($0) || after.contains($0)
    }
  }

  private mutating func readProcessor() {
    for number in line.numbers {
      switch number.unit {
      case "ghz": readClock(number)
      // `2.6G` of a CPU.
      case "g" where !number.isWhole && !number.isGlued && 1...6.5 ~= number.value:
        readClock(number)
      case "core", "cores": setCores(number)
      case "thread", "threads": setNumber("threads", number)
      case "" where 0.8...7 ~= number.value && isBehindSign(number):
        // `Ryzen 7 1700 @ 3.8`: what its owner runs it at.
        line.use(number.range)
      case ""
      where number.isWhole && 2...128 ~= number.value && line.at(number.range.upperBound) == "x"
        && !number.isGlued:
        // `12x 3.70GHz`: cores and their clock.
        let next = line.skipBlanks(number.range.upperBound + 1)
        if line.numbers.contains(where: { $0.range.lowerBound == next && $0.unit == "ghz" }) {
          setNumber("cores", number)
          line.use(number.range.upperBound..<(number.range.upperBound + 1))
        }
      case "c" where line.at(number.whole.upperBound).isASCIIDigit || number.value >= 2:
        if !number.isGlued, number.value <= 128 { setNumber("cores", number) }
      case "t" where has("cores") && number.value >= 2 && number.value <= 512:
        setNumber("threads", number)
      case "w", "watt", "watts":
        if 10...1000 ~= number.value { setNumber("tdp_w", number) }
      default:
        let next = line.at(number.range.upperBound)
        if next == "核" {
          set("cores", .quantity(number.value))
          line.use(number.range.lowerBound..<(number.range.upperBound + 1))
        } else if line.has("线程", at: number.range.upperBound) {
          set("threads", .quantity(number.value))
          line.use(number.range.lowerBound..<(number.range.upperBound + 2))
        }
      }
    }
    readSocket()
  }

  private func isBehindSign(_ number: NumberSpan) -> Bool {
    let start = number.range.lowerBound
    return line.at(start - 1) == "@" || line.at(start - 1) == " " && line.at(start - 2) == "@"
  }

  /// `32/64 core/threads` are 32 cores and 64 threads.
  private mutating func setCores(_ number: NumberSpan) {
    let before = line.numbers.first { $0.range.upperBound == number.range.lowerBound - 1 }
    guard line.at(number.range.lowerBound - 1) == "/", let cores = before,
      cores.value * 2 == number.value
    else { return setNumber("cores", number) }
    set("threads", .quantity(number.value))
    setNumber("cores", cores)
    line.use(cores.range.lowerBound..<number.whole.upperBound)
  }

  private mutating func readClock(_ number: NumberSpan) {
    // `4.5-5.7 GHz`: from the base to the boost.
    if line.at(number.range.lowerBound - 1) == "-",
      let base = line.numbers.first(where: { $0.range.upperBound == number.range.lowerBound - 1 }),
      0.5...number.value ~= base.value, base.unit.isEmpty, number.value <= 8
    {
      set("base_clock_ghz", .quantity(base.value))
      setNumber("boost_clock_ghz", number)
      line.use(base.range.lowerBound..<number.range.lowerBound)
      return
    }
    let from = max(0, number.range.lowerBound - 14)
    let before = line.foldedText(from..<number.range.lowerBound)
    let words = ["boost", "turbo", "up to", "max", "睿频", "最高", "加速"]
    // `4.9 GHz boost`: the word may stand behind it too.
    let after = line.foldedText(
      number.whole.upperBound..<min(line.count, number.whole.upperBound + 7))
    let isBoost =
      words.contains { before.contains($0) }
      || [" boost", " turbo", " max"].contains(where: after.hasPrefix)
    if 0.5...8 ~= number.value {
      setNumber(isBoost || has("base_clock_ghz") ? "boost_clock_ghz" : "base_clock_ghz", number)
    }
  }

  /// Every socket has one spelling: `LGA 1151`, `AM5`, `sTR5`.
  mutating func readSocket() {
    for range in line.words {
      let word = line.foldedText(range)
      if let socket = Self.socket(word) {
        set("socket", .text(socket))
        line.use(range)
        // `So.AM5`, as shops of the German-speaking countries write.
        if line.has("so.", at: range.lowerBound - 3) {
          line.use((range.lowerBound - 3)..<range.lowerBound)
        }
      } else if word == "so", line.at(range.upperBound) == ".",
        let number = line.numbers.first(where: { $0.range.lowerBound == range.upperBound + 1 }),
        number.isWhole, 700...9999 ~= number.value
      {
        set("socket", .text("LGA \(Int(number.value))"))
        line.use(range.lowerBound..<number.range.upperBound)
      } else if word == "lga",
        let number = line.numbers.first(where: {
          $0.range.lowerBound == line.skipBlanks(range.upperBound)
        })
      {
        set("socket", .text("LGA \(Int(number.value))"))
        line.use(range.lowerBound..<number.range.upperBound)
      }
    }
  }

  static func socket(_ word: String) -> String? {
    if word.hasPrefix("lga") || word.hasPrefix("fclga") {
      let digits = word.drop { !$0.isNumber }
      guard digits.count >= 3, digits.allSatisfy({ $0.isNumber || $0 == "-" }) else { return nil }
      return "LGA \(digits)"
    }
    let known = [
      "am4": "AM4", "am5": "AM5", "am3": "AM3", "am3+": "AM3+", "fm2+": "FM2+", "tr4": "TR4",
      "str4": "sTR4", "strx4": "sTRX4", "swrx8": "sWRX8", "str5": "sTR5", "tr5": "sTR5",
      "sp3": "SP3", "sp5": "SP5", "sp6": "SP6",
    ]
    return known[word]
  }
}

// MARK: Boards, drives, supplies, cases, coolers

extension FactReader {
  private mutating func readBoard() {
    readSocket()
    if let board = ShapeReader(vocabulary: vocabulary).board(line) {
      set("chipset", .text(board.chipset))
    }
    for range in line.words {
      let word = line.foldedText(range)
      for type in ["ddr5", "ddr4", "ddr3", "ddr2"] where word == type || word == type + "l" {
        set("memory_type", .text(type.uppercased()))
        line.use(range)
      }
    }
    readBoardSize()
  }

  private mutating func readBoardSize() {
    let sizes: [(words: [String], size: String)] = [
      (["e-atx", "eatx", "e atx"], "E-ATX"), (["xl-atx"], "XL-ATX"),
      (["ssi eeb", "ssi-eeb"], "SSI EEB"),
      (["ssi ceb", "ssi-ceb"], "SSI CEB"),
      (["micro atx", "micro-atx", "microatx", "matx", "m-atx", "uatx"], "Micro ATX"),
      (["mini itx", "mini-itx", "miniitx", "mitx", "itx"], "Mini-ITX"), (["atx"], "ATX"),
    ]
    for (words, size) in sizes {
      for word in words {
        guard let range = line.range(ofWord: word) else { continue }
        set("form_factor", .text(size))
        line.use(range)
        return
      }
    }
  }

  private mutating func readDrive() {
    let numbers = line.numbers
    let sizes = numbers.filter {
      ($0.isGigabytes && $0.value >= 8 || $0.isTerabytes && $0.value <= 200) && !$0.isGlued
        && !isRate($0)
    }
    // `4T（2T*2）`: the first is that of all drives, and the second of each.
    let isOfAll = line.products(numbers).contains { pair in
      let (size, pieces) =
        pair.left.gigabytes == nil ? (pair.right, pair.left) : (pair.left, pair.right)
      return pieces.unit.isEmpty && sizes.count == 2 && size.range == sizes[1].range
        && sizes[0].gigabytes == (size.gigabytes ?? 0) * pieces.value
    }
    // The cache of a hard disk and the endurance of an SSD are sizes too; the first is the drive's.
    if let size = isOfAll ? sizes.last : sizes.first, let gigabytes = size.gigabytes {
      setNumber("capacity_gb", size, gigabytes)
      for other in sizes { line.use(other.whole) }
    }
    if sizes.isEmpty, let size = BareNames.driveSize(line) {
      setNumber("capacity_gb", size)
    }
    for number in numbers where number.unit == "rpm" || line.at(number.range.upperBound) == "转" {
      line.use(
        number.range
          .lowerBound..<min(line.count, max(number.whole.upperBound, number.range.upperBound + 1)))
      set("type", "hdd")
    }
    for number in numbers
    where ["m", "mb", "gb/s", "mb/s"].contains(number.unit) && !number.isGlued
      && line.at(number.whole.upperBound) != "."
    {
      line.use(number.whole)
      if line.has("sata", at: number.range.lowerBound - 4) {
        line.use((number.range.lowerBound - 4)..<number.range.lowerBound)
      }
    }
    if let type = driveType() { set("type", .text(type)) }
    useWords([
      "nvme", "m.2-2280", "m.2", "2280", "pcie", "sata3", "sata", "ssd", "hdd", "2.5\"", "3.5\"",
      "x4", "gen4", "gen3", "gen5", "4.0", "3.0", "5.0", "internal", "u.2", "u.3", "e1.s",
    ])
  }

  /// `600GB/s`, `TBW`.
  private func isRate(_ number: NumberSpan) -> Bool {
    number.unit.hasSuffix("/s") || line.has("tbw", at: number.range.upperBound)
  }

  private func driveType() -> String? {
    let text = line.foldedText(0..<line.count) + " " + key
    func has(_ words: String...) -> Bool { words.contains { text.contains($0) } }
    // `Hard Drive: Kingston DC2000B M.2`: people head any drive so.
    let isSlim = ["m.2", "u.2", "u.3", "e1.s"].contains { line.range(ofWord: $0) != nil }
    if has("hdd", "hard drive", "hard disk", "机械", "rpm", "sas "), !isSlim, !has("ssd", "nvme") {
      return "hdd"
    }
    if has("nvme", "pcie", "pci-e") { return "nvme" }
    // Drives with these plugs speak NVMe.
    if ["u.2", "u.3", "e1.s"].contains(where: { line.range(ofWord: $0) != nil }) { return "nvme" }
    // The colours of Western Digital are hard disks where nothing says otherwise.
    if has("红盘", "蓝盘", "紫盘", "黑盘", "金盘"), !has("ssd", "固态", "m.2", "sn") { return "hdd" }
    let isSolid = has("ssd", "solid state", "固态")
    // Hard disks are not sold in these sizes.
    let size = fields.first { $0.key == "capacity_gb" }?.value.numberValue
    let isOfFlash = size.map { [128, 256, 480, 512, 960].contains($0) } ?? false
    if isSolid || isOfFlash, has("sata", "2.5\"", "2.5 inch", "2.5寸", "2.5英寸", "2.5 in") {
      return "sata-ssd"
    }
    return nil
  }

  mutating func useWords(_ words: [String]) {
    for word in words {
      var start = 0
      while let range = line.range(ofWord: word, from: start) {
        line.use(range)
        start = range.upperBound
      }
    }
  }

  private mutating func readSupply() {
    let watts = line.numbers.filter { 100...3500 ~= ($0.watts ?? 0) }
    if let power = watts.first, let value = power.watts {
      setNumber("wattage_w", power, value)
      for other in watts { line.use(other.whole) }
    }
    readGrade()
    readSupplyVersion()
    for (word, size) in [
      ("sfx-l", "SFX-L"), ("sfx", "SFX"), ("tfx", "TFX"), ("flex atx", "Flex ATX"),
      ("flex-atx", "Flex ATX"), ("atx", "ATX"),
    ] {
      guard let range = line.range(ofWord: word) else { continue }
      set("form_factor", .text(size))
      line.use(range)
      break
    }
    useWords(["certified", "fully", "modular", "semi-modular", "semi", "full", "额定", "全模组", "半模组"])
  }

  private mutating func readGrade() {
    let text = line.foldedText(0..<line.count)
    let grades = ["titanium", "platinum", "plat", "gold", "silver", "bronze", "white"]
    let isCybenetics = text.contains("cybenetics") && !text.contains("80")
    for grade in grades {
      guard let range = line.range(ofWord: grade) else { continue }
      if grade == "white" || grade == "silver", !text.contains("80") { continue }
      let full = grade == "plat" ? "platinum" : grade
      let word = grade == "white" ? "80-plus" : "80-plus-\(full)"
      set("efficiency", .text(isCybenetics ? "cybenetics-\(full)" : word))
      line.use(range)
      break
    }
    for word in ["80+", "80 plus", "80plus", "80 +", "80-plus"] {
      guard
        let start = (0..<line.count).first(where: {
          line.has(word, at: $0) && !line.at($0 - 1).isLatinWord
        })
      else { continue }
      // `80PLUS金牌`: the grade stands behind it.
      if !["金", "钛", "银", "铜"].contains(where: text.contains) { set("efficiency", "80-plus") }
      line.use(start..<(start + word.unicodeScalars.count))
    }
  }

  private mutating func readSupplyVersion() {
    for number in line.numbers where !number.isWhole && 2...4 ~= number.value {
      let head = line.foldedText(max(0, number.range.lowerBound - 4)..<number.range.lowerBound)
      guard head.hasSuffix("atx") || head.hasSuffix("atx ") || head.hasSuffix("atx-") else {
        continue
      }
      set("atx_version", .text(line.foldedText(number.range)))
      let start = line.folded[..<number.range.lowerBound].lastIndex(of: "a")
      line.use((start ?? number.range.lowerBound)..<number.range.upperBound)
    }
  }

  /// What holds the cards beside or above the board, on risers.
  static let openFrame = "open frame"
  /// What holds the board alone, with the cards in its slots.
  static let testBench = "test bench"

  private mutating func readChassis() {
    let forms: [(words: [String], form: String)] = [
      (["atx full tower"], "ATX Full Tower"), (["atx mid tower"], "ATX Mid Tower"),
      (["microatx mini tower", "micro atx mini tower"], "Micro ATX Mini Tower"),
      (["microatx mid tower", "micro atx mid tower"], "Micro ATX Mid Tower"),
      (["atx mini tower"], "ATX Mini Tower"),
      (["mini itx tower", "mini-itx tower"], "Mini ITX Tower"),
      (["mini itx desktop"], "Mini ITX Desktop"), (["atx desktop"], "ATX Desktop"),
      (["full tower", "full-tower", "全塔"], "full tower"),
      (["mid tower", "mid-tower", "中塔"], "mid tower"),
      (["mini tower", "mini-tower"], "mini tower"),
      (
        [
          "open frame", "open-frame", "mining frame", "mining rig frame", "open air frame",
          "open-air frame", "gpu frame", "矿架", "开放式机架",
        ], Self.openFrame
      ),
      (["open bench", "test bench", "bench table", "测试台", "开放式"], Self.testBench),
    ]
    for (words, form) in forms {
      for word in words {
        guard let start = (0..<line.count).first(where: { line.has(word, at: $0) }) else {
          continue
        }
        set("form_factor", .text(form))
        line.use(start..<(start + word.unicodeScalars.count))
        return
      }
    }
    for number in line.numbers
    where number.unit == "u" && number.isWhole && 1...8 ~= number.value && !number.isGlued {
      set("form_factor", .text("\(Int(number.value))U rack"))
      line.use(number.whole)
    }
  }

  private mutating func readCooler() {
    let text = line.foldedText(0..<line.count) + " " + key
    let isLiquid = ["aio", "liquid", "water", "水冷", "一体式"].contains { text.contains($0) }
    for number in line.numbers
    where [120, 140, 240, 280, 360, 420].contains(number.value) && number.isWhole {
      let hasUnit = number.unit == "mm" || line.has("水冷", at: number.range.upperBound)
      if isLiquid || hasUnit && number.value >= 240 {
        guard !number.isGlued || number.value >= 240 else { continue }
        set("type", "liquid")
        set("radiator_mm", .quantity(number.value))
        if hasUnit { line.use(number.whole) }
      }
    }
    for number in line.numbers where ["cfm", "dba", "db", "rpm"].contains(number.unit) {
      line.use(number.whole)
    }
    // `玄冰400 4热管`: how many pipes it has.
    for number in line.numbers where number.value <= 8 && !number.isGlued {
      for word in ["热管", "铜管"] where line.has(word, at: line.skipBlanks(number.range.upperBound)) {
        let start = line.skipBlanks(number.range.upperBound)
        line.use(number.range.lowerBound..<(start + 2))
      }
    }
    if isLiquid { set("type", "liquid") }
    if ["air cooler", "风冷", "tower cooler", "heatsink", "单塔", "双塔"].contains(where: {
      text.contains($0)
    }) {
      set("type", "air")
    }
    for number in line.numbers
    where number.unit == "mm" && !has("radiator_mm") && 20...200 ~= number.value {
      if ![92, 120, 140].contains(number.value) { setNumber("height_mm", number) }
    }
    readCoolerSockets()
  }

  private mutating func readCoolerSockets() {
    var sockets: [BuildValue] = []
    for range in line.words {
      for part in line.foldedText(range).split(separator: "-") {
        if let socket = Self.socket(String(part)), !sockets.contains(.text(socket)) {
          sockets.append(.text(socket))
        }
      }
    }
    if !sockets.isEmpty { set("sockets", .list(sockets)) }
  }
}
