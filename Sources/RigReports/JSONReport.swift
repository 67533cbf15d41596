public import RigModel
public import RigRules

/// The report as JSON: the contract for programs. Key order is fixed.
public struct JSONReport: Sendable {
  /// Whether results that passed or did not apply are left out.
  public let compact: Bool

  /// Makes one from its parts.
  public init(compact: Bool = false) { self.compact = compact }

  /// One report as an object, several (or none) as an array.
  public func document(of reports: [Report]) -> [UInt8] {
    var json = JSONBytes(pretty: true)
    if reports.count == 1 {
      append(reports[0], to: &json)
    } else {
      json.beginArray()
      for report in reports { append(report, to: &json) }
      json.endArray()
    }
    json.endLine()
    return json.bytes
  }

  /// One line for each report.
  public func lines(of reports: [Report]) -> [UInt8] {
    var json = JSONBytes()
    for report in reports {
      append(report, to: &json)
      json.endLine()
    }
    return json.bytes
  }

  /// One report as a value.
  public func append(_ report: Report, to json: inout JSONBytes) {
    report.write(to: &json, compact: compact)
  }
}
