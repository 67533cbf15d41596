internal import RigCatalog
internal import RigModel
internal import RigRules
internal import RigSearch
internal import Testing

/// Small rules, so that every fix can be said beforehand, and random ones against a plain scan.
@Suite struct FixSearchTests {
  static func engine(_ rules: [String: String]) throws -> Engine {
    let files = Dictionary(uniqueKeysWithValues: rules.map { ("\($0.key).lua", $0.value) })
    let engine = try Engine(rules: [.files(files)])
    #expect(engine.ruleSet.failures.isEmpty)
    return engine
  }

  /// A rule that fails where a Lua condition over `build` does not hold.
  static func rule(_ condition: String, needs: [String], severity: String = "error") -> String {
    let list = needs.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      return {
        title = { en = "A rule", zh = "规则" }, severity = "\(severity)", needs = { \(list) },
        messages = { bad = { en = "It is bad.", zh = "不行。" } },
        check = function(build, ctx)
          if not (\(condition)) then ctx.report("bad", {}) end
        end,
      }
      """
  }

  static func offer(_ category: PartCategory, _ name: String, _ value: BuildValue) -> Offer {
    Offer(category: category, name: name, value: value.with("name", .text(name)))
  }

  static let watts = rule(
    "build.psus[1].wattage_w >= 2 * (build.gpus[1].power_limit_w or build.gpus[1].tdp_w)",
    needs: ["psus[].wattage_w", "gpus[].tdp_w"])
  static let room = rule(
    "build.chassis.max_gpu_length_mm >= 300", needs: ["chassis.max_gpu_length_mm"])
  static let build: BuildValue = [
    "id": "b", "gpus": [["name": "Card", "tdp_w": 400, "min_power_limit_w": 200]],
    "psus": [["name": "Small", "wattage_w": 600]],
    "chassis": ["name": "Short", "max_gpu_length_mm": 250],
  ]
  static let offers = Offers([
    offer(.psu, "P700", ["wattage_w": 700, "price": 90]),
    offer(.psu, "P800", ["wattage_w": 800, "price": 100]),
    offer(.psu, "P800 too", ["wattage_w": 800, "price": 110]),
    offer(.psu, "P900", ["wattage_w": 900]),
    offer(.chassis, "Long", ["max_gpu_length_mm": 320, "price": 60]),
    offer(.chassis, "Unknown", ["price": 10]),
  ])

  static func answer(
    _ rules: [String: String], _ value: BuildValue, _ offers: Offers,
    goal: FixGoal = .verdict(.pass), limits: FixLimits = FixLimits()
  ) throws -> FixAnswer {
    try FixSearch(engine(rules), Build(value), offers, goal: goal, limits: limits).run()
  }

  static func texts(_ menu: FixMenu) -> [[String]] {
    menu.choices.map { choice in
      choice.map { $0.changes.map { $0.text(on: build, .english) }.joined(separator: " + ") }
    }
  }

  @Test func independentFaultsAreIndependentChoices() throws {
    let answer = try Self.answer(
      ["psu/watts": Self.watts, "chassis/room": Self.room], Self.build, Self.offers)
    #expect(!answer.isReached)
    #expect(answer.menus.count == 1)
    let menu = try #require(answer.menus.first)
    #expect(
      Self.texts(menu).contains(["replace Short by Long"]), "a case of unknown length is not a fix")
    let supply = try #require(Self.texts(menu).first { $0.count > 1 })
    #expect(
      supply == [
        "limit each Card to 300 W", "replace Small by P800", "replace Small by P900",
      ])
    #expect(menu.proof == .evaluated(3))
    #expect(menu.choices.flatMap(\.self).contains { $0.alike == [["P800 too"]] })
  }

  @Test func changesThatHelpOnlyTogetherStayTogether() throws {
    let both = Self.rule(
      "build.psus[1].wattage_w >= 800 and build.chassis.max_gpu_length_mm >= 300",
      needs: ["psus[].wattage_w", "chassis.max_gpu_length_mm"])
    let answer = try Self.answer(["a/both": both], Self.build, Self.offers)
    let menu = try #require(answer.menus.first)
    #expect(menu.choices.count == 1)
    #expect(menu.choices[0].allSatisfy { $0.changes.count == 2 })
    #expect(menu.choices[0].count == 2)
  }

  @Test func quantitiesAreTheSmallestThatWork() throws {
    var limits = FixLimits()
    limits.kinds = [.quantity]
    let answer = try Self.answer(
      ["a/w": Self.rule("build.psus[1].wattage_w >= 1234", needs: ["psus[].wattage_w"])],
      Self.build, Offers([]), limits: limits)
    let alternative = try #require(answer.menus.first?.choices.first?.first)
    #expect(
      alternative.changes == [.quantity(.psu, field: ["wattage_w"], 1234)])
    #expect(alternative.isLeast == [true])
  }

  @Test func whatNoChangeTouchesIsSaid() throws {
    let answer = try Self.answer(
      ["a/m": Self.rule("true", needs: ["model_memory_gb"])], Self.build, Self.offers)
    #expect(answer.menus.isEmpty)
    #expect(answer.unstated == ["a/m"])
    let cores = try Self.answer(
      ["a/c": Self.rule("build.cpu.cores > 4", needs: ["cpu.cores"])],
      Self.build.with("cpu", ["cores": 2]), Self.offers)
    #expect(cores.menus.isEmpty)
    #expect(cores.outOfReach == ["a/c"])
  }

  @Test func pricesLimitAFixAsAWhole() throws {
    var limits = FixLimits()
    limits.kinds = [.part]
    limits.price = 165
    let answer = try Self.answer(
      ["psu/watts": Self.watts, "chassis/room": Self.room], Self.build, Self.offers, limits: limits)
    let menu = try #require(answer.menus.first)
    #expect(menu.combinations == 1)
    #expect(answer.omissions.contains(.unknownPrices(1)))
    limits.price = 150
    let none = try Self.answer(
      ["psu/watts": Self.watts, "chassis/room": Self.room], Self.build, Self.offers, limits: limits)
    #expect(none.menus.isEmpty)
    #expect(none.omissions.contains(.aboveLimitTogether(alternatives: 0, fixes: 1)))
    limits.price = 95
    let few = try Self.answer(
      ["psu/watts": Self.watts, "chassis/room": Self.room], Self.build, Self.offers, limits: limits)
    #expect(few.omissions.contains(.aboveLimit(2)))
  }

  @Test func whatAPriceLimitCutsOfAChoiceIsCounted() throws {
    var limits = FixLimits()
    limits.kinds = [.part]
    limits.price = 200
    let offers = Offers([
      Self.offer(.psu, "P800", ["wattage_w": 800, "price": 100]),
      Self.offer(.psu, "P850", ["wattage_w": 850, "price": 150]),
      Self.offer(.chassis, "Long", ["max_gpu_length_mm": 320, "price": 60]),
    ])
    let answer = try Self.answer(
      ["psu/watts": Self.watts, "chassis/room": Self.room], Self.build, offers, limits: limits)
    #expect(answer.menus.first?.combinations == 1)
    #expect(answer.omissions.contains(.aboveLimitTogether(alternatives: 1, fixes: 0)))
  }

  @Test func aBuildThatPassesNeedsNothing() throws {
    let answer = try Self.answer(
      ["a/w": Self.rule("true", needs: ["psus[].wattage_w"])], Self.build, Self.offers)
    #expect(answer.isReached)
    #expect(answer.menus.isEmpty)
  }

  @Test func aScoreIsAGoalToo() throws {
    let advice = Self.rule(
      "build.psus[1].wattage_w >= 900", needs: ["psus[].wattage_w"], severity: "advice")
    let answer = try Self.answer(
      ["a/w": advice], Self.build, Self.offers, goal: .score(100))
    let menu = try #require(answer.menus.first)
    #expect(Self.texts(menu) == [["replace Small by P900"]])
  }

  // MARK: Random rules and parts against a scan of everything

  struct Draw {
    var state: UInt64
    mutating func below(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
  }

  static func conditions(_ draw: inout Draw) -> [String: String] {
    let atoms = [
      ("build.psus[1].wattage_w >= \(draw.below(8))00", ["psus[].wattage_w"]),
      ("build.chassis.max_gpu_length_mm >= 2\(draw.below(10))0", ["chassis.max_gpu_length_mm"]),
      (
        "build.psus[1].wattage_w >= \(draw.below(6))00 or build.chassis.expansion_slots == \(draw.below(4))",
        ["psus[].wattage_w", "chassis.expansion_slots"]
      ),
      (
        "#build.psus + build.chassis.expansion_slots >= \(draw.below(5))",
        ["chassis.expansion_slots"]
      ),
      (
        "(function() local n = 0 for _ in pairs(build.chassis) do n = n + 1 end return n >= \(draw.below(5)) end)()",
        ["chassis"]
      ),
      ("build.psus[1].wattage_w ~= \(draw.below(8))00 or error(\"broken\")", ["psus[].wattage_w"]),
    ]
    var rules: [String: String] = [:]
    for number in 0..<3 {
      let (condition, needs) = atoms[draw.below(atoms.count)]
      rules["a/r\(number)"] = rule(condition, needs: needs)
    }
    return rules
  }

  static func part(_ category: PartCategory, _ draw: inout Draw) -> BuildValue {
    if category == .psu { return ["wattage_w": .integer(Int64(100 + 100 * draw.below(7)))] }
    var value: BuildValue = ["max_gpu_length_mm": .integer(Int64(200 + 10 * draw.below(10)))]
    if draw.below(4) > 0 { value = value.with("expansion_slots", .integer(Int64(draw.below(4)))) }
    return value
  }

  /// Sets of changes after which the goal is reached and of which none can be left out, by trying
  /// them all.
  static func scan(_ engine: Engine, _ build: Build, _ offers: Offers) throws -> Set<[String]> {
    let base = try engine.evaluate(build)
    let rules = engine.ruleSet.rules
    func works(_ changes: [Change]) throws -> Bool {
      let changed = try Build(Change.apply(changes, to: build.value))
      // What lacked a field before may go on lacking it.
      return FixGoal.verdict(.pass).conditions(of: try engine.evaluate(changed), from: base, rules)
        .allSatisfy { $0 }
    }
    var found: Set<[String]> = []
    let supplies = offers[.psu].map { Change.part(.psu, replacing: "now", by: $0) }
    let cases = offers[.chassis].map { Change.part(.chassis, replacing: "now", by: $0) }
    let single = try (supplies + cases).filter { try works([$0]) }
    for change in single { found.insert([change.name]) }
    for supply in supplies where !single.contains(supply) {
      for chassis in cases where !single.contains(chassis) {
        if try works([supply, chassis]) { found.insert([supply.name, chassis.name].sorted()) }
      }
    }
    return found
  }

  @Test(arguments: 0..<40) func everyFixIsFoundAndNoOther(seed: Int) throws {
    var draw = Draw(state: UInt64(seed) &* 7919 &+ 1)
    let engine = try Self.engine(Self.conditions(&draw))
    var parts: [Offer] = []
    for number in 0..<6 {
      parts.append(Self.offer(.psu, "p\(number)", Self.part(.psu, &draw)))
      parts.append(Self.offer(.chassis, "c\(number)", Self.part(.chassis, &draw)))
    }
    let build = try Build([
      "id": "b", "psus": [Self.part(.psu, &draw).with("name", "now")],
      "chassis": Self.part(.chassis, &draw).with("name", "now"),
    ])
    let base = try engine.evaluate(build)
    let holds = FixGoal.verdict(.pass).conditions(of: base, from: base, engine.ruleSet.rules)
    if holds.allSatisfy({ $0 }) { return }
    var limits = FixLimits()
    limits.kinds = [.part]
    limits.together = 2
    let offers = Offers(parts)
    let answer = try FixSearch(
      engine, build, offers, goal: .verdict(.pass), limits: limits
    ).run()
    var found: Set<[String]> = []
    for menu in answer.menus {
      for changes in Self.ways(menu) { found.insert(changes.sorted()) }
    }
    #expect(found == (try Self.scan(engine, build, offers)), "seed \(seed)")
  }

  /// Every way through a menu, with each part in place of those that are alike.
  static func ways(_ menu: FixMenu) -> [[String]] {
    menu.choices.reduce([[]]) { ways, choice in
      let items = choice.flatMap { one in
        one.changes.indices.reduce([[]]) { sets, place in
          sets.flatMap { set in
            ([one.changes[place].name] + one.alike[place]).map { set + [$0] }
          }
        }
      }
      return ways.flatMap { way in items.map { way + $0 } }
    }
  }
}

extension Change {
  fileprivate var name: String {
    if case .part(_, _, let offer) = self { offer.name } else { "\(self)" }
  }
}
