import Foundation
import RigModel
import RigRules

/// Counts of what the rules say of many builds.
struct RealityTally {
  /// Rules that speak of what a user chose freely, not of whether the parts go together.
  static let choices: Set<String> = [
    "gpu/precision-value", "gpu/vram-for-use-case", "memory/clock-gain", "workspace/monitors",
  ]

  private struct Row {
    var error = 0, warning = 0, advice = 0, pass = 0, unknown = 0, notApplicable = 0
  }

  private var rows: [String: Row] = [:]
  private var errors: [(finding: String, build: [UInt8])] = []
  private var lines: [[UInt8]] = []
  private(set) var verdicts: [String: Int] = [:]
  private(set) var broken = 0
  /// How often a rule kept a build incomplete, and for want of which fields.
  private var missing: [String: Int] = [:]
  /// Each of these with the build it happened to, for a person who looks for the parts behind it.
  private var missingLines: [String] = []
  /// Rules whose being unknown leaves a verdict as it is.
  private let notes: Set<String>

  init(notes: Set<String> = []) { self.notes = notes }
  private var count = 0

  mutating func add(_ report: Report, of build: [UInt8]) {
    count += 1
    lines.append(build)
    verdicts[report.verdict.rawValue, default: 0] += 1
    for result in report.results {
      var row = rows[result.rule] ?? Row()
      switch result.outcome {
      case .pass: row.pass += 1
      case .unknown(let fields):
        row.unknown += 1
        if report.verdict == .incomplete, !notes.contains(result.rule) {
          note(fields, of: result.rule, in: report.id)
        }
      case .notApplicable: row.notApplicable += 1
      case .broken: broken += 1
      case .fail(let severity, let findings):
        switch severity {
        case .error: row.error += 1
        case .warning: row.warning += 1
        default: row.advice += 1
        }
        for finding in findings where finding.severity == .error {
          let text = "\(result.rule)/\(finding.id): \(finding.message)"
          errors.append(("\(report.id)  \(text)", build))
        }
      }
      rows[result.rule] = row
    }
  }

  private mutating func note(_ fields: [String], of rule: String, in build: String) {
    let plain = Set(fields.map { $0.replacing(/\[\d+\]/, with: "") })
    missing["\(rule)\t\(plain.sorted().joined(separator: ", "))", default: 0] += 1
    missingLines.append("\(build)\t\(rule)\t\(fields.joined(separator: ", "))\n")
  }

  /// What made builds incomplete, the most frequent first.
  var gaps: String {
    missing.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value)\t\($0.key)" }.joined(separator: "\n")
  }

  /// The share of the builds on which each rule fires.
  var firing: [(rule: String, share: Double)] {
    rows.keys.sorted().map { rule in
      let row = rows[rule] ?? Row()
      return (rule, Double(row.error + row.warning + row.advice) / Double(max(1, count)))
    }
  }

  /// A table for people, and for comparing two states of the rules.
  var text: String {
    var lines = ["\(count) plausible builds; verdicts:"]
    for verdict in ["pass", "warn", "fail", "incomplete"] {
      lines.append("  \(verdict)\t\(verdicts[verdict, default: 0])")
    }
    lines.append("error findings: \(errors.count)")
    lines.append("rule\terror\twarning\tadvice\tpass\tunknown\tnot applicable\tfires")
    for (rule, share) in firing {
      let row = rows[rule] ?? Row()
      let percent = (share * 1000).rounded() / 10
      let cells = [
        row.error, row.warning, row.advice, row.pass, row.unknown, row.notApplicable,
      ]
      lines.append("\(rule)\t\(cells.map(String.init).joined(separator: "\t"))\t\(percent) %")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Writes the builds, the table, and sixty of the error findings with their builds.
  func write(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let builds = lines.flatMap { $0 + [UInt8(ascii: "\n")] }
    try Data(builds).write(to: folder.appending(path: "builds.jsonl"))
    try text.write(to: folder.appending(path: "counts.txt"), atomically: true, encoding: .utf8)
    try missingLines.joined().write(
      to: folder.appending(path: "gaps.tsv"), atomically: true, encoding: .utf8)
    var dice = Dice(seed: 60)
    var left = errors
    var sample = ""
    for _ in 0..<min(60, left.count) {
      let one = left.remove(at: dice.below(left.count))
      sample += "\(one.finding)\n    \(String(decoding: one.build, as: UTF8.self))\n"
    }
    try sample.write(
      to: folder.appending(path: "errors-60.txt"), atomically: true, encoding: .utf8)
  }
}
