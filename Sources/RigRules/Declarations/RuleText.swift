internal import LuaRuntime

/// The source of a rule, split into what runs and its examples.
struct RuleText {
  let source: [UInt8]
  /// What runs. Its lines have the numbers that they have in the file.
  let code: [UInt8]
  private let examples: Examples

  private enum Examples {
    /// They are part of `code`.
    case within
    /// They are data, which stand here in the source.
    case data(Range<Int>)
    /// They call functions, and are there when the whole source is run.
    case computed
  }

  init(whole source: [UInt8]) {
    self.source = source
    code = source
    examples = .within
  }

  /// Examples are split off where the rule is the same without them.
  init(splitting source: [UInt8]) {
    self.source = source
    if let data = LuaSource.literalField("examples", in: source) {
      examples = .data(data)
      code = LuaSource.code(of: source, without: data)
    } else if let split = ExampleSplit(LuaWords(source)) {
      examples = .computed
      code = LuaSource.code(of: source, without: split.table)
    } else {
      examples = .within
      code = source
    }
  }

  var isSplit: Bool { if case .within = examples { false } else { true } }

  /// Whether `exampleSource` needs the modules of the rule.
  var examplesNeedModules: Bool { if case .computed = examples { true } else { false } }

  /// A source that returns the examples, where they are not part of `code`.
  var exampleSource: [UInt8] {
    switch examples {
    case .within: []
    case .data(let range):
      Array("return { examples = ".utf8) + source[range] + Array(" }".utf8)
    case .computed: source
    }
  }
}
