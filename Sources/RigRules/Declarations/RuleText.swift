internal import LuaRuntime

/// The source of a rule, split into what runs and its examples.
struct RuleText {
  /// What runs. Its lines have the numbers that they have in the file.
  let code: [UInt8]
  /// A source that returns the examples alone; nil where they are part of `code`.
  let examples: [UInt8]?

  init(whole source: [UInt8]) {
    self.init(code: source, examples: nil)
  }

  /// Examples are split off where they are data alone, so that the rule is the same without them.
  init(splitting source: [UInt8]) {
    guard let range = LuaSource.literalField("examples", in: source) else {
      self.init(whole: source)
      return
    }
    let before = source[..<range.lowerBound]
    let after = source[range.upperBound...]
    self.init(
      code: before + Self.emptyTable(asLongAs: source[range]) + after,
      examples: Array("return { examples = ".utf8) + source[range] + Array(" }".utf8))
  }

  private init(code: [UInt8], examples: [UInt8]?) {
    self.code = code
    self.examples = examples
  }

  /// `{}` with the line ends of a table.
  private static func emptyTable(asLongAs table: ArraySlice<UInt8>) -> [UInt8] {
    let newline = UInt8(ascii: "\n")
    let carriageReturn = UInt8(ascii: "\r")
    var text = [UInt8(ascii: "{")]
    var isInLineEnd = false
    for byte in table {
      let isLineEnd = byte == newline || byte == carriageReturn
      if isLineEnd {
        // A blank keeps LF and CR apart that are two line ends.
        if !isInLineEnd { text.append(UInt8(ascii: " ")) }
        text.append(byte)
      }
      isInLineEnd = isLineEnd
    }
    return text + [UInt8(ascii: "}")]
  }
}
