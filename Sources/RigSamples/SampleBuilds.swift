/// Builds for benchmarks and tests: any number of them, the same for the same seed everywhere.
public struct SampleBuilds: Sendable {
  /// Where parts come from.
  public enum Kind: String, Sendable, CaseIterable {
    /// A few dozen parts of each kind, as in a shop.
    case pools
    /// No part twice: its name, its price and every quantity that is measured are its own.
    case unique
    /// As `pools`, with four equal graphics cards in each build.
    case equalCards = "equal-cards"
    /// As `pools`, with four different graphics cards in each build.
    case mixedCards = "mixed-cards"
    /// Ten parts of each kind.
    case tenParts = "ten-parts"
    /// A hundred parts of each kind.
    case hundredParts = "hundred-parts"

    /// How many parts of each kind there are; nil for as many as are listed.
    var partsOfEachKind: Int? {
      switch self {
      case .tenParts: 10
      case .hundredParts: 100
      case .pools, .unique, .equalCards, .mixedCards: nil
      }
    }
  }

  private let kind: Kind
  private let seed: UInt64

  /// Makes one from its parts.
  public init(_ kind: Kind = .pools, seed: UInt64 = 1) {
    self.kind = kind
    self.seed = seed
  }

  /// The build of a number as one line of JSON, without a line end.
  public func line(_ number: Int) -> [UInt8] {
    var line = SampleLine(
      kind: kind, number: number,
      draw: SampleDraw(seed: seed &+ UInt64(number) &* 0x9e37_79b9_7f4a_7c15))
    line.write()
    return line.bytes
  }

  /// Lines one behind the other, each with its line end.
  public func lines(_ numbers: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * 1536)
    for number in numbers {
      bytes += line(number)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}

private struct SampleLine {
  let kind: SampleBuilds.Kind
  let number: Int
  var draw: SampleDraw
  var bytes: [UInt8] = []

  mutating func write() {
    add("{\"rigrules\":1,\"id\":\"build-\(number)\",\"name\":\"Build \(number)\"")
    purpose()
    object("cpu", SamplePools.cpus)
    if draw.next(below: 4) > 0 { object("cpu_cooler", SamplePools.coolers) }
    object("motherboard", SamplePools.motherboards)
    list("memory", SamplePools.memory, most: 2)
    cards()
    list("storage", SamplePools.drives, most: 3)
    list("psus", SamplePools.psus, most: 1)
    if draw.next(below: 20) > 0 { object("chassis", SamplePools.chassis) }
    if draw.next(below: 3) > 0 { object("software", SamplePools.software) }
    add("}")
  }

  private mutating func add(_ text: String) { bytes += text.utf8 }

  private mutating func purpose() {
    let uses = [
      "research-sota", "research-architecture", "research-other", "kaggle", "startup",
      "company-prototype", "company-training",
    ]
    add(",\"use_case\":\"\(uses[draw.next(below: uses.count)])\"")
    let strategy = draw.next(below: 3)
    if strategy > 0 {
      add(",\"preprocessing\":\"\(strategy == 1 ? "during" : "before")-training\"")
    }
    let precision = draw.next(below: 3)
    if precision > 0 { add(",\"precision\":\(precision * 16)") }
    add(",\"monitors\":\(1 + draw.next(below: 3))")
  }

  private mutating func object(_ key: String, _ pool: [SamplePart]) {
    add(",\"\(key)\":{")
    part(pool)
    add("}")
  }

  private mutating func list(_ key: String, _ pool: [SamplePart], most: Int) {
    add(",\"\(key)\":[")
    for index in 0...draw.next(below: most) {
      add(index == 0 ? "{" : ",{")
      part(pool)
      add("}")
    }
    add("]")
  }

  private mutating func cards() {
    if kind == .mixedCards { return differentCards(4) }
    let count = kind == .equalCards ? 4 : [1, 1, 1, 1, 2, 2, 3, 4][draw.next(below: 8)]
    add(",\"gpus\":[{")
    part(SamplePools.gpus)
    add(count > 1 ? ",\"count\":\(count)}]" : "}]")
  }

  private mutating func differentCards(_ count: Int) {
    var drawn: [Int] = []
    add(",\"gpus\":[")
    while drawn.count < count {
      let number = draw.next(below: SamplePools.gpus.count)
      if drawn.contains(number) { continue }
      add(drawn.isEmpty ? "{" : ",{")
      drawn.append(number)
      write(SamplePools.gpus[number], variant: nil)
      add("}")
    }
    add("]")
  }

