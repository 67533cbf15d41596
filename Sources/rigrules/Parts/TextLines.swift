import RigModel

/// The lines of a small text file.
enum TextLines {
  static func read(_ file: String) throws(CommandFailure) -> [String] {
    do throws(Diagnostic) {
      let bytes = try FileBytes.read(file, displayedAs: file, domain: "build")
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    } catch {
      throw CommandFailure(.usage, [error.description])
    }
  }
}
