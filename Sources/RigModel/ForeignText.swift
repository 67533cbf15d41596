/// Texts that people give for a build and that are something else: what they are, and what to do.
///
/// This is the one place that recognises them.
package enum ForeignText: Sendable, Hashable {
  case markdown, shopList, csv, html, lua

  /// nil for a text that may be meant as a build.
  package static func kind(of bytes: [UInt8]) -> ForeignText? {
    let lines = bytes.prefix(1 << 16).split { $0 == 0x0a || $0 == 0x0d }.prefix(200)
      .map { String(decoding: $0, as: UTF8.self) }
    guard let first = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    let start = first.drop { $0.isWhitespace }
    if start.hasPrefix("<") { return .html }
    if start.hasPrefix("return {") || start.hasPrefix("---@") || start.hasPrefix("local ") {
      return .lua
    }
    if lines.contains(where: isMarkdown) { return .markdown }
    if isTable(lines) { return .csv }
    let parts = lines.count { mentionsPart($0) }
    return parts > 0 && !lines.contains(where: isField) ? .shopList : nil
  }

  /// Whether a line of a text is a field of a build, or the text is JSON: then it is a build with
  /// mistakes, whatever else it may look like.
  package static func hasFields(_ bytes: [UInt8]) -> Bool {
    if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") { return true }
    return bytes.prefix(1 << 16).split { $0 == 0x0a || $0 == 0x0d }.prefix(200)
      .contains { isField(String(decoding: $0, as: UTF8.self)) }
  }

  private static func isMarkdown(_ line: String) -> Bool {
    let text = line.drop { $0 == " " }
    if text.hasPrefix("```") || text.hasPrefix("|") || text.hasPrefix("**") { return true }
    if text.hasPrefix("- **") || text.hasPrefix("* ") { return true }
    // `# ` alone is a comment of YAML too; two or more are a heading.
    return text.hasPrefix("## ") || text.hasPrefix("[") && text.contains("](")
  }

  private static func isTable(_ lines: [String]) -> Bool {
    for separator in [",", ";", "\t"] as [Character] {
      let counts = lines.prefix(5).map { line in line.count { $0 == separator } }
      if counts.count >= 2, let first = counts.first, first >= 1,
        counts.allSatisfy({ $0 == first }), !lines.contains(where: isField)
      {
        return true
      }
    }
    return false
  }

  /// `key: value` with a plain key at the start, as every build has.
  private static func isField(_ line: String) -> Bool {
    let text = line.drop { $0 == " " || $0 == "-" }
    let key = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    let rest = text[key.endIndex...]
    guard rest == ":" || rest.hasPrefix(": ") else { return false }
    return FieldRegistry.version1.components.contains { $0.field(String(key)) != nil }
      || FieldRegistry.isFree(String(key))
  }

  private static let marks = [
    "rtx", "gtx", "geforce", "radeon", "ryzen", "threadripper", "xeon", "intel core", "i9-", "i7-",
    "i5-", "ddr4", "ddr5", "nvme", "ssd", "motherboard", "mainboard", "power supply", "psu",
    "watt", "cpu", "gpu", "graphics card", "显卡", "主板", "电源", "内存", "硬盘", "机箱", "处理器",
    "€", "$", "£", "¥",
  ]

  private static func mentionsPart(_ line: String) -> Bool {
    let text = line.lowercased()
    return marks.contains { text.contains($0) }
  }

  /// What it is, for a sentence, and what to do about it.
  var words: (what: String, remedy: String) {
    let fields = "write the parts as fields, such as `gpus: [{ name: RTX 4090 }]`"
    let importing = "\(fields), or let `rigrules import` read the list"
    return switch self {
    case .markdown: ("this is Markdown, not a build", importing)
    case .shopList: ("this is a list of parts in words, not a build", importing)
    case .csv: ("this is a table, not a build", importing)
    case .html: ("this is a web page, not a build", "save the list itself; then \(fields)")
    case .lua: ("this is Lua, not a build", "`rigrules test` takes rules; a build is YAML or JSON")
    }
  }
}

extension InvalidBuild {
  /// The same with excerpts of the text, or one diagnostic for a text that never was a build.
  func explained(in bytes: [UInt8], file: String) -> InvalidBuild {
    let isUnread = diagnostics.contains { ["build/syntax", "build/not-a-build"].contains($0.code) }
    if isUnread, let kind = ForeignText.kind(of: bytes) {
      let (what, remedy) = kind.words
      return InvalidBuild(diagnostics: [
        Diagnostic(code: "build/not-a-build", file: file, message: what, hint: remedy)
      ])
    }
    return InvalidBuild(diagnostics: diagnostics.map { $0.explained(in: bytes) })
  }

  /// Whether one of the mistakes is a character that only looks like a sign.
  package var hasLookAlike: Bool { diagnostics.contains(where: \.isLookAlike) }

  /// As errors are told on a terminal, each with the line it is about.
  public var lines: [String] { diagnostics.flatMap(\.lines) }
}
