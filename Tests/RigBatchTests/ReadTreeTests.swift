import RigRules
import Testing

@testable import RigBatch
@testable import RigMemo

/// What is kept of a rule that does not always read the same.
@Suite("What each run of a rule reads")
struct ReadTreeTests {
  /// A tree of a rule whose `needs` name root key 0, after samples of these two kinds.
  private func sampled(_ tree: inout ReadTree, _ kinds: [ReadTree.Need?]) {
    var sample = 0
    while tree.samplesLeft > 0 {
      if let need = kinds[sample % kinds.count] { _ = next(&tree, 0, need) }
      tree.settle(0)
      tree.endSample()
      sample += 1
    }
  }

  private func next(_ tree: inout ReadTree, _ node: Int, _ need: ReadTree.Need) -> (Int, Bool) {
    var isNew = false
    let next = tree.next(node, need, isNew: &isNew)
    return (next, isNew)
  }

  private func makeTree() -> ReadTree {
    ReadTree(rootKeyCount: 3, rootKeys: 0b001, fields: [0b1, 0, 0])
  }

  @Test("The root has what all samples read, and never grows")
  func root() {
    var tree = makeTree()
    let (watts, second) = (
      ReadTree.Need(rootKey: 0, bits: 0b10), ReadTree.Need(rootKey: nil, bits: 0b10)
    )
    sampled(&tree, [watts])
    let root = tree.nodes[0].fields[0]
    #expect(root == 0b11)
    let child = next(&tree, 0, second)
    #expect(child == (1, true))
    let keys = (tree.nodes[0].rootKeys, tree.nodes[1].rootKeys)
    #expect(keys == (0b001, 0b011))
  }

  @Test("What only some samples read is not of the root")
  func common() {
    var tree = makeTree()
    sampled(&tree, [ReadTree.Need(rootKey: 0, bits: 0b10), nil])
    let root = tree.nodes[0].fields[0]
    #expect(root == 0b1)
  }

  @Test("A node grows until a run ends on it, then others begin, each once")
  func growing() {
    var tree = makeTree()
    sampled(&tree, [nil])
    let needs = (1...3).map { ReadTree.Need(rootKey: 1, bits: 1 << UInt32($0)) }
    #expect(next(&tree, 0, needs[0]) == (1, true))
    #expect(next(&tree, 1, needs[1]) == (1, true))
    tree.settle(1)
    let fields = tree.nodes[1].fields[1]
    #expect(fields == 0b110)
    #expect(next(&tree, 1, needs[2]) == (2, true))
    #expect(next(&tree, 1, needs[2]) == (2, false))
    #expect(next(&tree, 0, needs[0]) == (1, false))
    #expect(next(&tree, 0, needs[1]) == (3, true))
  }

  @Test("Where there is no room for a node, the one there is grows")
  func full() {
    var tree = makeTree()
    sampled(&tree, [nil])
    var made = Set<Int>()
    for bit in 0..<30 {
      let (child, _) = next(&tree, 0, ReadTree.Need(rootKey: 2, bits: 1 << UInt32(bit)))
      tree.settle(child)
      made.insert(child)
    }
    let root = tree.nodes[0].fields[2]
    #expect(made.count == 12 && made.contains(0) && root.nonzeroBitCount == 19)
  }

  @Test("A rule that seldom reads what differs in each build runs seldom")
  func running() throws {
    let folder = try Folder()
    let lines = (0..<6000).map { number in
      #"{"id":"b\#(number)","monitors":\#(number % 4 + 1),"cpu":{"tdp_w":\#(number + 1)},"#
        + #""gpus":[{"vram_gb":\#(number % 5 + 1)},{"tdp_w":\#(number % 1000 + 1)}]}"#
    }
    let input = try folder.write("in.jsonl", Array(lines.joined(separator: "\n").utf8))
    let rule = """
      return {
        title = { en = "t", zh = "t" }, why = { en = "w", zh = "w" }, source = "s", severity = "error",
        messages = { found = { en = "found {n}", zh = "found {n}" } },
        check = function(build, ctx)
          if build.monitors == 1 then
            ctx.report("found", { n = build.cpu.tdp_w })
          elseif build.monitors == 2 then
            ctx.report("found", { n = build.gpus[1].vram_gb })
          elseif build.monitors == 3 and build.gpus[1].vram_gb == 1 then
            ctx.report("found", { n = build.gpus[2].tdp_w })
          end
        end,
      }
      """
    let engine = try Engine(rules: [.files(["odd/ways.lua": rule])])
    let plain = try batch(engine, [input], in: folder, options { $0.remembers = false })
    for jobs in [1, 2] {
      let measured = options {
        $0.jobs = jobs
        $0.measures = true
      }
      let remembered = try batch(engine, [input], in: folder, measured)
      #expect(remembered.text == plain.text)
      let runs = try #require(remembered.result.timings?.eachRule.first?.runs)
      // A quarter of the builds, the trial, and few more.
      #expect(jobs == 2 || runs < 3200, "\(runs)")
    }
  }
}
