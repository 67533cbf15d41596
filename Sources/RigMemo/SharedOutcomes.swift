internal import LuaRuntime
internal import RigSystem
internal import Synchronization

/// Outcomes that all workers of a batch share: if one of them has run a rule on some values, the
/// others need not.
///
/// It is used only after a miss in the worker's own cache, so one lock is enough. When it is full
/// it accepts no more outcomes and keeps those it has.
package final class SharedOutcomes: Sendable {
  /// A projected value: its root key, the mask of its fields, and its content.
  private struct Value: Hashable {
    let rootKey: UInt16
    let mask: UInt32
    /// Its cells and texts, or of a list the numbers of its elements.
    let content: [UInt8]
    let isRow: Bool
  }

  /// A rule, the mask of the root keys it is shown, and the numbers of their values.
  struct Key: Hashable {
    let rule: Int
    let rootKeys: UInt32
    let values: [UInt32]
  }

  private struct State {
    var values: [Value: UInt32] = [:]
    var answers: [Key: RuleAnswer] = [:]
    var bytes = 0
  }
  private let state = Guarded(State())
  private let budget: Int

  /// An empty store.
  ///
  /// - Parameter budget: The most bytes that it may use.
  package init(budget: Int) { self.budget = budget }

  /// The number that a value has for all workers; 0 if there is no room for it.
  func number(rootKey: Int, mask: UInt32, of entry: ProjectedValues.Entry) -> UInt32 {
    let cells = UnsafeRawBufferPointer(
      start: entry.cells, count: Int(entry.cellCount) * MemoryLayout<FlatCell>.stride)
    let bytes = UnsafeRawBufferPointer(start: entry.bytes, count: Int(entry.byteCount))
    return number(
      Value(
        rootKey: UInt16(rootKey), mask: mask, content: Array(cells) + Array(bytes), isRow: false))
  }

  /// The number that a list has for all workers, by those of its elements; 0 if there is no room for
  /// it.
  func number(rootKey: Int, mask: UInt32, row: [UInt32]) -> UInt32 {
    let content = row.withUnsafeBytes { Array($0) }
    return number(Value(rootKey: UInt16(rootKey), mask: mask, content: content, isRow: true))
  }

  private func number(_ value: Value) -> UInt32 {
    state.withLock { state in
      if let known = state.values[value] { return known }
      guard state.bytes < budget else { return 0 }
      let number = UInt32(state.values.count + 1)
      state.values[value] = number
      state.bytes += value.content.count + 96
      return number
    }
  }

  /// The answer of a rule on some values, or nil.
  func answer(_ key: Key) -> RuleAnswer? { state.withLock { $0.answers[key] } }

  /// Adds an answer, if there is room.
  func add(_ answer: RuleAnswer, _ key: Key) {
    state.withLock { state in
      guard state.bytes < budget else { return }
      state.answers[key] = answer
      // 700 bytes is a rough estimate for a finding with its figures.
      let findings = if case .fail(let findings) = answer.outcome { findings.count } else { 0 }
      state.bytes += 160 + key.values.count * 4 + findings * 700
    }
  }
}
