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
    fileprivate var known: [PartCategory: [Substring: Part.Field]] = [:]
    fileprivate var count = 0
    /// Lines that are kept; then all are forgotten.
    fileprivate static let limit = 20_000
  }

  static func read(
    _ text: String, _ category: PartCategory, _ memo: Memo, source: (Int) -> String
  ) -> [Part.Field] {
    let component = category.component
    var fields: [Part.Field] = []
    if memo.count > Memo.limit { (memo.known, memo.count) = ([:], 0) }
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      let whole = Substring(line)
      // What a value disagrees with stands on the line above, which is another each time.
      let isAlone = line.first != UInt8(ascii: "~")
      if isAlone, let known = memo.known[category]?[whole] {
        fields.append(known)
        continue
      }
      let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { Substring($0) }
      guard cells.count == 4, let number = Int(cells[2]),
        let certainty = Certainty(word: cells[3])
      else { continue }
      let isOther = cells[0].first == "~"
      let key = String(isOther ? cells[0].dropFirst() : cells[0])
      guard let kind = component.field(key)?.kind, let value = ValueText.value(cells[1], of: kind)
      else { continue }
      let sourced = SourcedValue(value, source: source(number), certainty: certainty)
      if isOther, let last = fields.last, last.key == key {
        fields[fields.count - 1] = Part.Field(
          key: key, value: last.value, disagreeing: last.disagreeing + [sourced])
      } else {
        let field = Part.Field(key: key, value: sourced)
        fields.append(field)
        // The line itself, and not the text of the row that it was cut from.
        if isAlone {
          memo.known[category, default: [:]][Substring(String(whole))] = field
          memo.count += 1
        }
      }
    }
    return fields
  }
}
