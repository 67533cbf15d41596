import RigModel
import RigRules

/// The rules in force with everything they were made from: what each command works with.
struct CommandSession {
  let engine: Engine
  let configuration: Configuration?
  let found: RuleDiscovery.Found
  let plugins: PluginDiscovery.Found
  /// Who named the profile, where one is in force.
  let profileOrigin: String
  let languageChoice: LanguageChoice
  /// The day that waivers are checked against; only a configuration has waivers.
  let today: String?
  /// Whether a rule file, or a plugin that is on, does not load.
  let hasBrokenRules: Bool

  var language: Language { languageChoice.language }

  /// Loads configuration, rules and plugins as the options say. What does not load is told here,
  /// once, where `complains`; every report has it too.
  ///
  /// Plugins that are only available are looked at if a caller may name what they give.
  /// The examples of rules are decoded only where the command is about them. `adjust` changes what
  /// the configuration says before anything is made from it.
  init(
    _ options: SharedOptions, console: Console, withAvailablePlugins: Bool = false,
    checksExamples: Bool = false, complains: Bool = true,
    adjust: (inout Configuration) -> Void = { _ in }
  ) throws(CommandFailure) {
    var configuration = try ConfigurationDiscovery.load(given: options.config)
    if configuration != nil { adjust(&configuration!) }
    self.configuration = configuration
    found = try RuleDiscovery.find(given: options.rules, configuration: configuration)
    plugins = try PluginDiscovery.find(
      given: options.plugins, none: options.noPlugins, configuration: configuration, rules: found)
    profileOrigin =
      options.profile == nil
      ? configuration?.places["profile"] ?? ConfigurationDiscovery.fileName : "--profile"
    languageChoice = LanguageChoice(
      given: options.language, configuration: configuration)
    console.language = languageChoice.language
    let stated = try Self.statedDay(options)
    today = configuration == nil ? nil : stated ?? Environment.today
    var engineOptions = EngineOptions(
      language: languageChoice.language, configuration: configuration, profile: options.profile,
      today: today)
    engineOptions.reportDay = stated
    engineOptions.without = options.without
    engineOptions.checksExamples = checksExamples
    engineOptions.hashesLater = true
    // A mistake in examples is told with all others.
    if !checksExamples { engineOptions.checked = RuleDiscovery.checked }
    engineOptions.notices = Self.notices(
      plugins, without: options.without, in: languageChoice.language)
    // A profile, and settings of a plugin's rules, may be of one that is not on.
    let namesPlugins =
      (options.profile ?? configuration?.profile) != nil
      || configuration?.settings.keys.contains { $0.contains(":") || !$0.contains("/") } ?? false
    do throws(EngineError) {
      engine = try Engine(
        rules: found.folders.map { .directory(path: $0, displayedAs: FilePath.shown($0)) },
        plugins: plugins.sources(includingAvailable: withAvailablePlugins || namesPlugins),
        options: engineOptions)
    } catch {
      throw Self.failure(error, naming: (found, plugins, options.profile, configuration))
    }
    let problems =
      engine.ruleSet.failures.flatMap(\.problems)
      + engine.ruleSet.brokenPlugins.flatMap(\.problems)
    hasBrokenRules = !problems.isEmpty
    guard complains else { return }
    for problem in problems {
      problem.lines.forEach(console.note)
    }
  }

  /// The report of one build.
  func evaluate(_ build: Build) throws(CommandFailure) -> Report {
    do throws(EngineError) { return try engine.evaluate(build) } catch {
      throw Self.failure(error)
    }
  }

  /// The same with what each rule took.
  func evaluate(_ build: Build, timings: inout EvaluationTimings) throws(CommandFailure) -> Report {
    do throws(EngineError) { return try engine.evaluate(build, timings: &timings) } catch {
      throw Self.failure(error)
    }
  }

  /// What two sets of rules report on a build.
  func evaluate(_ build: Build, with pair: EnginePair) throws(CommandFailure) -> (Report, Report) {
    do throws(EngineError) { return try pair.reports(of: build) } catch {
      throw Self.failure(error)
    }
  }

