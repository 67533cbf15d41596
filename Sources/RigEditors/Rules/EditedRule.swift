internal import RigModel
internal import RigReports
internal import RigRules

/// A rule file as it is typed: loaded by itself, with the modules that lie beside it on disk.
struct EditedRule {
  let document: TextDocument
  private let language: Language
  private let failures: [LoadFailure]
  private let examples: [ExampleResult]

  /// Loads the text as the rule that the path names; nil if the file is in none of the folders.
  ///
  /// - Parameter folders: The folders of rules, as absolute paths.
  init?(_ document: TextDocument, folders: [String], language: Language) {
    guard let (root, path) = Self.place(of: document.path, in: folders) else { return nil }
    self.document = document
    self.language = language
    var options = EngineOptions(language: language)
    options.checksExamples = true
    let source = RuleSource.file(path, in: root, bytes: document.bytes)
    guard let engine = try? Engine(rules: [source], options: options) else { return nil }
    failures = engine.ruleSet.failures
    examples = engine.ruleSet.rules.flatMap { (try? engine.runExamples(of: $0.id)) ?? [] }
  }

  /// The folder and the path in it, as the engine loads them: `psu/wattage.lua`, but no module.
  private static func place(of path: String, in folders: [String]) -> (String, String)? {
    for folder in folders where path.hasPrefix(folder + "/") {
      let rest = path.dropFirst(folder.count + 1)
      if !rest.hasPrefix("lib/"), rest.hasSuffix(".lua") {
        return (folder, String(rest))
      }
    }
    return nil
  }

  /// What is wrong with the file, and the examples that do not hold.
  var remarks: [Remark] {
    failures.flatMap(\.problems).map { problem in
      let line =
        problem.excerpt?.line ?? problem.at.split(separator: ":").last.flatMap { Int($0) } ?? 1
      let range =
        problem.excerpt.flatMap { excerpt in
          excerpt.column.map {
            document.range(line: excerpt.line, column: $0, length: excerpt.length)
          }
        } ?? document.range(ofLine: line)
      var remark = Remark(
        range: range, level: .error, code: problem.code, message: language.message(problem.message))
      remark.replacement = Self.replacement(in: problem.message)
      return remark
    }
      + examples.filter { !$0.holds }.map { result in
        Remark(
          range: document.range(ofLine: result.example.line ?? 1), level: .error,
          code: "example",
          message: "\(result.example.name): \(result.differences.joined(separator: "; "))")
      }
  }

  /// The name that a message proposes, if it ends with a proposal.
  private static func replacement(in message: String) -> String? {
    guard let start = message.firstRange(of: "did you mean `") else { return nil }
    return Remark.nearName(in: String(message[start.lowerBound...]))
  }

  /// For each example its line and how it came out.
  var lenses: [(line: Int, title: String)] {
    examples.map { result in
      let sign = result.holds ? "✓" : "✗"
      return (result.example.line ?? 1, "\(sign) \(outcome(of: result))")
    }
  }

  private func outcome(of result: ExampleResult) -> String {
    guard let outcome = result.result?.outcome else {
      return result.differences.first ?? "no result"
    }
    guard case .fail(let severity, let findings) = outcome else {
      return language.outcome(outcome.name)
    }
    let words = findings.map(\.message).joined(separator: " ")
    return severity.word(in: language) + language.colon + words
  }
}

/// The name of a field in the code of a rule: `build.psus[1].wattage_w`, `"gpus[].tdp_w"`.
enum FieldInCode {
  /// The word around a place of a line (scalars from 0), without `build.` and `ctx.`.
  static func at(_ count: Int, in line: [Unicode.Scalar]) -> String? {
    func belongs(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "_.[]#".unicodeScalars.contains(scalar)
    }
    guard count <= line.count else { return nil }
    var start = count
    while start > 0, belongs(line[start - 1]) { start -= 1 }
    // What is behind the word under the cursor is another step.
    var end = count
    while end < line.count, belongs(line[end]), line[end] != "." { end += 1 }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: line[start..<end])
    let word = String(text).drop { $0 == "#" }
    let path = word.hasPrefix("build.") ? word.dropFirst(6) : word
    return path.isEmpty ? nil : String(path)
  }
}
