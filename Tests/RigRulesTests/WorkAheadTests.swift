import Synchronization
import Testing

@testable import RigSystem

@Suite("Work that a thread does ahead")
struct WorkAheadTests {
  private final class Counts: Sendable {
    let times = Guarded([Int](repeating: 0, count: 200))
  }

  @Test("each result is computed once, by whoever comes to it first")
  func once() throws {
    guard let work = WorkAhead(stackBytes: 1 << 20) else { return }
    defer { work.close() }
    let counts = Counts()
    let results = (0..<200).map { index in
      work.later {
        counts.times.withLock { $0[index] += 1 }
        return index * index
      }
    }
    for index in results.indices.reversed() { #expect(results[index].value == index * index) }
    #expect(counts.times.withLock { $0 } == [Int](repeating: 1, count: 200))
  }

  @Test("who waits for a result does what else is to be done")
  func meanwhile() throws {
    guard let work = WorkAhead(stackBytes: 1 << 20) else { return }
    defer { work.close() }
    let counts = Counts()
    let results = (0..<200).map { index in
      work.later {
        counts.times.withLock { $0[index] += 1 }
        return (0...index * 100).reduce(0, +)
      }
    }
    for index in results.indices {
      #expect(work.result(of: results[index]) == index * 100 * (index * 100 + 1) / 2)
    }
    #expect(counts.times.withLock { $0 } == [Int](repeating: 1, count: 200))
  }

  @Test("a result is there after the thread has been let go")
  func closed() throws {
    guard let work = WorkAhead(stackBytes: 1 << 20) else { return }
    let results = (0..<50).map { number in work.later { number } }
    work.close()
    #expect(results.map(\.value) == Array(0..<50))
  }
}
