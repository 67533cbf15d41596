internal import RigModel
internal import RigRules

/// What the rules reported for all builds together.
package struct OutcomeSummary: Sendable {
  package struct OfRule: Sendable {
    /// Findings by id.
    package var findings: [String: UInt64] = [:]
    package var unknown: UInt64 = 0
    package var broken: UInt64 = 0
    /// Times it was evaluated or would have been, and the work of that.
    package var evaluations: UInt64 = 0
    package var fuel: UInt64 = 0
  }

  package let ruleIDs: [String]
  package var rules: [OfRule]
  /// By field (`gpus[].tdp_w`) and rule: in how many outcomes it was missing.
  package var missing: [String: [Int: UInt64]] = [:]

  init(ruleIDs: [String]) {
    self.ruleIDs = ruleIDs
    rules = Array(repeating: OfRule(), count: ruleIDs.count)
  }

  /// Counts one result; nil stands for one that passed or did not apply.
  mutating func add(_ rule: Int, _ result: RuleResult?, uses: UInt64, fuel: UInt64) {
    rules[rule].evaluations += uses
    rules[rule].fuel += fuel * uses
    switch result?.outcome {
    case .fail(_, let findings)?:
      if result?.waived != nil { break }
      for finding in findings { rules[rule].findings[finding.id, default: 0] += uses }
    case .unknown(let fields)?:
      rules[rule].unknown += uses
      for field in Set(fields.map(BuildLocation.general)) {
        missing[field, default: [:]][rule, default: 0] += uses
      }
    case .broken?: rules[rule].broken += uses
    default: break
    }
  }

  mutating func add(_ other: OutcomeSummary) {
    for rule in rules.indices {
      for (id, count) in other.rules[rule].findings {
        rules[rule].findings[id, default: 0] += count
      }
      rules[rule].unknown += other.rules[rule].unknown
      rules[rule].broken += other.rules[rule].broken
      rules[rule].evaluations += other.rules[rule].evaluations
      rules[rule].fuel += other.rules[rule].fuel
    }
    for (field, more) in other.missing {
      missing[field, default: [:]].merge(more) { $0 + $1 }
    }
  }
}
