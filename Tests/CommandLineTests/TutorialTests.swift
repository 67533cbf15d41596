import Foundation
import Testing

/// The tutorial, step by step: files that it says to save are saved, commands are run one after the
/// other by one shell in a folder far from the repository, by a program that was installed, and what
/// the page shows is what is printed.
///
/// In what is shown, `…` stands for anything in a line, and for any number of lines where it is one
/// by itself. `# exit N` behind a command is the status it must end with; 0 where there is none. A
/// command below which nothing is shown may print anything.
@Suite struct TutorialTests {
  static let page = "docs/README.md"

  enum Step: Sendable {
    case file(path: String, text: String)
    case command(Command)
  }

  struct Command: Sendable {
    let place: String
    let text: String
    var shown: [String] = []
    var status: Int32 { text.firstMatch(of: /# exit ([0-9]+)/).flatMap { Int32($0.1) } ?? 0 }
  }

  static func steps(in text: String) -> [Step] {
    var steps: [Step] = []
    var block: (head: Substring, lines: [String])?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard line.hasPrefix("```") else {
        block?.lines.append(String(line))
        if block?.head == "console" { read(String(line), at: index + 1, into: &steps) }
        continue
      }
      if let (head, lines) = block, let path = head.firstMatch(of: #/ file=(.+)$/#)?.1 {
        steps.append(.file(path: String(path), text: lines.joined(separator: "\n") + "\n"))
      }
      block = block == nil ? (line.dropFirst(3), []) : nil
    }
    return steps
  }

  private static func read(_ line: String, at number: Int, into steps: inout [Step]) {
    if line.hasPrefix("$ ") {
      let text = String(line.dropFirst(2))
      steps.append(.command(Command(place: "\(page):\(number)", text: text)))
    } else if case .command(var command)? = steps.last {
      command.shown.append(line)
      steps[steps.count - 1] = .command(command)
    }
  }

  /// All steps as one script. Marks that no program prints stand around the output of each command.
  static func script(of steps: [Step]) -> String {
    steps.map { step in
      switch step {
      case .file(let path, let text):
        "mkdir -p \"$(dirname '\(path)')\"\ncat > '\(path)' <<'END_OF_FILE'\n\(text)END_OF_FILE\n"
      case .command(let command):
        "printf '\\001'\n{ \(command.text)\n} 2>&1\nprintf '\\002%s\\n' \"$?\"\n"
      }
    }.joined()
  }

  /// Whether lines are those that the page shows.
  static func matches(_ lines: ArraySlice<Substring>, _ shown: ArraySlice<String>) -> Bool {
    guard let first = shown.first else { return lines.isEmpty }
    let rest = shown.dropFirst()
    if first == "…" {
      return (lines.startIndex...lines.endIndex).contains { matches(lines[$0...], rest) }
    }
    guard let line = lines.first, self.line(line, isLike: first) else { return false }
    return matches(lines.dropFirst(), rest)
  }

  private static func line(_ line: Substring, isLike shown: String) -> Bool {
    let parts = shown.split(separator: "…", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return line == shown }
    guard line.hasPrefix(parts[0]), line.hasSuffix(parts[parts.count - 1]) else { return false }
    var rest = line.dropFirst(parts[0].count)
    for part in parts.dropFirst() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }

  /// The program, its rules and its plugins as `make install` puts them; returns the folder of `bin`.
  private static func install(into folder: TemporaryFolder) throws -> String {
    let files = FileManager.default
    let prefix = folder.path + "/usr"
    try files.createDirectory(atPath: prefix + "/bin", withIntermediateDirectories: true)
    try files.createDirectory(
      atPath: prefix + "/share/rigrules", withIntermediateDirectories: true)
    // Copied by another process: what this one has open for writing, programs that it starts at the
    // same time have too, and a program that is open for writing cannot be run.
    _ = try RigrulesProcess.shell("cp '\(RigrulesProcess.binary)' '\(prefix)/bin/rigrules'")
    for name in ["Rules", "Plugins"] {
      let path = "\(RigrulesProcess.repository)/\(name)"
      guard files.fileExists(atPath: path) else { continue }
      try files.copyItem(atPath: path, toPath: "\(prefix)/share/rigrules/\(name)")
    }
    return prefix + "/bin"
  }

  @Test func everyStepDoesWhatThePageSays() throws {
    let text = try String(
      contentsOfFile: "\(RigrulesProcess.repository)/\(Self.page)", encoding: .utf8)
    let steps = Self.steps(in: text)
    let commands = steps.compactMap { if case .command(let command) = $0 { command } else { nil } }
    #expect(commands.count > 10 && commands.count < steps.count)
    let folder = try TemporaryFolder()
    let bin = try Self.install(into: folder)
    try folder.write("", to: "scratch/.keep")
    let ended = try RigrulesProcess.shell(
      Self.script(of: steps), in: folder.path + "/scratch",
      environment: ["PATH": "\(bin):/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8"])
    #expect(ended.error.isEmpty, "\(ended.error)")
    let outputs = ended.output.split(separator: "\u{1}")
    #expect(outputs.count == commands.count)
    for (command, output) in zip(commands, outputs) {
      let parts = output.split(separator: "\u{2}", omittingEmptySubsequences: false)
      let status = Int32(parts[parts.count - 1].prefix { $0 != "\n" })
      #expect(status == command.status, "\(command.place): \(command.text)\n\(parts[0])")
      guard !command.shown.isEmpty else { continue }
      var lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
      if lines.last == "" { lines.removeLast() }
      #expect(
        Self.matches(lines[...], command.shown[...]),
        "\(command.place): \(command.text)\nprints\n\(parts[0])")
    }
  }

  @Test(arguments: [
    (["a", "b"], ["a", "b"], true), (["a", "b"], ["a"], false), (["a"], ["a", "b"], false),
    (["a", "b", "c"], ["…", "c"], true), (["a", "b", "c"], ["a", "…"], true),
    (["a"], ["a", "…"], true), (["1 of 2: x"], ["1 of …: x"], true),
    (["1 of 2: y"], ["…: x"], false),
    (["a", "b", "c"], ["…", "b", "…"], true), (["a", "c"], ["…", "b", "…"], false),
  ])
  func shownLinesMatch(_ lines: [String], _ shown: [String], _ isMatch: Bool) {
    #expect(Self.matches(lines.map { $0[...] }[...], shown[...]) == isMatch)
  }
}
