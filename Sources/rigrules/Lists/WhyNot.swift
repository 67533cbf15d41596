import RigModel
import RigReports
import RigRules

/// Which values of a build decide what a rule states about it: by how much each would have to be another.
///
/// Each value that the rule read is changed alone, and the rule is run again. Nothing is known of the
/// rule's code, so that what is printed holds for whatever way the rule computes it.
struct WhyNot {
  /// A value that decides, and the nearest one with which the rule says something else.
  struct Decision {
    let path: String
    let value: BuildValue
    let needed: BuildValue
    let unit: String?
    /// What the rule says then.
    let outcome: Outcome
    /// The nearest value with which a rule that fails passes; nil where there is none.
    var passing: BuildValue?

    /// How far the value is from the one that is needed; nil for words.
    var margin: Double? { distance(to: needed) }

    func distance(to other: BuildValue) -> Double? {
      guard let value = value.numberValue, let other = other.numberValue else { return nil }
      return abs(other - value)
    }
  }

  let base: Outcome
  /// In the order in which the rule read them.
  private(set) var decisions: [Decision] = []
  private let engine: Engine
  private let rule: String
  private let build: Build

  init(_ explanation: Explanation, on build: Build, engine: Engine) throws {
    base = explanation.result.outcome
    (self.engine, self.build) = (engine, build)
    rule = explanation.rule.id
    guard !Self.isOpen(base) else { return }
    for read in explanation.reads {
      guard let value = read.value,
        let definition = FieldRegistry.version1.field(at: Self.general(read.path))
      else { continue }
      guard var found = try decision(read.path, value, definition, differs) else { continue }
      if case .fail = base {
        found.passing =
          found.outcome.name == "pass"
          ? found.needed
          : try decision(read.path, value, definition) { $0.name == "pass" }?.needed
      }
      decisions.append(found)
    }
  }

  /// Without an answer there is nothing that a value decides.
  private static func isOpen(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .unknown, .broken: true
    case .pass, .fail, .notApplicable: false
    }
  }

  /// `gpus[0].tdp_w` as `gpus[].tdp_w`.
  private static func general(_ path: String) -> String {
    path.replacing(#/\[\d+\]/#, with: "[]")
  }

  private func outcome(_ path: String, _ value: BuildValue) throws -> Outcome? {
    var changed = build
    do { try changed.set(path, to: value) } catch { return nil }
    let report = try engine.evaluate(changed, rules: [rule])
    return report.results.first { $0.rule == rule }?.outcome
  }

  /// Whether two answers are other ones for a reader: pass or not, and how bad.
  private func differs(_ outcome: Outcome) -> Bool {
    if Self.isOpen(outcome) { return false }
    if case .fail(let old, _) = base, case .fail(let new, _) = outcome { return old != new }
    return outcome.name != base.name
  }

  private func decision(
    _ path: String, _ value: BuildValue, _ field: FieldDefinition,
    _ isWanted: (Outcome) -> Bool
  ) throws -> Decision? {
    func made(_ needed: BuildValue, _ outcome: Outcome) -> Decision {
      Decision(path: path, value: value, needed: needed, unit: field.unit, outcome: outcome)
    }
    func first(_ values: [BuildValue]) throws -> Decision? {
      for other in values where other != value {
        if let outcome = try outcome(path, other), isWanted(outcome) { return made(other, outcome) }
      }
      return nil
    }
    switch field.kind {
    case .boolean: return try first([.boolean(true), .boolean(false)])
    case .enumeration(let words, _): return try first(words.map { .text($0) })
    case .integerChoice(let choices): return try first(choices.map { .integer($0) })
    case .integer(let range):
      return try nearest(
        path, value, Double(range.lowerBound)...Double(range.upperBound), grain: 1, isWanted,
        made)
    case .number(let range):
      let grain = (value.numberValue ?? 0).magnitude >= 20 ? 1 : 0.01
      return try nearest(path, value, range, grain: grain, isWanted, made)
    default: return nil
    }
  }

  private static let steps = [1.02, 1.05, 1.1, 1.2, 1.35, 1.5, 2, 3, 5, 10, 30, 100]

  /// The nearest number below or above with another answer.
  private func nearest(
    _ path: String, _ value: BuildValue, _ range: ClosedRange<Double>, grain: Double,
    _ isWanted: (Outcome) -> Bool, _ made: (BuildValue, Outcome) -> Decision
  ) throws -> Decision? {
    guard let start = value.numberValue else { return nil }
    func tidy(_ number: Double) -> Double { (number / grain).rounded() * grain }
    func answer(_ number: Double) throws -> Outcome? {
      try outcome(path, .quantity(number)).flatMap { isWanted($0) ? $0 : nil }
    }
    var best: (number: Double, outcome: Outcome)?
    for sign in [1.0, -1.0] {
      let far = sign > 0 ? range.upperBound : range.lowerBound
      let ladder = Self.steps.map { tidy(sign > 0 ? start * $0 : start / $0) } + [far]
      var low = start
      for probe in ladder where range.contains(probe) && (probe - low) * sign > 0 {
        guard var found = try answer(probe) else {
          low = probe
          continue
        }
        var high = probe
        while (high - low).magnitude > grain * 1.5 {
          let middle = tidy((low + high) / 2)
          if middle == low || middle == high { break }
          if let other = try answer(middle) {
            (high, found) = (middle, other)
          } else {
            low = middle
          }
        }
        if best.map({ abs(high - start) < abs($0.number - start) }) ?? true { best = (high, found) }
        break
      }
    }
    return best.map { made(.quantity($0.number), $0.outcome) }
  }
}

