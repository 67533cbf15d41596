package import LuaRuntime
package import RigBatch
internal import RigMemo
package import RigModel
internal import RigRules

/// The fast decoder for lines compared with the decoder of `RigModel`: it may be unsure, but it may
/// never read another value.
package struct DecoderAgreement {
  package enum Opinion: Hashable {
    case same, unsure
    /// Its values have no room, even after all others were forgotten.
    case full
    case different(String)
  }

  private let scanner: LineScanner
  private let keys: LuaKeys
  private let names: [String]
  private let padding: UInt8

  /// nil if memory is short. `padding`: the byte that stands behind each line.
  package init?(
    _ schema: ScanSchema, keys: LuaKeys, budget: Int, remembers: Bool = true, padding: UInt8 = 0
  ) {
    guard let scanner = LineScanner(schema, budget: budget, remembers: remembers) else {
      return nil
    }
    self.scanner = scanner
    self.keys = keys
    names = FieldRegistry.version1.root.fields.map(\.key)
    self.padding = padding
  }

  /// What the fast decoder says of a line, in memory of exactly its size and its padding.
  ///
  /// `careful` is asked for only if the fast decoder reads the line.
  package func opinion(of line: [UInt8], _ careful: @autoclosure () -> CarefulReading) -> Opinion {
    let count = line.count + LineScanner.linePadding
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
    defer { memory.deallocate() }
    memory.initialize(repeating: padding, count: count)
    for (index, byte) in line.enumerated() { memory[index] = byte }
    var result = scanner.scan(memory, count: line.count)
    if result == .full {
      scanner.forget()
      result = scanner.scan(memory, count: line.count)
    }
    switch result {
    case .full: return .full
    case .unsure: return .unsure
    case .build: return compare(careful())
    }
  }

  private func compare(_ careful: CarefulReading) -> Opinion {
    guard let build = careful.build, let document = careful.document else {
      return .different("the careful decoder refuses it: \(careful.refusal)")
    }
    if scanner.price != build.totalPrice { return .different("another price") }
    return document.withFlat { flat in
      if let why = difference(from: flat) { return .different(why) }
      return .same
    }
  }

  /// Walks the entries of the root and looks each up in what the scanner read.
  private func difference(from flat: FlatDocument) -> String? {
    var given: Set<Int> = []
    var free = 0
    var at = 1
    for _ in 0..<flat.cells[0].count {
      let isKey = flat.cells[at].kind == FlatCell.Kind.key.rawValue
      let value = at + (isKey ? 1 : 0)
      let key = isKey ? text(flat.bytes, flat.cells[at]) : name(flat.cells[at].key)
      if let part = isKey ? nil : names.firstIndex(of: key) {
        given.insert(part)
        let mine = scanner.values[Int(scanner.numbers[part])]
        guard scanner.numbers[part] != 0, let cells = mine.cells else { return "no \(key)" }
        if let why = difference(cells, mine.bytes, flat, value) { return "\(key): \(why)" }
      } else {
        free += 1
        guard let cells = freeValue(key) else { return "no \(key)" }
        if let why = difference(cells, scanner.free.bytes, flat, value) { return "\(key): \(why)" }
      }
      at = value + flat.cells[value].extent
    }
    for part in names.indices where scanner.numbers[part] != 0 && !given.contains(part) {
      return "\(names[part]) is too much"
    }
    return free == scanner.free.count ? nil : "other free keys"
  }

  private func name(_ key: UInt32) -> String { keys.names[Int(key)] }

  private func text(_ bytes: UnsafePointer<UInt8>, _ cell: FlatCell) -> String {
    String(
      decoding: UnsafeBufferPointer(start: bytes + Int(cell.bits), count: Int(cell.size)),
      as: UTF8.self)
  }

  /// The value of one of the root's own keys, as the fast decoder read it.
  private func freeValue(_ key: String) -> UnsafePointer<FlatCell>? {
    guard var at = scanner.free.cells, let bytes = scanner.free.bytes else { return nil }
    for _ in 0..<scanner.free.count {
      let isKey = at[0].kind == FlatCell.Kind.key.rawValue
      let found = isKey ? text(bytes, at[0]) : name(at[0].key)
      if isKey { at += 1 }
      if found == key { return at }
      at += at[0].extent
    }
    return nil
  }

  private func difference(
    _ cells: UnsafePointer<FlatCell>, _ bytes: UnsafePointer<UInt8>?, _ flat: FlatDocument,
    _ start: Int
  ) -> String? {
    guard cells[0].extent == flat.cells[start].extent else { return "other cells" }
    for index in 0..<cells[0].extent {
      let (mine, theirs) = (cells[index], flat.cells[start + index])
      guard mine.kind == theirs.kind, mine.key == theirs.key, mine.size == theirs.size,
        mine.count == theirs.count
      else { return "cell \(index) is \(mine), not \(theirs)" }
      if mine.hasText {
        guard let bytes, text(bytes, mine) == text(flat.bytes, theirs) else {
          return "cell \(index) holds another text"
        }
      } else if mine.bits != theirs.bits {
        return "cell \(index) holds another number"
      }
    }
    return nil
  }
}

/// A line as the decoder of `RigModel` reads it.
package struct CarefulReading {
  package let build: Build?
  package let document: LuaDocument?
  /// Why it is not a build.
  package let refusal: String

  package init(_ line: [UInt8], keys: LuaKeys) {
    do throws(InvalidBuild) {
      let build = try Build(parsing: line, as: .json, file: "line")
      self.build = build
      document = LuaDocument(build.value, keys: keys)
      refusal = ""
    } catch {
      build = nil
      document = nil
      refusal = error.description
    }
  }
}
