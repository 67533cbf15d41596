/// The cached outcomes of one rule by what each run of it read, and not by all that any run reads.
///
/// A rule reads some fields only where others make it: the watts of a supply only where its plugs are
/// not stated. A node holds outcomes by the values of some fields. Where a run on these reads one more,
/// what stands under its key is a link to a node that has this field too. A run depends on nothing
/// but the fields it is shown, so each build with this key takes the same way.
struct ReadTree: ~Copyable {
  /// Set in what stands under a key if it is the number of a node, and not that of a record.
  static let link: UInt32 = 1 << 31

  /// A field, or root keys of the build if `rootKey` is nil.
  struct Need: Equatable {
    let rootKey: Int?
    let bits: UInt32
  }

  /// How a node came to be: a run on the fields of another one read this field first.
  private struct Origin: Equatable {
    let node: Int
    let need: Need
  }

  private static let limit = 12
  /// The root is the first one.
  let nodes: UnsafeMutablePointer<RuleMemo>
  private var origins: [Origin?] = [nil]
  /// By node: whether a run has ended on its fields. Until then it grows with what its run reads.
  private var isSettled = [false]
  private let rootKeyCount: Int

  /// Runs that begin with the least fields, to learn what all runs read.
  private(set) var samplesLeft = 8
  private let leastRootKeys: UInt32
  private let leastFields: [UInt32]
  private var commonRootKeys = UInt32.max
  private var commonFields: [UInt32]

  /// An empty tree of a rule that certainly reads these fields.
  init(rootKeyCount: Int, rootKeys: UInt32, fields: [UInt32]) {
    self.rootKeyCount = rootKeyCount
    leastRootKeys = rootKeys
    leastFields = fields
    commonFields = Array(repeating: .max, count: rootKeyCount)
    nodes = .allocate(capacity: Self.limit)
    nodes.initialize(to: RuleMemo(rootKeyCount: rootKeyCount))
    nodes.pointee.addDependencies(rootKeys: rootKeys, fields: fields)
  }

  deinit {
    nodes.deinitialize(count: origins.count)
    nodes.deallocate()
  }

  /// The node on which to go on where a run on the fields of a node needs more. If there is no room
  /// for one more, it is the node itself.
  ///
  /// - Parameter isNew: Whether its columns must be set.
  mutating func next(_ node: Int, _ need: Need, isNew: inout Bool) -> Int {
    let origin = Origin(node: node, need: need)
    if isSettled[node], let known = origins.firstIndex(of: origin) {
      isNew = false
      return known
    }
    isNew = true
    var next = node
    if isSettled[node] && origins.count < Self.limit { next = add(origin) }
    (nodes + next).pointee.addDependencies(need, rootKeyCount)
    return next
  }

  private mutating func add(_ origin: Origin) -> Int {
    let from = nodes + origin.node
    let new = nodes + origins.count
    new.initialize(to: RuleMemo(rootKeyCount: rootKeyCount))
    new.pointee.addDependencies(
      rootKeys: from.pointee.rootKeys, fields: (0..<rootKeyCount).map { from.pointee.fields[$0] })
    origins.append(origin)
    isSettled.append(false)
    return origins.count - 1
  }

  /// A run ended on the fields of a node.
  mutating func settle(_ node: Int) {
    if samplesLeft == 0 && !isSettled[node] { isSettled[node] = true }
  }

  /// A run that began with the least fields ended: the root has those it read. Then the next sample
  /// begins, or the tree.
  ///
  /// The root never grows after that: it holds what all runs read, as far as is known.
  mutating func endSample() {
    commonRootKeys &= nodes.pointee.rootKeys
    for rootKey in 0..<rootKeyCount { commonFields[rootKey] &= nodes.pointee.fields[rootKey] }
    samplesLeft -= 1
    let isLast = samplesLeft == 0
    nodes.deinitialize(count: 1)
    nodes.initialize(to: RuleMemo(rootKeyCount: rootKeyCount))
    nodes.pointee.addDependencies(
      rootKeys: isLast ? commonRootKeys : leastRootKeys,
      fields: isLast ? commonFields : leastFields)
    isSettled[0] = isLast
  }

  /// Whether all runs that were tried read the same as a memo, so that a tree gains nothing.
  func readsAll(of memo: borrowing RuleMemo) -> Bool {
    commonRootKeys == memo.rootKeys
      && (0..<rootKeyCount).allSatisfy { commonFields[$0] == memo.fields[$0] }
  }

  func forget() {
    for node in origins.indices { nodes[node].forget() }
  }

  func age() {
    for node in origins.indices { nodes[node].age() }
  }
}
