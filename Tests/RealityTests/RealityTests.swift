import Foundation
import RigModel
import RigRules
import Testing

/// What the rules that ship say of three thousand plausible builds of real parts.
@Suite(
  "Plausible builds", .enabled(if: PartShelf.isThere, "the data set is not beside this checkout"))
struct RealityTests {
  static let seed: UInt64 = 20_261_126
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

  /// `RIGRULES_REALITY=folder` keeps the builds and a sample of their errors, to be read by a person.
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
