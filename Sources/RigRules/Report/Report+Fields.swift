package import RigModel

// The keys of a report, each written once: JSON, the lines of a batch and the value that plugins
// see are made by these functions. What is added here is in all of them.

extension Report {
  /// The report as an object of JSON.
  ///
  /// - Parameter compact: Whether results that passed or did not apply are left out.
  package func write(to json: inout JSONBytes, compact: Bool) {
    write(to: &json) { !compact || $0.outcome.isWorthTelling }
  }

  /// The report as plugins see it.
  var value: BuildValue {
    var value = ReportValue()
    write(to: &value) { _ in true }
    return value.value
  }

  private func write(to sink: inout some ReportSink, where tells: (RuleResult) -> Bool) {
    sink.beginObject()
    sink.field("id", id)
    sink.field("name", always: name)
    sink.field("verdict", verdict.rawValue)
    if let score {
      sink.key("score")
      sink.value(score)
    } else {
      sink.absent("score")
    }
    sink.key("coverage")
    sink.value(coverage)
    counts.write(to: &sink)
    sink.list("results", results.filter(tells)) { $0.fields(to: &$1) }
    Notice.fields(of: notices, to: &sink)
    sink.field("ruleset", ruleset)
    sink.endObject()
  }
}

extension OutcomeCounts {
  /// The names of the counts in reports.
  package static let names = ["pass", "fail", "unknown", "not_applicable", "broken", "waived"]

  /// The count whose name stands at an index of `names`.
  package subscript(index: Int) -> Int {
    switch index {
    case 0: pass
    case 1: fail
    case 2: unknown
    case 3: notApplicable
    case 4: broken
    default: waived
    }
  }

  fileprivate func write(to sink: inout some ReportSink) {
    sink.key("counts")
    sink.beginObject()
    for (index, name) in Self.names.enumerated() { sink.field(name, self[index]) }
    sink.endObject()
  }
}

extension RuleResult {
  /// One rule's result as an object of JSON.
  package func write(to json: inout JSONBytes) { fields(to: &json) }

  fileprivate func fields(to sink: inout some ReportSink) {
    sink.beginObject()
    sink.field("rule", rule)
    sink.field("category", category)
    outcome.fields(to: &sink)
    if droppedFindings > 0 { sink.field("findings_dropped", droppedFindings) }
    if let waived {
      sink.key("waived")
      waived.write(to: &sink)
    }
    sink.endObject()
  }
}

extension Outcome {
  /// The outcome alone as an object of JSON.
  package func write(to json: inout JSONBytes) {
    json.beginObject()
    fields(to: &json)
    json.endObject()
  }

  fileprivate func fields(to sink: inout some ReportSink) {
    sink.field("outcome", name)
    switch self {
    case .pass, .notApplicable: break
    case .fail(let severity, let findings):
      sink.field("severity", severity.rawValue)
      sink.list("findings", findings) { $0.write(to: &$1) }
    case .unknown(let missing):
      sink.list("missing", missing) { $1.location($0) }
    case .broken(let failure):
      sink.key("error")
      failure.write(to: &sink)
    }
  }
}

extension Finding {
  fileprivate func write(to sink: inout some ReportSink) {
    sink.beginObject()
    sink.field("id", id)
    sink.field("severity", severity.rawValue)
    sink.field("message", message)
    sink.key("data")
    sink.value(data)
    sink.field("at", at: at)
    if let location {
      sink.key("location")
      sink.beginObject()
      sink.field("file", location.file)
      sink.field("line", location.line)
      sink.field("column", location.column)
      sink.endObject()
    }
    sink.field("suggestion", ifAny: suggestion)
    sink.endObject()
  }
}

extension RuleFailure {
  fileprivate func write(to sink: inout some ReportSink) {
    sink.beginObject()
    sink.field("kind", kind.rawValue)
    sink.field("message", message)
    sink.field("at", at)
    sink.endObject()
  }
}

extension Waiver {
  fileprivate func write(to sink: inout some ReportSink) {
    sink.beginObject()
    sink.field("reason", reason)
    sink.field("until", always: until)
    sink.field("owner", always: owner)
    sink.endObject()
  }
}

extension Notice {
  /// The key `notices` and its list; nothing where there is none.
  package static func write(_ notices: [Notice], to json: inout JSONBytes) {
    fields(of: notices, to: &json)
  }

  fileprivate static func fields(of notices: [Notice], to sink: inout some ReportSink) {
    if notices.isEmpty { return }
    sink.list("notices", notices) { notice, sink in
      sink.beginObject()
      sink.field("kind", notice.kind.rawValue)
      sink.field("message", notice.message)
      sink.field("at", ifAny: notice.at)
      sink.endObject()
    }
  }
}
