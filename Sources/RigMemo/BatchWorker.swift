internal import LuaRuntime
internal import RigModel
package import RigRules
internal import RigSystem

/// Takes down what rules said, so that it can be told again by its number.
package protocol OutcomeRecorder: AnyObject {
  /// The number of a result, from 1; 0 where there is no room for it.
  func record(_ result: RuleResult, rule: Int, fuel: UInt64) -> UInt32
  /// The number of the plain result of a rule that passed or did not apply, where it has been
  /// recorded and nothing else need be known of it; else 0.
  func plainRecord(rule: Int, passed: Bool) -> UInt32
}

/// One thread's Lua state and what it remembers, for evaluating very many builds.
///
/// Rules are pure, and a rule sees no other field than those it is run with. So an outcome is told
/// again where all fields that the rule can see are the same as before.
package final class BatchWorker {
  package let generation: BatchSession
  let worker: Worker
  let layout: PartLayout
  var values: ProjectedValues
  let memos: [RuleMemo]
  private let rules: [RuleBox]

  /// So that looking at a rule does not copy all that it is made of.
  private final class RuleBox {
    let rule: LoadedRule
    init(_ rule: LoadedRule) { self.rule = rule }
  }

  private let shared: SharedOutcomes?
  private let entryBudget: Int
  private var entryBytes = 0
  /// The build as one document, made only where some rule has to run.
  private var whole = FlatBuffer()
  private var hasWhole = false
  private var isBound = false
  private let handles: UnsafeMutablePointer<Int32>
  private let key: UnsafeMutablePointer<UInt32>
  private let allFields: UnsafeMutablePointer<UInt32>
  /// By part: the handle of whole values, and the one that has it now.
  private var passing: [Int32]
  private var passingID: [Int]
  /// While `measures` is set, the nanoseconds that putting values into Lua takes are added up.
  package var measures = false
  package var measuredBind: UInt64 = 0
  /// Values with lower numbers are other ones in each build.
  package static let firstLastingValue = 4
  /// Rules that were run, and rules whose outcome was remembered.
  package private(set) var ran: UInt64 = 0
  package private(set) var remembered: UInt64 = 0

  /// - Parameters:
  ///   - valueLimit: One more than the highest number of a value.
  ///   - budget: Bytes for what is remembered.
  ///   - shared: What it tells other workers and hears from them.
  package init(
    _ generation: BatchSession, valueLimit: Int, budget: Int, shared: SharedOutcomes? = nil
  ) throws(EngineError) {
    self.generation = generation
    self.shared = shared
    layout = generation.layout
    worker = try Worker(generation: generation.generation)
    do { try worker.runtime.open(parts: layout.parts) } catch { throw .outOfMemory }
    values = ProjectedValues(layout: layout, valueLimit: valueLimit, budget: budget / 3)
    entryBudget = budget / 3
    let count = layout.names.count
    handles = .allocate(capacity: count)
    handles.initialize(repeating: 0, count: count)
    key = .allocate(capacity: count)
    allFields = .allocate(capacity: count)
    allFields.initialize(repeating: LuaRuntime.allFields, count: count)
    passing = Array(repeating: 0, count: count)
    passingID = Array(repeating: 0, count: count)
    memos = generation.generation.rules.map { _ in RuleMemo(partCount: count) }
    rules = generation.generation.rules.map { RuleBox($0) }
    for (memo, rule) in zip(memos, generation.generation.rules) {
      var parts: UInt32 = 0
      var fields = [UInt32](repeating: 0, count: count)
      memo.isPlain = !layout.mark(
        needs: rule.description.needs, parts: &parts, fields: &fields)
      memo.widen(parts: parts, fields: fields, volatile: layout.volatileParts)
    }
    setKeys()
  }

  deinit {
    handles.deallocate()
    key.deallocate()
    allFields.deallocate()
  }

  /// Whether so much is remembered that `forget` should come before the next build.
  package var isFull: Bool {
    entryBytes > entryBudget || worker.runtime.memory.bytesInUse > UInt64(entryBudget) * 2
  }

  /// Forgets all values and outcomes.
  package func forget() {
    forgetPassing()
    values.forget()
    for memo in memos { memo.forget() }
    entryBytes = 0
    worker.runtime.dropKept()
  }

  private func forgetPassing() {
    for part in passing.indices { (passing[part], passingID[part]) = (0, 0) }
  }

  private func setKeys() {
    for memo in memos where !memo.isPlain { setKeys(memo) }
  }

  private func setKeys(_ memo: RuleMemo) {
    memo.setKeys { part, mask in
      memo.isDirect ? ProjectedValues.whole : values.projection(part: part, mask: mask)
    }
  }

  // MARK: Evaluating

  /// All rules on a build; `records` receives one number per rule. False where memory must be made
  /// by `forget` first (and the values given anew).
  package func evaluate(
    _ numbers: UnsafePointer<UInt32>, _ flats: UnsafePointer<FlatValue>,
    free: FreeEntries = .none, into records: UnsafeMutablePointer<UInt32>,
    _ recorder: any OutcomeRecorder
  ) throws(EngineError) -> Bool {
    hasWhole = false
    isBound = false
    // These numbers stand for other values in each build.
    for value in 1..<Self.firstLastingValue { values.forget(value: value) }
    let build = Numbered(numbers: numbers, flats: flats, free: free)
    for rule in memos.indices {
      let memo = memos[rule]
      if memo.isPlain {
        records[rule] = try plain(rule, build, recorder)
        if records[rule] == 0 { return false }
        continue
      }
      guard let hash = fillKey(memo, build) else { return false }
      let known = memo.isDirect ? 0 : memo.find(key, hash: hash)
      let changes = memo.count(hit: known != 0)
      if changes { changeWay(memo) }
      if known != 0 {
        remembered &+= 1
        records[rule] = known
        continue
      }
      // The key that was looked for is one of the other way.
      if changes, fillKey(memo, build) == nil { return false }
      records[rule] = try run(rule, build, recorder)
      if records[rule] == 0 { return false }
    }
    return true
  }

  /// All rules on the bound build, nothing remembered: the plain way, for comparison.
  package func evaluatePlainly(
    _ numbers: UnsafePointer<UInt32>, _ flats: UnsafePointer<FlatValue>,
    free: FreeEntries = .none
  ) throws(EngineError) -> [(result: RuleResult, fuel: UInt64)] {
    hasWhole = false
    isBound = false
    let build = Numbered(numbers: numbers, flats: flats, free: free)
    try bind(build)
    return worker.numbers.indices.map { rule in answered(rule) }
  }

  /// A rule whose outcomes hardly ever come again is run on whole parts, which all such rules share;
  /// now and then it is tried again whether they do.
  private func changeWay(_ memo: RuleMemo) {
    memo.changeWay()
    setKeys(memo)
    shareDirectParts()
  }

  private func shareDirectParts() {
    let direct = memos.filter { $0.isDirect && !$0.isPlain }
    let parts = direct.reduce(0) { $0 | $1.parts }
    for memo in direct where memo.directParts != parts {
      memo.directParts = parts
      setKeys(memo)
    }
  }

  struct Numbered {
    let numbers: UnsafePointer<UInt32>
    let flats: UnsafePointer<FlatValue>
    let free: FreeEntries
  }

  /// Writes the key of a rule's memo; returns its hash, or nil where there is no room.
  @inline(__always)
  private func fillKey(_ memo: RuleMemo, _ build: Numbered) -> UInt64? {
    for at in 0..<memo.keyCount {
      let part = Int(memo.keyParts[at])
      let value = Int(build.numbers[part])
      if value == 0 {
        key[at] = 0
        continue
      }
      let projection = Int(memo.keyProjections[at])
      var id = values.known(value: value, projection: projection)
      if id == 0 {
        id = values.id(
          value: value, projection: projection, part: part, of: build.flats[value])
        if id == 0 { return nil }
      }
      key[at] = id
    }
    return memo.isDirect ? 0 : memo.hash(key)
  }

  /// Runs a rule on the fields it is known to read, and on more where it asks for more.
  private func run(_ rule: Int, _ build: Numbered, _ recorder: any OutcomeRecorder)
    throws(EngineError) -> UInt32
  {
    let memo = memos[rule]
    while true {
      let told = sharedKey(memo, rule)
      if let told, let answer = shared?.answer(told) {
        let record = recorded(answer, rule, recorder)
        if record != 0 { remember(memo, record) }
        return record
      }
      let start = measures ? MonotonicClock.now : 0
      assemble(build)
      try showValues(memo)
      if measures { measuredBind &+= MonotonicClock.now &- start }
      ran &+= 1
      let kept = LuaRuntime.KeptBuild(
        whole: whole.document, handles: UnsafePointer(handles), partCount: layout.names.count,
        parts: memo.shownParts,
        fields: memo.isDirect ? UnsafePointer(allFields) : UnsafePointer(memo.fields))
      switch worker.runtime.evaluate(rule: worker.numbers[rule], on: kept) {
      case .answer(let answer):
        if let told { shared?.add(answer, told) }
        let record = recorded(answer, rule, recorder)
        if record != 0 { remember(memo, record) }
        return record
      case .unsure:
        let record = try alone(rule, build, recorder)
        if record != 0 { remember(memo, record) }
        return record
      case .wider(let part, let bits):
        widen(memo, part: part, bits: bits)
        if memo.isPlain { return try plain(rule, build, recorder) }
        guard fillKey(memo, build) != nil else { return 0 }
      }
    }
  }

  /// What `key` is for all workers; nil where they are not asked.
  private func sharedKey(_ memo: RuleMemo, _ rule: Int) -> SharedOutcomes.Key? {
    guard let shared, !memo.isDirect, !memo.isVolatile else { return nil }
    var numbers: [UInt32] = []
    numbers.reserveCapacity(memo.keyCount)
    for at in 0..<memo.keyCount {
      let id = Int(key[at])
      if id != 0 && values.entries[id].shared == 0 {
        let part = Int(memo.keyParts[at])
        values.entries[id].shared = shared.number(
          part: part, mask: memo.fields[part], of: values.entries[id])
        if values.entries[id].shared == 0 { return nil }
      }
      numbers.append(id == 0 ? 0 : values.entries[id].shared)
    }
    return SharedOutcomes.Key(rule: rule, parts: memo.parts, values: numbers)
  }

  private func recorded(_ answer: RuleAnswer, _ rule: Int, _ recorder: any OutcomeRecorder)
    -> UInt32
  {
    // Most rules have nothing to say of most builds.
    switch answer.outcome {
    case .pass where answer.score == nil:
      let known = recorder.plainRecord(rule: rule, passed: true)
      if known != 0 { return known }
    case .notApplicable:
      let known = recorder.plainRecord(rule: rule, passed: false)
      if known != 0 { return known }
    default: break
    }
    return recorder.record(
      worker.result(answer, rules[rule].rule), rule: rule, fuel: answer.fuel)
  }

  private func remember(_ memo: RuleMemo, _ record: UInt32) {
    if memo.isVolatile || memo.isDirect { return }
    memo.insert(key, hash: memo.hash(key), record: record)
    entryBytes += memo.entryBytes
  }

  /// Puts the values that `key` names into the Lua state, where they are not there yet.
  private func showValues(_ memo: RuleMemo) throws(EngineError) {
    for at in 0..<memo.keyCount {
      let part = Int(memo.keyParts[at])
      let id = Int(key[at])
      guard id != 0 else {
        handles[part] = 0
        continue
      }
      if values.entries[id].handle == 0 {
        let entry = values.entries[id]
        let flat = FlatDocument(
          cells: entry.cells, cellCount: Int(entry.cellCount), bytes: entry.bytes)
        // Values that hardly ever come again take each other's place.
        let old = memo.isDirect ? passing[part] : 0
        do {
          values.entries[id].handle = try worker.runtime.keep(part: part, flat, insteadOf: old)
        } catch {
          throw .outOfMemory
        }
        if memo.isDirect {
          passing[part] = values.entries[id].handle
          if passingID[part] != 0 && passingID[part] != id {
            values.entries[passingID[part]].handle = 0
          }
          passingID[part] = id
        }
      }
      handles[part] = values.entries[id].handle
    }
  }

  private func widen(_ memo: RuleMemo, part: Int?, bits: UInt32) {
    var fields = [UInt32](repeating: 0, count: layout.names.count)
    let all = UInt32.max >> UInt32(32 - layout.names.count)
    if let part {
      fields[part] = bits
      memo.widen(parts: 0, fields: fields, volatile: layout.volatileParts)
    } else if bits & ~all != 0 {
      // It walks over the build itself, or asks for a free key of it.
      memo.isPlain = true
      return
    } else {
      memo.widen(parts: bits, fields: fields, volatile: layout.volatileParts)
    }
    setKeys(memo)
    if memo.isDirect { shareDirectParts() }
  }

  // MARK: The bound build

  private func plain(_ rule: Int, _ build: Numbered, _ recorder: any OutcomeRecorder)
    throws(EngineError) -> UInt32
  {
    try bind(build)
    ran &+= 1
    let (result, fuel) = answered(rule)
    return recorder.record(result, rule: rule, fuel: fuel)
  }

  /// A rule at the limit of its memory or time is asked again with nothing else in the state, so
  /// that it stops where it stops in a single evaluation.
  private func alone(_ rule: Int, _ build: Numbered, _ recorder: any OutcomeRecorder)
    throws(EngineError) -> UInt32
  {
    worker.runtime.dropKept()
    values.forgetHandles()
    forgetPassing()
    return try plain(rule, build, recorder)
  }

  private func bind(_ build: Numbered) throws(EngineError) {
    if isBound { return }
    assemble(build)
    worker.bound = nil
    do { try worker.runtime.bind(whole.document) } catch { throw .outOfMemory }
    isBound = true
  }

  private func answered(_ rule: Int) -> (result: RuleResult, fuel: UInt64) {
    let answer = worker.runtime.evaluate(rule: worker.numbers[rule])
    return (worker.result(answer, rules[rule].rule), answer.fuel)
  }

  /// The values of the build as one document.
  private func assemble(_ build: Numbered) {
    if hasWhole { return }
    hasWhole = true
    whole.removeAll()
    whole.append(FlatCell(kind: .map))
    var count = 0
    for part in 0..<layout.names.count where build.numbers[part] != 0 {
      let flat = build.flats[Int(build.numbers[part])]
      guard let cells = flat.cells else { continue }
      whole.append(cells, count: Int(flat.cellCount), bytes: flat.bytes)
      count += 1
    }
    // Rules that ask for them are run on the bound build, so no memo need know them.
    if let cells = build.free.cells, build.free.count > 0 {
      whole.append(cells, count: build.free.cellCount, bytes: build.free.bytes)
    }
    whole.close(0, count: count + build.free.count)
  }
}

