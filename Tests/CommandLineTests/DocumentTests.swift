import Foundation
import Testing

/// Every command that the documents show as run is run.
///
/// In a block marked as `console`, a line that begins with `$` is a command, and other
/// lines are what it may print. What cannot be run here stands in blocks marked as `text`.
@Suite struct DocumentTests {
  struct Command: Sendable, CustomTestStringConvertible {
    let place: String
    let text: String
    var testDescription: String { "\(place): \(text)" }
  }

  static let documents: [String] = {
    let folder = RigrulesProcess.repository
    let pages = (try? FileManager.default.subpathsOfDirectory(atPath: folder + "/docs")) ?? []
    // The tutorial's commands belong together: its own tests run them in one go.
    let others = pages.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
    let plugins = (try? FileManager.default.subpathsOfDirectory(atPath: folder + "/Plugins")) ?? []
    return ["README.md"] + others.filter { $0 != TutorialTests.page }
      + plugins.filter { $0.hasSuffix(".md") }.sorted().map { "Plugins/\($0)" }
  }()

  static let commands = documents.flatMap { document in
    let path = "\(RigrulesProcess.repository)/\(document)"
    let data = FileManager.default.contents(atPath: path) ?? Data()
    return commands(in: String(decoding: data, as: UTF8.self), of: document)
  }

  static func commands(in text: String, of document: String) -> [Command] {
    var commands: [Command] = []
    var isConsole = false
    var isFenced = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.drop { $0 == " " }
      if line.hasPrefix("```") {
        isFenced.toggle()
        isConsole = isFenced && line.dropFirst(3).hasPrefix("console")
      } else if isConsole, line.hasPrefix("$ ") {
        commands.append(
          Command(place: "\(document):\(index + 1)", text: String(line.dropFirst(2))))
      }
    }
    return commands
  }

  @Test func readmeShowsTheProgram() {
    #expect(Self.commands.contains { $0.place.hasPrefix("README.md") })
  }

  /// 0, 1 (a build that fails is what examples are about): the command was understood and answered.
  @Test(arguments: commands) func commandRuns(_ command: Command) throws {
    let ended = try RigrulesProcess.shell(command.text)
    #expect(ended.status <= 1, "\(command.place): \(command.text)\n\(ended.error)")
  }

  @Test func commandsAreFoundInConsoleBlocksOnly() {
    let text = """
      $ rigrules not-this
      ```console
      $ rigrules check a.yaml
      a: fail
      ```
      ```text
      $ rigrules nor-this
      ```
      """
    #expect(
      Self.commands(in: text, of: "x.md").map(\.testDescription) == [
        "x.md:3: rigrules check a.yaml"
      ])
  }
}
