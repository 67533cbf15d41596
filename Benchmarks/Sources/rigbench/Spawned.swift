import Foundation

/// One run of another program, with its output thrown away.
struct Spawned {
  /// Seconds by the clock, and of all cores together.
  let wall: Double
  let cpu: Double
  let peakMB: Double

  init(_ path: String, _ arguments: [String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var pointers = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var child = pid_t()
    let start = ContinuousClock.now
    guard posix_spawn(&child, path, &actions, nil, &pointers, environ) == 0 else {
      throw CocoaError(.executableLoad)
    }
    var status: Int32 = 0
    var usage = rusage()
    wait4(child, &status, 0, &usage)
    wall = (ContinuousClock.now - start) / .seconds(1)
    cpu = [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
    }
    peakMB = Double(usage.ru_maxrss) / 1024
  }
}
