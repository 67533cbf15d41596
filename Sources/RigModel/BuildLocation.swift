/// Locations in a build (`gpus[0].tdp_w`), as machines and as people count.
///
/// Machine formats index from 0, as JSON does. Texts for people, the REPL and Lua count from 1.
package enum BuildLocation {
  /// A location as people read it: `gpus[0].tdp_w` becomes `gpus[1].tdp_w`.
  package static func forPeople(_ path: String) -> String {
    shifted(path) { $0 + 1 } ?? path
  }

  /// A location that Lua wrote, as machines write it; nil if it has an index 0, which no list has
  /// in Lua.
  package static func fromLua(_ path: String) -> String? {
    shifted(path) { $0 > 0 ? $0 - 1 : nil }
  }

  /// Applies a change to each index; nil if one cannot be changed.
  private static func shifted(_ path: String, _ change: (Int) -> Int?) -> String? {
    guard path.utf8.contains(UInt8(ascii: "[")) else { return path }
    var text = ""
    var rest = path[...]
    while let open = rest.firstIndex(of: "[") {
      text += rest[...open]
      rest = rest[rest.index(after: open)...]
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty, rest.dropFirst(digits.count).first == "]", let index = Int(digits)
      else { continue }
      guard let changed = change(index) else { return nil }
      text += "\(changed)"
      rest = rest.dropFirst(digits.count)
    }
    return text + rest
  }
}
