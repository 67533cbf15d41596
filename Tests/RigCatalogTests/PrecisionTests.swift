import Foundation
import RigCatalog
import RigModel
import Testing

/// What names mean, from `names.tsv`: category, name, and the answer that is right.
///
/// An answer is the id of a part, `asked` (several parts), or `unknown`. A name that is asked where
/// a part is expected fails too: the table states what the catalogue is known to do, and a change
/// that makes it ask more has to say so in the table.
struct PrecisionTests {
  struct Name: CustomTestStringConvertible, Sendable {
    let category: PartCategory?
    let name: String
    let expected: String
    var testDescription: String { "\(category?.rawValue ?? "-") \(name)" }
  }

  static let names: [Name] = {
    let path = SharedCatalog.repository + "/Tests/RigCatalogTests/names.tsv"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 3 else { return nil }
      return Name(category: PartCategory(rawValue: cells[0]), name: cells[1], expected: cells[2])
    }
  }()

  @Test func `The table of names is there`() { #expect(Self.names.count >= 150) }

  @Test(arguments: names)
  func `A name means the part that it should`(_ name: Name) throws {
    let found = try SharedCatalog.catalog().resolve(name.name, category: name.category)
    #expect(Self.answer(found) == name.expected)
  }

  @Test func `An alias is a name of its part, and a longer name is not`() throws {
    let catalog = try SharedCatalog.catalog()
    guard case .exact(let part) = try catalog.resolve("PA120 SE", category: .cpuCooler) else {
      Issue.record("PA120 SE is no exact name")
      return
    }
    #expect(try catalog.isListed("PA120 SE", of: part))
    #expect(try catalog.isListed("Thermalright PA120 SE", of: part))
    #expect(try !catalog.isListed("PA120 SE ARGB Elite", of: part))
  }

  @Test func `The makers of a name of few letters are found by one search`() throws {
    let makers = try SharedCatalog.catalog().makers(ofPartsWith: "GX850", category: .psu)
    #expect(makers?.contains("Seasonic") == true && makers?.contains("GameMax") == true)
    #expect((makers?.count ?? 99) < 20)
  }

  /// Two makers in a name, and a name that is the number of a variant too.
  @Test(
    arguments: [
      ("ASUS Intel C236 P10S WS LGA1151 DDR4 ATX", PartCategory.motherboard),
      ("Teamgroup Team T-Force Night Hawk RGB Black DDR4-3600 CL18 16GB (2x8GB)", .memory),
      ("Gigabyte X399 AORUS Gaming 7", .motherboard), ("Seasonic VERTEX PX-850", .psu),
    ])
  func `A whole name is looked up`(_ name: String, _ category: PartCategory) throws {
    let parts = try SharedCatalog.catalog().parts(fullyNamed: name, category: category)
    #expect(parts.map(\.fullName) == [name])
  }

  /// The data set has LGA 2011 for them.
  @Test(arguments: ["Intel Xeon E5-2680 v4", "Xeon E5-2630 v4"])
  func `A CPU is one, though a data set has a shorter name of its socket`(_ name: String) throws {
    let found = try SharedCatalog.catalog().resolve(name, category: .cpu)
    guard case .exact(let part) = found else {
      Issue.record("\(found)")
      return
    }
    #expect(part["socket"]?.value.value == "LGA 2011-3")
  }

  static func answer(_ found: NameResolution) -> String {
    switch found {
    case .exact(let part), .best(let part, _), .chipset(let part, _): part.id
    case .several: "asked"
    case .none: "unknown"
    }
  }

  /// A name that ships may be one of several, and then it is asked; it is never another part.
  @Test(arguments: PartCategory.allCases)
  func `The full name of each part that ships means itself or is asked`(
    _ category: PartCategory
  ) throws {
    let catalog = try SharedCatalog.catalog()
    var wrong: [String] = []
    var lost: [String] = []
    var itself = 0
    var parts: [Part] = []
    try catalog.forEachPart(category) { parts.append($0) }
    for part in parts {
      let found = try catalog.resolve(part.fullName, category: category)
      switch found {
      case .exact(let other), .best(let other, _):
        if Self.isSame(other, part) {
          itself += 1
        } else {
          wrong.append("\(part.id) → \(other.id)")
        }
      case .several: break
      case .chipset(let other, _):
        if !Self.isOpen(other, part) { wrong.append("\(part.id) → \(other.id)") }
      case .none: lost.append(part.id)
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count) wrong, such as \(wrong.prefix(20))")
    #expect(lost.count * 500 <= parts.count, "\(lost.count) are not found: \(lost.prefix(20))")
    #expect(itself * 10 >= parts.count * 8, "\(itself) of \(parts.count) mean themselves")
  }

  /// Two entries of one name that contradict each other in no field are one part in two colours,
  /// boxes, or states of knowledge.
  private static func isSame(_ one: Part, _ other: Part) -> Bool {
    one.id == other.id
      || one.fields.allSatisfy { field in
        other[field.key].map { $0.value.value == field.value.value } ?? true
      }
  }

  /// A chipset or series leaves open which of its parts is meant.
  private static func isOpen(_ shared: Part, _ part: Part) -> Bool {
    if part.category == .gpu { return shared["chipset"]?.value == part["chipset"]?.value }
    return shared.category == part.category
  }
}

/// Short names beside words that look like filling.
@Suite struct ShortNameTests {
  @Test("a series of two letters is not the one part whose name begins so")
  func seriesIsNoPart() throws {
    let catalog = try SharedCatalog.catalog()
    for name in ["NT Series", "Chieftec NT Series", "NT White Edition"] {
      for category in PartCategory.allCases {
        switch try catalog.resolve(name, category: category) {
        case .exact(let part), .best(let part, _):
          Issue.record("\(name) is taken for \(part.id)")
        case .chipset, .several, .none: break
        }
      }
    }
  }
}

/// Combinations of lists.
@Suite struct CombinationTests {
  @Test("each combination comes once in either order, and the seed decides the shuffled one")
  func comeOnce() throws {
    let some = try #require(Combinations(sizes: [3, 1, 7, 5], seed: 9))
    #expect(some.count == 105)
    #expect(Set((0..<105).map { some.members(of: $0) }).count == 105)
    let order = (0..<105).map { some.shuffled($0) }
    #expect(order.sorted() == Array(0..<105) && order != Array(0..<105))
    let other = try #require(Combinations(sizes: [3, 1, 7, 5], seed: 10))
    #expect((0..<105).map { other.shuffled($0) } != order)
  }

  @Test("an empty list and more than can be counted have none")
  func refused() {
    #expect(Combinations(sizes: [3, 0], seed: 1) == nil)
    #expect(Combinations(sizes: [1 << 40, 1 << 40], seed: 1) == nil)
    #expect(Combinations(sizes: [1], seed: 1)?.shuffled(0) == 0)
  }
}

/// The layer over SQLite.
@Suite struct SQLiteTests {
  @Test("names with SQL, escapes and nothing in them are asked for as values")
  func hostileNames() throws {
    let catalog = try SharedCatalog.catalog()
    let before = try catalog.search("rtx 3090").map(\.id)
    for name in [
      "'; DROP TABLE part; --", "\" OR 1=1", "\u{1B}[31mRTX", "", "*", "NEAR(a b)", "c0 AND",
      String(repeating: "rtx ", count: 5000), "\u{0}RTX 3090\u{0}",
    ] {
      _ = try catalog.search(name)
      for category in PartCategory.allCases { _ = try catalog.resolve(name, category: category) }
    }
    #expect(try catalog.search("rtx 3090").map(\.id) == before)
  }
}
