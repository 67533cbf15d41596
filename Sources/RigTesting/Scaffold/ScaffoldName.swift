/// The names that files are made from, and why one cannot be used.
enum ScaffoldName {
  /// Why an id makes no rule file, as a whole sentence; nil where it does.
  static func refusal(ofRule id: String) -> String? {
    if id.isEmpty { return "the id is empty; write one such as psu/quiet" }
    if id.hasSuffix(".lua") {
      return "an id has no extension: write `\(shown(id.dropLast(4)))`"
    }
    if id.utf8.count > 128 { return "the id has more than 128 bytes" }
    let parts = id.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count > 8 { return "the id has more than 8 parts" }
    if parts.count > 1, parts[0] == "lib" {
      return "`lib` holds the modules that rules share; choose another category than `lib`"
    }
    for part in parts {
      if let reason = refusal(ofPart: part) { return "`\(shown(part))` in the id \(reason)" }
    }
    return nil
  }

  /// Why a name makes no plugin; nil where it does.
  static func refusal(ofPlugin name: String) -> String? {
    if name == "lib" || name == "rules" { return "`\(name)` is a folder within plugins" }
    if name.contains("/") {
      return "a plugin has one name, no path; say where with --into"
    }
    return refusal(ofPart: name[...]).map { "`\(shown(name[...]))` \($0)" }
  }

  private static func refusal(ofPart part: Substring) -> String? {
    if part.isEmpty { return "is an empty name" }
    let isLetter = { (byte: UInt8) in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
    }
    guard let first = part.utf8.first, isLetter(first) else {
      return "does not begin with a letter"
    }
    let stray = part.unicodeScalars.first { scalar in
      !(scalar.value < 0x80 && (isLetter(UInt8(scalar.value)) || ("0"..."9").contains(scalar)))
        && scalar != "-" && scalar != "_"
    }
    if let stray {
      return "has `\(shown(Substring(String(stray))))`; allowed are letters, digits, - and _"
    }
    return part.utf8.count > 64 ? "has more than 64 letters" : nil
  }

  /// What a user typed, without what could steer a terminal.
  private static func shown(_ text: Substring) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.prefix(60).map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : $0 }
      ))
  }
}
