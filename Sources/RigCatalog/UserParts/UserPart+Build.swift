public import RigModel

extension UserPart {
  /// The parts of a build that have a name, each once.
  public static func parts(of build: Build, source: String) -> [UserPart] {
    var parts: [UserPart] = []
    for category in PartCategory.allCases {
      let value = build.value[category.buildKey]
      let items = category.isList ? value?.listValue ?? [] : value.map { [$0] } ?? []
      for item in items {
        guard let name = item["name"]?.textValue, let fields = item.mapValue else { continue }
        var part = UserPart(category: category, maker: nil, name: name, source: source, values: [:])
        // Where a card sits and what it is limited to is of the build, not of the card.
        let ofBuild = ["name", "count", "slot", "mount", "power_limit_w", "powers"]
        for field in fields where !ofBuild.contains(field.key) && category.hasField(field.key) {
          part.values[field.key] = field.value
        }
        if !parts.contains(part) { parts.append(part) }
      }
    }
    return parts
  }
}

extension PartCategory {
  /// Whether parts of this kind have a field of this key.
  public func hasField(_ key: String) -> Bool { component.field(key)?.key == key }
}
