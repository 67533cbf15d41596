extension RuleDraw {
  /// A comparison that some builds pass, from every second to one in hundreds.
  ///
  /// Its limit comes from the values that the field has in random builds.
  mutating func gate() -> Snippet { gate(rarity: draw.one(of: [2, 5, 20, 60, 200])) }

  mutating func rareGate() -> Snippet { gate(rarity: 60) }

  private mutating func gate(rarity: Int) -> Snippet {
    switch draw.below(5) {
    case 0:
      let field = draw.one(of: FuzzFields.scalars.filter(\.isNumber))
      let value: Snippet = "(build.\(field.key) or 0)"
      return "\(value) > \(limit(field, rarity))"
    case 1, 2:
      let part = draw.one(of: FuzzFields.maps)
      let field = draw.one(of: part.fields.filter(\.isNumber))
      let value: Snippet = "((build.\(part.key) or {}).\(field.key) or 0)"
      return "\(value) > \(limit(field, rarity))"
    case 3:
      let part = draw.one(of: FuzzFields.lists)
      let field = draw.one(of: part.fields.filter(\.isNumber))
      let value: Snippet = "(((build.\(part.key) or {})[1] or {}).\(field.key) or 0)"
      return "\(value) > \(limit(field, rarity))"
    default:
      let part = draw.one(of: FuzzFields.lists)
      let field = draw.one(of: part.fields.filter(\.isNumber))
      return "\(sum(of: field, in: part)) > \((field.range?.upperBound ?? 1) * draw.number(1...3))"
    }
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
