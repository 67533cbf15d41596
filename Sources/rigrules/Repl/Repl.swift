import LuaRuntime
import RigModel
import RigReports
import RigRules

/// A session: inputs in, answers out. Knows no terminal.
///
/// Split by topic: `Repl+Inputs` runs what is no command, `Repl+Build` edits, `Repl+Rules` shows
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
  /// The rule that `ctx` is of and that `:edit` opens.
  var focus: String?
  var parameters: [String: [String: BuildValue]] = [:]
  var isFollowing = false
  /// Lines of an input that goes on.
  private var pending: [String] = []
  private var lineNumber = 0
  private var firstLine = 0
  private var hasFailed = false
  private var isDone = false

  init(_ setup: Setup, build: Build?, file: String?, lines: any LineSource) throws(EngineError) {
    self.setup = setup
    self.lines = lines
    engine = setup.engine
    session = try LuaSession(engine: setup.engine)
    layout = TextLayout(color: setup.color)
    language = setup.language
    draft = BuildDraft(build ?? Self.emptyBuild, file: file)
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
      case .interrupted: pending = []
      case .woken: followFolders()
      case .end:
        if !pending.isEmpty {
          pending = []
          fail(Failure("the input ends before its last block does"))
        }
        isDone = true
      }
      if hasFailed && setup.isStrict { return .findings }
    }
    return .success
  }

  private func greet() {
    show("rigrules \(Version.text), \(engine.ruleSet.rules.count) rules; :help lists commands\n")
    guard draft.file != nil, let report = try? currentReport() else { return }
    show("  " + ReportChange(from: report, to: report).summary(layout: layout) + "\n")
  }

  private func take(_ line: String) {
    if pending.isEmpty { firstLine = lineNumber }
    pending.append(line)
    let input = pending.joined(separator: "\n")
    let trimmed = String(input.trimmingBlanks)
    if trimmed.isEmpty || (pending.count == 1 && trimmed.hasPrefix("--")) {
      pending = []
      return
    }
    do {
      try perform(trimmed)
    } catch is Incomplete {
      return
    } catch {
      fail(error)
    }
    pending = []
    lines.remember(trimmed)
  }

  private func perform(_ input: String) throws {
    // A command that an empty build cannot answer says so by itself.
    _ = lines.wasInterrupted()
    guard input.hasPrefix(":") else { return try runLua(input) }
    let words = input.dropFirst().split(
      maxSplits: 1, omittingEmptySubsequences: true, whereSeparator: \.isWhitespace)
    let name = words.first.map(String.init) ?? ""
    let rest = words.count > 1 ? String(words[1].trimmingBlanks) : ""
    guard let command = Self.command(name) else { throw Self.unknownCommand(name) }
    if command.arguments.isEmpty && !rest.isEmpty {
      throw Failure("\(command.name) takes nothing after it")
    }
    try perform(command, rest)
  }

  /// A command by its name, or by the only beginning of one.
  private static func command(_ name: String) -> ReplVerb? {
    if let exact = ReplVerb(rawValue: name) { return exact }
    let begun = ReplVerb.allCases.filter { !name.isEmpty && $0.rawValue.hasPrefix(name) }
    return begun.count == 1 ? begun[0] : nil
  }

  static func unknownCommand(_ name: String) -> Failure {
    let near = FieldRegistry.version1.nearest(
      to: name, among: ReplVerb.allCases.map(\.rawValue))
    return Failure(
      "there is no command `:\(name)`; "
        + (near.map { "did you mean `:\($0)`?" } ?? ":help lists them"))
  }

  private func perform(_ command: ReplVerb, _ rest: String) throws {
    switch command {
    case .add: try add(rest)
    case .check: try check()
    case .diff: showDifferences()
    case .edit: try edit(rest)
    case .help: try help(rest)
    case .lang: try changeLanguage(rest)
    case .load: try load(rest)
    case .new: try begin(Self.emptyBuild, file: nil)
    case .params: try changeParameters(rest)
    case .quit: isDone = true
    case .redo: try redo()
    case .reload: try reload()
    case .rule: try showSource(rest)
    case .rules: try listRules(rest)
    case .save: try save(rest)
    case .set: try set(rest)
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
      case let invalid as InvalidBuild: invalid.diagnostics.map(Self.description)
      case let malformed as BuildPath.Malformed: ["error: \(malformed.message)"]
      case let error as EngineError: ["error: \(error)"]
      default: ["error: \(error)"]
      }
    for message in messages {
      setup.complain(lines.isInteractive ? message : "line \(firstLine): \(message)")
    }
  }

  /// A diagnostic with its path as Lua counts, which is how a person wrote it here.
  private static func description(_ diagnostic: Diagnostic) -> String {
    guard let path = diagnostic.path else { return diagnostic.description }
    return diagnostic.description.replacing(path, with: luaPath(path))
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
        ? "  no change: " + change.summary(layout: layout) + "\n"
        : change.text(layout: layout, path: Self.luaPath))
  }
}

extension StringProtocol {
  /// Without blanks and line ends around it.
  var trimmingBlanks: SubSequence {
    var text = self[...]
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return text
  }
}
