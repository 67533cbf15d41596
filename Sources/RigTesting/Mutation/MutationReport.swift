internal import RigModel
internal import RigReports
public import RigRules

/// The results of a mutation run as text and as JSON.
public struct MutationReport: Sendable {
  /// One result for each rule.
  public let results: [MutationResult]
  /// The share of mutants that must be noticed, 0 to 1.
  public let threshold: Double

  /// Makes one from its parts.
  public init(results: [MutationResult], threshold: Double) {
    self.results = results
    self.threshold = threshold
  }

  /// One file: a line with its figures, then what survived.
  public static func text(of result: MutationResult, in language: Language = .english) -> String {
    let unit = TextLayout.padded(result.unit, to: 30)
    var line =
      "\(unit)  \(percent(result.percent)) %  "
      + language.choose(
        "\(result.killed) of \(result.total) noticed", "\(result.total) 处改动发现 \(result.killed) 处")
    if !result.skipped.isEmpty {
      line += language.choose(
        ", \(result.skipped.count) skipped", "、跳过 \(result.skipped.count) 处")
    }
    if result.invalid > 0 {
      line += language.choose(", \(result.invalid) invalid", "、无效 \(result.invalid) 处")
    }
    var text = line + "\n"
    let words = (language.choose("survived", "存活    "), language.choose("skipped ", "跳过    "))
    for mutant in result.survivors {
      text += "  \(words.0)  \(place(of: mutant, result))  \(shown(mutant))\n"
      text += "            \(mutant.text)\n"
    }
    for skip in result.skipped {
      text += "  \(words.1)  \(place(of: skip.mutant, result))  \(shown(skip.mutant))"
      text += "  (\(skip.reason))\n"
    }
    return text
  }

  /// What stands below all files.
  public var summary: String { summary(in: .english) }

  /// The same in a language.
  public func summary(in language: Language) -> String {
    let killed = results.reduce(0) { $0 + $1.killed }
    let total = results.reduce(0) { $0 + $1.total }
    let low = results.filter { $0.percent < threshold }
    var text = language.choose(
      "\(results.count) files, \(killed) of \(total) changes noticed\n",
      "\(results.count) 个文件，\(total) 处改动发现 \(killed) 处\n")
    if !low.isEmpty {
      let list = low.map { "\($0.unit) (\(Self.percent($0.percent).drop { $0 == " " }) %)" }.joined(
        separator: language.choose(", ", "、"))
      let least = BuildValue.quantity(threshold).spelled
      text += language.choose("below \(least) %: \(list)\n", "低于 \(least)%：\(list)\n")
    }
    return text
  }

  /// The report for programs.
  public var json: String {
    var json = JSONBytes(pretty: true)
    json.beginObject()
    json.key("threshold")
    json.value(threshold)
    json.key("files")
    json.beginArray()
    for result in results { Self.append(result, to: &json) }
    json.endArray()
    json.endObject()
    json.endLine()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func append(_ result: MutationResult, to json: inout JSONBytes) {
    json.beginObject()
    json.field("id", result.unit)
    json.field("path", result.path)
    json.field("killed", result.killed)
    json.field("total", result.total)
    json.field("invalid", result.invalid)
    json.key("percent")
    json.value((result.percent * 10).rounded(.down) / 10)
    json.key("survivors")
    json.beginArray()
    for mutant in result.survivors { append(mutant, reason: nil, to: &json) }
    json.endArray()
    json.key("skipped")
    json.beginArray()
    for skip in result.skipped { append(skip.mutant, reason: skip.reason, to: &json) }
    json.endArray()
    json.key("problems")
    json.value(BuildValue.list(result.problems.map { .text($0) }))
    json.endObject()
  }

  private static func append(_ mutant: Mutant, reason: String?, to json: inout JSONBytes) {
    json.beginObject()
    json.field("line", mutant.line)
    json.field("column", mutant.column)
    json.field("original", mutant.original)
    json.field("replacement", mutant.replacement)
    if let reason { json.field("reason", reason) }
    json.endObject()
  }

  private static func place(of mutant: Mutant, _ result: MutationResult) -> String {
    "\(result.path):\(mutant.line):\(mutant.column)"
  }

  private static func shown(_ mutant: Mutant) -> String {
    "\(mutant.original) → \(mutant.replacement.isEmpty ? "nothing" : mutant.replacement)"
  }

  /// Rounded down, so that 95 is never less than 95.
  private static func percent(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded(.down))
    let text = "\(tenths / 10).\(tenths % 10)"
    return String(repeating: " ", count: max(0, 5 - text.count)) + text
  }
}
