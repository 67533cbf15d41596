internal import LuaRuntime
internal import RigModel

/// What the calls of `ctx.report` and `ctx.unknown` say is checked against the messages and the fields.
extension RuleDecoder {
  static let reportOptions = ["at", "suggest", "severity", "score"]

  mutating func checkCalls(
    in words: LuaWords, _ messages: [RuleDescription.Message], _ severity: Severity?
  ) {
    for call in ReportCall.all(in: words) {
      checkMessage(of: call, messages, words)
      for option in call.options { check(option, of: call, severity, words) }
    }
    for path in ReportCall.unknownPaths(in: words) { checkPath(path, "ctx.unknown", words) }
  }

  private mutating func problem(
    _ code: String, at token: Int, _ message: String, _ words: LuaWords
  ) {
    let place = words.tokens[min(token, words.tokens.count - 1)]
    problems.append(
      LoadProblem(
        code: "rule/\(code)", path: "", message: message, line: place.line,
        range: place.range))
  }

  private func near(_ word: String, _ known: [String]) -> String {
    nearestName(word, among: known).map { "; did you mean `\($0)`?" } ?? ""
  }

  private mutating func checkMessage(
    of call: ReportCall, _ messages: [RuleDescription.Message], _ words: LuaWords
  ) {
    guard messages.contains(where: { $0.id == call.id }) else {
      return problem(
        "undeclared-message", at: call.token,
        "ctx.report names `\(call.id)`, which `messages` does not declare"
          + near(call.id, messages.map(\.id)), words)
    }
    guard let keys = call.keys else { return }
    for name in (placeholders[call.id] ?? []).subtracting(keys).sorted() {
      problem(
        "placeholder", at: call.token,
        "the message `\(call.id)` has `{\(name)}`, and this ctx.report gives no `\(name)`"
          + near(name, keys.sorted()), words)
    }
  }

  private mutating func check(
    _ option: ReportCall.Option, of call: ReportCall, _ severity: Severity?, _ words: LuaWords
  ) {
    switch option.key {
    case "at": checkPath(option.value, "`at`", words)
    case "suggest": checkSuggestion(option.value, call, words)
    case "severity": checkSeverity(option.value, severity, words)
    case "score": break
    default:
      problem(
        "unknown-key", at: option.token,
        "the options of ctx.report have no key `\(option.key)`"
          + near(option.key, Self.reportOptions)
          + " Known are \(Self.reportOptions.joined(separator: ", ")).", words)
    }
  }

  /// A path of the build that is written out, as `gpus[1].tdp_w` or `"gpus[" .. i .. "].tdp_w"`.
  private mutating func checkPath(_ value: Range<Int>, _ what: String, _ words: LuaWords) {
    guard let text = words.text(of: value), let path = Self.general(text) else { return }
    if path.contains("[0]") {
      let shown = text.replacing("\0", with: "…")
      return problem(
        "path", at: value.lowerBound,
        "\(what) is `\(shown)`; lists count from 1 in Lua: write `[1]` for the first", words)
    }
    do { _ = try FieldPath(parsing: path) } catch {
      problem(
        "path", at: value.lowerBound,
        "\(what) names no field of a build: \(error.message)"
          + (error.hint.map { "; \($0)" } ?? ""), words)
    }
  }

  /// The path with `[]` for every entry; nil where more than an index is computed.
  private static func general(_ text: String) -> String? {
    var path = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "[") {
      path += rest[..<open]
      guard let close = rest[open...].firstIndex(of: "]") else { return nil }
      let index = rest[rest.index(after: open)..<close]
      let isNumber = !index.isEmpty && index.allSatisfy { $0.isASCII && $0.isNumber }
      path += index == "0" ? "[0]" : isNumber || index == "\0" ? "[]" : "[\(index)]"
      rest = rest[rest.index(after: close)...]
    }
    path += rest
    return path.contains("\0") ? nil : path
  }

  private mutating func checkSeverity(
    _ value: Range<Int>, _ worst: Severity?, _ words: LuaWords
  ) {
    guard value.count == 1, let word = words.literal(value.lowerBound) else { return }
    guard let severity = Severity(rawValue: word) else {
      return problem(
        "severity", at: value.lowerBound,
        "the severity `\(word)` is none of error, warning, advice"
          + near(word, Severity.allCases.map(\.rawValue)), words)
    }
    if let worst, severity > worst {
      problem(
        "severity", at: value.lowerBound,
        "a finding may lower the rule's severity (\(worst.rawValue)), not raise it to \(word)",
        words)
    }
  }

  /// A text, or a table of texts by language, whose placeholders the data of the call fills.
  private mutating func checkSuggestion(
    _ value: Range<Int>, _ call: ReportCall, _ words: LuaWords
  ) {
    guard words.sign(value.lowerBound) == "{" else {
      return checkSuggestion(text: value, call, words)
    }
    guard let table = words.table(at: value.lowerBound, isArgument: false),
      let keys = table.keys
    else { return }
    let languages = Language.allCases.map(\.rawValue)
    for option in table.options {
      if languages.contains(option.key) {
        checkSuggestion(text: option.value, call, words)
      } else {
        problem(
          "text", at: option.token,
          "`suggest` names the language `\(option.key)`; known are "
            + languages.joined(separator: ", "), words)
      }
    }
    if !keys.contains("en") {
      problem(
        "text", at: value.lowerBound,
        "`suggest` has no English text (`en`), the one others fall back to", words)
    }
  }

  private mutating func checkSuggestion(
    text value: Range<Int>, _ call: ReportCall, _ words: LuaWords
  ) {
    guard let text = words.text(of: value), !text.contains("\0") else { return }
    do {
      let template = try MessageTemplate(text)
      guard let keys = call.keys else { return }
      for name in Set(template.placeholders).subtracting(keys).sorted() {
        problem(
          "placeholder", at: value.lowerBound,
          "`suggest` has `{\(name)}`, and this ctx.report gives no `\(name)`"
            + near(name, keys.sorted()), words)
      }
    } catch {
      problem("placeholder", at: value.lowerBound, "`suggest`: \(error.reason)", words)
    }
  }
}
