import ArgumentParser
import Foundation

/// Evaluates random builds with random rules in every way there is and compares the bytes.
@main
struct Program: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rigfuzz",
    abstract: "Compare batch with memo, batch without and check on random rules and builds.",
    discussion: """
      The first fault ends the run; it is shrunk and kept as a folder with rules/ and in.jsonl. \
      Exit status: 0 all the same; 1 a fault; 2 wrong usage, or the fuzzer itself cannot work.
      """)

  @Option(help: ArgumentHelp("The rigrules to run.", valueName: "file"))
  var program: String

  @Option(help: "The same seed gives the same cases.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("So many cases; without it, as many as fit.", valueName: "n"))
  var iterations: Int?

  @Option(help: "So many seconds; without --iterations, 60.")
  var seconds: Int?

  @Option(help: ArgumentHelp("The number of the first case.", valueName: "n"))
  var first = 0

  @Option(help: ArgumentHelp("Where what is found is kept.", valueName: "dir"))
  var keep = "Fixtures/fuzz"

  @Flag(help: "Go on after a fault, and keep the first of each kind.")
  var keepGoing = false

  @Option(
    help: ArgumentHelp("Write one case, or as many as --iterations, and end.", valueName: "dir"))
  var write: String?

  @Argument(
    help: ArgumentHelp("Kept cases to run again, in place of random ones.", valueName: "folder"))
  var kept: [String] = []

  /// Wrong usage is status 2, as with rigrules.
  static func main() {
    do { try parse().run() } catch let code as ExitCode {
      exit(withError: code)
    } catch  where exitCode(for: error).isSuccess {
      exit(withError: error)
    } catch {
      FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
      exit(withError: ExitCode(2))
    }
  }

  func validate() throws {
    guard (iterations ?? 1) > 0, (seconds ?? 1) > 0, first >= 0 else {
      throw ValidationError("--iterations and --seconds are 1 or more, --first is 0 or more")
    }
  }

  func run() throws {
    if let write { return try writeCases(into: write) }
    let trial = try Trial(program: program)
    if !kept.isEmpty { return try replay(trial) }
    var run = FuzzRun(trial: trial, seed: seed, first: first)
    let start = ContinuousClock.now
    let end = start + .seconds(seconds ?? (iterations == nil ? 60 : 1_000_000))
    let found = try run.run(
      while: { count, found in
        count < iterations ?? .max && ContinuousClock.now < end && (keepGoing || found.isEmpty)
      },
      tell: {
        let seconds = (ContinuousClock.now - start).components.seconds
        tellNow("seed \(seed), case \($0.iteration), after \(seconds) s: \($0.fault.text)")
      })
    tellNow("seed \(seed): \(run.tally.text)")
    if found.isEmpty { return print("no difference in \(trial.ways.count + 1) ways") }
    for fault in found { try keep(run.shrunk(fault)) }
    throw ExitCode(1)
  }

  private func keep(_ found: FuzzRun.Found) throws {
    let folder = "\(keep)/seed-\(seed)-\(found.iteration)"
    try found.fuzzCase.files.keep(in: folder)
    let (rules, lines) = (found.fuzzCase.rules.count, found.fuzzCase.lines.count)
    tellNow("shrunk to \(rules) rules and \(lines) lines: \(found.fault.text)\nkept in \(folder)")
  }

  private func writeCases(into folder: String) throws {
    guard let iterations else {
      return try FuzzCase(seed: seed, iteration: first).files.keep(in: folder)
    }
    for number in first..<first + iterations {
      try FuzzCase(seed: seed, iteration: number).files.keep(in: "\(folder)/\(number)")
    }
  }

  /// Shrinking takes minutes, and a buffer would keep this until then.
  private func tellNow(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  private func replay(_ trial: Trial) throws {
    var hasFault = false
    for folder in kept {
      let fault = try trial.run(CaseFiles(folder: folder)).fault
      print("\(folder): \(fault.map(\.text) ?? "no difference")")
      if fault != nil { hasFault = true }
    }
    if hasFault { throw ExitCode(1) }
  }
}
