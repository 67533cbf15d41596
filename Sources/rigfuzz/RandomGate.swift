extension RuleDraw {
  /// A comparison that some builds pass, from every second to one in hundreds.
  ///
  /// Its limit comes from the values that the field has in random builds.
  mutating func gate() -> Snippet {
    let rarity = draw.one(of: [2, 5, 20, 60, 200])
    let kind = draw.below(5)
    guard kind == 4 else { return gate(kind, rarity, ofFields: \.isNumber) }
    let part = draw.one(of: FuzzFields.lists)
    let field = draw.one(of: part.fields.filter(\.isNumber))
    return "\(sum(of: field, in: part)) > \((field.range?.upperBound ?? 1) * draw.number(1...3))"
  }

  /// One that a build in a hundred passes, as what follows takes its time.
  mutating func rareGate() -> Snippet {
    gate(draw.below(3), 100) { ($0.range?.count ?? 0) > 100 }
  }

  private mutating func gate(
    _ kind: Int, _ rarity: Int, ofFields fits: (FuzzFields.Field) -> Bool
  ) -> Snippet {
    if kind == 0 {
      let field = draw.one(of: FuzzFields.scalars.filter(fits))
      let value: Snippet = "(build.\(field.key) or 0)"
      return "\(value) > \(limit(field, rarity))"
    }
    let parts = kind == 3 ? FuzzFields.lists : FuzzFields.maps
    let part = draw.one(of: parts.filter { $0.fields.contains(where: fits) })
    let field = draw.one(of: part.fields.filter(fits))
    let element = part.isList ? "((build.\(part.key) or {})[1] or {})" : "(build.\(part.key) or {})"
    let value: Snippet = "(\(element).\(field.key) or 0)"
    return "\(value) > \(limit(field, rarity))"
  }

  private func sum(of field: FuzzFields.Field, in part: FuzzFields.Part) -> Snippet {
    "(function() local s = 0 for _, p in ipairs(build.\(part.key) or {}) do "
      + "s = s + (p.\(field.key) or 0) end return s end)()"
  }

  /// What one value in `rarity` lies above; never the greatest, which none lies above.
  private func limit(_ field: FuzzFields.Field, _ rarity: Int) -> Int {
    let range = field.range ?? 0...1
    return min(range.upperBound - max(range.count / rarity, 1), range.upperBound - 1)
  }
}
