internal import LuaRuntime
internal import RigModel
internal import RigSystem

/// Why rules could not be loaded at all.
enum LoadError: Error {
  /// The profile that is wanted is not there.
  case name(NameError)
  case outOfMemory
}

/// Loads rules: reads the folders, runs each file once, checks what it declares.
struct RuleLoader {
  /// The profile's, and over it the configuration's.
  private(set) var settings: SettingsTable
  /// What the configuration alone says.
  private let configured: [String: RuleSetting]
  let options: LoaderOptions
  var chunks: [ScriptChunk] = []
  var spaces: [ModuleSpace] = []
  var rules: [LoadedRule] = []
  var failures: [LoadFailure] = []
  var origins: [String: String] = [:]
  /// Names of `options.without` that were found, and ids of rules that they do not name.
  var leftOut: Set<String> = []
  var known: Set<String> = []
  /// Rules that are there and not loaded, because someone switched them off.
  var switchedOff: [String] = []
  let previous: LoadedRules?
  var plugins: [LoadedPlugin] = []
  /// Plugins that are not in use, and why.
  var lost: [PluginDescription] = []
  private(set) var profile: ResolvedProfile?
  struct ModuleName: Hashable {
    let space: Int
    let name: String
  }
  /// Modules that cannot be required, and why.
  var moduleProblems: [ModuleName: RuleFailure] = [:]
  /// Modules of the previous generation that rules in their last good version still need: the
  /// previous space, and the space that stands for it here.
  var keptSpaces: [Int: Int] = [:]
  /// The modules below `lib/` of the rules folders, which other files require as `rigrules.NAME`.
  var commonModules: [String: SourceFile] = [:]
  /// Everything loads into it; it becomes that of the first worker.
  let runtime: LuaRuntime
  /// The names that documents use as keys: those of the registry, and free names (`x_…`) that
  /// something needs.
  private(set) var keys: LuaKeys
  /// The number of each rule in `runtime`.
  var numbers: [String: UInt32] = [:]
  /// Whether the code of the folder that is loaded is known to be right.
  var isRight = Self.doubt
  /// The same for the folders of plugins, by their names.
  var folders: [String: Later<Bool>] = [:]
  static let doubt = Later { false }
  /// Needs that files before had, and that are right.
  var rightNeeds: Set<String> = []
  /// Reads and checks code beside this thread; nil where each file is checked when it is loaded.
  let ahead: CodeAhead?

  struct LoaderOptions {
    var limits: Limits
    var language: Language
    var waivers: [WaiverEntry]
    var today: String?
    var profile: ProfileChoice = .none
    var notices: [Notice] = []
    var without: [String] = []
    var checksExamples = true
    var checked = CheckedFolders()
    var hashesLater = false
  }

  private init(
    settings: SettingsTable, options: LoaderOptions, previous: LoadedRules?, ahead: CodeAhead?
  ) throws(LoadError) {
    self.settings = settings
    configured = settings.byRule
    self.options = options
    self.previous = previous
    self.ahead = ahead
    keys = LuaKeys(FieldRegistry.version1.allKeys)
    do { runtime = try LuaRuntime(limits: options.limits, keys: keys) } catch {
      throw .outOfMemory
    }
  }

  /// The rules, and the Lua state that they were loaded into with the number of each rule there.
  struct Loaded {
    let rules: LoadedRules
    let runtime: LuaRuntime
    let numbers: [String: UInt32]
  }

  /// Loads everything. A file that loaded in the `previous` rules and no longer does keeps the
  /// version it had there.
  static func load(
    _ trees: RuleSources, settings: SettingsTable, options: LoaderOptions,
    previous: LoadedRules? = nil
  ) throws(LoadError) -> Loaded {
    // Code is nearly always right. Where a check that was left for later finds that it is not,
    // everything is loaded once more, file by file, which says in order what is wrong.
    if let ahead = CodeAhead(trees, options) {
      defer { ahead.close() }
      var loader = try RuleLoader(
        settings: settings, options: options, previous: previous, ahead: ahead)
      let loaded = try loader.loadAll(trees)
      if !options.hashesLater { _ = loaded.rules.hash }
      if ahead.isRight { return loaded }
    }
    var loader = try RuleLoader(
      settings: settings, options: options, previous: previous, ahead: nil)
    return try loader.loadAll(trees)
  }

  private mutating func loadAll(_ trees: RuleSources) throws(LoadError) -> Loaded {
    collectCommonModules(of: trees.rules)
    loadPlugins(trees.plugins)
    do { try choose(options.profile) } catch { throw .name(error) }
    for tree in trees.rules { load(tree) }
    loadPluginRules()
    do { try checkWithout() } catch { throw .name(error) }
    return Loaded(rules: generation(of: trees), runtime: runtime, numbers: numbers)
  }

  /// Gives numbers to the free names (`x_…`, keys of `extra`) in needs.
  mutating func numberNames(in needs: [String]) {
    for name in needs.flatMap(NeedParser.names) where keys[name] == nil {
      keys = runtime.extendKeys(by: [name])
    }
  }

  /// Takes the settings of a profile as the ground that the configuration's stand on.
  private mutating func choose(_ choice: ProfileChoice) throws(NameError) {
    profile = try choice.resolved(among: plugins.map(\.description))
    if let profile { settings = settings.over(profile.settings) }
  }

  private func generation(of trees: RuleSources) -> LoadedRules {
    let rules = rules.sorted { $0.description.id < $1.description.id }
    let failures = failures.sorted { $0.rule < $1.rule }
    let hash = RulesHash(
      rules: rules, failures: failures, spaces: spaces, chunks: chunks, plugins: plugins,
      lostPlugins: lost, settings: settings, leftOut: leftOut, waivers: options.waivers)
    return LoadedRules(
      number: (previous?.number ?? 0) + 1, trees: trees, rules: rules, failures: failures,
      spaces: spaces, chunks: chunks, keys: keys, limits: options.limits,
      language: options.language, waivers: options.waivers, today: options.today,
      hash: ahead?.later(hash.hexadecimal) ?? Later(hash.hexadecimal), plugins: plugins,
      lostPlugins: lost, profile: profile, settings: settings,
      notices: options.notices + settingsNotices, switchedOff: switchedOff.sorted())
  }

  /// Settings of rules whose plugin is not on: no mistake, and of no effect either.
  private var settingsNotices: [Notice] {
    let available = plugins.filter { !$0.isOn }
    return configured.sorted { $0.key < $1.key }.compactMap { id, setting in
      guard let plugin = available.first(where: { $0.description.rules.contains(id) }) else {
        return nil
      }
      return Notice(
        kind: .settingUnused,
        message: LocalizedText(
          english: "the settings of `\(id)` have no effect, because the plugin `\(plugin.name)` is "
            + "not on",
          chinese: "`\(id)` 的设置不起作用，因为插件 `\(plugin.name)` 没有启用")[options.language],
        at: setting.at)
    }
  }
}
