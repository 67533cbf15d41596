import Testing

@testable import RigMemo

/// What a rule's memo keeps, and for how long.
@Suite("The memo of a rule")
struct RuleMemoTests {
  /// A memo that an expectation may look into, which it may not into a value that is never copied.
  private final class Kept {
    private var memo = RuleMemo(rootKeyCount: 6)

    var hasOlder: Bool { memo.hasOlder }

    func show(_ columns: Int) {
      memo.addDependencies(
        rootKeys: (1 << UInt32(columns)) - 1, fields: [UInt32](repeating: 0, count: 6))
      memo.setColumns { rootKey, _ in rootKey }
    }

    func add(_ key: [UInt32], _ record: UInt32) {
      memo.insert(key, hash: memo.hash(key), record: record)
    }

    func find(_ key: [UInt32]) -> UInt32 { memo.find(key, hash: memo.hash(key)) }

    func findOlder(_ key: [UInt32]) -> UInt32 { memo.findOlder(key, hash: memo.hash(key)) }

    func age() { memo.age() }

    func forget() { memo.forget() }
  }

  /// Makes a memo whose keys have so many columns.
  private func memo(columns: Int) -> Kept {
    let memo = Kept()
    memo.show(columns)
    return memo
  }

  @Test("Every outcome is found under its key and under no other", arguments: 0...6)
  func finding(columns: Int) {
    let memo = memo(columns: columns)
    // More than the table has room for at first, so that it grows.
    let count = columns == 0 ? 1 : 5000
    func key(_ number: Int) -> [UInt32] {
      (0..<columns).map { UInt32(truncatingIfNeeded: number &* ($0 + 1)) }
    }
    for number in 0..<count { memo.add(key(number), UInt32(number + 1)) }
    for number in 0..<count { #expect(memo.find(key(number)) == UInt32(number + 1)) }
    if columns > 0 { #expect(memo.find(key(count)) == 0) }
  }

  @Test("What is neither added nor found for one generation is dropped")
  func aging() {
    let memo = memo(columns: 2)
    memo.add([1, 2], 7)
    #expect(!memo.hasOlder)
    memo.age()
    #expect(memo.hasOlder)
    #expect(memo.find([1, 2]) == 0)
    #expect(memo.findOlder([1, 2]) == 7)
    #expect(memo.findOlder([2, 1]) == 0)
    memo.add([3, 4], 8)
    memo.age()
    #expect(memo.findOlder([1, 2]) == 0)
    #expect(memo.findOlder([3, 4]) == 8)
    memo.age()
    #expect(!memo.hasOlder && memo.find([3, 4]) == 0)
  }

  @Test("Very many outcomes move to the older ones and back, and their memory with them")
  func agingOfMany() {
    let memo = memo(columns: 3)
    for round in 0..<6 {
      for number in 0..<3000 {
        memo.add([UInt32(number), UInt32(round), 1], UInt32(number + 1))
      }
      memo.age()
      for number in 0..<3000 {
        #expect(memo.findOlder([UInt32(number), UInt32(round), 1]) == UInt32(number + 1))
      }
    }
  }

  @Test("A key of another width finds nothing that an earlier width left, in either generation")
  func widening() {
    let memo = memo(columns: 1)
    memo.add([5], 1)
    memo.age()
    memo.add([5], 2)
    memo.show(4)
    #expect(!memo.hasOlder)
    #expect(memo.find([5, 0, 0, 0]) == 0)
    for number in 0..<200 { memo.add([UInt32(number), 1, 2, 3], UInt32(number + 1)) }
    memo.age()
    for number in 0..<200 {
      #expect(memo.findOlder([UInt32(number), 1, 2, 3]) == UInt32(number + 1))
    }
  }

  @Test("Forgetting empties both generations")
  func forgetting() {
    let memo = memo(columns: 2)
    memo.add([1, 1], 1)
    memo.age()
    memo.add([2, 2], 2)
    memo.forget()
    #expect(!memo.hasOlder && memo.find([2, 2]) == 0 && memo.findOlder([1, 1]) == 0)
  }
}
