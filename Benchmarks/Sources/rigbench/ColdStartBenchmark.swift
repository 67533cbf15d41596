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
      check.append(try Spawned(program.path, ["check", build]).wall)
      lua.append(try Spawned("/usr/bin/env", ["lua5.4", "-e", ""]).wall)
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
}
