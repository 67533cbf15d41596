internal import RigModel

/// Which profile is wanted.
enum ProfileChoice: Sendable, Hashable {
  case none
  /// `house:quiet`, or `quiet` where only one plugin has one of that name.
  case named(String)
  /// One that was found before, whatever the plugins report about it now.
  case kept(ResolvedProfile?)

  func resolved(among plugins: [PluginDescription]) throws(NameError) -> ResolvedProfile? {
    switch self {
    case .none: return nil
    case .kept(let profile): return profile
    case .named(let name):
      let (plugin, profile) = try PluginLookup(plugins, \.profiles).find(
        name, kind: "profile", name: \.name)
      return ResolvedProfile(
        name: "\(plugin.name):\(profile.name)", settings: profile.settings)
    }
  }
}

/// A profile that was found.
struct ResolvedProfile: Sendable, Hashable {
  /// With its plugin (`house:quiet`).
  let name: String
  let settings: [String: RuleSetting]
}

/// A name that stands for nothing, or for several things, of the plugins.
enum NameError: Error, Hashable {
  case unknown(kind: String, String, nearest: String?, known: [String])
  case ambiguous(kind: String, String, [String])
}

/// Finds what plugins give by its name.
struct PluginLookup<Item> {
  private let all: [(plugin: PluginDescription, items: [Item])]

  init(_ plugins: [PluginDescription], _ items: (PluginDescription) -> [Item]) {
    all = plugins.filter { $0.state == .on || $0.state == .available }
      .map { ($0, items($0)) }
  }

  /// `plugin:name`, or the bare name where only one plugin has it.
  func find(_ wanted: String, kind: String, name: (Item) -> String) throws(NameError)
    -> (PluginDescription, Item)
  {
    var found: [(PluginDescription, Item)] = []
    var names: [String] = []
    for (plugin, items) in all {
      for item in items {
        let full = "\(plugin.name):\(name(item))"
        names.append(full)
        if full == wanted || name(item) == wanted { found.append((plugin, item)) }
      }
    }
    if let one = Self.only(of: found) { return one }
    if found.count > 1 {
      throw .ambiguous(
        kind: kind, wanted, found.map { "\($0.0.name):\(name($0.1))" }.sorted())
    }
    throw .unknown(
      kind: kind, wanted, nearest: Self.nearest(wanted, names.sorted()), known: names.sorted())
  }

  /// The one that is found. A plugin that a user switched on goes before one that is only there.
  static func only(of found: [(PluginDescription, Item)]) -> (PluginDescription, Item)? {
    if found.count == 1 { return found[0] }
    let on = found.filter { $0.0.state == .on }
    return on.count == 1 ? on[0] : nil
  }

  /// The nearest of the full names, or of what stands behind their colons.
  private static func nearest(_ wanted: String, _ names: [String]) -> String? {
    if let near = nearestName(wanted, among: names) { return near }
    let short = { (name: String) in String(name.drop { $0 != ":" }.dropFirst()) }
    guard
      let near = nearestName(
        short(wanted).isEmpty ? wanted : short(wanted), among: names.map(short))
    else { return nil }
    return names.first { short($0) == near }
  }
}
