import RigModel
import RigRules
internal import RigSystem

/// Finds and reads the configuration.
enum ConfigurationDiscovery {
  static let fileName = "rigrules.yaml"

  /// The file of `--config`, else `rigrules.yaml` in the working folder or the nearest folder above
  /// it that has one.
  static func find(given: String?) throws(CommandFailure) -> String? {
    if let given {
      guard DiskFiles.kind(given) != nil else {
        throw CommandFailure(.usage, "there is no configuration file \(given) [config/unreadable]")
      }
      return given
    }
    return candidates.first { DiskFiles.kind($0) == .file }
  }

  /// Where a configuration may be, the nearest first. Each is named as seen from here, so that
  /// messages read the same everywhere.
  static var candidates: [String] {
    guard let here = Environment.workingFolder else { return [fileName] }
    let above = here.split(separator: "/").count
    return (0...above).map { String(repeating: "../", count: $0) + fileName }
  }

  /// What the file says, where there is one.
  static func load(given: String?) throws(CommandFailure) -> Configuration? {
    guard let path = try find(given: given) else { return nil }
    do throws(InvalidConfiguration) {
      return try Configuration(contentsOfFile: path)
    } catch {
      throw CommandFailure(.broken, error.diagnostics.flatMap(\.lines))
    }
  }
}
