import Foundation

/// `rigrules check` of one shipped build from nothing, beside an empty Lua program.
struct ColdStartBenchmark {
  let root: URL
  private static let runs = 40

  func run() throws {
    let program = root.appending(path: ".build/release/rigrules")
    guard FileManager.default.isExecutableFile(atPath: program.path) else {
      print("Cold start: no release build of rigrules; `make release` makes it")
      return
    }
    let build = root.appending(path: "Fixtures/builds/four-2080ti.yaml").path
    var check: [Double] = []
    var lua: [Double] = []
    for _ in 0..<Self.runs {
      check += try Measure.times(1) { try spawn(program.path, ["check", build]) }
      lua += try Measure.times(1) { try spawn("/usr/bin/env", ["lua5.4", "-e", ""]) }
    }
    let (checked, empty) = (
      Measure.median(check.sorted()) * 1e3, Measure.median(lua.sorted()) * 1e3
    )
    print("Cold start, ms, median of \(Self.runs)")
    Measure.row("  lua5.4 -e \"\"", Measure.figure(empty))
    Measure.row("  rigrules check, all rules", Measure.figure(checked))
    Measure.row("  allowed: 3 × the first + 15", Measure.figure(3 * empty + 15))
    print("")
  }

  private func spawn(_ path: String, _ arguments: [String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var pointers = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var child = pid_t()
    guard posix_spawn(&child, path, &actions, nil, &pointers, environ) == 0 else {
      throw CocoaError(.executableLoad)
    }
    var status: Int32 = 0
    waitpid(child, &status, 0)
  }
}
