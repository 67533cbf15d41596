import Foundation
import Testing

@testable import RigModel

/// A text, changes to it, and the text that they must give.
struct TextEditCase: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  let changes: [(path: String, value: BuildValue?)]
  let gives: String
  var testDescription: String { name }

  init(
    _ name: String, _ text: String, _ changes: [(path: String, value: BuildValue?)],
    _ gives: String
  ) {
    (self.name, self.text, self.changes, self.gives) = (name, text, changes, gives)
  }
}

@Suite("Texts of builds are edited in place")
struct BuildTextEditTests {
  static let four = """
    # the lab's machine
    id: lab  # on the label
    gpus:
      # bought in May
      name: RTX 2080 Ti
      count: 4   # all alike
      cooling: open-air

    psus:
      - { name: HX1200, wattage_w: 1200 }  # to be replaced
    """

  static let cases: [TextEditCase] = [
    TextEditCase(
      "all cards of a count change together", four,
      (0..<4).map { ("gpus[\($0)].cooling", "blower") },
      four.replacing("open-air", with: "blower")),
    TextEditCase(
      "a number in flow style", four, [("psus[0].wattage_w", 1600)],
      four.replacing("wattage_w: 1200", with: "wattage_w: 1600")),
    TextEditCase(
      "a new key stands behind the one before it", four, [("gpus[0].price", 9)],
      four.replacing(
        "  # bought in May\n  name: RTX 2080 Ti\n  count: 4   # all alike\n  cooling: open-air",
        with: """
            # bought in May
            - name: RTX 2080 Ti
              count: 1   # all alike
              cooling: open-air
              price: 9
            - name: RTX 2080 Ti
              count: 3   # all alike
              cooling: open-air
          """)),
    TextEditCase(
      "a card more is a higher count", four,
      [("gpus[4]", ["name": "RTX 2080 Ti", "cooling": "open-air"])],
      four.replacing("count: 4", with: "count: 5")),
    TextEditCase(
      "a card less is a lower count", four, [("gpus[1]", nil)],
      four.replacing("count: 4", with: "count: 3")),
    TextEditCase(
      "a key that goes takes its line", four, (0..<4).map { ("gpus[\($0)].cooling", nil) },
      four.replacing("\n  cooling: open-air", with: "")),
    TextEditCase(
      "a part more in a list", four, [("psus[1]", ["wattage_w": 500])],
      four + "\n  - wattage_w: 500"),
    TextEditCase(
      "a new part stands in the order of the format", four, [("cpu", ["cores": 8])],
      four.replacing(
        "id: lab  # on the label", with: "id: lab  # on the label\ncpu:\n  count: 1\n  cores: 8")),
    TextEditCase(
      "a part that goes takes its comments, which is said", four, [("psus", nil)],
      four.replacing("psus:\n  - { name: HX1200, wattage_w: 1200 }  # to be replaced", with: "")),
    TextEditCase(
      "the first key of a dash", "gpus:\n- name: A # a\n  vram_gb: 8 # v\n- name: B\n",
      [("gpus[0].name", nil)], "gpus:\n- vram_gb: 8 # v\n- name: B\n"),
    TextEditCase(
      "the first card of a list", "gpus:\n- name: A # a\n  vram_gb: 8 # v\n- name: B # b\n",
      [("gpus[0]", nil)], "gpus:\n- name: B # b\n"),
    TextEditCase(
      "a value that was not known", "cpu:\n  price:  # ask\n  cores: 8\n", [("cpu.price", 10)],
      "cpu:\n  price: 10  # ask\n  cores: 8\n"),
    TextEditCase(
      "CR LF stays CR LF", "cpu:\r\n  cores: 8\r\nmonitors: 1\r\n",
      [("cpu.threads", 16), ("monitors", 2)],
      "cpu:\r\n  cores: 8\r\n  threads: 16\r\nmonitors: 2\r\n"),
    TextEditCase(
      "quotes stay", "name: 'The lab'\nsoftware: {cuda: \"10.0\"}\n",
      [("name", "It"), ("software.cuda", "11.2")],
      "name: \"It\"\nsoftware: {cuda: \"11.2\"}\n"),
    TextEditCase(
      "flow style over several lines", "gpus: [\n  {name: A}, # a\n  {name: B} # b\n]\n",
      [("gpus[2]", ["name": "C"])], "gpus: [\n  {name: A}, # a\n  {name: B}, # b\n  {name: C}\n]\n"),
    TextEditCase(
      "a list of numbers", "chassis:\n  radiators_mm: [360, 280, 140] # mounts\n",
      [("chassis.radiators_mm", [360, 240, 140, 120])],
      "chassis:\n  radiators_mm: [360, 240, 140, 120] # mounts\n"),
    TextEditCase(
      "plugs that go are none", "gpus: {power_connectors: {pcie_8pin: 2}}\n",
      [("gpus[0].power_connectors.pcie_8pin", nil)],
      "gpus: {power_connectors: {pcie_8pin: 0}}\n"),
    TextEditCase(
      "what follows from others is not written",
      "memory: {modules: 2, module_gb: 8}\n",
      [("memory[0].module_gb", 16), ("memory[0].capacity_gb", 32)],
      "memory: {modules: 2, module_gb: 16}\n"),
    TextEditCase(
      "another name of a key", "gpu: {name: A, vram_gb: 8}\n", [("gpus[0].vram_gb", 12)],
      "gpu: {name: A, vram_gb: 12}\n"),
    TextEditCase(
      "one of the cards of a flow map", "gpus: {name: A, count: 2} # two\n",
      [("gpus[1].vram_gb", 12)],
      "gpus: [{name: A, count: 1}, {name: A, count: 1, vram_gb: 12}] # two\n"),
    TextEditCase(
      "the cards behind an alias change with their anchor",
      "gpus:\n  - &card {name: A, vram_gb: 8}\n  - *card\n",
      [("gpus[0].vram_gb", 9), ("gpus[1].vram_gb", 9)],
      "gpus:\n  - &card {name: A, vram_gb: 9}\n  - *card\n"),
    TextEditCase(
      "an alias that is no longer the same is written out",
      "gpus:\n  - &card {name: A, vram_gb: 8}\n  - *card\n", [("gpus[0].vram_gb", 9)],
      "gpus:\n  - &card {name: A, vram_gb: 9}\n  - name: A\n    vram_gb: 8\n"),
    TextEditCase(
      "JSON on one line", #"{"id": "a", "gpus": [{"name": "A"}]}"#,
      [("gpus[0].vram_gb", 8), ("monitors", 2)],
      #"{"id": "a", "monitors": 2, "gpus": [{"name": "A", "vram_gb": 8}]}"#),
    TextEditCase(
      "JSON with an indent", "{\n  \"id\": \"a\",\n  \"cpu\": {\n    \"cores\": 8\n  }\n}\n",
      [("cpu.threads", 16), ("psus", [["wattage_w": 500]])],
      "{\n  \"id\": \"a\",\n  \"cpu\": {\n    \"cores\": 8,\n    \"threads\": 16\n  },\n"
        + "  \"psus\": [\n    {\n      \"wattage_w\": 500\n    }\n  ]\n}\n"),
    TextEditCase(
      "the last key of JSON", "{\n  \"id\": \"a\",\n  \"monitors\": 2\n}\n", [("monitors", nil)],
      "{\n  \"id\": \"a\"\n}\n"),
  ]

  @Test("what is not changed stays byte by byte", arguments: cases)
  func edited(_ test: TextEditCase) throws {
    let result = try BuildTextEdit.apply(test.changes, to: Array(test.text.utf8), file: "b")
    #expect(String(decoding: result.bytes, as: UTF8.self) == test.gives)
  }

  @Test("comments of what is taken out are named with their line")
  func lostComments() throws {
    let result = try BuildTextEdit.apply(
      [("psus", nil)], to: Array(Self.four.utf8), file: "b.yaml")
    #expect(result.lostComments.map(\.line) == [10])
    #expect(result.lostComments.map(\.text) == ["# to be replaced"])
    let kept = try BuildTextEdit.apply(
      [("id", "x")], to: Array(Self.four.utf8), file: "b.yaml")
    #expect(kept.lostComments.isEmpty)
  }

  @Test(
    "a text that cannot be edited in place is refused",
    arguments: [
      ("gpus: &all\n- {name: A}\nextra:\n  same: *all\n", "gpus[0].name"),
      ("? id\n: a\n", "name"),
    ])
  func refused(_ text: String, _ path: String) throws {
    // Either the result gives what is wanted, or there is a reason; never another build.
    do {
      let result = try BuildTextEdit.apply([(path, "B")], to: Array(text.utf8), file: "b.yaml")
      let value = try Build(parsing: result.bytes, file: "b.yaml").value
      #expect(value[path: path] == "B")
    } catch let refusal as BuildTextEdit.Refusal {
      #expect(!refusal.description.isEmpty)
    }
  }

  // MARK: Properties

  /// Every build of the fixtures, in YAML with comments, in flow style and in JSON.
  private static func texts() throws -> [(name: String, text: String)] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/builds")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try files.flatMap { file -> [(String, String)] in
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      let build = try Build(parsing: Array(text.utf8), file: file)
      var number = 0
      let commented = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        number += 1
        let isOpen = line.isEmpty || line.contains("#")
        return isOpen ? "# above \(number)\n\(line)" : "\(line)  # note \(number)"
      }.joined(separator: "\n")
      return [
        (file, commented), (file, CanonicalText.yamlLine(build.value, of: nil) + "\n"),
        (file, build.canonicalYAML()), (file, build.canonicalJSON(pretty: true)),
        (file, build.canonicalJSON()),
      ]
    }
  }

  @Test("after any edit the text gives the build, and only what was changed is another")
  func property() throws {
    var random = SeededGenerator(state: 7)
    var refused = 0
    var done = 0
    for (name, text) in try Self.texts() {
      let build = try Build(parsing: Array(text.utf8), file: name)
      for _ in 0..<60 {
        var value = build.value
        for _ in 0...Int(random.next() % 3) { value = Self.changed(value, &random) }
        guard let target = try? Build(value).value else { continue }
        do {
          let edit = try BuildTextEdit(Array(text.utf8), file: name)
          let result = try edit.text(giving: target)
          let edited = String(decoding: result.bytes, as: UTF8.self)
          #expect(try Build(parsing: result.bytes, file: name).value == target)
          Self.expectComments(of: text, in: edited, lost: result.lostComments.map(\.text))
          if target == build.value { #expect(edited == text) }
          done += 1
        } catch let refusal as BuildTextEdit.Refusal {
          refused += 1
          Issue.record("\(refusal) for \(Self.difference(build.value, target)) in:\n\(text)")
        }
      }
    }
    #expect(done > 500)
    #expect(refused == 0)
  }

  private static func difference(_ old: BuildValue, _ new: BuildValue) -> String {
    (new.mapValue ?? []).filter { old[$0.key] != $0.value }.map { "\($0.key): \($0.value)" }
      .joined(separator: ", ")
  }

  /// Each comment stands in the new text, or is one of those that were named.
  private static func expectComments(of text: String, in edited: String, lost: [String]) {
    for line in text.split(separator: "\n") {
      guard let sign = line.firstIndex(of: "#") else { continue }
      let comment = String(line[sign...])
      #expect(edited.contains(comment) || lost.contains(comment), "\(comment)")
    }
  }

  /// A change somewhere in a build: a number, a key or an entry less, an entry twice.
  private static func changed(_ value: BuildValue, _ random: inout SeededGenerator) -> BuildValue {
    func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    switch value {
    case .integer(let number): return .integer(number + 1)
    case .number(let number): return .quantity(number + 0.5)
    case .boolean(let flag): return .boolean(!flag)
    case .text(let text): return text.hasPrefix("gpu:") ? value : .text(text + " # x: [y]")
    case .list(var items) where !items.isEmpty:
      let index = pick(items.count)
      switch pick(5) {
      case 0: items.remove(at: index)
      case 1: items.insert(items[index], at: pick(items.count + 1))
      case 2: items.insert(changed(items[index], &random), at: pick(items.count + 1))
      default: items[index] = changed(items[index], &random)
      }
      return .list(items)
    case .map(var fields) where !fields.isEmpty:
      let index = pick(fields.count)
      if pick(5) == 0 {
        fields.remove(at: index)
      } else {
        let field = fields[index]
        fields[index] = .init(key: field.key, value: changed(field.value, &random))
      }
      return .map(fields)
    default: return value
    }
  }
}
