import LuaRuntime
import RigModel
import RigReports
import RigRules
import RigSearch

/// A session: inputs in, answers out. Knows no terminal.
///
/// Split by topic: `Repl+Inputs` runs what is not a command, `Repl+Build` edits, `Repl+Rules` shows
/// and changes rules, `Repl+WhatIf` tries values, `Repl+Reload` follows the folders.
final class Repl {
  /// What a session needs from outside.
  struct Setup {
    let engine: Engine
    var language: Language = .english
    /// Where rule files are, for `:edit`.
    var folders: [String] = []
    /// Ends at the first input that fails.
    var isStrict = false
    var color = false
    /// Columns that text for people may take.
    var width = TextLayout.width
    /// Shows a long page a screen at a time, where a person reads it; else it is printed.
    var page: ((String) -> Void)?
    /// The catalogue of parts, opened on first use.
    var parts: () throws -> any PartSource = { throw Failure("there is no catalogue here") }
    /// Prints an answer.
    var show: (String) -> Void
    /// Prints what went wrong; in a script with the line.
    var complain: (String) -> Void
    /// Begins or ends to follow the folders; false where that cannot be done.
    var follow: (Bool) -> Bool = { _ in false }
    /// Opens a file for a person and waits; returns why that failed.
    var edit: (String) -> String? = { _ in "there is no editor here" }
  }

  /// What went wrong with an input, for its author.
  struct Failure: Error {
    let lines: [String]
    init(_ lines: [String]) { self.lines = lines }
    init(_ message: String) { lines = ["error: \(message)"] }
  }

  /// The input ends too soon; nothing of it was done.
  struct Incomplete: Error {}

  let setup: Setup
  let lines: any LineSource
  let engine: Engine
  let session: LuaSession
  let layout: TextLayout
  var language: Language
  var draft: BuildDraft
  /// The report of the draft; nil until it is asked for.
  var report: Report?
  /// What `:suggest` found last, and for which build.
  var suggested: (answer: FixAnswer, build: Build)?
  /// The rule that `ctx` is of and that `:edit` opens.
  var focus: String?
  var parameters: [String: [String: BuildValue]] = [:]
  var isFollowing = false
  /// Every input of this session, for `:history`.
  private(set) var history: [String] = []
  /// Whether lines are taken as text until one that is a dot.
  private var isPasting = false
  /// How many scripts run within each other.
  private var depth = 0
  /// Lines of an input that goes on.
  private(set) var pending: [String] = []
  private var lineNumber = 0
  private var firstLine = 0
  private var hasFailed = false
  private var isDone = false
  /// Whether the last input asked to leave and met unsaved edits.
  private var hasAskedToLeave = false

  init(
    _ setup: Setup, build: Build?, file: String?, text: [UInt8]? = nil, lines: any LineSource
  ) throws(EngineError) {
    self.setup = setup
    self.lines = lines
    engine = setup.engine
    session = try LuaSession(engine: setup.engine)
    layout = TextLayout(color: setup.color, width: setup.width)
    language = setup.language
    draft = BuildDraft(build ?? Self.emptyBuild, file: file, text: text)
  }

  static var emptyBuild: Build {
    // An id and nothing else is a build by definition.
    (try? Build(["id": "new"]))!
  }

  /// Runs to the end of the inputs. The status is 1 where an input failed and the session is
  /// strict.
  func run() -> ExitStatus {
    if lines.isInteractive { greet() }
    while !isDone {
      switch lines.next(prompt: pending.isEmpty ? "rigrules> " : "     ...> ") {
      case .line(let line):
        lineNumber += line.count(where: { $0 == "\n" }) + 1
        take(line)
      case .interrupted:
        pending = []
        isPasting = false
      case .woken: followFolders()
      case .end:
        endOfInput()
        leave()
      }
      if hasFailed && setup.isStrict { return .findings }
    }
    return .success
  }

