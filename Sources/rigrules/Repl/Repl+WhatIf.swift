import RigModel
import RigReports
import RigRules

/// Numbers to try.
struct WhatIfRange: Equatable {
  let from: Double
  let to: Double
  let step: Double
  static let maximumRows = 1000.0

  /// Reads `FROM..TO [STEP]`.
  init(_ words: ArraySlice<String>) throws {
    let words = Array(words)
    guard words.count == 1 || words.count == 2, let dots = words[0].firstRange(of: "..") else {
      throw Repl.usage(.whatIf)
    }
    guard let from = Double(words[0][..<dots.lowerBound]),
      let to = Double(words[0][dots.upperBound...]), from.isFinite, to.isFinite
    else { throw Repl.Failure("`\(words[0])` is not a range; write 1000..1600") }
    guard from <= to else { throw Repl.Failure("the range goes from the smaller to the larger") }
    let step = words.count == 2 ? Double(words[1]) : Self.standardStep(from, to)
    guard let step, step > 0, step.isFinite else {
      throw Repl.Failure("`\(words[1])` is not a step; write a number above 0")
    }
    guard (to - from) / step < Self.maximumRows else {
      throw Repl.Failure("that is more than \(Int(Self.maximumRows)) values; take a larger step")
    }
    (self.from, self.to, self.step) = (from, to, step)
  }

  /// About ten rows; whole steps for whole ends.
  private static func standardStep(_ from: Double, _ to: Double) -> Double {
    let tenth = (to - from) / 10
    if tenth == 0 { return 1 }
    let isWhole = from == from.rounded() && to == to.rounded()
    return isWhole ? max(1, tenth.rounded(.down)) : tenth
  }

  var values: [Double] {
    // A tenth of a step beyond the end, because steps such as 0.1 do not add up exactly.
    let count = Int((to - from) / step + 0.1)
    return (0...count).map { Self.tidy(min(from + Double($0) * step, to)) }
  }

  /// Without what binary fractions add in the last places.
  static func tidy(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}

/// A place of the build and the values to try there: a range of numbers, or words.
struct WhatIfAxis {
  let path: BuildPath
  let range: WhatIfRange?
  let values: [BuildValue]

  /// Reads `PATH FROM..TO [STEP]` or `PATH WORD…`, once or twice.
  static func all(_ text: String) throws -> [WhatIfAxis] {
    let words = text.split { $0.isWhitespace || $0 == "," }.map(String.init)
    guard !words.isEmpty else { throw Repl.usage(.whatIf) }
    let second = words.indices.dropFirst(2).first { isPath(words[$0]) }
    var axes = [try WhatIfAxis(words[..<(second ?? words.count)])]
    if let second { axes.append(try WhatIfAxis(words[second...])) }
    let count = axes.reduce(1) { $0 * $1.values.count }
    guard count <= Int(WhatIfRange.maximumRows) else {
      throw Repl.Failure(
        "that is more than \(Int(WhatIfRange.maximumRows)) values; take a larger step")
    }
    return axes
  }

  private static func isPath(_ word: String) -> Bool {
    guard !word.contains(".."), let path = try? BuildPath(word), let field = path.field else {
      return false
    }
    return word.contains(".") || word.contains("[") || field.component == nil
  }

  private init(_ words: ArraySlice<String>) throws {
    path = try BuildPath(words.first ?? "")
    let rest = words.dropFirst()
    if rest.first?.contains("..") == true {
      let range = try WhatIfRange(rest)
      self.range = range
      values = range.values.map { .quantity($0) }
      return
    }
    range = nil
    if rest.isEmpty {
      switch path.field?.kind {
      case .enumeration(let words, _)?: values = words.map { .text($0) }
      case .boolean?: values = [true, false]
      case .integerChoice(let numbers)?: values = numbers.map { .integer($0) }
      default: throw Repl.usage(.whatIf)
      }
      return
    }
    let field = path.field
    values = try rest.map { word in
      switch field?.kind {
      case .enumeration, .text, .powerTarget: return .text(word.replacing("\"", with: ""))
      case .boolean where word == "true" || word == "false": return .boolean(word == "true")
      default:
        guard let number = Double(word), number.isFinite else { throw Repl.usage(.whatIf) }
        return .quantity(number)
      }
    }
  }
}

extension Repl {
  /// One value that was tried.
  private struct Trial {
    let value: Double
    let report: Report
  }

