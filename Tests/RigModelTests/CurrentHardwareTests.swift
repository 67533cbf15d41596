import RigModel
import Testing

/// Fields for what has come since the source document: 16-pin plugs and their adapters, cards of
/// data centres, unified memory, shared lanes, compute platforms other than CUDA.
@Suite("Machines of today can be stated")
struct CurrentHardwareTests {
  static let stated: [(text: String, path: String, value: BuildValue)] = [
    ("use_case: fine-tuning", "use_case", "fine-tuning"),
    ("use_case: serving", "use_case", "serving"),
    ("cpu: {max_power_w: 253}", "cpu.max_power_w", 253),
    ("cpu: {generation: Coffee Lake Refresh}", "cpu.generation", "Coffee Lake Refresh"),
    ("cpu: {generation: 12}", "cpu.generation", "12"),
    ("cpu: {memory_modules: [registered]}", "cpu.memory_modules", ["registered"]),
    ("cpu: {memory_ecc: true}", "cpu.memory_ecc", true),
    ("motherboard: {cpu_sockets: 2}", "motherboard.cpu_sockets", 2),
    ("motherboard: {width_mm: 330.2}", "motherboard.width_mm", 330.2),
    (
      "motherboard: {memory_form_factor: SO-DIMM}", "motherboard.memory_form_factor", "SO-DIMM"
    ),
    (
      "motherboard: {memory_modules: [unbuffered, registered]}", "motherboard.memory_modules",
      ["unbuffered", "registered"]
    ),
    ("motherboard: {memory_ecc: false}", "motherboard.memory_ecc", false),
    ("motherboard: {eps_8pin: 2, eps_4pin: 0}", "motherboard.eps_4pin", 0),
    (
      "motherboard: {pcie_slots: {position: 1, power_w: 50}}", "motherboard.pcie_slots[0].power_w",
      50
    ),
    (
      "motherboard: {pcie_slots: {shares: [slot5, m2_1]}}", "motherboard.pcie_slots[0].shares",
      ["slot5", "m2_1"]
    ),
    ("motherboard: {pcie_slots: {shares: []}}", "motherboard.pcie_slots[0].shares", []),
    (
      "motherboard: {pcie_slots: {bifurcation: [x8/x8, x2/x2]}}",
      "motherboard.pcie_slots[0].bifurcation", ["x8/x8", "x2/x2"]
    ),
    (
      "motherboard: {pcie_slots: {split: [8, 4, 4]}}", "motherboard.pcie_slots[0].split", [8, 4, 4]
    ),
    ("memory: {form_factor: SO-DIMM}", "memory[0].form_factor", "SO-DIMM"),
    ("memory: {ranks: 2}", "memory[0].ranks", 2),
    ("gpu: {vendor: apple}", "gpus[0].vendor", "apple"),
    ("gpu: {unified_memory: true}", "gpus[0].unified_memory", true),
    ("gpu: {ecc: true}", "gpus[0].ecc", true),
    ("gpu: {memory_bandwidth_gbs: 1792}", "gpus[0].memory_bandwidth_gbs", 1792),
    ("gpu: {min_power_limit_w: 100}", "gpus[0].min_power_limit_w", 100),
    ("gpu: {cooling: passive}", "gpus[0].cooling", "passive"),
    ("gpu: {precisions: [fp16, nvfp4]}", "gpus[0].precisions", ["fp16", "nvfp4"]),
    ("gpu: {nvlink: false}", "gpus[0].nvlink", false),
    ("gpu: {power_connectors: {eps_8pin: 1}}", "gpus[0].power_connectors.eps_8pin", 1),
    ("gpu: {adapter: {pcie_8pin: 3}}", "gpus[0].adapter.pcie_8pin", 3),
    ("gpu: {adapter: {}}", "gpus[0].adapter.pcie_8pin", 0),
    ("gpu: {adapter: {eps_8pin: 1}}", "gpus[0].adapter.pcie_6pin", 0),
    ("gpu: {mount: riser}", "gpus[0].mount", "riser"),
    ("psu: {efficiency: cybenetics-diamond}", "psus[0].efficiency", "cybenetics-diamond"),
    ("psu: {pcie_cables: 0}", "psus[0].pcie_cables", 0),
    ("psu: {rails: [{name: 12V1, amps: 40}, {amps: 37.5}]}", "psus[0].rails[1].amps", 37.5),
    ("psu: {rails: {amps: 100}}", "psus[0].rails[0].amps", 100),
    ("case: {max_motherboard_width_mm: 272}", "chassis.max_motherboard_width_mm", 272),
    ("mains: {other_load_w: 0}", "mains.other_load_w", 0),
    ("software: {compute: rocm}", "software.compute", "rocm"),
    ("software: {compute: none}", "software.compute", "none"),
  ]

