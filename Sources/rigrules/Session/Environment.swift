internal import RigSystem

/// What the process was started with and where, read when asked for.
enum Environment {
  /// The value of a variable that is set to something.
  static func value(_ name: String) -> String? {
    guard let text = getenv(name), text.pointee != 0 else { return nil }
    return String(cString: text)
  }

  /// The folder the process works in.
  static var workingFolder: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// The program's own file, with every link resolved.
  static var executablePath: String? {
    #if os(Linux)
      DiskFiles.resolved("/proc/self/exe")
    #else
      DiskFiles.resolved(CommandLine.arguments[0])
    #endif
  }

  /// Today here, as `2026-11-23`.
  static var today: String {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return [
      String(parts.tm_year + 1900), twoDigits(parts.tm_mon + 1), twoDigits(parts.tm_mday),
    ].joined(separator: "-")
  }

  /// The time of day here, as `17:04:09`: for a person at a terminal alone, never in an output.
  static var timeOfDay: String {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return [parts.tm_hour, parts.tm_min, parts.tm_sec].map(twoDigits).joined(separator: ":")
  }

  private static func twoDigits(_ number: Int32) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
