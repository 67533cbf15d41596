/// The keys of one mapping so far: scanned while few, hashed when many.
struct KeySet {
  private var few: [(key: String, position: SourcePosition)] = []
  private var many: [String: SourcePosition] = [:]

  /// Adds a key; returns where it stands already.
  mutating func insert(_ key: String, at position: SourcePosition) -> SourcePosition? {
    if many.isEmpty {
      if let entry = few.first(where: { $0.key == key }) { return entry.position }
      few.append((key, position))
      if few.count > 24 {
        many = Dictionary(
          few.map { ($0.key, $0.position) }, uniquingKeysWith: { first, _ in first })
      }
      return nil
    }
    if let first = many[key] { return first }
    many[key] = position
    return nil
  }
}

extension Diagnostic {
  static func duplicate(
    _ key: String, _ position: SourcePosition, first: SourcePosition, file: String?,
    domain: String
  ) -> Diagnostic {
    Diagnostic(
      code: "\(domain)/duplicate-key", file: file, line: position.line, column: position.column,
      message: "the key \(Quoted.key(key)) stands twice in one mapping; first on line \(first.line)"
    )
  }
}
