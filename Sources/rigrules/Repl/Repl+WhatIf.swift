import RigModel
import RigReports
import RigRules

/// What `:what-if` is asked: a place, and the values to try there.
struct WhatIfRange: Equatable {
  let path: String
  let from: Double
  let to: Double
  let step: Double
  static let maximumRows = 1000.0

  /// Reads `PATH FROM..TO [STEP]`.
  init(_ text: String) throws {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count == 2 || words.count == 3, let dots = words[1].firstRange(of: "..") else {
      throw Repl.usage(.whatIf)
    }
    guard let from = Double(words[1][..<dots.lowerBound]),
      let to = Double(words[1][dots.upperBound...]), from.isFinite, to.isFinite
    else { throw Repl.Failure("`\(words[1])` is no range; write 1000..1600") }
    guard from <= to else { throw Repl.Failure("the range goes from the smaller to the larger") }
    let step = words.count == 3 ? Double(words[2]) : Self.standardStep(from, to)
    guard let step, step > 0, step.isFinite else {
      throw Repl.Failure("`\(words[2])` is no step; write a number above 0")
    }
    guard (to - from) / step < Self.maximumRows else {
      throw Repl.Failure("that is more than \(Int(Self.maximumRows)) values; take a larger step")
    }
    (path, self.from, self.to, self.step) = (words[0], from, to, step)
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

extension Repl {
  /// One value that was tried.
  private struct Trial {
    let value: Double
    let report: Report
  }

  /// `:what-if PATH FROM..TO [STEP]`.
  func whatIf(_ rest: String) throws {
    let range = try WhatIfRange(rest)
    let path = try BuildPath(range.path)
    func trial(_ value: Double) throws -> Trial {
      if lines.wasInterrupted() { throw Failure("interrupted") }
      let build = try draft.setting(path, to: .quantity(value))
      return Trial(value: value, report: try engine.evaluate(build))
    }
    let trials = try range.values.map(trial)
    let affected = Self.affected(trials.map(\.report))
    showTable(trials, affected, path)
    if affected.isEmpty {
      let fails = trials.first.map { Self.finds(fault: path, $0.report) } ?? false
      show(
        fails
          ? "  no value that was tried passes\n"
          : "  no rule says anything else for another value\n")
      return
    }
    guard let first = trials.firstIndex(where: { Self.passes($0.report, affected) }) else {
      show("  no value that was tried passes\n")
      return
    }
    var best = trials[first]
    if first > 0 {
      var low = trials[first - 1].value
      let grain = Self.grain(path, range)
      while best.value - low > grain * 1.5 {
        let middle = low + ((best.value - low) / grain / 2).rounded() * grain
        let tried = try trial(WhatIfRange.tidy(middle))
        if Self.passes(tried.report, affected) { best = tried } else { low = tried.value }
      }
    }
    show("  " + Self.answer(best, path, isFirst: first == 0) + "\n")
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
      return findings.contains { $0.severity > .advice && $0.at == path.inReports }
    }
  }

  /// How finely the smallest value is sought.
  private static func grain(_ path: BuildPath, _ range: WhatIfRange) -> Double {
    if case .integer? = path.field?.kind { return 1 }
    let isWhole = range.from == range.from.rounded() && range.step == range.step.rounded()
    return isWhole && range.step >= 1 ? 1 : range.step / 100
  }

  private func showTable(_ trials: [Trial], _ affected: Set<String>, _ path: BuildPath) {
    let values = trials.map { BuildValue.quantity($0.value).spelled }
    let columns = max("value".count, values.map(\.count).max() ?? 0)
    show("  \(TextLayout.padded("value", to: columns))  verdict     score  \(path)\n")
    for (value, trial) in zip(values, trials) {
      let pad = String(repeating: " ", count: columns - value.count)
      let name = trial.report.verdict.rawValue
      let verdict = layout.paint(name, as: trial.report.verdict)
      let gap = String(repeating: " ", count: 10 - name.count)
      let score = ReportChange.spelled(trial.report.score)
      let says = trial.report.results.filter { affected.contains($0.rule) }
        .compactMap(Self.remark).joined(separator: "; ")
      let line = "  \(pad)\(value)  \(verdict)\(gap)  \(TextLayout.padded(score, to: 5))  \(says)"
      show("\(line.trimmingBlanksBehind)\n")
    }
  }

  private static func remark(_ result: RuleResult) -> String? {
    switch result.outcome {
    case .pass, .notApplicable: nil
    case .fail(_, let findings):
      "\(result.rule) \(findings.map(\.id).joined(separator: ", "))"
    case .unknown, .broken: "\(result.rule) \(result.outcome.name)"
    }
  }

  private static func answer(
    _ best: Trial, _ path: BuildPath, isFirst: Bool
  ) -> String {
    let unit = path.field?.unit.map { " \($0)" } ?? ""
    var text = "smallest \(path) that passes: \(BuildValue.quantity(best.value).spelled)\(unit)"
    if isFirst { text += " (the first that was tried)" }
    if best.report.verdict != .pass {
      text +=
        "; the build is \(best.report.verdict.rawValue) then, score "
        + ReportChange.spelled(best.report.score)
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
}
