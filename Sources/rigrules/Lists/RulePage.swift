import RigModel
import RigReports
import RigRules

/// Everything known about one rule, and what it did on a build.
struct RulePage {
  let rule: RuleDescription
  var explanation: Explanation?
  /// Which values of the build decide the result, where that is asked.
  var whyNot: WhyNot?
  let language: Language

  func text(color: Bool) -> String {
    let layout = TextLayout(color: color)
    let severity = layout.paint(rule.severity.word(in: language), as: rule.severity)
    var text = "\(layout.bold(rule.id))  \(severity)  \(layout.dim(rule.path))\n"
    text += layout.paragraph("", rule.title[language], indent: 0)
    func section(_ english: String, _ chinese: String, _ lines: [String]) {
      guard !lines.isEmpty else { return }
      text += "\n\(layout.bold(language.choose(english, chinese)))\n" + lines.joined()
    }
    let wrap = { (text: String) in layout.paragraph("", text, indent: 2) }
    section("Why", "原因", rule.why.map { [wrap($0[language])] } ?? [])
    section("Source", "出处", rule.source.map { wrap("「\($0)」") })
    section("Needs", "所需字段", rule.needs.map { "  \($0)\n" })
    section(
      "Where it is unknown", "信息不全时", rule.needs.isEmpty ? [] : [wrap(unknownEffect)])
    section("Reads where stated", "有则参考的字段", rule.reads.map { "  \($0)\n" })
    section("Respects the order of", "顺序有影响的列表", rule.ordered.map { "  \($0)\n" })
    section("Parameters", "参数", rule.parameters.map { wrap(parameter($0)) })
    section(
      "Findings", "可能的结论",
      rule.messages.map {
        layout.paragraph("\($0.id)\(language.choose(":", "："))", $0.text[language], indent: 2)
      })
    if let explanation {
      section("On this build", "对本配置", outcome(explanation.result, layout))
      section(
        "Why not otherwise", "为何不是别的结论", whyNot.map { $0.lines(language).map(wrap) } ?? [])
      section("Values read", "读到的值", reads(explanation))
    }
    return text
  }

  var json: [UInt8] {
    var json = JSONBytes(pretty: true)
    json.beginObject()
    RuleList.append(rule, language, to: &json)
    json.append("weight", .quantity(rule.weight))
    json.append("needs", rule.needs)
    json.append("optional", rule.reads)
    json.append("ordered", rule.ordered)
    json.key("messages")
    json.beginObject()
    for message in rule.messages { json.field(message.id, message.text[language]) }
    json.endObject()
    if let explanation { append(explanation, to: &json) }
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private var unknownEffect: String {
    switch rule.unknown {
    case .incomplete: language.choose("The verdict is incomplete.", "整个结论为信息不全。")
    case .note: language.choose("A note; the verdict does not depend on it.", "只作说明，不影响结论。")
    }
  }

  private func append(_ explanation: Explanation, to json: inout JSONBytes) {
    json.key("result")
    explanation.result.outcome.write(to: &json)
    json.key("reads")
    json.beginArray()
    for read in explanation.reads {
      json.beginObject()
      json.field("path", read.path)
      json.key("value")
      if let value = read.value { json.value(value) } else { json.null() }
      json.endObject()
    }
    json.endArray()
    json.field("fuel", explanation.fuel)
    whyNot?.write(to: &json)
  }

  private func parameter(_ parameter: Parameter) -> String {
    let unit = parameter.unit.map { " \($0)" } ?? ""
    var notes: [String] = []
    if parameter.value != parameter.defaultValue {
      notes.append(
        language.choose("default ", "默认 ") + parameter.defaultValue.spelled)
    }
    let bounds = [parameter.minimum, parameter.maximum].map {
      $0.map { BuildValue.quantity($0).spelled } ?? "…"
    }
    if parameter.minimum != nil || parameter.maximum != nil {
      notes.append(bounds.joined(separator: "–"))
    }
    if let allowed = parameter.allowed {
      notes.append(allowed.map(\.spelled).joined(separator: " | "))
    }
    let head = "\(parameter.name) = \(parameter.value.spelled)\(unit)"
    let all = notes.joined(separator: language.choose("; ", "；"))
    let tail = notes.isEmpty ? "" : language.bracketed(all)
    let doc = parameter.doc.map { language.colon + $0[language] } ?? ""
    return head + tail + doc
  }

  private func outcome(_ result: RuleResult, _ layout: TextLayout) -> [String] {
    let name = language.outcome(result.outcome.name)
    switch result.outcome {
    case .pass, .notApplicable: return ["  \(name)\n"]
    case .unknown(let missing):
      return ["  \(name)\(language.colon)\(missing.joined(separator: language.comma))\n"]
    case .broken(let failure):
      return ["  \(name)\(language.colon)\(failure.message)\(language.bracketed(failure.at))\n"]
    case .fail(_, let findings):
      return findings.flatMap { lines(of: $0, layout) }
    }
  }

  private func lines(of finding: Finding, _ layout: TextLayout) -> [String] {
    let severity = layout.paint(finding.severity.word(in: language), as: finding.severity)
    let place = finding.at.map { layout.dim(" \($0)") } ?? ""
    let texts = [finding.message] + (finding.suggestion.map { ["→ \($0)"] } ?? [])
    return ["  \(severity)\(place)\n"] + texts.map { layout.paragraph("", $0, indent: 4) }
  }

  private func reads(_ explanation: Explanation) -> [String] {
    let columns = explanation.reads.map { TextLayout.columns(of: $0.path) }.max() ?? 0
    let absent = language.choose("(not stated)", "（未填写）")
    return explanation.reads.map {
      "  \(TextLayout.padded($0.path, to: columns))  \($0.value?.spelled ?? absent)\n"
    }
  }
}
