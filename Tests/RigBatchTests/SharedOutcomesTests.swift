import Testing

@testable import LuaRuntime
@testable import RigMemo

extension SharedOutcomes {
  fileprivate func answer(_ key: [UInt32]) -> RuleAnswer? {
    known(key, count: key.count).map { answer($0) }
  }

  fileprivate func add(_ answer: RuleAnswer, _ key: [UInt32]) {
    add(answer, key, count: key.count)
  }
}

/// What one worker of a batch found, as another gets it.
@Suite("Outcomes that workers share")
struct SharedOutcomesTests {
  private func found(_ value: LuaValue, fuel: UInt64 = 100) -> RuleAnswer {
    let finding = LuaFinding(
      id: "found", line: 3, data: value, at: nil, suggestion: nil, severity: nil)
    return RuleAnswer(outcome: .fail([finding]), score: nil, droppedFindings: 0, fuel: fuel)
  }

  /// As bytes, where `==` is not enough.
  private func text(_ answer: RuleAnswer?) -> String {
    guard let answer else { return "none" }
    return "\(answer.fuel) \(AnswerBytes(answer).bytes)"
  }

  @Test("are told apart to the bit: signs of zero, spelling, texts and numbers")
  func exact() {
    let answers = [
      found(.number(0)), found(.number(-0.0)), found(.integer(0)), found(.text("0")),
      found(.text("\u{e9}")), found(.text("e\u{301}")), found(.nil), found(.boolean(true)),
      found(.boolean(false)), found(.list([])), found(.map([])),
      found(.list([.text("a"), .text("b")])), found(.list([.text("ab")])),
      found(.map([.init(key: "a", value: .integer(1))])), found(.function(line: 1)),
      RuleAnswer(outcome: .pass, score: 0, droppedFindings: 0, fuel: 100),
      RuleAnswer(outcome: .pass, score: -0.0, droppedFindings: 0, fuel: 100),
      RuleAnswer(outcome: .pass, score: nil, droppedFindings: 0, fuel: 100),
      RuleAnswer(outcome: .notApplicable, score: nil, droppedFindings: 0, fuel: 100),
      RuleAnswer(
        outcome: .unknown(missing: ["a", "b"]), score: nil, droppedFindings: 0, fuel: 100),
      RuleAnswer(outcome: .unknown(missing: ["ab"]), score: nil, droppedFindings: 0, fuel: 100),
      RuleAnswer(outcome: .unknown(missing: []), score: nil, droppedFindings: 1, fuel: 100),
    ]
    let shared = SharedOutcomes(budget: 1 << 20)
    for (index, answer) in answers.enumerated() { shared.add(answer, [UInt32(index), 1]) }
    for (index, answer) in answers.enumerated() {
      #expect(text(shared.answer([UInt32(index), 1])) == text(answer))
    }
    #expect(Set(answers.map { AnswerBytes($0).bytes }).count == answers.count)
  }

  @Test("have the fuel of their own key, and the first answer of a key stays")
  func keys() {
    let shared = SharedOutcomes(budget: 16 << 20)
    for key in UInt32(0)..<5000 {
      shared.add(found(.integer(Int64(key % 7)), fuel: UInt64(key)), [key, key % 3, 9])
    }
    shared.add(found(.integer(99)), [1, 1, 9])
    for key in UInt32(0)..<5000 {
      let wanted = found(.integer(Int64(key % 7)), fuel: UInt64(key))
      #expect(shared.answer([key, key % 3, 9]) == wanted)
    }
    #expect(shared.answer([0, 0]) == nil)
    #expect(shared.answer([0, 0, 9, 9]) == nil)
    #expect(shared.answer([5000, 2, 9]) == nil)
  }

  @Test("are as many as fit")
  func budget() {
    let shared = SharedOutcomes(budget: 20_000)
    for key in UInt32(0)..<5000 { shared.add(found(.integer(Int64(key))), [key]) }
    let kept = (UInt32(0)..<5000).filter { shared.answer([$0]) != nil }
    #expect(!kept.isEmpty && kept.count < 100)
    #expect(kept == Array(0..<UInt32(kept.count)))
  }
}
