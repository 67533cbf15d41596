internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

/// Where this checkout is, and the material beside it.
enum Checkout {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The design documents and data that stand beside a checkout; nil where there are none.
  static var shared: URL? {
    if let path = ProcessInfo.processInfo.environment["RIGRULES_SHARED"] {
      return URL(filePath: path)
    }
    let beside = root.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: beside.path) ? beside : nil
  }

  static func shippedEngine(_ options: EngineOptions = EngineOptions()) throws -> Engine {
    try Engine(rules: [.directory(root.appending(path: "Rules"))], options: options)
  }

  static func rule(_ id: String) throws -> RuleDescription {
    try #require(try shippedEngine().ruleSet.rule(id), "there is no rule \(id)")
  }
}

@Suite("The rules that ship")
struct ShippedRulesTests {
  /// Every machine-checkable recommendation, by the rule that says it.
  static let ids = [
    "chassis/gpu-length", "chassis/liquid-room", "cooling/adjacent-gpus", "cooling/liquid-fit",
    "cpu/base-clock", "cpu/pcie-lanes", "cpu/threads-per-gpu", "gpu/precision-value",
    "gpu/vram-for-use-case", "memory/clock-gain", "memory/covers-largest-gpu",
    "memory/right-sized", "motherboard/gpu-count", "motherboard/slots-not-blocked",
    "psu/efficiency", "psu/gpu-connectors", "psu/wattage", "software/cuda-capability",
    "software/cudnn", "software/operating-system", "software/visual-studio-first",
    "storage/nvme", "storage/ssd", "workspace/monitors",
  ]

  @Test("all are there, and all load")
  func complete() throws {
    let set = try Checkout.shippedEngine().ruleSet
    #expect(set.failures == [])
    #expect(set.rules.map(\.id) == Self.ids)
  }

  @Test(
    "each says what and why in both languages, quotes its source, and has its examples",
    arguments: Self.ids)
  func documented(id: String) throws {
    let rule = try Checkout.rule(id)
    #expect(rule.title.chinese != nil)
    #expect(rule.why?.chinese != nil)
    #expect(!rule.source.isEmpty)
    for message in rule.messages { #expect(message.text.chinese != nil, "\(message.id)") }
    for parameter in rule.parameters { #expect(parameter.doc?.chinese != nil, "\(parameter.name)") }
    let outcomes = Set(rule.examples.map(\.expected.outcome))
    #expect(outcomes.isSuperset(of: ["pass", "fail", "unknown"]), "\(outcomes)")
  }

  @Test("each example comes out as it says", arguments: Self.ids)
  func examples(id: String) throws {
    for result in try Checkout.shippedEngine().runExamples(of: id) {
      #expect(result.holds, "\(result.example.name): \(result.differences)")
    }
  }

  @Test("every finding of an example says what to change", arguments: Self.ids)
  func suggestions(id: String) throws {
    for language in Language.allCases {
      let engine = try Checkout.shippedEngine(EngineOptions(language: language))
      for result in try engine.runExamples(of: id) {
        guard case .fail(_, let findings)? = result.result?.outcome else { continue }
        for finding in findings {
          #expect(finding.suggestion?.isEmpty == false, "\(result.example.name): \(finding.id)")
          #expect(finding.at != nil, "\(result.example.name): \(finding.id)")
        }
      }
    }
  }

  @Test("each quotation stands in the source document, byte for byte", arguments: Self.ids)
  func quotations(id: String) throws {
    guard let shared = Checkout.shared else {
      print("SKIPPED: the source document is not beside this checkout")
      return
    }
    let document = try Data(contentsOf: shared.appending(path: "source-document.md"))
    for sentence in try Checkout.rule(id).source {
      #expect(document.range(of: Data(sentence.utf8)) != nil, "\(sentence)")
    }
  }

  @Test(
    "the document's own example: 4 × 250 W and 150 W",
    arguments: [
      (1149, "below_load", Severity.error), (1150, "below_minimum", .error),
      (1249, "below_minimum", .error), (1250, "below_text", .warning),
      (1264, "below_text", .warning), (1265, "below_advised", .advice),
      (1391, "below_advised", .advice), (1392, nil, .advice),
    ] as [(Int64, String?, Severity)])
  func documentExample(watts: Int64, finding: String?, severity: Severity) throws {
    let card: BuildValue = ["tdp_w": 250, "count": 4]
    let build = try Build([
      "id": "example", "cpu": ["tdp_w": 150], "gpus": [card],
      "psus": [["wattage_w": .integer(watts)]],
    ])
    let report = try Checkout.shippedEngine().evaluate(build)
    let outcome = try #require(report.results.first { $0.rule == "psu/wattage" }).outcome
    #expect(outcome.findings.map(\.id) == [finding].compactMap { $0 })
    if finding != nil { #expect(outcome.severity == severity) }
  }
}
