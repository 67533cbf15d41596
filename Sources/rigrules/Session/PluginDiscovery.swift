import RigModel
import RigRules
internal import RigSystem

/// Finds the folders that plugins are loaded from.
enum PluginDiscovery {
  /// One folder of plugins, or of one plugin.
  struct Folder: Sendable, Equatable {
    let path: String
  }

  /// The folders whose plugins are on, and who named them; and those whose plugins can be asked for
  /// by name.
  struct Found: Sendable, Equatable {
    enum Origin: Sendable, Equatable {
      case commandLine
      /// With the place that names them, as `rigrules.yaml:3`.
      case configuration(at: String)
      case environment
      /// The plugins that are on by default, and those in the user's own folder.
      case standard

      /// As a person is told.
      var name: String {
        switch self {
        case .commandLine: "--plugins"
        case .configuration(let place): place
        case .environment: PluginDiscovery.variable
        case .standard: "default"
        }
      }
    }
    var on: [Folder] = []
    var origin = Origin.standard
    var available: [Folder] = []
    /// Names of the plugins that are on by default, and are not on.
    var switchedOff: [String] = []

    /// The plugin that a rule's id names, where there is one that could be switched on.
    func availableOwner(ofRule id: String) -> String? {
      guard let colon = id.firstIndex(of: ":") else { return nil }
      let name = String(id[..<colon])
      let isThere = available.contains { DiskFiles.kind("\($0.path)/\(name)") == .folder }
      return isThere && !name.isEmpty && !name.contains("/") ? name : nil
    }

    func sources(includingAvailable: Bool) -> [PluginSource] {
      let chosen = on.map { ($0, PluginSource.Activation.on) }
      let others = available.map { ($0, PluginSource.Activation.available) }
      return (chosen + (includingAvailable ? others : [])).map { folder, activation in
        .directory(
          path: folder.path, displayedAs: FilePath.shown(folder.path), activation: activation)
      }
    }
  }

  static let variable = "RIGRULES_PLUGINS"

  /// Plugins that ship and are on unless someone switches them off: what they know about sockets,
  /// power, typing errors and models belongs to every verdict.
  static let defaults = ["compatibility", "model-memory", "power", "sanity"]

  /// The configuration's `plugins` are exactly those that are on (`[]`: none). Without them, the
  /// defaults, those of the variable and the user's own are on. `--plugins` adds to either, and
  /// `--no-plugins` switches all off. The defaults go with the rules that ship: someone who names
  /// other rules instead gets no other rules besides.
  static func find(
    given: [String], none: Bool, configuration: Configuration?, rules: RuleDiscovery.Found
  ) throws(CommandFailure) -> Found {
    let shipped = shipped
    let standard = rules.includesShipped ? shipped.map(defaults(in:)) ?? [] : []
    let stated = try folders(of: configuration)
    let own = user.flatMap { DiskFiles.kind($0.path) == .folder ? $0 : nil }
    var found = Found()
    found.available = stated + [own, shipped].compactMap { $0 }
    if none {
      found.origin = .commandLine
    } else if let configuration, let place = configuration.places["plugins"] {
      found.origin = .configuration(at: place)
      found.on = stated
    } else if let folder = Environment.value(variable) {
      found.origin = .environment
      found.on = try standard + folders([folder], beside: nil, .usage, "\(variable): ")
    } else {
      found.on = standard + [own].compactMap { $0 }
    }
    if !given.isEmpty {
      found.origin = .commandLine
      let further = try folders(given, beside: nil, .usage, "")
      found.on += further.filter { !found.on.contains($0) }
    }
    found.available.removeAll { found.on.contains($0) }
    found.switchedOff = notOn(standard, among: found.on).map { DiskFiles.baseName(of: $0.path) }
    return found
  }

  /// Those of some plugins' folders that are not on, by whatever path they may be named.
  private static func notOn(_ folders: [Folder], among on: [Folder]) -> [Folder] {
    let left = folders.filter { !on.contains($0) }
    // Mostly none is left, and no path has to be resolved.
    if left.isEmpty { return [] }
    let places = Set(on.compactMap { DiskFiles.resolved($0.path) })
    return left.filter { folder in
      guard let place = DiskFiles.resolved(folder.path) else { return false }
      return !places.contains(place) && !places.contains(DiskFiles.folder(of: place))
    }
  }

  /// The folders of the default plugins that ship with the program.
  static func defaults(in shipped: Folder) -> [Folder] {
    defaults.compactMap { name in
      let path = "\(shipped.path)/\(name)"
      guard DiskFiles.kind(path) == .folder else { return nil }
      return Folder(path: path)
    }
  }

  private static func folders(of configuration: Configuration?) throws(CommandFailure)
    -> [Folder]
  {
    guard let configuration, !configuration.plugins.isEmpty else { return [] }
    let file = configuration.path ?? ConfigurationDiscovery.fileName
    let place = configuration.places["plugins"] ?? file
    return try folders(configuration.plugins, beside: file, .broken, "\(place): ")
  }

  private static func folders(
    _ names: [String], beside file: String?, _ status: ExitStatus, _ prefix: String
  ) throws(CommandFailure) -> [Folder] {
    var folders: [Folder] = []
    for name in names {
      guard let folder = folder(name, beside: file) else {
        throw CommandFailure(status, ["\(prefix)error: \(notFound(name)) [plugin/not-found]"])
      }
      folders.append(folder)
    }
    return folders
  }

  /// A folder by its path, else a plugin that ships, or one of the user's, by its bare name.
  private static func folder(_ name: String, beside file: String?) -> Folder? {
    let path = file.map { FilePath.resolve(name, beside: $0) } ?? name
    if DiskFiles.kind(path) == .folder { return Folder(path: path) }
    guard !name.contains("/") else { return nil }
    for home in [shipped, user].compactMap({ $0 }) {
      let path = "\(home.path)/\(name)"
      guard DiskFiles.kind(path) == .folder else { continue }
      return Folder(path: path)
    }
    return nil
  }

  private static func notFound(_ name: String) -> String {
    let known = [shipped, user].compactMap { $0 }.flatMap { home in
      (DiskFiles.list(home.path) ?? []).filter {
        !$0.hasPrefix(".") && DiskFiles.kind("\(home.path)/\($0)") == .folder
      }
    }.sorted()
    let near = nearestName(name, among: known)
    let hint =
      near.map { "did you mean `\($0)`?" }
      ?? (known.isEmpty
        ? "none ship with this program" : "there are \(known.joined(separator: ", "))")
    return name.contains("/")
      ? "there is no folder \(name) of plugins"
      : "there is no folder `\(name)`, and no plugin of that name; \(hint)"
  }

  /// The folder `Plugins` beside the rules that come with the program.
  static var shipped: Folder? {
    guard let program = Environment.executablePath, let rules = RuleDiscovery.beside(program)
    else { return nil }
    let folder = DiskFiles.folder(of: rules)
    let path = folder == "/" ? "/Plugins" : "\(folder)/Plugins"
    return DiskFiles.kind(path) == .folder ? Folder(path: path) : nil
  }

  /// Where users keep plugins of their own; it may not be there.
  static var user: Folder? { UserFolders.data.map { Folder(path: "\($0)/plugins") } }
}
