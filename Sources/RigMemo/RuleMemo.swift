internal import LuaRuntime

/// The cached outcomes of one rule, by the values it reads.
///
/// A cache key is a row of ids of projected values, with a column for each root key that the rule
/// is shown. An id stands for exactly one value, so a hit is exact.
///
/// It is a value in a row of its kind, because the loop over all rules of a build does nothing but
/// read these.
struct RuleMemo: ~Copyable {
  /// Mask of the root keys that the rule is known to read.
  private(set) var rootKeys: UInt32 = 0
  /// By root key: mask of the fields that the rule is known to read.
  let fields: UnsafeMutablePointer<UInt32>
  private let rootKeyCount: Int
  /// The root key and the projection of each column, as arrays for fast iteration.
  private(set) var columnRootKeys: UnsafeMutablePointer<Int32>
  private(set) var columnProjections: UnsafeMutablePointer<Int32>
  private(set) var columnCount = 0
  /// The rule reads the build as a whole, so it runs on the bound build.
  var usesBoundBuild = false

  /// Its outcomes rarely repeat, so it runs each time and nothing is cached.
  private(set) var isUncached = false
  /// What it is then shown: all root keys that any such rule reads, so that these rules share one
  /// build.
  var sharedRootKeys: UInt32 = 0
  /// Its outcomes by what each run read, where that is tried or has proved useful. It is asked where
  /// this memo has no outcome.
  private(set) var tree: UnsafeMutablePointer<ReadTree>?
  /// Hardly an outcome is found in this memo itself, so that only the tree is asked.
  private(set) var asksTreeAlone = false
  /// Whether a tree has been tried since it was last uncached.
  private var hasTriedTree = false
  /// Full trials since the way of caching changed.
  private var trials = 0
  /// Lookups in the tree in this trial, and how many times the rule ran for them.
  private var treeLookups = 0
  private var treeRuns = 0
  private var isRarelyHit = false
  private var lookups = 0
  /// How many times a cached outcome was replayed, and how many of these were before the trial.
  private(set) var hits: UInt64 = 0
  private var hitsBefore: UInt64 = 0
  /// Lookups after which the hit rate decides how the rule is cached.
  private let trial: Int
  /// Builds for which it runs uncached before caching is tried again.
  private var pause: Int { trial * 128 }
  /// Where memory is small, what is cached does not last for longer trials.
  static func trial(budget: Int) -> Int { budget < 1 << 20 ? 32 : 1024 }

  /// Its outcomes by cache key, with the columns that `setColumns` set last.
  private var table = OutcomeTable(width: 0)
  /// Those that were neither added nor replayed since `age` was called last.
  private var older = OutcomeTable(width: 0)

  init(rootKeyCount: Int, trial: Int = trial(budget: .max)) {
    self.rootKeyCount = rootKeyCount
    self.trial = trial
    fields = .allocate(capacity: rootKeyCount)
    fields.initialize(repeating: 0, count: rootKeyCount)
    columnRootKeys = .allocate(capacity: rootKeyCount)
    columnProjections = .allocate(capacity: rootKeyCount)
  }

  deinit {
    fields.deallocate()
    columnRootKeys.deallocate()
    columnProjections.deallocate()
    tree?.deinitialize(count: 1)
    tree?.deallocate()
  }

  /// Adds root keys and fields that the rule turned out to read. Drops the cached outcomes, because
  /// their keys do not hold these values.
  mutating func addDependencies(rootKeys more: UInt32, fields moreFields: [UInt32]) {
    // Not `|=`: the compiler breaks off on it here under ThreadSanitizer (Swift 6.3.1).
    rootKeys = rootKeys | more
    for rootKey in 0..<rootKeyCount { fields[rootKey] = fields[rootKey] | moreFields[rootKey] }
    forget()
  }

  /// Adds one dependency.
  mutating func addDependencies(_ need: ReadTree.Need, _ rootKeyCount: Int) {
    var fields = [UInt32](repeating: 0, count: rootKeyCount)
    if let rootKey = need.rootKey { fields[rootKey] = need.bits }
    addDependencies(rootKeys: need.rootKey == nil ? need.bits : 0, fields: fields)
  }

  /// Whether a dependency is known already.
  func reads(_ need: ReadTree.Need) -> Bool {
    need.bits & ~(need.rootKey.map { fields[$0] } ?? rootKeys) == 0
  }

  /// Mask of the root keys that it is shown.
  var shownRootKeys: UInt32 { isUncached ? sharedRootKeys : rootKeys }

  /// Whether everything it is known to read is among the decided root keys, of `count` in all.
  func isDecided(by decided: UInt32, of count: Int) -> Bool {
    let open = ~decided & (UInt32.max >> UInt32(32 - count))
    return open == 0 || !usesBoundBuild && rootKeys & open == 0
  }

