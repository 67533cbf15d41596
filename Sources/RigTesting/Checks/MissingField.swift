internal import RigModel
internal import RigRules

/// Without a field that the rule needs there is no answer, unless the rule does not apply.
struct MissingField: DerivedCheck {
  let kind = TestPoint.Kind.missingField

  func trials(of test: TestCase, rule: RuleDescription, explanation: Explanation) -> [Trial] {
    var seen: Set<BuildValue> = []
    return rule.needs.flatMap { need -> [Trial] in
      let paths = RulePaths.alternatives(need).compactMap { try? FieldPath(parsing: $0) }
      return Self.variants(of: test.build.value, without: paths.map(\.steps)).compactMap { value in
        // What the canonical form puts back (a count, a connector that is left out) cannot be
        // absent.
        guard seen.insert(value).inserted, let build = try? Build(value),
          build.value == value
        else { return nil }
        return Trial(what: "without `\(need)`", build: build, parameters: test.parameters)
      }
    }
  }

  func differences(_ original: RuleResult, _ answer: RuleResult, _ trial: Trial)
    -> [FieldDifference]
  {
    switch answer.outcome {
    case .unknown, .notApplicable: return []
    default:
      return FieldDifference.between(
        "outcome", "unknown or not_applicable", answer.outcome.name)
    }
  }

  /// The value without the field, or without all of its alternatives: the whole list, and the
  /// field of the first and of the last element.
  private static func variants(of value: BuildValue, without paths: [[FieldPath.Step]])
    -> [BuildValue]
  {
    guard let path = paths.first, case .field(let key)? = path.first else { return [] }
    let same = paths.filter { $0.first == path.first }
    let others = paths.filter { $0.first != path.first }
    guard others.isEmpty else {
      // Alternatives that part here are all taken out.
      let removed = paths.reduce(value) { $0.removing($1[...]) }
      return removed == value ? [] : [removed]
    }
    guard let inner = value[key] else { return [] }
    let rests = same.map { Array($0.dropFirst()) }
    var variants = [value.setting(key, to: nil)]
    if rests.contains(where: \.isEmpty) { return variants }
    if rests.allSatisfy({ $0.first == .each }) {
      guard let items = inner.listValue else { return [] }
      let deeper = rests.map { Array($0.dropFirst()) }
      for index in Set([0, items.count - 1]).sorted() where items.indices.contains(index) {
        for changed in Self.variants(of: items[index], without: deeper) {
          var list = items
          list[index] = changed
          variants.append(value.setting(key, to: .list(list)))
        }
      }
    } else {
      variants += Self.variants(of: inner, without: rests).map { value.setting(key, to: $0) }
    }
    return variants
  }
}

extension BuildValue {
  /// The value without a field, wherever its path leads.
  func removing(_ path: ArraySlice<FieldPath.Step>) -> BuildValue {
    guard case .field(let key)? = path.first, let inner = self[key] else { return self }
    let rest = path.dropFirst()
    if rest.isEmpty { return setting(key, to: nil) }
    guard rest.first == .each else { return setting(key, to: inner.removing(rest)) }
    guard let items = inner.listValue else { return self }
    return setting(key, to: .list(items.map { $0.removing(rest.dropFirst()) }))
  }
}
