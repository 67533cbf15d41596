internal import RigMemo
internal import RigModel
internal import RigReports
internal import RigRules
internal import RigSystem

/// Results of rules, each once, written out in the forms that lines are made of.
final class OutcomeRecords: OutcomeRecorder {
  enum Kind: UInt8 { case pass, fail, unknown, notApplicable, broken }

  struct Record {
    var kind: Kind
    /// 0 advice, 1 warning, 2 error: the worst finding.
    var severity: UInt8
    var rule: UInt16
    /// What the result earns of its weight.
    var score: Double
    var weight: Double
    var fuel: UInt64
    /// The result as an object of JSON.
    var json: Piece
    /// Its findings as objects of the compact form, with commas between.
    var findings: Piece
    /// `rule/finding` words for a table, with blanks between.
    var words: Piece
    /// How often it was told since the counts were last taken, where that is counted.
    var uses: UInt64
  }

  struct Piece {
    var start: UnsafePointer<UInt8>
    var count: Int
  }

  private(set) var records: UnsafeMutablePointer<Record>
  /// The results themselves, if more of them is needed than their text.
  private(set) var results: [RuleResult] = []
  private var details: [RuleResult?] = []
  private let keepsResults: Bool
  /// Whether it counts how often each is told.
  let counts: Bool
  private let limit: Int
  private(set) var count = 1
  /// There was no room for the last result.
  private(set) var isFull = false
  private let arena: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private var used = 0
  private var byHash: [UInt64: UInt32] = [:]
  private var json = JSONBytes()
  private(set) var summary: OutcomeSummary
  /// By rule: its pass and its not applying, if their text says nothing else.
  private var passes: [UInt32]
  private var absences: [UInt32]
  private let forms: Forms

  /// What lines are made of.
  struct Forms {
    var json: Bool
    var findings: Bool
    var words: Bool
  }

  /// - Parameters:
  ///   - keepsResults: Whether whole reports are made of them.
  ///   - counts: Whether a summary is wanted.
  init(budget: Int, ruleIDs: [String], forms: Forms, keepsResults: Bool, counts: Bool) {
    limit = max(budget / MemoryLayout<Record>.stride / 2, 512)
    capacity = budget
    arena = .allocate(capacity: budget)
    records = .allocate(capacity: limit)
    self.keepsResults = keepsResults
    self.counts = counts
    summary = OutcomeSummary(ruleIDs: ruleIDs)
    passes = Array(repeating: 0, count: ruleIDs.count)
    absences = passes
    self.forms = forms
  }

  deinit {
    arena.deallocate()
    records.deallocate()
  }

  /// Forgets all results; what was counted of them stays in the summary.
  func forget() {
    if counts { fold() }
    count = 1
    used = 0
    isFull = false
    for rule in passes.indices { (passes[rule], absences[rule]) = (0, 0) }
    byHash.removeAll(keepingCapacity: true)
    results.removeAll(keepingCapacity: true)
    details.removeAll(keepingCapacity: true)
  }

  /// Adds what was told since the last time to the summary.
  func fold() {
    for index in 1..<max(count, 1) where records[index].uses > 0 {
      summary.add(
        Int(records[index].rule), details[index - 1], uses: records[index].uses,
        fuel: records[index].fuel)
      records[index].uses = 0
    }
  }

  /// Counts a result that has no record.
  func addToSummary(_ rule: Int, _ result: RuleResult, fuel: UInt64) {
    if counts { summary.add(rule, result, uses: 1, fuel: fuel) }
  }

  func takeSummary() -> OutcomeSummary {
    if counts { fold() }
    defer { summary = OutcomeSummary(ruleIDs: summary.ruleIDs) }
    return summary
  }

  func plainRecord(rule: Int, passed: Bool) -> UInt32 {
    // A summary tells the work of each evaluation, which is not always the same.
    counts ? 0 : passed ? passes[rule] : absences[rule]
  }

  var tellsFuel: Bool { counts }

