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
    // The nearest is named as seen from here, so that messages read the same everywhere.
    if DiskFiles.kind(fileName) == .file { return fileName }
    guard var folder = Environment.workingFolder else { return nil }
    var steps = ""
    while folder != "/" {
      folder = DiskFiles.folder(of: folder)
      steps += "../"
      let candidate = "\(steps)\(fileName)"
      if DiskFiles.kind(candidate) == .file { return candidate }
    }
    return nil
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
