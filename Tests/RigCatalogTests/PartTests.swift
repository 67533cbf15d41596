import RigCatalog
import Testing

struct PartTests {
  @Test func `A full name says the maker once`() {
    let named = Part(
      id: "gpu/asus-tuf", category: .gpu, maker: "ASUS", name: "TUF Gaming GeForce RTX 3090",
      fields: [])
    #expect(named.fullName == "ASUS TUF Gaming GeForce RTX 3090")
    let repeated = Part(
      id: "cpu/amd", category: .cpu, maker: "AMD", name: "AMD Ryzen 9 7950X", fields: [])
    #expect(repeated.fullName == "AMD Ryzen 9 7950X")
  }
}
