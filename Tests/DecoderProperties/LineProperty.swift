internal import LuaRuntime
internal import RigBatch
internal import RigModel

/// What must be true of the fast decoder for all bytes: each line is read to the values that the
/// decoder of `RigModel` reads, or left to it; and whether a line is read depends on nothing but
/// its own bytes, not on what was read before or what stands behind it.
struct LineProperty {
  private static let keys: LuaKeys = {
    var seen: Set<String> = []
    let names = FieldRegistry.version1.components.flatMap { $0.fields.map(\.key) }
    return LuaKeys(names.filter { seen.insert($0).inserted })
  }()
  private static let schema = ScanSchema(keyNames: keys.names)

  /// Has room for all but a line of thousands of values.
  private let large: DecoderAgreement
  /// Is full and forgets after a few lines.
  private let small: DecoderAgreement
  /// Reads each line for itself, with digits behind it.
  private let forgetful: DecoderAgreement
  private let finder = IDFinder()

  init?() {
    guard let schema = Self.schema,
      let large = DecoderAgreement(schema, keys: Self.keys, budget: 1 << 18),
      let small = DecoderAgreement(schema, keys: Self.keys, budget: 4 << 10),
      let forgetful = DecoderAgreement(
        schema, keys: Self.keys, budget: 1 << 18, remembers: false, padding: 0x31)
    else { return nil }
    self.large = large
    self.small = small
    self.forgetful = forgetful
  }

  func fault(of bytes: [UInt8]) -> String? {
    for line in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
      if let fault = fault(ofLine: Array(line)) {
        return "\(fault): \(String(decoding: line, as: UTF8.self))"
      }
    }
    return nil
  }

  private func fault(ofLine line: [UInt8]) -> String? {
    // The general decoder is the slowest of all, and most lines of a fuzzer are not builds.
    var known: CarefulReading?
    func careful() -> CarefulReading {
      if let known { return known }
      let reading = CarefulReading(line, keys: Self.keys)
      known = reading
      return reading
    }
    let first = large.opinion(of: line, careful())
    if case .different(let why) = first { return why }
    if first == .full { return faultOfID(line, careful) }
    for (name, other) in [("again", large), ("in little room", small), ("alone", forgetful)] {
      let opinion = other.opinion(of: line, careful())
      if opinion != first && opinion != .full { return "\(name) it is \(opinion), not \(first)" }
    }
    return faultOfID(line, careful)
  }

  private func faultOfID(_ line: [UInt8], _ careful: () -> CarefulReading) -> String? {
    let padded = line + [UInt8](repeating: 0x31, count: LineScanner.linePadding)
    let found = padded.withUnsafeBufferPointer {
      finder.id(of: $0.baseAddress!, line.count)
    }
    // A key of a build that is an id holds these letters, or escapes in their place.
    let mayHaveID = found != nil || line.contains(UInt8(ascii: "\\")) || line.contains(Self.id)
    guard mayHaveID, let build = careful().build, found != build.id else { return nil }
    return "the id is \(found ?? "none"), not \(build.id ?? "none")"
  }

  private static let id = Array("\"id\"".utf8)
}
