import Foundation
import RigModel
import RigRules
import Testing

/// What the rules that ship say of three thousand plausible builds of real parts.
@Suite(
  "Plausible builds", .enabled(if: PartShelf.isThere, "the data set is not beside this checkout"))
struct RealityTests {
  /// Another draw: `RIGRULES_REALITY_SEED=1`.
  static let seed =
    ProcessInfo.processInfo.environment["RIGRULES_REALITY_SEED"].flatMap(UInt64.init)
    ?? 20_261_126
  static let count = 3000

  private static func engine() throws -> Engine {
    let plugins = ["compatibility", "model-memory", "power", "sanity"].map {
      PluginSource.directory(Checkout.root.appending(path: "Plugins/\($0)"), displayedAs: "Plugins")
    }
    let options = EngineOptions(limits: Limits(deadlineMilliseconds: 10_000))
    return try Engine(
      rules: [.directory(Checkout.root.appending(path: "Rules"))], plugins: plugins,
      options: options)
  }

  /// `RIGRULES_REALITY=folder` keeps the builds, a sample of their errors, and what each incomplete one
  /// lacked, to be read by a person.
  @Test("no rule fires on more than a quarter of them, and some pass")
  func report() throws {
    let engine = try Self.engine()
    var maker = BuildMaker(try PartShelf(), seed: Self.seed)
    var tally = RealityTally()
    for number in 1...Self.count {
      let bytes = try maker.next(number)
      let build = try Build(parsing: bytes, as: .json, file: "real-\(number).json")
      tally.add(try engine.evaluate(build), of: bytes)
    }
    print(tally.text)
    if let folder = ProcessInfo.processInfo.environment["RIGRULES_REALITY"] {
      try tally.write(to: URL(filePath: folder))
    }
    #expect(tally.broken == 0)
    for (rule, share) in tally.firing where !RealityTally.choices.contains(rule) {
      #expect(share <= 0.25, "\(rule) fires on \(share) of the builds")
    }
    #expect(tally.verdicts["pass", default: 0] * 20 >= Self.count, "fewer than 5 % pass")
  }

  @Test("of builds by name at most one in ten is incomplete")
  func byName() throws {
    let engine = try Self.engine()
    let names = try NamedParts()
    var maker = BuildMaker(try PartShelf(), seed: Self.seed)
    var tally = RealityTally(
      notes: Set(engine.ruleSet.rules.filter { $0.unknown == .note }.map(\.id)))
    var asked = 0
    for number in 1...Self.count {
      let bytes = try maker.next(number)
      guard let build = try names.build(of: bytes, file: "real-\(number).json") else {
        asked += 1
        continue
      }
      // What the names meant is what a person has to read.
      tally.add(try engine.evaluate(build), of: Array(build.canonicalJSON().utf8))
    }
    print("by name, \(asked) of \(Self.count) left out, whose names may mean several parts")
    print(tally.text)
    print(tally.gaps)
    if let folder = ProcessInfo.processInfo.environment["RIGRULES_REALITY"] {
      try tally.write(to: URL(filePath: folder).appending(path: "by-name"))
    }
    #expect(tally.broken == 0)
    let judged = Self.count - asked
    #expect(asked * 5 <= Self.count, "\(asked) builds have names that are asked about")
    let incomplete = tally.verdicts["incomplete", default: 0]
    #expect(incomplete * 10 <= judged, "\(incomplete) of \(judged) builds are incomplete")
  }

  @Test("the same seed makes the same builds, and each can be read")
  func isSteady() throws {
    let shelf = try PartShelf()
    var (one, other) = (BuildMaker(shelf, seed: 7), BuildMaker(shelf, seed: 7))
    for number in 1...20 {
      let bytes = try one.next(number)
      #expect(try other.next(number) == bytes)
      #expect(throws: Never.self) { try Build(parsing: bytes, as: .json, file: "build.json") }
    }
  }
}
