internal import RigModel
internal import RigRules

/// A part that the rule did not look at changes nothing, down to the last figure.
struct UnrelatedPart: DerivedCheck {
  let kind = TestPoint.Kind.unrelatedPart

  /// What there may be beside, whatever a rule is about.
  private static let parts: [BuildValue.Field] = [
    field("use_case", "kaggle"), field("preprocessing", "before-training"),
    field("precision", 16), field("model_memory_gb", 6), field("monitors", 3),
    field("cpu", ["name": "a CPU", "cores": 8, "threads": 16, "tdp_w": 105]),
    field("cpu_cooler", ["name": "a cooler", "type": "air", "height_mm": 155]),
    field("motherboard", ["name": "a board", "form_factor": "ATX"]),
    field("memory", [["name": "a kit", "type": "DDR5", "modules": 2, "module_gb": 16]]),
    field("gpus", [["name": "a card", "vendor": "nvidia", "vram_gb": 8, "tdp_w": 200]]),
    field("storage", [["name": "a drive", "type": "nvme", "capacity_gb": 1000]]),
    field("psus", [["name": "a supply", "wattage_w": 850]]),
    field("chassis", ["name": "a case", "expansion_slots": 7]),
    field("mains", ["volts": 230, "amps": 16]),
    field("software", ["os": "linux"]),
    field("extra", ["note": "for no rule"]), field("x_unrelated", "for no rule"),
  ]

  private static func field(_ key: String, _ value: BuildValue) -> BuildValue.Field {
    BuildValue.Field(key: key, value: value)
  }

  func trials(of test: TestCase, rule: RuleDescription, explanation: Explanation) -> [Trial] {
    // What facts look at is not told, so nothing is sure to be unrelated.
    if explanation.reads.contains(where: { $0.path.hasPrefix(RulePaths.factPrefix) }) { return [] }
    let touched = Self.touched(by: rule, explanation)
    let parts = Self.parts.filter {
      test.build.value[$0.key] == nil && !touched.contains($0.key)
    }
    let each = parts.compactMap { Self.trial(test, [$0]) }
    return Self.trial(test, parts).map { [$0.narrowed(by: each)] } ?? []
  }

  private static func trial(_ test: TestCase, _ parts: [BuildValue.Field]) -> Trial? {
    let value = parts.reduce(test.build.value) { $0.setting($1.key, to: $1.value) }
    guard !parts.isEmpty, let build = try? Build(value) else { return nil }
    let names = parts.map { "`\($0.key)`" }.joined(separator: ", ")
    return Trial(what: "with \(names) added", build: build, parameters: test.parameters)
  }

  /// The first steps of all that it reads, needs or says to read.
  private static func touched(by rule: RuleDescription, _ explanation: Explanation)
    -> Set<String>
  {
    let declared = rule.needs.flatMap(RulePaths.alternatives) + rule.reads
    return Set((explanation.reads.map(\.path) + declared).map(RulePaths.root))
  }

  func differences(_ original: RuleResult, _ answer: RuleResult, _ trial: Trial)
    -> [FieldDifference]
  {
    if original == answer { return [] }
    let names = FieldDifference.between(
      "outcome", original.outcome.name, answer.outcome.name)
    if !names.isEmpty { return names }
    return [
      FieldDifference(
        field: "answer", expected: "\(original.outcome.summary)", got: answer.outcome.summary)
    ]
  }
}

extension Outcome {
  /// What it says, on one line.
  var summary: String {
    switch self {
    case .pass, .notApplicable: name
    case .unknown(let missing): "unknown: \(missing.joined(separator: ", "))"
    case .broken(let failure): "broken at \(failure.at): \(failure.message)"
    case .fail(_, let findings):
      findings.map { "\($0.severity.rawValue) \($0.id) \($0.data.spelled)" }
        .joined(separator: "; ")
    }
  }
}
