internal import RigCatalog
internal import RigModel
internal import RigRules

/// What of a build can be changed on the page: its parts by name, its numbers and its words.
struct PageModel {
  /// A part, or several equal ones.
  struct Part {
    let category: PartCategory
    /// Where they stand: `cpu`, `gpus[0]`, `gpus[1]`.
    let paths: [String]
    let name: String
  }

  /// A number, a word or a switch of the build.
  struct Field {
    /// Where it stands; several for equal parts.
    let paths: [String]
    let label: String
    let definition: FieldDefinition
    let value: BuildValue
  }

  let build: Build
  let language: Language

  /// The parts, equal neighbours together.
  var parts: [Part] {
    PartCategory.allCases.flatMap { category -> [Part] in
      let key = category.buildKey
      guard let value = build.value[key] else { return [] }
      guard let items = value.listValue else {
        return [Part(category: category, paths: [key], name: Self.name(of: value))]
      }
      return Self.runs(items).map { run in
        Part(
          category: category, paths: run.map { "\(key)[\($0)]" }, name: Self.name(of: items[run[0]])
        )
      }
    }
  }

  /// Numbers, words and switches that the build states, in the order of the registry.
  var fields: [Field] {
    var fields: [Field] = []
    // The version of the format is nothing to change.
    for field in FieldRegistry.version1.root.fields where field.key != "rigrules" {
      guard let value = build.value[field.key] else { continue }
      guard let component = field.component else {
        append(field, value, [field.key], field.key, to: &fields)
        continue
      }
      guard let items = value.listValue else {
        collect(component, value, [field.key], field.key, into: &fields)
        continue
      }
      for run in Self.runs(items) {
        let numbers = run.map { "\($0 + 1)" }.joined(separator: ",")
        let place = run.count == items.count ? "[]" : "[\(numbers)]"
        collect(
          component, items[run[0]], run.map { "\(field.key)[\($0)]" }, field.key + place,
          into: &fields)
      }
    }
    return fields
  }

  private func collect(
    _ component: ComponentDefinition, _ value: BuildValue, _ paths: [String], _ label: String,
    into fields: inout [Field]
  ) {
    for field in component.fields where field.component == nil {
      guard let own = value[field.key] else { continue }
      append(field, own, paths.map { "\($0).\(field.key)" }, "\(label).\(field.key)", to: &fields)
    }
  }

  private func append(
    _ field: FieldDefinition, _ value: BuildValue, _ paths: [String], _ label: String,
    to fields: inout [Field]
  ) {
    switch field.kind {
    case .integer, .number, .integerChoice, .boolean, .enumeration(_, open: false):
      fields.append(Field(paths: paths, label: label, definition: field, value: value))
    default: return
    }
  }

  /// Indexes of equal neighbours, apart from where they sit.
  private static func runs(_ items: [BuildValue]) -> [[Int]] {
    var runs: [[Int]] = []
    for index in items.indices {
      if let last = runs.last?.last, alike(items[last]) == alike(items[index]) {
        runs[runs.count - 1].append(index)
      } else {
        runs.append([index])
      }
    }
    return runs
  }

  private static func alike(_ value: BuildValue) -> BuildValue {
    .map((value.mapValue ?? []).filter { $0.key != "slot" })
  }

  private static func name(of value: BuildValue) -> String {
    for key in ["name", "chipset", "model"] {
      if case .text(let text)? = value[key] { return text }
    }
    return ""
  }

  // MARK: JSON

  func write(to json: inout JSONBytes) {
    json.key("parts")
    json.beginArray()
    for part in parts { write(part, to: &json) }
    json.endArray()
    json.key("missing")
    json.value(
      .list(
        PartCategory.allCases.filter { build.value[$0.buildKey] == nil }.map { .text($0.rawValue) })
    )
    json.key("fields")
    json.beginArray()
    for field in fields { write(field, to: &json) }
    json.endArray()
  }

  private func write(_ part: Part, to json: inout JSONBytes) {
    json.beginObject()
    json.field("category", part.category.rawValue)
    json.key("paths")
    json.value(.list(part.paths.map { .text($0) }))
    json.field("name", part.name)
    json.endObject()
  }

  private func write(_ field: Field, to json: inout JSONBytes) {
    json.beginObject()
    json.key("paths")
    json.value(.list(field.paths.map { .text($0) }))
    json.field("label", field.label)
    json.field("doc", field.definition.doc[language])
    if let unit = field.definition.unit { json.field("unit", unit) }
    json.key("value")
    json.value(field.value)
    switch field.definition.kind {
    case .integer(let range):
      json.append(range: Double(range.lowerBound), Double(range.upperBound), step: 1)
    case .number(let range): json.append(range: range.lowerBound, range.upperBound, step: nil)
    case .integerChoice(let numbers):
      json.key("choices")
      json.value(.list(numbers.map { .integer($0) }))
    case .enumeration(let words, _):
      json.key("choices")
      json.value(.list(words.map { .text($0) }))
    case .boolean:
      json.key("choices")
      json.value([true, false])
    default: break
    }
    json.endObject()
  }
}

extension JSONBytes {
  fileprivate mutating func append(range low: Double, _ high: Double, step: Double?) {
    key("min")
    value(low)
    key("max")
    value(high)
    if let step {
      key("step")
      value(step)
    }
  }
}
