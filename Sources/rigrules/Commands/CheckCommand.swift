import ArgumentParser
import RigReports
import RigRules

/// `rigrules check`: builds in, reports out.
struct CheckCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Evaluate builds with every rule.",
    discussion: """
      Prints one report per build on standard output. Invalid builds are reported on standard error \
      with their location, and the others are still evaluated.
      """)

  @Argument(
    help: ArgumentHelp(
      "YAML or JSON files, JSON lines, part lists in any form, or folders; - is standard input.",
      valueName: "build"), completion: RuleCompletion.builds)
  var builds: [String]

  @Option(help: "The form of the reports.")
  var format: OutputFormat = .builtIn(.text)

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "A folder for the files of a plugin's format that makes several.", valueName: "dir"),
    completion: .directory)
  var output: String?

  @Option(
    name: .customLong("fail-on"), help: "Lowest severity that makes the exit status 1.")
  var failOn: FailureThreshold = .error

  @Flag(help: "Leave out results that passed or did not apply.")
  var compact = false

  @Flag(help: "Say why each finding matters.")
  var why = false

  @Flag(help: "List every check that passed or does not apply, and every field that is missing.")
  var all = false

  @Option(
    name: .customLong("picture"),
    help: ArgumentHelp(
      "A picture below the text, or in SVG: slots, power, chassis, memory; all without a name.",
      discussion: "Can be given several times.", valueName: "picture"))
  var pictures: [PictureChoice] = []

  @Flag(
    help:
      "Tell on standard error what each rule took: calls, µs, cached outcomes; as JSON for json."
  )
  var timings = false

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if let reason = PictureChoice.problem(of: pictures, in: format) {
      throw ValidationError(reason)
    }
    guard builds.filter({ $0 == "-" }).count <= 1 else {
      throw ValidationError("- is given twice; standard input holds one build")
    }
    guard output == nil || format.isOfPlugin else {
      throw ValidationError("-o is for a plugin's format that makes several files")
    }
  }

  func run(on console: Console) throws -> ExitStatus {
    let parts = OpenedPartNames()
    let session = try parts.openedAhead(for: builds) {
      try CommandSession(shared, console: console, withAvailablePlugins: self.format.isOfPlugin)
    }
    let format = try self.format.resolved(in: session.engine)
    var read = JudgedBuilds(
      session: session, console: console, failOn: failOn,
      // Lines are those of a batch, byte for byte.
      isLocated: format != .builtIn(.jsonl), measures: timings, parts: parts)
    try read.read(builds, showsFates: format.isText && !shared.quiet)
    if let timings = read.timings {
      let table = TimingTable(timings, language: session.language)
      (format.isJSON ? [table.json] : table.lines).forEach(console.note)
    }
    // Files are asked for by name, and are not output to read.
    if shared.quiet && output == nil || read.reports.isEmpty { return read.status }
    switch format {
    case .builtIn(let form):
      let writer = ReportWriter(
        ruleSet: session.engine.ruleSet, language: session.language,
        color: shared.usesColor(on: console), compact: compact,
        detail: ReportDetail(
          why: why, all: all, width: console.textWidth,
          pictures: PictureChoice.kinds(of: pictures)))
      console.print(writer.bytes(of: read.reports, as: form))
    case .plugin(let reporter):
      try write(try session.engine.rendering(of: read.judged, by: reporter), of: reporter, console)
    }
    return read.status
  }

  private func write(_ rendering: Rendering, of reporter: String, _ console: Console)
    throws(CommandFailure)
  {
    switch (rendering, output) {
    case (.text(let text), nil): console.print(text)
    case (.files(let files), let folder?):
      try RenderedFolder(folder: folder, console: console, quiet: shared.quiet).write(files)
    case (.text, _?):
      throw CommandFailure(
        .usage, "`\(reporter)` makes one text and no files; leave -o out [plugin/files]")
    case (.files(let files), nil):
      throw CommandFailure(
        .usage, "`\(reporter)` makes \(files.count) files; name a folder with -o [plugin/files]")
    }
  }
}
