internal import RigModel
internal import RigPictures

/// Pieces of a page. Every text goes through `escaped`, so that no name can add an element, end an
/// attribute or turn the direction of a line.
enum HTMLText {
  /// Text and attribute values: one line, cleaned, and at most so many characters.
  static func escaped(_ text: String, longest: Int = 2000) -> String {
    XMLText.escaped(DisplayText.clean(text, longest: longest))
  }

  /// The name of a part or a build.
  static func name(_ text: String) -> String { escaped(text, longest: 120) }

  /// An element around what is HTML already.
  static func element(_ tag: String, _ content: String, class name: String = "") -> String {
    let attribute = name.isEmpty ? "" : " class=\"\(name)\""
    return "<\(tag)\(attribute)>\(content)</\(tag)>\n"
  }

  /// A sentence of a source, with its language where it is Chinese.
  static func quotation(_ text: String) -> String {
    let isChinese = text.unicodeScalars.contains(where: ColumnWidth.isWide)
    return "<q\(isChinese ? " lang=\"zh\"" : "")>\(escaped(text))</q>"
  }
}
