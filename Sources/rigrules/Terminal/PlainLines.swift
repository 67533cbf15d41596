/// Lines as they come, from a script or from a terminal without libedit.
final class PlainLines: LineSource {
  let isInteractive: Bool
  private let input: InputBytes
  private let show: (String) -> Void
  /// A longer line is not a command; the rest of it is not kept.
  static let maximumBytes = 1 << 20

  init(input: InputBytes, isInteractive: Bool, show: @escaping (String) -> Void) {
    self.input = input
    self.isInteractive = isInteractive
    self.show = show
  }

  private var line: [UInt8] = []

  func next(prompt: String) -> LineEvent {
    if isInteractive && line.isEmpty { show(prompt) }
    while true {
      switch input.next() ?? .end {
      case .byte(UInt8(ascii: "\n")): return .line(take())
      case .byte(let byte): if line.count < Self.maximumBytes { line.append(byte) }
      case .interrupted:
        line = []
        if isInteractive { show("\n") }
        return .interrupted
      case .woken:
        if isInteractive { show("\r\u{1B}[K") }
        return .woken
      case .end: return line.isEmpty ? .end : .line(take())
      }
    }
  }

  private func take() -> String {
    defer { line = [] }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return String(decoding: line, as: UTF8.self)
  }
}
