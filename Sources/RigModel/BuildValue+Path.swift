extension BuildValue {
  /// The value at a path as reports write it (`gpus[0].power_connectors.pcie_8pin`), where there
  /// is one.
  public subscript(path path: String) -> BuildValue? {
    var value = self
    var rest = path.utf8[...]
    while !rest.isEmpty {
      if rest.first == UInt8(ascii: "[") {
        guard let end = rest.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        guard let text = String(rest[rest.index(after: rest.startIndex)..<end]),
          let index = Int(text), let next = value[index]
        else { return nil }
        value = next
        rest = rest[rest.index(after: end)...]
        if rest.first == UInt8(ascii: ".") {
          rest.removeFirst()
          guard !rest.isEmpty else { return nil }
        }
        continue
      }
      let end = rest.firstIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") }
      guard let key = String(rest[..<(end ?? rest.endIndex)]), let next = value[key] else {
        return nil
      }
      value = next
      rest = end.map { rest[$0...] } ?? rest[rest.endIndex...]
      if rest.first == UInt8(ascii: ".") {
        rest.removeFirst()
        guard !rest.isEmpty else { return nil }
      }
    }
    return value
  }
}
