package import LuaRuntime
internal import RigModel
internal import RigSystem
internal import Synchronization

/// Everything a worker needs to be made, and nothing that changes.
package final class LoadedRules: Sendable {
  /// 1 for the first that an engine loads.
  let number: Int
  /// What was on disk; the same again is no change.
  let trees: RuleSources
  package let rules: [LoadedRule]
  package let failures: [LoadFailure]
  let spaces: [ModuleSpace]
  /// Chunk 1 is at index 0; Lua's 0 means that no source is known.
  let chunks: [ScriptChunk]
  package let keys: LuaKeys
  let limits: Limits
  package let language: Language
  package let waivers: [WaiverEntry]
  let today: String?
  /// The hash of everything that a report depends on: not needed before the first report.
  package var hash: String { laterHash.value }
  let laterHash: Later<String>
  /// Those in use: on or available, sorted by name.
  let plugins: [LoadedPlugin]
  /// Those that are not, and why.
  let lostPlugins: [PluginDescription]
  let profile: ResolvedProfile?
  /// The profile's, and over it the configuration's.
  let settings: SettingsTable
  /// What the options and settings say besides.
  package let notices: [Notice]
  /// What every report says besides: these, and what is not as it is on disk.
  let reportNotices: [Notice]
  /// Ids of rules that are there and were not loaded, because they are off.
  let switchedOff: [String]
  /// Made when it is first asked for: a single check may never need it.
  private let description = Guarded<RuleSet?>(nil)

  init(
    number: Int, trees: RuleSources, rules: [LoadedRule], failures: [LoadFailure],
    spaces: [ModuleSpace], chunks: [ScriptChunk],
    keys: LuaKeys, limits: Limits, language: Language, waivers: [WaiverEntry], today: String?,
    hash: Later<String>, plugins: [LoadedPlugin] = [], lostPlugins: [PluginDescription] = [],
    profile: ResolvedProfile? = nil, settings: SettingsTable,
    notices: [Notice] = [], switchedOff: [String] = []
  ) {
    self.number = number
    self.trees = trees
    self.rules = rules
    self.failures = failures
    self.spaces = spaces
    self.chunks = chunks
    self.keys = keys
    self.limits = limits
    self.language = language
    self.waivers = waivers
    self.today = today
    laterHash = hash
    self.plugins = plugins
    self.lostPlugins = lostPlugins
    self.profile = profile
    self.settings = settings
    self.notices = notices
    reportNotices =
      notices + Self.notices(rules: rules, plugins: plugins, lost: lostPlugins, language)
    self.switchedOff = switchedOff
  }

  /// What a program sees of these rules.
  var ruleSet: RuleSet {
    description.withLock { description in
      if let description { return description }
      let made = RuleSet(self)
      description = made
      return made
    }
  }

  /// `Rules/psu/wattage.lua:12`.
  static func place(_ chunk: ScriptChunk?, line: Int) -> String {
    let path = chunk?.displayPath ?? "?"
    return line > 0 ? "\(path):\(line)" : path
  }

  /// Where the source is that an error names by its number; `fallback` where it names none.
  static func index(chunk: UInt32, in chunks: [ScriptChunk], fallback: Int) -> Int? {
    let index = chunk > 0 && Int(chunk) <= chunks.count ? Int(chunk) - 1 : fallback - 1
    return chunks.indices.contains(index) ? index : nil
  }
}

extension RuleSet {
  init(_ loaded: LoadedRules) {
    let stale = loaded.rules.compactMap { rule in
      rule.staleness.map {
        LoadFailure(
          rule: rule.description.id, category: rule.description.category, problems: $0)
      }
    }
    let plugins = (loaded.plugins.map(\.description) + loaded.lostPlugins).sorted {
      ($0.name, $0.path) < ($1.name, $1.path)
    }
    self.init(
      laterHash: loaded.laterHash, generationNumber: loaded.number,
      rules: loaded.rules.map(\.description), failures: loaded.failures, stale: stale,
      plugins: plugins,
      settings: loaded.settings.byRule, profileSettings: loaded.profile?.settings ?? [:],
      profile: loaded.profile?.name, sources: loaded.rules.map(\.source))
  }
}
