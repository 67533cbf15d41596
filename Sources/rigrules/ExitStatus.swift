import RigModel
internal import RigSystem

/// What the process says when it ends; the numbers are promised to scripts.
///
/// Several reasons can hold at once. The one that makes the answer least worth wins, so that a
/// script never takes half an answer for a whole one: a fault of ours, then broken rules or
/// configuration, then input that could not be used, then findings.
enum ExitStatus: Int32, Sendable, Comparable {
  /// Evaluated, and nothing at or above `--fail-on`.
  case success = 0
  /// Findings at or above `--fail-on`.
  case findings = 1
  /// Wrong usage, or unreadable or invalid input.
  case usage = 2
  /// A rule, a plugin or the configuration is broken.
  case broken = 3
  /// A fault of this program, or output that cannot be written.
  case fault = 70

  static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.rawValue < right.rawValue }

  /// Takes over the other status where that is the worse one.
  mutating func worsen(to other: ExitStatus) { self = max(self, other) }

  /// Ends the process. Nothing is buffered, so nothing is left to flush.
  func exit() -> Never { _exit(rawValue) }
}

/// Ends a command early, with what its user must know.
struct CommandFailure: Error {
  let status: ExitStatus
  /// Whole lines for standard error.
  let lines: [String]
  /// The same for programs, where a text is what is wrong.
  private(set) var diagnostics: [Diagnostic] = []

  init(_ status: ExitStatus, _ lines: [String]) {
    self.status = status
    self.lines = lines
  }

  /// What is wrong with a text, as its reader says it.
  init(_ diagnostics: [Diagnostic], status: ExitStatus = .usage) {
    self.init(status, diagnostics.flatMap(\.lines))
    self.diagnostics = diagnostics
  }

  /// One line that begins with `error: `.
  init(_ status: ExitStatus, _ message: String) {
    self.init(status, ["error: \(message)"])
  }
}
