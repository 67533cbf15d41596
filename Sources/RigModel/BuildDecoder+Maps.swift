extension BuildDecoder {
  /// The canonical map of a part, or of the build itself.
  mutating func map(
    _ entries: [SourceEntry], _ component: ComponentDefinition, at position: SourcePosition?
  ) -> BuildValue {
    var values = [BuildValue?](repeating: nil, count: component.fields.count)
    var given = [SourceEntry?](repeating: nil, count: component.fields.count)
    var free: [BuildValue.Field] = []
    for entry in entries {
      path.append(.key(entry.key))
      defer { path.removeLast() }
      guard let place = component.position(of: entry.key) else {
        if FieldRegistry.isFree(entry.key) {
          if let value = self.free(entry.value) { free.append(.init(key: entry.key, value: value)) }
        } else {
          reportUnknown(entry, component)
        }
        continue
      }
      if let other = given[place] {
        report(
          "conflict", at: entry.position, "stands beside `\(other.key)`, which is the same field",
          hint: "keep one of them")
        continue
      }
      given[place] = entry
      values[place] = value(entry.value, component.fields[place])
    }
    derive(component, given, &values, at: position)
    var fields: [BuildValue.Field] = []
    fields.reserveCapacity(entries.count + 4)
    for (place, field) in component.fields.enumerated() {
      let value = values[place] ?? standIn(for: field, in: component, given: given[place])
      if let value, !field.isShorthand, field.kind != .free {
        fields.append(.init(key: field.key, value: value))
      }
    }
    fields += free.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    for (place, field) in component.fields.enumerated() where field.kind == .free {
      if let value = values[place] { fields.append(.init(key: field.key, value: value)) }
    }
    return .map(fields)
  }

  /// What stands where a part is given without a field, by definition and not by guess.
  private func standIn(
    for field: FieldDefinition, in component: ComponentDefinition, given: SourceEntry?
  ) -> BuildValue? {
    if let standard = field.defaultValue { return standard }
    // A count that is written but null is not known, and so is not left out.
    return component.absentIsZero && given == nil ? .integer(0) : nil
  }

  /// What follows from other fields: a kit holds as much as its modules together.
  private mutating func derive(
    _ component: ComponentDefinition, _ given: [SourceEntry?], _ values: inout [BuildValue?],
    at position: SourcePosition?
  ) {
    guard component == FieldRegistry.memory,
      let modules = component.position(of: "modules"),
      let module = component.position(of: "module_gb"),
      let capacity = component.position(of: "capacity_gb"),
      let count = values[modules]?.numberValue, let each = values[module]?.numberValue
    else { return }
    let product = BuildValue.quantity(count * each)
    guard let stated = values[capacity] else {
      if given[capacity] == nil || given[capacity]?.value.isNull == true {
        values[capacity] = product
      }
      return
    }
    guard let total = stated.numberValue, abs(total - count * each) > 0.001 * total else { return }
    path.append(.key("capacity_gb"))
    defer { path.removeLast() }
    report(
      "conflict", at: given[capacity]?.value.position ?? position,
      "found \(stated.spelledNumber), but \(BuildValue.quantity(count).spelledNumber) modules of "
        + "\(BuildValue.quantity(each).spelledNumber) GB are \(product.spelledNumber) GB",
      hint: "capacity_gb is the whole kit; leave it out or correct one of the three")
  }

  private mutating func reportUnknown(_ entry: SourceEntry, _ component: ComponentDefinition) {
    // Looking for the near name costs more than all else, and a hostile file has many to look for.
    let hint: String? =
      if hasEnoughProblems {
        nil
      } else if let near = component.nearestField(to: entry.key) {
        "did you mean `\(near.key)`?"
      } else if let owner = owners(of: entry.key, besides: component) {
        owner
      } else {
        component.allowedKeysHint ?? "keys of your own start with `x_` or stand under `extra`"
      }
    report("unknown-key", at: entry.position, "\(component.article) has no such key", hint: hint)
  }

  /// Where the key would be right, when it stands in the wrong part.
  private func owners(of key: String, besides component: ComponentDefinition) -> String? {
    let paths = registry.allPaths.filter { $0.field.key == key || $0.field.aliases.contains(key) }
      .map { "`\($0.path)`" }
    guard !paths.isEmpty, paths.count <= 4 else { return nil }
    return "it is a field of another part: " + paths.joined(separator: ", ")
  }
}
