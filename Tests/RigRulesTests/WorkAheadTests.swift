import Synchronization
import Testing

@testable import RigSystem

@Suite("Work that a thread does ahead")
struct WorkAheadTests {
  /// How often each of 200 pieces of work was done.
  private final class Counts: Sendable {
    private let times = Guarded([Int](repeating: 0, count: 200))

    func work(_ ahead: WorkAhead) -> [Later<Int>] {
      (0..<200).map { index in
        ahead.later {
          self.times.withLock { $0[index] += 1 }
          return index * index
        }
      }
    }

    var areOnce: Bool { times.withLock { $0.allSatisfy { $0 == 1 } } }
  }

  @Test(
    "each result is computed once, by whoever comes to it first; who waits does what else is to be done",
    arguments: [false, true])
  func once(helps: Bool) throws {
    guard let ahead = WorkAhead(stackBytes: 1 << 20) else { return }
    defer { ahead.close() }
    let counts = Counts()
    let results = counts.work(ahead)
    for index in helps ? Array(results.indices) : results.indices.reversed() {
      let value = helps ? ahead.result(of: results[index]) : results[index].value
      #expect(value == index * index)
    }
    #expect(counts.areOnce)
  }

  @Test("a result is there after the thread has been let go")
  func closed() throws {
    guard let work = WorkAhead(stackBytes: 1 << 20) else { return }
    let results = (0..<50).map { number in work.later { number } }
    work.close()
    #expect(results.map(\.value) == Array(0..<50))
  }
}
