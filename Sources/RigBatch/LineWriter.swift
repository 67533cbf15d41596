internal import RigModel
internal import RigReports
internal import RigRules

/// One evaluated build, as far as lines need it.
struct EvaluatedBuild {
  /// Cleaned, as JSON writes it, with its quotes.
  var id: [UInt8]
  var name: [UInt8]
  var verdict: Verdict
  var scoreTenths: Int?
  var coverageHundredths: Int
  var price: Double?
  var counts: OutcomeCounts
  /// 0 advice, 1 warning, 2 error, -1 nothing: the worst finding that is not waived.
  var worst: Int
  /// The notices of its own report; nil where they are those that every report has.
  var notices: [Notice]?
}

/// Writes evaluated builds and lines that are none, in one of the forms.
struct LineWriter {
  let format: BatchFormat
  let fields: [BatchField]
  /// `"id":` of each field.
  private let keys: [[UInt8]]
  /// `"pass":` of each count.
  private let countKeys = OutcomeCounts.names.map { Array("\"\($0)\":".utf8) }
  private let isDefault: Bool
  private let guardsFormulas: Bool
  private let ruleset: [UInt8]
  private let texts = NumberTexts()
  /// By `Verdict.rank`, with quotes.
  private let verdicts = Verdict.allCases.sorted { $0.rank < $1.rank }
    .map { Array("\"\($0.rawValue)\"".utf8) }
  private let compact: Bool

  /// The key `notices` with what every report says, after a comma; empty if there is nothing.
  private let commonNotices: [UInt8]

  init(_ options: BatchOptions, ruleset: String, notices: [Notice] = []) {
    commonNotices = Self.text(of: notices)
    format = options.format
    fields = options.fields ?? Self.defaults(options.format)
    keys = fields.map { Array("\"\($0.rawValue)\":".utf8) }
    isDefault = options.fields == nil
    compact = options.compact
    guardsFormulas = options.guardsFormulas
    self.ruleset = Array("\"\(ruleset)\"".utf8)
  }

  private static func text(of notices: [Notice]) -> [UInt8] {
    if notices.isEmpty { return [] }
    var json = JSONBytes()
    Notice.write(notices, to: &json)
    return [UInt8(ascii: ",")] + json.bytes
  }

  static func defaults(_ format: BatchFormat) -> [BatchField] {
    switch format {
    case .jsonl: [.id, .name, .verdict, .score, .coverage, .counts, .results, .ruleset]
    case .compact, .summary: [.id, .verdict, .score, .findings]
    case .csv:
      [
        .id, .name, .verdict, .score, .coverage, .price, .pass, .fail, .unknown, .notApplicable,
        .broken, .waived, .findings,
      ]
    }
  }

  /// Whether lines say what a build costs.
  var needsPrice: Bool { fields.contains(.price) }

  /// Which texts of results its lines are made of.
  var forms: OutcomeRecords.Forms {
    OutcomeRecords.Forms(
      json: fields.contains(.results), findings: format != .csv && fields.contains(.findings),
      words: format == .csv && fields.contains(.findings))
  }

  /// The first line of the output: the names of a table's columns.
  var header: [UInt8] {
    guard format == .csv else { return [] }
    let names = fields.map(\.rawValue) + ["line", "error", "message"]
    return Array((names.joined(separator: ",") + "\n").utf8)
  }

  // MARK: Builds

  func write(
    _ build: borrowing EvaluatedBuild, _ records: borrowing RecordList,
    to output: inout OutputBuffer
  ) {
    format == .csv ? row(build, records, &output) : object(build, records, &output)
  }

  private func object(
    _ build: borrowing EvaluatedBuild, _ records: borrowing RecordList,
    _ output: inout OutputBuffer
  ) {
    output.append(UInt8(ascii: "{"))
    var isFirst = true
    for (field, key) in zip(fields, keys) {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      output.append(key)
      value(field, build, records, &output)
      if field == .results { notices(build, &output) }
    }
    output.append("}\n")
  }

