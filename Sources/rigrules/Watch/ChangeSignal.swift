import RigRules
import RigSystem
import Synchronization

/// Wakes its owner whenever something below some folders, or one of some files, has changed.
final class ChangeSignal: Sendable {
  private let paths: [String]
  private let bell: WakePipe?
  private let watcher = Guarded<FolderWatcher?>(nil)

  init(_ paths: [String], bell: WakePipe?) {
    self.paths = paths
    self.bell = bell
  }

  /// Begins or ends to follow; false if there is nothing to follow or no one to wake.
  func follow(_ isOn: Bool, method: WatchMethod = .automatic) -> Bool {
    guard let bell, !paths.isEmpty else { return false }
    let paths = paths
    let new =
      isOn
      ? FolderWatcher(
        paths: { paths }, options: FolderWatcher.Options(method: method),
        onChange: { bell.ring() }) : nil
    let old = watcher.withLock { watcher in
      defer { watcher = new }
      return watcher
    }
    old?.stop()
    return true
  }
}

extension CommandSession {
  /// What the rules in force were made from, and where a configuration may appear.
  var watchedPaths: [String] {
    found.folders + plugins.on.map(\.path) + plugins.available.map(\.path)
      + [configuration?.path].compactMap { $0 } + ConfigurationDiscovery.candidates
  }
}
