internal import Foundation
internal import RigCatalog
internal import RigModel
internal import RigRules
internal import RigSearch
internal import Testing

/// The search against a scan of every design, with random rules and parts.
@Suite struct DesignSearchTests {
  typealias Draw = FixSearchTests.Draw

  /// Conditions that read a field, two kinds, the length of a list, all keys of a part, or break.
  static func rules(_ draw: inout Draw) -> [String: String] {
    let atoms: [(String, [String])] = [
      ("build.psus[1].wattage_w >= \(draw.below(8))00", ["psus[].wattage_w"]),
      (
        "build.psus[1].wattage_w >= #build.gpus * build.gpus[1].tdp_w + \(draw.below(3))00",
        ["psus[].wattage_w", "gpus[].tdp_w"]
      ),
      (
        "build.chassis.max_gpu_length_mm >= build.gpus[1].length_mm",
        ["chassis.max_gpu_length_mm", "gpus[].length_mm"]
      ),
      (
        "#build.gpus + build.chassis.expansion_slots >= \(draw.below(6))",
        [
          "gpus", "chassis.expansion_slots",
        ]
      ),
      (
        "(function() local n = 0 for _ in pairs(build.chassis) do n = n + 1 end return n >= \(draw.below(5)) end)()",
        ["chassis"]
      ),
      (
        "(function() local n = 0 for _ in pairs(build) do n = n + 1 end return n >= \(draw.below(5)) end)()",
        []
      ),
      ("build.psus[1].wattage_w ~= \(draw.below(8))00 or error(\"broken\")", ["psus[].wattage_w"]),
      ("build.gpus[1].vram_gb * #build.gpus > \(draw.below(30))", ["gpus[].vram_gb"]),
      ("build.chassis.expansion_slots > \(draw.below(4))", ["chassis"]),
      (
        "build.gpus[1].tdp_w < 200 or build.psus[1].wattage_w > 300 and build.chassis.max_gpu_length_mm > 240",
        ["gpus[].tdp_w"]
      ),
    ]
    var rules: [String: String] = [:]
    for number in 0..<2 + draw.below(4) {
      let (condition, needs) = atoms[draw.below(atoms.count)]
      let severity = ["error", "warning", "advice"][draw.below(3)]
      rules["a/r\(number)"] =
        draw.below(4) == 0
        ? scored(condition, needs)
        : FixSearchTests.rule(condition, needs: needs, severity: severity)
    }
    return rules
  }

