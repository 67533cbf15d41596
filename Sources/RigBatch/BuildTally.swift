internal import RigModel
internal import RigReports
internal import RigRules

/// Counts, verdict and score of one build from the records of its results: the sums of `Tally`, in
/// the same order.
struct BuildTally {
  var pass = 0
  var fail = 0
  var unknown = 0
  var notApplicable = 0
  var broken = 0
  private var evaluated = 0.0
  private var applicable = 0.0
  private var earned = 0.0
  /// -1 where nothing failed.
  private(set) var worst = -1
  private var isIncomplete = false

  @inline(__always)
  mutating func add(_ record: borrowing OutcomeRecords.Record, incompleteIfUnknown: Bool) {
    switch record.kind {
    case .pass:
      pass += 1
      evaluated += record.weight
      applicable += record.weight
      earned += record.weight * record.score
    case .fail:
      fail += 1
      worst = max(worst, Int(record.severity))
      evaluated += record.weight
      applicable += record.weight
      earned += record.weight * record.score
    case .unknown:
      unknown += 1
      applicable += record.weight
      if incompleteIfUnknown { isIncomplete = true }
    case .notApplicable: notApplicable += 1
    case .broken:
      broken += 1
      applicable += record.weight
    }
  }

  var verdict: Verdict {
    if broken > 0 { return .broken }
    if worst == 2 { return .fail }
    if isIncomplete || evaluated == 0 { return .incomplete }
    return worst == 1 ? .warn : .pass
  }

  /// Tenths, 0 to 1000; nil where nothing was evaluated.
  var scoreTenths: Int? {
    evaluated > 0 ? Int((1000 * earned / evaluated).rounded()) : nil
  }

  /// Hundredths, 0 to 100.
  var coverageHundredths: Int {
    applicable > 0 ? Int((100 * evaluated / applicable).rounded()) : 0
  }
}

/// The few numbers that scores and coverages are, as JSON writes them.
struct NumberTexts {
  private let scores: [[UInt8]]
  private let coverages: [[UInt8]]
  let null = Array("null".utf8)

  init() {
    func text(_ number: Double) -> [UInt8] {
      var json = JSONBytes()
      json.value(number)
      return json.bytes
    }
    scores = (0...1000).map { text(Double($0) / 10) }
    coverages = (0...100).map { text(Double($0) / 100) }
  }

  func score(_ tenths: Int?) -> [UInt8] { tenths.map { scores[$0] } ?? null }
  func coverage(_ hundredths: Int) -> [UInt8] { coverages[hundredths] }
}
