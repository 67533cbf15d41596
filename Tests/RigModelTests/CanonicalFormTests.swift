import RigModel
import Testing

@Suite("The canonical form has one spelling for each build")
struct CanonicalFormTests {
  static let shorthand: [(String, String)] = [
    ("gpu: {name: A}", #"{"gpus":[{"name":"A"}]}"#),
    ("gpus: {name: A, count: 2}", #"{"gpus":[{"name":"A"},{"name":"A"}]}"#),
    (
      "gpus: [{name: A, count: 2}, {name: B}]",
      #"{"gpus":[{"name":"A"},{"name":"A"},{"name":"B"}]}"#
    ),
    ("psu: {wattage_w: 750.0, count: 2}", #"{"psus":[{"wattage_w":750},{"wattage_w":750}]}"#),
    ("case: {name: Box}", #"{"chassis":{"name":"Box"}}"#),
    (
      "memory: {modules: 2, module_gb: 16}",
      #"{"memory":[{"modules":2,"module_gb":16,"capacity_gb":32}]}"#
    ),
    ("storage: {type: hdd, count: 2}", #"{"storage":[{"type":"hdd"},{"type":"hdd"}]}"#),
    ("cpu: {cores: 8}", #"{"cpu":{"count":1,"cores":8}}"#),
    ("cpu: {count: 2}", #"{"cpu":{"count":2}}"#),
    ("cpu:\nname: a", #"{"name":"a"}"#),
    ("gpus: []", #"{"gpus":[]}"#),
    ("gpus: ~", "{}"),
    (
      "gpu: {power_connectors: {pcie_8pin: 2}}",
      #"{"gpus":[{"power_connectors":{"pcie_6pin":0,"pcie_8pin":2,"pcie_12pin":0,"pcie_16pin":0,"#
        + #""eps_8pin":0}}]}"#
    ),
    (
      "gpu: {power_connectors: {pcie_8pin: ~}}",
      #"{"gpus":[{"power_connectors":{"pcie_6pin":0,"pcie_8pin":null,"pcie_12pin":0,"#
        + #""pcie_16pin":0,"eps_8pin":0}}]}"#
    ),
    (
      "software: {cuda: 10.0, driver: 0470.10, cudnn: '8'}",
      #"{"software":{"driver":"0470.10","cuda":"10.0","cudnn":"8"}}"#
    ),
    (#"{"software": {"cuda": 10.0}}"#, #"{"software":{"cuda":"10.0"}}"#),
    ("gpu: {slot_width: 2.50}", #"{"gpus":[{"slot_width":2.5}]}"#),
    ("gpu: {slot_width: 25e-1}", #"{"gpus":[{"slot_width":2.5}]}"#),
    (
      "x_b: 1\nextra: {b: [yes, 0x1], a: ~}\nx_a: {k: -2.5}\nname: n\nid: i",
      #"{"id":"i","name":"n","x_a":{"k":-2.5},"x_b":1,"extra":{"b":["yes","0x1"]}}"#
    ),
    ("name: &n Twin\nx_same: *n", #"{"name":"Twin","x_same":"Twin"}"#),
    ("name: \"32GB\\t4000MHz\"", #"{"name":"32GB\t4000MHz"}"#),
    ("name: !!str 12", #"{"name":"12"}"#),
    ("\u{feff}name: a\r\nid: b\r\n", #"{"id":"b","name":"a"}"#),
    ("name: a\rid: b", #"{"id":"b","name":"a"}"#),
  ]

  @Test("a shorthand is written out", arguments: shorthand)
  func shorthandIsWrittenOut(text: String, canonical: String) throws {
    #expect(try build(text).canonicalJSON() == canonical)
  }

  @Test(
    "a build without an id is known by its file",
    arguments: [
      ("rigs/four.yaml", "four"), ("four.tar.json", "four.tar"), ("stdin", "stdin"),
      (".hidden", ".hidden"),
    ])
  func fallbackID(file: String, stem: String) throws {
    let text = file.hasSuffix("json") ? "{}" : "name: a"
    #expect(try build(text, file: file).fallbackID == stem)
  }

  @Test(
    "the price is what is stated, else the sum of all parts",
    arguments: [
      ("price: 10\ncpu: {price: 3}", 10.0),
      ("cpu: {price: 3, count: 2}\ngpu: {price: 100.5, count: 4}", 408),
      ("cpu: {price: 3}\ngpu: {name: A}", nil), ("name: a", nil), ("gpus: []", nil),
    ])
  func price(text: String, price: Double?) throws {
    #expect(try build(text).totalPrice == price)
  }

  @Test(
    "a path leads to a value",
    arguments: [
      ("gpus[1].vram_gb", BuildValue.integer(8)), ("gpus[2].vram_gb", nil), ("gpus", nil),
      ("cpu.name", "C"), ("cpu", nil), ("cpu.name.x", nil), ("gpus[", nil), ("gpus[0].", nil),
      ("gpus[-1].vram_gb", nil),
    ])
  func pathLeadsToValue(path: String, value: BuildValue?) throws {
    let rig = try build("cpu: {name: C}\ngpus: [{vram_gb: 11}, {vram_gb: 8.0}]")
    if path == "gpus" {
      #expect(rig[path]?.listValue?.count == 2)
    } else if path == "cpu" {
      #expect(rig[path]?["name"] == "C")
    } else {
      #expect(rig[path] == value)
    }
  }

  @Test("an empty table of a program is an empty list or map, as the field has it")
  func emptyTableOfProgram() throws {
    let rig = try Build(["gpus": [:], "cpu": [], "extra": [:]])
    #expect(rig.canonicalJSON() == #"{"cpu":{"count":1},"gpus":[],"extra":{}}"#)
    #expect(try Build([]).canonicalJSON() == "{}")
  }

  @Test("what is written canonically is read as the same build", arguments: 0..<300)
  func roundTrip(seed: Int) throws {
    var generator = BuildGenerator(seed: UInt64(seed))
    let rig = try Build(generator.build())
    #expect(try build(rig.canonicalJSON(), as: .json) == rig)
    #expect(try build(rig.canonicalJSON(pretty: true), as: .json) == rig)
    #expect(try build(rig.canonicalJSON(pretty: true), as: .yaml) == rig)
    #expect(try build(rig.canonicalYAML(), as: .yaml) == rig)
    #expect(try Build(rig.value) == rig)
    #expect(try build(rig.canonicalYAML()).canonicalYAML() == rig.canonicalYAML())
  }
}

/// Builds of every field with values across its range.
struct BuildGenerator {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(state: seed) }

  mutating func build() -> BuildValue {
    map(FieldRegistry.version1.root)
  }

  private mutating func map(_ component: ComponentDefinition) -> BuildValue {
    var fields: [BuildValue.Field] = []
    for field in component.fields.shuffled(using: &generator) {
      guard Bool.random(using: &generator), !["capacity_gb", "powers"].contains(field.key) else {
        continue
      }
      fields.append(.init(key: field.key, value: value(field.kind)))
    }
    if Int.random(in: 0..<4, using: &generator) == 0 {
      fields.append(
        .init(key: "x_\(Int.random(in: 0..<9, using: &generator))", value: value(.free)))
    }
    return .map(fields)
  }

  private mutating func value(_ kind: FieldKind) -> BuildValue {
    switch kind {
    case .integer(let range):
      return .integer(min(Int64.random(in: range, using: &generator), range.lowerBound + 2))
    case .integerChoice(let choices): return .integer(choices.randomElement(using: &generator)!)
    case .number(let range): return .quantity(Double.random(in: range, using: &generator))
    case .text: return .text(text())
    case .powerTarget: return "cpu"
    case .boolean: return .boolean(Bool.random(using: &generator))
    case .enumeration(let words, _): return .text(words.randomElement(using: &generator)!)
    case .list(let element, _):
      return .list((0..<Int.random(in: 0..<4, using: &generator)).map { _ in value(element) })
    case .map(let component): return map(component)
    case .free: return free(levels: 3)
    }
  }

  private mutating func free(levels: Int) -> BuildValue {
    switch Int.random(in: 0..<(levels > 0 ? 7 : 5), using: &generator) {
    case 0: return .boolean(Bool.random(using: &generator))
    case 1: return .integer(Int64.random(in: .min ... .max, using: &generator))
    case 2: return .quantity(Double.random(in: -1e20...1e20, using: &generator))
    case 3: return .quantity(Double.random(in: -1...1, using: &generator) * 1e-9)
    case 4: return .text(text())
    case 5:
      return .list(
        (0..<Int.random(in: 0..<4, using: &generator)).map { _ in free(levels: levels - 1) })
    default:
      var keys: Set<String> = []
      let words = (0..<4).map { _ in text() }.filter { keys.insert($0).inserted }
      return .map(words.map { .init(key: $0, value: free(levels: levels - 1)) })
    }
  }

  private static let words = [
    "GeForce RTX 4090", "true", "null", "yes", "No", "on", "~", "12", "1.0", "-3", "0x1f", "1e3",
    ".inf", "- a", "a: b", "a #b", "# a", "*a", "&a", "!a", "[a]", "{a}", "%a", "@a", "`a`",
    "\"quoted\"", "it's", "\\", "显卡", "é", "🖥️", "a, b", "? a", "| a", "> a", " padded ",
    "ATX", "NaN", "-", "---", "...", "=", "<<", "1_000", "2001-01-01", "12:30", "y", "n",
  ]

  private mutating func text() -> String { Self.words.randomElement(using: &generator)! }
}
