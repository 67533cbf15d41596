// A value is coded as what it is, so that an encoder for JSON writes the JSON that a program expects. Values that
// come from a decoder have no order of keys: keys are sorted, which a build sets right again.

extension BuildValue: Codable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Reads a truth value, a number, a text, a list or a map; anything else is a decoding error.
  public init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Key.self) {
      self = .map(
        try container.allKeys.sorted { $0.stringValue < $1.stringValue }.map { key in
          Field(key: key.stringValue, value: try container.decode(BuildValue.self, forKey: key))
        })
    } else if var container = try? decoder.unkeyedContainer() {
      var items: [BuildValue] = []
      while !container.isAtEnd { items.append(try container.decode(BuildValue.self)) }
      self = .list(items)
    } else {
      self = try Self.scalar(in: try decoder.singleValueContainer())
    }
  }

  private static func scalar(in container: any SingleValueDecodingContainer) throws -> BuildValue {
    if let flag = try? container.decode(Bool.self) { return .boolean(flag) }
    if let number = try? container.decode(Int64.self) { return .integer(number) }
    if let number = try? container.decode(Double.self), number.isFinite {
      return .quantity(number)
    }
    if let text = try? container.decode(String.self) { return .text(text) }
    throw DecodingError.dataCorruptedError(
      in: container,
      debugDescription: "must be a truth value, a finite number, a text, a list or a map")
  }

  /// Writes the value as the encoder's own form of it.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .boolean(let flag):
      var container = encoder.singleValueContainer()
      try container.encode(flag)
    case .integer(let number):
      var container = encoder.singleValueContainer()
      try container.encode(number)
    case .number(let number):
      var container = encoder.singleValueContainer()
      try container.encode(number)
    case .text(let text):
      var container = encoder.singleValueContainer()
      try container.encode(text)
    case .list(let items):
      var container = encoder.unkeyedContainer()
      for item in items { try container.encode(item) }
    case .map(let fields):
      var container = encoder.container(keyedBy: Key.self)
      for field in fields {
        try container.encode(field.value, forKey: Key(stringValue: field.key))
      }
    }
  }
}

extension Build: Codable {
  /// Reads a build and validates it as any other: what is wrong is thrown as `InvalidBuild`.
  public init(from decoder: any Decoder) throws {
    try self.init(try BuildValue(from: decoder))
  }

  /// Writes the canonical value; the name of the file it came from is not part of it.
  public func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}
