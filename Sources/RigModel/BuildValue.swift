/// A plain value of a build: what YAML, JSON and Lua have in common.
///
/// A map is an ordered array, because a build is small and is walked far more often than searched.
/// There is no null: a key that is absent says that the value is unknown.
public enum BuildValue: Sendable, Hashable {
  case boolean(Bool)
  case integer(Int64)
  /// A finite number that is not whole; whole numbers of a build are always `integer`.
  case number(Double)
  case text(String)
  case list([BuildValue])
  case map([Field])

  /// One key of a map with its value.
  public struct Field: Sendable, Hashable {
    /// The key in a map.
    public let key: String
    /// The value.
    public let value: BuildValue

    /// Makes one from its parts.
    public init(key: String, value: BuildValue) {
      self.key = key
      self.value = value
    }
  }

  /// A number in the one form that builds use: 16.0 and 16 are both `integer(16)`.
  public static func quantity(_ number: Double) -> BuildValue {
    if let whole = Int64(exactly: number), number.magnitude < 0x1p53 { return .integer(whole) }
    return .number(number)
  }

  /// The value of a key, where this is a map that has it.
  public subscript(key: String) -> BuildValue? {
    guard case .map(let fields) = self else { return nil }
    return fields.first { $0.key == key }?.value
  }

  /// The element at an index counted from 0, where this is a list that has it.
  public subscript(index: Int) -> BuildValue? {
    guard case .list(let items) = self, items.indices.contains(index) else { return nil }
    return items[index]
  }
}

extension BuildValue {
  /// The number, where this is one.
  public var numberValue: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  /// The whole number, where this is one.
  public var integerValue: Int64? {
    guard case .integer(let number) = self else { return nil }
    return number
  }

  /// The text, where this is one.
  public var textValue: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  /// The truth value, where this is one.
  public var booleanValue: Bool? {
    guard case .boolean(let flag) = self else { return nil }
    return flag
  }

  /// The elements, where this is a list.
  public var listValue: [BuildValue]? {
    guard case .list(let items) = self else { return nil }
    return items
  }

  /// The fields, where this is a map.
  public var mapValue: [Field]? {
    guard case .map(let fields) = self else { return nil }
    return fields
  }
}

extension BuildValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .quantity(value) }
  public init(stringLiteral value: String) { self = .text(value) }
  public init(arrayLiteral elements: BuildValue...) { self = .list(elements) }
  public init(dictionaryLiteral elements: (String, BuildValue)...) {
    self = .map(elements.map { Field(key: $0.0, value: $0.1) })
  }
}
