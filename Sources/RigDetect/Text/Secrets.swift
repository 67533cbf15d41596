/// What identifies one machine or its owner, collected so that no value of a build holds it.
///
/// Readers leave such fields out anyway. This is for the texts that repeat them elsewhere, such as
/// a product name with the serial number in it.
struct Secrets: Sendable, Equatable {
  private(set) var values: Set<String> = []
  private static let most = 4096

  private static let keys = [
    "serial", "uuid", "udid", "asset tag", "asset_tag", "mac", "unique id", "unique_id", "guid",
    "service tag", "wwid",
  ]

  /// Looks through `key: value` lines, and the elements and attributes that are named so.
  mutating func collect(_ text: DumpText) {
    for line in text.lines {
      guard values.count < Self.most else { return }
      collect(line)
    }
  }

  private mutating func collect(_ line: Substring) {
    if line.contains("<"), let element = line.between("<", ">"), Self.isSecret(element),
      let value = line.between(">", "<")
    {
      add(value)
    }
    // inxi has many keys in a line.
    var words = line.words[...]
    while let word = words.popFirst() {
      guard word.hasSuffix(":") || word.hasSuffix("\":") else { continue }
      let key = word.filter { $0 != "\"" && $0 != ":" }
      if Self.isSecret(key), let value = words.first { add(value) }
    }
    if let (key, value) = line.keyAndValue, Self.isSecret(key) { add(value) }
  }

  mutating func add(_ value: some StringProtocol) {
    let value = String(value.filter { $0 != "\"" && $0 != "," }).trimmed
    // A word that many machines say would take the names of parts with it.
    guard value.utf8.count >= 6, value.contains(where: \.isNumber), !value.contains(" "),
      Placeholder.known(value) != nil
    else { return }
    values.insert(value.lowercased())
  }

  mutating func merge(_ other: Secrets) { values.formUnion(other.values) }

  /// Whether a text holds one of them, or looks like a UUID or a MAC address.
  func isIn(_ text: String) -> Bool {
    let low = text.lowercased()
    if low.words.contains(where: { Self.isUUID($0) || Self.isMAC($0) }) { return true }
    return values.contains { low.contains($0) }
  }

  private static func isSecret(_ key: String) -> Bool {
    let low = key.lowercased()
    return keys.contains { low == $0 || ($0.utf8.count > 4 && low.contains($0)) }
  }

  private static func isUUID(_ word: String) -> Bool {
    let lengths = word.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
    return lengths == [8, 4, 4, 4, 12] && word.allSatisfy { $0.isHexDigit || $0 == "-" }
  }

  private static func isMAC(_ word: String) -> Bool {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 6 && parts.allSatisfy { $0.count == 2 && $0.allSatisfy(\.isHexDigit) }
  }
}
