internal import RigModel
internal import RigRules

/// What the rules report about a build, as pictures ask for it.
struct RuleAnswers {
  let report: Report
  let rules: [String: RuleDescription]

  init(_ report: Report, _ rules: [RuleDescription]) {
    self.report = report
    self.rules = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func result(of rule: String) -> RuleResult? { report.results.first { $0.rule == rule } }

  /// The findings of a rule, in its order; those at one part where `at` names it (`psus[0]`).
  func findings(of rule: String, at part: String? = nil) -> [Finding] {
    guard case .fail(_, let findings)? = result(of: rule)?.outcome else { return [] }
    guard let part else { return findings }
    return findings.filter { $0.at.map { $0 == part || $0.hasPrefix(part + ".") } ?? false }
  }

  /// The number that a rule's first finding carries.
  func number(_ key: String, of rule: String) -> Double? {
    findings(of: rule).lazy.compactMap { $0.data[key]?.numberValue }.first
  }

  /// The number that a user may set for a rule, in force.
  func parameter(_ name: String, of rule: String) -> Double? {
    rules[rule]?.parameters.first { $0.name == name }?.value.numberValue
  }

  /// How a rule finds the build, or one part of it. A rule that is switched off or broken says
  /// nothing: `unknown`.
  func state(of rule: String, at part: String? = nil) -> PictureState {
    switch result(of: rule)?.outcome {
    case .pass: return .fits
    case .notApplicable: return .plain
    case .unknown, .broken, nil: return .unknown
    case .fail:
      let own = findings(of: rule, at: part)
      guard let worst = own.map(\.severity).max() else { return .fits }
      return worst == .error ? .exceeds : .tight
    }
  }

  /// The fields that a rule lacks, as people count.
  func missing(for rule: String) -> [String] {
    guard case .unknown(let missing)? = result(of: rule)?.outcome else { return [] }
    return missing.map(BuildLocation.forPeople)
  }
}

/// The rules whose answers pictures show.
enum PictureRule {
  static let blocked = "motherboard/slots-not-blocked"
  static let adjacent = "cooling/adjacent-gpus"
  static let wattage = "psu/wattage"
  static let plugs = "psu/gpu-connectors"
  static let rails = "power:rails"
  static let mains = "power:mains-circuit"
  static let energy = "power:energy-cost"
  static let cardLength = "chassis/gpu-length"
  static let liquidRoom = "chassis/liquid-room"
  static let coolerHeight = "compatibility:cooler-height"
  static let supplyLength = "compatibility:psu-length"
  static let radiatorMount = "compatibility:radiator-mount"
  static let useCase = "gpu/vram-for-use-case"
  static let serving = "model-memory:serving-fits"
  static let training = "model-memory:training-fits"
  static let mainMemory = "memory/covers-largest-gpu"
  static let rightSized = "memory/right-sized"
}
