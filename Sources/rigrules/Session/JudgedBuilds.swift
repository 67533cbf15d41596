import RigBatch
import RigModel
import RigPartLists
import RigReports
import RigRules

/// Builds that were read and evaluated one after the other: for `check` and `report`.
struct JudgedBuilds {
  private(set) var reports: [ReportedBuild] = []
  private(set) var status: ExitStatus

  /// What each rule took; nil: it is not measured.
  private(set) var timings: EvaluationTimings?

  /// The same as plugins' reporters get them.
  var judged: [JudgedBuild] {
    reports.compactMap { reported in
      reported.build.map { JudgedBuild(report: reported.report, build: $0) }
    }
  }

  let session: CommandSession
  let console: Console
  let failOn: FailureThreshold
  /// What reads names and lists, opened once for all files.
  private let parts: OpenedPartNames
  /// Whether findings have the line of the file they are about.
  var isLocated = true

  init(
    session: CommandSession, console: Console, failOn: FailureThreshold, isLocated: Bool = true,
    measures: Bool = false, parts: OpenedPartNames = OpenedPartNames()
  ) {
    self.session = session
    self.parts = parts
    self.console = console
    self.failOn = failOn
    self.isLocated = isLocated
    timings = measures ? EvaluationTimings() : nil
    status = session.hasBrokenRules ? .broken : .success
  }

  /// Evaluates every build of the paths. What is wrong with one is told on standard error, and the
  /// others are still evaluated.
  ///
  /// - Parameter showsFates: Whether the fate of the lines of part lists is told as text.
  mutating func read(_ paths: [String], showsFates: Bool) throws {
    let (session, console, parts) = (session, console, parts)
    let reader = BuildReader(paths, standardInputHoldsLines: false) { path in
      BuildInput.elements(of: path, by: parts) { reading in
        ListFates(reading: reading, path: path, language: session.language)
          .print(on: console, isText: showsFates)
      }
    }
    try reader.read { element in
      switch element {
      case .problem(let lines):
        lines.forEach(console.note)
        status.worsen(to: .usage)
      case .build(let build, let file, let place): judge(build, file, place)
      }
    }
  }

  private mutating func evaluated(_ build: Build) throws(CommandFailure) -> Report {
    guard timings != nil else { return try session.evaluate(build) }
    return try session.evaluate(build, timings: &timings!)
  }

  private mutating func judge(_ build: Build, _ file: String?, _ place: String) {
    do throws(CommandFailure) {
      let report = try evaluated(build)
      reports.append(
        ReportedBuild(
          isLocated ? report.located(in: build) : report, file: file == "-" ? nil : file,
          build: build))
      status.worsen(to: failOn.status(of: report))
      if report.nothingEvaluated {
        console.note(
          "\(place): error: no rule could be evaluated on this build [build/not-evaluated]")
        status.worsen(to: .usage)
      }
    } catch {
      error.lines.forEach(console.note)
      status.worsen(to: error.status)
    }
  }
}
