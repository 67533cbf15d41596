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
    let text = String(words[1].trimmingWhitespace)
    if let part = try namedPart(text, for: path) {
      return try take(edited: try draft.setting(path, to: part))
    }
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
    let text = String(rest.dropFirst(name.count).trimmingWhitespace)
    let values = try evaluate("return \(text.isEmpty ? "{}" : text)")
    guard values.count == 1, let part = try Self.buildValue(values[0], for: String(name)) else {
      throw Self.usage(.add)
    }
    try take(edited: try draft.adding(part, as: String(name)))
  }

  func undo() throws {
    var draft = draft
    guard draft.undo() else {
      throw Failure(say("there is nothing to undo", "没有可以撤销的修改"))
    }
    try take(draft.build) { $0 = draft }
  }

  func redo() throws {
    var draft = draft
    guard draft.redo() else { throw Failure(say("there is nothing to redo", "没有可以重做的修改")) }
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
    show(text.isEmpty ? say("  no difference\n", "  没有差别\n") : text)
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
    let file = FilePath.expanded(file)
    let (build, text) = try BuildInput.readWithText(file)
    try begin(try Build(BuildDraft.named(build.value, build)), file: file, text: text)
  }

  /// Another build, as a step that `:undo` takes back.
  func begin(_ build: Build, file: String?, text: [UInt8]?) throws {
    let old = draft.isChanged ? draft.file ?? draft.build.id ?? "" : nil
    draft.begin(build, file: file, text: text)
    report = nil
    let report = try currentReport()
    show("  " + ReportChange(from: report, to: report).summary(layout: layout, in: language) + "\n")
    if let old {
      show(
        say(
          "  unsaved edits of \(old) are kept: :undo brings them back\n",
          "  \(old) 未保存的修改已保留：用 :undo 找回\n"))
    }
  }

  /// `:save [FILE]`: the text that the build came from with what has changed, else the whole build
  /// as new text. `:save!` writes it whole, over whatever is there.
  func save(_ rest: String, isForced: Bool) throws {
    let file = rest.isEmpty ? draft.file : FilePath.expanded(rest)
    guard let file else { throw Failure(say("write :save FILE", "请写 :save 文件")) }
    let (bytes, lost) = isForced ? (written(file), []) : try textToSave(as: file)
    if let reason = DiskFiles.replace(file, with: bytes) {
      throw Failure(say("\(file) cannot be written: \(reason)", "无法写入 \(file)：\(reason)"))
    }
    draft.saved(as: file, text: bytes)
    show(say("  wrote \(file)\n", "  已写入 \(file)\n"))
    for comment in lost {
      show(
        say(
          "  gone with what it stood by: line \(comment.line), \(comment.text)\n",
          "  随所在内容删除的注释：第 \(comment.line) 行 \(comment.text)\n"))
    }
  }

  private func written(_ file: String) -> [UInt8] {
    let text =
      Self.isJSON(file) ? draft.build.canonicalJSON(pretty: true) : draft.build.canonicalYAML()
    return Array((text.hasSuffix("\n") ? text : text + "\n").utf8)
  }

  private static func isJSON(_ file: String) -> Bool { file.lowercased().hasSuffix(".json") }

  /// The text for a file, edited where there is one to edit, and the comments that go.
  private func textToSave(as file: String) throws -> ([UInt8], [(line: Int, text: String)]) {
    let isOwn = file == draft.file
    guard let text = draft.text, let origin = draft.file,
      isOwn || Self.isJSON(origin) == Self.isJSON(file)
    else {
      if DiskFiles.kind(file) != nil {
        throw Failure(
          say(
            "\(file) is there already; `:save! \(file)` replaces it",
            "\(file) 已存在；用 `:save! \(file)` 覆盖"))
      }
      return (written(file), [])
    }
    if isOwn {
      let (now, reason) = DiskFiles.read(file, limit: 16 << 20)
      if reason == nil && now != text {
        throw Failure(
          say(
            "\(file) has changed since it was loaded; :save another file, or `:save! \(file)` "
              + "writes over it", "\(file) 在载入之后被修改过；请另存为其他文件，或用 `:save! \(file)` 覆盖"))
      }
    } else if DiskFiles.kind(file) != nil {
      throw Failure(
        say(
          "\(file) is there already; `:save! \(file)` replaces it",
          "\(file) 已存在；用 `:save! \(file)` 覆盖"))
    }
    let old = draft.origin
    do {
      let edit = try BuildTextEdit(text, as: .automatic, file: origin) { bytes in
        let build = try BuildInput.build(of: bytes, origin)
        return try Build(BuildDraft.named(build.value, old)).value
      }
      let result = try edit.text(giving: draft.build.value)
      return (result.bytes, result.lostComments)
    } catch let refusal as BuildTextEdit.Refusal {
      throw Failure(
        say(
          "\(origin) cannot be edited in place: \(refusal); `:save! \(file)` writes the whole file, without "
            + "its comments", "无法就地修改 \(origin)：\(refusal)；用 `:save! \(file)` 重写整个文件（注释会丢失）"))
    }
  }

  /// `:check`.
  func check() throws {
    let report = try currentReport()
    let writer = ReportWriter(
      ruleSet: engine.ruleSet, language: language, color: setup.color, compact: true)
    let reported = ReportedBuild(report, build: draft.build)
    showPage(String(decoding: writer.bytes(of: [reported], as: .text), as: UTF8.self))
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
    guard let least = times.first, let most = times.last else {
      throw Failure(say("interrupted", "已中断"))
    }
    let median = EngineChangeText.milliseconds(times[times.count / 2])
    let count = engine.ruleSet.rules.count
    let (low, high) = (
      EngineChangeText.milliseconds(least), EngineChangeText.milliseconds(most)
    )
    show(
      say(
        "  \(count) rules: \(median) ms (median of \(times.count); \(low) to \(high) ms)\n",
        "  \(count) 条规则：\(median) ms（\(times.count) 次的中位数；\(low) 到 \(high) ms）\n"))
  }
}
