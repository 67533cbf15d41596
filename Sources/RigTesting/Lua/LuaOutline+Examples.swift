internal import LuaRuntime

extension LuaOutline {
  /// Locals of the file that are used by its examples alone (`local function board(…)`): no part
  /// of what the rule does.
  var exampleHelpers: [Range<Int>] {
    let examples = examples
    let locals = fileLocals
    let keys = Set(tables.flatMap(\.fields).map { $0.value.lowerBound - 2 })
    var helpers: [Range<Int>] = []
    var found = true
    // A helper may be used by another helper.
    while found {
      found = false
      for local in locals where !helpers.contains(local.range) {
        let uses = local.names.flatMap { name in
          words.indices.filter {
            words[$0] == name && !local.range.contains($0) && !isFieldName($0)
              && !keys.contains($0)
          }
        }
        let isForExamples = uses.allSatisfy { use in
          examples.contains { $0.contains(use) } || helpers.contains { $0.contains(use) }
        }
        guard !uses.isEmpty, isForExamples else { continue }
        helpers.append(local.range)
        found = true
      }
    }
    return helpers
  }

  /// The examples of a rule, or those of each thing that a manifest gives.
  private var examples: [Range<Int>] {
    let given = Self.pluginSections.flatMap { section in
      fieldNames(of: section).map { "\(section).\($0).examples" }
    }
    return (["examples"] + given).compactMap { field($0) }
  }

  /// `name` of `table.name` is not a local.
  private func isFieldName(_ token: Int) -> Bool {
    token > 0 && (words[token - 1] == "." || words[token - 1] == ":")
  }

  /// The `local` statements of the file itself with the names they declare.
  private var fileLocals: [(names: [String], range: Range<Int>)] {
    let starts = statements.filter { $0.function == nil }.map(\.token)
    return zip(starts, starts.dropFirst() + [tokens.count]).compactMap { start, end in
      guard words[start] == "local" else { return nil }
      var names: [String] = []
      var at = start + 1
      if words[at] == "function" { at += 1 }
      while at < end, tokens[at].kind == .name {
        names.append(words[at])
        guard at + 1 < end, words[at + 1] == "," else { break }
        at += 2
      }
      return (names, start..<end)
    }
  }
}
