import RigDocuments
import RigRules
internal import RigSystem

/// Brings generated files to a folder, or tells how those that are there differ.
struct DocumentWriter {
  let console: Console
  let quiet: Bool

  func bring(_ documents: DocumentSet, into folder: String, checking: Bool)
    throws(CommandFailure) -> ExitStatus
  {
    let differences = documents.differences(from: folder)
    if checking { return tell(differences, of: folder) }
    for difference in differences {
      let path = "\(folder)/\(difference.path)"
      if difference.kind == .orphan {
        if let reason = DiskFiles.remove(path) {
          throw CommandFailure(.usage, "\(path) cannot be removed: \(reason) [output/unwritable]")
        }
        note("removed \(path)")
      } else {
        DiskFiles.makeFolder(DiskFiles.folder(of: path), mode: 0o777)
        if let reason = DiskFiles.replace(path, with: Array(difference.new.utf8)) {
          throw CommandFailure(.usage, "\(path) cannot be written: \(reason) [output/unwritable]")
        }
        note("wrote \(path)")
      }
    }
    note("\(folder): \(documents.files.count) current, \(differences.count) of them changed")
    return .success
  }

  private func tell(_ differences: [DocumentDifference], of folder: String) -> ExitStatus {
    for difference in differences {
      console.note("\(folder)/\(difference.path): error: it \(difference.summary) [docs/stale]")
      console.print(difference.diff)
    }
    return differences.isEmpty ? .success : .findings
  }

  private func note(_ line: String) {
    if !quiet { console.note(line) }
  }
}
