internal import RigModel
internal import RigRules

/// The fixed words of reports for people, in both languages.
struct Wording {
  let language: Language

  private func choose(_ english: String, _ chinese: String) -> String {
    language.choose(english, chinese)
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

  private func meaning(_ verdict: Verdict) -> String {
    switch verdict {
    case .broken: choose("A rule is broken, so there is no verdict", "有规则出错，结论不可用")
    case .fail: choose("Don't buy this as listed", "不要按这份清单购买")
    case .incomplete: choose("No problems in what is stated", "已写明的部分没有发现问题")
    case .warn: choose("It works; read the warnings first", "可以用，但请先看警告")
    case .pass: choose("No problems found", "没有发现问题")
    }
  }

  /// What the verdict of a report means, beside its findings.
  func meaning(of report: Report) -> String {
    report.verdict == .incomplete && report.counts.fail > 0
      ? choose("No errors in what is stated", "已写明的部分没有错误") : meaning(report.verdict)
  }

  func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: choose("ERROR", "错误")
    case .warning: choose("WARNING", "警告")
    case .advice: choose("ADVICE", "建议")
    }
  }

  /// The score with the share of the checks it rests on; below half of them there is no score.
  func score(_ score: Double?, coverage: Double) -> String {
    let percent = DecimalText.short((coverage * 100).rounded())
    guard let score, coverage >= Self.leastCoverage else {
      return choose(
        "\(percent) % of the checks evaluated: too few for a score",
        "只评估了 \(percent)% 的检查，不足以打分")
    }
    return choose(
      "score \(DecimalText.short(score)) on \(percent) % of the checks",
      "得分 \(DecimalText.short(score))（评估了 \(percent)% 的检查）")
  }

  /// The share of the checks' weight below which a score says nothing about a build.
  static let leastCoverage = 0.5

  var knowledgeLost: String {
    choose("only knowledge is lost: nothing has become better", "只是少了信息，问题并没有解决")
  }
  var knowledgeGained: String {
    choose("only knowledge is gained: more checks could be made, and passed", "只是多了信息：更多检查得以进行并通过")
  }

  let suggestion = "→"
  var why: String { choose("Why:", "原因：") }
  var source: String { choose("Source:", "出处：") }
  var fillIn: String { choose("Fill in first", "请先补充") }

  /// How many checks could not be made.
  func unchecked(_ count: Int) -> String {
    choose(
      "Not checked for lack of data: \(count == 1 ? "1 check" : "\(count) checks")",
      "缺少数据，未检查 \(count) 项")
  }

  func moreFields(_ count: Int) -> String {
    choose(
      "… and \(count) more \(count == 1 ? "field" : "fields"); --all lists them",
      "……另有 \(count) 个字段，--all 可全部列出")
  }

  /// The line that ends a report: how many checks passed, and how many do not concern the build.
  func passed(_ passed: Int, notApplicable: Int) -> String {
    let first = choose(
      "\(passed) \(passed == 1 ? "check" : "checks") passed", "通过 \(passed) 项检查")
    if notApplicable == 0 { return first }
    let second = choose(
      "\(notApplicable) \(notApplicable == 1 ? "does" : "do") not apply", "\(notApplicable) 项不适用")
    return choose("\(first), \(second)", "\(first)，\(second)")
  }
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
