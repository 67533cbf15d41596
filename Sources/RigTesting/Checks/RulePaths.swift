/// Paths of fields as text: as rules declare them (`gpus[].tdp_w`) and as they are read
/// (`gpus[0].tdp_w`, `#gpus`).
enum RulePaths {
  /// The paths of a need.
  static func alternatives(_ need: String) -> [String] {
    need.split(separator: "|").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// `gpus` of `#gpus` and of `gpus[0].tdp_w`.
  static func root(_ path: String) -> String {
    String(path.drop { $0 == "#" }.prefix { $0 != "." && $0 != "[" })
  }

  /// A path that was read as it would be declared: `gpus[].tdp_w`, and `gpus` for a length.
  static func declared(_ read: String) -> String {
    var result = ""
    var isIndex = false
    for character in read.drop(while: { $0 == "#" }) {
      if isIndex && character.isNumber { continue }
      isIndex = character == "["
      result.append(character)
    }
    // An element of a list of plain values is the list.
    return result.hasSuffix("[]") ? String(result.dropLast(2)) : result
  }

  /// What stands before a fact of a plugin that was read: `ctx.facts.power.load_w`.
  static let factPrefix = "ctx.facts."

  /// Whether one is the other, or a part on the way to it.
  static func touch(_ one: String, _ other: String) -> Bool {
    contains(one, other) || contains(other, one)
  }

  /// Whether the field `inner` is `outer` or stands in it.
  static func contains(_ outer: String, _ inner: String) -> Bool {
    guard inner.hasPrefix(outer) else { return false }
    let next = inner.dropFirst(outer.count).first
    return next == nil || next == "." || next == "["
  }
}