  /// `:what-if PATH FROM..TO [STEP]`, `PATH WORD…`, or two of them as a grid.
  func whatIf(_ rest: String) throws {
    let axes = try WhatIfAxis.all(rest)
    guard axes.count == 1, let range = axes[0].range else {
      return axes.count == 2 ? try showGrid(axes[0], axes[1]) : try showWords(axes[0])
    }
    let path = axes[0].path
    func trial(_ value: Double) throws -> Trial {
      Trial(value: value, report: try tried([(path, .quantity(value))]))
    }
    let trials = try range.values.map(trial)
    let affected = Self.affected(trials.map(\.report))
    showTable(trials.map { (.quantity($0.value), $0.report) }, affected, path)
    showChart(trials)
    if affected.isEmpty {
      let fails = trials.first.map { Self.finds(fault: path, $0.report) } ?? false
      return show(fails ? nothingPasses : nothingElse)
    }
    func smallest(_ passes: (Report) -> Bool) throws -> (trial: Trial, isFirst: Bool)? {
      guard let first = trials.firstIndex(where: { passes($0.report) }) else { return nil }
      var best = trials[first]
      if first > 0 {
        var low = trials[first - 1].value
        let grain = Self.grain(path, range)
        while best.value - low > grain * 1.5 {
          let middle = low + ((best.value - low) / grain / 2).rounded() * grain
          let tried = try trial(WhatIfRange.tidy(middle))
          if passes(tried.report) { best = tried } else { low = tried.value }
        }
      }
      return (best, first == 0)
    }
    guard let best = try smallest({ Self.passes($0, affected) }) else { return show(nothingPasses) }
    show("  " + answer(best.trial, path, isFirst: best.isFirst) + "\n")
    let clean = try smallest { Self.isClean($0, affected) }
    let unit = path.field?.unit.map { " \($0)" } ?? ""
    if let clean {
      let value = BuildValue.quantity(clean.trial.value).spelled + unit
      show(say("  smallest with no finding: \(value)\n", "  没有任何问题的最小值：\(value)\n"))
    } else {
      show(say("  no value that was tried is without a finding\n", "  试过的值都至少有一个问题\n"))
    }
  }

  private var nothingPasses: String {
    say("  no value that was tried passes\n", "  试过的值都不能通过\n")
  }
  private var nothingElse: String {
    say("  no rule says anything else for another value\n", "  换成其他值，规则的结论都不变\n")
  }

  /// The report of the build with other values.
  private func tried(_ changes: [(BuildPath, BuildValue)]) throws -> Report {
    if lines.wasInterrupted() { throw Failure(say("interrupted", "已中断")) }
    var trial = draft
    for (path, value) in changes { trial.edit(to: try trial.setting(path, to: value)) }
    return try engine.evaluate(trial.build)
  }

  /// A row for each word.
  private func showWords(_ axis: WhatIfAxis) throws {
    let rows = try axis.values.map { ($0, try tried([(axis.path, $0)])) }
    let affected = Self.affected(rows.map(\.1))
    showTable(rows, affected, axis.path)
    if affected.isEmpty {
      return show(nothingElse)
    }
    let good = rows.filter { Self.passes($0.1, affected) }.map(\.0.spelled)
    show(
      good.isEmpty
        ? nothingPasses
        : say("  passes with: ", "  能通过的值：")
          + good.joined(separator: say(", ", "、")) + "\n")
  }

  /// Rows of the first place, columns of the second; a cell has the worst severity and the score.
  private func showGrid(_ rows: WhatIfAxis, _ columns: WhatIfAxis) throws {
    let reports = try rows.values.map { row in
      try columns.values.map { try tried([(rows.path, row), (columns.path, $0)]) }
    }
    let affected = Self.affected(reports.flatMap { $0 })
    let cells = reports.map { $0.map { cell($0, affected) } }
    let heads = rows.values.map(\.spelled)
    let names = columns.values.map(\.spelled)
    let first = ([""] + heads).map { TextLayout.columns(of: $0) }.max() ?? 0
    let widths = names.indices.map { column in
      ([names[column]] + cells.map { $0[column] }).map { TextLayout.columns(of: $0) }.max() ?? 0
    }
    func line(_ head: String, _ cells: [String]) -> String {
      let padded = zip(cells, widths).map { TextLayout.padded($0, to: $1) }
      let text = "  \(TextLayout.padded(head, to: first))  \(padded.joined(separator: "  "))"
      return "\(text.trimmingBlanksBehind)\n"
    }
    show("  \(rows.path) × \(columns.path)\n" + line("", names))
    for (head, cells) in zip(heads, cells) { show(line(head, cells)) }
    show(
      say(
        "  E error, W warning, A advice, ? unknown, · none; then the score\n",
        "  E 错误，W 警告，A 建议，? 信息不全，· 没有问题；其后是得分\n"))
  }

  private func cell(_ report: Report, _ affected: Set<String>) -> String {
    let marks = report.results.filter { affected.contains($0.rule) && $0.waived == nil }
      .compactMap { Self.letter($0.outcome) }
    let worst = ["!", "E", "W", "A", "?"].first { marks.contains($0) } ?? "·"
    return "\(worst) \(ReportChange.spelled(report.score))"
  }

  /// The letter of a severity; `!` is a broken rule.
  private static func letter(_ outcome: Outcome) -> String? {
    switch outcome {
    case .pass, .notApplicable: nil
    case .fail(.error, _): "E"
    case .fail(.warning, _): "W"
    case .fail(.advice, _): "A"
    case .unknown: "?"
    case .broken: "!"
    }
  }

  /// The scores as columns; two values are compared by their rows alone.
  private func showChart(_ trials: [Trial]) {
    guard trials.count > 2 else { return }
    let columns = trials.map {
      ScoreChart.Column(value: $0.value, score: $0.report.score, verdict: $0.report.verdict)
    }
    show(ScoreChart(columns, width: setup.width).text(in: language))
  }

