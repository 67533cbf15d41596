import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `rigrules batch` as a process.
@Suite struct BatchTests {
  private let folder: TemporaryFolder
  private static let root = RigrulesProcess.repository

  init() throws { folder = try TemporaryFolder() }

  /// Builds that are all a little different, as lines.
  private func lines(_ count: Int) -> String {
    (0..<count).map { number in
      let watts = 400 + number % 57 * 20
      return #"{"id":"b\#(number)","use_case":"kaggle","monitors":\#(number % 4),"cpu":{"cores":8,"#
        + #""threads":16,"tdp_w":105,"base_clock_ghz":3.4},"gpus":[{"vram_gb":\#(4 + number % 3 * 4),"#
        + #""tdp_w":\#(150 + number % 7 * 25),"length_mm":267}],"psus":[{"wattage_w":\#(watts)}],"#
        + #""chassis":{"max_gpu_length_mm":\#(240 + number % 11 * 10)}}"#
    }.joined(separator: "\n") + "\n"
  }

  private func run(_ command: String) throws -> RigrulesProcess.Ended {
    try RigrulesProcess.shell(command, in: folder.path)
  }

  @Test(
    "The exit status is that of check",
    arguments: [
      (#"{"id":"a","monitors":2}"#, "", 0 as Int32),
      (#"{"id":"a","monitors":1}"#, "--fail-on advice", 1),
      (#"{"id":"a","monitors":1}"#, "", 0), ("x", "", 2), ("x", "--formt csv", 2),
      ("x", "--only good", 2),
      (#"{"id":"a"}"#, "--fail-on unknown", 1),
    ])
  func status(line: String, options: String, status: Int32) throws {
    try folder.write(line + "\n", to: "in.jsonl")
    let ended = try run("rigrules batch in.jsonl \(options)")
    #expect(ended.status == status, "\(ended.error)")
  }

  @Test("Words that are none of those allowed are told with the nearest")
  func words() throws {
    let ended = try run("rigrules batch x --select id,verdct")
    #expect(ended.status == 2 && ended.error.contains("did you mean `verdict`?"))
    #expect(try run("rigrules batch nowhere.jsonl").error.contains("nowhere.jsonl"))
    #expect(try run("rigrules batch x --resume").error.contains("-o"))
  }

  @Test("In a pipe it says nothing but what is wrong")
  func quiet() throws {
    try folder.write(lines(300), to: "in.jsonl")
    #expect(try run("cat in.jsonl | rigrules batch - > out").error == "")
    try folder.write(lines(3) + "x\n", to: "in.jsonl")
    #expect(try run("rigrules batch in.jsonl").error == "error: 1 line is not a build\n")
  }

  @Test("A reader that goes away ends it quietly")
  func closedPipe() throws {
    try folder.write(lines(20_000), to: "in.jsonl")
    let ended = try run("rigrules batch in.jsonl 2> err | head -n 1; cat err")
    #expect(ended.output.split(separator: "\n").count == 1)
    #expect(ended.seconds < 20)
  }

  @Test("Progress for programs is objects on standard error")
  func progress() throws {
    try folder.write(lines(200), to: "in.jsonl")
    let ended = try run("rigrules batch in.jsonl --progress jsonl --format summary")
    let last = ended.error.split(separator: "\n").last.map { Data($0.utf8) } ?? Data()
    let object = try JSONSerialization.jsonObject(with: last) as? [String: Any]
    #expect(object?["builds"] as? Int == 200 && object?["errors"] as? Int == 0)
  }

  @Test("In a terminal it shows a bar and ends with totals")
  func terminal() throws {
    guard try RigrulesProcess.shell("command -v tmux").status == 0 else { return }
    try folder.write(lines(3000), to: "in.jsonl")
    let name = "rigrules-\(UUID().uuidString.prefix(8))"
    defer { _ = try? RigrulesProcess.shell("tmux kill-session -t \(name)") }
    _ = try RigrulesProcess.shell(
      "tmux new-session -d -s \(name) -x 100 -y 20 "
        + "\"\(RigrulesProcess.binary) batch \(folder.path)/in.jsonl -o \(folder.path)/out; "
        + "echo ended; sleep 30\"")
    for _ in 1...200 {
      let screen = try RigrulesProcess.shell("tmux capture-pane -t \(name) -p").output
      if screen.contains("ended") {
        #expect(screen.contains("3000 builds in") && screen.contains("builds/s"))
        return
      }
      Thread.sleep(forTimeInterval: 0.05)
    }
    Issue.record("it did not end")
  }

  @Test("Killed at any moment and resumed, it writes what it would have written")
  func killed() throws {
    let input = try folder.write(lines(12_000), to: "in.jsonl")
    let whole = "\(folder.path)/whole"
    let began = ContinuousClock.now
    _ = try RigrulesProcess.run(["batch", input, "-o", whole])
    let took = (ContinuousClock.now - began) / .microseconds(1)
    let wanted = try Data(contentsOf: URL(fileURLWithPath: whole))
    #expect(wanted.count > 1_000_000)
    var state: UInt64 = 42
    for round in 0..<6 {
      let out = "\(folder.path)/out\(round)"
      for _ in 0..<2 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        try kill(
          ["batch", input, "-o", out, "--resume"], after: UInt32(state >> 33) % UInt32(took))
      }
      let ended = try RigrulesProcess.run(["batch", input, "-o", out, "--resume"])
      #expect(ended.status <= 1, "\(ended.error)")
      #expect(try Data(contentsOf: URL(fileURLWithPath: out)) == wanted)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(!left.contains { $0.contains("partial") || $0.contains("checkpoint") })
    }
  }

  @Test("Killed and then damaged, it is refused, nothing is deleted, and it can be begun again")
  func damaged() throws {
    let input = try folder.write(lines(12_000), to: "in.jsonl")
    let (whole, out) = ("\(folder.path)/whole", "\(folder.path)/out")
    _ = try RigrulesProcess.run(["batch", input, "-o", whole])
    let wanted = try Data(contentsOf: URL(fileURLWithPath: whole))
    var state: UInt64 = 43
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var refused = 0
    for round in 0..<12 where refused < 4 {
      try kill(
        ["batch", input, "-o", out], onceThereIs: out + ".checkpoint", after: UInt32(random(20_000))
      )
      // It may have been too late.
      guard let mark = FileManager.default.contents(atPath: out + ".checkpoint"),
        var bytes = FileManager.default.contents(atPath: out + ".partial")
      else { continue }
      let length = try #require(
        String(decoding: mark, as: UTF8.self).split(separator: "\n")[3].split(separator: " ")
          .compactMap { Int($0) }.dropFirst(3).first)
      let place = random(length)
      switch round % 3 {
      case 0: bytes[place] ^= UInt8(1 + random(255))
      case 1: bytes = bytes.prefix(place)
      default: for zero in place & ~4095..<min(place | 4095, length) { bytes[zero] = 0 }
      }
      try bytes.write(to: URL(fileURLWithPath: out + ".partial"))
      let ended = try RigrulesProcess.run(["batch", input, "-o", out, "--resume"])
      #expect(ended.status == 2 && ended.error.contains("[batch/damaged]"), "\(ended.error)")
      #expect(ended.error.contains("without --resume it starts again"), "\(ended.error)")
      #expect(FileManager.default.contents(atPath: out + ".partial") == bytes)
      #expect(FileManager.default.contents(atPath: out + ".checkpoint") == mark)
      refused += 1
      #expect(try RigrulesProcess.run(["batch", input, "-o", out]).status <= 1)
      #expect(try Data(contentsOf: URL(fileURLWithPath: out)) == wanted)
    }
    #expect(refused > 0)
  }

  /// Starts the program and kills it after so many microseconds, counted from when a file is there.
  private func kill(
    _ arguments: [String], onceThereIs file: String? = nil, after time: UInt32
  ) throws {
    var pointers = ([RigrulesProcess.binary] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var process = pid_t()
    #expect(
      posix_spawn(&process, RigrulesProcess.binary, &actions, nil, &pointers, environ) == 0)
    var status: Int32 = 0
    if let file {
      while access(file, F_OK) != 0 {
        // It has ended before it wrote the file.
        if waitpid(process, &status, WNOHANG) == process { return }
        usleep(200)
      }
    }
    usleep(time)
    Self.end(process)
    waitpid(process, &status, 0)
  }

  private static func end(_ process: pid_t) {
    #if canImport(Glibc)
      _ = Glibc.kill(process, SIGKILL)
    #elseif canImport(Musl)
      _ = Musl.kill(process, SIGKILL)
    #else
      _ = Darwin.kill(process, SIGKILL)
    #endif
  }
}
