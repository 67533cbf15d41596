import RigDocuments
import RigModel
import RigReports
import RigRules

/// What an error code means, for people and for programs.
struct ErrorPage {
  let code: ErrorCode
  let language: Language

  func text(color: Bool) -> String {
    let layout = TextLayout(color: color)
    let isChinese = language == .chinese
    func words(_ doc: FieldDoc) -> String { isChinese ? doc.chinese : doc.english }
    var text = "\(layout.bold(code.name))\n" + layout.paragraph("", words(code.meaning), indent: 0)
    if let sample = code.sample.shown {
      text += "\n\(layout.bold(isChinese ? "示例" : "For example"))\n"
      text += sample.text.split(separator: "\n").map { "  \($0)\n" }.joined()
      text += code.sample.diagnosis.map { layout.paragraph("→", $0, indent: 2) }.joined()
    }
    text += "\n\(layout.bold(isChinese ? "如何修正" : "What to do"))\n"
    return text + layout.paragraph("", words(code.remedy), indent: 2)
  }

  var json: [UInt8] {
    let isChinese = language == .chinese
    var json = JSONBytes(pretty: true)
    json.beginObject()
    json.field("code", code.name)
    json.field("meaning", isChinese ? code.meaning.chinese : code.meaning.english)
    json.field("remedy", isChinese ? code.remedy.chinese : code.remedy.english)
    json.field("sample", code.sample.shown?.text)
    json.append("says", code.sample.diagnosis)
    json.endObject()
    json.endLine()
    return json.bytes
  }
}
