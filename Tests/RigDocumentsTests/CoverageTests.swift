import RigDocuments
import RigRules
import Testing

/// The table that says which recommendation is carried by which rule.
@Suite struct CoverageTests {
  @Test func everyRecommendationStandsOnceAndInOrder() throws {
    #expect(try Checkout.coverage().entries.map(\.id) == (1...42).map { "R\($0)" })
  }

  @Test func everyRecommendationThatCanBeCheckedHasAnExampleOnEachSide() throws {
    let document = try CoverageDocument(
      Checkout.coverage(), rules: Checkout.engine().ruleSet.rules)
    #expect(document.unnamed == [])
    for row in document.rows {
      #expect(!row.sentence.isEmpty, "\(row.id)")
      guard row.rule != nil else { continue }
      #expect(row.passing != nil, "\(row.id) has no example that passes")
      #expect(row.failing != nil, "\(row.id) has no example that fails")
    }
    #expect(document.rows.filter { $0.rule == nil }.map(\.id) == ["R42"])
  }

  @Test func everySentenceStandsInTheSourceDocument() throws {
    guard let source = Checkout.sourceDocument else {
      print("SKIPPED: the source document is not beside this checkout")
      return
    }
    let document = try CoverageDocument(
      Checkout.coverage(), rules: Checkout.engine().ruleSet.rules)
    for row in document.rows where row.rule != nil {
      for piece in row.sentence.split(separator: " … ") {
        #expect(source.contains(piece), "\(row.id): \(piece)")
      }
    }
  }

  /// Every quotation of a shipped rule is somebody's recommendation.
  @Test func noQuotationIsLeftOut() throws {
    let rules = try Checkout.engine().ruleSet.rules
    let document = try CoverageDocument(Checkout.coverage(), rules: rules)
    let sentences = document.rows.map(\.sentence).joined(separator: "\n")
    for rule in rules {
      for quotation in rule.source {
        #expect(sentences.contains(quotation), "\(rule.id): \(quotation)")
      }
    }
  }

  static let rule = """
    return {
      title = "t", severity = "advice", source = "一", messages = { low = "m" },
      check = function(build, ctx) if build.monitors == 1 then ctx.report("low") end end,
      examples = {
        { name = "two", build = { monitors = 2 }, expect = "pass" },
        { name = "one", build = { monitors = 1 }, expect = { "low" } },
        { name = "one of them", build = { monitors = 1, name = "x" }, expect = { "low" } },
      },
    }
    """

  static func document(_ table: String) throws -> CoverageDocument {
    try CoverageDocument(
      CoverageTable(parsing: Array(table.utf8), file: "coverage.yaml"),
      rules: engine(rule).ruleSet.rules)
  }

  @Test func examplesAreChosenByTheirBuildAndFinding() throws {
    let rows = try Self.document(
      """
      R1: { rule: psu/least }
      R2: { rule: psu/least, fails: { name: x } }
      R3: { rule: psu/least, where: { name: null }, fails: { finding: high } }
      """
    ).rows
    #expect(rows.map(\.passing) == ["two", "two", "two"])
    #expect(rows.map(\.failing) == ["one", "one of them", nil])
  }

  @Test(arguments: [
    ("R1: { rul: psu/least }", "coverage.yaml:1:7: error: ", "did you mean `rule`?"),
    ("R1: { rule: psu/last }", "coverage.yaml:1: error: ", "did you mean `psu/least`?"),
    ("R1: { rule: psu/least, source: 2 }", "coverage.yaml:1: error: ", "which has 1"),
    ("R1: { rule: psu/least, source: x }", "coverage.yaml:1:", "counted from 1"),
    ("\nR1: { source: 1 }", "coverage.yaml:2:1: error: ", "names no `rule`"),
    ("R1: { unchecked: { en: why } }", "coverage.yaml:1:", "in `zh`"),
    ("R1: [psu/least]", "coverage.yaml:1:", "must be a map"),
    ("R1: { rule: psu/least }\nR1: { rule: psu/least }", "coverage.yaml:2:", "stands twice"),
    ("R1: {", "coverage.yaml:", "coverage/syntax"),
  ])
  func mistakeIsToldWithItsPlace(_ table: String, _ place: String, _ words: String) throws {
    #expect {
      try Self.document(table)
    } throws: { error in
      "\(error)".contains(place) && "\(error)".contains(words)
    }
  }
}
