internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// How an engine learns that files have changed.
public enum WatchMethod: Sendable, Hashable {
  /// The system's events where it has them, else looking.
  case automatic
  /// Looking at the files every so often.
  case polling(Duration)
}

/// Calls back, on a thread of its own, some time after something below its folders changed. It
/// may call without a change; it never misses one. What changed is for the reader of the folders
/// to find out.
package final class FolderWatcher: Sendable {
  package struct Options: Sendable {
    package var method: WatchMethod = .automatic
    /// How long the folders must be still before the call, so that one save is one call.
    var quiet: Duration = .milliseconds(15)
    /// However busy the folders are, no change waits longer than this.
    var longest: Duration = .milliseconds(400)

    package init(method: WatchMethod = .automatic) { self.method = method }
  }

  private let stopped: StopFlag

  /// Watches folders (all of what is in them) and single files.
  package init(
    paths: @escaping @Sendable () -> [String], options: Options = Options(),
    onChange: @escaping @Sendable () -> Void
  ) {
    let stopped = StopFlag()
    self.stopped = stopped
    // Looked at now, so that what happens before the thread runs is a change too.
    let signature = FolderSignature(paths())
    Threads.start {
      Self.run(
        from: signature, paths: paths, options: options, stopped: stopped, onChange: onChange)
    }
  }

  package func stop() { stopped.set() }
  deinit { stopped.set() }

  private static func run(
    from start: FolderSignature, paths: @Sendable () -> [String], options: Options,
    stopped: StopFlag, onChange: @Sendable () -> Void
  ) {
    var events = makeEvents(options.method)
    var signature = start
    events?.watch(signature.folders)
    while !stopped.isSet {
      let happened: Bool
      if let events {
        // Events say when to look; looking also finds what they cannot tell (a folder that comes
        // back, a file behind a link), so it is done now and then even without them.
        happened = events.wait(milliseconds: 500)
      } else {
        Threads.sleep(pollingInterval(options.method))
        happened = false
      }
      if stopped.isSet { break }
      let now = FolderSignature(paths())
      if !happened && now == signature { continue }
      signature = settle(now, paths, events, options, stopped)
      events?.watch(signature.folders)
      if events?.hasFailed ?? false { events = nil }
      if !stopped.isSet { onChange() }
    }
  }

  /// Waits until the folders are still.
  private static func settle(
    _ start: FolderSignature, _ paths: @Sendable () -> [String], _ events: FileEvents?,
    _ options: Options, _ stopped: StopFlag
  ) -> FolderSignature {
    var signature = start
    let end = ContinuousClock.now + options.longest
    while ContinuousClock.now < end && !stopped.isSet {
      let quiet = Int(options.quiet / .milliseconds(1))
      var moved = false
      if let events {
        moved = events.wait(milliseconds: quiet)
      } else {
        Threads.sleep(options.quiet)
      }
      let now = FolderSignature(paths())
      if !moved && now == signature { break }
      signature = now
      events?.watch(signature.folders)
    }
    return signature
  }

  private static func pollingInterval(_ method: WatchMethod) -> Duration {
    if case .polling(let interval) = method { interval } else { .milliseconds(250) }
  }

  private static func makeEvents(_ method: WatchMethod) -> FileEvents? {
    if case .polling = method { return nil }
    return FileEvents()
  }
}

/// What a look at the folders sees: every file's size, times and identity.
struct FolderSignature: Equatable, Sendable {
  private var entries: [String: [Int]] = [:]
  private(set) var folders: Set<String> = []

  init(_ paths: [String]) {
    for path in paths {
      add(path, depth: 0)
      // A folder that vanishes is seen from above.
      folders.insert(Self.parent(of: path))
    }
  }

  private mutating func add(_ path: String, depth: Int) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      entries[path] = []
      return
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      folders.insert(path)
      entries[path] = [Int(status.st_ino), Int(status.st_dev)]
      guard depth < RuleFolder.maximumDepth else { return }
      for name in DiskFiles.list(path) ?? [] where !name.hasPrefix(".") {
        add("\(path)/\(name)", depth: depth + 1)
      }
      return
    }
    #if canImport(Darwin)
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #endif
    entries[path] = [
      Int(status.st_size), Int(status.st_ino), Int(status.st_dev), Int(modified.tv_sec),
      Int(modified.tv_nsec), Int(changed.tv_sec), Int(changed.tv_nsec),
    ]
    // Behind a link, the folder of what it points to is where changes happen.
    if let target = realpath(path, nil) {
      folders.insert(Self.parent(of: String(cString: target)))
      free(target)
    }
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

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

/// Says once, from any thread, that work should end.
final class StopFlag: Sendable {
  private let flag = Mutex(false)
  var isSet: Bool { flag.withLock { $0 } }
  func set() { flag.withLock { $0 = true } }
}

extension Engine {
  /// Reloads by itself from now on, whenever a rule file, a module or the configuration changes.
  /// Idempotent; ends with `stopWatching()` or with the engine.
  public func startWatching(_ method: WatchMethod = .automatic) {
    let paths =
      sources.compactMap(\.watchedPath) + pluginSources.compactMap(\.watchedPath)
      + [options.configuration?.path].compactMap { $0 }
    if paths.isEmpty { return }
    let watcher = FolderWatcher(
      paths: { paths }, options: FolderWatcher.Options(method: method),
      onChange: { [weak self] in
        // What is wrong is in the reports, marked as stale; there is nobody to throw to.
        _ = try? self?.reload()
      })
    let old = state.withLock { state in
      defer { state.watcher = watcher }
      return state.watcher
    }
    old?.stop()
  }

  public func stopWatching() {
    let watcher = state.withLock { state in
      defer { state.watcher = nil }
      return state.watcher
    }
    watcher?.stop()
  }
}

extension RuleSource {
  var watchedPath: String? {
    if case .directory(let path) = kind { path } else { nil }
  }
}
