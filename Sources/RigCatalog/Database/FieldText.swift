import RigModel

/// The fields of one part as the text of a database's column: a line for each value with key, cell,
/// number of the source and certainty. A value that disagrees follows the one that counts and has
/// a `~` before its key.
enum FieldText {
  static func write(
    _ fields: [Part.Field], _ category: PartCategory, source: (String) -> Int
  ) -> String {
    var text = ""
    for field in fields {
      guard let kind = category.component.field(field.key)?.kind else { continue }
      for (index, value) in ([field.value] + field.disagreeing).enumerated() {
        text += index > 0 ? "~" : ""
        text += field.key
        text += "\t"
        text += ValueText.cell(value.value, of: kind)
        text += "\t\(source(value.source))\t"
        text += value.certainty.word
        text += "\n"
      }
    }
    return text
  }

  /// Lines that were read before: most values are those of many parts. It is used while the database is
  /// held, and by no two threads at once.
  final class Memo: @unchecked Sendable {
    /// By the hash of the line, which is compared too: a line whose hash is another's is not kept.
    private var known: [UInt64: (category: PartCategory, line: [UInt8], field: Part.Field)] = [:]
    /// Lines that are kept; then all are forgotten.
    private static let limit = 20_000

    fileprivate func field(of line: UnsafeBufferPointer<UInt8>, _ category: PartCategory)
      -> Part.Field?
    {
      guard let entry = known[Self.hash(line, category)], entry.category == category,
        entry.line.elementsEqual(line)
      else { return nil }
      return entry.field
    }

    fileprivate func keep(
      _ field: Part.Field, of line: UnsafeBufferPointer<UInt8>, _ category: PartCategory
    ) {
      if known.count > Self.limit { known = [:] }
      known[Self.hash(line, category)] = (category, Array(line), field)
    }

    /// FNV-1a.
    private static func hash(_ line: UnsafeBufferPointer<UInt8>, _ category: PartCategory)
      -> UInt64
    {
      var hash = 0xcbf2_9ce4_8422_2325 &+ UInt64(category.number)
      for byte in line { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      return hash
    }
  }

  static func read(
    _ text: String, _ category: PartCategory, _ memo: Memo, source: (Int) -> String
  ) -> [Part.Field] {
    var text = text
    return text.withUTF8 { bytes in
      var fields: [Part.Field] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
        read(
          UnsafeBufferPointer(rebasing: rest[..<end]), category, memo, source: source,
          into: &fields)
        rest = rest[min(end + 1, rest.endIndex)...]
      }
      return fields
    }
  }

  private static func read(
    _ line: UnsafeBufferPointer<UInt8>, _ category: PartCategory, _ memo: Memo,
    source: (Int) -> String, into fields: inout [Part.Field]
  ) {
    // What a value disagrees with stands on the line above, which is another each time.
    let isOther = line.first == UInt8(ascii: "~")
    if !isOther, let known = memo.field(of: line, category) {
      fields.append(known)
      return
    }
    let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { Substring(decoding: $0, as: UTF8.self) }
    guard cells.count == 4, let number = Int(cells[2]), let certainty = Certainty(word: cells[3])
    else { return }
    let key = String(isOther ? cells[0].dropFirst() : cells[0])
    guard let kind = category.component.field(key)?.kind,
      let value = ValueText.value(cells[1], of: kind)
    else { return }
    let sourced = SourcedValue(value, source: source(number), certainty: certainty)
    if isOther, let last = fields.last, last.key == key {
      fields[fields.count - 1] = Part.Field(
        key: key, value: last.value, disagreeing: last.disagreeing + [sourced])
    } else {
      let field = Part.Field(key: key, value: sourced)
      fields.append(field)
      if !isOther { memo.keep(field, of: line, category) }
    }
  }
}