  /// One part out of a pool, as it is or made into one of its own.
  private mutating func part(_ pool: [SamplePart]) {
    guard let count = kind.partsOfEachKind else {
      let part = pool[draw.next(below: pool.count)]
      return write(part, variant: kind == .unique ? number : nil)
    }
    let drawn = draw.next(below: count)
    write(pool[drawn % pool.count], variant: drawn < pool.count ? nil : drawn)
  }

  /// A part as it is listed, or one that differs from it in its name and all that is measured.
  private mutating func write(_ part: SamplePart, variant: Int?) {
    for piece in part.pieces {
      switch piece {
      case .literal(let text): bytes += text
      case .name: if let variant { add("No. \(variant) ") }
      case .measured(let isWhole):
        guard let variant else { continue }
        // 250 becomes 250.001234, and 3.5 becomes 3.5001234.
        let digits = kind == .unique ? draw.next(below: 900_000) : variant
        add((isWhole ? ".00" : "00") + "\(digits + 100_000)")
      }
    }
    if let variant, !part.hasName { add(",\"x_serial\":\(variant)") }
  }
}

/// A part with the places where one of its own would differ.
struct SamplePart: Sendable {
  enum Piece: Sendable {
    case literal([UInt8])
    /// Where its name begins.
    case name
    /// Behind a quantity that is measured, and so is hardly ever the same twice.
    case measured(isWhole: Bool)
  }
  let pieces: [Piece]
  let hasName: Bool

  private static let measured: Set<String> = [
    "tdp_w", "length_mm", "height_mm", "base_clock_ghz", "boost_clock_ghz", "wattage_w", "price",
    "max_gpu_length_mm", "max_cooler_height_mm", "capacity_gb",
  ]

  init(_ text: String) {
    var pieces: [Piece] = []
    var literal: [UInt8] = []
    func close() {
      if !literal.isEmpty { pieces.append(.literal(literal)) }
      literal = []
    }
    // A kit's capacity follows from its modules, so it is left as it is.
    let isKit = text.utf8.count > 0 && text.contains("DDR")
    var key = ""
    for field in Self.fields(of: text) {
      key = field.key
      if !literal.isEmpty || !pieces.isEmpty { literal.append(UInt8(ascii: ",")) }
      literal += "\"\(key)\":".utf8
      if key == "name" {
        literal.append(UInt8(ascii: "\""))
        close()
        pieces.append(.name)
        literal += field.value.utf8.dropFirst()
      } else {
        literal += field.value.utf8
        if Self.measured.contains(key) && !(isKit && key == "capacity_gb") {
          close()
          pieces.append(.measured(isWhole: !field.value.contains(".")))
        }
      }
    }
    close()
    self.pieces = pieces
    hasName = text.contains("\"name\":")
  }

  /// The fields of an object's inside; commas within lists, maps and texts belong to their values.
  private static func fields(of text: String) -> [(key: String, value: String)] {
    var fields: [(String, String)] = []
    var depth = 0
    var isText = false
    var current = ""
    for character in text + "," {
      if character == "\"" { isText.toggle() }
      if "[{".contains(character) { depth += 1 }
      if "]}".contains(character) { depth -= 1 }
      if character == "," && depth == 0 && !isText {
        let parts = current.split(separator: ":", maxSplits: 1)
        fields.append((String(parts[0].dropFirst().dropLast()), String(parts[1])))
        current = ""
      } else {
        current.append(character)
      }
    }
    return fields
  }
}

enum SamplePools {
  static let cpus = SampleParts.cpus.map(SamplePart.init)
  static let gpus = SampleParts.gpus.map(SamplePart.init)
  static let motherboards = SampleParts.motherboards.map(SamplePart.init)
  static let memory = SampleParts.memory.map(SamplePart.init)
  static let drives = SampleParts.drives.map(SamplePart.init)
  static let psus = SampleParts.psus.map(SamplePart.init)
  static let chassis = SampleParts.chassis.map(SamplePart.init)
  static let coolers = SampleParts.coolers.map(SamplePart.init)
  static let software = SampleParts.software.map(SamplePart.init)
}

/// Numbers that look random and are the same everywhere (SplitMix64).
struct SampleDraw {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word &>> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word &>> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word &>> 31)
  }

  mutating func next(below limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
