internal import LuaRuntime
internal import RigModel

/// Examples of what a plugin gives: `name`, what goes in, and `expect`, as those of rules.
extension PluginDecoder {
  static let factExampleKeys = ["name", "build", "expect"]
  static let reporterExampleKeys = ["name", "builds", "rules", "expect"]
  static let importerExampleKeys = ["name", "text", "file", "expect", "refuses"]
  static let profileExampleKeys = ["name", "rule", "build", "expect"]

  /// Of a fact: its value; left out, the fact is not known on the build.
  mutating func factExamples(_ entry: LuaValue.Entry, at path: String) -> [PluginExample] {
    examples(entry, at: path, keys: Self.factExampleKeys) { decoder, value, name, place in
      guard let build = decoder.build(value["build"], of: name, at: place) else { return nil }
      let expected = value["expect"].flatMap { BuildValue($0) }
      if value["expect"] != nil && expected == nil {
        decoder.problem("example", place, "what \"\(name)\" expects is not data")
      }
      return PluginExample(name: name, builds: [build], expected: .value(expected))
    }
  }

  /// Of a reporter: texts that its output has.
  mutating func reporterExamples(_ entry: LuaValue.Entry, at path: String) -> [PluginExample] {
    examples(entry, at: path, keys: Self.reporterExampleKeys) { decoder, value, name, place in
      let builds = value["builds"]?.items.compactMap { BuildValue($0) } ?? []
      if builds.isEmpty {
        decoder.problem("example", place, "the example \"\(name)\" has no `builds`")
      }
      let texts = value["expect"].map { $0.text.map { [$0] } ?? $0.items.compactMap(\.text) } ?? []
      if texts.isEmpty {
        decoder.problem(
          "example", place,
          "the example \"\(name)\" does not `expect` a text, or a list of texts")
      }
      return PluginExample(
        name: name, builds: builds, rules: decoder.rules(value["rules"], of: name, at: place),
        expected: .texts(texts))
    }
  }

  private mutating func rules(_ value: LuaValue?, of name: String, at place: String) -> [String]? {
    guard let value else { return nil }
    let ids = value.items.compactMap(\.text)
    if ids.isEmpty || ids.count < value.items.count {
      problem(
        "example", place, "the `rules` of the example \"\(name)\" must be a list of ids of rules")
    }
    return ids
  }

  /// Of an importer: the build that it makes, or words of its refusal.
  mutating func importerExamples(_ entry: LuaValue.Entry, at path: String) -> [PluginExample] {
    examples(entry, at: path, keys: Self.importerExampleKeys) { decoder, value, name, place in
      guard let text = value["text"]?.text else {
        decoder.problem("example", place, "the example \"\(name)\" has no `text`")
        return nil
      }
      let build = value["expect"].flatMap { BuildValue($0) }
      let refusal = value["refuses"]?.text
      guard (build == nil) != (refusal == nil) else {
        decoder.problem(
          "example", place,
          "the example \"\(name)\" must have either `expect`, the build, or `refuses`, words of the "
            + "error")
        return nil
      }
      return PluginExample(
        name: name, text: text, file: value["file"]?.text ?? "example",
        expected: build.map { .build($0) } ?? .refusal(refusal ?? ""))
    }
  }

  /// Of a profile: what a rule gives with it.
  mutating func profileExamples(_ entry: LuaValue.Entry, at path: String) -> [PluginExample] {
    examples(entry, at: path, keys: Self.profileExampleKeys) { decoder, value, name, place in
      guard let build = decoder.build(value["build"], of: name, at: place) else { return nil }
      guard let rule = value["rule"]?.text else {
        decoder.problem("example", place, "the example \"\(name)\" names no `rule`")
        return nil
      }
      var reader = RuleDecoder(id: rule, path: decoder.folder.displayPath, origin: "rules")
      let expected = reader.expected(value["expect"], at: "\(place).expect", name: name)
      for found in reader.problems { decoder.problem("example", found.path, found.message) }
      return expected.map {
        PluginExample(name: name, builds: [build], rule: rule, expected: .outcome($0))
      }
    }
  }

  private mutating func build(_ value: LuaValue?, of name: String, at place: String) -> BuildValue?
  {
    if let build = value.flatMap({ BuildValue($0) }) { return build }
    problem("example", place, "the example \"\(name)\" has no `build`, or one that is not data")
    return nil
  }

  private mutating func examples(
    _ entry: LuaValue.Entry, at path: String, keys: [String],
    _ decode: (inout PluginDecoder, LuaValue, String, String) -> PluginExample?
  ) -> [PluginExample] {
    guard case .map = entry.value, let value = entry.value["examples"] else { return [] }
    if case .map(let entries) = value, entries.isEmpty { return [] }
    guard case .list(let items) = value else {
      wrongType("\(path).examples", value, "a list of examples")
      return []
    }
    var examples: [PluginExample] = []
    for (index, item) in items.enumerated() {
      let place = "\(path).examples[\(index + 1)]"
      guard case .map = item else {
        wrongType(place, item, "a table with \(keys.joined(separator: ", "))")
        continue
      }
      checkKeys(of: item, at: place, allowed: keys)
      guard let name = item["name"]?.text, !name.isEmpty else {
        problem("example", place, "the example has no `name`")
        continue
      }
      if examples.contains(where: { $0.name == name }) {
        problem("example", place, "two examples are named \"\(name)\"")
      }
      if let example = decode(&self, item, name, place) { examples.append(example) }
    }
    return examples
  }
}
