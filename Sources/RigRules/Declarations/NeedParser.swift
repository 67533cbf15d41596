internal import LuaRuntime
package import RigModel

/// A need as a rule writes it: one path, or alternatives between `|`.
package enum NeedParser {
  package struct Reason: Error { package let message: String }

  package static func parse(_ text: String) -> Result<[FieldPath], Reason> {
    var paths: [FieldPath] = []
    for part in text.split(separator: "|", omittingEmptySubsequences: false) {
      let trimmed = String(part.trimmingBlanks)
      guard !trimmed.isEmpty else {
        return .failure(Reason(message: "`\(text)` has an empty alternative"))
      }
      do { paths.append(try FieldPath(parsing: trimmed)) } catch {
        return .failure(
          Reason(message: error.message + (error.hint.map { "; \($0)" } ?? "")))
      }
    }
    return .success(paths)
  }

  /// The names in a need that is right.
  static func names(_ text: String) -> [String] {
    let separators = Array(".[]| ".utf8)
    return text.utf8.split(whereSeparator: separators.contains).map { String(Substring($0)) }
  }

  /// The steps of all alternatives of a need that is right, by the numbers of their keys.
  static func steps(_ text: String, keys: LuaKeys) -> [[RulePlan.Step]] {
    text.utf8.split(separator: UInt8(ascii: "|")).map { path in
      path.split(separator: UInt8(ascii: ".")).flatMap { part -> [RulePlan.Step] in
        let name = part.filter { $0 != UInt8(ascii: " ") }.prefix { $0 != UInt8(ascii: "[") }
        let key = keys[String(decoding: name, as: UTF8.self)]
        return part.contains(UInt8(ascii: "[")) ? [key, nil] : [key]
      }
    }
  }
}

extension Substring {
  var trimmingBlanks: Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
