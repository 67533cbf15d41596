/// The leaves of an XML text in order, each with the path of its element names.
///
/// It reads what `nvidia-smi -q -x` prints and ends at the first thing it does not understand; it
/// knows no entities but the five of XML.
struct XMLElements {
  struct Leaf {
    /// From the root on: `["nvidia_smi_log", "gpu", "product_name"]`.
    let path: [String]
    let text: String
    /// Which element of the second level it is in, from 0: which card.
    let group: Int
  }

  private static let mostLeaves = 100_000
  private static let deepest = 32

  static func leaves(_ text: String, group groupName: String) -> [Leaf] {
    var leaves: [Leaf] = []
    var path: [String] = []
    var group = -1
    var content = ""
    var rest = text.utf8[...]
    while let open = rest.firstIndex(of: 0x3C), leaves.count < mostLeaves {
      content = String(rest[..<open]) ?? ""
      guard let close = rest[open...].firstIndex(of: 0x3E) else { break }
      let tag = String(rest[rest.index(after: open)..<close]) ?? ""
      rest = rest[rest.index(after: close)...]
      if tag.hasPrefix("?") || tag.hasPrefix("!") { continue }
      if tag.hasPrefix("/") {
        guard path.last == String(tag.dropFirst()) else { break }
        let value = content.trimmed
        if !value.isEmpty, !value.contains("\n") {
          leaves.append(Leaf(path: path, text: decoded(value), group: group))
        }
        path.removeLast()
        continue
      }
      let name = tag.prefix { $0 != " " && $0 != "/" && $0 != "\t" && $0 != "\n" }
      if tag.hasSuffix("/") || name.isEmpty { continue }
      guard path.count < deepest else { break }
      path.append(String(name))
      if path.count == 2, name == groupName {
        group += 1
        // The card's address stands in its `id`.
        if let id = tag.between("\"", "\"") {
          leaves.append(Leaf(path: path + ["@id"], text: id, group: group))
        }
      }
    }
    return leaves
  }

  private static func decoded(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var result = text
    let entities: [(StaticString, String)] = [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&"),
    ]
    for (entity, sign) in entities {
      var parts: [String] = []
      var rest = result[...]
      while let found = rest.range(of: entity) {
        parts.append(String(rest[..<found.lowerBound]))
        rest = rest[found.upperBound...]
      }
      result = (parts + [String(rest)]).joined(separator: sign)
    }
    return result
  }
}