  /// A rule that gives a part of its weight.
  static func scored(_ condition: String, _ needs: [String]) -> String {
    let list = needs.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      return {
        title = { en = "A rule", zh = "规则" }, severity = "advice", needs = { \(list) },
        messages = {},
        check = function(build, ctx) ctx.score((\(condition)) and 0.75 or 0.25) end,
      }
      """
  }

  static func offers(_ draw: inout Draw) -> Offers {
    var offers: [Offer] = []
    func add(_ category: PartCategory, _ number: Int, _ fields: [(String, Int, Int, Int)]) {
      var value: BuildValue = .map([])
      for (key, first, step, count) in fields where draw.below(6) > 0 {
        value = value.with(key, .integer(Int64(first + step * draw.below(count))))
      }
      offers.append(FixSearchTests.offer(category, "\(category.rawValue)\(number)", value))
    }
    for number in 0..<1 + draw.below(5) {
      add(
        .gpu, number,
        [
          ("tdp_w", 100, 50, 5), ("length_mm", 220, 20, 5), ("vram_gb", 8, 4, 3),
          ("price", 100, 50, 4),
        ])
    }
    for number in 0..<1 + draw.below(5) {
      add(.psu, number, [("wattage_w", 100, 100, 7), ("price", 40, 20, 3)])
    }
    for number in 0..<1 + draw.below(5) {
      add(
        .chassis, number,
        [
          ("max_gpu_length_mm", 200, 20, 6), ("expansion_slots", 1, 1, 4), ("price", 50, 10, 2),
        ])
    }
    return Offers(offers)
  }

  static func plan(_ draw: inout Draw) throws -> DesignPlan {
    var plan = DesignPlan(fixed: try Build(["id": "design"]))
    plan.kinds = [.gpu, .psu, .chassis]
    plan.counts[.gpu] = [[1], [2], [1, 2]][draw.below(3)]
    plan.objective = [.score, .price, .vramPerMoney, .score][draw.below(4)]
    plan.goal = [.warn, .pass][draw.below(2)]
    if draw.below(3) == 0 { plan.budget = Double(200 + 50 * draw.below(6)) }
    if draw.below(3) == 0 { plan.memory.all = Double(8 * draw.below(4)) }
    return plan
  }

  // MARK: The scan

  struct Scanned {
    let rank: [Double]
    let path: [Int]
    let isKnown: Bool

    func isBetter(than other: Scanned) -> Bool {
      rank == other.rank
        ? path.lexicographicallyPrecedes(other.path)
        : other.rank.lexicographicallyPrecedes(rank)
    }
  }

  static func options(_ plan: DesignPlan, _ offers: Offers, _ category: PartCategory)
    -> [(offer: Offer, count: Int)]
  {
    offers[category].flatMap { offer in
      (plan.counts[category] ?? [1]).map { (offer: offer, count: $0) }
    }.filter { option in
      if (plan.budget != nil || plan.objective.needsPrices) && option.offer.price == nil {
        return false
      }
      guard category == .gpu else { return true }
      let memory = option.offer.value["vram_gb"]?.numberValue
      if plan.memory.all == nil && plan.objective != .vramPerMoney { return true }
      return (memory ?? -1) * Double(option.count) >= (plan.memory.all ?? 0) && memory != nil
    }
  }

  /// Every design, the best first, those with an incomplete verdict as if all were known.
  static func scan(
    _ engine: Engine, _ plan: DesignPlan, _ offers: Offers, _ order: [PartCategory]
  ) throws -> [Scanned] {
    var found: [Scanned] = []
    let lists = order.map { options(plan, offers, $0) }
    let paths = lists.reduce([[]]) { paths, list in
      paths.flatMap { path in list.indices.map { path + [$0] } }
    }
    for path in paths {
      let chosen = zip(lists, path).map { $0[$1] }
      if let one = try scanned(engine, plan, chosen, path) { found.append(one) }
    }
    return found.sorted { $0.isBetter(than: $1) }
  }

  static func scanned(
    _ engine: Engine, _ plan: DesignPlan, _ chosen: [(offer: Offer, count: Int)], _ path: [Int]
  ) throws -> Scanned? {
    var value = plan.fixed.value
    var price: Double? = 0
    var memory = 0.0
    for (offer, count) in chosen {
      let part: BuildValue =
        offer.category.isList
        ? .list(Array(repeating: offer.value, count: count)) : offer.value
      value = value.with(offer.category.buildKey, part)
      price = price.flatMap { sum in offer.price.map { sum + $0 * Double(count) } }
      if offer.category == .gpu {
        memory = (offer.value["vram_gb"]?.numberValue ?? 0) * Double(count)
      }
    }
    if let budget = plan.budget, (price ?? .infinity) > budget { return nil }
    let report = try engine.evaluate(try Build(value))
    if report.verdict == .fail || report.verdict == .broken { return nil }
    var (evaluated, applicable, earned, warns) = (0.0, 0.0, 0.0, false)
    for result in report.results {
      switch result.outcome {
      case .fail(let severity, _):
        if severity == .warning { warns = true }
        earned += result.weight * (result.score ?? 0)
        evaluated += result.weight
        applicable += result.weight
      case .pass:
        earned += result.weight * (result.score ?? 0)
        evaluated += result.weight
        applicable += result.weight
      case .unknown:
        applicable += result.weight
        let rule = engine.ruleSet.rules.first { $0.id == result.rule }
        if rule?.unknown == .incomplete {
          earned += result.weight
          evaluated += result.weight
        }
      default: break
      }
    }
    if plan.goal == .pass && warns { return nil }
    let score = evaluated > 0 ? (1000 * earned / evaluated).rounded() : -1
    let coverage = applicable > 0 ? (100 * evaluated / applicable).rounded() : 0
    let quality = [warns ? 0 : 1, score, coverage]
    let cost = price.map { -$0 * 10_000 } ?? -.infinity
    let rank =
      switch plan.objective {
      case .price: [cost] + quality
      case .vramPerMoney: [memory * 1000 / ((price ?? 0) * 10_000)] + quality + [cost]
      default: quality + [cost]
      }
    return Scanned(rank: rank, path: path, isKnown: report.verdict != .incomplete)
  }

  /// Whether the search gives what the scan gives.
  static func agree(seed: Int) throws -> Bool {
    var draw = Draw(state: UInt64(seed) &* 7919 &+ 3)
    let engine = try FixSearchTests.engine(rules(&draw))
    let offers = offers(&draw)
    return try agree(engine, try plan(&draw), offers, &draw, seed: seed)
  }

  static func agree(
    _ engine: Engine, _ plan: DesignPlan, _ offers: Offers, _ draw: inout Draw, seed: Int
  ) throws -> Bool {
    var limits = DesignLimits()
    limits.top = 1 + draw.below(4)
    let answer = try DesignSearch(engine, DesignSpace(plan, offers), limits: limits).run()
    #expect(answer.isProved, "seed \(seed)")
    let all = try scan(engine, plan, offers, answer.order)
    let proved = all.filter(\.isKnown)
    #expect(answer.best.first?.rank == proved.first?.rank, "seed \(seed)")
    // Where the price of the whole is unknown, the cheapest of parts that are alike stands for them,
    // which need not be the first.
    if answer.best.first?.price != nil {
      #expect(answer.best.first.map(path) == proved.first?.path, "seed \(seed)")
    }
    // Of options that no rule tells apart the scan keeps the one that was judged for all.
    let kept = all.filter { one in
      zip(one.path, answer.judgedOptions).allSatisfy { $1.contains($0) }
    }
    let best = kept.filter(\.isKnown).prefix(limits.top + 1).map(\.path)
    #expect(answer.best.map(path) == Array(best), "seed \(seed)")
    let better = kept.filter { one in
      !one.isKnown && (proved.first.map { $0.rank.lexicographicallyPrecedes(one.rank) } ?? true)
    }
    #expect(
      answer.ifKnown.map(path) == better.prefix(limits.top).map(\.path), "seed \(seed)")
    let counted = answer.cuts.reduce(answer.judged) { $0 + $1.count }
    #expect(counted == answer.total, "seed \(seed): every design is judged or cut")
    return !answer.best.isEmpty
    func path(_ design: Design) -> [Int] {
      zip(answer.order, design.parts).map { category, part in
        options(plan, offers, category).firstIndex {
          $0.offer.name == part.offer.name && $0.count == part.count
        } ?? -1
      }
    }
  }

  @Test(arguments: 0..<20) func theSearchEqualsAScanOfEveryDesign(block: Int) throws {
    var found = 0
    for seed in block * 50..<block * 50 + 50 where try Self.agree(seed: seed) { found += 1 }
    #expect(found > 3, "a search that never finds a design shows nothing")
  }

  // MARK: The shipped rules

  /// The shipped rules and plugins, and real parts.
  static let shipped = Result {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let plugins = ["compatibility", "power", "sanity"].map { "\(root)/Plugins/\($0)" }
    let engine = try Engine(
      rules: [.directory(path: "\(root)/Rules")], plugins: plugins.map { .directory(path: $0) })
    let file = "\(root)/Fixtures/design/parts.yaml"
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    return (engine: engine, parts: try OfferFile.read([UInt8](bytes), file: file))
  }

  /// Some of the real parts, now and then with a field less or another figure.
  static func few(of parts: Offers, _ draw: inout Draw) -> Offers {
    var offers: [Offer] = []
    for category in PartCategory.allCases where category != .storage {
      var left = parts[category]
      for _ in 0..<1 + draw.below(2) where !left.isEmpty {
        let offer = left.remove(at: draw.below(left.count))
        offers.append(changed(offer, &draw))
      }
    }
    return Offers(offers)
  }

  private static func changed(_ offer: Offer, _ draw: inout Draw) -> Offer {
    guard draw.below(3) == 0, let fields = offer.value.mapValue else { return offer }
    let field = fields[draw.below(fields.count)]
    if field.key == "name" || field.key == "price" { return offer }
    var value = BuildValue.map(fields.filter { $0.key != field.key })
    if let number = field.value.numberValue, number == number.rounded(), draw.below(2) == 0 {
      value = offer.value.with(field.key, .integer(Int64(number) * 3 / 2))
    }
    // What is not a valid part any more stays as it was.
    let whole: BuildValue = offer.category.isList ? .list([value]) : value
    guard let build = try? Build(.map([.init(key: offer.category.buildKey, value: whole)])),
      let stated = build.value[offer.category.buildKey],
      let part = offer.category.isList ? stated[0] : stated
    else { return offer }
    return Offer(category: offer.category, name: offer.name, value: part)
  }

  @Test(arguments: 0..<4) func withTheShippedRulesTheSearchEqualsAScanToo(block: Int) throws {
    let (engine, parts) = try Self.shipped.get()
    #expect(engine.ruleSet.rules.count > 60)
    var found = 0
    for seed in block * 10..<block * 10 + 10 {
      var draw = Draw(state: UInt64(seed) &* 104_729 &+ 11)
      let fixed: BuildValue = .map([
        .init(key: "id", value: .text("design")),
        .init(key: "use_case", value: .text(["kaggle", "startup"][draw.below(2)])),
      ])
      var plan = DesignPlan(fixed: try Build(fixed))
      plan.kinds = PartCategory.allCases.filter { $0 != .storage }
      plan.counts[.gpu] = [[1], [2], [1, 2]][draw.below(3)]
      plan.objective = [.score, .price, .vramPerMoney][draw.below(3)]
      if draw.below(3) == 0 { plan.budget = Double(2000 + 500 * draw.below(6)) }
      if try Self.agree(engine, plan, Self.few(of: parts, &draw), &draw, seed: seed) { found += 1 }
    }
    #expect(found > 0, "a search that never finds a design shows nothing")
  }

  // MARK: What is said beside the answer

  static let cards = Offers([
    FixSearchTests.offer(.gpu, "Maker Big 24", ["vram_gb": 24, "price": 900]),
    FixSearchTests.offer(.gpu, "Maker Small 8", ["vram_gb": 8, "price": 200]),
    FixSearchTests.offer(.gpu, "Other Small 8", ["vram_gb": 8, "price": 210]),
    FixSearchTests.offer(.gpu, "Unpriced 48", ["vram_gb": 48]),
  ])
  static let memoryRule = FixSearchTests.rule(
    "build.gpus[1].vram_gb >= 8", needs: ["gpus[].vram_gb"])

  static func answer(_ plan: String) throws -> (DesignAnswer, DesignSpace) {
    let plan = try DesignPlanFile.read(Array(plan.utf8), file: "plan.yaml")
    let engine = try FixSearchTests.engine(["gpu/memory": memoryRule])
    let space = DesignSpace(plan, cards)
    return (try DesignSearch(engine, space, limits: DesignLimits()).run(), space)
  }

  static func names(_ designs: [Design]) -> [String] { designs.map { $0.parts[0].offer.name } }

  @Test func partsThatNoRuleTellsApartAreOneAndTheCheapestStandsForThem() throws {
    let (answer, _) = try Self.answer("choose: gpus\nobjective: price")
    #expect(Self.names(answer.best) == ["Maker Small 8", "Maker Big 24"])
    #expect(answer.best[0].alike == [["Other Small 8"]])
    #expect(answer.total == 3)
  }

  @Test func partsWithoutAPriceAreCountedWhenPricesDecide() throws {
    let (answer, space) = try Self.answer("choose: gpus\nobjective: vram-per-money")
    #expect(Self.names(answer.best) == ["Maker Small 8", "Maker Big 24"])
    #expect(
      space.exclusions
        == [DesignExclusion(category: .gpu, reason: .unknownPrice, count: 1)])
    let (byScore, _) = try Self.answer("choose: gpus")
    #expect(Self.names(byScore.best).contains("Unpriced 48"))
  }

  @Test func anObjectiveInLuaDecides() throws {
    let (answer, _) = try Self.answer(
      """
      choose: gpus
      objective: |
        function(build, report)
          if build.gpus[1].vram_gb > 40 then return nil end
          return build.gpus[1].vram_gb - report.price / 1000
        end
      """)
    #expect(answer.best.first?.parts[0].offer.name == "Maker Big 24")
    #expect(answer.best.first?.value == 23.1)
    #expect(answer.unranked == 1)
  }

  @Test func aBrokenObjectiveIsSaid() throws {
    #expect(throws: ObjectiveError.self) {
      try Self.answer("choose: gpus\nobjective: \"function(build) return build.nothing.here end\"")
    }
    #expect(throws: ObjectiveError.self) {
      try Self.answer("choose: gpus\nobjective: \"function(build) return (\"")
    }
  }

  @Test func brandsAreTakenAndLeft() throws {
    let (taken, _) = try Self.answer("choose: gpus\ntake: { gpus: [other] }")
    #expect(Self.names(taken.best) == ["Other Small 8"])
    let (left, space) = try Self.answer("choose: gpus\nleave: { gpus: [Maker, Unpriced] }")
    #expect(Self.names(left.best) == ["Other Small 8"])
    #expect(space.exclusions == [DesignExclusion(category: .gpu, reason: .brand, count: 3)])
  }

  @Test(arguments: [
    ("cardz: 2", "did you mean `cards`?"), ("gpus: {}", "stand under `have`"),
    ("objective: prise", "did you mean `price`?"), ("cards: 0", "from 1 to 16"),
    ("have: { gpuz: {} }", "did you mean `gpus`?"), ("choose: [cpus, boards]", "not a kind"),
    ("have: { cpu: { cores: 4 } }\nchoose: cpu", "under `have` and under `choose`"),
    ("goal: fine", "`pass` or `warn`"), ("- a", "a plan is a mapping"),
  ])
  func aMistakeInAPlanIsSaid(text: String, words: String) throws {
    do {
      _ = try DesignPlanFile.read(Array(text.utf8), file: "plan.yaml")
      Issue.record("\(text) was read")
    } catch {
      #expect("\(error.lines)".contains(words), "\(error.lines)")
    }
  }

  @Test func aSearchThatIsEndedSaysWhatWasNotReached() throws {
    let plan = try DesignPlanFile.read(Array("choose: gpus".utf8), file: "plan.yaml")
    let engine = try FixSearchTests.engine(["gpu/memory": Self.memoryRule])
    let many = Offers(
      (0..<400).map { FixSearchTests.offer(.gpu, "card \($0)", ["vram_gb": .integer($0 % 90 + 1)]) }
    )
    var limits = DesignLimits()
    limits.goesOn = { _ in false }
    limits.top = 200
    let answer = try DesignSearch(engine, DesignSpace(plan, many), limits: limits).run()
    #expect(!answer.isProved)
    #expect(answer.bound != nil)
    #expect(answer.cuts.contains { $0.cause == .time })
    #expect(answer.cuts.reduce(answer.judged) { $0 + $1.count } == answer.total)
  }
}
