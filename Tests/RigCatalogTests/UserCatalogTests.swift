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
