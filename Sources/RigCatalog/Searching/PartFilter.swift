import RigModel

/// A condition on a field of a part: `vram_gb>=11`, `cooling=blower`, `sockets=AM5`.
public struct PartFilter: Sendable, Hashable {
  /// How a value is compared.
  public enum Comparison: String, Sendable, CaseIterable {
    // The longer ones first, because `>` begins `>=`.
    case atLeast = ">="
    case atMost = "<="
    case different = "!="
    case more = ">"
    case less = "<"
    case equal = "="
  }

  /// The field.
  public let key: String
  /// How the value is compared.
  public let comparison: Comparison
  /// The value to compare with.
  public let value: String

  /// Makes one of its parts.
  public init(key: String, _ comparison: Comparison, _ value: String) {
    self.key = key
    self.comparison = comparison
    self.value = value
  }

  /// Reads `vram_gb>=11`; nil where there is no comparison in it.
  public init?(parsing text: String) {
    let signs = Comparison.allCases.compactMap { sign in
      text.firstRange(of: sign.rawValue).map { (sign, $0) }
    }
    // The leftmost sign counts, and of `>` and `>=` at one place the longer.
    guard
      let (sign, range) = signs.min(by: {
        ($0.1.lowerBound, -$0.0.rawValue.count) < ($1.1.lowerBound, -$1.0.rawValue.count)
      })
    else { return nil }
    let key = text[..<range.lowerBound].filter { $0 != " " }.lowercased()
    let value = String(text[range.upperBound...]).trimmed
    guard !key.isEmpty, !value.isEmpty else { return nil }
    self.init(key: key.map { $0 == "-" ? "_" : "\($0)" }.joined(), sign, value)
  }

  /// Whether a part meets the condition; one whose field is unknown does not.
  public func matches(_ part: Part) -> Bool {
    guard let field = part[key]?.value.value else { return false }
    return matches(field)
  }

  func matches(_ field: BuildValue) -> Bool {
    if let items = field.listValue {
      let isIn = items.contains { Self.isSame($0.textValue ?? "", value) }
      return comparison == .equal ? isIn : comparison == .different ? !isIn : false
    }
    if let number = field.numberValue, let wanted = Double(value) {
      switch comparison {
      case .atLeast: return number >= wanted
      case .atMost: return number <= wanted
      case .more: return number > wanted
      case .less: return number < wanted
      case .equal: return number == wanted
      case .different: return number != wanted
      }
    }
    let text = field.textValue ?? field.booleanValue.map { $0 ? "true" : "false" } ?? ""
    if let order = Self.versions(text, value) {
      switch comparison {
      case .atLeast: return order >= 0
      case .atMost: return order <= 0
      case .more: return order > 0
      case .less: return order < 0
      case .equal: return order == 0
      case .different: return order != 0
      }
    }
    switch comparison {
    case .equal: return Self.isSame(text, value)
    case .different: return !Self.isSame(text, value)
    default: return false
    }
  }

  private static func isSame(_ one: String, _ other: String) -> Bool {
    Atoms.key(Atoms.of(one)) == Atoms.key(Atoms.of(other))
  }

  /// Compares versions such as 8.9 and 12.0 by their parts; nil for other texts.
  private static func versions(_ one: String, _ other: String) -> Int? {
    let parts = [one, other].map { $0.split(separator: ".").map { Int($0) } }
    guard parts.allSatisfy({ !$0.isEmpty && !$0.contains(nil) }) else { return nil }
    let numbers = parts.map { $0.compactMap { $0 } }
    for index in 0..<max(numbers[0].count, numbers[1].count) {
      let left = index < numbers[0].count ? numbers[0][index] : 0
      let right = index < numbers[1].count ? numbers[1][index] : 0
      if left != right { return left < right ? -1 : 1 }
    }
    return 0
  }
}

extension String {
  /// Without blanks at both ends.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
