internal import RigModel
internal import RigRules

/// The list of rules, by category, with a link to each page.
struct RuleIndexDocument {
  let rules: [RuleDescription]

  var file: GeneratedFile { GeneratedFile(path: "rules/README.md", text: text) }

  private var text: String {
    var text = "<!-- \(GeneratedFile.mark)docs` from the rules; edit those, not this. -->\n\n"
    text += "# Rules · 规则\n\n"
    text += "\(rules.count) rules. Each page is made from the rule's own file: what it says, why, "
    text += "where the sentence stands, what can be set, and its examples.\n\n"
    text += "共 \(rules.count) 条规则。每页由规则文件生成：内容、原因、出处、参数和示例。\n"
    for category in Set(rules.map(\.category)).sorted() {
      text += "\n## \(Markdown.escaped(category))\n\n"
      text += Self.table(of: rules.filter { $0.category == category }, beside: "rules/")
    }
    return text
  }

  /// Rules with a link to the page of each, from a page in a folder of documents.
  static func table(of rules: [RuleDescription], beside folder: String) -> String {
    Markdown.table(
      ["Rule · 规则", "Severity · 级别", "Title", "标题"],
      rules.map { rule in
        let path = RuleDocument.path(of: rule.id).dropFirst(folder.count)
        return [
          "[\(rule.id)](\(path))", rule.severity.rawValue, Markdown.cell(rule.title.english),
          Markdown.cell(rule.title.chinese ?? ""),
        ]
      })
  }
}
