/// What a line source has to say.
enum LineEvent: Sendable, Equatable {
  /// A line without its end; pasted text may hold several lines.
  case line(String)
  /// ^C: what was typed is dropped.
  case interrupted
  /// Something outside has changed; ask what, then ask for the line again.
  case woken
  /// ^D, or the end of the script.
  case end
}

/// Where the lines come from that a person or a script says to the REPL.
protocol LineSource: AnyObject {
  /// Whether a person sits there: prompts and greetings are for people.
  var isInteractive: Bool { get }
  /// Waits for the next event.
  func next(prompt: String) -> LineEvent
  /// Keeps an input (several lines are one) to be called back later.
  func remember(_ input: String)
  /// Whether ^C was pressed since the last call.
  func wasInterrupted() -> Bool
  /// Runs work that needs the terminal as it was, such as an editor.
  func suspended<Result>(_ work: () -> Result) -> Result
}

extension LineSource {
  func remember(_ input: String) {}
  func wasInterrupted() -> Bool { Interrupts.take() }
  func suspended<Result>(_ work: () -> Result) -> Result { work() }
}
