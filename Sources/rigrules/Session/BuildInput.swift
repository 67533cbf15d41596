import RigBatch
import RigModel

/// The one build that a command is given.
enum BuildInput {
  /// Reads it from a file, or from standard input for `-`; everything that is wrong with it is in
  /// the failure.
  static func read(_ path: String) throws(CommandFailure) -> Build {
    do throws(InvalidBuild) { return try BuildReader.build(at: path) } catch {
      throw CommandFailure(.usage, error.lines)
    }
  }
}
