import RigModel
import RigRules

/// Everything there is to say of one rule, and of what it did on a build.
struct RulePage {
  let rule: RuleDescription
  let explanation: Explanation?
  let language: Language

  func text(color: Bool) -> String {
    let layout = TextLayout(color: color)
    let severity = layout.colored(rule.severity.rawValue, as: rule.severity)
    var text = "\(layout.bold(rule.id))  \(severity)  \(layout.dim(rule.path))\n"
    text += TextLayout.wrapped(rule.title[language], indent: "")
    func section(_ english: String, _ chinese: String, _ lines: [String]) {
      guard !lines.isEmpty else { return }
      text += "\n\(layout.bold(language == .chinese ? chinese : english))\n" + lines.joined()
    }
    let wrap = { (text: String) in TextLayout.wrapped(text, indent: "  ") }
    section("Why", "原因", rule.why.map { [wrap($0[language])] } ?? [])
    section("Source", "出处", rule.source.map { wrap("“\($0)”") })
    section("Needs", "所需字段", rule.needs.map { "  \($0)\n" })
    section("Parameters", "参数", rule.parameters.map(parameter))
    section("Findings", "可能的结论", rule.messages.map { wrap("\($0.id): \($0.text[language])") })
    if let explanation {
      section("On this build", "对本配置", outcome(explanation.result, layout))
      section("Values read", "读到的值", reads(explanation))
    }
    return text
  }

  var json: String {
    var fields = RuleList.fields(of: rule, language: language)
    fields.append(("weight", .value(.quantity(rule.weight))))
    fields.append(("needs", .texts(rule.needs)))
    fields.append(("messages", .map(rule.messages.map(message))))
    guard let explanation else { return JSONText.map(fields).line }
    fields.append(("result", .map(Self.fields(of: explanation.result.outcome))))
    fields.append(("reads", .list(explanation.reads.map(Self.read))))
    fields.append(("fuel", .value(.integer(Int64(explanation.fuel)))))
    return JSONText.map(fields).line
  }

  private func message(_ message: RuleDescription.Message) -> (key: String, value: JSONText) {
    (message.id, .text(message.text[language]))
  }

  private static func read(_ read: Explanation.Read) -> JSONText {
    .map([("path", .text(read.path)), ("value", .optional(read.value))])
  }

  private func parameter(_ parameter: Parameter) -> String {
    let unit = parameter.unit.map { " \($0)" } ?? ""
    var notes: [String] = []
    if parameter.value != parameter.defaultValue {
      notes.append(
        (language == .chinese ? "默认 " : "default ") + parameter.defaultValue.spelled)
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
    let tail = notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
    let doc = parameter.doc.map { ": \($0[language])" } ?? ""
    return TextLayout.wrapped(head + tail + doc, indent: "  ")
  }

  private func outcome(_ result: RuleResult, _ layout: TextLayout) -> [String] {
    let name = result.outcome.name
    switch result.outcome {
    case .pass, .notApplicable: return ["  \(name)\n"]
    case .unknown(let missing):
      return ["  \(name): \(missing.joined(separator: ", "))\n"]
    case .broken(let failure):
      return ["  \(name): \(failure.message) (\(failure.at))\n"]
    case .fail(_, let findings):
      return findings.flatMap { finding -> [String] in
        let severity = layout.colored(finding.severity.rawValue, as: finding.severity)
        let place = finding.at.map { layout.dim(" \($0)") } ?? ""
        let lines = ["  \(severity)\(place)\n", TextLayout.wrapped(finding.message, indent: "    ")]
        return lines + (finding.suggestion.map { [TextLayout.wrapped("→ \($0)", indent: "    ")] } ?? [])
      }
    }
  }

  private func reads(_ explanation: Explanation) -> [String] {
    let columns = explanation.reads.map { TextLayout.columns(of: $0.path) }.max() ?? 0
    let absent = language == .chinese ? "（未填写）" : "(not stated)"
    return explanation.reads.map {
      "  \(TextLayout.padded($0.path, to: columns))  \($0.value?.spelled ?? absent)\n"
    }
  }

  private static func fields(of outcome: Outcome) -> [(key: String, value: JSONText)] {
    let name = (key: "outcome", value: JSONText.text(outcome.name))
    switch outcome {
    case .pass, .notApplicable: return [name]
    case .unknown(let missing): return [name, ("missing", .texts(missing))]
    case .broken(let failure):
      let error: [(key: String, value: JSONText)] = [
        ("kind", .text(failure.kind.rawValue)), ("message", .text(failure.message)),
        ("at", .text(failure.at)),
      ]
      return [name, ("error", .map(error))]
    case .fail(let severity, let findings):
      return [
        name, ("severity", .text(severity.rawValue)),
        ("findings", .list(findings.map { .map(fields(of: $0)) })),
      ]
    }
  }

  private static func fields(of finding: Finding) -> [(key: String, value: JSONText)] {
    var fields: [(key: String, value: JSONText)] = [
      ("id", .text(finding.id)), ("severity", .text(finding.severity.rawValue)),
      ("message", .text(finding.message)), ("data", .value(finding.data)),
    ]
    if let at = finding.at { fields.append(("at", .text(at))) }
    if let suggestion = finding.suggestion { fields.append(("suggestion", .text(suggestion))) }
    return fields
  }
}
