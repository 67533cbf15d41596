import DecoderProperties
import LuaRuntime
import RigMemo
import RigSamples
import Testing

@testable import RigBatch
@testable import RigRules

/// The quick decoder against the careful one: it may be unsure, but never of another opinion.
@Suite("The quick decoder and the careful one")
struct DecoderAgreementTests {
  private let keys: LuaKeys
  private let agreement: DecoderAgreement

  init() throws {
    let session = try #require(try shippedEngine().batchSession())
    let schema = try #require(ScanSchema(keyNames: session.keyNames))
    keys = LuaKeys(session.keyNames)
    agreement = try #require(DecoderAgreement(schema, keys: keys, budget: 8 << 20))
  }

  private func opinion(of line: [UInt8]) -> DecoderAgreement.Opinion {
    agreement.opinion(of: line, CarefulReading(line, keys: keys))
  }

  @Test(
    "Ordinary builds are read by the fast path, to the same values",
    arguments: SampleBuilds.Kind.allCases)
  func ordinary(kind: SampleBuilds.Kind) {
    let samples = SampleBuilds(kind, seed: 5)
    for number in 0..<1500 { #expect(opinion(of: samples.line(number)) == .same) }
  }

  @Test(
    "Unusual forms of builds are read to the same values",
    arguments: [
      #"{}"#, #"{"id":"a"}"#, #" { "id" : "a" , "gpus" : [ ] } "#,
      #"{"gpu":{"vram_gb":8,"count":3}}"#, #"{"gpus":[{"count":2},{}],"psu":{"powers":["gpu:3"]}}"#,
      #"{"case":{"radiators_mm":[360,280]}}"#, #"{"cpu":{"tdp_w":null,"count":null}}"#,
      #"{"cpu":{"cores":8.0,"tdp_w":6.5e1}}"#, #"{"memory":{"modules":2,"module_gb":16}}"#,
      #"{"memory":[{"modules":2,"module_gb":16,"capacity_gb":32}]}"#,
      #"{"gpus":[{"power_connectors":{}}]}"#,
      #"{"gpus":[{"power_connectors":{"pcie_8pin":null}}]}"#,
      #"{"software":{"cuda":10.0,"driver":535}}"#, #"{"software":{"cuda":"10.0"}}"#,
      #"{"cpu":{"x_mine":{"b":[1,2.5,"t",true],"a":null}}}"#,
      #"{"extra":{"z":1,"a":{"deep":[[[]]]},"cpu":2}}"#, #"{"name":"4 × RTX — 深度学习"}"#,
      #"{"name":"\u6df1\u5ea6 \"quoted\" \\ \/"}"#, #"{"chassis":{"name":"\ud83d\ude80"}}"#,
      #"{"price":1e3,"cpu":{"price":0.1}}"#, #"{"cpu":{"price":1},"gpus":[{"price":2},{}]}"#,
      #"{"motherboard":{"pcie_slots":[{"lanes":16,"position":1}]},"cpu":{"name":"x"}}"#,
      #"{"mains":{"volts":230,"amps":16}}"#,
      #"{"x_sku":"A-1","id":"a","x_n":[1,{"k":"v"}],"x_z":null}"#,
      #"{"x_tdp_w":{"tdp_w":1,"other":"t"},"cpu":{"cores":4}}"#, #"{"x_a":1,"x_a":2}"#,
      #"{"rigrules":1}"#, #"{"rigrules":null}"#,
    ])
  func unusual(line: String) {
    let opinion = opinion(of: Array(line.utf8))
    #expect(opinion == .same || opinion == .unsure)
  }

  @Test("10,000 damaged lines are never read to other values than the careful decoder reads")
  func damaged() {
    var draw = Damage(seed: 11)
    let samples = SampleBuilds(.pools, seed: 9)
    var same = 0
    for number in 0..<10_000 {
      let line = draw.damaged(samples.line(number % 200))
      switch opinion(of: line) {
      case .same: same += 1
      case .unsure, .full: break
      case .different(let why):
        Issue.record("\(why): \(String(decoding: line, as: UTF8.self))")
      }
    }
    // Else the damage is such that nothing is compared.
    #expect(same > 500)
  }
}

/// Makes a line into another one that may be not a build any more; the same for the same seed.
struct Damage {
  private var draw: SplitMix

  init(seed: UInt64) { draw = SplitMix(seed: seed) }

  mutating func damaged(_ line: [UInt8]) -> [UInt8] {
    var line = line
    for _ in 0...draw.next(below: 2) {
      let at = draw.next(below: max(line.count, 1))
      switch draw.next(below: 9) {
      case 0: line[at] ^= 1 << UInt8(draw.next(below: 8))
      case 1: line.removeSubrange(at...)
      case 2: line.insert(UInt8(draw.next(below: 256)), at: at)
      case 3: line.remove(at: at)
      case 4: insert(#","cpu":{"cores":4}"#, beforeLast: "}", &line)
      case 5: replace(digitsOf: ["1e400", "-1", "0", "99999999999999999999", "2.50", "01"], &line)
      case 6: replace(textsOf: ["null", "true", "[]", "{}", "7", #""\u0000""#, #""é""#], &line)
      case 7:
        let depth = 1 + draw.next(below: 80)
        let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        insert(",\"extra\":\(deep)", beforeLast: "}", &line)
      default: insert(#","x_free":{"b":1,"a":2}"#, beforeLast: "}", &line)
      }
      if line.isEmpty { break }
    }
    return line
  }

  private func insert(_ text: String, beforeLast byte: Character, _ line: inout [UInt8]) {
    let at = line.lastIndex(of: byte.asciiValue!) ?? 0
    line.insert(contentsOf: text.utf8, at: at)
  }

  /// Puts one of the words where a number stands.
  private mutating func replace(digitsOf words: [String], _ line: inout [UInt8]) {
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    let starts = line.indices.filter { isDigit(line[$0]) && ($0 == 0 || line[$0 - 1] == 0x3a) }
    guard !starts.isEmpty else { return }
    let start = starts[draw.next(below: starts.count)]
    let end = line[start...].firstIndex { !isDigit($0) } ?? line.endIndex
    line.replaceSubrange(start..<end, with: words[draw.next(below: words.count)].utf8)
  }

  /// Puts one of the words where a text stands.
  private mutating func replace(textsOf words: [String], _ line: inout [UInt8]) {
    let starts = line.indices.dropFirst().filter { line[$0] == 0x22 && line[$0 - 1] == 0x3a }
    guard !starts.isEmpty else { return }
    let start = starts[draw.next(below: starts.count)]
    let end = line[(start + 1)...].firstIndex(of: 0x22) ?? line.endIndex - 1
    line.replaceSubrange(start...end, with: words[draw.next(below: words.count)].utf8)
  }
}

struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(below limit: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word &>> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word &>> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((word ^ (word &>> 31)) % UInt64(limit))
  }
}
