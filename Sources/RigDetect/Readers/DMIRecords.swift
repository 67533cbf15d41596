/// One record of a `dmidecode` text: its type, and the values that stand under it.
struct DMIRecord {
  let type: Int
  private(set) var fields: [(key: String, value: String)] = []

  init(type: Int) { self.type = type }

  /// The first value of a key that says something.
  func known(_ key: String) -> String? {
    raw(key).flatMap { Placeholder.known($0) }
  }

  /// The first value of a key as it stands.
  func raw(_ key: String) -> String? { fields.first { $0.key == key }?.value }

  fileprivate mutating func add(_ key: String, _ value: String) {
    if fields.count < 64 { fields.append((key, value)) }
  }

  /// All records of a text; what belongs to none is left out.
  static func read(_ text: DumpText) -> [DMIRecord] {
    var records: [DMIRecord] = []
    for line in text.lines {
      if line.hasPrefix("Handle 0x"), let type = Self.type(line) {
        guard records.count < 4096 else { break }
        records.append(DMIRecord(type: type))
        continue
      }
      // Values stand one step in; what stands further in belongs to a list.
      guard !records.isEmpty, let first = line.first, first == "\t" || first == " ",
        !line.hasPrefix("\t\t"), let (key, value) = line.keyAndValue, !key.isEmpty
      else { continue }
      records[records.count - 1].add(key, value)
    }
    return records
  }

  private static func type(_ line: Substring) -> Int? {
    guard let found = line.range(of: "DMI type ") else { return nil }
    return Int(line[found.upperBound...].prefix { $0.isNumber })
  }
}
