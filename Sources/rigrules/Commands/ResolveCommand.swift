import ArgumentParser
import RigCatalog
import RigModel
import RigPartLists
import RigReports
import RigRules

/// `rigrules resolve`: what names mean, in a part list or a build file.
struct ResolveCommand: RigrulesCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Say what each line of a part list, or each name in a build, means.",
    discussion: """
      Of a part list every line is accounted for: resolved, asked, other, or not understood. Of a \
      build file the full build is printed, with the source of each field that a name gave. Exit \
      status: 0 all is known; 1 a line is in doubt; 2 the file is neither list nor build.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument, Sendable { case text, json }

  @Argument(help: ArgumentHelp("The list or build; - is standard input.", valueName: "file"))
  var file: String

  @Option(help: "Text for people, or one JSON document.")
  var format: Format = .text

  @Option(
    name: .customLong("lang"),
    help: "The language of messages; without it, the locale's.")
  var language: Language?

  func run(on console: Console) throws -> ExitStatus {
    let choice = LanguageChoice(given: language, configuration: nil)
    switch try content() {
    case .list(let reading):
      switch format {
      case .json: console.print(reading.json())
      case .text:
        let fates = ListFates(reading: reading, path: file, language: choice.language)
        fates.print(on: console, isText: true)
        for value in reading.builds {
          console.print(TerminalText.clean(CanonicalText.yaml(value), keepingColors: false))
        }
      }
      let isDoubtful = reading.count(of: .asked) + reading.count(of: .notUnderstood) > 0
      return isDoubtful ? .findings : .success
    case .build(let build): print(build, [], choice.language, console)
    case .named(let build, let sources): print(build, sources, choice.language, console)
    }
    return .success
  }

  /// What is not a build file is read as a list here, however little of it is understood.
  private func content() throws(CommandFailure) -> BuildInput.Content {
    try BuildInput.content(of: file, anyList: true)
  }

  private func print(
    _ build: Build, _ sources: [NamedBuild.Source], _ language: Language, _ console: Console
  ) {
    switch format {
    case .json: console.print(BuildSources(build: build, sources: sources).json())
    case .text:
      console.print(
        TerminalText.clean(
          BuildSources(build: build, sources: sources).text(in: language), keepingColors: false))
    }
  }
}