/// A generation of rules as a batch works with it: it stays the same to the end.
package struct BatchSession: Sendable {
  let generation: LoadedRules
  let layout: PartLayout

  package var ruleIDs: [String] { generation.rules.map(\.description.id) }
  package var names: [String] { layout.names }
  /// By rule: whether a verdict is incomplete without its answer.
  package var incompleteIfUnknown: [Bool] {
    generation.rules.map { $0.description.unknown == .incomplete }
  }
  package var keyNames: [String] { generation.keys.names }
  package var hash: String { generation.hash }
  /// What every report says besides.
  package var notices: [Notice] { generation.notices }
  /// Whether reports hold more than the outcomes themselves: waivers, and files that are stale.
  package var needsWholeReports: Bool {
    !generation.waivers.isEmpty || !generation.failures.isEmpty
      || generation.rules.contains { $0.staleness != nil }
  }

  /// Whether waivers name parts, so that a report needs the names of the build's parts.
  package var needsPartNames: Bool { generation.waivers.contains { $0.part != nil } }

  /// A whole report from the results of all rules, in their order.
  package func report(
    id: String, name: String?, price: Double?, results: [RuleResult]
  ) -> Report {
    let build = PreparedBuild(id: id, name: name, price: price, keys: generation.keys)
    return ReportBuilder(generation: generation, build: build).report(results)
  }
}

extension Engine {
  /// The rules in force, for a batch; nil where the build format has outgrown what a batch can do.
  package func batchSession() throws(EngineError) -> BatchSession? {
    let generation = generation
    if generation.rules.isEmpty && generation.failures.isEmpty { throw .noRules }
    return PartLayout(keys: generation.keys).map {
      BatchSession(generation: generation, layout: $0)
    }
  }
}
