import ArgumentParser
import RigModel
import RigReports
import RigRules
internal import RigSystem

/// The forms of what `watch` prints.
enum WatchFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text, jsonl
}

/// `rigrules watch`: builds evaluated again whenever they, the rules or the configuration change.
struct WatchCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Evaluate builds again on every change of build, rule or configuration.",
    discussion: """
      Prints what a change changes: findings that went (-), came (+) or say something else (~), and \
      the score before and after. ^C ends it, with the status of the last reports.
      """)

  @Argument(
    help: ArgumentHelp("YAML or JSON files.", valueName: "build"),
    completion: RuleCompletion.builds)
  var builds: [String]

  @Option(help: "Text for people, or one JSON object per event and line.")
  var format: WatchFormat = .text

  @Option(
    name: .customLong("fail-on"), help: "Lowest severity that makes the exit status 1.")
  var failOn: FailureThreshold = .error

  @Option(help: "End after so many changes; 0: after the first reports.")
  var changes: Int?

  @Option(help: "Look at the files every so many milliseconds instead of waiting for events.")
  var poll: Int?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    guard !builds.contains("-") else {
      throw ValidationError("standard input cannot be watched; name files")
    }
    guard changes ?? 0 >= 0 else { throw ValidationError("--changes is 0 or more") }
    guard poll ?? 1 > 0 else { throw ValidationError("--poll is 1 or more") }
  }

  func run(on console: Console) throws -> ExitStatus {
    var session = try CommandSession(shared, console: console, withAvailablePlugins: true)
    guard let bell = WakePipe() else {
      throw CommandFailure(.fault, "the system has no pipe left")
    }
    var following = ChangeSignal(session.watchedPaths + builds, bell: bell)
    let method = poll.map { WatchMethod.polling(.milliseconds($0)) } ?? .automatic
    // Watching begins before the first look, so that no change falls between the two.
    _ = following.follow(true, method: method)
    Interrupts.catchThem()
    let color = shared.usesColor(on: console)
    let printer: any WatchPrinter =
      switch format {
      case .text:
        WatchText(
          console: console, layout: TextLayout(color: color), language: session.language,
          clearsScreen: console.isTerminal && Environment.value("TERM") != "dumb")
      case .jsonl: WatchJSON(console: console)
      }
    let watch = WatchLoop(
      engine: session.engine, files: builds, failOn: failOn, printer: printer)
    watch.begin()
    var left = changes
    while left != 0 && !console.isGone {
      guard bell.wait() else { break }
      let path = session.configuration?.path
      if shared.config == nil, (try? ConfigurationDiscovery.find(given: nil)) != path {
        // Rules and plugins may be others too: everything is found and loaded again.
        do throws(CommandFailure) {
          session = try CommandSession(shared, console: console, withAvailablePlugins: true)
          following = ChangeSignal(session.watchedPaths + builds, bell: bell)
          _ = following.follow(true, method: method)
          watch.goOn(
            with: session.engine, session.configuration?.path.map { .inForce($0) } ?? .gone)
        } catch {
          watch.refuse(error.lines.joined(separator: "\n"))
        }
        left = left.map { $0 - 1 }
      } else if watch.look() {
        left = left.map { $0 - 1 }
      }
    }
    return watch.status
  }
}
