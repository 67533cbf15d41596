extension ComponentDefinition {
  /// The field that a key which is none was most likely meant to be.
  ///
  /// A key with no unit or another one (`vram`, `vram_mb`) names the field of the same stem before
  /// anything else, then a word that people use for it, then the nearest spelling.
  package func nearestField(to key: String) -> FieldDefinition? {
    if let field = field(key) { return field }
    let word = key.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 }
    let written = String(word)
    let stem = Self.stem(of: written)
    for candidate in [written, stem] {
      if let field = fields.first(where: { $0.key == candidate }) { return field }
      if let field = fields.first(where: { Self.stem(of: $0.key) == candidate }) { return field }
      if let field = fields.first(where: { $0.misnomers.contains(candidate) }) { return field }
      if let field = field(candidate) { return field }
    }
    let names = fields.flatMap { [$0.key] + $0.aliases }
    let near = nearestName(written, among: names)
    if let field = near.flatMap(field) { return field }
    let stems = fields.map { Self.stem(of: $0.key) }
    return nearestName(stem, among: stems).flatMap { near in
      fields.first { Self.stem(of: $0.key) == near }
    }
  }

  /// "a GPU", for sentences: "`gpu` has no field …".
  package var article: String { name == "build" ? "a build" : "`\(name)`" }

  /// All keys where they are few enough to read.
  package var allowedKeysHint: String? {
    guard fields.count <= 20 else { return nil }
    return "the keys are " + fields.map { "`\($0.key)`" }.joined(separator: ", ")
  }

  private static let units: Set<String> = [
    "w", "kw", "mw", "watt", "watts", "gb", "gbs", "gib", "mb", "mib", "tb", "tib", "kb", "mm",
    "cm", "m", "inch", "inches", "in", "ghz", "mhz", "hz", "mts", "bit", "bits", "v", "a",
  ]

  /// A key without the unit at its end.
  private static func stem(of key: String) -> String {
    guard let separator = key.lastIndex(of: "_"),
      units.contains(String(key[key.index(after: separator)...]))
    else { return key }
    return String(key[..<separator])
  }
}
