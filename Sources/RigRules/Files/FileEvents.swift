internal import RigSystem

#if os(Linux)
  /// Events of the system about folders.
  final class FileEvents {
    private let descriptor: Int32
    private var watched: [String: Int32] = [:]
    private(set) var hasFailed = false

    init?() {
      descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    func watch(_ folders: Set<String>) {
      let mask =
        UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO) | UInt32(IN_CREATE)
        | UInt32(IN_DELETE) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF) | UInt32(IN_ATTRIB)
      for folder in folders {
        // Adding one that is watched already is cheap, and right where another took its name.
        let number = inotify_add_watch(descriptor, folder, mask)
        if number >= 0 { watched[folder] = number } else if errno == ENOSPC { hasFailed = true }
      }
      for (folder, number) in watched where !folders.contains(folder) {
        if !watched.contains(where: { $0.key != folder && $0.value == number }) {
          inotify_rm_watch(descriptor, number)
        }
        watched[folder] = nil
      }
    }

    /// True where anything happened, an overflow of the queue among it: the caller looks at
    /// everything anyway.
    func wait(milliseconds: Int) -> Bool {
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, Int32(milliseconds)) > 0 else { return false }
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      var any = false
      while read(descriptor, &buffer, buffer.count) > 0 { any = true }
      return any
    }
  }
#else
  /// No events on this system; files are looked at.
  final class FileEvents {
    let hasFailed = false
    init?() { return nil }
    func watch(_ folders: Set<String>) {}
    func wait(milliseconds: Int) -> Bool { false }
  }
#endif
