internal import RigSystem

/// Bytes of standard input as they come, together with a wake pipe that others can write to.
final class InputBytes {
  enum Event: Equatable {
    case byte(UInt8)
    case interrupted, woken, end
  }

  private let descriptor: Int32
  private let bell: WakePipe?
  private var buffer: [UInt8] = []
  private var position = 0

  init(descriptor: Int32 = STDIN_FILENO, bell: WakePipe? = nil) {
    self.descriptor = descriptor
    self.bell = bell
  }

  /// Waits for a byte, or at most so long; nil where none came in time.
  func next(milliseconds: Int32 = -1) -> Event? {
    if position < buffer.count {
      position += 1
      return .byte(buffer[position - 1])
    }
    while true {
      if Interrupts.take() { return .interrupted }
      var waits = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: bell?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&waits, 2, milliseconds)
      if count == 0 { return nil }
      if count < 0 {
        if errno == EINTR { continue }
        return .end
      }
      if waits[0].revents != 0 {
        if !fill() { return .end }
        position = 1
        return .byte(buffer[0])
      }
      if waits[1].revents != 0 {
        bell?.hear()
        return .woken
      }
    }
  }

  /// False at the end of the input.
  private func fill() -> Bool {
    buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 {
        buffer.removeLast(buffer.count - count)
        return true
      }
      if count < 0 && errno == EINTR { continue }
      buffer = []
      position = 0
      return false
    }
  }
}

extension WakePipe {
  /// Waits until it rings; false where ^C came first.
  func wait() -> Bool {
    while true {
      if Interrupts.take() { return false }
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, 500) > 0 else { continue }
      hear()
      return true
    }
  }
}
