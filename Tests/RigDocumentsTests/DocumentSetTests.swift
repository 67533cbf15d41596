import Foundation
import RigDocuments
import Testing

/// What is told of a folder that is not as it would be generated now.
@Suite struct DocumentSetTests {
  static let page = "<!-- \(GeneratedFile.mark)docs`. -->\n\n# A page\n"
  static let set = DocumentSet(
    files: [
      GeneratedFile(path: "rules/b.md", text: page), GeneratedFile(path: "a.md", text: page),
    ], folders: ["rules"])

  /// A folder with files, gone when the body ends.
  static func differences(_ files: [String: String], of set: DocumentSet = set) throws
    -> [DocumentDifference]
  {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rigrules-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return set.differences(from: folder.path)
  }

  @Test func currentFolderHasNoDifferences() throws {
    #expect(try Self.differences(["rules/b.md": Self.page, "a.md": Self.page]) == [])
  }

  @Test func emptyFolderLacksEverythingInOrder() throws {
    let differences = try Self.differences([:])
    #expect(differences.map(\.path) == ["a.md", "rules/b.md"])
    #expect(differences.allSatisfy { $0.kind == .missing && $0.diff.isEmpty })
  }

  @Test func staleFileComesWithItsDiff() throws {
    let differences = try Self.differences([
      "rules/b.md": Self.page + "more\n", "a.md": Self.page,
    ])
    let stale = try #require(differences.first)
    #expect(differences.count == 1)
    #expect(stale.kind == .stale)
    #expect(stale.diff.contains("\n-more\n"), "\(stale.diff)")
  }

  @Test func markedPageThatNothingGeneratesIsAnOrphan() throws {
    let differences = try Self.differences([
      "rules/b.md": Self.page, "a.md": Self.page, "rules/old/c.md": Self.page,
      "rules/note.md": "# Written by a person\n", "elsewhere/d.md": Self.page,
    ])
    #expect(differences.map(\.path) == ["rules/old/c.md"])
    #expect(differences.first?.kind == .orphan)
  }

  @Test func folderInTheWayIsTold() throws {
    let differences = try Self.differences(["a.md/x": "", "rules/b.md": Self.page])
    #expect(differences.map(\.path) == ["a.md"])
    #expect(differences.first?.summary.hasPrefix("cannot be read") == true)
  }
}
