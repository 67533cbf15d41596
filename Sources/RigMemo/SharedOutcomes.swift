internal import LuaRuntime
internal import Synchronization

/// What the workers of a batch tell each other: a rule that one of them has run on some values need
/// not be run by the others.
///
/// It is asked only where a worker does not remember, so one lock is enough. When it is full it
/// takes nothing more, and what it has stays.
package final class SharedOutcomes: Sendable {
  /// A projected value: the part, its fields, and what it holds.
  private struct Value: Hashable {
    let part: UInt16
    let mask: UInt32
    let content: [UInt8]
  }

  /// A rule, the parts it is shown, and the values of these by number.
  struct Key: Hashable {
    let rule: Int
    let parts: UInt32
    let values: [UInt32]
  }

  private struct State {
    var values: [Value: UInt32] = [:]
    var answers: [Key: RuleAnswer] = [:]
    var bytes = 0
  }
  private let state = Mutex(State())
  private let budget: Int

  package init(budget: Int) { self.budget = budget }

  /// The number of a value for all workers; 0 where there is no room for it.
  func number(part: Int, mask: UInt32, of entry: ProjectedValues.Entry) -> UInt32 {
    let cells = UnsafeRawBufferPointer(
      start: entry.cells, count: Int(entry.cellCount) * MemoryLayout<FlatCell>.stride)
    let bytes = UnsafeRawBufferPointer(start: entry.bytes, count: Int(entry.byteCount))
    let value = Value(part: UInt16(part), mask: mask, content: Array(cells) + Array(bytes))
    return state.withLock { state in
      if let known = state.values[value] { return known }
      guard state.bytes < budget else { return 0 }
      let number = UInt32(state.values.count + 1)
      state.values[value] = number
      state.bytes += value.content.count + 96
      return number
    }
  }

  func answer(_ key: Key) -> RuleAnswer? { state.withLock { $0.answers[key] } }

  func add(_ answer: RuleAnswer, _ key: Key) {
    state.withLock { state in
      guard state.bytes < budget else { return }
      state.answers[key] = answer
      // A finding with its figures, roughly.
      let findings = if case .fail(let findings) = answer.outcome { findings.count } else { 0 }
      state.bytes += 160 + key.values.count * 4 + findings * 700
    }
  }
}
