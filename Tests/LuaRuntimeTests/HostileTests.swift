internal import Foundation
internal import LuaRuntime
internal import Testing

/// A file of the shared corpus of hostile rule bodies.
struct HostileBody: CustomTestStringConvertible, Sendable {
  let name: String
  let body: String
  /// What the first line allows.
  let expected: Set<String>
  var testDescription: String { name }

  /// The corpus lies in `shared` beside the checkout, or where `RIGRULES_SHARED` says.
  static let folder: URL? = {
    var candidates: [URL] = []
    if let shared = ProcessInfo.processInfo.environment["RIGRULES_SHARED"] {
      candidates.append(URL(fileURLWithPath: shared))
    }
    var place = URL(fileURLWithPath: #filePath)
    while place.path != "/" {
      place.deleteLastPathComponent()
      candidates.append(place.appendingPathComponent("shared"))
    }
    return candidates.map { $0.appendingPathComponent("data/hostile") }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }()

  static let all: [HostileBody] = {
    guard let folder,
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    else {
      print("warning: no shared/data/hostile here; the hostile corpus is NOT tested")
      return []
    }
    return names.filter { $0.hasSuffix(".lua") }.sorted().compactMap { name in
      guard let text = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      else { return nil }
      let first = text.prefix { $0 != "\n" }
      let outcomes = first.components(separatedBy: "| expect: ").last ?? ""
      return HostileBody(
        name: name, body: text, expected: Set(outcomes.components(separatedBy: " or ")))
    }
  }()

  /// Whether the first line accepts what happened.
  func accepts(_ outcome: AttackOutcome) -> Bool {
    if case .refused(let error) = outcome {
      return expected.contains("load error") && error.kind == .error
    }
    guard let error = outcome.error else { return !expected.isDisjoint(with: Self.harmless) }
    switch error.kind {
    case .fuel, .deadline: return expected.contains("time limit")
    case .memory: return expected.contains("memory limit")
    case .error:
      // A returned value never gets out: the contract refuses it.
      if error.message.contains("`check` returned") {
        return !expected.isDisjoint(with: Self.harmless)
      }
      // Without `pcall` there is nothing to swallow a limit with.
      let isMissingTool = error.message.contains("is not available in rules")
      return (isMissingTool && name.hasPrefix("swallow_"))
        || !expected.isDisjoint(with: ["error", "nil global", "read-only"])
    }
  }

  private static let harmless: Set = ["isolated", "deterministic", "sanitised", "ok"]
}

@Suite("Rules that attack")
struct HostileTests {
  @Test("the corpus is whole", .enabled(if: HostileBody.folder != nil))
  func corpus() {
    #expect(HostileBody.all.count >= 52)
    #expect(HostileBody.all.allSatisfy { !$0.expected.isEmpty })
  }

  @Test("an attack ends as it must and harms nobody", arguments: HostileBody.all)
  func attack(_ hostile: HostileBody) throws {
    let outcome = try besiege(body: hostile.body)
    #expect(hostile.accepts(outcome), "\(outcome)")
  }

  /// Where else a rule's author can put code.
  static let places: [(name: String, source: @Sendable (String) -> (String, [String: String]))] = [
    ("when", { ("return { when = function(build)\n\($0)\nend, check = function() end }", [:]) }),
    ("the file", { ("local function attack(build)\n\($0)\nend\nattack(\(build))\n\(empty)", [:]) }),
    (
      "a module's function",
      {
        (
          "local m = require 'm' return { check = function(build) m.f(build) end }",
          ["m": "local function f(build)\n\($0)\nend return { f = f }"]
        )
      }
    ),
    (
      "a module's file",
      {
        ("require 'm' \(empty)", ["m": "local function f(build)\n\($0)\nend f(\(build)) return {}"])
      }
    ),
    (
      "a comparison",
      {
        (
          "return { check = function(build) table.sort({ 1, 2, 3 }, function()\n\($0)\nend) end }",
          [:]
        )
      }
    ),
    (
      "a callback of gsub",
      { ("return { check = function(build) ('ab'):gsub('.', function()\n\($0)\nend) end }", [:]) }
    ),
  ]
  private static let empty = "return { check = function() end }"
  private static let build = "{ name = 'x', gpus = { { name = 'y' } } }"

  @Test(
    "an attack from anywhere else is stopped as well and harms nobody",
    arguments: HostileBody.all, places.map(\.name))
  func attackFromElsewhere(_ hostile: HostileBody, place: String) throws {
    let wrap = try #require(Self.places.first { $0.name == place }).source
    let (source, modules) = wrap(hostile.body)
    let outcome = try besiege(source: source, modules: modules)
    // What only a limit can end, only a limit may have ended.
    if hostile.expected.isSubset(of: ["time limit", "memory limit"]),
      !hostile.name.hasPrefix("swallow_")
    {
      #expect(outcome.error?.kind != .error)
      #expect(outcome.error != nil)
    }
  }
}
