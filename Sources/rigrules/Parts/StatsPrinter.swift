import RigCatalog
import RigModel
import RigReports
import RigRules

/// How much the catalogue knows, field by field.
struct StatsPrinter {
  let language: Language

  func text(_ stats: [CategoryStats]) -> String {
    stats.map { category in
      let recent = LocalizedText(
        english: "\(category.recentParts) since \(Catalog.recentYear)",
        chinese: "\(Catalog.recentYear) 年起 \(category.recentParts)")[language]
      var text = "\(category.category.rawValue): \(category.parts) (\(recent))\n"
      text +=
        LocalizedText(
          english: "  field                          data set    all  guessed    recent\n",
          chinese: "  字段                             数据集    全部     推测      近年\n")[language]
      for (field, new) in zip(category.fields, category.recentFields) {
        text += "  " + TextLayout.padded(field.key, to: 28)
        text += Self.cell(field.fromData, field.parts) + Self.cell(field.known, field.parts)
        text += Self.cell(field.guessed, field.parts)
        text += "  " + Self.cell(new.known, new.parts) + "\n"
      }
      return text
    }.joined(separator: "\n")
  }

  private static func cell(_ count: Int, _ all: Int) -> String {
    let share = all == 0 ? "-" : "\(Self.share(count, all)) %"
    return String(repeating: " ", count: max(1, 9 - share.count)) + share
  }

  /// Rounded down, so that 100 % means all.
  private static func share(_ count: Int, _ all: Int) -> Int { all == 0 ? 0 : count * 100 / all }

  func json(_ stats: [CategoryStats]) -> [UInt8] {
    var json = JSONBytes(pretty: true)
    json.beginArray()
    for category in stats {
      json.beginObject()
      json.field("category", category.category.rawValue)
      json.field("parts", category.parts)
      json.field("recent_parts", category.recentParts)
      json.key("fields")
      json.beginArray()
      for (field, recent) in zip(category.fields, category.recentFields) {
        json.beginObject()
        json.field("key", field.key)
        json.field("parts", field.parts)
        json.field("recent_parts", recent.parts)
        json.field("data_set", field.fromData)
        json.field("known", field.known)
        json.field("guessed", field.guessed)
        json.field("recent_known", recent.known)
        json.endObject()
      }
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.endLine()
    return json.bytes
  }
}
