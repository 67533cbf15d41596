import RigModel
import RigPictures
import RigRules
import Testing

/// The figures of pictures are those of the rules, for every example of a rule.
@Suite struct AgreementTests {
  private static func examples(of rule: String) throws -> [(RuleExample, Build, RuleResult)] {
    let engine = try Shipped.engine()
    guard let description = engine.ruleSet.rule(rule) else { return [] }
    return try description.examples.filter { $0.parameters.isEmpty }.compactMap { example in
      let build = try Build(example.build)
      guard let result = try engine.evaluate(build).results.first(where: { $0.rule == rule }) else {
        return nil
      }
      return (example, build, result)
    }
  }

  private static func findings(_ result: RuleResult) -> [Finding] {
    guard case .fail(_, let findings) = result.outcome else { return [] }
    return findings
  }

  @Test func cardsAreShutInWhereTheRuleSaysSo() throws {
    var count = 0
    for (example, build, result) in try Self.examples(of: "cooling/adjacent-gpus") {
      let slots = try Shipped.pictures(of: build).slots
      let shut = slots.seated.filter { $0.air == .fromBelow && $0.shutInBy != nil }
      guard let finding = Self.findings(result).first(where: { $0.data["seats"] != nil }) else {
        if result.outcome == .pass {
          #expect(shut.isEmpty, "\(example.name): \(shut.map(\.note))")
        }
        continue
      }
      count += 1
      let seats = slots.seated.sorted { $0.number < $1.number }.compactMap(\.at)
      #expect(finding.data["seats"]?.textValue == Self.listed(seats), "\(example.name)")
      let wanted = finding.data["slots"]?.textValue?.split(separator: ", ").map(String.init) ?? []
      let drawn = shut.compactMap(\.at).map(String.init)
      #expect(Set(wanted).isSubset(of: Set(drawn)), "\(example.name): \(wanted) \(drawn)")
      #expect(shut.allSatisfy { $0.state != .fits && $0.state != .plain }, "\(example.name)")
    }
    #expect(count >= 5)
  }

  private static func listed(_ numbers: [Int]) -> String {
    numbers.map(String.init).joined(separator: ", ")
  }

  @Test func cardsAreBlockedWhereTheRuleSaysSo() throws {
    var count = 0
    for (example, build, result) in try Self.examples(of: "motherboard/slots-not-blocked") {
      let slots = try Shipped.pictures(of: build).slots
      let bad = (slots.seated + slots.aside)
        .filter { [.blocked, .exceeds].contains($0.state) && $0.shutInBy == nil }
      switch result.outcome {
      case .pass: #expect(bad.isEmpty, "\(example.name): \(bad.map(\.note))")
      case .unknown: #expect(slots.state != .fits, "\(example.name)")
      case .fail where Self.findings(result).allSatisfy { $0.id == "unsaid" }:
        // Most likely they fit: they are drawn as unknown, not as fitting.
        #expect(bad.isEmpty && slots.state != .fits, "\(example.name)")
      case .fail:
        count += 1
        #expect(!bad.isEmpty, "\(example.name)")
        for finding in Self.findings(result) {
          guard let left = finding.data["left"]?.integerValue else { continue }
          #expect(slots.aside.count { $0.state == .blocked } == left, "\(example.name)")
        }
      default: break
      }
    }
    #expect(count >= 5)
  }

  /// Bands of a supply stand where the rule's findings have them.
  @Test func bandsOfSuppliesAreTheRules() throws {
    var count = 0
    for (example, build, result) in try Self.examples(of: "psu/wattage") {
      let rows = try Shipped.pictures(of: build).power.rows
      for finding in Self.findings(result)
      where ["below_load", "below_minimum", "below_text", "below_advised"].contains(finding.id) {
        count += 1
        let marks = rows.flatMap(\.marks).map { ($0.value * 10).rounded() / 10 }
        for key in ["load_w", "text_w", "advised_w", "have_w"] {
          let value = finding.data[key]?.numberValue ?? -1
          #expect(
            marks.contains { abs($0 - value) < 0.11 }, "\(example.name): \(key) \(value) \(marks)")
        }
        let isError = finding.severity == .error
        #expect(rows.contains { $0.state == (isError ? .exceeds : .tight) }, "\(example.name)")
      }
      if case .unknown = result.outcome {
        #expect(rows.contains { $0.state == .unknown }, "\(example.name)")
      }
    }
    #expect(count >= 5)
  }

  @Test(arguments: [
    ("chassis/gpu-length", ChassisPicture.Kind.card),
    ("compatibility:cooler-height", .cooler), ("compatibility:psu-length", .supply),
  ])
  func lengthsAreTheRules(_ rule: String, _ kind: ChassisPicture.Kind) throws {
    for (example, build, result) in try Self.examples(of: rule) {
      let states = try Shipped.pictures(of: build).chassis.clearances
        .filter { $0.kind == kind }.map(\.state)
      switch result.outcome {
      case .pass:
        // The rule may know that any card fits; without its length none is drawn as fitting.
        let isStated = (build["gpus"]?.listValue ?? []).allSatisfy { $0["length_mm"] != nil }
        #expect(!states.contains(.exceeds), "\(example.name)")
        #expect(!states.contains(.unknown) || kind == .card && !isStated, "\(example.name)")
      case .fail(let severity, _):
        #expect(
          states.contains(severity == .error ? .exceeds : .tight), "\(example.name): \(states)")
      case .unknown:
        #expect(states.contains(.unknown) || states.isEmpty, "\(example.name): \(states)")
      default: break
      }
    }
  }

  @Test func memoryIsTheRules() throws {
    for (example, build, result) in try Self.examples(of: "gpu/vram-for-use-case") {
      let rows = try Shipped.pictures(of: build).memory.rows.dropLast()
      switch result.outcome {
      case .pass: #expect(rows.allSatisfy { $0.state == .fits }, "\(example.name)")
      case .fail(let severity, let findings):
        #expect(
          rows.contains { $0.state == (severity == .error ? .exceeds : .tight) }, "\(example.name)")
        let need = findings[0].data["need_gb"]?.numberValue
        #expect(rows.contains { $0.marks.contains { $0.value == need } }, "\(example.name)")
      case .unknown: #expect(rows.contains { $0.state == .unknown }, "\(example.name)")
      default: break
      }
    }
  }
}
