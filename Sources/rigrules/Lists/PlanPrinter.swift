import RigDetect
import RigModel
import RigReports
import RigRules

/// A plan beside the machine, for people and for programs.
struct PlanPrinter {
  let language: Language
  let layout: TextLayout

  func text(of comparison: PlanComparison, with machine: DetectedMachine) -> String {
    var text = ""
    for difference in comparison.differences {
      let words = language.choose(difference.message.english, difference.message.chinese)
      text += layout.paragraph("-", words, indent: 0)
      text += "  " + layout.dim("\(difference.at) · \(difference.kind.rawValue)") + "\n"
    }
    let separator = language.choose(", ", "、")
    if comparison.differences.isEmpty {
      text +=
        comparison.compared.isEmpty
        ? language.choose("Nothing could be compared.", "没有可以比较的内容。")
        : language.choose("As planned, as far as both say.", "与计划一致（双方都写明的部分）。")
      text += "\n"
    }
    if !comparison.compared.isEmpty {
      text +=
        language.choose("Compared: ", "已比较：") + comparison.compared.joined(separator: separator)
        + "\n"
    }
    if !comparison.unseen.isEmpty {
      text +=
        language.choose("Not seen by software: ", "软件看不到：")
        + comparison.unseen.joined(separator: separator) + "\n"
    }
    for item in machine.notRead {
      text += layout.paragraph(
        language.choose("Not read:", "未读取："),
        language.choose(
          "\(item.what.english): \(item.why.english)", "\(item.what.chinese)：\(item.why.chinese)"),
        indent: 0)
    }
    for note in machine.notes {
      text += layout.paragraph(
        language.choose("Note:", "注意："), language.choose(note.english, note.chinese), indent: 0)
    }
    return text
  }

  func json(of comparison: PlanComparison, with machine: DetectedMachine) -> [UInt8] {
    var json = JSONBytes()
    json.beginObject()
    json.key("differences")
    json.beginArray()
    for difference in comparison.differences {
      json.beginObject()
      json.field("kind", difference.kind.rawValue)
      json.field("at", difference.at)
      json.key("planned")
      json.value(difference.planned)
      json.key("found")
      json.value(difference.found)
      json.field("message", language.choose(difference.message.english, difference.message.chinese))
      json.endObject()
    }
    json.endArray()
    json.field("compared", comparison.compared)
    json.field("not_seen", comparison.unseen)
    json.field(
      "not_read",
      machine.notRead.map {
        language.choose(
          "\($0.what.english): \($0.why.english)", "\($0.what.chinese)：\($0.why.chinese)")
      })
    json.field("notes", machine.notes.map { language.choose($0.english, $0.chinese) })
    json.endObject()
    json.endLine()
    return json.bytes
  }

}
