internal import RigModel
internal import RigRules

/// The results of one whole report in the form in which results that are kept stand, so that a line
/// is written in one way, however its build was evaluated.
final class ReportRecords {
  private var records: [OutcomeRecords.Record] = []
  private var numbers: [UInt32] = []
  private var texts: [[UInt8]] = []
  private let forms: OutcomeRecords.Forms
  private var json = JSONBytes()

  init(forms: OutcomeRecords.Forms) { self.forms = forms }

  /// Gives the records of the results to a body; they are valid only there.
  func with<Value>(_ results: [RuleResult], _ body: (RecordList) -> Value) -> Value {
    texts.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    for result in results {
      texts.append(forms.json ? OutcomeRecords.json(of: result, with: &json) : [])
      texts.append(forms.findings ? OutcomeRecords.findings(of: result) : [])
      texts.append(forms.words ? OutcomeRecords.words(of: result) : [])
    }
    while numbers.count < results.count { numbers.append(UInt32(numbers.count)) }
    return withPieces(of: texts) { pieces in
      for (index, result) in results.enumerated() {
        records.append(
          OutcomeRecords.Record(
            result, rule: 0, fuel: 0, json: pieces[3 * index], findings: pieces[3 * index + 1],
            words: pieces[3 * index + 2]))
      }
      return records.withUnsafeMutableBufferPointer { records in
        numbers.withUnsafeMutableBufferPointer { numbers in
          // A report always holds a result; an empty list is never looked into.
          guard let first = records.baseAddress, let order = numbers.baseAddress else {
            return body(RecordList.empty)
          }
          return body(RecordList(records: first, numbers: order, count: results.count))
        }
      }
    }
  }

  /// All texts behind one another, and where each of them stands.
  private func withPieces<Value>(
    of texts: [[UInt8]], _ body: ([OutcomeRecords.Piece]) -> Value
  ) -> Value {
    Array(texts.joined()).withUnsafeBufferPointer { bytes in
      var at = 0
      let pieces = texts.map { text in
        defer { at += text.count }
        return OutcomeRecords.Piece(
          start: bytes.baseAddress.map { $0 + at } ?? OutcomeRecords.nothing, count: text.count)
      }
      return body(pieces)
    }
  }
}
