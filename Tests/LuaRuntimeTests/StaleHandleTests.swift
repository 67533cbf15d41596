import LuaRuntime
import Testing

@Suite("Handles and lists that outlive what they were made for")
struct StaleHandleTests {
  private static let rootKeys = ["name", "cpu"]

  /// The rule's answer on a build whose `name` is the cached value of a handle.
  private func answer(_ harness: LuaHarness, handle: Int32) -> RuleAnswer.Outcome? {
    let whole = LuaHarness.build()
    let handles: [Int32] = [handle, 0]
    let fields: [UInt32] = [LuaRuntime.allFields, 0]
    let answer = whole.withFlat { flat in
      handles.withUnsafeBufferPointer { handles in
        fields.withUnsafeBufferPointer { fields in
          harness.runtime.evaluate(
            rule: harness.rule,
            on: LuaRuntime.CachedBuild(
              whole: flat, handles: handles.baseAddress!, keyCount: 2, rootKeys: 0b11,
              fields: fields.baseAddress!))
        }
      }
    }
    guard case .answer = answer else { return nil }
    return harness.runtime.pendingAnswer().outcome
  }

  private func cache(_ text: String, _ harness: LuaHarness) throws -> Int32 {
    var document = LuaDocument(keys: LuaHarness.keys)
    document.text(text)
    return try document.withFlat { flat in
      Result { try harness.runtime.cache(flat, of: 0) }
    }.get()
  }

  private func harness() throws -> LuaHarness {
    let harness = try LuaHarness(body: "ctx.report('found', { v = build.name or 'none' })")
    let numbers = Self.rootKeys.map { LuaHarness.keys[$0]! }
    try harness.runtime.open(
      rootKeys: numbers.map { LuaRuntime.RootKey(key: $0, fields: []) })
    return harness
  }

  @Test("a handle from before all values were dropped is an error, not a missing field")
  func staleHandle() throws {
    let harness = try harness()
    let first = try cache("first", harness)
    let second = try cache("second", harness)
    guard case .fail = answer(harness, handle: second) else {
      Issue.record("the rule does not see the cached value")
      return
    }
    harness.runtime.dropCached()
    #expect(try cache("other", harness) == first)
    guard case .broken(let error) = answer(harness, handle: second) else {
      Issue.record("a value that was dropped is taken for a field that is not stated")
      return
    }
    #expect(error.message.contains("no such cached value"))
  }

  @Test("a handle that is given out again shows the new value")
  func reusedHandle() throws {
    let harness = try harness()
    for text in ["first", "second", "third"] {
      let handle = try cache(text, harness)
      guard case .fail(let findings) = answer(harness, handle: handle) else {
        Issue.record("no finding")
        return
      }
      #expect(findings[0].data["v"]?.text == text)
      harness.runtime.dropCached()
    }
  }

  @Test("neither a root key nor a handle that is not there can be cached")
  func unknownKey() throws {
    let harness = try harness()
    var document = LuaDocument(keys: LuaHarness.keys)
    document.text("x")
    document.withFlat { flat in
      #expect(throws: LuaError.self) { try harness.runtime.cache(flat, of: 2) }
      #expect(throws: LuaError.self) { try harness.runtime.cache(flat, of: 0, replacing: 7) }
    }
  }

  @Test("a root key has fewer fields than a mask has bits")
  func manyFields() throws {
    let harness = try LuaHarness(body: "")
    let fields = [UInt32](repeating: 0, count: Int(LuaRuntime.freeField) + 1)
    #expect(throws: LuaError.self) {
      try harness.runtime.open(rootKeys: [LuaRuntime.RootKey(key: 0, fields: fields)])
    }
  }

  @Test("a call that ends while it records a read leaves whole reads behind")
  func unfinishedReads() throws {
    // Loading takes fuel too; the loop makes sure that running takes more.
    let body =
      "for i = 1, 2000 do local x = i end "
      + "local a, b, c = build.name, build.cpu.x_note, build.gpus[1].name"
    let whole = try LuaHarness(body: body)
    try whole.runtime.bind(LuaHarness.build(), traced: true)
    let fuel = whole.run().fuel
    let all = whole.runtime.reads()
    #expect(all.map(\.path) == ["name", "cpu.x_note", "gpus[0].name"])
    var counts: Set<Int> = []
    for missing in 0..<150 {
      let limited = try LuaHarness(body: body, limits: Limits(fuel: fuel - UInt64(missing)))
      try limited.runtime.bind(LuaHarness.build(), traced: true)
      _ = limited.run()
      let some = limited.runtime.reads()
      #expect(all.starts(with: some), "\(missing): \(some)")
      counts.insert(some.count)
    }
    #expect(counts.contains(0) && counts.contains(3) && counts.count > 2)
  }

  @Test("what one call could not record to its end, the next one records")
  func nextCallRecords() throws {
    let reads = "local a, b, c = build.name, build.cpu.x_note, build.gpus[1].name"
    let long = "for i = 1, 2000 do local x = i end " + reads
    let whole = try FactHarness(facts: [:], checks: [long], traced: true)
    let fuel = whole.answer().fuel
    for missing in 0..<150 {
      let rig = try FactHarness(
        facts: [:], checks: [long, reads], limits: Limits(fuel: fuel - UInt64(missing)),
        traced: true)
      _ = rig.answer(0)
      _ = rig.answer(1)
      let paths = Set(rig.runtime.reads().map(\.path))
      #expect(paths == ["name", "cpu.x_note", "gpus[0].name"], "\(missing) too few")
    }
  }

  @Test("a large fact is the same with and without a trace", arguments: [true, false])
  func largeFact(traced: Bool) throws {
    let rig = try FactHarness(
      facts: ["a": "function() local t = {} for i = 1, 1000 do t['k' .. i] = i end return t end"],
      checks: [FactHarness.report("ctx.facts.p.a.k1000")], traced: traced)
    #expect(rig.said() == "1000")
  }
}
