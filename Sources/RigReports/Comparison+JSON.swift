package import RigModel
internal import RigRules

extension Comparison {
  /// One difference as an object on one line, without the line's end.
  public func json(of difference: Difference) -> [UInt8] {
    let change = difference.change
    var json = JSONBytes()
    json.beginObject()
    json.field("id", change.new.id)
    json.field("at", difference.place)
    json.key("verdict")
    json.beginArray()
    json.value(change.old.verdict.rawValue)
    json.value(change.new.verdict.rawValue)
    json.endArray()
    json.key("score")
    json.beginArray()
    for score in [change.old.score, change.new.score] {
      if let score { json.value(score) } else { json.null() }
    }
    json.endArray()
    Self.append("gone", change.gone, to: &json)
    Self.append("new", change.appeared, to: &json)
    Self.append("altered", change.altered, to: &json)
    json.key("turned")
    json.beginArray()
    for turn in change.turned {
      json.beginObject()
      json.field("rule", turn.rule)
      json.key("outcome")
      json.beginArray()
      json.value(turn.before)
      json.value(turn.after.name)
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.bytes
  }

  /// The sums as an object on one line, without the line's end.
  public var summaryJSON: [UInt8] {
    var json = JSONBytes()
    json.beginObject()
    json.field("rules", [names.0, names.1])
    json.field("builds", builds)
    json.field("differing", differing)
    json.field("rules_skipped", sameRules)
    json.key("only_in")
    json.beginArray()
    for ids in [onlyIn.0, onlyIn.1] {
      json.value(ids)
    }
    json.endArray()
    json.key("verdicts")
    json.beginObject()
    for (change, count) in verdicts.sorted(by: { $0.key < $1.key }) { json.field(change, count) }
    json.endObject()
    json.key("scores")
    json.beginObject()
    json.field("higher", scores.higher)
    json.field("lower", scores.lower)
    json.endObject()
    json.key("by_rule")
    json.beginObject()
    for (rule, counts) in rules.sorted(by: { $0.key < $1.key }) {
      json.key(rule)
      json.beginObject()
      json.field("gone", counts.gone)
      json.field("new", counts.new)
      json.field("altered", counts.altered)
      json.field("turned", counts.turned)
      json.endObject()
    }
    json.endObject()
    json.endObject()
    return json.bytes
  }

  private static func append(
    _ name: String, _ entries: [ReportChange.Entry], to json: inout JSONBytes
  ) {
    json.key(name)
    json.beginArray()
    for entry in entries { entry.append(to: &json) }
    json.endArray()
  }
}

extension ReportChange.Entry {
  /// As an object: the rule, and the finding's id, severity, message and place.
  package func append(to json: inout JSONBytes) {
    json.beginObject()
    json.field("rule", rule)
    json.field("id", finding.id)
    json.field("severity", finding.severity.rawValue)
    json.field("message", finding.message)
    if let at = finding.at { json.field("at", at) }
    json.endObject()
  }
}
