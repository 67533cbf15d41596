import ArgumentParser
import RigBatch
import RigRules
internal import RigSystem

/// How a long run tells how far it is.
enum ProgressForm: String, CaseIterable, ExpressibleByArgument, Sendable {
  case auto, bar, jsonl, none
}

/// Tells on standard error how far a batch is.
final class ProgressPrinter {
  private enum Form { case bar, jsonl, none }
  private let form: Form
  private let console: Console
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?
  private var bar = StatusLine()

  init(_ form: ProgressForm, isQuiet: Bool, console: Console) {
    self.console = console
    switch form {
    case .bar: self.form = .bar
    case .jsonl: self.form = .jsonl
    case .none: self.form = .none
    case .auto: self.form = !isQuiet && StatusLine.isWatched ? .bar : .none
    }
  }

  /// Tells it where it is time to; the run goes on.
  func tell(_ progress: BatchProgress) -> Bool {
    let now = ContinuousClock.now
    let interval: Duration = form == .bar ? .milliseconds(100) : .seconds(1)
    if form == .none || now - (last ?? start) < interval { return true }
    last = now
    let seconds = (now - start) / .seconds(1)
    let line = ProgressLine(progress, seconds: seconds)
    if form == .jsonl { console.note(line.json) } else { bar.show(line.bar(width: terminalWidth)) }
    return true
  }

  /// The last line, with the totals.
  func finish(_ totals: BatchTotals) {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let progress = ProgressLine(
      BatchProgress(totals: totals, bytesRead: 0, byteCount: nil, resumed: 0), seconds: seconds)
    end()
    switch form {
    case .bar: console.note(progress.total)
    case .jsonl: console.note(progress.json)
    case .none: break
    }
  }

  /// Takes the bar away, so that what follows begins a line of its own.
  func end() { bar.end() }

  private var terminalWidth: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20
      ? Int(size.ws_col) : 80
  }
}

/// The texts of one moment.
struct ProgressLine {
  let progress: BatchProgress
  let seconds: Double

  init(_ progress: BatchProgress, seconds: Double) {
    self.progress = progress
    self.seconds = seconds
  }

  private var rate: Double {
    let done = progress.totals.builds + progress.totals.errors - progress.resumed
    return seconds > 0 ? Double(done) / seconds : 0
  }

  /// The share of the input that was read.
  private var share: Double? {
    guard let all = progress.byteCount, all > 0 else { return nil }
    return min(1, Double(progress.bytesRead) / Double(all))
  }

  private var secondsLeft: Double? {
    guard let share, share > 0.01, share < 1 else { return nil }
    return seconds / share * (1 - share)
  }

  private static func time(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    let rest = whole % 60
    return "\(whole / 60):\(rest < 10 ? "0" : "")\(rest)"
  }

  private static func short(_ number: Double) -> String {
    switch number {
    case 1e6...: "\((number / 1e5).rounded() / 10) M"
    case 1e4...: "\(Int((number / 1e3).rounded())) k"
    default: "\(Int(number.rounded()))"
    }
  }

  private var verdicts: String {
    let totals = progress.totals
    return Verdict.allCases.sorted { $0.rank < $1.rank }.compactMap { verdict in
      let count = totals.count(of: verdict)
      return count > 0 ? "\(count) \(verdict.rawValue)" : nil
    }.joined(separator: ", ")
  }

  func bar(width: Int) -> String {
    var parts: [String] = []
    if let share {
      let full = Int(share * 20)
      parts.append(
        "[" + String(repeating: "#", count: full) + String(repeating: "-", count: 20 - full)
          + "] \(Int(share * 100)) %")
    }
    parts.append("\(progress.totals.builds) builds")
    parts.append("\(Self.short(rate)) builds/s")
    if let secondsLeft { parts.append("\(Self.time(secondsLeft)) left") }
    if !verdicts.isEmpty { parts.append(verdicts) }
    if progress.totals.errors > 0 { parts.append("\(progress.totals.errors) errors") }
    // A part that does not fit is left out whole: half a number would be another one.
    while parts.count > 1, parts.joined(separator: "  ").count > width - 1 { parts.removeLast() }
    return parts.joined(separator: "  ")
  }

  var total: String {
    var parts = ["\(progress.totals.builds) builds in \(Self.time(seconds))"]
    parts.append("\(Self.short(rate)) builds/s")
    if !verdicts.isEmpty { parts.append(verdicts) }
    parts.append("\(progress.totals.errors) errors")
    return parts.joined(separator: "  ")
  }

  var json: String {
    let totals = progress.totals
    var text = "{\"builds\":\(totals.builds),\"errors\":\(totals.errors)"
    text += ",\"seconds\":\((seconds * 10).rounded() / 10),\"builds_per_second\":\(Int(rate))"
    if let share { text += ",\"share\":\((share * 1000).rounded() / 1000)" }
    if let secondsLeft { text += ",\"seconds_left\":\(Int(secondsLeft.rounded(.up)))" }
    for verdict in Verdict.allCases.sorted(by: { $0.rank < $1.rank }) {
      text += ",\"\(verdict.rawValue)\":\(totals.count(of: verdict))"
    }
    return text + "}"
  }
}
