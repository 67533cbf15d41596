import LuaRuntime
import RigModel

/// Values of Lua as Lua writes them, on several lines where one would be too long.
struct LuaPrinter {
  var width = 80

  func text(_ value: LuaValue) -> String { lines(value, indent: 0) }

  private func lines(_ value: LuaValue, indent: Int) -> String {
    let flat = Self.flat(value)
    if flat.count + indent <= width { return flat }
    let pad = String(repeating: " ", count: indent + 2)
    let end = "\n" + String(repeating: " ", count: indent) + "}"
    switch value {
    case .list(let items):
      return "{\n"
        + items.map { pad + lines($0, indent: indent + 2) + ",\n" }.joined()
        .dropLast() + end
    case .map(let entries):
      return "{\n"
        + entries.map { entry in
          let key = Self.key(entry.key)
          return "\(pad)\(key) = \(lines(entry.value, indent: indent + 2)),\n"
        }.joined().dropLast() + end
    default: return flat
    }
  }

  static func flat(_ value: LuaValue) -> String {
    switch value {
    case .nil: "nil"
    case .boolean(let flag): "\(flag)"
    case .integer(let number): "\(number)"
    case .number(let number): Self.number(number)
    case .text(let text): quoted(text)
    case .function: "function"
    case .list(let items): "{ " + items.map(flat).joined(separator: ", ") + " }"
    case .map(let entries):
      entries.isEmpty
        ? "{}"
        : "{ " + entries.map { "\(key($0.key)) = \(flat($0.value))" }.joined(separator: ", ")
          + " }"
    }
  }

  private static func number(_ number: Double) -> String {
    if number.isNaN { return "nan" }
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    return "\(number)"
  }

  private static func key(_ key: String) -> String {
    let isName =
      key.utf8.first.map { !(0x30...0x39).contains($0) } == true
      && key.utf8.allSatisfy {
        $0 == 0x5F || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
          || (0x61...0x7A).contains($0)
      }
    return isName ? key : "[\(quoted(key))]"
  }

  /// A text in quotes; what could steer a terminal is written as an escape.
  static func quoted(_ text: String) -> String {
    var shown = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": shown += "\\\(scalar)"
      case "\n": shown += "\\n"
      case "\t": shown += "\\t"
      default:
        shown +=
          Console.visible(String(scalar)) == String(scalar)
          ? String(scalar) : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
    }
    return shown + "\""
  }
}
