package import RigCatalog
package import RigModel

/// A part that can be chosen, with its fields as a build states them.
package struct Offer: Sendable, Hashable {
  /// The kind of part.
  package let category: PartCategory
  /// Maker and model.
  package let name: String
  /// The part as a build has it: a map in canonical form, with `name`, and `price` where known.
  package let value: BuildValue

  /// Makes one from its parts.
  package init(category: PartCategory, name: String, value: BuildValue) {
    (self.category, self.name, self.value) = (category, name, value)
  }

  /// What one costs; nil where that is not known.
  package var price: Double? { value["price"]?.numberValue }

  /// A part of the catalogue; nil where its values are not a valid part of a build.
  package init?(_ part: Part) {
    var fields = [BuildValue.Field(key: "name", value: .text(part.fullName))]
    for field in part.fields where field.key != "name" {
      fields.append(BuildValue.Field(key: field.key, value: field.value.value))
    }
    self.init(part.category, checking: .map(fields))
  }

  /// A part of a user's own catalogue; nil where its values are not a valid part of a build.
  package init?(_ part: UserPart) {
    let name = part.maker.map { part.name.hasPrefix($0) ? part.name : "\($0) \(part.name)" }
    var fields = [BuildValue.Field(key: "name", value: .text(name ?? part.name))]
    for (key, value) in part.values.sorted(by: { $0.key < $1.key }) {
      fields.append(BuildValue.Field(key: key, value: value))
    }
    self.init(part.category, checking: .map(fields))
  }

  private init?(_ category: PartCategory, checking value: BuildValue) {
    let whole = category.isList ? BuildValue.list([value]) : value
    let key = category.buildKey
    guard let build = try? Build(.map([BuildValue.Field(key: key, value: whole)])),
      let stated = build.value[key], let part = category.isList ? stated[0] : stated,
      let name = part["name"]?.textValue
    else { return nil }
    self.init(category: category, name: name, value: part)
  }
}

/// The parts there are to choose from.
package struct Offers: Sendable {
  /// By kind, sorted by name; each name once.
  package private(set) var byCategory: [PartCategory: [Offer]] = [:]

  /// Takes the parts over; of two of a name the first counts.
  package init(_ offers: [Offer]) {
    var seen: [PartCategory: Set<String>] = [:]
    for offer in offers where seen[offer.category, default: []].insert(offer.name).inserted {
      byCategory[offer.category, default: []].append(offer)
    }
    for category in byCategory.keys { byCategory[category]?.sort { $0.name < $1.name } }
  }

  /// The parts of a kind.
  package subscript(category: PartCategory) -> [Offer] { byCategory[category] ?? [] }

  /// Every part of the catalogue of some kinds.
  package init(_ catalog: Catalog, _ categories: [PartCategory]) throws {
    var offers: [Offer] = []
    for category in categories {
      try catalog.forEachPart(category) { part in
        if let offer = Offer(part) { offers.append(offer) }
      }
    }
    self.init(offers)
  }

  /// The catalogue's parts of all kinds but those under some keys of a build.
  package init(_ catalog: Catalog, without keys: Set<String>) throws {
    try self.init(catalog, PartCategory.allCases.filter { !keys.contains($0.buildKey) })
  }
}
