import RigModel
import Testing

/// One mistake and the line that tells about it.
struct Mistake: Sendable, CustomTestStringConvertible {
  let text: String
  let report: String
  var file = "rig.yaml"

  init(_ text: String, _ report: String, file: String = "rig.yaml") {
    self.text = text
    self.report = report
    self.file = file
  }

  var testDescription: String { text }
}

@Suite("What is wrong is told with its place, what is allowed and the near name")
struct LocatedErrorTests {
  static let keys = [
    Mistake(
      "cpu:\n  tdp: 150\n",
      "rig.yaml:2:3: error: `cpu.tdp`: `cpu` has no such key (did you mean `tdp_w`?) "
        + "[build/unknown-key]"),
    Mistake(
      "gpus:\n  - name: A\n  - vram: 11\n",
      "rig.yaml:3:5: error: `gpus[2].vram`: `gpu` has no such key (did you mean `vram_gb`?) "
        + "[build/unknown-key]"),
    Mistake(
      "gpu: {vram_mb: 11264}",
      "rig.yaml:1:7: error: `gpu.vram_mb`: `gpu` has no such key (did you mean `vram_gb`?) "
        + "[build/unknown-key]"),
    Mistake(
      "gpu: {wattage: 250}",
      "rig.yaml:1:7: error: `gpu.wattage`: `gpu` has no such key (did you mean `tdp_w`?) "
        + "[build/unknown-key]"),
    Mistake(
      "psu: {wattage: 750}",
      "rig.yaml:1:7: error: `psu.wattage`: `psu` has no such key (did you mean `wattage_w`?) "
        + "[build/unknown-key]"),
    Mistake(
      "motherbord: {}",
      "rig.yaml:1:1: error: `motherbord`: a build has no such key (did you mean `motherboard`?) "
        + "[build/unknown-key]"),
    Mistake(
      "storage:\n- {vram_gb: 3}\n",
      "rig.yaml:2:4: error: `storage[1].vram_gb`: `drive` has no such key (it is a field of "
        + "another part: `gpus[].vram_gb`) [build/unknown-key]"),
    Mistake(
      "mains: {phases: 3}",
      "rig.yaml:1:9: error: `mains.phases`: `mains` has no such key (the keys are `volts`, "
        + "`amps`, `other_load_w`) [build/unknown-key]"),
    Mistake(
      "id: a\nname: b\nid: c\n",
      "rig.yaml:3:1: error: the key `id` stands twice in one mapping; first on line 1 "
        + "[build/duplicate-key]"),
    Mistake(
      "gpu: {name: A}\ngpus: []\n",
      "rig.yaml:2:1: error: `gpus`: stands beside `gpu`, which is the same field (keep one of "
        + "them) [build/conflict]"),
  ]

