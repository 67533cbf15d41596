/// What another program prints, without a shell, within a time and a size.
package enum ProgramOutput {
  /// Runs a program and waits for it; nil where it cannot be run, fails, or is not done in time.
  ///
  /// It gets no input and no variables but those that make its output plain; what it says on
  /// standard error is dropped.
  package static func run(
    _ path: String, _ arguments: [String], limit: Int, timeout: Duration
  ) -> [UInt8]? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    guard let process = spawn(path, arguments, output: ends[1]) else {
      close(ends[1])
      return nil
    }
    close(ends[1])
    let (seconds, attoseconds) = timeout.components
    let end =
      MonotonicClock.now &+ UInt64(seconds) &* 1_000_000_000
      &+ UInt64(attoseconds / 1_000_000_000)
    let bytes = collect(ends[0], limit: limit, until: end)
    if bytes == nil { kill(process, SIGKILL) }
    return ended(process, until: bytes == nil ? MonotonicClock.now &+ 200_000_000 : end) == 0
      ? bytes : nil
  }

  /// The status a program ended with; nil where it has not ended in time. A driver that hangs keeps
  /// its program even from being killed, and nothing here may wait for that.
  private static func ended(_ process: pid_t, until end: UInt64) -> Int32? {
    var status: Int32 = 0
    while true {
      let answer = waitpid(process, &status, WNOHANG)
      if answer == process { return status }
      if answer == -1 && errno != EINTR { return nil }
      if MonotonicClock.now >= end {
        kill(process, SIGKILL)
        return nil
      }
      Threads.sleep(.milliseconds(2))
    }
  }

  private static func spawn(_ path: String, _ arguments: [String], output: Int32) -> pid_t? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var pointers: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = [
      strdup("LC_ALL=C"), strdup("PATH=/usr/bin:/bin:/usr/sbin:/sbin"), nil,
    ]
    defer { for pointer in pointers + variables { free(pointer) } }
    var process = pid_t()
    return posix_spawn(&process, path, &actions, nil, &pointers, &variables) == 0 ? process : nil
  }

  /// All that comes to the end of the pipe; nil where it is too much or takes too long.
  private static func collect(_ descriptor: Int32, limit: Int, until end: UInt64) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= limit {
      let now = MonotonicClock.now
      guard now < end else { return nil }
      var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&entry, 1, Int32(min((end - now) / 1_000_000 + 1, 1000)))
      if ready == 0 || ready < 0 && errno == EINTR { continue }
      guard ready > 0 else { return nil }
      let count = Descriptor.read(descriptor, into: &buffer, count: buffer.count)
      if count < 0 { return nil }
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[0..<count])
    }
    return nil
  }
}
