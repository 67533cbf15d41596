import Foundation
import RigModel
import Testing

@Suite("A file is read under its limits")
struct BuildFileTests {
  /// A folder that is gone after the test.
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "rigmodel-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func refusal(_ path: String) -> [String] {
    do throws(InvalidBuild) {
      _ = try Build(contentsOfFile: path, displayedAs: "shown")
      return []
    } catch {
      return error.diagnostics.map(\.description)
    }
  }

  @Test("a file is read, and named by its stem")
  func fileIsRead() throws {
    try withFolder { folder in
      let file = folder.appending(path: "my-rig.yaml")
      try Data("name: A\n".utf8).write(to: file)
      let rig = try Build(contentsOf: file)
      #expect(rig.name == "A")
      #expect(rig.fallbackID == "my-rig")
      #expect(rig.id == nil)
    }
  }

  @Test("a folder, a missing file and a wrong path are told apart")
  func unreadable() throws {
    try withFolder { folder in
      let prefix = "shown: error: the file cannot be read: "
      let suffix = " [build/unreadable]"
      #expect(
        refusal(folder.path) == [prefix + "it is a directory, and a file is needed" + suffix])
      #expect(refusal(folder.path + "/none") == [prefix + "there is no such file" + suffix])
      try Data().write(to: folder.appending(path: "file"))
      #expect(
        refusal(folder.path + "/file/x") == [
          prefix + "a part of its path is not a directory" + suffix
        ])
      #expect(refusal("a\0b") == [prefix + "a path cannot hold a NUL character" + suffix])
    }
  }

  @Test("a hundred megabytes of blanks are refused before they are read")
  func hugeFile() throws {
    try withFolder { folder in
      let file = folder.appending(path: "huge.yaml")
      try Data().write(to: file)
      let handle = try FileHandle(forWritingTo: file)
      try handle.truncate(atOffset: 100_000_000)
      try handle.close()
      let time = seconds {
        #expect(
          refusal(file.path) == [
            "shown: error: the file is larger than the limit of 1048576 bytes (it has 100000000 "
              + "bytes) [build/too-large]"
          ])
      }
      #expect(time < 0.5)
    }
  }

  @Test("a device without end is refused after the limit")
  func endlessDevice() throws {
    #expect(
      refusal("/dev/zero") == [
        "shown: error: the file is larger than the limit of 1048576 bytes [build/too-large]"
      ])
  }

  @Test("a pipe is read to its end")
  func pipe() throws {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data("{\"name\": \"P\"}".utf8))
    try pipe.fileHandleForWriting.close()
    let rig = try Build(
      readingFrom: pipe.fileHandleForReading.fileDescriptor, file: "stdin")
    #expect(rig.name == "P")
    #expect(rig.fallbackID == "stdin")
  }
}
