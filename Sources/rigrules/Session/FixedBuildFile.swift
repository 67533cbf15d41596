import RigModel
internal import RigSystem

/// A build with changes, as a file.
///
/// The text that the build came from is edited, so that comments, order and style stay. A build that
/// has no text of its own fields (a list, names of parts) is written as a whole; one with comments that
/// cannot be edited is refused, because they would be lost.
enum FixedBuildFile {
  static func write(_ build: Build, _ fixed: BuildValue, to path: String) throws(CommandFailure) {
    let text = try text(of: build, fixed, for: path)
    if let reason = DiskFiles.replace(path, with: text, isDurable: true) {
      throw CommandFailure(.usage, "\(path) cannot be written: \(reason)")
    }
  }

  /// The text of a build with changes, as a file of this name holds it.
  static func text(of build: Build, _ fixed: BuildValue, for path: String)
    throws(CommandFailure) -> [UInt8]
  {
    var fixed = fixed
    // The name that a build has from its file is not in its text.
    if build.id == nil { fixed = .map((fixed.mapValue ?? []).filter { $0.key != "id" }) }
    let checked: Build
    do throws(InvalidBuild) { checked = try Build(fixed) } catch {
      throw CommandFailure(.usage, error.lines)
    }
    let asJSON = path.hasSuffix(".json")
    if let origin = build.origin, origin.file.hasSuffix(".json") == asJSON {
      do {
        let edit = try BuildTextEdit(origin.bytes, as: origin.format, file: origin.file)
        return try edit.text(giving: checked.value).bytes
      } catch {
        if hasComments(origin.bytes) {
          throw CommandFailure(
            .usage,
            "\(origin.file) cannot be edited, and written as a whole it would lose its comments: "
              + "\(error) [output/comments]")
        }
      }
    }
    return Array((asJSON ? checked.canonicalJSON(pretty: true) : checked.canonicalYAML()).utf8)
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
