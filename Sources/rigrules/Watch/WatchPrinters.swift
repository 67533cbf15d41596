import RigModel
import RigReports
import RigRules

/// For people: reports first, then what each change changes; one screen per change on a terminal.
final class WatchText: WatchPrinter {
  private let console: Console
  private let layout: TextLayout
  private let language: Language
  private let clearsScreen: Bool

  init(console: Console, layout: TextLayout, language: Language, clearsScreen: Bool) {
    self.console = console
    self.layout = layout
    self.language = language
    self.clearsScreen = clearsScreen
  }

  func begin(_ states: [WatchLoop.State], _ rules: RuleSet) {
    clear()
    for state in states {
      if let report = state.report { print("\(state.file): \(headline(report))\n") }
      for line in state.problem { print(language.line(line) + "\n") }
      if let report = state.report { print(findings(report)) }
    }
  }

  func tell(_ news: WatchLoop.News, _ states: [WatchLoop.State], _ rules: RuleSet) {
    clear()
    if clearsScreen { print(layout.dim(Environment.timeOfDay) + "\n") }
    switch news.configuration {
    case .inForce(let path)?:
      print(say("configuration: \(path) is in force", "设置：\(path) 已生效") + "\n")
    case .gone?: print(say("configuration: there is none any more", "设置：文件已不存在") + "\n")
    case nil: break
    }
    if let change = news.rules { tell(change, rules) }
    if let problem = news.rulesProblem { print(language.line("rules: error: \(problem)") + "\n") }
    for build in news.builds {
      for line in build.problem { print(language.line(line) + "\n") }
      // A screen that shows the whole state below does not need it twice.
      if let report = build.first, !clearsScreen {
        print("\(build.file): \(headline(report))\n" + findings(report))
      }
      if let change = build.change {
        let words =
          language == .chinese
          ? change.text(layout: layout, in: language) : change.text(layout: layout)
        print("\(build.file):\n" + words)
      }
    }
    // The screen shows the whole state, whatever the change was.
    guard clearsScreen else { return }
    print("\n")
    for state in states {
      guard let report = state.report else { continue }
      print("\(state.file): \(headline(report))\n" + findings(report))
    }
  }

  private func tell(_ change: EngineChange, _ rules: RuleSet) {
    let words = EngineChangeText(change, language: language)
    let took = language.bracketed("\(words.milliseconds) ms")
    print(say("rules: ", "规则：") + words.summary + took + "\n")
    for problem in words.problems(in: rules) { print("  ! \(problem)\n") }
  }

  private func say(_ english: String, _ chinese: String) -> String {
    language.choose(english, chinese)
  }

  private func headline(_ report: Report) -> String {
    let verdict = layout.paint(report.verdict.word(in: language), as: report.verdict)
    let score = ReportChange.spelled(report.score)
    return say("\(verdict), score \(score)", "\(verdict)，得分 \(score)")
  }

  private func findings(_ report: Report) -> String {
    var text = ""
    for severity in Severity.allCases.reversed() {
      for result in report.results where result.waived == nil {
        guard case .fail(_, let findings) = result.outcome else { continue }
        for finding in findings where finding.severity == severity {
          let word = layout.paint(severity.word(in: language), as: severity)
          text += "  \(word) \(result.rule)\(language.colon)\(finding.message)\n"
        }
      }
    }
    for notice in report.notices {
      text += "  ! \(notice.message)\(notice.at.map(language.bracketed) ?? "")\n"
    }
    return text
  }

  private func clear() {
    if clearsScreen { console.print("\u{1B}[H\u{1B}[2J") }
  }

  private func print(_ text: String) {
    console.print(TerminalText.clean(text, keepingColors: layout.color))
  }
}

/// For programs: one event per line.
final class WatchJSON: WatchPrinter {
  private let console: Console

  init(console: Console) { self.console = console }

  func begin(_ states: [WatchLoop.State], _ rules: RuleSet) {
    for state in states {
      if !state.problem.isEmpty { tell(state.problem, of: state.file) }
      if let report = state.report { first(report, of: state.file) }
    }
  }

