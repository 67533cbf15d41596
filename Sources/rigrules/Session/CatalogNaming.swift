import RigBatch
import RigModel
import RigPartLists
internal import RigSystem
internal import Synchronization

/// Names in the lines of a batch, by the catalogue. It is opened for the first line that has one:
/// a batch without names pays nothing.
final class CatalogNaming: PartNaming {
  private let parts: OpenedPartNames
  /// Values that were spelled out for any worker, by their key and bytes.
  private let known = Guarded(Known())

  private struct Known {
    var values: [[UInt8]: SpelledValue] = [:]
    var bytes = 0
  }

  /// Bytes of values that are kept; then all are forgotten.
  private static let budget = 32 << 20

  init(_ parts: OpenedPartNames = OpenedPartNames()) { self.parts = parts }

  func spelledOut(_ value: [UInt8], of key: String) -> SpelledValue {
    guard NamedBuild.mayName(value, of: key) else { return .plain }
    let place = Array(key.utf8) + [0] + value
    if let spelled = known.withLock({ $0.values[place] }) { return spelled }
    let spelled = lookedUp(value, of: key)
    known.withLock { known in
      if known.bytes > Self.budget { known = Known() }
      known.values[place] = spelled
      known.bytes += place.count + 100
      if case .spelled(let bytes) = spelled { known.bytes += bytes.count }
    }
    return spelled
  }

  private func lookedUp(_ value: [UInt8], of key: String) -> SpelledValue {
    do {
      return try parts.names().builds.spelledOut(value, of: key).map { .spelled($0) } ?? .plain
    } catch {
      return .unclear
    }
  }

  func build(_ bytes: [UInt8], file: String) throws(InvalidBuild) -> Build? {
    guard NamedBuild.hasNames(bytes, file: file) else { return nil }
    do { return try parts.names().builds.read(bytes, file: file)?.build } catch let invalid
      as InvalidBuild
    {
      throw invalid
    } catch {
      let lines = (error as? CommandFailure)?.lines ?? ["\(error)"]
      throw InvalidBuild(diagnostics: [
        Diagnostic(
          code: "catalog/none", file: file,
          message: "the names of parts cannot be looked up: " + lines.joined(separator: "; "))
      ])
    }
  }
}
