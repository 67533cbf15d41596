extension Diagnostic {
  /// As an error is told on a terminal: one line, then the line of the source with a mark below.
  public var lines: [String] { [description] + (excerpt?.lines ?? []) }

  /// The same with the line it is about; where a character only looks like a sign, that is said.
  package func explained(in bytes: [UInt8]) -> Diagnostic {
    var copy = LookAlikeSearch(diagnostic: self, bytes: bytes)?.diagnostic ?? self
    if let line = copy.line, copy.excerpt == nil {
      copy.excerpt = SourceExcerpt(line: line, column: copy.column, in: bytes)
    }
    return copy
  }
}

/// Looks for a character that is the reason of a mistake because it looks like a sign and is none.
private struct LookAlikeSearch {
  let diagnostic: Diagnostic

  init?(diagnostic old: Diagnostic, bytes: [UInt8]) {
    guard let line = old.line, let column = old.column else { return nil }
    let kind = old.code.split(separator: "/").last.map(String.init) ?? ""
    let isJSON = old.message.contains("JSON")
    let hit: Hit?
    switch kind {
    case "syntax" where isJSON: hit = Self.hit(line, column, bytes, onlyThere: true)
    case "syntax":
      // The parser may only notice a line or two further down.
      hit = (0..<3).lazy.compactMap { Self.hit(line - $0, 1, bytes) }.first
    case "not-a-build", "wrong-type", "unknown-key", "unknown-value":
      hit = Self.hit(line, column, bytes, isScalar: true)
    default: hit = nil
    }
    guard let hit else { return nil }
    let owner = old.path.map { "\(Quoted.place($0)): " } ?? ""
    var made = Diagnostic(
      code: old.code, severity: old.severity, file: old.file, line: hit.line, column: hit.column,
      path: old.path,
      message: "\(owner)\(LookAlike.described(hit.scalar)) is not a sign of "
        + (isJSON ? "JSON" : "YAML"), hint: LookAlike.remedy(for: hit.scalar))
    made.excerpt = SourceExcerpt(line: hit.line, column: hit.column, in: bytes)
    made.isLookAlike = true
    diagnostic = made
  }

  private struct Hit {
    let scalar: Unicode.Scalar
    let line: Int
    let column: Int
  }

  /// The first look-alike of a line outside of quotes and comments; `isScalar`: up to the end of
  /// the value or key that begins at the column.
  private static func hit(
    _ line: Int, _ column: Int, _ bytes: [UInt8], onlyThere: Bool = false, isScalar: Bool = false
  ) -> Hit? {
    guard let text = SourceExcerpt(line: line, in: bytes)?.text else { return nil }
    var quote: Unicode.Scalar?
    var before: Unicode.Scalar = " "
    for (index, scalar) in text.unicodeScalars.enumerated() {
      defer { before = scalar }
      if let open = quote {
        if scalar == open { quote = nil }
        continue
      }
      if (scalar == "\"" || scalar == "'") && !(isLetter(before)) { quote = scalar }
      if scalar == "#" && (before == " " || index == 0) { return nil }
      guard index + 1 >= column else { continue }
      if isScalar, index + 1 > column, ends(scalar, after: before) { return nil }
      if isCandidate(scalar) { return Hit(scalar: scalar, line: line, column: index + 1) }
      if onlyThere { return nil }
    }
    return nil
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }

  private static func ends(_ scalar: Unicode.Scalar, after before: Unicode.Scalar) -> Bool {
    [",", "]", "}"].contains(scalar) || before == ":" && scalar == " "
  }

  /// Signs that a text has no other use for; brackets and stops are punctuation of Chinese texts.
  private static func isCandidate(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x80, let sign = LookAlike.sign(for: scalar) else { return false }
    return [" ", "", "\"", "'", ":", ",", "-", "[", "]", "{", "}"].contains(sign)
  }
}
