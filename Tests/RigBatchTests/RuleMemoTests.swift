import Testing

@testable import RigMemo

/// What a rule's memo keeps, and for how long.
@Suite("The memo of a rule")
struct RuleMemoTests {
  /// Makes a memo whose keys have so many columns.
  private func memo(columns: Int) -> RuleMemo {
    var memo = RuleMemo(rootKeyCount: 6)
    show(columns, to: &memo)
    return memo
  }

  private func show(_ columns: Int, to memo: inout RuleMemo) {
    memo.addDependencies(
      rootKeys: (1 << UInt32(columns)) - 1, fields: [UInt32](repeating: 0, count: 6))
    memo.setColumns { rootKey, _ in rootKey }
  }

  private func add(_ key: [UInt32], _ record: UInt32, to memo: inout RuleMemo) {
    memo.insert(key, hash: memo.hash(key), record: record)
  }

  private func find(_ key: [UInt32], in memo: borrowing RuleMemo) -> UInt32 {
    memo.find(key, hash: memo.hash(key))
  }

  private func findOlder(_ key: [UInt32], in memo: borrowing RuleMemo) -> UInt32 {
    memo.findOlder(key, hash: memo.hash(key))
  }

  @Test("Every outcome is found under its key and under no other", arguments: 0...6)
  func finding(columns: Int) {
    var memo = memo(columns: columns)
    // More than the table has room for at first, so that it grows.
    let count = columns == 0 ? 1 : 5000
    func key(_ number: Int) -> [UInt32] {
      (0..<columns).map { UInt32(truncatingIfNeeded: number &* ($0 + 1)) }
    }
    for number in 0..<count { add(key(number), UInt32(number + 1), to: &memo) }
    for number in 0..<count { #expect(find(key(number), in: memo) == UInt32(number + 1)) }
    if columns > 0 { #expect(find(key(count), in: memo) == 0) }
  }

  @Test("What is neither added nor found for one generation is dropped")
  func aging() {
    var memo = memo(columns: 2)
    add([1, 2], 7, to: &memo)
    #expect(!memo.hasOlder)
    memo.age()
    #expect(memo.hasOlder)
    #expect(find([1, 2], in: memo) == 0)
    #expect(findOlder([1, 2], in: memo) == 7)
    #expect(findOlder([2, 1], in: memo) == 0)
    add([3, 4], 8, to: &memo)
    memo.age()
    #expect(findOlder([1, 2], in: memo) == 0)
    #expect(findOlder([3, 4], in: memo) == 8)
    memo.age()
    #expect(!memo.hasOlder && find([3, 4], in: memo) == 0)
  }

  @Test("Very many outcomes move to the older ones and back, and their memory with them")
  func agingOfMany() {
    var memo = memo(columns: 3)
    for round in 0..<6 {
      for number in 0..<3000 {
        add([UInt32(number), UInt32(round), 1], UInt32(number + 1), to: &memo)
      }
      memo.age()
      for number in 0..<3000 {
        #expect(findOlder([UInt32(number), UInt32(round), 1], in: memo) == UInt32(number + 1))
      }
    }
  }

  @Test("A key of another width finds nothing that an earlier width left, in either generation")
  func widening() {
    var memo = memo(columns: 1)
    add([5], 1, to: &memo)
    memo.age()
    add([5], 2, to: &memo)
    show(4, to: &memo)
    #expect(!memo.hasOlder)
    #expect(find([5, 0, 0, 0], in: memo) == 0)
    for number in 0..<200 { add([UInt32(number), 1, 2, 3], UInt32(number + 1), to: &memo) }
    memo.age()
    for number in 0..<200 {
      #expect(findOlder([UInt32(number), 1, 2, 3], in: memo) == UInt32(number + 1))
    }
  }

  @Test("Forgetting empties both generations")
  func forgetting() {
    var memo = memo(columns: 2)
    add([1, 1], 1, to: &memo)
    memo.age()
    add([2, 2], 2, to: &memo)
    memo.forget()
    #expect(!memo.hasOlder && find([2, 2], in: memo) == 0 && findOlder([1, 1], in: memo) == 0)
  }
}