  @Test(
    "a field holds what is stated, in YAML, in JSON and in the canonical form", arguments: stated)
  func isStated(text: String, path: String, value: BuildValue) throws {
    let written = try build(text)
    #expect(written[path] == value)
    #expect(try build(written.canonicalJSON(), file: "rig.json") == written)
    #expect(try build(written.canonicalYAML()) == written)
    #expect(try Build(written.value) == written)
  }

  @Test(
    "an unstated map of plugs is unknown, and not zero",
    arguments: ["gpus[0].adapter", "gpus[0].power_connectors", "gpus[0].unified_memory"])
  func unstatedIsUnknown(path: String) throws {
    #expect(try build("gpu: {name: A, adapter: ~}")[path] == nil)
  }

  static let refused: [(text: String, says: String)] = [
    ("use_case: finetuning", "did you mean `fine-tuning`?"),
    ("cpu: {pl2: 253}", "did you mean `max_power_w`?"),
    ("cpu: {max_power: 253}", "did you mean `max_power_w`?"),
    ("cpu: {max_power_w: 5000}", "between 1 and 2000 W"),
    ("cpu: {ecc: true}", "did you mean `memory_ecc`?"),
    ("cpu: {memory_ecc: some}", "wrong-type"),
    ("motherboard: {memory_modules: [rdimm]}", "unbuffered"),
    ("motherboard: {memory_modules: registered}", "write `[registered]`"),
    ("motherboard: {cpu_sockets: 0}", "between 1 and 8"),
    ("motherboard: {cpu_sockets: two}", "wrong-type"),
    ("motherboard: {width_mm: 1}", "between 100 and 1000 mm"),
    ("motherboard: {width_mm: wide}", "wrong-type"),
    ("motherboard: {eps_8pin: -1}", "out-of-range"),
    ("motherboard: {eps_8pin: 2x}", "wrong-type"),
    ("motherboard: {pcie_slots: {split: x8/x8}}", "it is a list"),
    ("motherboard: {pcie_slots: {split: [32]}}", "between 1 and 16"),
    ("motherboard: {pcie_slots: {power_w: 750}}", "between 5 and 600 W"),
    ("memory: {form_factor: SODIMM}", "did you mean `SO-DIMM`?"),
    ("memory: {ranks: 1.5}", "whole number"),
    ("gpu: {vendor: Apple}", "`apple`"),
    ("gpu: {bandwidth: 936}", "did you mean `memory_bandwidth_gbs`?"),
    ("gpu: {memory_bandwidth: 936}", "did you mean `memory_bandwidth_gbs`?"),
    ("gpu: {cooling: fanless}", "passive"),
    ("gpu: {precisions: [fp17]}", "fp16"),
    ("gpu: {precisions: fp16}", "write `[fp16]`"),
    ("gpu: {adapter: 3}", "`pcie_8pin`"),
    ("gpu: {adapter: {pcie_16pin: 1}}", "unknown-key"),
    ("gpu: {mount: vertical}", "riser"),
    ("psu: {efficiency: cybenetics-gol}", "did you mean `cybenetics-gold`?"),
    ("psu: {pcie_cables: 2.5}", "whole number"),
    ("psu: {rails: [25]}", "mapping"),
    ("psu: {rails: {watts: 300}}", "the keys are `name`, `amps`"),
    ("mains: {other_load: 600}", "did you mean `other_load_w`?"),
    ("software: {compute: CUDA}", "`cuda`"),
    ("software: {backend: cuda}", "did you mean `compute`?"),
  ]

  @Test("what does not fit a field is refused with what would", arguments: refused)
  func isRefused(text: String, says: String) {
    let found = problems(text)
    #expect(found.count == 1)
    #expect("\(found)".contains(says), "\(found)")
  }

  @Test("keys of a user's own stay free beside the new fields")
  func freeKeys() throws {
    let rig = try build("motherboard: {eps_8pin: 2, x_eps_8pin: two}")
    #expect(rig["motherboard.x_eps_8pin"] == "two" && rig["motherboard.eps_8pin"] == 2)
  }
}
