import Foundation
import RigSystem

/// How one run of the program ended.
struct ProgramRun: Sendable {
  enum End: Sendable, Equatable, CustomStringConvertible {
    case status(Int32)
    case signal(Int32)
    case timeout

    /// A crash, or what the program itself calls a fault of its own.
    var isCrash: Bool { self != .timeout && !Self.answers.contains(self) }

    private static let answers: [End] = [.status(0), .status(1), .status(2), .status(3)]

    var description: String {
      switch self {
      case .status(let status): "exit status \(status)"
      case .signal(let signal): "signal \(signal)"
      case .timeout: "no end within \(ProgramRun.seconds) s"
      }
    }
  }

  let end: End
  let output: Data
  let error: Data

  /// Where the C library is GNU's: freed and new memory is filled with what no program expects, and
  /// each block is looked at when it is freed, so that writing past an end is found sooner.
  private static let strictMemory =
    "GLIBC_TUNABLES=glibc.malloc.tcache_count=0:glibc.malloc.perturb=165"

  /// Far beyond what any case takes, on a busy machine too.
  static let seconds = 180

  /// Runs a command in a folder; what it writes goes through files, so that no pipe fills up.
  init(_ command: [String], in folder: String) throws {
    let (output, error) = (folder + "/stdout", folder + "/stderr")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, error, O_WRONLY | O_CREAT | O_TRUNC, 0o600)

    // The shell changes the folder: a call that does is not in every system's headers.
    let arguments = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder] + command
    let variables =
      [
        "PATH=/usr/bin:/bin", "HOME=/", "LC_ALL=C", Self.strictMemory,
        // A crash is all there is to know; its stack would take longer than the run itself.
        "SWIFT_BACKTRACE=enable=no",
      ] + Self.sanitizers
    var argumentPointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variablePointers: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { for pointer in argumentPointers + variablePointers { free(pointer) } }

    var process = pid_t()
    let code = posix_spawn(
      &process, arguments[0], &actions, nil, &argumentPointers, &variablePointers)
    guard code == 0 else { throw FuzzError("\(command[0]) cannot be run: error \(code)") }
    end = Self.wait(for: process)
    self.output = Self.contents(of: output)
    self.error = Self.contents(of: error)
  }

  /// What tells a sanitized program which reports are understood.
  private static let sanitizers = ProcessInfo.processInfo.environment
    .filter { $0.key.hasSuffix("SAN_OPTIONS") }.map { "\($0.key)=\($0.value)" }

  /// The bytes of a file. Foundation leaks a page for each empty one, which leak checks report.
  private static func contents(of path: String) -> Data {
    Data(DiskFiles.read(path, limit: .max - 1).bytes)
  }

  private static func wait(for process: pid_t) -> End {
    let start = ContinuousClock.now
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      if ContinuousClock.now - start > .seconds(seconds) {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        return .timeout
      }
      usleep(500)
    }
    let signal = status & 0x7F
    return signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
  }
}

/// Something that keeps the fuzzer itself from working.
struct FuzzError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
