import ArgumentParser
import RigRules

/// The options that choose rules, configuration and language: the same for every command.
struct SharedOptions: ParsableArguments {
  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "A folder of rules; can be given several times.",
      discussion: "Replaces the rules that come with the program.", valueName: "dir"),
    completion: .directory)
  var rules: [String] = []

  @Option(
    name: .customLong("plugins"),
    help: ArgumentHelp(
      "A further plugin: a folder of plugins, one plugin's folder, or the name of one that ships.",
      discussion: "Its rules are evaluated too. Can be given several times.", valueName: "dir"),
    completion: .directory)
  var plugins: [String] = []

  @Flag(
    name: .customLong("no-plugins"),
    help: "Switch all plugins off, also those that are on by default.")
  var noPlugins = false

  @Option(
    name: .customLong("without"),
    help: ArgumentHelp(
      "A rule, or a plugin with all its rules, to leave out.",
      discussion: "The report says so. Can be given several times.", valueName: "rule"),
    completion: RuleCompletion.ids)
  var without: [String] = []

  @Option(
    name: .customLong("profile"),
    help: ArgumentHelp("A plugin's set of severities, weights and parameters.", valueName: "name"))
  var profile: String?

  @Option(
    name: .customLong("config"),
    help: ArgumentHelp(
      "The configuration file.",
      discussion: "Without it, rigrules.yaml here or in the nearest folder above.",
      valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @Option(
    name: .customLong("today"),
    help: ArgumentHelp(
      "The day that waivers are checked against and reporters of plugins see.",
      discussion:
        "Without it, RIGRULES_TODAY, else the clock's for waivers and none for reporters.",
      valueName: "day"))
  var today: String?

  @Option(
    name: .customLong("lang"),
    help: "The language of messages; without it, the configuration's or the locale's.")
  var language: Language?

  @Option(name: .customLong("color"), help: "When to print in colour; auto respects NO_COLOR.")
  var color: ColorChoice = .auto

  @Flag(name: [.customShort("q"), .customLong("quiet")], help: "Print errors only.")
  var quiet = false

  func validate() throws {
    if noPlugins && !plugins.isEmpty {
      throw ValidationError("--plugins and --no-plugins exclude each other")
    }
  }

  /// Whether text for this console is coloured. What the command line says goes before NO_COLOR.
  func usesColor(on console: Console) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto:
      Environment.value("NO_COLOR") == nil && Environment.value("TERM") != "dumb"
        && console.isTerminal
    }
  }
}
