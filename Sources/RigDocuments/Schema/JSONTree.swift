internal import RigModel
internal import RigReports

/// A JSON value whose keys keep their order.
indirect enum JSONTree: Sendable, Equatable {
  case null
  case boolean(Bool)
  case number(Double)
  case text(String)
  case list([JSONTree])
  case object([Field])

  struct Field: Sendable, Equatable {
    let key: String
    let value: JSONTree
  }

  static func object(_ fields: KeyValuePairs<String, JSONTree>) -> JSONTree {
    .object(fields.map { Field(key: $0.key, value: $0.value) })
  }

  /// The object with another field behind those it has.
  func with(_ key: String, _ value: JSONTree?) -> JSONTree {
    guard let value, case .object(let fields) = self else { return self }
    return .object(fields + [Field(key: key, value: value)])
  }

  func write(to json: inout JSONBytes) {
    switch self {
    case .null: json.null()
    case .boolean(let flag): json.value(flag)
    case .number(let number): json.value(number)
    case .text(let text): json.value(text)
    case .list(let items):
      json.beginArray()
      for item in items { item.write(to: &json) }
      json.endArray()
    case .object(let fields):
      json.beginObject()
      for field in fields {
        json.key(field.key)
        field.value.write(to: &json)
      }
      json.endObject()
    }
  }

  /// The value as a file.
  var document: String {
    var json = JSONBytes(pretty: true)
    write(to: &json)
    json.endLine()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .number(Double(value)) }
  init(floatLiteral value: Double) { self = .number(value) }
  init(booleanLiteral value: Bool) { self = .boolean(value) }
  init(arrayLiteral elements: JSONTree...) { self = .list(elements) }
}
