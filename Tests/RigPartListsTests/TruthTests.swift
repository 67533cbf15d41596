import Foundation
import RigCatalog
import RigModel
import RigPartLists
import Testing

/// Lists of real people against the right reading that stands beside each.
@Suite struct TruthTests {
  /// A list with the reading of each of its lines.
  struct Truth: Decodable {
    struct Line: Decodable {
      let line: Int
      let category: String
      let count: Int?
      let maker: String?
      let model: String?
      let states: [String: Fact]?
      let price: Double?
      let ambiguous: String?
      let doubtful: String?
    }
    let list: String
    let builds: Int
    let lines: [Line]
  }

  /// A fact of any type, as the text that a build's value shows.
  struct Fact: Decodable, Equatable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        text = "\(flag)"
      } else if let number = try? container.decode(Double.self) {
        text = BuildValue.quantity(number).shown
      } else if let list = try? container.decode([String].self) {
        text = list.joined(separator: "|")
      } else {
        text = try container.decode(String.self)
      }
    }
  }

  static let folder = FactsLookup.root.deletingLastPathComponent()
    .appending(path: "shared/data/field")
  static let isThere = FileManager.default.fileExists(atPath: folder.path)
  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".truth.json") }.sorted()

  static let parts = Set(PartCategory.allCases.map(\.rawValue))

  @Test("the published lists are there to be read")
  func listsAreThere() {
    if !Self.isThere {
      print("SKIPPED: ../shared/data/field is not there; no published list was read")
    }
    #expect(!Self.isThere || Self.names.count >= 9)
  }

  @Test("every line of a published list has its category, count, facts and price", arguments: names)
  func agrees(_ name: String) throws {
    let (truth, reading) = try Self.read(name)
    #expect(reading.builds.count == truth.builds || truth.builds == 1 && reading.builds.count <= 1)
    for (line, entry) in Self.pairs(truth, reading) {
      let place = "\(name):\(line.line) \(line.category) \(line.model ?? "")"
      guard let entry else {
        Issue.record("\(place): no entry")
        continue
      }
      guard Self.parts.contains(line.category) else {
        #expect(entry.status == .other, "\(place): \(entry.status) \(entry.kind ?? "")")
        continue
      }
      #expect(entry.kind == line.category, "\(place)")
      if let count = line.count { #expect(entry.count == count, "\(place)") }
      if let price = line.price { #expect(entry.price?.amount == price, "\(place)") }
      for (key, fact) in line.states ?? [:] {
        // The limit in force is what a build calls the power limit.
        let key = key == "limit_w" ? "power_limit_w" : key
        let stated = entry.fields.first { $0.key == key }?.value.shown
        #expect(stated == fact.text, "\(place): \(key)")
      }
    }
  }

  @Test("no line of a published list resolves to another maker or model", arguments: names)
  func nothingIsWrong(_ name: String) throws {
    let (truth, reading) = try Self.read(name)
    for (line, entry) in Self.pairs(truth, reading) {
      guard let entry, entry.status == .resolved else { continue }
      let place = "\(name):\(line.line) \(entry.maker ?? "-") \(entry.model ?? "-")"
      if let maker = line.maker, let found = entry.maker {
        #expect(found.lowercased() == maker.lowercased(), "\(place)")
      }
      // Words with figures tell models apart: each of the model's has to be in the list's reading.
      guard let model = line.model, let found = entry.model else { continue }
      let read = Self.squeezed(found)
      for word in model.split(separator: " ") where entry.part != nil {
        let figures = Self.squeezed(String(word))
        guard figures.contains(where: \.isNumber), Int(figures) != nil || figures.count > 3 else {
          continue
        }
        #expect(
          read.contains(figures) || Self.squeezed(entry.text).contains(figures),
          "\(place): \(word)")
      }
      #expect(line.doubtful == nil || line.category == "cpu", "\(place): it is doubtful")
    }
  }

  @Test("nine of ten lines of parts resolve, or are asked where that is right")
  func mostResolve() throws {
    guard Self.isThere else { return }
    var right = 0
    var all = 0
    for name in Self.names {
      let (truth, reading) = try Self.read(name)
      for (line, entry) in Self.pairs(truth, reading) where Self.parts.contains(line.category) {
        all += 1
        let mayAsk = line.ambiguous != nil || line.doubtful != nil || line.model == nil
        // Boards come from the data set, which these tests do without.
        let isBoard = line.category == "motherboard"
        if entry?.status == .resolved || entry?.status == .asked && (mayAsk || isBoard) {
          right += 1
        }
      }
    }
    #expect(right * 10 >= all * 9, "\(right) of \(all)")
  }

  static func read(_ name: String) throws -> (Truth, PartListReading) {
    let truth = try JSONDecoder().decode(
      Truth.self, from: Data(contentsOf: folder.appending(path: name)))
    let bytes = Array(try Data(contentsOf: folder.appending(path: truth.list)))
    return (truth, try Reading.reader.get().read(bytes, file: truth.list))
  }

  /// Each line of the truth with its entry; of several on one line, the one of its category.
  static func pairs(_ truth: Truth, _ reading: PartListReading) -> [(Truth.Line, ListEntry?)] {
    var used: Set<Int> = []
    return truth.lines.map { line in
      let own = reading.entries.indices.filter {
        reading.entries[$0].line == line.line && !used.contains($0)
      }
      let index = own.first { reading.entries[$0].kind == line.category } ?? own.first
      if let index { used.insert(index) }
      return (line, index.map { reading.entries[$0] })
    }
  }

  static func squeezed(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

extension BuildValue {
  /// As a person writes it, lists with bars.
  var shown: String {
    switch self {
    case .boolean(let flag): "\(flag)"
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    case .text(let text): text
    case .list(let items): items.map(\.shown).joined(separator: "|")
    case .map: "map"
    }
  }
}
