import Foundation
import RigModel
import Testing

@testable import RigCatalog

struct UserCatalogTests {
  private static func card(_ name: String, _ values: [String: BuildValue]) -> UserPart {
    UserPart(category: .gpu, maker: "MSI", name: name, source: "mine.yaml", values: values)
  }

  @Test func `What is added twice is there once`() throws {
    let folder = try ScratchFolder()
    let user = UserCatalog(path: folder.path + "/new/parts.tsv")
    let parts = [Self.card("One", ["length_mm": 300]), Self.card("Two", [:])]
    #expect(try user.add(parts).added == 2)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: user.path))
    let again = try user.add(parts)
    #expect(again.added == 0 && again.changed == 0 && again.unchanged == 2)
    #expect(try Data(contentsOf: URL(fileURLWithPath: user.path)) == bytes)
  }

  @Test func `A later value replaces an earlier and keeps the others`() throws {
    let folder = try ScratchFolder()
    let user = UserCatalog(path: folder.path + "/parts.tsv")
    _ = try user.add([Self.card("One", ["length_mm": 300, "tdp_w": 350])])
    #expect(try user.add([Self.card("One", ["length_mm": 310])]).changed == 1)
    let part = try #require(try user.parts().first)
    #expect(part.values == ["length_mm": 310, "tdp_w": 350])
  }

  @Test(arguments: ["a\tb", "x\ny", "\u{1B}[31m", "'; DROP TABLE part; --", "空 格 “x”", "a|b=c"])
  func `Any name comes back as text`(_ name: String) throws {
    let folder = try ScratchFolder()
    let user = UserCatalog(path: folder.path + "/parts.tsv")
    _ = try user.add([Self.card(name, ["chipset": .text(name)])])
    let part = try #require(try user.parts().first)
    #expect(!part.name.contains { $0 == "\t" || $0 == "\n" || $0 == "\u{1B}" })
    #expect(try user.add([part]).unchanged == 1)
  }

  @Test func `A damaged catalogue is an error and stays as it is`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("# rigrules parts 1\nnonsense\n", to: "parts.tsv")
    #expect(throws: CatalogError.self) {
      try UserCatalog(path: path).add([Self.card("One", [:])])
    }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text == "# rigrules parts 1\nnonsense\n")
  }

  @Test func `A table of pc-part-dataset is read`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      """
      name,price,speed,modules,price_per_gb,color,first_word_latency,cas_latency
      Corsair Vengeance 32 GB,99.99,"5,6000","2,16",3.1,Black,10,30
      Broken,1,"5,6000","2,lots",,,,
      """, to: "memory.csv")
    let read = try PartImport.csv(path, category: .memory)
    let kit = try #require(read.parts.first)
    #expect(kit.values["type"] == "DDR5")
    #expect(kit.values["speed_mts"] == 6000)
    #expect(kit.values["modules"] == 2)
    #expect(kit.values["module_gb"] == 16)
    #expect(kit.values["price"] == 99.99)
    #expect(read.refused.map(\.line) == [3])
  }

  @Test func `A table needs a column of names`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("Modell;Länge\nX;300\n", to: "cards.csv")
    #expect(throws: CatalogError.self) { try PartImport.csv(path, category: .gpu) }
    let read = try PartImport.csv(
      path, category: .gpu, map: ["Modell": "name", "länge": "length_mm"])
    #expect(read.parts.first?.values["length_mm"] == 300)
  }

  @Test func `A line whose quote does not end is refused, and the others are read`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("name,price\n\"X,3\nY,2\n", to: "cards.csv")
    let read = try PartImport.csv(path, category: .gpu)
    #expect(read.parts.map(\.name) == ["Y"])
    #expect(read.refused.map(\.line) == [2])
  }
}

/// The database in a cache folder.
@Suite struct CacheTests {
  /// A catalogue of the first lines of each text.
  private static func smallFolder(_ scratch: ScratchFolder, lines: Int) throws -> String {
    let files = FileManager.default
    let folder = "\(scratch.path)/texts-\(lines)"
    for part in ["Facts", "Data"] {
      try files.createDirectory(atPath: "\(folder)/\(part)", withIntermediateDirectories: true)
      for name in try files.contentsOfDirectory(atPath: "\(SharedCatalog.folder)/\(part)") {
        let text = try String(
          contentsOfFile: "\(SharedCatalog.folder)/\(part)/\(name)", encoding: .utf8)
        let first = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(lines)
        try (first.joined(separator: "\n") + "\n").write(
          toFile: "\(folder)/\(part)/\(name)", atomically: true, encoding: .utf8)
      }
    }
    return folder
  }

  @Test func `Two catalogues by turns are made once each, and a third replaces the older`() throws {
    let scratch = try ScratchFolder()
    let folders = try [20, 30, 40].map { try Self.smallFolder(scratch, lines: $0) }
    let cache = "\(scratch.path)/cache"
    func isMade(_ folder: String) throws -> Bool {
      var isMade = false
      _ = try Catalog(folder: folder, cache: cache) { _ in isMade = true }
      return isMade
    }
    #expect(try isMade(folders[0]))
    #expect(try isMade(folders[1]))
    #expect(
      try [isMade(folders[0]), isMade(folders[1]), isMade(folders[0])] == [false, false, false])
    #expect(try isMade(folders[2]))
    #expect(try !isMade(folders[1]))
    #expect(try isMade(folders[0]))
    let left = try FileManager.default.contentsOfDirectory(atPath: cache).sorted()
    #expect(left == ["catalog-before.sqlite", "catalog.sqlite"])
  }
}
