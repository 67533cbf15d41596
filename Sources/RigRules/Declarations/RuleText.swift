internal import LuaRuntime

/// The source of a rule, split into what runs and its examples.
struct RuleText {
  let source: [UInt8]
  /// What runs. Its lines have the numbers that they have in the file.
  let code: [UInt8]
  private let examples: ExampleRange

  init(whole source: [UInt8]) {
    self.source = source
    code = source
    examples = .within
  }

  /// Examples are split off where the rule is the same without them. Where that is `known`, it is not
  /// looked for.
  init(splitting source: [UInt8], known: ExampleRange? = nil) {
    self.source = source
    examples = known.flatMap { $0.isPossible(in: source) ? $0 : nil } ?? ExampleRange(in: source)
    code = examples.table.map { LuaSource.code(of: source, without: $0) } ?? source
  }

  var isSplit: Bool { examples != .within }

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

extension ExampleRange {
  /// Looks for the examples of a source.
  init(in source: [UInt8]) {
    if let data = LuaSource.literalField("examples", in: source) {
      self = .data(data)
    } else if let split = ExampleSplit(LuaWords(source)) {
      self = .computed(split.table)
    } else {
      self = .within
    }
  }

  /// Whether there is a table in its place.
  fileprivate func isPossible(in source: [UInt8]) -> Bool {
    guard let table else { return true }
    return table.upperBound <= source.count && source[table.lowerBound] == UInt8(ascii: "{")
      && source[table.upperBound - 1] == UInt8(ascii: "}")
  }
}
