/// Which limit of a build a value is over.
enum Excess {
  case size, depth

  func diagnostic(file: String?) -> Diagnostic {
    switch self {
    case .size: SourceLimits.expandsTooFar("build", file: file, at: nil)
    case .depth: SourceLimits.tooDeep("build", file: file, at: nil)
    }
  }
}

extension BuildValue {
  /// The limit that the value is over, if any.
  ///
  /// Counting stops at the limit, so that a value repeated by counts is never walked to its end,
  /// and at the depth, so that no value from a program can use up the stack.
  var excess: Excess? {
    var budget = Budget(values: SourceLimits.values, textBytes: SourceLimits.textBytes)
    return budget.excess(of: self, levels: SourceLimits.depth)
  }

  private struct Budget {
    var values: Int
    var textBytes: Int

    mutating func excess(of value: BuildValue, levels: Int) -> Excess? {
      values -= 1
      switch value {
      case .boolean, .integer, .number: break
      case .text(let text): textBytes -= text.utf8.count
      case .list(let items):
        guard levels > 0 else { return .depth }
        for item in items {
          if let excess = excess(of: item, levels: levels - 1) { return excess }
        }
      case .map(let fields):
        guard levels > 0 else { return .depth }
        for field in fields {
          textBytes -= field.key.utf8.count
          if let excess = excess(of: field.value, levels: levels - 1) { return excess }
        }
      }
      return values < 0 || textBytes < 0 ? .size : nil
    }
  }
}
