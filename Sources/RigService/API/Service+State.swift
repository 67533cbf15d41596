internal import RigCatalog
internal import RigDocuments
internal import RigHTTP
internal import RigModel
internal import RigRules

/// Answers about the service itself, its rules and its parts.
extension Service {
  /// Its version, its rules, and which of them do not load.
  var health: [UInt8] {
    let rules = context.engine.ruleSet
    let broken =
      rules.failures.compactMap(\.rule) + rules.rules.filter(\.isStale).map(\.id)
      + rules.brokenPlugins.map(\.name)
    var json = JSONBytes(pretty: true)
    json.beginObject()
    json.field("status", broken.isEmpty ? "ok" : "degraded")
    json.field("version", context.version)
    json.field("ruleset", rules.hash)
    json.field("rules", rules.rules.count)
    json.key("broken")
    json.value(.list(Array(Set(broken)).sorted().map { .text($0) }))
    json.endObject()
    json.endLine()
    return json.bytes
  }

  var metrics: String {
    let now = counts.now
    let rules = context.engine.ruleSet
    var text = ""
    func line(_ name: String, _ kind: String, _ value: Int) {
      text += "# TYPE rigrules_\(name) \(kind)\nrigrules_\(name) \(value)\n"
    }
    line("connections_accepted_total", "counter", now.accepted)
    line("connections_open", "gauge", now.open)
    line("requests_total", "counter", now.requests)
    line("received_bytes_total", "counter", now.receivedBytes)
    line("sent_bytes_total", "counter", now.sentBytes)
    line("rules", "gauge", rules.rules.count)
    line("rules_broken", "gauge", rules.failures.count + rules.brokenPlugins.count)
    text += "# TYPE rigrules_refused_total counter\n"
    for (code, count) in now.refused.sorted(by: { $0.key < $1.key }) {
      text += "rigrules_refused_total{reason=\"\(code)\"} \(count)\n"
    }
    return text + routeCounts.text
  }

  var schema: [UInt8] { Array(JSONSchema().text.utf8) }

  /// Parts whose names are near a text: for completion.
  func parts(_ query: RouteQuery) throws -> HTTPResponse {
    guard let catalog = context.catalog() else {
      throw ServiceProblem(503, "no-catalogue", "there is no catalogue of parts")
    }
    let category = query["category"].flatMap(PartCategory.init(rawValue:))
    let limit = query["limit"].map { Int($0) ?? 0 } ?? 20
    guard (1...50).contains(limit) else {
      throw ServiceProblem(400, "bad-option", "`limit` must be between 1 and 50")
    }
    let found = try catalog.search(query["text"] ?? "", category: category, limit: limit)
    var json = JSONBytes()
    json.beginArray()
    for part in found {
      json.beginObject()
      json.field("id", part.id)
      json.field("name", part.fullName)
      json.field("category", part.category.rawValue)
      json.key("fields")
      json.beginObject()
      for field in part.fields {
        json.key(field.key)
        json.value(field.value.value)
      }
      json.endObject()
      json.endObject()
    }
    json.endArray()
    json.endLine()
    return Self.ok(.parts, json.bytes)
  }
}
