import Foundation
import RigCatalog
import RigModel
import RigPartLists
import Testing

@Suite struct TruthTests {
  static let folder = FactsLookup.folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data/field")

  @Test func probe() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
      .filter { $0.hasPrefix("l") && !$0.hasSuffix("truth.json") }
    for name in names {
      let data = try Data(contentsOf: Self.folder.appending(path: name))
      let reading = try Reading.reader.get().read(Array(data), file: name)
      print("== \(name) \(reading.form)")
      print(reading.json())
      for entry in reading.entries where !entry.notes.isEmpty {
        print("  note \(entry.line): \(entry.notes.map(\.english))")
      }
      print(reading.notes.map(\.english))
    }
  }
}
