import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs of the real program, as a shell would make them.
enum RigrulesProcess {
  /// What a process left behind.
  struct Ended: Sendable {
    let status: Int32
    let output: String
    let error: String
    let seconds: Double
  }

  /// The program that was built beside these tests.
  static let binary: String = {
    if let stated = ProcessInfo.processInfo.environment["RIGRULES_BINARY"] { return stated }
    var starts = CommandLine.arguments.map { URL(fileURLWithPath: $0) }
    if let own = Bundle.main.executableURL { starts.insert(own.resolvingSymlinksInPath(), at: 0) }
    for start in starts {
      var folder = start.deletingLastPathComponent()
      while folder.path.count > 1 {
        let candidate = folder.appendingPathComponent("rigrules").path
        if isProgram(candidate) { return candidate }
        folder.deleteLastPathComponent()
      }
    }
    return "rigrules-was-not-built"
  }()

  /// The folder of `Package.swift`.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Runs the program with arguments.
  static func run(
    _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
  ) throws -> Ended {
    try spawn([binary] + arguments, folder, environment)
  }

  /// Runs a shell command that finds the program as `rigrules`.
  static func shell(
    _ command: String, in folder: String? = nil, environment: [String: String] = [:]
  ) throws -> Ended {
    try spawn(["/bin/sh", "-c", command], folder, environment)
  }

  private static func isProgram(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && access(path, X_OK) == 0
  }

  private static func spawn(
    _ command: [String], _ folder: String?, _ variables: [String: String]
  ) throws -> Ended {
    let scratch = try TemporaryFolder()
    let (output, error) = (scratch.path + "/out", scratch.path + "/err")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, error, O_WRONLY | O_CREAT, 0o600)

    // The shell changes the folder: a call that does is not in every system's headers.
    let arguments = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder ?? repository] + command
    let pairs = environment(variables).map { "\($0.key)=\($0.value)" }
    var argumentPointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variablePointers: [UnsafeMutablePointer<CChar>?] = pairs.map { strdup($0) } + [nil]
    defer { for pointer in argumentPointers + variablePointers { free(pointer) } }

    let start = ContinuousClock.now
    var process = pid_t()
    let code = posix_spawn(
      &process, arguments[0], &actions, nil, &argumentPointers, &variablePointers)
    guard code == 0 else {
      throw CannotRun(program: command[0], reason: String(cString: strerror(code)))
    }
    let status = try wait(for: process, since: start)
    let took = ContinuousClock.now - start
    return Ended(
      status: status, output: Self.text(of: output), error: Self.text(of: error),
      seconds: took / .seconds(1))
  }

  /// Nothing of the tester's own settings reaches the program.
  private static func environment(_ variables: [String: String]) -> [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let folder = URL(fileURLWithPath: binary).deletingLastPathComponent().path
    let base = ["PATH": "\(folder):\(path)", "HOME": "/", "LC_ALL": "C", "TERM": "xterm"]
    return base.merging(variables) { $1 }
  }

  private static func wait(for process: pid_t, since start: ContinuousClock.Instant) throws -> Int32
  {
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if ContinuousClock.now - start > .seconds(300) {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        throw CannotRun(program: binary, reason: "it did not end within five minutes")
      }
      usleep(2_000)
    }
    // As a shell says it: 128 and the signal's number.
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
  }

  private static func text(of path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  struct CannotRun: Error, CustomStringConvertible {
    let program: String
    let reason: String
    var description: String { "\(program) cannot be run: \(reason)" }
  }
}
