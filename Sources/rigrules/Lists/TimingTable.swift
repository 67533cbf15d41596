import RigBatch
import RigModel
import RigReports
import RigRules

/// What each rule took, as a table for standard error: the slowest first.
struct TimingTable {
  private struct Row {
    let rule: String
    let calls: UInt64
    /// Nanoseconds of all calls.
    let time: UInt64
    /// How many times its outcome came from the cache.
    let hits: UInt64
    /// Why its outcomes are not cached.
    let reason: String?
  }
  private let rows: [Row]
  private let builds: Int
  /// Nanoseconds spent on putting builds into Lua, where that is measured for itself.
  private let bind: UInt64?
  private let language: Language

  /// Of a check, which caches no outcome.
  init(_ timings: EvaluationTimings, language: Language) {
    self.init(
      timings.rules.map {
        Row(rule: $0.rule, calls: $0.calls, time: $0.time, hits: 0, reason: nil)
      }, builds: timings.builds, bind: timings.bind, language: language)
  }

  /// Of a batch: times are measured on one line of sixteen, calls and cached outcomes are counted.
  init(_ timings: BatchTimings, builds: Int, language: Language) {
    let rows = timings.eachRule.filter { $0.runs > 0 }.map {
      Row(rule: $0.rule, calls: $0.runs, time: $0.time, hits: $0.hits, reason: $0.reason)
    }
    self.init(rows, builds: builds, bind: nil, language: language)
  }

  private init(_ rows: [Row], builds: Int, bind: UInt64?, language: Language) {
    self.rows = rows.sorted { ($1.time, $0.rule) < ($0.time, $1.rule) }
    (self.builds, self.bind, self.language) = (builds, bind, language)
  }

  /// A line of heads and one for each rule; none where no rule ran.
  var lines: [String] {
    if rows.isEmpty { return [] }
    let heads =
      language == .chinese
      ? ["规则", "次数", "微秒", "每份配置", "缓存命中", ""]
      : ["rule", "calls", "µs", "µs/build", "memo hits", ""]
    let cells = [heads] + rows.map(cells)
    let widths = heads.indices.map { column in
      cells.map { TextLayout.columns(of: $0[column]) }.max() ?? 0
    }
    return cells.map { row in
      let figures = row[1...4].enumerated().map { index, cell in
        String(repeating: " ", count: widths[index + 1] - TextLayout.columns(of: cell)) + cell
      }
      return ([TextLayout.padded(row[0], to: widths[0])] + figures).joined(separator: "  ")
        + (row[5].isEmpty ? "" : "  \(row[5])")
    }
  }

  private func cells(_ row: Row) -> [String] {
    let all = row.calls + row.hits
    let share = all == 0 ? 0 : Int((Double(row.hits) / Double(all) * 100).rounded(.down))
    let hits = row.hits == 0 ? "0" : "\(row.hits) (\(share)%)"
    let reason = row.reason.map {
      language.choose("not cached: \($0)", "未缓存：\(language.message($0))")
    }
    return [
      row.rule, "\(row.calls)", Self.micro(row.time), Self.micro(row.time, over: builds), hits,
      reason ?? "",
    ]
  }

  /// Nanoseconds as µs with two decimals.
  private static func micro(_ nanoseconds: UInt64, over count: Int = 1) -> String {
    let hundredths = Int((Double(nanoseconds) / Double(max(count, 1)) / 10).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// The same on one line, for programs.
  var json: String {
    var json = JSONBytes()
    json.beginObject()
    json.key("timings")
    json.beginObject()
    json.field("builds", builds)
    if let bind { Self.field("bind_us", bind, to: &json) }
    json.key("rules")
    json.beginArray()
    for row in rows {
      json.beginObject()
      json.field("rule", row.rule)
      json.field("calls", Int(clamping: row.calls))
      Self.field("us", row.time, to: &json)
      json.field("memo_hits", Int(clamping: row.hits))
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endObject()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// Nanoseconds as a number of µs.
  private static func field(_ name: String, _ nanoseconds: UInt64, to json: inout JSONBytes) {
    json.key(name)
    json.value(.quantity(Double(nanoseconds) / 1000))
  }
}
