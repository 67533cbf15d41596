package import RigRules

extension Severity {
  /// The word that people read; in English it is that of rules and settings.
  package func word(in language: Language) -> String {
    language == .chinese ? Wording(language: language).severity(self) : rawValue
  }
}

extension Verdict {
  /// The word that people read; in English it is that of programs.
  package func word(in language: Language) -> String {
    language == .chinese ? Wording(language: language).verdict(self) : rawValue
  }
}

extension Language {
  /// The word for an outcome by its name, such as `not_applicable`; in English the name itself.
  package func outcome(_ name: String) -> String {
    guard self == .chinese else { return name }
    return switch name {
    case "pass": "通过"
    case "fail": "未通过"
    case "unknown": "信息不全"
    case "not_applicable": "不适用"
    case "broken": "规则出错"
    case "not there": "没有这条规则"
    default: name
    }
  }

  /// What stands between the names of a list.
  package var comma: String { choose(", ", "、") }

  /// What follows a name that something is said about.
  package var colon: String { choose(": ", "：") }

  /// A remark in brackets behind a text.
  package func bracketed(_ text: String) -> String { choose(" (\(text))", "（\(text)）") }
}
