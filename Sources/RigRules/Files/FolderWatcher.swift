internal import RigSystem

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