  private func value(
    _ field: BatchField, _ build: borrowing EvaluatedBuild, _ records: borrowing RecordList,
    _ output: inout OutputBuffer
  ) {
    switch field {
    case .id: output.append(build.id)
    case .name: output.append(build.name)
    case .verdict: append(build.verdict, &output)
    case .score: output.append(texts.score(build.scoreTenths))
    case .coverage: output.append(texts.coverage(build.coverageHundredths))
    case .price: append(price: build.price, &output)
    case .counts: append(build.counts, &output)
    case .pass: output.append(number: build.counts.pass)
    case .fail: output.append(number: build.counts.fail)
    case .unknown: output.append(number: build.counts.unknown)
    case .notApplicable: output.append(number: build.counts.notApplicable)
    case .broken: output.append(number: build.counts.broken)
    case .waived: output.append(number: build.counts.waived)
    case .results: results(build, records, &output)
    case .findings: findings(build, records, &output)
    case .ruleset: output.append(ruleset)
    }
  }

  private func append(_ verdict: Verdict, _ output: inout OutputBuffer) {
    output.append(verdicts[verdict.rank])
  }

  private func append(price: Double?, _ output: inout OutputBuffer) {
    guard let price else { return output.append("null") }
    var json = JSONBytes()
    json.value(price)
    output.append(json.bytes)
  }

  private func append(_ counts: OutcomeCounts, _ output: inout OutputBuffer) {
    output.append(UInt8(ascii: "{"))
    for index in countKeys.indices {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      output.append(countKeys[index])
      output.append(number: counts[index])
    }
    output.append(UInt8(ascii: "}"))
  }

  private func results(
    _ build: borrowing EvaluatedBuild, _ records: borrowing RecordList,
    _ output: inout OutputBuffer
  ) {
    output.append(UInt8(ascii: "["))
    var isFirst = true
    for index in 0..<records.count {
      let record = records[index]
      if compact && (record.kind == .pass || record.kind == .notApplicable) { continue }
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      output.append(record.json.start, record.json.count)
    }
    output.append(UInt8(ascii: "]"))
  }

  private func findings(
    _ build: borrowing EvaluatedBuild, _ records: borrowing RecordList,
    _ output: inout OutputBuffer
  ) {
    output.append(UInt8(ascii: "["))
    var isFirst = true
    func piece(_ start: UnsafePointer<UInt8>, _ count: Int, _ output: inout OutputBuffer) {
      if count == 0 { return }
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      output.append(start, count)
    }
    for index in 0..<records.count {
      piece(records[index].findings.start, records[index].findings.count, &output)
    }
    output.append(UInt8(ascii: "]"))
  }

  /// Stale rules and waivers that need attention, as in any report.
  private func notices(_ build: borrowing EvaluatedBuild, _ output: inout OutputBuffer) {
    guard isDefault else { return }
    guard let own = build.notices else { return output.append(commonNotices) }
    output.append(Self.text(of: own))
  }

  // MARK: A table

  private func row(
    _ build: borrowing EvaluatedBuild, _ records: borrowing RecordList,
    _ output: inout OutputBuffer
  ) {
    for field in fields {
      switch field {
      case .id: cell(json: build.id, &output)
      case .name: cell(json: build.name, &output)
      case .verdict: cell(json: verdicts[build.verdict.rank], &output)
      case .score: if build.scoreTenths != nil { value(field, build, records, &output) }
      case .price: if build.price != nil { value(field, build, records, &output) }
      case .counts, .results:
        var whole = OutputBuffer(capacity: 4096)
        value(field, build, records, &whole)
        cell(whole, &output)
      case .findings: words(build, records, &output)
      case .ruleset: cell(json: ruleset, &output)
      default: value(field, build, records, &output)
      }
      output.append(UInt8(ascii: ","))
    }
    output.append(",,\n")
  }

  private func words(
    _ build: borrowing EvaluatedBuild, _ records: borrowing RecordList,
    _ output: inout OutputBuffer
  ) {
    var isFirst = true
    for index in 0..<records.count where records[index].words.count > 0 {
      if !isFirst { output.append(UInt8(ascii: " ")) }
      isFirst = false
      output.append(records[index].words.start, records[index].words.count)
    }
  }