  /// Sets the columns of its cache keys. If their number changes, a new table replaces the cached
  /// outcomes.
  mutating func setColumns(_ projection: (Int, UInt32) -> Int) {
    columnCount = 0
    for rootKey in 0..<rootKeyCount where shownRootKeys >> UInt32(rootKey) & 1 != 0 {
      columnRootKeys[columnCount] = Int32(rootKey)
      columnProjections[columnCount] = Int32(projection(rootKey, fields[rootKey]))
      columnCount += 1
    }
    if table.width != columnCount {
      table = OutcomeTable(width: columnCount)
      older = OutcomeTable(width: columnCount)
    }
  }

  /// What the hit rate of a trial asks for.
  enum Change {
    case none
    /// It should change between cached and uncached runs.
    case switchesMode
    /// What each run of it reads should be looked at.
    case growsTree
    /// Its tree gains nothing.
    case dropsTree
  }

  /// Counts a lookup.
  @inline(__always)
  mutating func count(hit: Bool) -> Change {
    lookups &+= 1
    if hit { hits &+= 1 }
    return lookups >= (isUncached ? pause : trial) ? endTrial() : .none
  }

  /// Counts a lookup in the tree, after which the rule ran so many times.
  mutating func countInTree(runs: Int) -> Change {
    treeLookups += 1
    treeRuns += runs
    return count(hit: runs == 0)
  }

  /// Counts a replayed outcome of which `count` knows nothing.
  mutating func countReplayed() { hits &+= 1 }

  /// Counts a run where it is not cached, and will not be tried to be now.
  @inline(__always)
  mutating func staysUncached() -> Bool {
    guard isUncached, lookups &+ 1 < pause else { return false }
    lookups &+= 1
    return true
  }

  private mutating func endTrial() -> Change {
    let (all, found) = (lookups, Int(hits &- hitsBefore))
    defer { (lookups, hitsBefore, treeLookups, treeRuns) = (0, hits, 0, 0) }
    trials += 1
    if isUncached { return .switchesMode }
    // Caching costs about a tenth of what running an ordinary rule does.
    isRarelyHit = found * 8 < all
    // The first trial fills the tables.
    if tree != nil {
      if !isTreeUseful(missed: all - found) { return droppingTree }
      asksTreeAlone = trials > 1 && (all - treeLookups) * 8 < all
      return .none
    }
    if !hasTriedTree && (isRarelyHit || trials > 1 && (all - found) * 32 > all) {
      return .growsTree
    }
    return isRarelyHit ? .switchesMode : .none
  }

  /// Whether the tree found enough of what it was asked for in this trial.
  private func isTreeUseful(missed: Int) -> Bool {
    let found = treeLookups - missed
    if trials == 1 { return found * 32 >= treeLookups }
    // A new key may take several runs; it leads to what is found later.
    return found * 8 >= treeLookups && treeRuns * 2 <= treeLookups * 3
  }

  /// The change for a tree that gains nothing.
  var droppingTree: Change { isRarelyHit ? .switchesMode : .dropsTree }

  /// Changes between cached and uncached runs; drops the cached outcomes.
  mutating func switchMode() {
    dropTree()
    isUncached.toggle()
    hasTriedTree = false
    forget()
  }

  mutating func growTree(rootKeys: UInt32, fields: [UInt32]) {
    let grown = UnsafeMutablePointer<ReadTree>.allocate(capacity: 1)
    grown.initialize(
      to: ReadTree(rootKeyCount: rootKeyCount, rootKeys: rootKeys, fields: fields))
    tree = grown
    hasTriedTree = true
    trials = 0
  }

  mutating func dropTree() {
    tree?.deinitialize(count: 1)
    tree?.deallocate()
    tree = nil
    asksTreeAlone = false
    trials = 0
  }

  /// Drops the cached outcomes.
  mutating func forget() {
    table.removeAll()
    older.removeAll()
    tree?.pointee.forget()
  }

  /// Drops the cached outcomes that were neither added nor replayed since the last call.
  mutating func age() {
    swap(&table, &older)
    table.removeAll()
    tree?.pointee.age()
  }

  /// Whether `findOlder` may find something.
  var hasOlder: Bool { older.count != 0 }

  /// The record of a key among those that the next `age` drops; 0 if there is none.
  func findOlder(_ key: UnsafePointer<UInt32>, hash: UInt64) -> UInt32 {
    older.find(key, hash: hash)
  }

  /// Bytes for one more entry.
  var entryBytes: Int { table.entryBytes }

  @inline(__always)
  func hash(_ key: UnsafePointer<UInt32>) -> UInt64 { table.hash(key) }

  /// The record of a key; 0 if there is none.
  @inline(__always)
  func find(_ key: UnsafePointer<UInt32>, hash: UInt64) -> UInt32 { table.find(key, hash: hash) }

  mutating func insert(_ key: UnsafePointer<UInt32>, hash: UInt64, record: UInt32) {
    table.insert(key, hash: hash, record: record)
  }
}
