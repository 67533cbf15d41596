internal import LuaRuntime
internal import RigModel
internal import RigRules

/// The facts that the program computes, as entries of a build that is laid out flat.
///
/// They are under a key that is not a field, so rules that ask for one run on each build.
struct FlatFacts {
  private let facts: ProgramFacts
  private let keys: LuaKeys
  /// The root keys that the facts read.
  private let rootKeys: [(number: Int, name: String)]

  init(_ facts: ProgramFacts, layout: RootKeyLayout, keys: LuaKeys) {
    self.facts = facts
    self.keys = keys
    rootKeys = layout.names.enumerated().filter { facts.read(rootKey: $0.element) }
      .map { ($0.offset, $0.element) }
  }

  /// Appends to the open map of a document the free entries of a build and what the program computes
  /// of it; returns the number of entries. A key that stands for facts is nothing that a build may set.
  func append(_ build: BatchWorker.Numbered, to document: inout FlatBuffer) -> Int {
    let free = build.free
    var count = 1
    if let cells = free.cells {
      let reader = FlatReader(cells: cells, bytes: free.bytes, keys: keys)
      for entry in reader.entries(free.count, at: 0) where reader.name(entry) != ProgramFacts.key {
        document.append(cells + entry.start, count: entry.count, bytes: free.bytes)
        count += 1
      }
    }
    let values = BuildValue.map([.init(key: ProgramFacts.key, value: facts.values(on: read(build)))]
    )
    LuaDocument(values, keys: keys).withFlat { flat in
      document.append(flat.cells + 1, count: flat.cellCount - 1, bytes: flat.bytes)
    }
    return count
  }

  /// What the facts read of a build, in the order of a build's own value.
  private func read(_ build: BatchWorker.Numbered) -> BuildValue {
    .map(
      rootKeys.compactMap { rootKey in
        let flat = build.flats[Int(build.numbers[rootKey.number])]
        guard build.numbers[rootKey.number] != 0, let cells = flat.cells else { return nil }
        return FlatReader(cells: cells, bytes: flat.bytes, keys: keys).value(at: 0)
          .map { BuildValue.Field(key: rootKey.name, value: $0) }
      })
  }
}

/// Reads values of a build back from their flat form.
struct FlatReader {
  let cells: UnsafePointer<FlatCell>
  let bytes: UnsafePointer<UInt8>?
  let keys: LuaKeys

  /// An entry of a map: its first cell, which may hold the key alone, its value, and how many cells
  /// it has.
  struct Entry {
    let start: Int
    let value: Int
    let count: Int
  }

  /// So many entries of a map, the first of which starts at a cell.
  func entries(_ count: Int, at first: Int) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(count)
    var start = first
    for _ in 0..<count {
      let value = cells[start].kind == FlatCell.Kind.key.rawValue ? start + 1 : start
      let end = value + cells[value].extent
      entries.append(Entry(start: start, value: value, count: end - start))
      start = end
    }
    return entries
  }

  /// The key of an entry.
  func name(_ entry: Entry) -> String {
    entry.start == entry.value
      ? keys.names[Int(cells[entry.value].key)] : text(cells[entry.start])
  }

  /// The value at a cell; nil for what no build holds.
  func value(at index: Int) -> BuildValue? {
    let cell = cells[index]
    guard let kind = FlatCell.Kind(rawValue: cell.kind) else { return nil }
    switch kind {
    case .no: return .boolean(false)
    case .yes: return .boolean(true)
    case .integer: return .integer(Int64(bitPattern: cell.bits))
    case .number: return .number(Double(bitPattern: cell.bits))
    case .text: return .text(text(cell))
    case .list:
      // Elements of a list have no keys.
      return .list(entries(Int(cell.count), at: index + 1).compactMap { value(at: $0.value) })
    case .map:
      return .map(
        entries(Int(cell.count), at: index + 1).compactMap { entry in
          value(at: entry.value).map { BuildValue.Field(key: name(entry), value: $0) }
        })
    case .none, .key: return nil
    }
  }

  private func text(_ cell: FlatCell) -> String {
    String(
      decoding: UnsafeBufferPointer(
        start: bytes.map { $0 + Int(cell.bits) }, count: bytes == nil ? 0 : Int(cell.size)),
      as: UTF8.self)
  }
}
