import RigModel
internal import RigSystem

/// A build with changes, as a file.
///
/// The whole text is written again, in the form of the output's name. So a source with comments is
/// refused: they would be lost.
enum FixedBuildFile {
  static func write(_ build: Build, _ fixed: BuildValue, to path: String) throws(CommandFailure) {
    if let origin = build.origin, hasComments(origin.bytes) {
      throw CommandFailure(
        .usage,
        "\(origin.file) has comments, and writing the build again would lose them; make the "
          + "changes by hand, or take the comments out [output/comments]")
    }
    let checked: Build
    do throws(InvalidBuild) { checked = try Build(fixed) } catch {
      throw CommandFailure(.usage, error.lines)
    }
    let text =
      path.hasSuffix(".json") ? checked.canonicalJSON(pretty: true) : checked.canonicalYAML()
    if let reason = DiskFiles.replace(path, with: Array(text.utf8), isDurable: true) {
      throw CommandFailure(.usage, "\(path) cannot be written: \(reason)")
    }
  }

  /// Whether a `#` begins a line or stands behind a blank: in a text it may be none, but then
  /// nothing is lost by saying so.
  private static func hasComments(_ bytes: [UInt8]) -> Bool {
    bytes.indices.contains { index in
      guard bytes[index] == UInt8(ascii: "#") else { return false }
      return index == 0 || [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index - 1])
    }
  }
}
