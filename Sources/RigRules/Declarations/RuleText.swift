internal import LuaRuntime

/// The source of a rule, split into what runs and its examples.
struct RuleText {
  let source: [UInt8]
  /// What runs. Its lines have the numbers that they have in the file.
  let code: [UInt8]
  /// Where the examples stand in the source; nil where they are part of `code`.
  private let examples: Range<Int>?

  init(whole source: [UInt8]) {
    self.source = source
    code = source
    examples = nil
  }

  /// Examples are split off where they are data alone, so that the rule is the same without them.
  init(splitting source: [UInt8]) {
    self.source = source
    examples = LuaSource.literalField("examples", in: source)
    code = examples.map { LuaSource.code(of: source, without: $0) } ?? source
  }

  var isSplit: Bool { examples != nil }

  /// A source that returns the examples alone, where they are not part of `code`.
  var exampleSource: [UInt8] {
    guard let examples else { return [] }
    return Array("return { examples = ".utf8) + source[examples] + Array(" }".utf8)
  }
}
