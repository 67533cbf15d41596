internal import LuaRuntime
internal import RigModel
package import RigRules
internal import RigSystem

/// Records the results of rules, so that a result can be replayed by its number.
package protocol OutcomeRecorder: AnyObject {
  /// Records a result and returns its number, from 1; 0 if there is no room for it.
  func record(_ result: RuleResult, rule: Int, fuel: UInt64) -> UInt32
  /// The number of the plain result of a rule that passed or did not apply. 0 if there is none yet,
  /// or if more must be recorded than the plain result.
  func plainRecord(rule: Int, passed: Bool) -> UInt32
  /// Whether results that differ in nothing but their fuel have records of their own.
  var tellsFuel: Bool { get }
}

/// The Lua state and the cached outcomes of one thread, for the evaluation of very many builds.
///
/// Rules are pure, and a rule sees only the fields that it is shown. So an outcome is replayed if
/// all fields that the rule can see are the same as before.
package final class BatchWorker {
  /// The rules that it runs.
  package let generation: BatchSession
  let worker: Worker
  let layout: RootKeyLayout
  /// One of them; in memory of its own, because the loop over the rules reads it all the time.
  let values: UnsafeMutablePointer<ProjectedValues>
  /// By rule.
  let memos: UnsafeMutablePointer<RuleMemo>
  let ruleCount: Int
  private let rules: [LoadedRule]
  /// What the program computes of each build on which a rule runs.
  private let facts: FlatFacts?
  private let shared: SharedOutcomes?
  /// Bytes for one generation of outcomes; there are two.
  private let entryBudget: Int
  /// Bytes for the values in the Lua state, and bytes that it took before there were any: the more
  /// rules, the more.
  private let cachedBudget: UInt64
  private let luaBytes: UInt64
  private var entryBytes = 0
  /// The build as one document, assembled only if a rule must run.
  private var whole = FlatBuffer()
  private var hasWhole = false
  private var isBound = false
  let handles: UnsafeMutablePointer<Int32>
  let key: UnsafeMutablePointer<UInt32>
  private let sharedKey: UnsafeMutablePointer<UInt32>
  /// An answer of a rule, as the workers share it.
  private struct RuleAnswerKey: Hashable {
    let rule: Int
    let known: SharedOutcomes.Known
  }
  /// What was recorded of shared answers, since records were last forgotten.
  private var recordsByAnswer: [RuleAnswerKey: UInt32] = [:]
  /// What was recorded of answers that this worker's rules gave.
  private var told = RecordedAnswers()
  /// The answer that the last attempt gave, as the workers share it.
  private var lastShared: SharedOutcomes.Known?
  private let allFields: UnsafeMutablePointer<UInt32>
  /// A handle that values which are shown for the first time share, and the id of the one that has
  /// it now.
  struct ReusedHandle {
    var handle: Int32 = 0
    var id = 0
  }
  /// By root key and projection.
  var reused: [[ReusedHandle]]
  /// The elements of a list while it is put together.
  var elements: [LuaRuntime.ListElement] = []
  /// Whether `measuredBind` is measured.
  package var measures = false
  /// Nanoseconds spent on putting values into Lua.
  package var measuredBind: UInt64 = 0
  /// Values with lower numbers are different ones in each build.
  package static let firstLastingValue = 4
  /// How many times a rule ran.
  package private(set) var ran: UInt64 = 0
  /// By rule: how many times it ran, and how many nanoseconds were measured of that.
  let runs: UnsafeMutablePointer<(count: UInt64, measured: UInt64)>
  /// How many times a cached outcome was replayed.
  package var replayed: UInt64 { (0..<ruleCount).reduce(0) { $0 &+ memos[$1].hits } }

  typealias Memo = UnsafeMutablePointer<RuleMemo>

  /// Opens a Lua state with the rules of a batch.
  ///
  /// - Parameters:
  ///   - generation: The rules.
  ///   - valueLimit: One more than the highest number of a value.
  ///   - budget: The most bytes for what is cached.
  ///   - shared: Outcomes that it shares with other workers.
  package init(
    _ generation: BatchSession, valueLimit: Int, budget: Int, shared: SharedOutcomes? = nil
  ) throws(EngineError) {
    self.generation = generation
    self.shared = shared
    layout = generation.layout
    worker = try Worker(generation: generation.generation)
    do { try worker.runtime.open(rootKeys: layout.rootKeys) } catch { throw .outOfMemory }
    values = .allocate(capacity: 1)
    values.initialize(
      to: ProjectedValues(layout: layout, valueLimit: valueLimit, budget: budget / 3))
    entryBudget = budget / 3
    cachedBudget = UInt64(budget / 3)
    luaBytes = worker.runtime.memory.bytesInUse
    let count = layout.names.count
    handles = .allocate(capacity: count)
    handles.initialize(repeating: 0, count: count)
    key = .allocate(capacity: count)
    allFields = .allocate(capacity: count)
    allFields.initialize(repeating: LuaRuntime.allFields, count: count)
    reused = Array(repeating: [], count: count)
    rules = generation.generation.rules
    ruleCount = rules.count
    memos = .allocate(capacity: max(ruleCount, 1))
    let trial = RuleMemo.trial(budget: budget)
    for rule in 0..<ruleCount {
      (memos + rule).initialize(to: RuleMemo(rootKeyCount: count, trial: trial))
    }
    sharedKey = .allocate(capacity: count + 2)
    facts = generation.facts.map {
      FlatFacts($0, layout: generation.layout, keys: generation.generation.keys)
    }
    runs = .allocate(capacity: max(ruleCount, 1))
    runs.initialize(repeating: (0, 0), count: max(ruleCount, 1))
    for rule in 0..<ruleCount {
      let reads = certainReads(of: rule)
      memos[rule].usesBoundBuild = !reads.areFields
      memos[rule].addDependencies(rootKeys: reads.rootKeys, fields: reads.fields)
    }
    setColumns()
  }

  deinit {
    values.deinitialize(count: 1)
    values.deallocate()
    memos.deinitialize(count: ruleCount)
    memos.deallocate()
    sharedKey.deallocate()
    runs.deallocate()
    handles.deallocate()
    key.deallocate()
    allFields.deallocate()
  }

  /// Makes room for what the next build adds, within the budget: of the outcomes, those go that
  /// were not replayed for longest, and of the values in the Lua state all.
  private func makeRoom() {
    if entryBytes > entryBudget {
      for rule in 0..<ruleCount { memos[rule].age() }
      entryBytes = 0
    }
    // What is in use holds garbage too: as much again as what is not, before it is collected.
    if worker.runtime.cachedBytes > cachedBudget
      || worker.runtime.memory.bytesInUse > (luaBytes + cachedBudget) * 2
    {
      dropCached()
    }
  }

  /// Drops all values and outcomes, as their numbers become invalid.
  package func forget() {
    values.pointee.forget()
    forgetOutcomes()
    dropCached()
  }

  /// Drops all outcomes, as the numbers of their records become invalid.
  package func forgetOutcomes() {
    for rule in 0..<ruleCount { memos[rule].forget() }
    recordsByAnswer.removeAll(keepingCapacity: true)
    told.removeAll()
    entryBytes = 0
  }

  /// Drops the values in the Lua state; they are put there again when a rule runs on them.
  private func dropCached() {
    worker.runtime.dropCached()
    values.pointee.forgetHandles()
    for rootKey in reused.indices { reused[rootKey].removeAll(keepingCapacity: true) }
  }

  private func setColumns() {
    for rule in 0..<ruleCount where !memos[rule].usesBoundBuild { setColumns(memos + rule) }
  }

  func setColumns(_ memo: Memo) {
    let isUncached = memo.pointee.isUncached
    memo.pointee.setColumns { rootKey, mask in
      isUncached ? ProjectedValues.whole : values.pointee.projection(rootKey: rootKey, mask: mask)
    }
  }

  // MARK: Evaluating

  /// Runs all rules on a build; `records` receives one number per rule. Returns false if memory
  /// must first be freed by `forget`; then the values must be numbered again.
  ///
  /// Where most values are new (`isMostlyNew`), rules that are not cached run on the build itself:
  /// values that never come again are not worth a place of their own in the Lua state.
  package func evaluate(
    _ numbers: UnsafePointer<UInt32>, _ flats: UnsafePointer<FlatValue>,
    free: FreeEntries = .none, isMostlyNew: Bool = false,
    into records: UnsafeMutablePointer<UInt32>, _ recorder: any OutcomeRecorder
  ) throws(EngineError) -> Bool {
    begin()
    // These numbers stand for different values in each build.
    for value in 1..<Self.firstLastingValue { values.pointee.forget(value: value) }
    let build = Numbered(numbers: numbers, flats: flats, free: free)
    for rule in 0..<ruleCount {
      let memo = memos + rule
      if memo.pointee.usesBoundBuild || isMostlyNew && memo.pointee.staysUncached() {
        let start = measures ? MonotonicClock.now : 0
        records[rule] = try runOnBoundBuild(rule, build, recorder)
        if measures { runs[rule].measured &+= MonotonicClock.now &- start }
        if records[rule] == 0 { return false }
        continue
      }
      var known: UInt32 = 0
      if !memo.pointee.asksTreeAlone {
        guard let hash = fillKey(memo, build) else { return false }
        known = memo.pointee.isUncached ? 0 : find(memo, hash: hash)
      }
      if known == 0 && memo.pointee.tree != nil {
        records[rule] = try evaluateInTree(rule, build, recorder)
        if records[rule] == 0 { return false }
        continue
      }
      let change = memo.pointee.count(hit: known != 0)
      if change != .none { self.change(change, rule) }
      if known != 0 {
        records[rule] = known
        continue
      }
      // The key above has the columns of the other mode.
      if change != .none, fillKey(memo, build) == nil { return false }
      let start = measures ? MonotonicClock.now : 0
      records[rule] = try run(rule, build, recorder)
      if measures { runs[rule].measured &+= MonotonicClock.now &- start }
      if records[rule] == 0 { return false }
    }
    return true
  }

  /// In `records`: the rule reads a root key that is not decided yet.
  static let undecided = UInt32.max

  /// Runs the rules on a build of which only some root keys are decided; those that read another
  /// one get `undecided`, and so does a rule that is found to while it runs. Returns false as
  /// `evaluate` does.
  ///
  /// No rule changes to uncached runs here: it would be shown root keys that it is not known to
  /// read, and one of them may be undecided. With `only` a single rule runs.
  func evaluate(
    _ numbers: UnsafePointer<UInt32>, _ flats: UnsafePointer<FlatValue>, decided: UInt32,
    only: Int? = nil, into records: UnsafeMutablePointer<UInt32>, _ recorder: any OutcomeRecorder
  ) throws(EngineError) -> Bool {
    begin()
    for value in 1..<Self.firstLastingValue { values.pointee.forget(value: value) }
    let build = Numbered(numbers: numbers, flats: flats, free: .none)
    for rule in only.map({ $0..<$0 + 1 }) ?? 0..<ruleCount {
      let memo = memos + rule
      if !memo.pointee.isDecided(by: decided, of: layout.names.count) {
        records[rule] = Self.undecided
        continue
      }
      if memo.pointee.usesBoundBuild {
        records[rule] = try runOnBoundBuild(rule, build, recorder)
      } else {
        guard let hash = fillKey(memo, build) else { return false }
        let known = find(memo, hash: hash)
        if known != 0 { memo.pointee.countReplayed() }
        records[rule] = known != 0 ? known : try run(rule, build, recorder, decided: decided)
      }
      if records[rule] == 0 { return false }
    }
    return true
  }

  /// Runs all rules on the bound build and caches nothing, for comparison.
  package func evaluateUncached(
    _ numbers: UnsafePointer<UInt32>, _ flats: UnsafePointer<FlatValue>,
    free: FreeEntries = .none
  ) throws(EngineError) -> [(result: RuleResult, fuel: UInt64)] {
    begin()
    let build = Numbered(numbers: numbers, flats: flats, free: free)
    try bind(build)
    return worker.numbers.indices.map { rule in boundResult(rule) }
  }

  private func begin() {
    makeRoom()
    hasWhole = false
    isBound = false
  }

  /// The record under the key in `key`; 0 if there is none. One that was about to be dropped is
  /// kept for longer.
  @inline(__always)
  func find(_ memo: Memo, hash: UInt64) -> UInt32 {
    let known = memo.pointee.find(key, hash: hash)
    return known != 0 || !memo.pointee.hasOlder ? known : findOlder(memo, hash: hash)
  }

  private func findOlder(_ memo: Memo, hash: UInt64) -> UInt32 {
    let known = memo.pointee.findOlder(key, hash: hash)
    if known != 0 {
      memo.pointee.insert(key, hash: hash, record: known)
      entryBytes += memo.pointee.entryBytes
    }
    return known
  }

  /// Changes a rule between cached and uncached runs. A rule whose outcomes rarely repeat runs
  /// uncached on whole values, which all such rules share; now and then caching is tried again.
  private func switchMode(_ memo: Memo) {
    memo.pointee.switchMode()
    setColumns(memo)
    shareRootKeys()
  }

  /// Changes how a rule is cached.
  func change(_ change: RuleMemo.Change, _ rule: Int) {
    let memo = memos + rule
    switch change {
    case .none: break
    case .switchesMode: switchMode(memo)
    case .dropsTree: memo.pointee.dropTree()
    case .growsTree:
      let reads = certainReads(of: rule)
      memo.pointee.growTree(rootKeys: reads.rootKeys, fields: reads.fields)
      if let tree = memo.pointee.tree { setColumns(tree.pointee.nodes) }
    }
  }

  /// The root keys and fields that a rule reads by its `needs`, and whether these are all fields.
  private func certainReads(of rule: Int) -> (rootKeys: UInt32, fields: [UInt32], areFields: Bool) {
    var rootKeys: UInt32 = 0
    var fields = [UInt32](repeating: 0, count: layout.names.count)
    let areFields = layout.mark(
      needs: rules[rule].description.needs, rootKeys: &rootKeys, fields: &fields)
    return (rootKeys, fields, areFields)
  }

  /// Shows all uncached rules the same root keys, so that they run on the same assembled build.
  private func shareRootKeys() {
    let uncached = (0..<ruleCount).map { memos + $0 }
      .filter { $0.pointee.isUncached && !$0.pointee.usesBoundBuild }
    let rootKeys = uncached.reduce(0) { $0 | $1.pointee.rootKeys }
    for memo in uncached where memo.pointee.sharedRootKeys != rootKeys {
      memo.pointee.sharedRootKeys = rootKeys
      setColumns(memo)
    }
  }

  /// A build whose values are numbered.
  struct Numbered {
    let numbers: UnsafePointer<UInt32>
    let flats: UnsafePointer<FlatValue>
    let free: FreeEntries
  }

  /// Writes the cache key of a rule to `key`; returns its hash, or nil if there is no room.
  @inline(__always)
  func fillKey(_ memo: Memo, _ build: Numbered) -> UInt64? {
    for at in 0..<memo.pointee.columnCount {
      let rootKey = Int(memo.pointee.columnRootKeys[at])
      let value = Int(build.numbers[rootKey])
      if value == 0 {
        key[at] = 0
        continue
      }
      let projection = Int(memo.pointee.columnProjections[at])
      var id = values.pointee.known(value: value, projection: projection)
      if id == 0 {
        id = values.pointee.id(
          value: value, projection: projection, rootKey: rootKey, of: build.flats[value])
        if id == 0 { return nil }
      }
      key[at] = id
    }
    return memo.pointee.isUncached ? 0 : memo.pointee.hash(key)
  }

  /// Runs a rule on the fields it is known to read, and again with each dependency it discovers.
  private func run(
    _ rule: Int, _ build: Numbered, _ recorder: any OutcomeRecorder, decided: UInt32 = .max
  ) throws(EngineError) -> UInt32 {
    let memo = memos + rule
    while true {
      switch try attempt(rule, memo, build, recorder, decided: decided) {
      case .ended(let record): return record
      case .needs(let need):
        addDependency(memo, need)
        if !memo.pointee.isDecided(by: decided, of: layout.names.count) { return Self.undecided }
        if memo.pointee.usesBoundBuild { return try runOnBoundBuild(rule, build, recorder) }
        guard fillKey(memo, build) != nil else { return 0 }
      }
    }
  }

  /// What comes of showing a rule some fields of a build.
  enum Attempt {
    /// A record, 0 if there is no room for one, or `undecided`.
    case ended(UInt32)
    /// It reads another one.
    case needs(ReadTree.Need)
  }

  /// Runs a rule on the fields of a memo, whose key is in `key`, unless another worker has. The memo
  /// gets the outcome.
  func attempt(
    _ rule: Int, _ memo: Memo, _ build: Numbered, _ recorder: any OutcomeRecorder,
    decided: UInt32 = .max
  ) throws(EngineError) -> Attempt {
    let sharedCount = fillSharedKey(memo, rule, build)
    lastShared = nil
    if let record = sharedRecord(rule, recorder, count: sharedCount) {
      return ended(record, memo, build)
    }
    let start = measures ? MonotonicClock.now : 0
    assemble(build)
    try showValues(memo)
    if measures { measuredBind &+= MonotonicClock.now &- start }
    countRun(rule)
    let cached = LuaRuntime.CachedBuild(
      whole: whole.document, handles: UnsafePointer(handles), keyCount: layout.names.count,
      rootKeys: memo.pointee.shownRootKeys,
      fields: UnsafePointer(memo.pointee.isUncached ? allFields : memo.pointee.fields))
    switch worker.runtime.evaluate(rule: worker.numbers[rule], on: cached) {
    case .answer(let answer):
      return ended(recorded(answer, rule, recorder, sharedCount: sharedCount), memo, build)
    case .dependsOnWorker:
      // Run alone it would see the build as a whole.
      if decided & layout.allRootKeys != layout.allRootKeys { return .ended(Self.undecided) }
      return ended(try runAlone(rule, build, recorder), memo, build)
    case .needsFields(let rootKey, let bits):
      return .needs(ReadTree.Need(rootKey: rootKey, bits: bits))
    }
  }

  /// The record of the outcome that another worker has under `sharedKey`, or nil.
  private func sharedRecord(_ rule: Int, _ recorder: any OutcomeRecorder, count: Int) -> UInt32? {
    guard count > 0, let shared, let known = shared.known(sharedKey, count: count) else {
      return nil
    }
    lastShared = known
    return recorded(known, rule, recorder) { shared.answer(known) }
  }

  /// The same under the key of a memo, which is in `key`; the memo gets it.
  func sharedRecord(_ rule: Int, _ memo: Memo, _ build: Numbered, _ recorder: any OutcomeRecorder)
    -> UInt32?
  {
    let count = fillSharedKey(memo, rule, build)
    guard let record = sharedRecord(rule, recorder, count: count), record != 0 else { return nil }
    cache(record, in: memo, build)
    return record
  }

  /// Gives what the last attempt came to to the other workers under the key of a memo, too. Their
  /// trees may be others.
  func shareLast(_ rule: Int, _ memo: Memo, _ build: Numbered) {
    guard let shared, let known = lastShared else { return }
    let count = fillSharedKey(memo, rule, build)
    if count > 0 { shared.add(known, sharedKey, count: count) }
  }

  private func ended(_ record: UInt32, _ memo: Memo, _ build: Numbered) -> Attempt {
    if record != 0 { cache(record, in: memo, build) }
    return .ended(record)
  }

  /// Writes to `sharedKey` what stands for `key` in `SharedOutcomes`; returns how many numbers that
  /// are, and 0 if the outcome is not shared.
  private func fillSharedKey(_ memo: Memo, _ rule: Int, _ build: Numbered) -> Int {
    guard let shared, !memo.pointee.isUncached, !isVolatile(memo, build) else { return 0 }
    sharedKey[0] = UInt32(rule)
    sharedKey[1] = memo.pointee.rootKeys
    for at in 0..<memo.pointee.columnCount {
      let id = Int(key[at])
      let rootKey = Int(memo.pointee.columnRootKeys[at])
      let number = id == 0 ? 0 : sharedNumber(id, rootKey, memo.pointee.fields[rootKey], shared)
      if id != 0 && number == 0 { return 0 }
      sharedKey[at + 2] = number
    }
    return memo.pointee.columnCount + 2
  }

  /// The number that all workers give to a projected value; 0 if there is no room for it.
  private func sharedNumber(_ id: Int, _ rootKey: Int, _ mask: UInt32, _ shared: SharedOutcomes)
    -> UInt32
  {
    let entry = values.pointee.entries[id]
    if entry.shared != 0 { return entry.shared }
    var number: UInt32 = 0
    if let elements = entry.elements {
      var row: [UInt32] = []
      for at in 0..<Int(entry.elementCount) {
        let element = sharedNumber(Int(elements[at]), rootKey, mask, shared)
        if element == 0 { return 0 }
        row.append(element)
      }
      number = shared.number(rootKey: rootKey, mask: mask, row: row)
    } else {
      number = shared.number(rootKey: rootKey, mask: mask, of: entry)
    }
    values.pointee.entries[id].shared = number
    return number
  }

  /// Whether a rule reads a value of this build that hardly any other build has, so that its
  /// outcome is not worth keeping.
  private func isVolatile(_ memo: Memo, _ build: Numbered) -> Bool {
    var rootKeys = memo.pointee.rootKeys & layout.volatileRootKeys
    while rootKeys != 0 {
      if build.numbers[rootKeys.trailingZeroBitCount] != 0 { return true }
      rootKeys &= rootKeys &- 1
    }
    return false
  }

  /// The record of what a rule just gave, which the others get under `sharedKey` if that has
  /// numbers. Most of it is an answer that was put into words before.
  private func recorded(
    _ answer: LuaRuntime.PendingAnswer, _ rule: Int, _ recorder: any OutcomeRecorder,
    sharedCount: Int
  ) -> UInt32 {
    guard answer.hasContent else {
      return recordedAnew(rule, recorder, sharedCount: sharedCount).record
    }
    let head = RecordedAnswers.Head(
      rule: UInt32(rule), form: answer.form, fuel: recorder.tellsFuel ? answer.fuel : 0)
    let hash = told.hash(head, answer)
    if let known = told.find(head, answer, hash: hash) {
      if sharedCount > 0, let shared, let number = known.shared {
        let again = SharedOutcomes.Known(number: number, fuel: answer.fuel)
        lastShared = again
        shared.add(again, sharedKey, count: sharedCount)
      }
      return known.record
    }
    let known = recordedAnew(rule, recorder, sharedCount: sharedCount)
    if known.record != 0 { told.insert(head, answer, hash: hash, known) }
    return known.record
  }

  private func recordedAnew(_ rule: Int, _ recorder: any OutcomeRecorder, sharedCount: Int)
    -> RecordedAnswers.Known
  {
    let answer = worker.runtime.pendingAnswer()
    let known = sharedCount > 0 ? shared?.add(answer, sharedKey, count: sharedCount) : nil
    lastShared = known
    let record = recorded(known, rule, recorder) { answer }
    return RecordedAnswers.Known(record: record, shared: known?.number)
  }

  /// The record of an answer. One that the workers share has been put into words before, mostly.
  private func recorded(
    _ known: SharedOutcomes.Known?, _ rule: Int, _ recorder: any OutcomeRecorder,
    _ answer: () -> RuleAnswer
  ) -> UInt32 {
    guard let known else { return recorded(answer(), rule, recorder) }
    let shared = RuleAnswerKey(rule: rule, known: known)
    if let record = recordsByAnswer[shared] { return record }
    let record = recorded(answer(), rule, recorder)
    if record != 0 { recordsByAnswer[shared] = record }
    return record
  }

  private func recorded(_ answer: RuleAnswer, _ rule: Int, _ recorder: any OutcomeRecorder)
    -> UInt32
  {
    // Most rules pass or do not apply on most builds.
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
      worker.result(answer, rules[rule]), rule: rule, fuel: answer.fuel)
  }

  func cache(_ record: UInt32, in memo: Memo, _ build: Numbered) {
    if memo.pointee.isUncached || isVolatile(memo, build) { return }
    memo.pointee.insert(key, hash: memo.pointee.hash(key), record: record)
    entryBytes += memo.pointee.entryBytes
  }

  /// Adds what a rule turned out to read, unless that is known.
  func addDependency(_ memo: Memo, _ need: ReadTree.Need) {
    if memo.pointee.reads(need) { return }
    if need.rootKey == nil && need.bits & ~layout.allRootKeys != 0 {
      // It iterates over the build itself, or reads a free key of it.
      memo.pointee.usesBoundBuild = true
      return
    }
    memo.pointee.addDependencies(need, layout.names.count)
    setColumns(memo)
    if memo.pointee.isUncached { shareRootKeys() }
  }

  @inline(__always)
  func countRun(_ rule: Int) {
    ran &+= 1
    runs[rule].count &+= 1
  }

  /// How each rule ran so far, in the order of the rules.
  package var costs: [RuleCost] {
    (0..<ruleCount).map { rule in
      RuleCost(
        runs: runs[rule].count, hits: memos[rule].hits, measured: runs[rule].measured,
        caching: caching(of: memos + rule))
    }
  }

  private func caching(of memo: Memo) -> RuleCost.Caching {
    if memo.pointee.usesBoundBuild { return .readsWholeBuild }
    if memo.pointee.isUncached {
      return memo.pointee.rootKeys & layout.volatileRootKeys != 0 ? .readsIdentity : .rarelyRepeats
    }
    return .cached
  }

  // MARK: The bound build

  func runOnBoundBuild(_ rule: Int, _ build: Numbered, _ recorder: any OutcomeRecorder)
    throws(EngineError) -> UInt32
  {
    try bind(build)
    countRun(rule)
    guard let answer = worker.runtime.evaluateBesideCached(rule: worker.numbers[rule]) else {
      return try runAlone(rule, build, recorder)
    }
    return recorded(answer, rule, recorder, sharedCount: 0)
  }

  /// Runs a rule at the limit of its memory or time again, with nothing else in the Lua state, so
  /// that it stops where it stops in a single evaluation.
  private func runAlone(_ rule: Int, _ build: Numbered, _ recorder: any OutcomeRecorder)
    throws(EngineError) -> UInt32
  {
    dropCached()
    return try runOnBoundBuild(rule, build, recorder)
  }

  private func bind(_ build: Numbered) throws(EngineError) {
    if isBound { return }
    let start = measures ? MonotonicClock.now : 0
    assemble(build)
    worker.bound = nil
    do { try worker.runtime.bind(whole.document) } catch { throw .outOfMemory }
    if measures { measuredBind &+= MonotonicClock.now &- start }
    isBound = true
  }

  private func boundResult(_ rule: Int) -> (result: RuleResult, fuel: UInt64) {
    let answer = worker.runtime.evaluate(rule: worker.numbers[rule])
    return (worker.result(answer, rules[rule]), answer.fuel)
  }

  /// Assembles the values of the build in `whole`.
  private func assemble(_ build: Numbered) {
    if hasWhole { return }
    hasWhole = true
    whole.removeAll()
    whole.append(FlatCell(kind: .map))
    var count = 0
    for rootKey in 0..<layout.names.count where build.numbers[rootKey] != 0 {
      let flat = build.flats[Int(build.numbers[rootKey])]
      guard let cells = flat.cells else { continue }
      whole.append(cells, count: Int(flat.cellCount), bytes: flat.bytes)
      count += 1
    }
    // Rules that read free keys run on the bound build, so no memo depends on them. Facts of the
    // program are under such a key.
    if let facts {
      count += facts.append(build, to: &whole)
    } else if let cells = build.free.cells, build.free.count > 0 {
      whole.append(cells, count: build.free.cellCount, bytes: build.free.bytes)
      count += build.free.count
    }
    whole.close(0, count: count)
  }
}
