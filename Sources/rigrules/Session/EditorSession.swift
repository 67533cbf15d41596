import RigEditors
import RigModel
import RigRules
internal import RigSystem

/// What the language server and the tool server work with.
extension CommandSession {
  /// Rules, and what reads builds in every form that `check` takes.
  var editorContext: EditorContext {
    let parts = OpenedPartNames()
    return EditorContext(
      engine: engine, language: language, version: Version.text,
      ruleFolders: found.folders.compactMap { DiskFiles.resolved($0) },
      parts: {
        (try? parts.names()).map { EditorContext.Parts(catalog: $0.catalog, builds: $0.builds) }
      },
      readBuild: { bytes, file in
        let content = try BuildInput.content(of: bytes, file, names: parts.names)
        let builds = try BuildInput.builds(in: content, file)
        guard builds.count == 1 else {
          throw CommandFailure(.usage, "the list describes \(builds.count) machines; send one")
        }
        return builds[0]
      })
  }
}
