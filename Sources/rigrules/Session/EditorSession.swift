import RigEditors
import RigModel
import RigRules
internal import RigSystem

/// What the language server and the tool server work with.
extension CommandSession {
  /// Rules, and what reads builds in every form that `check` takes.
  var editorContext: EditorContext {
    EditorContext(
      engine: engine, language: language, version: Version.text,
      ruleFolders: found.folders.compactMap { DiskFiles.resolved($0) },
      openParts: {
        guard let catalog = try? CatalogDiscovery.open(), let names = try? PartNames.open() else {
          return nil
        }
        return EditorContext.Parts(catalog: catalog, builds: names.builds)
      },
      readBuild: { bytes, file in
        let content = try BuildInput.content(of: bytes, file)
        let builds = try BuildInput.builds(in: content, file)
        guard builds.count == 1 else {
          throw CommandFailure(.usage, "the list describes \(builds.count) machines; send one")
        }
        return builds[0]
      })
  }
}
