import Foundation

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
      (path, try String(contentsOfFile: "\(base)/\(path)", encoding: .utf8))
    }
    let text = try String(contentsOfFile: folder + "/in.jsonl", encoding: .utf8)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    if lines.last == "" { lines.removeLast() }
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
    // More builds than a rule is tried for before it is run another way: now and then.
    let isLong = draw.once(in: 25)
    let freshness = draw.one(of: [2, 4, 30])
    var rules = RuleDraw(draw: draw, reachesLimits: !isLong && draw.once(in: 4))
    self.rules = (0..<draw.number(1...6)).map { _ in rules.rule() }
    var builds = BuildDraw(draw: rules.draw, freshness: freshness)
    let count = isLong ? draw.number(4400...9000) : draw.number(20...400)
    lines = (0..<count).map { builds.line($0) }
  }

  init(rules: [RandomRule], lines: [RandomLine]) { (self.rules, self.lines) = (rules, lines) }
}