extension WhyNot {
  /// The lines of a page: the first value that decides, with its margin, then the others.
  func lines(_ language: Language) -> [String] {
    let now = Self.word(base, language)
    if case .unknown(let missing) = base {
      let fields = missing.map(Quoted.countedFromOne).joined(separator: language.comma)
      return [
        language.choose("\(now): state \(fields) first", "\(now)：请先写明 \(fields)")
      ]
    }
    guard !decisions.isEmpty else {
      return [
        language.choose(
          "\(now): no single value that the rule read changes that",
          "\(now)：规则读到的值，单独改动任何一个都不改变结论")
      ]
    }
    return decisions.prefix(8).map { line($0, now, language) }
  }

  private func line(_ decision: Decision, _ now: String, _ language: Language) -> String {
    let unit = decision.unit.map { " \($0)" } ?? ""
    let (value, needed) = (decision.value.spelled + unit, decision.needed.spelled + unit)
    let then = Self.word(decision.outcome, language)
    let path = Quoted.countedFromOne(decision.path)
    let text = language.choose(
      "\(path) is \(value): \(now); \(then) with \(needed)",
      "\(path) 是 \(value)：\(now)；改为 \(needed) 则\(then)")
    return text + margin(decision, to: decision.needed, unit, language)
      + passing(decision, unit, language)
  }

  private func margin(
    _ decision: Decision, to other: BuildValue, _ unit: String, _ language: Language
  ) -> String {
    guard let margin = decision.distance(to: other) else { return "" }
    let share = decision.value.numberValue.map { $0 == 0 ? 0 : margin / $0.magnitude * 100 } ?? 0
    let figure = DecimalText.short(margin) + unit
    let percent = DecimalText.short((share * 10).rounded() / 10)
    return language.choose(
      "; margin \(figure) (\(percent) %)", "；相差 \(figure)（\(percent)%）")
  }

  /// The value that the rule needs to pass, where it is not the nearest that changes something.
  private func passing(_ decision: Decision, _ unit: String, _ language: Language) -> String {
    guard let passing = decision.passing, passing != decision.needed else { return "" }
    let value = passing.spelled + unit
    return language.choose("; passes with \(value)", "；改为 \(value) 则通过")
      + margin(decision, to: passing, unit, language)
  }

  private static func word(_ outcome: Outcome, _ language: Language) -> String {
    guard case .fail(let severity, _) = outcome else { return language.outcome(outcome.name) }
    return language.outcome("fail") + language.bracketed(severity.word(in: language))
  }

  func write(to json: inout JSONBytes) {
    json.key("why_not")
    json.beginArray()
    for decision in decisions {
      json.beginObject()
      json.field("path", decision.path)
      json.key("value")
      json.value(decision.value)
      json.key("needed")
      json.value(decision.needed)
      json.key("margin")
      if let margin = decision.margin { json.value(.quantity(margin)) } else { json.null() }
      json.field("outcome", decision.outcome.name)
      json.key("passing")
      if let passing = decision.passing { json.value(passing) } else { json.null() }
      json.key("passing_margin")
      if let margin = decision.passing.flatMap(decision.distance) {
        json.value(.quantity(margin))
      } else {
        json.null()
      }
      json.endObject()
    }
    json.endArray()
  }
}
