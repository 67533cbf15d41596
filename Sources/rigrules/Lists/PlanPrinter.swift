import RigDetect
import RigModel
import RigReports
import RigRules

/// A plan beside the machine, for people and for programs.
struct PlanPrinter {
  let language: Language
  let layout: TextLayout

  private func say(_ english: String, _ chinese: String) -> String {
    language == .chinese ? chinese : english
  }

  func text(of comparison: PlanComparison, with machine: DetectedMachine) -> String {
    var text = ""
    for difference in comparison.differences {
      let words = say(difference.message.english, difference.message.chinese)
      text += layout.paragraph("-", words, indent: 0)
      text += "  " + layout.dim("\(difference.at) · \(difference.kind.rawValue)") + "\n"
    }
    let separator = say(", ", "、")
    if comparison.differences.isEmpty {
      text +=
        comparison.compared.isEmpty
        ? say("Nothing could be compared.", "没有可以比较的内容。")
        : say("As planned, as far as both say.", "与计划一致（双方都写明的部分）。")
      text += "\n"
    }
    if !comparison.compared.isEmpty {
      text += say("Compared: ", "已比较：") + comparison.compared.joined(separator: separator) + "\n"
    }
    if !comparison.unseen.isEmpty {
      text +=
        say("Not seen by software: ", "软件看不到：")
        + comparison.unseen.joined(separator: separator) + "\n"
    }
    for item in machine.notRead {
      text += layout.paragraph(
        say("Not read:", "未读取："),
        say(
          "\(item.what.english): \(item.why.english)", "\(item.what.chinese)：\(item.why.chinese)"),
        indent: 0)
    }
    for note in machine.notes {
      text += layout.paragraph(say("Note:", "注意："), say(note.english, note.chinese), indent: 0)
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
      json.field("message", say(difference.message.english, difference.message.chinese))
      json.endObject()
    }
    json.endArray()
    json.field("compared", comparison.compared)
    json.field("not_seen", comparison.unseen)
    json.field(
      "not_read",
      machine.notRead.map {
        say("\($0.what.english): \($0.why.english)", "\($0.what.chinese)：\($0.why.chinese)")
      })
    json.field("notes", machine.notes.map { say($0.english, $0.chinese) })
    json.endObject()
    json.endLine()
    return json.bytes
  }

}
