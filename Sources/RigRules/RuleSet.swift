internal import LuaRuntime
internal import RigModel

/// A rule file that gave no rule.
public struct LoadFailure: Sendable, Hashable {
  /// The id the rule would have.
  public let rule: String
  public let category: String
  /// Everything that is wrong with the file, in its order; never empty.
  public let problems: [RuleFailure]
}

/// One immutable generation of rules: what was loaded, from which bytes, under which settings.
public struct RuleSet: Sendable {
  /// A hash of all sources and settings, 64 hexadecimal digits.
  public var hash: String { generation.hash }
  /// The rules that are on, sorted by id.
  public var rules: [RuleDescription] { generation.rules.map(\.description) }
  /// All plugins that were found, those that are not in use among them, sorted by name.
  public var plugins: [PluginDescription] {
    (generation.plugins.map(\.description) + generation.lostPlugins).sorted {
      ($0.name, $0.path) < ($1.name, $1.path)
    }
  }
  /// Plugins that should be on and are not, or only in their last good version.
  public var brokenPlugins: [PluginDescription] {
    plugins.filter { !$0.problems.isEmpty && $0.isWanted }
  }
  /// The settings in force: those of the profile, and over them the configuration's.
  public var settings: [String: RuleSetting] { generation.settings.byRule }
  /// What the profile in force sets, by rule id.
  public var profileSettings: [String: RuleSetting] { generation.profile?.settings ?? [:] }
  /// The profile in force, with its plugin (`house:quiet`).
  public var profile: String? { generation.profile?.name }
  /// Files that did not load, sorted by the id they would give.
  public var failures: [LoadFailure] { generation.failures }

  /// 1 for the first that an engine loads, one more for each reload that changed anything.
  public var generationNumber: Int { generation.number }

  let generation: Generation

  public func rule(_ id: String) -> RuleDescription? {
    generation.rules.first { $0.description.id == id }?.description
  }

  /// The id nearest to one that is not there.
  public func nearestRule(to id: String) -> String? {
    nearestName(id, among: generation.rules.map(\.description.id))
  }

  /// What is wrong with the files whose last good version is in force, sorted by rule id.
  public var stale: [LoadFailure] {
    generation.rules.compactMap { rule in
      rule.staleness.map {
        LoadFailure(
          rule: rule.description.id, category: rule.description.category, problems: $0)
      }
    }
  }

  /// The bytes that a rule was built from.
  public func source(of id: String) -> [UInt8]? {
    generation.rules.first { $0.description.id == id }?.source
  }
}

/// A source text with the number by which Lua's errors name it.
struct Chunk: Sendable, Hashable {
  let displayPath: String
  let bytes: [UInt8]
}

/// The modules that one folder's rules can require.
struct ModuleSpace: Sendable, Hashable {
  struct Module: Sendable, Hashable {
    let name: String
    let chunk: Int
  }
  var modules: [Module] = []
}

/// A rule that loads, and what the engine decided about it.
struct LoadedRule: Sendable {
  var description: RuleDescription
  let source: [UInt8]
  /// The modules it can require, as they were when it loaded.
  let space: Int
  let chunk: Int
  let plan: RulePlan
  /// What the file itself says, before settings.
  let declaredSeverity: Severity
  /// Set where settings give another severity.
  let configuredSeverity: Severity?
  let templates: [String: MessageTemplate]
  /// Set where the file on disk no longer loads, and this is its last good version.
  var staleness: [RuleFailure]?

  func template(_ id: String) -> MessageTemplate? { templates[id] }

  func stale(_ problems: [RuleFailure]) -> LoadedRule {
    var copy = self
    copy.staleness = problems
    copy.description.isStale = true
    return copy
  }
}

/// Everything a worker needs to be made, and nothing that changes.
final class Generation: Sendable {
  /// 1 for the first that an engine loads.
  let number: Int
  /// What was on disk; the same again is no change.
  let trees: SourceTrees
  let rules: [LoadedRule]
  let failures: [LoadFailure]
  let spaces: [ModuleSpace]
  /// Chunk 1 is at index 0; Lua's 0 means that no source is known.
  let chunks: [Chunk]
  let keys: LuaKeys
  let limits: Limits
  let language: Language
  let waivers: [WaiverEntry]
  let today: String?
  let hash: String
  /// Those in use: on or available, sorted by name.
  let plugins: [LoadedPlugin]
  /// Those that are not, and why.
  let lostPlugins: [PluginDescription]
  let profile: ResolvedProfile?
  /// The profile's, and over it the configuration's.
  let settings: SettingsTable

  init(
    number: Int, trees: SourceTrees, rules: [LoadedRule], failures: [LoadFailure],
    spaces: [ModuleSpace], chunks: [Chunk],
    keys: LuaKeys, limits: Limits, language: Language, waivers: [WaiverEntry], today: String?,
    hash: String, plugins: [LoadedPlugin] = [], lostPlugins: [PluginDescription] = [],
    profile: ResolvedProfile? = nil, settings: SettingsTable
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
    self.hash = hash
    self.plugins = plugins
    self.lostPlugins = lostPlugins
    self.profile = profile
    self.settings = settings
  }

  /// `Rules/psu/wattage.lua:12`.
  static func place(chunk: UInt32, line: Int, in chunks: [Chunk], fallback: Int) -> String {
    let index = chunk > 0 && Int(chunk) <= chunks.count ? Int(chunk) - 1 : fallback - 1
    let path = chunks.indices.contains(index) ? chunks[index].displayPath : "?"
    return line > 0 ? "\(path):\(line)" : path
  }
}

extension RuleFailure {
  init(
    _ error: LuaError, chunks: [Chunk], fallback: Int, loading: Bool, noun: String = "rule"
  ) {
    let place = Generation.place(
      chunk: error.chunk, line: error.line, in: chunks, fallback: fallback)
    let kind: Kind
    let code: String
    switch error.kind {
    case .error: (kind, code) = (.error, "\(noun)/runtime")
    case .fuel: (kind, code) = (.fuel, "\(noun)/fuel")
    case .memory: (kind, code) = (.memory, "\(noun)/memory")
    case .deadline: (kind, code) = (.deadline, "\(noun)/deadline")
    }
    guard loading else {
      self.init(kind: kind, message: error.message, at: place, code: code)
      return
    }
    let loadCode = error.kind == .error ? "\(noun)/syntax" : "\(noun)/limit"
    self.init(kind: .load, message: error.message, at: place, code: loadCode)
  }
}
