import RigModel

/// The builds that a command is given: files, or `-` for standard input.
enum BuildInput {
  /// What messages call standard input.
  static let standardInputName = "stdin"

  /// Reads one build; everything that is wrong with it is told on standard error.
  static func read(_ path: String, console: Console) throws(CommandFailure) -> Build {
    do throws(InvalidBuild) {
      if path == "-" { return try Build(readingFrom: 0, file: standardInputName) }
      return try Build(contentsOfFile: path)
    } catch {
      throw CommandFailure(.usage, error.diagnostics.map(\.description))
    }
  }
}
