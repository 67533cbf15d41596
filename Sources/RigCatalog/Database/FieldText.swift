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

  static func read(_ text: String, _ category: PartCategory, source: (Int) -> String)
    -> [Part.Field]
  {
    let component = category.component
    var fields: [Part.Field] = []
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
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
        fields.append(Part.Field(key: key, value: sourced))
      }
    }
    return fields
  }
}