  private func greet() {
    let count = engine.ruleSet.rules.count
    show(
      say(
        "rigrules \(Version.text), \(count) rules; :help lists commands\n",
        "rigrules \(Version.text)，\(count) 条规则；:help 列出所有命令\n"))
    guard draft.file != nil, let report = try? currentReport() else { return }
    show("  " + ReportChange(from: report, to: report).summary(layout: layout, in: language) + "\n")
  }

  /// Ends the session; a person with unsaved edits is asked once.
  private func leave(isForced: Bool = false) {
    guard lines.isInteractive, draft.isChanged, !isForced, !hasAskedToLeave else {
      isDone = true
      return
    }
    hasAskedToLeave = true
    show(
      say(
        "  there are unsaved edits: :save keeps them, leaving once more drops them\n",
        "  有未保存的修改：:save 保存，再次退出则放弃\n"))
  }

  /// A text in the language of the session.
  func say(_ english: String, _ chinese: String) -> String {
    language.choose(english, chinese)
  }

  private func take(_ line: String) {
    if pending.isEmpty { firstLine = lineNumber }
    if isPasting { return takePasting(line) }
    pending.append(line)
    let input = pending.joined(separator: "\n")
    let trimmed = String(input.trimmingWhitespace)
    if trimmed.isEmpty || (pending.count == 1 && trimmed.hasPrefix("--")) {
      pending = []
      return
    }
    // A build that is pasted line by line ends with an empty line.
    if PastedBuild.mayGoOn(input) && !line.contains("\n") && !line.isEmpty { return }
    complete(trimmed)
  }

  /// `:paste` takes everything up to a line with a dot, or ^D, as one input.
  private func takePasting(_ line: String) {
    guard line.trimmingWhitespace == "." else {
      pending.append(line)
      return
    }
    isPasting = false
    complete(String(pending.joined(separator: "\n").trimmingWhitespace))
  }

  private func complete(_ input: String) {
    do {
      try perform(input)
    } catch is Incomplete {
      return
    } catch {
      fail(error)
    }
    pending = []
    history.append(input)
    lines.remember(input)
  }

