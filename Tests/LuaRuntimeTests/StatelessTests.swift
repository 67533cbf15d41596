internal import LuaRuntime
internal import Testing

/// Whatever a file does with its locals, a rule that answers, answers every build alike.
@Suite("Random programs keep nothing")
struct StatelessTests {
  @Test("a rule that runs gives the same answer each time", arguments: [1, 2, 3, 4] as [UInt64])
  func random(seed: UInt64) throws {
    let limits = Limits(fuel: 50_000, memoryBytes: 2 << 20, deadlineMilliseconds: nil)
    try onBigStack {
      var programs = LuaPrograms(seed: seed)
      var answered = 0
      for _ in 0..<1500 {
        let source = programs.next()
        let runtime = try LuaRuntime(limits: limits, keys: LuaHarness.keys)
        guard let rule = try? runtime.load(rule: Array(source.utf8), space: 0, chunk: 7).number
        else { continue }
        try runtime.prepare(rule: rule, plan: LuaHarness.plan())
        try runtime.bind(LuaHarness.build())
        let answers = (1...3).map { _ in runtime.evaluate(rule: rule).outcome }
        #expect(Set(answers).count == 1, "\(source)\n\(answers)")
        #expect(runtime.stackHeight == 0)
        if case .fail = answers[0] { answered += 1 }
      }
      #expect(answered > 50, "the generator makes nothing that runs")
    }
  }

  @Test(
    "a file that is cut or changed anywhere is refused or runs, and nothing else",
    arguments: [1, 2])
  func mutated(seed: UInt64) throws {
    let whole = Array(AllocationFailureTests.rule.utf8)
    let module = Array(AllocationFailureTests.module.utf8)
    try onBigStack {
      var random = SplitMix(seed: seed)
      for _ in 0..<1500 {
        var source = whole
        for _ in 0...random.below(4) {
          let at = random.below(source.count)
          switch random.below(4) {
          case 0: source[at] = UInt8(random.below(256))
          case 1: source.removeSubrange(at..<min(source.count - 1, at + random.below(30)))
          case 2:
            source.insert(
              contentsOf: source[at..<min(source.count, at + random.below(40))],
              at: random.below(source.count))
          default: source.swapAt(at, random.below(source.count))
          }
        }
        let runtime = try LuaRuntime(limits: .patient, keys: LuaHarness.keys)
        try runtime.define(module: "m", source: module, space: 0, chunk: 90)
        guard let rule = try? runtime.load(rule: source, space: 0, chunk: 7).number else {
          continue
        }
        try runtime.prepare(rule: rule, plan: LuaHarness.plan())
        try runtime.bind(LuaHarness.build())
        #expect(runtime.evaluate(rule: rule) == runtime.evaluate(rule: rule))
        #expect(runtime.stackHeight == 0)
      }
    }
  }
}
