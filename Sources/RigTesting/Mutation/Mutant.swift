internal import LuaRuntime

/// One small change of a source that its examples should notice.
public struct Mutant: Sendable, Hashable {
  /// 1-based, as in the source.
  public let line: Int
  /// The column, counted from 1.
  public let column: Int
  /// The text before the change.
  public let original: String
  /// What stands there instead; empty where the word is only taken out.
  public let replacement: String
  /// The whole line, for a reader.
  public let text: String
  /// Bytes of the source.
  let range: Range<Int>

  /// `< -> <=`, as a comment that skips it writes it.
  public var change: String {
    replacement.isEmpty ? "\(original) ->" : "\(original) -> \(replacement)"
  }

  func applied(to source: [UInt8]) -> [UInt8] {
    var changed = source
    // A word that takes the place of a symbol must not grow into its neighbours.
    let isWord = replacement.utf8.first.map { $0 >= 0x61 && $0 <= 0x7A } ?? false
    changed.replaceSubrange(range, with: Array((isWord ? " \(replacement) " : replacement).utf8))
    return changed
  }
}

extension Mutant {
  /// What a source is, which says what of it is code.
  enum FileKind {
    case rule, module, manifest

    fileprivate func holds(_ token: Int, _ outline: LuaOutline) -> Bool {
      self == .module || !(outline.returned?.tokens ?? 0..<0).contains(token)
    }

    /// The code in the returned table.
    fileprivate func fields(of outline: LuaOutline) -> [Range<Int>] {
      switch self {
      case .module: []
      case .rule: ["check", "when"].compactMap { outline.field($0) }
      case .manifest: outline.pluginCode
      }
    }
  }

  private static let comparisons: [String: [String]] = [
    "<": ["<=", ">"], "<=": ["<", ">="], ">": [">=", "<"], ">=": [">", "<="], "==": ["~="],
    "~=": ["=="],
  ]

  /// Every mutant of a source, in the order of the text: comparisons, numbers, `and`, `or`, `not`,
  /// `true` and `false` in its functions, in what stands around them, and in the defaults of
  /// parameters. Texts, needs, examples and the bounds of parameters are not code. Of a plugin's
  /// manifest it is the functions, and what profiles set as parameters: weights are a matter of
  /// taste there as in rules.
  static func all(of outline: LuaOutline, as file: FileKind) -> [Mutant] {
    let defaults = Set(
      outline.fieldNames(of: "params").compactMap { name -> Int? in
        let value = outline.field("params.\(name).default")
        return value?.count == 1 ? value?.lowerBound : nil
      })
    // A helper may write out parameters that are alike. No example can be out of bounds.
    let bounds = outline.tables.filter { table in table.fields.contains { $0.name == "default" } }
      .flatMap(\.fields).filter { $0.name == "min" || $0.name == "max" }.map(\.value)
    let left = bounds + outline.exampleHelpers
    let code = file.fields(of: outline)
    let operators = Dictionary(
      outline.operators.map { ($0.token, $0.isUnary) }, uniquingKeysWith: { first, _ in first })
    return outline.tokens.indices.flatMap { token -> [Mutant] in
      let isCode =
        file.holds(token, outline) || defaults.contains(token)
        || code.contains { $0.contains(token) }
      guard isCode, !left.contains(where: { $0.contains(token) }) else { return [] }
      return replacements(of: token, in: outline, isUnary: operators[token]).map {
        Mutant(token: token, replacement: $0, outline: outline)
      }
    }
  }

  private init(token: Int, replacement: String, outline: LuaOutline) {
    line = outline.line(of: token)
    column = outline.column(of: token)
    original = outline.words[token]
    self.replacement = replacement
    text = outline.text(ofLine: line)
    range = outline.tokens[token].range
  }

  private static func replacements(of token: Int, in outline: LuaOutline, isUnary: Bool?)
    -> [String]
  {
    let word = outline.words[token]
    switch (outline.tokens[token].kind, word) {
    case (.number, _): return numbers(word)
    case (.keyword, "true"): return ["false"]
    case (.keyword, "false"): return ["true"]
    case (.keyword, "and"): return ["or"]
    case (.keyword, "or"): return ["and"]
    case (.keyword, "not"): return [""]
    case (.symbol, _) where isUnary == false: return comparisons[word] ?? []
    default: return []
    }
  }

  /// One more, and twice as much; for 0 and 1, the neighbours.
  private static func numbers(_ word: String) -> [String] {
    let digits = word.lowercased()
    let whole =
      digits.hasPrefix("0x") ? Int64(digits.dropFirst(2), radix: 16) : Int64(digits)
    if let whole {
      switch whole {
      case 0: return ["1"]
      case 1: return ["2", "0"]
      case ..<(1 << 40): return ["\(whole + 1)", "\(whole * 2)"]
      default: return ["0"]
      }
    }
    guard let number = Double(digits), number.isFinite, number < 1e300 else { return ["0"] }
    return ["\(number + 1)", "\(number == 0 ? -1 : number * 2)"]
  }
}
