import RigModel
import RigReports
import RigRules
internal import RigSystem

extension Repl {
  /// `:set PATH VALUE`.
  func set(_ rest: String) throws {
    let words = rest.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    guard words.count == 2 else { throw Self.usage(.set) }
    let path = try BuildPath(String(words[0]))
    let text = String(words[1].trimmingBlanks)
    let value =
      Self.isPlainWord(text, for: path) ? .text(text) : try evaluateOne(text, for: path)
    try take(edited: try draft.setting(path, to: value))
  }

  static func usage(_ command: ReplVerb) -> Failure {
    Failure("write \(command.name) \(command.arguments)")
  }

  /// Words and texts need no quotes where the field holds nothing else.
  private static func isPlainWord(_ text: String, for path: BuildPath) -> Bool {
    guard let first = text.first, !"\"'{[".contains(first), text != "nil" else { return false }
    switch path.field?.kind {
    case .enumeration, .text, .powerTarget: return true
    default: return false
    }
  }

  /// `:add PART {…}`.
  func add(_ rest: String) throws {
    let name = rest.prefix { !$0.isWhitespace && $0 != "{" }
    guard !name.isEmpty else { throw Self.usage(.add) }
    let text = String(rest.dropFirst(name.count).trimmingBlanks)
    let values = try evaluate("return \(text.isEmpty ? "{}" : text)")
    guard values.count == 1, let part = try Self.buildValue(values[0], for: String(name)) else {
      throw Self.usage(.add)
    }
    try take(edited: try draft.adding(part, as: String(name)))
  }

  func undo() throws {
    var draft = draft
    guard draft.undo() else { throw Failure("there is nothing to undo") }
    try take(draft.build) { $0 = draft }
  }

  func redo() throws {
    var draft = draft
    guard draft.redo() else { throw Failure("there is nothing to redo") }
    try take(draft.build) { $0 = draft }
  }

  /// `:diff`.
  func showDifferences() {
    let old = Self.leaves(draft.origin.value)
    let new = Self.leaves(draft.build.value)
    let before = Dictionary(old.map { ($0.path, $0.text) }) { first, _ in first }
    let after = Dictionary(new.map { ($0.path, $0.text) }) { first, _ in first }
    var text = ""
    for leaf in old where after[leaf.path] != leaf.text {
      text += "- \(leaf.path) = \(leaf.text)\n"
      if let now = after[leaf.path] { text += "+ \(leaf.path) = \(now)\n" }
    }
    for leaf in new where before[leaf.path] == nil { text += "+ \(leaf.path) = \(leaf.text)\n" }
    show(text.isEmpty ? "  no difference\n" : text)
  }

  private static func leaves(_ value: BuildValue, at path: String = "") -> [(
    path: String, text: String
  )] {
    switch value {
    case .map(let fields) where !fields.isEmpty:
      return fields.flatMap { leaves($0.value, at: path.isEmpty ? $0.key : "\(path).\($0.key)") }
    case .list(let items) where !items.isEmpty:
      return items.enumerated().flatMap { leaves($1, at: "\(path)[\($0 + 1)]") }
    case .map: return [(path, "{}")]
    case .list: return [(path, "{}")]
    case .text(let text): return [(path, LuaPrinter.quoted(text))]
    default: return [(path, value.spelled)]
    }
  }

  /// `:load FILE`.
  func load(_ file: String) throws {
    guard !file.isEmpty else { throw Self.usage(.load) }
    let build = try Build(contentsOfFile: file)
    try begin(try Build(BuildDraft.named(build.value, build)), file: file)
  }

  func begin(_ build: Build, file: String?) throws {
    draft = BuildDraft(build, file: file)
    report = nil
    let report = try currentReport()
    show("  " + ReportChange(from: report, to: report).summary(layout: layout) + "\n")
  }

  /// `:save [FILE]`.
  func save(_ file: String) throws {
    guard let file = file.isEmpty ? draft.file : file else { throw Failure("write :save FILE") }
    let isJSON = file.lowercased().hasSuffix(".json")
    let text =
      isJSON
      ? draft.build.canonicalJSON(pretty: true) : draft.build.canonicalYAML()
    let bytes = Array((text.hasSuffix("\n") ? text : text + "\n").utf8)
    if let reason = DiskFiles.replace(file, with: bytes) {
      throw Failure("\(file) cannot be written: \(reason)")
    }
    draft.saved(as: file)
    show("  wrote \(file)\n")
  }

  /// `:check`.
  func check() throws {
    let report = try currentReport()
    let writer = ReportWriter(
      ruleSet: engine.ruleSet, language: language, color: setup.color, compact: true)
    let reported = ReportedBuild(report, build: draft.build)
    show(String(decoding: writer.bytes(of: [reported], as: .text), as: UTF8.self))
  }

  /// `:time`.
  func time() throws {
    let clock = ContinuousClock()
    var times: [Duration] = []
    for _ in 0..<100 where !lines.wasInterrupted() {
      let build = draft.build
      times.append(try clock.measure { _ = try engine.evaluate(build) })
    }
    times.sort()
    guard let least = times.first, let most = times.last else { throw Failure("interrupted") }
    let median = EngineChangeText.milliseconds(times[times.count / 2])
    show(
      "  \(engine.ruleSet.rules.count) rules: \(median) ms (median of \(times.count); "
        + "\(EngineChangeText.milliseconds(least)) to \(EngineChangeText.milliseconds(most)) ms)\n")
  }
}
