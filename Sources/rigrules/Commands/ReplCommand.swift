import ArgumentParser
import RigModel
import RigRules
internal import RigSystem

/// `rigrules repl`: a build and the rules, by hand.
struct ReplCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Edit a build and try rules by hand, with the answer after every step.",
    discussion: """
      Saved rules are taken over at once. With standard input from a file or pipe it runs the \
      inputs as a script: rigrules repl build.yaml < script
      """)

  @Argument(
    help: ArgumentHelp("A YAML or JSON file; without one, an empty build."),
    completion: RuleCompletion.builds)
  var build: String?

  @Flag(help: "In a script, end at the first input that fails, with status 1.")
  var strict = false

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard build != "-" else {
      throw ValidationError("standard input holds the inputs, so the build must be a file")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let session = try CommandSession(shared, console: console, withAvailablePlugins: true)
    let loaded = try build.map { file in
      let (build, text) = try BuildInput.readWithText(file)
      do { return (build: try Build(BuildDraft.named(build.value, build)), text: text) } catch {
        throw CommandFailure(.usage, ["\(error)"])
      }
    }
    let isInteractive = isatty(STDIN_FILENO) == 1 && console.isTerminal
    let bell = isInteractive ? WakePipe() : nil
    let following = ChangeSignal(session.watchedPaths, bell: bell)
    var setup = Repl.Setup(
      engine: session.engine, language: session.language, folders: session.found.folders,
      isStrict: strict, color: shared.usesColor(on: console), show: { console.print($0) },
      complain: {
        isInteractive
          ? console.print(TerminalText.clean($0 + "\n", keepingColors: false)) : console.note($0)
      })
    setup.follow = { following.follow($0) }
    setup.edit = TextEditor.open
    setup.width = console.textWidth
    if isInteractive { setup.page = { Pager.show($0, on: console) } }
    var opened: CatalogParts?
    setup.parts = {
      if let opened { return opened }
      let parts = try CatalogParts.open()
      opened = parts
      return parts
    }
    let lines = StandardInputLines(isInteractive: isInteractive, bell: bell, console: console)
    let repl: Repl
    do throws(EngineError) {
      repl = try Repl(
        setup, build: loaded?.build, file: build, text: loaded?.text ?? nil, lines: lines)
    } catch {
      throw CommandFailure(.fault, "\(error)")
    }
    lines.completions = { [weak repl] in repl?.completions($0) ?? [] }
    Interrupts.catchThem()
    if isInteractive { repl.isFollowing = following.follow(true) }
    if let startup = Self.startupFile { repl.runStartup(startup) }
    return repl.run()
  }

  /// `$RIGRULES_REPL_STARTUP`, else `repl` in the user's configuration folder; a script has none, so
  /// that it does the same for everyone.
  private static var startupFile: String? {
    if let named = Environment.value("RIGRULES_REPL_STARTUP") { return named }
    guard isatty(STDIN_FILENO) == 1 else { return nil }
    return UserFolders.configuration.map { "\($0)/repl" }
  }
}

/// The lines of the process: edited where a person types them, plain elsewhere.
final class StandardInputLines: LineSource {
  let isInteractive: Bool
  var completions: (String) -> [Completion] = { _ in [] }
  private var lines: (any LineSource)?

  init(isInteractive: Bool, bell: WakePipe?, console: Console) {
    self.isInteractive = isInteractive
    let input = InputBytes(bell: bell)
    let show = { (text: String) in console.print(text) }
    if isInteractive && Environment.value("TERM") != "dumb" {
      lines = EditedLines(
        input: input, historyFile: Self.historyFile, show: show,
        completions: { [weak self] in self?.completions($0) ?? [] })
    }
    lines = lines ?? PlainLines(input: input, isInteractive: isInteractive, show: show)
  }

  func next(prompt: String) -> LineEvent { lines?.next(prompt: prompt) ?? .end }
  func remember(_ input: String) { lines?.remember(input) }

  /// `$XDG_STATE_HOME/rigrules/history`, for this user's eyes alone; nil where there is no home.
  private static var historyFile: String? {
    guard let state = UserFolders.state else { return nil }
    DiskFiles.makeFolder(state)
    let file = "\(state)/history"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    close(descriptor)
    return file
  }
}

/// Shows a text a screen at a time.
enum Pager {
  /// A pager shows a text and does nothing else: `less` then opens no files, writes none and starts no
  /// programs.
  static func command(_ pager: String) -> String {
    "export LESSSECURE=1; \(pager) 2>/dev/null"
  }

  /// By `$PAGER`, else `less`, if the text is longer than the screen; printed if neither works.
  static func show(_ text: String, on console: Console) {
    guard let rows = console.rows, text.split(separator: "\n").count >= rows - 1 else {
      return console.print(text)
    }
    let pager = Environment.value("PAGER") ?? "less -FRX"
    guard pager != "cat", let stream = popen(Self.command(pager), "w") else {
      return console.print(text)
    }
    fputs(text, stream)
    let status = pclose(stream)
    _ = Interrupts.take()
    // The shell says that it found no such program.
    if status == 127 << 8 { console.print(text) }
  }
}

/// The user's own editor.
enum TextEditor {
  /// Opens a file and waits; returns why that failed.
  static func open(_ file: String) -> String? {
    guard let editor = Environment.value("VISUAL") ?? Environment.value("EDITOR") else {
      return "set EDITOR to the editor you want, or open \(file) yourself"
    }
    // The variable may hold arguments, so a shell takes it apart; the file's name is never parsed.
    let words = ["/bin/sh", "-c", "\(editor) \"$1\"", "sh", file]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    var child = pid_t()
    guard posix_spawn(&child, "/bin/sh", nil, nil, arguments, environ) == 0 else {
      return "the editor cannot be started"
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    _ = Interrupts.take()
    return status == 0 ? nil : "`\(editor)` ended with an error"
  }
}