  /// A rule by its id. Of one whose file does not load, the reasons are told instead.
  func rule(_ id: String) throws(CommandFailure) -> RuleDescription {
    let rules = engine.ruleSet
    if let rule = rules.rule(id) { return rule }
    if id == WaiverRule.id { return WaiverRule.description }
    if rules.failures.contains(where: { $0.rule == id }) {
      throw CommandFailure(.broken, "the rule `\(id)` does not load, so there is no page of it")
    }
    if let owner = plugins.availableOwner(ofRule: id),
      !rules.plugins.contains(where: { $0.name == owner && $0.state == .on })
    {
      throw CommandFailure(
        .usage, "the plugin `\(owner)` of the rule `\(id)` is not on; add --plugins \(owner)")
    }
    throw Self.failure(.unknownRule(id, nearest: rules.nearestRule(to: id)))
  }

  /// What one rule did on one build.
  func explain(_ rule: String, on build: Build) throws(CommandFailure) -> Explanation {
    do throws(EngineError) { return try engine.explain(rule: rule, build: build) } catch {
      throw Self.failure(error)
    }
  }

  /// What is switched off by who called or by the configuration.
  private static func notices(
    _ plugins: PluginDiscovery.Found, without: [String], in language: Language
  ) -> [Notice] {
    var notices: [Notice] = []
    if !plugins.switchedOff.isEmpty {
      let names = plugins.switchedOff.joined(separator: ", ")
      let place = plugins.origin == .commandLine ? "--no-plugins" : plugins.origin.name
      notices.append(
        Notice(
          kind: .switchedOff,
          message: LocalizedText(
            english: "default plugins are off (\(place)): \(names)",
            chinese: "默认插件已关闭（\(place)）：\(names)")[language]))
    }
    if !without.isEmpty {
      let names = without.joined(separator: ", ")
      notices.append(
        Notice(
          kind: .switchedOff,
          message: LocalizedText(
            english: "switched off by --without: \(names)",
            chinese: "已用 --without 关闭：\(names)")[language]))
    }
    return notices
  }

  static let todayVariable = "RIGRULES_TODAY"

  /// The day that the caller states; nil: none, and waivers are checked against the clock's.
  private static func statedDay(_ options: SharedOptions) throws(CommandFailure) -> String? {
    let (name, stated) =
      options.today.map { ("--today", $0) }
      ?? (todayVariable, Environment.value(todayVariable) ?? "")
    if stated.isEmpty && options.today == nil { return nil }
    guard Waiver.isDay(stated) else {
      throw CommandFailure(.usage, "\(name) is `\(stated)`; write a day as 2026-11-23")
    }
    return stated
  }

  /// Who named what the engine could not use.
  private typealias Named = (
    rules: RuleDiscovery.Found, plugins: PluginDiscovery.Found, profile: String?,
    configuration: Configuration?
  )

  /// What an engine's error means for the caller. A folder that was named here and
  /// now is wrong usage; one that the configuration names makes the configuration broken.
  private static func failure(_ error: EngineError, naming named: Named? = nil) -> CommandFailure {
    let words = error.withCode
    switch error {
    case .unreadableRules:
      if case .configuration(let place)? = named?.rules.origin {
        return CommandFailure(.broken, ["\(place): error: \(words)"])
      }
      return CommandFailure(.usage, words)
    case .unreadablePlugins:
      if case .configuration(let place)? = named?.plugins.origin {
        return CommandFailure(.broken, ["\(place): error: \(words)"])
      }
      return CommandFailure(.usage, words)
    case .unknownName, .ambiguousName:
      if let configuration = named?.configuration, named?.profile == nil,
        let place = configuration.places["profile"]
      {
        return CommandFailure(.broken, ["\(place): error: \(error) [config/unknown-profile]"])
      }
      return CommandFailure(.usage, words)
    case .noRules, .unknownRule: return CommandFailure(.usage, words)
    case .invalidSettings(let problems):
      return CommandFailure(.broken, problems.map(\.description))
    case .outOfMemory: return CommandFailure(.fault, "\(error)")
    }
  }
}

extension EngineError {
  /// What it says, with its code where it has one.
  var withCode: String { "\(self)" + (code.map { " [\($0)]" } ?? "") }
}
