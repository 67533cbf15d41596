import RigBatch
import RigModel
import RigPartLists

/// Names in the lines of a batch, by the catalogue. It is opened for the first line that has one:
/// a batch without names pays nothing.
final class CatalogNaming: PartNaming {
  private let parts: OpenedPartNames

  init(_ parts: OpenedPartNames = OpenedPartNames()) { self.parts = parts }

  func spelledOut(_ value: [UInt8], of key: String) -> SpelledValue {
    guard NamedBuild.mayName(value, of: key) else { return .plain }
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
