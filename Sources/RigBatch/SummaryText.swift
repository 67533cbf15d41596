internal import RigModel
internal import RigReports
internal import RigRules

/// The summary of a batch, for people.
struct SummaryText {
  private let result: BatchResult
  private let rules: [RuleDescription]
  private let language: Language
  private var text = ""
  private static let barWidth = 40

  init(_ result: BatchResult, rules: [RuleDescription], language: Language) {
    self.result = result
    self.rules = rules
    self.language = language
  }

  var bytes: [UInt8] {
    var copy = self
    copy.verdicts()
    copy.findings()
    copy.scores()
    copy.unknown()
    copy.work()
    return Array(copy.text.utf8)
  }

  private func say(_ english: String, _ chinese: String) -> String {
    language.choose(english, chinese)
  }

  private mutating func line(_ line: String = "") { text += line + "\n" }

  private mutating func title(_ title: String) {
    line()
    line(title)
  }

  /// A row with a bar whose full length stands for `most`.
  private mutating func row(_ name: String, _ count: Int, of most: Int, width: Int) {
    let length = most > 0 ? (count * Self.barWidth + most - 1) / most : 0
    let bar = String(repeating: "#", count: length)
    line("  \(padded(name, width))  \(aligned(count))  \(bar)".trimmedEnd)
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - TextLayout.columns(of: text)))
  }

  private func aligned(_ number: Int, _ width: Int = 10) -> String {
    let digits = "\(number)"
    return String(repeating: " ", count: max(0, width - digits.count)) + digits
  }

  private func share(_ part: Int, _ whole: Int) -> String {
    let sign = say(" %", "%")
    guard whole > 0 else { return "0\(sign)" }
    let tenths = (part * 1000 + whole / 2) / whole
    return "\(tenths / 10).\(tenths % 10)\(sign)"
  }

  private mutating func verdicts() {
    let totals = result.totals
    line(
      say(
        "\(totals.builds) builds, \(totals.errors) lines that are no build",
        "\(totals.builds) 份配置，\(totals.errors) 行不是配置"))
    title(say("Verdicts", "结论"))
    let most = totals.verdicts.max() ?? 0
    for verdict in Verdict.allCases.sorted(by: { $0.rank < $1.rank }) {
      row(verdict.word(in: language), totals.count(of: verdict), of: most, width: 10)
    }
  }

  private mutating func findings() {
    guard let summary = result.summary else { return }
    var rows: [(name: String, count: Int)] = []
    for (rule, id) in summary.ruleIDs.enumerated() {
      for (finding, count) in summary.rules[rule].findings {
        rows.append(("\(id)/\(finding)", Int(count)))
      }
      if summary.rules[rule].broken > 0 {
        rows.append((say("\(id) broke", "\(id) 出错"), Int(summary.rules[rule].broken)))
      }
    }
    rows.sort { ($1.count, $0.name) < ($0.count, $1.name) }
    title(say("Findings", "问题"))
    if rows.isEmpty { return line(say("  none", "  无")) }
    let width = rows.map { TextLayout.columns(of: $0.name) }.max() ?? 0
    for (name, count) in rows { row(name, count, of: rows[0].count, width: width) }
  }

  private mutating func scores() {
    title(say("Scores", "得分"))
    var buckets = [Int](repeating: 0, count: 10)
    for (tenths, count) in result.scores.tenths.enumerated() {
      buckets[min(tenths / 100, 9)] += count
    }
    let most = buckets.max() ?? 0
    for (index, count) in buckets.enumerated() {
      let name = index == 9 ? "90–100" : "\(index * 10)–\(index * 10 + 10)"
      row(name, count, of: most, width: 10)
    }
    if result.scores.unknown > 0 {
      row(say("no score", "没有得分"), result.scores.unknown, of: most, width: 10)
    }
  }

  /// Fields by the weight of the rules that could say more if they were stated.
  private mutating func unknown() {
    guard let summary = result.summary, !summary.missing.isEmpty else { return }
    let weights = Dictionary(
      rules.map { ($0.id, $0.weight) }, uniquingKeysWith: { first, _ in first })
    var rows: [(name: String, builds: Int, weight: Double, rules: Int)] = []
    for (field, counts) in summary.missing {
      // In the order of the rules, so that the sum is the same to the last bit.
      let weight = counts.sorted { $0.key < $1.key }.reduce(0.0) {
        $0 + (weights[summary.ruleIDs[$1.key]] ?? 0) * Double($1.value)
      }
      rows.append((field, Int(counts.values.max() ?? 0), weight, counts.count))
    }
    rows.sort { ($1.weight, $0.name) < ($0.weight, $1.name) }
    title(say("Unknown fields whose statement would help most", "最值得补充的未知字段"))
    let width = rows.prefix(20).map(\.name.count).max() ?? 0
    for row in rows.prefix(20) {
      let builds = share(row.builds, result.totals.builds)
      let rules = "\(row.rules) rule\(row.rules == 1 ? "" : "s")"
      let words = say(
        "\(builds) of builds, \(rules)", "占配置的 \(builds)，涉及 \(row.rules) 条规则")
      line("  \(padded(row.name, width))  \(aligned(row.builds))  \(words)")
    }
  }

  private mutating func work() {
    guard let summary = result.summary else { return }
    let all = summary.rules.reduce(0) { $0 + Int($1.fuel) }
    guard all > 0 else { return }
    let order = summary.rules.indices.sorted {
      (summary.rules[$1].fuel, summary.ruleIDs[$0]) < (summary.rules[$0].fuel, summary.ruleIDs[$1])
    }
    title(say("Slowest rules, by fuel for a build", "最慢的规则（每份配置的运算量）"))
    let width = order.prefix(10).map { summary.ruleIDs[$0].count }.max() ?? 0
    for rule in order.prefix(10) where summary.rules[rule].fuel > 0 {
      let each = Int(summary.rules[rule].fuel / max(summary.rules[rule].evaluations, 1))
      let part = share(Int(summary.rules[rule].fuel), all)
      line("  \(padded(summary.ruleIDs[rule], width))  \(aligned(each))  \(part)")
    }
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
