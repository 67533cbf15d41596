internal import RigMemo
import RigModel
import RigRules
import RigSamples
import Synchronization
import Testing

/// `Engine.evaluate(batch:)`.
@Suite("A batch of builds that a program made")
struct AsyncBatchTests {
  private func builds(_ kind: SampleBuilds.Kind, _ count: Int) throws -> [Build] {
    try (0..<count).map {
      try Build(parsing: SampleBuilds(kind, seed: 6).line($0), as: .json, file: "x")
    }
  }

  private func stream(_ builds: [Build]) -> AsyncStream<Build> {
    AsyncStream { continuation in
      for build in builds { continuation.yield(build) }
      continuation.finish()
    }
  }

  @Test("gives the reports of single evaluations, in order", arguments: [1, 2, 4])
  func same(jobs: Int) async throws {
    let engine = try shippedEngine()
    var all = try builds(.pools, 200) + builds(.unique, 60)
    all.append(try Build(["id": "own", "x_key": 1, "monitors": 1]))
    all.append(try Build(parsing: Array("monitors: 2\n".utf8), as: .yaml, file: "stem.yaml"))
    var reports: [Report] = []
    for try await report in engine.evaluate(batch: stream(all), jobs: jobs) {
      reports.append(report)
    }
    #expect(reports.count == all.count)
    for (report, build) in zip(reports, all) { #expect(report == (try engine.evaluate(build))) }
  }

  @Test("reads no further ahead than it has to")
  func backPressure() async throws {
    let engine = try shippedEngine()
    let taken = Mutex(0)
    let all = try builds(.pools, 40)
    let source = AsyncStream { () -> Build? in
      taken.withLock {
        $0 += 1
        return all[$0 % 40]
      }
    }
    var iterator = engine.evaluate(batch: source, jobs: 2).makeAsyncIterator()
    for _ in 0..<10 { _ = try await iterator.next() }
    #expect(taken.withLock { $0 } <= 5 * 32)
  }

  @Test("ends when its task is cancelled")
  func cancellation() async throws {
    let engine = try shippedEngine()
    let build = try builds(.pools, 1)[0]
    let endless = AsyncStream { () -> Build? in build }
    let task = Task {
      var count = 0
      for try await _ in engine.evaluate(batch: endless) { count += 1 }
      return count
    }
    try await Task.sleep(for: .milliseconds(50))
    task.cancel()
    // An endless stream ends with its task, so either is an end.
    _ = await task.result
  }

  @Test("throws what the source throws, after the reports before it")
  func failure() async throws {
    struct Broken: Error {}
    let engine = try shippedEngine()
    let build = try builds(.pools, 1)[0]
    let source = AsyncThrowingStream<Build, any Error> { continuation in
      continuation.yield(build)
      continuation.finish(throwing: Broken())
    }
    await #expect(throws: Broken.self) {
      for try await _ in engine.evaluate(batch: source) {}
    }
  }

  @Test("without any rule is an error")
  func noRules() async throws {
    let engine = try Engine(rules: [.files([:])])
    let build = try builds(.pools, 1)
    await #expect(throws: EngineError.noRules) {
      for try await _ in engine.evaluate(batch: stream(build)) {}
    }
  }
}
