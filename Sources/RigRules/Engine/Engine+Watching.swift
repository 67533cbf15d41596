internal import RigSystem
internal import Synchronization

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
        // What is wrong is in the reports, marked as stale; there is no caller to throw to.
        _ = try? self?.reload()
      })
    let old = state.withLock { state in
      defer { state.watcher = watcher }
      return state.watcher
    }
    old?.stop()
  }

  /// Ends watching; rules stay as they are.
  public func stopWatching() {
    let watcher = state.withLock { state in
      defer { state.watcher = nil }
      return state.watcher
    }
    watcher?.stop()
  }
}
