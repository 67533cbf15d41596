import Foundation
import Testing

/// What is printed where, in which form and colour.
@Suite struct OutputTests {
  static let escape = "\u{1B}["

  /// A run whose standard output is a terminal.
  static func onTerminal(
    _ command: String, in bench: ProgramRunner, environment: [String: String] = [:]
  ) throws -> RigrulesProcess.Ended {
    try bench.shell("script -qec '\(command)' /dev/null </dev/null", environment: environment)
  }

  @Test func pipeGetsNoColour() throws {
    let bench = try ProgramRunner()
    let ended = try bench.run("check", "bad.yaml")
    #expect(ended.status == 1)
    #expect(!ended.output.contains(Self.escape))
    #expect(ended.output.contains("It is 300; 500 is needed."))
  }

  @Test func colourOnDemandGoesIntoAPipe() throws {
    let bench = try ProgramRunner()
    #expect(try bench.run("check", "bad.yaml", "--color", "always").output.contains(Self.escape))
    // What the command line says goes before what the environment says.
    let ended = try bench.run(
      "check", "bad.yaml", "--color", "always", environment: ["NO_COLOR": "1"])
    #expect(ended.output.contains(Self.escape))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
  func terminalGetsColourUnlessSomebodyMinds() throws {
    let bench = try ProgramRunner()
    let check = "rigrules check bad.yaml --rules Rules"
    #expect(try Self.onTerminal(check, in: bench).output.contains(Self.escape))
    for (command, variables) in [
      (check, ["NO_COLOR": "1"]), (check, ["TERM": "dumb"]), (check + " --color never", [:]),
    ] {
      let ended = try Self.onTerminal(command, in: bench, environment: variables)
      #expect(!ended.output.contains(Self.escape), "\(command) \(variables)")
      #expect(ended.output.contains("500 is needed"))
    }
    let empty = try Self.onTerminal(check, in: bench, environment: ["NO_COLOR": ""])
    #expect(empty.output.contains(Self.escape))
  }

  @Test(arguments: [
    ("text", "It is 300"), ("json", #""id":"bad""#), ("jsonl", #"{"id":"bad""#),
    ("markdown", "psu/power"), ("junit", "<testsuites"), ("sarif", #""version":"2.1.0""#),
    ("github", "::error"),
  ])
  func everyForm(_ format: String, _ part: String) throws {
    let bench = try ProgramRunner()
    for builds in [["bad.yaml"], ["bad.yaml", "good.yaml"]] {
      let ended = try RigrulesProcess.run(
        ["check"] + builds + ["--format", format, "--rules", "Rules"], in: bench.folder.path)
      #expect(ended.status == 1)
      #expect(ended.error.isEmpty)
      let squeezed = ended.output.replacing(": ", with: ":")
      #expect(ended.output.contains(part) || squeezed.contains(part), "\(ended.output)")
      #expect(ended.output.hasSuffix("\n"))
      #expect(!ended.output.contains(Self.escape))
    }
  }

  @Test(arguments: ["json", "sarif"])
  func machineFormsParse(_ format: String) throws {
    let bench = try ProgramRunner()
    for builds in [["bad.yaml"], ["bad.yaml", "good.yaml"]] {
      let ended = try RigrulesProcess.run(
        ["check"] + builds + ["--format", format, "--rules", "Rules"], in: bench.folder.path)
      let value = try JSONSerialization.jsonObject(with: Data(ended.output.utf8))
      guard format == "json" else { continue }
      if builds.count == 1 { #expect(value is [String: Any]) }
      if builds.count == 2 { #expect((value as? [Any])?.count == 2) }
    }
  }

  @Test func jsonLinesAreOnePerBuildInOrder() throws {
    let bench = try ProgramRunner()
    let ended = try bench.run(
      "check", "bad.yaml", "good.yaml", "warned.yaml", "--format", "jsonl")
    let lines = ended.output.split(separator: "\n")
    #expect(lines.map { $0.prefix(12) } == [#"{"id":"bad","#, #"{"id":"good""#, #"{"id":"warne"#])
  }

  @Test func compactLeavesOutWhatPassed() throws {
    let bench = try ProgramRunner()
    let ended = try bench.run("check", "bad.yaml", "--format", "jsonl", "--compact")
    #expect(!ended.output.contains(#""outcome":"pass""#))
    #expect(ended.output.contains(#""outcome":"fail""#))
  }

  @Test func quietPrintsErrorsOnly() throws {
    let bench = try ProgramRunner()
    let good = try bench.run("check", "good.yaml", "-q")
    #expect(good.status == 0)
    #expect(good.output.isEmpty && good.error.isEmpty)
    let bad = try bench.run("check", "bad.yaml", "--quiet")
    #expect(bad.status == 1)
    #expect(bad.output.isEmpty && bad.error.isEmpty)
    let absent = try bench.run("check", "absent.yaml", "-q")
    #expect(absent.status == 2)
    #expect(absent.error.contains("absent.yaml"))
  }

  @Test func readerThatGoesAwayEndsItQuietly() throws {
    let bench = try ProgramRunner()
    let ended = try bench.shell(
      """
      { rigrules check bad.yaml --format json --rules Rules; echo "status $?" >&2; } | head -c 1
      """)
    #expect(ended.output.utf8.count == 1)
    #expect(ended.error == "status 1\n")
    // More than a pipe holds, so that the program certainly meets the closed end.
    let many = Array(repeating: "bad.yaml", count: 400).joined(separator: " ")
    let flood = try bench.shell(
      "{ rigrules check \(many) --rules Rules; echo \"status $?\" >&2; } | head -c 1")
    #expect(flood.error == "status 1\n")
  }

  @Test func closedOutputEndsItQuietly() throws {
    let bench = try ProgramRunner()
    let ended = try bench.shell("rigrules check bad.yaml --rules Rules >&-")
    #expect(ended.status == 1)
    #expect(ended.error.isEmpty)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDiskIsNoSuccess() throws {
    let bench = try ProgramRunner()
    let ended = try bench.shell("rigrules check good.yaml --rules Rules >/dev/full")
    #expect(ended.status == 70)
    #expect(ended.error.contains("no space left"))
  }

  @Test func languageFollowsTheOptionThenTheLocale() throws {
    let bench = try ProgramRunner()
    let chinese = "现在是 300，需要 500。"
    #expect(try bench.run("check", "bad.yaml", "--lang", "zh").output.contains(chinese))
    for (variables, isChinese) in [
      (["LC_ALL": "zh_CN.UTF-8"], true), (["LC_ALL": "", "LANG": "zh_TW"], true),
      (["LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_US"], true),
      (["LC_ALL": "C", "LANG": "zh_CN"], false), (["LC_ALL": "de_DE.UTF-8"], false),
      (["LC_ALL": ""], false),
    ] {
      let ended = try bench.run("check", "bad.yaml", environment: variables)
      #expect(ended.output.contains(chinese) == isChinese, "\(variables)")
      let english = try bench.run("check", "bad.yaml", "--lang", "en", environment: variables)
      #expect(english.output.contains("500 is needed"))
    }
  }

  @Test func sameBytesEveryTime() throws {
    let bench = try ProgramRunner()
    let first = try bench.run("check", "bad.yaml", "good.yaml", "--format", "json").output
    for _ in 0..<10 {
      #expect(try bench.run("check", "bad.yaml", "good.yaml", "--format", "json").output == first)
    }
  }
}
