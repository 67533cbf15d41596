internal import RigRules

/// The fixed words of reports for people, in both languages.
struct Wording {
  let language: Language

  private func choose(_ english: String, _ chinese: String) -> String {
    language == .chinese ? chinese : english
  }

  func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .broken: choose("BROKEN", "规则出错")
    case .fail: choose("FAIL", "不合格")
    case .incomplete: choose("INCOMPLETE", "信息不全")
    case .warn: choose("WARN", "有警告")
    case .pass: choose("PASS", "合格")
    }
  }

  func meaning(_ verdict: Verdict) -> String {
    switch verdict {
    case .broken: choose("a rule broke, so this is no answer", "有规则出错，结论不可用")
    case .fail: choose("do not buy it like this", "不要按这份清单购买")
    case .incomplete:
      choose("a rule that matters lacks data", "重要的规则缺少数据，暂时无法下结论")
    case .warn: choose("it works, with reservations", "可以用，但有需要留意的地方")
    case .pass: choose("nothing speaks against it", "没有发现问题")
    }
  }

  func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: choose("ERROR", "错误")
    case .warning: choose("WARNING", "警告")
    case .advice: choose("ADVICE", "建议")
    }
  }

  var score: String { choose("score", "得分") }
  var coverage: String { choose("of the weight evaluated", "的权重已评估") }
  var noScore: String { choose("no score", "无得分") }
  var suggestion: String { choose("Do:", "建议：") }
  var why: String { choose("Why:", "原因：") }
  var source: String { choose("Source:", "出处：") }
  var place: String { choose("At:", "位置：") }
  var unknown: String { choose("Unknown", "未知") }
  var missing: String { choose("missing", "缺少") }
  var broken: String { choose("Broken rules", "出错的规则") }
  var notices: String { choose("Note", "注意") }
  var waived: String { choose("Waived", "已豁免") }
  var until: String { choose("until", "截至") }
  var passed: String { choose("Passed", "通过") }
  var notApplicable: String { choose("Does not apply", "不适用") }
  var none: String { choose("none", "无") }

  func more(_ count: Int) -> String {
    choose("… and \(count) more findings", "……另有 \(count) 条")
  }

  func kind(_ kind: RuleFailure.Kind) -> String {
    switch kind {
    case .error: choose("error", "出错")
    case .fuel: choose("fuel", "燃料用尽")
    case .memory: choose("memory", "内存超限")
    case .deadline: choose("deadline", "超时")
    case .load: choose("load", "无法加载")
    }
  }
}