  static let values = [
    Mistake(
      "gpu: {vram_gb: 12 GB}",
      "rig.yaml:1:16: error: `gpu.vram_gb`: found the text \"12 GB\", but it is a number of GB "
        + "(write 12: the unit (GB) stands in the key) [build/wrong-type]"),
    Mistake(
      "psus: [{wattage_w: 250W}]",
      "rig.yaml:1:20: error: `psus[1].wattage_w`: found the text \"250W\", but it is a number of "
        + "W (write 250: the unit (W) stands in the key) [build/wrong-type]"),
    Mistake(
      "gpu: {vram_gb: 11264 MB}",
      "rig.yaml:1:16: error: `gpu.vram_gb`: found the text \"11264 MB\", but it is a number of GB "
        + "(write the number in GB, without a unit) [build/wrong-type]"),
    Mistake(
      "gpu: {tdp_w: '250'}",
      "rig.yaml:1:14: error: `gpu.tdp_w`: found the text \"250\", but it is a number of W "
        + "(write 250, without quotes) [build/wrong-type]"),
    Mistake(
      "cpu: {tdp_w: 5000}",
      "rig.yaml:1:14: error: `cpu.tdp_w`: found 5000 W; must be between 1 and 1000 W (the value is in W) "
        + "[build/out-of-range]"),
    Mistake(
      "gpu: {length_mm: 3000}",
      "rig.yaml:1:18: error: `gpu.length_mm`: found 3000 mm; must be between 40 and 800 mm (the value is "
        + "in mm) [build/out-of-range]"),
    Mistake(
      "price: -1",
      "rig.yaml:1:8: error: `price`: found -1; must be between 0 and 10000000 (quantities are not negative) "
        + "[build/out-of-range]"),
    Mistake(
      "psu: {wattage_w: 0}",
      "rig.yaml:1:18: error: `psu.wattage_w`: found 0 W; must be between 20 and 3500 W (leave the key out "
        + "where the value is not known) [build/out-of-range]"),
    Mistake(
      "cpu: {base_clock_ghz: .inf}",
      "rig.yaml:1:23: error: `cpu.base_clock_ghz`: found `.inf`; numbers are finite "
        + "[build/out-of-range]"),
    Mistake(
      "cpu: {cores: 2.5}",
      "rig.yaml:1:14: error: `cpu.cores`: found 2.5, but it is a whole number "
        + "[build/wrong-type]"),
    Mistake(
      "cpu: {includes_cooler: yes}",
      "rig.yaml:1:24: error: `cpu.includes_cooler`: found the text \"yes\", but it is true or "
        + "false (write true, without quotes) [build/wrong-type]"),
    Mistake(
      "cpu: {socket: true}",
      "rig.yaml:1:15: error: `cpu.socket`: found true, but it is a text (write \"true\") "
        + "[build/wrong-type]"),
    Mistake(
      "precision: 8",
      "rig.yaml:1:12: error: `precision`: found 8; allowed are 16 and 32 [build/unknown-value]"),
    Mistake(
      "gpu: {vendor: Nvidia}",
      "rig.yaml:1:15: error: `gpu.vendor`: found \"Nvidia\"; allowed are `nvidia`, `amd`, `intel`, "
        + "`apple` (did you mean `nvidia`?) [build/unknown-value]"),
    Mistake(
      "preprocessing: during",
      "rig.yaml:1:16: error: `preprocessing`: found \"during\"; allowed are `during-training`, "
        + "`before-training` (did you mean `during-training`?) [build/unknown-value]"),
    Mistake(
      "psu: {powers: [cpu, gpu:0]}",
      "rig.yaml:1:21: error: `psu.powers[2]`: found \"gpu:0\"; allowed are `cpu`, `motherboard`, "
        + "`storage`, `other` and `gpu:N` with N from 1 (write `gpu:1` for the first card) "
        + "[build/unknown-value]"),
    Mistake(
      "gpus: [{name: A, count: 2}]\npsu: {powers: [gpu:3]}",
      "rig.yaml:2:16: error: `psu.powers[1]`: found `gpu:3`, but the build has 2 cards (cards "
        + "count from 1) [build/conflict]"),
    Mistake(
      "memory: [{modules: 2, module_gb: 16, capacity_gb: 64}]",
      "rig.yaml:1:51: error: `memory[1].capacity_gb`: found 64, but 2 modules of 16 GB are 32 GB "
        + "(capacity_gb is the whole kit; leave it out or correct one of the three) "
        + "[build/conflict]"),
    Mistake(
      "cpu: [1]",
      "rig.yaml:1:6: error: `cpu`: found a list, but it is a mapping of fields (the keys are "
        + "`name`, `count`, `socket`, `generation`, `cores`, `threads`, `base_clock_ghz`, "
        + "`boost_clock_ghz`, `tdp_w`, `max_power_w`, `pcie_lanes`, `integrated_graphics`, "
        + "`memory_types`, `memory_modules`, `memory_ecc`, `max_memory_gb`, `includes_cooler`, "
        + "`price`) [build/wrong-type]"),
    Mistake(
      "chassis: {radiators_mm: 360}",
      "rig.yaml:1:25: error: `chassis.radiators_mm`: found the number `360`, but it is a list "
        + "(write `[360]`) [build/wrong-type]"),
    Mistake(
      "gpus: [{name: \"\"}]",
      "rig.yaml:1:15: error: `gpus[1].name`: found an empty text (leave the key out where the "
        + "value is not known) [build/bad-text]"),
    Mistake(
      "gpus: {count: 65}",
      "rig.yaml:1:15: error: `gpus.count`: found 65; must be between 1 and 64 [build/out-of-range]"),
    Mistake(
      "rigrules: 2\nwhatever: 1\n",
      "rig.yaml:1:11: error: `rigrules`: format version 2 is not known (this program knows version "
        + "1) [build/version]"),
  ]

