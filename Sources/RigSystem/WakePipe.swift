/// Rings from any thread and wakes who waits for input; many rings before it is heard are one.
package final class WakePipe: Sendable {
  package let descriptor: Int32
  private let end: Int32

  package init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    (descriptor, end) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
  }

  deinit {
    close(descriptor)
    close(end)
  }

  package func ring() {
    var byte: UInt8 = 1
    _ = write(end, &byte, 1)
  }

  /// Takes what rang, so that the next wait is one again.
  package func hear() {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(descriptor, &bytes, bytes.count) > 0 {}
  }
}
