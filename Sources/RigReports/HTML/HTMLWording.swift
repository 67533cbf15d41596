internal import RigModel
internal import RigPictures
internal import RigRules

/// The fixed words of the page.
struct HTMLWording {
  let language: Language

  func choose(_ english: String, _ chinese: String) -> String {
    language.choose(english, chinese)
  }

  var title: String { choose("Build report", "装机检查报告") }
  var comparison: String { choose("Side by side", "并排比较") }
  var differs: String { choose("differs", "不同") }
  var pictures: String { choose("Pictures", "图示") }
  var textInstead: String { choose("This picture as text", "图示的文字说明") }
  var noFindings: String { choose("No findings here.", "这里没有发现问题。") }
  var otherFindings: String { choose("Other findings", "其他检查结果") }
  var parts: String { choose("Parts and price", "部件和价格") }
  var part: String { choose("Part", "部件") }
  var name: String { choose("Name", "名称") }
  var count: String { choose("Count", "数量") }
  var price: String { choose("Price", "价格") }
  var total: String { choose("Total", "合计") }
  var notStated: String { choose("not stated", "未写明") }
  var rules: String { choose("Every rule", "全部规则") }
  var rule: String { choose("Rule", "规则") }
  var result: String { choose("Result", "结果") }
  var verdict: String { choose("Verdict", "结论") }
  var score: String { choose("Score", "得分") }
  var useCase: String { choose("Use case", "用途") }
  var whyAndSource: String { choose("Why it matters", "为什么重要") }
  var missing: String { choose("missing: ", "缺少：") }
  var lookedAt: String { choose("looked at: ", "所看的字段：") }
  var waived: String { choose("waived: ", "已豁免：") }
  var source: String { choose("Source: ", "出处：") }
  var suggestion: String { choose("Change: ", "怎么改：") }
  var signs: String {
    choose(
      "✓ fits · ! a warning · ✗ does not fit · ? hatched: not stated or not checked, so never a pass",
      "✓ 合适 · ! 有警告 · ✗ 不合适 · ? 斜线：未写明或未检查，不算通过")
  }
  var rulesNote: String {
    choose(
      "A rule that does not apply has a condition that this build does not meet; "
        + "beside it stand the fields that it looks at, as the build has them.",
      "“不适用”表示这台机器不满足规则的前提条件；旁边列出规则所看的字段和这台机器的值。")
  }

  func outcome(_ outcome: Outcome) -> (sign: String, word: String) {
    switch outcome {
    case .pass: ("✓", choose("passed", "通过"))
    case .fail(let severity, _):
      (severity == .error ? "✗" : "!", Wording(language: language).severity(severity).lowercased())
    case .unknown: ("?", choose("unknown", "未知"))
    case .notApplicable: ("–", choose("does not apply", "不适用"))
    case .broken: ("✗", choose("rule is broken", "规则出错"))
    }
  }

  func verdictSign(_ verdict: Verdict) -> String {
    switch verdict {
    case .pass: "✓"
    case .warn: "!"
    case .incomplete: "?"
    case .fail, .broken: "✗"
    }
  }

  /// What people call a part of a build.
  func part(_ key: String) -> String {
    switch key {
    case "cpu": "CPU"
    case "cpu_cooler": choose("CPU cooler", "CPU 散热器")
    case "motherboard": choose("Board", "主板")
    case "memory": choose("Memory", "内存")
    case "gpus": choose("Graphics card", "显卡")
    case "storage": choose("Storage", "硬盘")
    case "psus": choose("Power supply", "电源")
    case "chassis": choose("Chassis", "机箱")
    default: key
    }
  }

  func nothingShown(_ count: Int) -> String {
    choose("\(count) builds", "\(count) 台机器")
  }
}
