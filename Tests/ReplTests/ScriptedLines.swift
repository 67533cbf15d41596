@testable import rigrules

/// A person or a script that says what a test wrote down.
final class ScriptedLines: LineSource {
  let isInteractive: Bool
  private var events: [LineEvent]
  /// Prompts in the order shown.
  private(set) var prompts: [String] = []
  private(set) var history: [String] = []
  /// Runs before the event of the same number is handed out.
  var before: [Int: () -> Void] = [:]
  private var position = 0

  init(_ events: [LineEvent], isInteractive: Bool = true) {
    self.events = events
    self.isInteractive = isInteractive
  }

  convenience init(_ text: String, isInteractive: Bool = true) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    self.init(lines.map { .line(String($0)) }, isInteractive: isInteractive)
  }

  func next(prompt: String) -> LineEvent {
    before[position]?()
    defer { position += 1 }
    prompts.append(prompt)
    return position < events.count ? events[position] : .end
  }

  func remember(_ input: String) { history.append(input) }
}
