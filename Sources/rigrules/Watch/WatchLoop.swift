import RigModel
import RigReports
import RigRules

/// Who tells what a watch sees.
protocol WatchPrinter: AnyObject {
  func begin(_ states: [WatchLoop.State], _ rules: RuleSet)
  /// One change of files, with everything it changed.
  func tell(_ news: WatchLoop.News, _ states: [WatchLoop.State], _ rules: RuleSet)
}

/// Builds and their last reports.
final class WatchLoop {
  /// One build file.
  struct State {
    let file: String
    /// The report of the last version that could be read.
    var report: Report?
    /// Why the file as it is now cannot be used.
    var problem: [String] = []
  }

  /// What one look at the files found.
  struct News {
    var rules: EngineChange?
    /// Another configuration is in force: its path, or nothing where none is left.
    var configuration: ConfigurationChange?
    /// Why the rules as they are now cannot be used at all.
    var rulesProblem: String?
    var builds: [BuildNews] = []
    var isEmpty: Bool {
      rules == nil && configuration == nil && rulesProblem == nil && builds.isEmpty
    }
  }

  enum ConfigurationChange {
    case inForce(String)
    case gone
  }

  struct BuildNews {
    let file: String
    var change: ReportChange?
    /// The first report of a file that could not be read before.
    var first: Report?
    var problem: [String] = []
  }

  private var engine: Engine
  private let failOn: FailureThreshold
  private let printer: any WatchPrinter
  private(set) var states: [State]
  private var builds: [Build?]
  private var rulesProblem: String?

  init(engine: Engine, files: [String], failOn: FailureThreshold, printer: any WatchPrinter) {
    self.engine = engine
    self.failOn = failOn
    self.printer = printer
    states = files.map { State(file: $0) }
    builds = files.map { _ in nil }
  }

  /// The first reports.
  func begin() {
    _ = evaluate()
    printer.begin(states, engine.ruleSet)
  }

  /// Looks at everything again and tells what is new; false where nothing is.
  func look() -> Bool {
    var news = News()
    do throws(EngineError) {
      news.rules = try engine.reload()
      rulesProblem = nil
    } catch {
      if rulesProblem != "\(error)" { news.rulesProblem = "\(error)" }
      rulesProblem = "\(error)"
    }
    news.builds = evaluate()
    if news.isEmpty { return false }
    printer.tell(news, states, engine.ruleSet)
    return true
  }

  /// Goes on with an engine that was made from another configuration.
  func goOn(with engine: Engine, _ change: ConfigurationChange) {
    self.engine = engine
    rulesProblem = nil
    var news = News()
    news.configuration = change
    news.builds = evaluate()
    printer.tell(news, states, engine.ruleSet)
  }

  /// Why another configuration cannot be used; the one before stays in force.
  func refuse(_ problem: String) {
    guard rulesProblem != problem else { return }
    rulesProblem = problem
    var news = News()
    news.rulesProblem = problem
    printer.tell(news, states, engine.ruleSet)
  }

  private func evaluate() -> [BuildNews] {
    var news: [BuildNews] = []
    for index in states.indices {
      let before = states[index]
      read(index)
      let after = states[index]
      var new = BuildNews(file: after.file)
      if after.problem != before.problem { new.problem = after.problem }
      if let old = before.report, let report = after.report {
        let change = ReportChange(from: old, to: report)
        if !change.isEmpty || (after.problem.isEmpty && !before.problem.isEmpty) {
          new.change = change
        }
      } else {
        new.first = after.report
      }
      if new.change != nil || new.first != nil || !new.problem.isEmpty { news.append(new) }
    }
    return news
  }

  /// Reads and evaluates one build. A file that cannot be used now keeps its last version.
  private func read(_ index: Int) {
    do throws(InvalidBuild) {
      builds[index] = try Build(contentsOfFile: states[index].file)
      states[index].problem = []
    } catch {
      states[index].problem = error.diagnostics.map(\.description)
    }
    guard let build = builds[index] else { return }
    do throws(EngineError) { states[index].report = try engine.evaluate(build) } catch {
      states[index].problem.append("error: \(error)")
    }
  }

  /// What the last reports mean for the exit status.
  var status: ExitStatus {
    let rules = engine.ruleSet
    let lost = rules.brokenPlugins.contains { !$0.isStale }
    var status: ExitStatus = rules.failures.isEmpty && !lost ? .success : .broken
    for state in states {
      if !state.problem.isEmpty { status.worsen(to: .usage) }
      if let report = state.report { status.worsen(to: failOn.status(of: report)) }
    }
    return status
  }
}
