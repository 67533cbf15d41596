internal import RigCatalog
internal import RigModel
internal import RigRules
internal import RigSearch
internal import Testing

/// The proof against both versions run on every build, with random rules and parts.
@Suite struct RuleProofTests {
  typealias Draw = FixSearchTests.Draw

  static func builds(_ offers: Offers, _ counts: [PartCategory: [Int]]) throws -> [Build] {
    var values: [BuildValue] = [.map([])]
    for category in [PartCategory.gpu, .psu, .chassis] {
      values = values.flatMap { value in
        [value]
          + offers[category].flatMap { part -> [BuildValue] in
            guard category.isList else { return [value.with(category.buildKey, part.value)] }
            return (counts[category] ?? [1]).map { count in
              value.with(category.buildKey, .list(Array(repeating: part.value, count: count)))
            }
          }
      }
    }
    return try values.map { try Build($0) }
  }

  /// The outcome of a rule, without the file it stands in.
  static func outcome(_ report: Report, _ rule: String) throws -> String {
    let result = try #require(report.results.first { $0.rule == rule })
    switch result.outcome {
    case .broken(let failure): return "broken \(failure.message)"
    default: return "\(result.outcome) \(String(describing: result.score)) \(result.weight)"
    }
  }

  /// Twenty pairs of rule sets each: which builds differ, counted one by one.
  @Test(arguments: 0..<8) func `A proof counts what a scan of every build counts`(block: Int) throws
  {
    for seed in block * 20..<block * 20 + 20 {
      var draw = Draw(state: UInt64(seed) &* 104_729 &+ 11)
      let (first, second) = (DesignSearchTests.rules(&draw), DesignSearchTests.rules(&draw))
      let offers = DesignSearchTests.offers(&draw)
      let counts: [PartCategory: [Int]] = [.gpu: [1, 2, 3]]
      let engines = (
        old: try FixSearchTests.engine(first), new: try FixSearchTests.engine(second)
      )
      // The settings of a build that have few words are fixed here, so that a scan stays short.
      let fixed = try Build([
        "use_case": "kaggle", "preprocessing": "during-training", "precision": 32,
      ])
      let space = ProofSpace(fixed, offers, counts: counts)
      let search = try ProofSearch(engines, space, most: 1000, jobs: 1 + seed % 2)
      let all = try Self.builds(offers, counts).map { build in
        try Build(
          fixed.value.mapValue!.reduce(build.value) { $0.with($1.key, $1.value) })
      }
      #expect(space.total == Double(all.count))
      for rule in first.keys.sorted() where second[rule] != nil {
        let proof = try #require(try search.prove(rule))
        if proof.isUnavailable { continue }
        #expect(proof.isProved, "seed \(seed) \(rule)")
        let differing = try all.count { build in
          try Self.outcome(engines.old.evaluate(build), rule)
            != Self.outcome(engines.new.evaluate(build), rule)
        }
        #expect(
          proof.groups.reduce(0) { $0 + $1.builds } == Double(differing), "seed \(seed) \(rule)")
        // Each case is a build that does differ.
        for one in proof.groups.flatMap(\.cases) {
          let build = try Build(one.build)
          #expect(
            try Self.outcome(engines.old.evaluate(build), rule)
              != Self.outcome(engines.new.evaluate(build), rule), "seed \(seed) \(rule)")
        }
      }
    }
  }

  static let supplies = Offers(
    (1...20).map { FixSearchTests.offer(.psu, "P\($0)", ["wattage_w": .integer(Int64($0 * 100))]) })

  static func proof(_ old: String, _ new: String, limit: Int = 1000) throws -> RuleProof {
    let engines = (
      old: try FixSearchTests.engine(["psu/a": old]), new: try FixSearchTests.engine(["psu/a": new])
    )
    let space = ProofSpace(try Build(["id": "x"]), supplies)
    return try #require(try ProofSearch(engines, space, limit: limit).prove("psu/a"))
  }

  @Test func `A threshold that moved differs for exactly the values between`() throws {
    let needs = ["psus[].wattage_w"]
    let proof = try Self.proof(
      FixSearchTests.rule("build.psus[1].wattage_w >= 500", needs: needs),
      FixSearchTests.rule("build.psus[1].wattage_w >= 700", needs: needs))
    #expect(proof.isProved)
    // Twenty supplies and none.
    #expect(proof.combinations == 21)
    #expect(proof.differing == 2)
    let cases = proof.groups.flatMap(\.cases).flatMap(\.values)
      .filter { $0.path == "psus[].wattage_w" }
    #expect(cases.map(\.value) == [500, 600])
  }

  @Test func `Another way to write the same is no difference, proved`() throws {
    let needs = ["psus[].wattage_w"]
    let proof = try Self.proof(
      FixSearchTests.rule("build.psus[1].wattage_w >= 500", needs: needs),
      FixSearchTests.rule("not (build.psus[1].wattage_w < 500)", needs: needs))
    #expect(proof.isProved && proof.differing == 0)
  }

  @Test func `More combinations than the limit are tried, and that is said`() throws {
    let needs = ["psus[].wattage_w"]
    let proof = try Self.proof(
      FixSearchTests.rule("build.psus[1].wattage_w >= 500", needs: needs),
      FixSearchTests.rule("build.psus[1].wattage_w >= 501", needs: needs), limit: 10)
    #expect(!proof.isProved)
    #expect(proof.tried == 10)
  }
}
