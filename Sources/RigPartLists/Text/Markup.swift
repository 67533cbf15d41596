/// Takes what only dresses a text off it: Markdown, HTML, BBCode, emoji, terminal escapes.
enum Markup {
  /// The text that a reader of the finished page sees, on one line and trimmed.
  static func plain(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    if scalars.contains(where: { $0.value < 0x20 || 0x7f..<0xa0 ~= $0.value }) {
      scalars = withoutEscapes(scalars)
    }
    if scalars.contains("&") { scalars = withEntities(scalars) }
    scalars = withoutTags(scalars)
    scalars = withoutEmphasis(scalars)
    if scalars.contains(where: { 0x2160...0x2166 ~= $0.value }) {
      scalars = scalars.flatMap { romans[$0].map { Array($0.unicodeScalars) } ?? [$0] }
    }
    return trimmed(scalars.filter { !isOrnament($0) })
  }

  /// Numbers of versions that are one character: `B550M-PLUS Ⅱ`.
  private static let romans: [Unicode.Scalar: String] = [
    "Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "Ⅴ": "V", "Ⅵ": "VI", "Ⅶ": "VII",
  ]

  /// A line for display: no control characters, no marks of direction, of bounded length.
  static func visible(_ text: String, limit: Int = 300) -> String {
    let bytes = text.utf8
    if bytes.count < limit, bytes.first != 0x20, bytes.last != 0x20,
      bytes.allSatisfy({ 0x20..<0x7f ~= $0 })
    {
      return text
    }
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard view.count < limit else {
        view.append("…")
        break
      }
      switch scalar.value {
      case 0x09: view.append(" ")
      case 0..<0x20, 0x7f..<0xa0, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff:
        view.append("\u{fffd}")
      default: view.append(scalar)
      }
    }
    return trimmed(Array(view))
  }

  static func trimmed(_ scalars: [Unicode.Scalar]) -> String {
    var slice = scalars[...]
    while let first = slice.first, LineText.folded(first) == " " { slice.removeFirst() }
    while let last = slice.last, LineText.folded(last) == " " { slice.removeLast() }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: slice)
    return String(view)
  }

  private static func withoutEscapes(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if scalar == "\u{1b}", index < scalars.count, scalars[index] == "[" {
        index += 1
        while index < scalars.count, !(0x40...0x7e ~= scalars[index].value) { index += 1 }
        index += 1
      } else if scalar == "\t" {
        result.append(" ")
      } else if scalar.value >= 0x20, !(0x7f..<0xa0 ~= scalar.value) {
        result.append(scalar)
      }
    }
    return result
  }

  private static let entities: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "times": "×",
    "yen": "¥", "pound": "£", "euro": "€", "ndash": "-", "mdash": "-", "reg": " ", "trade": " ",
  ]

  private static func withEntities(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var index = 0
    while index < scalars.count {
      if scalars[index] == "&",
        let end = scalars[index...].prefix(12).firstIndex(of: ";"), end > index + 1
      {
        var name = String.UnicodeScalarView()
        name.append(contentsOf: scalars[(index + 1)..<end])
        if let scalar = entity(String(name)) {
          result.append(scalar)
          index = end + 1
          continue
        }
      }
      result.append(scalars[index])
      index += 1
    }
    return result
  }

  private static func entity(_ name: String) -> Unicode.Scalar? {
    if let known = entities[name.lowercased()] { return known }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let isHex = digits.first == "x" || digits.first == "X"
    let number = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let number, number >= 0x20 else { return nil }
    return Unicode.Scalar(number)
  }

  private static let bbCodes: Set<String> = [
    "b", "i", "u", "s", "url", "img", "list", "*", "size", "color", "font", "code", "quote",
    "table", "tr", "td", "th", "center", "spoiler", "h1", "h2", "h3", "li", "ul", "ol", "hr",
  ]

  /// Links become their text, images and tags nothing.
  private static func withoutTags(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard scalars.contains(where: { $0 == "[" || $0 == "<" }) else { return scalars }
    var result: [Unicode.Scalar] = []
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "<", let end = tagEnd(scalars, index) {
        index = end
        result.append(" ")
      } else if scalar == "[", let end = bbEnd(scalars, index) {
        index = end
      } else if scalar == "[", let link = link(scalars, index) {
        // `i9-10900K [京东地址](…)`: where it is sold is none of its name.
        result += result.contains { $0 != " " } && link.isPointer ? [" "] : link.text
        index = link.end
      } else if scalar == "!", index + 1 < scalars.count, scalars[index + 1] == "[",
        let link = link(scalars, index + 1)
      {
        index = link.end
      } else {
        result.append(scalar)
        index += 1
      }
    }
    return result
  }

  private static func tagEnd(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
    guard start + 1 < scalars.count,
      scalars[start + 1].isASCIILetter || scalars[start + 1] == "/" || scalars[start + 1] == "!",
      let end = scalars[start...].prefix(600).firstIndex(of: ">")
    else { return nil }
    return end + 1
  }

  private static func bbEnd(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
    guard let end = scalars[start...].prefix(400).firstIndex(of: "]") else { return nil }
    var name = String.UnicodeScalarView()
    for scalar in scalars[(start + 1)..<end] {
      if scalar == "/" && name.isEmpty { continue }
      if scalar == "=" { break }
      name.append(scalar)
    }
    return bbCodes.contains(String(name).lowercased()) ? end + 1 : nil
  }

  private static func link(_ scalars: [Unicode.Scalar], _ start: Int) -> Link? {
    guard let close = scalars[start...].prefix(500).firstIndex(of: "]"),
      close + 1 < scalars.count, scalars[close + 1] == "(",
      let end = scalars[close...].prefix(900).firstIndex(of: ")")
    else { return nil }
    return Link(text: Array(scalars[(start + 1)..<close]), end: end + 1)
  }

  private struct Link {
    var text: [Unicode.Scalar]
    var end: Int

    /// Whether the text is a word that only points, or ends with one of Chinese.
    var isPointer: Bool {
      let text = Markup.trimmed(text).lowercased()
      return pointers.contains { word in
        text == word || word.first?.isASCII == false && text.hasSuffix(word)
      }
    }
  }

  /// What the text of a link says where it only points: `[link](…)`, `[淘宝链接](…)`.
  private static let pointers = [
    "链接", "地址", "传送门", "京东", "淘宝", "天猫", "拼多多", "闲鱼", "link", "here", "url", "source", "buy",
    "shop",
    "store", "specs", "website", "amazon", "newegg", "ebay", "aliexpress", "manufacturer",
    "datasheet",
    "manual",
  ]

  /// `**`, `__`, `~~` and backticks anywhere; single marks only around the whole text, because
  /// `8G*2` is a product.
  private static func withoutEmphasis(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let isDouble = index + 1 < scalars.count && scalars[index + 1] == scalar
      if isDouble, scalar == "*" || scalar == "_" || scalar == "~" {
        index += 2
      } else {
        if scalar != "`" { result.append(scalar) }
        index += 1
      }
    }
    if result.count > 2, let mark = result.first, mark == "*" || mark == "_", result.last == mark,
      result[1] != " "
    {
      result = Array(result.dropFirst().dropLast())
    }
    return result
  }

  /// Emoji, check marks, marks of trade and everything that has no width.
  static func isOrnament(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // An arrow leads from one part to another.
    case 0x2715, 0x2716, 0x2192: false
    case 0xae, 0xa9, 0x2122, 0x200b...0x200f, 0x2060, 0xfe00...0xfe0f, 0xfeff, 0x202a...0x202e,
      0x2066...0x2069, 0x2190...0x21ff, 0x2300...0x23ff, 0x25a0...0x27bf, 0x2b00...0x2bff,
      0x1f000...0x1faff, 0xe0000...0xe007f, 0xfffd:
      true
    default: false
    }
  }
}