  /// A text that stands as JSON, as a cell: only a text with a comma, quote or line end needs more.
  private func cell(json bytes: [UInt8], _ output: inout OutputBuffer) {
    if bytes.first != UInt8(ascii: "\"") { return }  // null
    let inner = bytes.dropFirst().dropLast()
    if guardsFormulas, let first = inner.first, Self.beginsFormulas.contains(first) {
      output.append(UInt8(ascii: "\""))
      output.append(UInt8(ascii: "'"))
      for byte in Self.unescaped(inner) {
        if byte == UInt8(ascii: "\"") { output.append(byte) }
        output.append(byte)
      }
      return output.append(UInt8(ascii: "\""))
    }
    if !inner.contains(where: { $0 == 0x2c || $0 == 0x5c || $0 == 0x0a || $0 == 0x22 }) {
      return output.append(Array(inner))
    }
    cell(Self.unescaped(inner), &output)
  }

  /// What spreadsheets take for the beginning of a formula.
  private static let beginsFormulas = Set("=+-@\t\r".utf8)

  /// Of a cleaned text JSON escapes nothing but `"` and the backslash.
  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      text.append(byte == 0x5c ? rest.popFirst() ?? byte : byte)
    }
    return text
  }

  private func cell(_ buffer: borrowing OutputBuffer, _ output: inout OutputBuffer) {
    cell(Array(UnsafeBufferPointer(start: buffer.start, count: buffer.count)), &output)
  }

  private func cell(_ text: [UInt8], _ output: inout OutputBuffer) {
    output.append(UInt8(ascii: "\""))
    for byte in text {
      if byte == UInt8(ascii: "\"") { output.append(byte) }
      output.append(byte)
    }
    output.append(UInt8(ascii: "\""))
  }

  // MARK: Lines that are no build

  func write(_ error: LineError, to output: inout OutputBuffer) {
    if format == .csv {
      for _ in fields { output.append(UInt8(ascii: ",")) }
      output.append(number: error.line)
      output.append(UInt8(ascii: ","))
      output.append(Array(error.code.utf8))
      output.append(UInt8(ascii: ","))
      let text = "\(error.at): \(error.message)"
      var json = JSONBytes()
      json.value(text)
      cell(json: json.bytes, &output)
      output.append(UInt8(ascii: "\n"))
      return
    }
    var json = JSONBytes()
    json.beginObject()
    json.field("line", error.line)
    json.key("error")
    json.beginObject()
    json.field("code", error.code)
    json.field("message", error.message)
    json.field("at", error.at)
    json.endObject()
    json.endObject()
    output.append(json.bytes)
    output.append(UInt8(ascii: "\n"))
  }
}

/// A line that is not a build, and why.
public struct LineError: Sendable, Hashable {
  /// Counted from 1 in its file; 1 for a file that is one build.
  public let line: Int
  /// The stable code, such as `build/unknown-key`.
  public let code: String
  /// What was found and what is allowed, in one sentence.
  public let message: String
  /// `builds.jsonl:17:42`.
  public let at: String

  /// The same with its message in a language.
  func message(in language: Language) -> LineError {
    guard language != .english else { return self }
    return LineError(line: line, code: code, message: language.message(message), at: at)
  }
}

/// The records of one build's results, in the order of the rules.
struct RecordList {
  let records: UnsafeMutablePointer<OutcomeRecords.Record>
  let numbers: UnsafeMutablePointer<UInt32>
  let count: Int

  /// Of a build that no rule was run on.
  static var empty: RecordList {
    // Never looked into, because it holds nothing.
    RecordList(records: emptyRecord, numbers: emptyNumber, count: 0)
  }
  nonisolated(unsafe) private static let emptyRecord =
    UnsafeMutablePointer<OutcomeRecords.Record>.allocate(capacity: 1)
  nonisolated(unsafe) private static let emptyNumber =
    UnsafeMutablePointer<UInt32>.allocate(capacity: 1)

  @inline(__always)
  subscript(index: Int) -> OutcomeRecords.Record { records[Int(numbers[index])] }
}