  func tell(_ news: WatchLoop.News, _ states: [WatchLoop.State], _ rules: RuleSet) {
    switch news.configuration {
    case .inForce(let path)?: event("configuration") { $0.field("file", path) }
    case .gone?: event("configuration") { $0.field("file", nil as String?) }
    case nil: break
    }
    if let change = news.rules { tell(change) }
    if let problem = news.rulesProblem {
      event("rules_failed") { $0.append("problems", [problem]) }
    }
    for build in news.builds {
      if !build.problem.isEmpty { tell(build.problem, of: build.file) }
      if let report = build.first { first(report, of: build.file) }
      if let change = build.change { tell(change, of: build.file) }
    }
  }

  private func event(_ name: String, _ body: (inout JSONBytes) -> Void) {
    var json = JSONBytes()
    json.beginObject()
    json.field("event", name)
    body(&json)
    json.endObject()
    json.endLine()
    console.print(json.bytes)
  }

  private func first(_ report: Report, of file: String) {
    event("report") { json in
      json.field("file", file)
      json.field("build", report.id)
      json.field("verdict", report.verdict.rawValue)
      Self.append("score", report.score, to: &json)
      Self.append("findings", ReportChange.entries(report), to: &json)
    }
  }

  private func tell(_ problem: [String], of file: String) {
    event("build_failed") { json in
      json.field("file", file)
      json.append("problems", problem)
    }
  }

  private func tell(_ change: EngineChange) {
    event("rules") { json in
      json.field("generation", change.generation)
      json.append("added", change.added)
      json.append("changed", change.changed)
      json.append("removed", change.removed)
      json.append("recovered", change.recovered)
      json.key("failed")
      json.beginArray()
      for failure in change.failed {
        json.beginObject()
        json.field("rule", failure.rule)
        json.field("at", failure.problems[0].at)
        json.field("message", failure.problems[0].message)
        json.endObject()
      }
      json.endArray()
      if !change.plugins.isEmpty { Self.append(change.plugins, to: &json) }
      if let problem = change.configurationProblem { json.field("configuration", problem) }
      let (seconds, attoseconds) = change.duration.components
      json.field("microseconds", Int(seconds * 1_000_000 + attoseconds / 1_000_000_000_000))
    }
  }

  private static func append(_ plugins: PluginChange, to json: inout JSONBytes) {
    json.key("plugins")
    json.beginObject()
    json.append("added", plugins.added)
    json.append("changed", plugins.changed)
    json.append("removed", plugins.removed)
    json.append("recovered", plugins.recovered)
    json.objects("failed", plugins.failed) { plugin, json in
      json.field("plugin", plugin.name)
      json.field("at", plugin.problems[0].at)
      json.field("message", plugin.problems[0].message)
    }
    json.endObject()
  }

  private func tell(_ change: ReportChange, of file: String) {
    event("change") { json in
      json.field("file", file)
      json.field("build", change.new.id)
      json.append("verdict", [change.old, change.new].map(\.verdict.rawValue))
      json.key("score")
      json.beginArray()
      for score in [change.old.score, change.new.score] {
        if let score { json.value(.quantity(score)) } else { json.null() }
      }
      json.endArray()
      Self.append("gone", change.gone, to: &json)
      Self.append("new", change.appeared, to: &json)
      Self.append("altered", change.altered, to: &json)
      json.key("turned")
      json.beginArray()
      for turn in change.turned {
        json.beginObject()
        json.field("rule", turn.rule)
        json.field("before", turn.before)
        json.field("after", turn.after.name)
        json.endObject()
      }
      json.endArray()
      json.append("notices", change.new.notices.map(\.message))
    }
  }

  private static func append(_ name: String, _ score: Double?, to json: inout JSONBytes) {
    json.key(name)
    if let score { json.value(.quantity(score)) } else { json.null() }
  }

  private static func append(
    _ name: String, _ entries: [ReportChange.Entry], to json: inout JSONBytes
  ) {
    json.key(name)
    json.beginArray()
    for entry in entries { entry.append(to: &json) }
    json.endArray()
  }
}
