internal import LuaRuntime
internal import RigRules
internal import RigSystem

/// Rules whose outcomes are kept by what each run read.
extension BatchWorker {
  /// The record of a rule that has a tree; 0 if memory must first be freed.
  func evaluateInTree(_ rule: Int, _ build: Numbered, _ recorder: any OutcomeRecorder)
    throws(EngineError) -> UInt32
  {
    let whole = memos + rule
    guard let tree = whole.pointee.tree else { return 0 }
    // The key of the memo itself is in `key`, where that was looked up.
    if !whole.pointee.asksTreeAlone,
      let record = sharedRecord(rule, whole, build, recorder)
    {
      return record
    }
    var runs = 0
    var node = 0
    while true {
      let memo = tree.pointee.nodes + node
      guard let hash = fillKey(memo, build) else { return 0 }
      let known = find(memo, hash: hash)
      if known & ReadTree.link != 0 {
        node = Int(known & ~ReadTree.link)
        continue
      }
      if known != 0 { return end(rule, known, runs: runs, build) }
      runs += 1
      let start = measures ? MonotonicClock.now : 0
      let attempt = try attempt(rule, memo, build, recorder)
      if measures { self.runs[rule].measured &+= MonotonicClock.now &- start }
      switch attempt {
      case .ended(let record):
        tree.pointee.settle(node)
        return record == 0 ? 0 : end(rule, record, runs: runs, build)
      case .needs(let need):
        // The memo itself knows all that any run reads.
        addDependency(memos + rule, need)
        if memos[rule].usesBoundBuild {
          memos[rule].dropTree()
          return try runOnBoundBuild(rule, build, recorder)
        }
        node = follow(need, from: node, of: tree, build)
      }
    }
  }

  /// The node on which a run goes on that needs more than a node has.
  private func follow(
    _ need: ReadTree.Need, from node: Int, of tree: UnsafeMutablePointer<ReadTree>,
    _ build: Numbered
  ) -> Int {
    var isNew = false
    let next = tree.pointee.next(node, need, isNew: &isNew)
    if next != node {
      cache(ReadTree.link | UInt32(next), in: tree.pointee.nodes + node, build)
    }
    if isNew { setColumns(tree.pointee.nodes + next) }
    return next
  }

  /// Keeps a record that the tree gave in the memo too, and draws the conclusions of a trial. 0 if
  /// there is no room for its key.
  private func end(_ rule: Int, _ record: UInt32, runs: Int, _ build: Numbered) -> UInt32 {
    let memo = memos + rule
    if !memo.pointee.asksTreeAlone {
      guard fillKey(memo, build) != nil else { return 0 }
      cache(record, in: memo, build)
      if runs > 0 { shareLast(rule, memo, build) }
    }
    guard let tree = memo.pointee.tree else { return record }
    if tree.pointee.samplesLeft > 0 {
      tree.pointee.endSample()
      setColumns(tree.pointee.nodes)
      if tree.pointee.samplesLeft == 0 && tree.pointee.readsAll(of: memo.pointee) {
        change(memo.pointee.droppingTree, rule)
      }
      return record
    }
    change(memo.pointee.countInTree(runs: runs), rule)
    return record
  }
}