  static let syntax = [
    Mistake(
      "cpu:\n\tname: x\n",
      "rig.yaml:2:1: error: not well-formed YAML: a tab stands in the indentation (indent with "
        + "blanks) [build/syntax]"),
    Mistake(
      "name: a\n---\nname: b\n",
      "rig.yaml:2:1: error: a second document starts here; a file holds one (leave out the second "
        + "`---` and what follows, or make it a file of its own) [build/unsupported]"),
    Mistake(
      "cpu: &c {name: A}\nx_a: {<<: *c}\n",
      "rig.yaml:2:7: error: merge keys (`<<`) are not supported (write the keys out, or use an "
        + "alias (`*name`) for a whole part) [build/unsupported]"),
    Mistake(
      "gpus: [*card]\nx_a: &cart 1\n",
      "rig.yaml:1:8: error: the alias `*card` names no anchor before it [build/syntax]"),
    Mistake(
      "name: !secret a",
      "rig.yaml:1:7: error: the tag `!secret` has no meaning here (leave out the tag; quote the "
        + "text if it starts with `!`) [build/unsupported]"),
    Mistake(
      "{\"name\": \"a\",}",
      "rig.json:1:14: error: not well-formed JSON: a key in double quotes is missing; found `}` "
        + "(leave out the comma before `}`) [build/syntax]", file: "rig.json"),
    Mistake(
      "{\"name\": \"\\ud800\"}",
      "rig.json:1:11: error: not well-formed JSON: half of a surrogate pair stands alone "
        + "[build/syntax]", file: "rig.json"),
    Mistake(
      "{\"名\": 1,\n \"价格\": tru}",
      "rig.json:2:8: error: not well-formed JSON: a value is missing; found `t` [build/syntax]",
      file: "rig.json"),
    Mistake("", "rig.yaml: error: the file holds no build: it is empty [build/not-a-build]"),
    Mistake(
      "# nothing\n", "rig.yaml: error: the file holds no build: it is empty [build/not-a-build]"),
    Mistake(
      "---\n", "rig.yaml:2:1: error: the file holds no build: it is empty [build/not-a-build]"),
    Mistake(
      "hello",
      "rig.yaml:1:1: error: found the text \"hello\" where the fields of a build are "
        + "expected (write `key: value` lines, such as `use_case: kaggle`) [build/not-a-build]"),
    Mistake(
      "[]",
      "rig.json:1:1: error: found a list where the fields of a build are expected (a file "
        + "holds one build) [build/not-a-build]", file: "rig.json"),
  ]

  @Test("a mistake gives one line", arguments: keys + values + syntax)
  func mistakeGivesOneLine(_ mistake: Mistake) {
    let found = problems(mistake.text, file: mistake.file).map(\.description)
    #expect(found == [mistake.report])
  }

  @Test("all mistakes of a file come in file order")
  func allMistakesInFileOrder() {
    let text = """
      cpu: {tdp: 1, cores: none}
      psu: {wattage_w: 1}
      gpu: {vendor: x, nam: y}
      gpu: 1
      """
    let found = problems(text)
    #expect(found.map(\.line) == [1, 1, 2, 3, 3, 4])
    #expect(
      found.map(\.code) == [
        "build/unknown-key", "build/wrong-type", "build/out-of-range", "build/unknown-value",
        "build/unknown-key", "build/duplicate-key",
      ])
  }

  @Test("more than fifty mistakes end in their number")
  func manyMistakesEndInTheirNumber() {
    let text = (0..<80).map { "wrong_\($0): 1\n" }.joined()
    let found = problems(text)
    #expect(found.count == 51)
    #expect(found.last?.message == "and 30 more errors")
  }

  @Test("a value from a program has a path and no line")
  func programmaticValueHasPath() {
    #expect {
      _ = try Build(["gpus": [["tdp_w": "250 W"]]])
    } throws: { error in
      guard let problem = (error as? InvalidBuild)?.diagnostics.first else { return false }
      return problem.path == "gpus[0].tdp_w" && problem.line == nil && problem.file == nil
    }
  }
}
