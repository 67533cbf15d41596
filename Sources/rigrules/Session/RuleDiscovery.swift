import RigRules
internal import RigSystem

/// Finds the folders that rules are loaded from.
enum RuleDiscovery {
  /// Rules folders, and who named them.
  struct Found: Sendable, Equatable {
    enum Origin: Sendable, Equatable {
      case commandLine
      /// With the place that names them, as `rigrules.yaml:3`.
      case configuration(at: String)
      case environment
      /// Found by looking around the program's own file.
      case program

      /// As a person is told.
      var name: String {
        switch self {
        case .commandLine: "--rules"
        case .configuration(let place): place
        case .environment: RuleDiscovery.variable
        case .program: "beside the program"
        }
      }
    }
    let folders: [String]
    let origin: Origin
  }

  /// The folder that comes with the program, every link resolved.
  fileprivate static var shipped: String? {
    Environment.executablePath.flatMap(beside).flatMap(DiskFiles.resolved)
  }

  static let variable = "RIGRULES_RULES"

  /// `--rules`, else the configuration's `rules`, else the variable, else the folder that came with
  /// the program. Each replaces those after it, so that no one gets rules they did not ask for.
  static func find(given: [String], configuration: Configuration?) throws(CommandFailure)
    -> Found
  {
    if !given.isEmpty { return Found(folders: given, origin: .commandLine) }
    if let configuration, !configuration.rules.isEmpty {
      let file = configuration.path ?? ConfigurationDiscovery.fileName
      let folders = configuration.rules.map { FilePath.resolve($0, beside: file) }
      return Found(
        folders: folders, origin: .configuration(at: configuration.places["rules"] ?? file))
    }
    if let folder = Environment.value(variable) {
      return Found(folders: [folder], origin: .environment)
    }
    if let program = Environment.executablePath, let folder = beside(program) {
      return Found(folders: [folder], origin: .program)
    }
    throw CommandFailure(
      .usage,
      "no rules folder was found beside the program or above it; name one with --rules DIR, with "
        + "`rules` in \(ConfigurationDiscovery.fileName), or with \(variable) [rule/none]")
  }

  /// What is known of the folders that come with the program.
  static var checked: CheckedFolders {
    guard let folder = Environment.executablePath.flatMap(beside) else { return CheckedFolders() }
    let (bytes, reason) = DiskFiles.read("\(folder)/\(CheckedFolders.fileName)", limit: 1 << 16)
    return reason == nil ? CheckedFolders(String(decoding: bytes, as: UTF8.self)) : CheckedFolders()
  }

  /// The folder `Rules` beside the program or above it (`.build/release/rigrules` in a checkout),
  /// or where an installation puts it.
  static func beside(_ program: String) -> String? {
    ProgramFolders.find("Rules", inCheckout: "Rules", from: program)
  }
}

extension RuleDiscovery.Found {
  /// Whether the rules that come with the program are among them.
  var includesShipped: Bool {
    if origin == .program { return true }
    guard let shipped = RuleDiscovery.shipped else { return false }
    return folders.contains { DiskFiles.resolved($0) == shipped }
  }
}
