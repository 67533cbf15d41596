internal import RigSystem

/// One line on standard error that is written again and again while something long runs.
struct StatusLine {
  private var isShown = false

  /// Whether standard error is a terminal that a person watches.
  static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes a text in the place of the last one.
  mutating func show(_ text: String) {
    isShown = true
    Self.write("\r\(text)\u{1B}[K")
  }

  /// Takes it away, so that what follows begins a line of its own.
  mutating func end() {
    if isShown { Self.write("\r\u{1B}[K") }
    isShown = false
  }

  private static func write(_ text: String) {
    _ = Descriptor.write(Array(text.utf8), to: STDERR_FILENO)
  }
}
