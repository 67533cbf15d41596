import RigModel
import Testing

@Suite("No bytes crash the reader")
struct FuzzTests {
  static let seeds = [
    """
    # a build
    id: four-2080ti
    cpu: &c {name: "Xeon \\"W\\" \\u00e9", cores: 8, tdp_w: 150.5}
    gpus:
      - {name: 'A ''b''', vram_gb: 11, count: 2}
      - name: B
        power_connectors:
          pcie_8pin: 2
    extra:
      text: |
        line
      folded: >-
        a
        b
      ? [complex]
      : *c
    --- !!map
    ...
    """,
    #"{"id":"a","cpu":{"name":"\u4e2d\ud83d\ude00","cores":8,"tdp_w":1.5e2},"gpus":[{"count":4},"#
      + #"{"vram_gb":11,"x_a":[true,false,null,-0.0,[[]],{}]}],"memory":[{"modules":2}]}"#,
    "gpu: {count: 4}\npsu: [{wattage_w: 750, powers: [cpu, gpu:1]}]\nsoftware: {cuda: 10.0}\n",
  ]

  static let splices: [[UInt8]] =
    [
      "[", "]", "{", "}", ": ", "- ", "? ", "&a ", "*a", "!!str ", "|\n", ">\n", "\"", "'", "\\u",
      "\n", "\r", "\t", "---\n", "...\n", "%", "#", ",", "<<: ", "1e999", "-", ".", "\u{feff}",
      "\u{2028}", "\u{85}", "\\ud800", "null", "count: 99999999999999999999",
    ].map { Array($0.utf8) } + [[0xff], [0xc3], [0], [0xed, 0xa0, 0x80]]

  @Test("mutated builds are read or refused", arguments: 0..<16)
  func mutatedBuilds(round: Int) {
    var generator = SeededGenerator(state: UInt64(round) &* 7919 &+ 1)
    for _ in 0..<250 {
      var bytes = Array(Self.seeds.randomElement(using: &generator)!.utf8)
      for _ in 0..<Int.random(in: 1...8, using: &generator) { mutate(&bytes, &generator) }
      for format in BuildFormat.allCases {
        let found = problems(bytes, as: format)
        for problem in found {
          #expect(!problem.message.isEmpty)
          #expect(problem.description.unicodeScalars.allSatisfy { $0.value >= 0x20 })
        }
        #expect(found.count <= 51)
      }
    }
  }

  @Test("what JSON accepts, the reader of its canonical form accepts", arguments: 0..<4)
  func acceptedMutationsRoundTrip(round: Int) throws {
    var generator = SeededGenerator(state: UInt64(round) + 99)
    for _ in 0..<200 {
      var bytes = Array(Self.seeds[1].utf8)
      mutate(&bytes, &generator)
      guard let rig = try? Build(parsing: bytes, as: .automatic, file: "rig") else { continue }
      #expect(try build(rig.canonicalJSON()) == rig)
      #expect(try build(rig.canonicalYAML(), as: .yaml) == rig)
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    let place = Int.random(in: 0...bytes.count, using: &generator)
    let end = min(bytes.count, place + Int.random(in: 0..<12, using: &generator))
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes.removeSubrange(place..<end)
    case 1: bytes.insert(contentsOf: Self.splices.randomElement(using: &generator)!, at: place)
    case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 4: bytes.removeSubrange(place...)
    default:
      let part = Array(bytes[place..<end])
      bytes.insert(contentsOf: part, at: Int.random(in: 0...bytes.count, using: &generator))
    }
  }
}
