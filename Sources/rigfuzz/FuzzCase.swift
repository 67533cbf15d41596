import Foundation
import RigSystem

/// Rules and builds, as files.
struct CaseFiles: Sendable, Equatable {
  /// By path below the folder of rules.
  var rules: [(path: String, text: String)]
  var lines: [String]

  static func == (left: CaseFiles, right: CaseFiles) -> Bool {
    left.lines == right.lines && left.rules.elementsEqual(right.rules) { $0 == $1 }
  }

  init(rules: [(path: String, text: String)], lines: [String]) {
    (self.rules, self.lines) = (rules, lines)
  }

  /// A kept case: `rules/…` and `in.jsonl` in a folder.
  init(folder: String) throws {
    let base = folder + "/rules"
    let paths = try FileManager.default.subpathsOfDirectory(atPath: base).sorted()
    rules = try paths.filter { $0.hasSuffix(".lua") }.map { path in
      (path, try Self.read("\(base)/\(path)"))
    }
    let text = try Self.read(folder + "/in.jsonl")
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    if lines.last == "" { lines.removeLast() }
  }

  private static func read(_ path: String) throws -> String {
    let (bytes, reason) = DiskFiles.read(path, limit: .max - 1)
    if let reason { throw FuzzError("\(path) cannot be read: \(reason)") }
    return String(decoding: bytes, as: UTF8.self)
  }

  func writeRules(into folder: String) throws {
    for rule in rules {
      let path = "\(folder)/\(rule.path)"
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Self.write(rule.text, to: path)
    }
  }

  func keep(in folder: String) throws {
    try writeRules(into: folder + "/rules")
    try Self.write(lines.map { $0 + "\n" }.joined(), to: folder + "/in.jsonl")
  }

  static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }
}

/// Rules and builds in pieces that can be left out.
struct FuzzCase: Sendable, Equatable {
  var rules: [RandomRule]
  var lines: [RandomLine]

  var files: CaseFiles {
    CaseFiles(
      rules: rules.enumerated().map { ("fuzz/r\($0.offset).lua", $0.element.lua) },
      lines: lines.map(\.text))
  }

  /// The case of a seed and a number.
  init(seed: UInt64, iteration: Int) {
    var draw = FuzzDraw(seed: seed, iteration: iteration)
    let size = CaseSize(&draw)
    let reachesLimits = size == .small && draw.once(in: 2)
    let freshness = draw.one(of: size == .middle ? [1, 1, 2, 4] : [1, 2, 4, 30])
    var rules = RuleDraw(draw: draw, reachesLimits: reachesLimits)
    let ruleCount = rules.draw.number(size.rules)
    self.rules = (0..<ruleCount).map { _ in rules.rule() }
    draw = rules.draw
    let count = draw.number(size.builds)
    let isValid = draw.once(in: 2)
    var builds = BuildDraw(draw: draw, freshness: freshness, count: count, isValid: isValid)
    lines = (0..<count).map { builds.line($0) }
  }

  init(rules: [RandomRule], lines: [RandomLine]) { (self.rules, self.lines) = (rules, lines) }
}

/// How much a case holds.
enum CaseSize {
  /// Few builds: rules may work up to their limits, and many rule sets are tried in a second.
  case small
  /// So many that tables of cached outcomes grow several times, before and after a rule is found to
  /// read more.
  case middle
  /// More builds than a rule is tried for before it is run another way.
  case long

  init(_ draw: inout FuzzDraw) {
    switch draw.below(30) {
    case 0: self = .long
    case 1...10: self = .small
    default: self = .middle
    }
  }

  var builds: ClosedRange<Int> {
    switch self {
    case .small: 1...40
    case .middle: 200...400
    case .long: 4400...9000
    }
  }

  var rules: ClosedRange<Int> { self == .middle ? 2...8 : 1...5 }
}
