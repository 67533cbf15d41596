internal import RigCatalog
internal import RigModel
internal import RigRules

/// One way to go on with what is typed.
struct Proposal {
  /// As editors number them.
  enum Sort: Int {
    case field = 5
    case value = 12
    case keyword = 14
    case part = 18
  }
  let label: String
  let sort: Sort
  var detail: String?
  var documentation: String?
  let text: String

  func write(to json: inout JSONBytes) {
    json.beginObject()
    json.field("label", label)
    json.field("kind", sort.rawValue)
    if let detail { json.field("detail", detail) }
    if let documentation { json.field("documentation", documentation) }
    json.field("insertText", text)
    json.endObject()
  }
}

/// What an editor proposes at a place of a build.
struct Proposals {
  let place: WritingPlace
  let language: Language
  /// Finds parts by words of their names; nil without a catalogue.
  let search: ((String, PartCategory) -> [Part])?

  var all: [Proposal] {
    switch place.kind {
    case .key(let component): keys(of: component)
    case .value(let field): values(of: field)
    case .part(let category): parts(category)
    }
  }

  private func keys(of component: ComponentDefinition) -> [Proposal] {
    let fields = component.fields.filter { $0.key.hasPrefix(place.typed) }
    return fields.map { field in
      Proposal(
        label: field.key, sort: .field, detail: field.unit,
        documentation: field.doc[language],
        text: place.isJSON ? field.key : "\(field.key): ")
    }
  }

  private func values(of field: FieldDefinition) -> [Proposal] {
    if let category = field.component.flatMap(PartCategory.of) { return parts(category) }
    return Self.words(of: field.kind).filter { $0.hasPrefix(place.typed) }.map {
      Proposal(label: $0, sort: .value, text: $0)
    }
  }

  private static func words(of kind: FieldKind) -> [String] {
    switch kind {
    case .enumeration(let words, _): words
    case .boolean: ["true", "false"]
    case .integerChoice(let choices): choices.map { "\($0)" }
    case .list(let element, _): words(of: element)
    case .powerTarget: ["cpu", "motherboard", "storage", "other", "gpu:1"]
    default: []
    }
  }

  private func parts(_ category: PartCategory) -> [Proposal] {
    guard let search, place.typed.count >= 2 else { return [] }
    return search(place.typed, category).map { part in
      Proposal(
        label: part.fullName, sort: .part,
        detail: part.fields.prefix(4).map { "\($0.key) \($0.value.value.spelled)" }
          .joined(separator: ", "),
        text: part.fullName)
    }
  }
}