  private static func isClean(_ report: Report, _ affected: Set<String>) -> Bool {
    report.results.filter { affected.contains($0.rule) }.allSatisfy {
      letter($0.outcome) == nil || $0.waived != nil
    }
  }

  /// The rules that do not say the same of all values. What no value changes is not what is asked.
  private static func affected(_ reports: [Report]) -> Set<String> {
    var outcomes: [String: String] = [:]
    var affected: Set<String> = []
    for result in reports.flatMap(\.results) {
      let mark = mark(result)
      if outcomes.updateValue(mark, forKey: result.rule).map({ $0 != mark }) ?? false {
        affected.insert(result.rule)
      }
    }
    return affected
  }

  private static func mark(_ result: RuleResult) -> String {
    guard case .fail(let severity, let findings) = result.outcome else {
      return result.outcome.name
    }
    return "\(severity.rawValue) " + findings.map(\.id).joined(separator: ",")
  }

  /// Neither an error nor a warning, and nothing unknown, in the rules that the value decides.
  private static func passes(_ report: Report, _ affected: Set<String>) -> Bool {
    report.results.filter { affected.contains($0.rule) }.allSatisfy { result in
      switch result.outcome {
      case .pass, .notApplicable: true
      case .fail(let severity, _): severity == .advice || result.waived != nil
      case .unknown, .broken: false
      }
    }
  }

  /// Whether an error or a warning is about this very value.
  private static func finds(fault path: BuildPath, _ report: Report) -> Bool {
    report.results.contains { result in
      guard case .fail(_, let findings) = result.outcome, result.waived == nil else { return false }
      let place = BuildLocation.general(path.inReports)
      return findings.contains {
        $0.severity > .advice && $0.at.map(BuildLocation.general) == place
      }
    }
  }

  /// How finely the smallest value is sought.
  private static func grain(_ path: BuildPath, _ range: WhatIfRange) -> Double {
    if case .integer? = path.field?.kind { return 1 }
    let isWhole = range.from == range.from.rounded() && range.step == range.step.rounded()
    return isWhole && range.step >= 1 ? 1 : range.step / 100
  }

  private func showTable(
    _ trials: [(value: BuildValue, report: Report)], _ affected: Set<String>, _ path: BuildPath
  ) {
    let values = trials.map(\.value.spelled)
    let heads = [say("value", "取值"), say("verdict", "结论"), say("score", "得分")]
    let columns = ([heads[0]] + values).map { TextLayout.columns(of: $0) }.max() ?? 0
    func row(_ cells: [String], isNumber: Bool) -> String {
      let value = TextLayout.padded("", to: columns - TextLayout.columns(of: cells[0]))
      let first = isNumber ? value + cells[0] : cells[0] + value
      return "  \(first)  \(TextLayout.padded(cells[1], to: 10))  "
        + TextLayout.padded(cells[2], to: 5)
    }
    let isNumber = trials.allSatisfy { $0.value.numberValue != nil }
    show(row(heads, isNumber: isNumber) + "  \(path)\n")
    for (value, trial) in zip(values, trials) {
      let name = trial.report.verdict.word(in: language)
      let score = ReportChange.spelled(trial.report.score)
      let head = row([value, name, score], isNumber: isNumber)
        .replacing(name, with: layout.paint(name, as: trial.report.verdict), maxReplacements: 1)
      let says = trial.report.results.filter { affected.contains($0.rule) }
        .compactMap(remark).joined(separator: say("; ", "；"))
      let indent = TextLayout.columns(of: row([value, name, score], isNumber: isNumber)) + 2
      let text = layout.paragraph("", says, indent: indent).dropFirst(indent)
      show("\("\(head)  \(text)".trimmingEnd)\n")
    }
  }

  private func remark(_ result: RuleResult) -> String? {
    guard let letter = Self.letter(result.outcome) else { return nil }
    switch result.outcome {
    case .fail(_, let findings):
      return "\(letter) \(result.rule) \(findings.map(\.id).joined(separator: language.comma))"
    default: return "\(letter) \(result.rule) \(language.outcome(result.outcome.name))"
    }
  }

  private func answer(_ best: Trial, _ path: BuildPath, isFirst: Bool) -> String {
    let unit = path.field?.unit.map { " \($0)" } ?? ""
    let value = BuildValue.quantity(best.value).spelled + unit
    var text = say(
      "smallest \(path) that passes: \(value)", "能通过的最小 \(path)：\(value)")
    if isFirst { text += say(" (the first that was tried)", "（试过的第一个值）") }
    if best.report.verdict != .pass {
      let score = ReportChange.spelled(best.report.score)
      text += say(
        "; the build is \(best.report.verdict.rawValue) then, score \(score)",
        "；此时配置为\(best.report.verdict.word(in: language))，得分 \(score)")
    }
    return text
  }
}

extension String {
  fileprivate var trimmingBlanksBehind: Substring {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return text
  }

  fileprivate var trimmingEnd: Substring {
    var text = self[...]
    while text.last == " " || text.last == "\n" { text.removeLast() }
    return text
  }
}