  /// Runs the lines of a file as if they had been typed.
  func run(script text: String, named name: String) throws {
    guard depth < 8 else {
      throw Failure(say("\(name): scripts that run scripts too deep", "\(name)：脚本嵌套过深"))
    }
    depth += 1
    let outer = (pending, lineNumber, firstLine, hasFailed)
    (pending, lineNumber, firstLine, hasFailed) = ([], 0, 0, false)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) where !isDone {
      lineNumber += 1
      take(String(line.last == "\r" ? line.dropLast() : line))
      if hasFailed && setup.isStrict { break }
    }
    endOfInput()
    let failed = hasFailed
    (pending, lineNumber, firstLine, hasFailed) = outer
    if failed { hasFailed = true }
    depth -= 1
  }

  /// What was begun is complete now, or is said not to be.
  private func endOfInput() {
    guard !pending.isEmpty else { return }
    let input = String(pending.joined(separator: "\n").trimmingWhitespace)
    if isPasting || PastedBuild.mayGoOn(input) {
      isPasting = false
      complete(input)
    } else {
      pending = []
      fail(Failure(say("the input ends before its last block does", "输入在最后一个语句块结束之前就结束了")))
    }
  }

  private func perform(_ input: String) throws {
    // A command that an empty build cannot answer says so by itself.
    _ = lines.wasInterrupted()
    if let text = PastedBuild.text(of: input) { return try takePasted(text) }
    let wasAsked = hasAskedToLeave
    defer { if wasAsked { hasAskedToLeave = false } }
    if input.hasPrefix("?") { return try explainName(String(input.dropFirst().trimmingWhitespace)) }
    let input = ["help", "exit", "quit"].contains(input) ? ":\(input)" : input
    guard input.hasPrefix(":") else { return try runLua(input) }
    let words = input.dropFirst().split(
      maxSplits: 1, omittingEmptySubsequences: true, whereSeparator: \.isWhitespace)
    let name = words.first.map(String.init) ?? ""
    let rest = words.count > 1 ? String(words[1].trimmingWhitespace) : ""
    let isForced = name.last == "!"
    let plain = isForced ? String(name.dropLast()) : name
    guard let command = Self.command(plain), !isForced || command.canBeForced else {
      throw unknownCommand(name)
    }
    if command.arguments.isEmpty && !rest.isEmpty {
      throw Failure(
        say("\(command.name) takes nothing after it", "\(command.name) 后面不能再写内容"))
    }
    try perform(command, rest, isForced)
  }

  /// A command by its name, or by the only beginning of one.
  private static func command(_ name: String) -> ReplVerb? {
    if let exact = ReplVerb(rawValue: name) { return exact }
    if name == "exit" { return .quit }
    let begun = ReplVerb.allCases.filter { !name.isEmpty && $0.rawValue.hasPrefix(name) }
    return begun.count == 1 ? begun[0] : nil
  }

  func unknownCommand(_ name: String) -> Failure {
    let near = FieldRegistry.version1.nearest(
      to: name, among: ReplVerb.allCases.map(\.rawValue))
    return Failure(
      say(
        "there is no command `:\(name)`; "
          + (near.map { "did you mean `:\($0)`?" } ?? ":help lists them"),
        "没有命令 `:\(name)`；" + (near.map { "是否想写 `:\($0)`？" } ?? ":help 列出所有命令")))
  }

  private func perform(_ command: ReplVerb, _ rest: String, _ isForced: Bool) throws {
    switch command {
    case .add: try add(rest)
    case .apply: try apply(rest)
    case .check: try check()
    case .diff: showDifferences()
    case .edit: try edit(rest)
    case .help: try help(rest)
    case .history: showHistory(rest)
    case .lang: try changeLanguage(rest)
    case .load: try load(rest)
    case .new: try begin(Self.emptyBuild, file: nil, text: nil)
    case .params: try changeParameters(rest)
    case .parts: try listParts(rest)
    case .paste: isPasting = true
    case .quit: leave(isForced: isForced)
    case .redo: try redo()
    case .reload: try reload()
    case .rule: try showSource(rest)
    case .rules: try listRules(rest)
    case .save: try save(rest, isForced: isForced)
    case .set: try set(rest)
    case .show: try showPictures(rest)
    case .source: try source(rest)
    case .suggest: try suggest(rest)
    case .time: try time()
    case .trace: try trace(rest)
    case .undo: try undo()
    case .watch: try watch(rest)
    case .whatIf: try whatIf(rest)
    case .why: try why(rest)
    }
  }

  // MARK: Printing

  /// Prints an answer.
  func show(_ text: String) { setup.show(TerminalText.clean(text, keepingColors: setup.color)) }

  private func fail(_ error: any Error) {
    hasFailed = true
    let messages: [String] =
      switch error {
      case let failure as Failure: failure.lines
      case let invalid as InvalidBuild: invalid.diagnostics.map(\.description)
      case let malformed as BuildPath.Malformed: ["error: \(malformed.message)"]
      case let failure as CommandFailure: failure.lines
      case let error as EngineError: ["error: \(error)"]
      default: ["error: \(error)"]
      }
    for message in messages.map(language.line) {
      let place = say("line \(firstLine): ", "第 \(firstLine) 行：")
      setup.complain(lines.isInteractive ? message : place + message)
    }
  }

  // MARK: Evaluating

  /// The report of the build as it is.
  func currentReport() throws(EngineError) -> Report {
    if let report { return report }
    let report = try engine.evaluate(draft.build)
    self.report = report
    return report
  }

  /// Takes a build over and says what that changes.
  func take(_ build: Build, changing: (inout BuildDraft) -> Void) throws {
    let before = try currentReport()
    let after = try engine.evaluate(build)
    changing(&draft)
    report = after
    let change = ReportChange(from: before, to: after)
    show(
      change.isEmpty
        ? say("  set; verdict as before: ", "  已设置；结论不变：")
          + change.summary(layout: layout, in: language) + "\n"
        : change.text(layout: layout, in: language, path: Self.luaPath))
  }
}
