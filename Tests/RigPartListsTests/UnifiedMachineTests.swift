import RigCatalog
import RigModel
import RigPartLists
import Testing

/// Lines that name a whole machine whose graphics use the machine's memory.
@Suite struct UnifiedMachineTests {
  @Test(
    "a machine of unified memory is its graphics, its memory and its CPU, as detection has it",
    arguments: [
      ("NVIDIA DGX Spark", "GB10", 128.0), ("2x DGX Spark 4TB", "GB10", 128),
      ("ASUS Ascent GX10 1TB", "GB10", 128), ("Dell Pro Max with GB10", "GB10", 128),
      ("Mac Studio M3 Ultra 512GB", "Apple M3 Ultra", 512),
      ("Mac mini M4 Pro 48GB/512GB", "Apple M4 Pro", 48),
      ("MacBook Pro M3 Max 128GB", "Apple M3 Max", 128),
      ("Framework Desktop Ryzen AI Max+ 395 128GB", "Radeon 8060S", 128),
      ("GMKtec EVO-X2 (Ryzen AI Max+ 395, 128GB LPDDR5X, 2TB)", "Radeon 8060S", 128),
      ("HP Z2 Mini G1a Ryzen AI Max PRO 390 64GB", "Radeon 8050S", 64),
    ])
  func machines(_ line: String, _ chip: String, _ memory: Double) throws {
    let reading = try CatalogueLineTests.reader.get().read(Array(line.utf8), file: "list.txt")
    #expect(reading.entries.allSatisfy { $0.status == .resolved && $0.part == nil })
    let cards = try #require(reading.build["gpus"]?.listValue)
    #expect(cards.count == 1 && cards[0]["chipset"]?.textValue == chip, "\(cards)")
    #expect(cards[0]["unified_memory"]?.booleanValue == true)
    #expect(cards[0]["vram_gb"]?.numberValue == memory)
    #expect(reading.build["memory"]?.listValue?.first?["capacity_gb"]?.numberValue == memory)
    #expect(reading.entries[0].notes.contains { $0.english.contains("whole machine") })
  }

  @Test(
    "what the line does not say of such a machine is asked about",
    arguments: ["HP Z2 Mini G1a", "Mac Studio", "Framework Desktop 64GB", "Mac Studio M3 Ultra"])
  func asked(_ line: String) throws {
    let entries = try CatalogueLineTests.entries(line)
    let card = try #require(entries.first { $0.category == .gpu })
    #expect(card.status == .asked && card.part == nil && card.notes.count == 2, "\(entries)")
  }

  @Test(
    "what is sold for such a machine, and what has a name like its, is none",
    arguments: [
      "Thunderbolt dock for Mac mini", "Case: Cooler Master MasterBox M4", "SSD: aigo YOGO M2 1TB",
      "Mini PC with M2 slot 512GB", "I compared it with the Mac Studio and this is what I have",
    ])
  func others(_ line: String) throws {
    let entries = try CatalogueLineTests.entries(line)
    #expect(!entries.contains { $0.fields.contains { $0.key == "unified_memory" } }, "\(entries)")
  }

  @Test("a chip of such machines under heads of their parts has the memory of the line beside it")
  func headed() throws {
    let list = "CPU: Ryzen AI Max+ 395\nGPU: Radeon 8060S\nRAM: 128GB LPDDR5X-8000"
    let build = try CatalogueLineTests.reader.get().read(Array(list.utf8), file: "list.txt").build
    #expect(build["cpu"]?["cores"]?.numberValue == 16)
    #expect(build["gpus"]?.listValue?.first?["vram_gb"]?.numberValue == 128, "\(build)")
  }
}