  func record(_ result: RuleResult, rule: Int, fuel: UInt64) -> UInt32 {
    // Only a summary tells the work of a rule; else all its passes are one.
    let fuel = counts ? fuel : 0
    let text = identity(of: result)
    let hash = text.withUnsafeBytes { bytes in
      let seed = UInt64(rule) ^ fuel &<< 16 ^ (result.score ?? -1).bitPattern
      return bytes.baseAddress.map { QuickHash.bytes($0, bytes.count, seed) } ?? seed
    }
    let kind = Self.kind(result.outcome)
    if let known = byHash[hash], isSame(Int(known), result, kind, rule, fuel, text) {
      return known
    }
    guard count < limit, let first = piece(text), let second = secondPiece(of: result, first)
    else {
      isFull = true
      return 0
    }
    records[count] = Record(
      result, rule: rule, fuel: fuel, json: first,
      findings: forms.findings ? second : first, words: forms.words ? second : first)
    if keepsResults { results.append(result) }
    if counts { details.append(result.outcome.isWorthTelling ? result : nil) }
    byHash[hash] = UInt32(count)
    if kind == .pass, result.score == 1 { passes[rule] = UInt32(count) }
    if kind == .notApplicable { absences[rule] = UInt32(count) }
    count += 1
    return UInt32(count - 1)
  }

  /// Whether all of a result must be known, or only the one text that lines are made of.
  private var needsWhole: Bool { forms.json || counts || keepsResults }

  /// The text by which results of a rule are told apart.
  private func identity(of result: RuleResult) -> [UInt8] {
    guard needsWhole else {
      return forms.findings
        ? Self.findings(of: result) : forms.words ? Self.words(of: result) : []
    }
    return Self.json(of: result, with: &json)
  }

  /// The text beside the whole result, or the same one where there is no other.
  private func secondPiece(of result: RuleResult, _ first: Piece) -> Piece? {
    if !needsWhole { return first }
    if forms.findings { return piece(Self.findings(of: result)) }
    return forms.words ? piece(Self.words(of: result)) : first
  }

  /// A hash only says where to look.
  private func isSame(
    _ index: Int, _ result: RuleResult, _ kind: Kind, _ rule: Int, _ fuel: UInt64,
    _ text: [UInt8]
  ) -> Bool {
    let record = records[index]
    guard record.rule == rule, record.kind == kind, record.fuel == fuel,
      record.score == (result.score ?? 0), record.severity == Self.severity(result.outcome),
      record.json.count == text.count
    else { return false }
    return text.withUnsafeBytes { bytes in
      bytes.isEmpty || memcmp(bytes.baseAddress!, record.json.start, bytes.count) == 0
    }
  }

  private func piece(_ bytes: [UInt8]) -> Piece? {
    // Texts and records share the budget.
    let left = capacity - used - count * MemoryLayout<Record>.stride
    guard left >= bytes.count else { return nil }
    let start = arena + used
    bytes.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { start.update(from: base, count: source.count) }
    }
    used += bytes.count
    return Piece(start: UnsafePointer(start), count: bytes.count)
  }

  // MARK: Forms

  /// The result as an object of JSON.
  static func json(of result: RuleResult, with json: inout JSONBytes) -> [UInt8] {
    json.removeAll()
    result.write(to: &json)
    return json.bytes
  }

  fileprivate static func kind(_ outcome: Outcome) -> Kind {
    switch outcome {
    case .pass: .pass
    case .fail: .fail
    case .unknown: .unknown
    case .notApplicable: .notApplicable
    case .broken: .broken
    }
  }

  fileprivate static func severity(_ outcome: Outcome) -> UInt8 {
    guard case .fail(let severity, _) = outcome else { return 0 }
    return UInt8(severity.index)
  }

  static func findings(of result: RuleResult) -> [UInt8] {
    guard result.waived == nil, case .fail(_, let findings) = result.outcome else { return [] }
    var json = JSONBytes()
    for finding in findings {
      json.beginObject()
      json.field("rule", result.rule)
      json.field("id", finding.id)
      json.field("severity", finding.severity.rawValue)
      json.field("message", finding.message)
      json.endObject()
    }
    return json.bytes
  }

  static func words(of result: RuleResult) -> [UInt8] {
    guard result.waived == nil, case .fail(_, let findings) = result.outcome else { return [] }
    return Array(findings.map { "\(result.rule)/\($0.id)" }.joined(separator: " ").utf8)
  }
}

extension OutcomeRecords {
  /// A place for texts of no bytes.
  nonisolated(unsafe) static let nothing: UnsafePointer<UInt8> = UnsafePointer(
    UnsafeMutablePointer<UInt8>.allocate(capacity: 1))
}

extension OutcomeRecords.Record {
  init(
    _ result: RuleResult, rule: Int, fuel: UInt64, json: OutcomeRecords.Piece,
    findings: OutcomeRecords.Piece, words: OutcomeRecords.Piece
  ) {
    self.init(
      kind: OutcomeRecords.kind(result.outcome),
      severity: OutcomeRecords.severity(result.outcome), rule: UInt16(rule),
      score: result.score ?? 0, weight: result.weight, fuel: fuel, json: json,
      findings: findings, words: words, uses: 0)
  }
}
