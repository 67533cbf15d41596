import Foundation
import RigDocuments
import Testing

/// What `rigrules detect` makes of recorded machines, kept as text; `SnapshotTests` says how
/// expectations are recorded.
@Suite struct DetectTests {
  static let root = RigrulesProcess.repository + "/Fixtures/machines"
  static let machines = SnapshotCase.entries(of: root)

  /// A file of a case, and the arguments that print it.
  private static func forms(_ machine: String) -> [(file: String, arguments: [String])] {
    // What the catalogue knows changes with its facts, and is tried by itself below.
    let from = ["--no-catalog", "--from", "input"]
    var forms = [
      ("expected.en.yaml", ["detect", "--lang", "en"] + from),
      ("expected.zh.yaml", ["detect", "--lang", "zh"] + from),
      ("expected.json", ["detect", "--format", "json"] + from),
    ]
    if FileManager.default.fileExists(atPath: "\(root)/\(machine)/plan.yaml") {
      let plan = ["compare", "plan.yaml", "--detected"] + from
      forms += [
        ("plan.en.txt", plan + ["--lang", "en"]), ("plan.zh.txt", plan + ["--lang", "zh"]),
        ("plan.json", plan + ["--format", "json", "--lang", "en"]),
      ]
    }
    return forms
  }

  @Test func machinesAreThere() {
    #expect(Self.machines.count >= 11)
  }

  @Test(arguments: machines) func machineIsReadAsExpected(_ machine: String) throws {
    let folder = "\(Self.root)/\(machine)"
    let forms = Self.forms(machine)
    let known = forms.map(\.file) + ["input", "plan.yaml"]
    #expect(SnapshotCase.entries(of: folder).filter { !known.contains($0) } == [])
    for form in forms {
      let ended = try RigrulesProcess.run(form.arguments, in: folder)
      #expect(ended.status <= 1, "\(machine): \(ended.error)")
      #expect(ended.error.isEmpty, "\(ended.error)")
      try Snapshot(folder: folder, file: form.file).compare(ended.output)
    }
  }

  /// The form that is printed is one that every other command reads.
  @Test(arguments: machines) func whatIsPrintedIsABuild(_ machine: String) throws {
    let folder = "\(Self.root)/\(machine)"
    for format in ["yaml", "json"] {
      let ended = try RigrulesProcess.shell(
        "rigrules detect --no-catalog --from input --format \(format) | rigrules check - --format json",
        in: folder, environment: ["RIGRULES_RULES": RigrulesProcess.repository + "/Rules"])
      #expect(ended.status <= 1, "\(ended.error)")
      #expect(ended.output.contains("\"verdict\""), "\(ended.error)")
    }
  }

  @Test func checkGivesTheVerdictAndOutputIsWritten() throws {
    let folder = try TemporaryFolder()
    let input = Self.root + "/two-3090-one-at-x4/input"
    let ended = try RigrulesProcess.run(
      [
        "detect", "--no-catalog", "--from", input, "--check", "-o", "build.yaml", "--lang", "en",
        "--rules",
        RigrulesProcess.repository + "/Rules",
      ], in: folder.path)
    #expect(ended.status <= 1, "\(ended.error)")
    #expect(ended.output.contains("RTX 3090"), "\(ended.output)")
    #expect(ended.error.contains("not read: memory modules and slots"), "\(ended.error)")
    let written = FileManager.default.contents(atPath: folder.path + "/build.yaml") ?? Data()
    #expect(String(decoding: written, as: UTF8.self).contains("chipset: GeForce RTX 3090"))
    #expect(SnapshotCase.entries(of: folder.path) == ["build.yaml"])
  }

  /// Names become specifications, and what the machine says itself goes before them.
  @Test func catalogueFillsInWhatNamesStandFor() throws {
    let folder = Self.root + "/two-3090-one-at-x4"
    let ended = try RigrulesProcess.run(
      ["detect", "--from", "input", "--format", "json"], in: folder)
    #expect(ended.status == 0, "\(ended.error)")
    for line in [
      #""tdp_w": 350"#, #""vram_gb": 24"#, #""compute_capability": "8.6""#, #""socket": "AM4""#,
      #""pcie_lanes": 4"#, #""from": "catalogue""#,
    ] {
      #expect(ended.output.contains(line), "\(line) in \(ended.output)")
    }
    let without = try RigrulesProcess.run(
      ["detect", "--from", "input", "--lang", "en"], in: folder,
      environment: ["RIGRULES_CATALOG": "/nowhere"])
    #expect(without.output.contains("no catalogue of parts was found"), "\(without.output)")
    #expect(without.status == 0)
  }

  @Test func severalTextsAreOneMachine() throws {
    let folder = Self.root + "/two-3090-one-at-x4/input"
    let ended = try RigrulesProcess.shell(
      "cat meminfo.txt | rigrules detect --no-catalog --lang en --from lspci.txt --from cpuinfo.txt --from -",
      in: folder)
    let whole = try RigrulesProcess.run(
      ["detect", "--no-catalog", "--lang", "en", "--from", "."], in: folder)
    #expect(ended.status == 0, "\(ended.error)")
    #expect(ended.output == whole.output)
  }

  @Test(
    arguments: [
      (["detect", "--from", "nothing.txt"], "[detect/unreadable]"),
      (["detect", "--from", "README.md"], "[detect/unrecognised]"),
      (["detect", "--from", "docs"], "[detect/unrecognised]"),
      (["detect", "--from", "-", "--from", "-"], "- is given twice"),
      (["compare", "a.yaml", "--from", "x"], "add --detected"),
      (["compare", "a.yaml", "b.yaml", "--detected"], "takes one build"),
      (["compare", "nothing.yaml", "--detected", "--from", "README.md"], "[build/unreadable]"),
    ])
  func wrongUsageIsReported(_ arguments: [String], _ message: String) throws {
    let ended = try RigrulesProcess.run(arguments)
    #expect(ended.status == 2, "\(ended.output)")
    #expect(ended.output.isEmpty)
    #expect(ended.error.contains(message), "\(ended.error)")
  }

  /// Whatever machine this runs on: it is answered, and what is printed is a build.
  @Test func thisMachineIsRead() throws {
    let ended = try RigrulesProcess.shell(
      "rigrules detect > /dev/null || exit 9; rigrules detect | rigrules check - --format json",
      environment: ["RIGRULES_RULES": RigrulesProcess.repository + "/Rules"])
    #expect(ended.status <= 2, "\(ended.error)")
    #expect(ended.status < 2 || ended.error.contains("[build/not-evaluated]"), "\(ended.error)")
  }

  /// Tools of drivers are run by their name, and one that hangs or fails is as if it were not there.
  @Test func toolsOfDriversAreRun() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      #!/bin/sh
      case "$*" in
        *compute_cap*) printf 'pci.bus_id, name, compute_cap\\n00000000:21:00.0, NVIDIA A40, 8.6\\n' ;;
        *) cat '\(Self.root)/two-a40-limited/input/nvidia-smi.xml' ;;
      esac

      """, to: "bin/nvidia-smi")
    try folder.write("#!/bin/sh\necho 'GPU[0] : Card series: X'; exit 1\n", to: "bin/rocm-smi")
    let ended = try RigrulesProcess.shell(
      "chmod +x bin/*; PATH=\"$PWD/bin:$PATH\" rigrules detect --no-catalog --lang en",
      in: folder.path)
    #expect(ended.status == 0, "\(ended.error)")
    #expect(ended.output.contains("chipset: A40"), "\(ended.output)")
    #expect(ended.output.contains("compute_capability: \"8.6\""), "\(ended.output)")
    #expect(ended.output.contains("power_limit_w: 200"), "\(ended.output)")
  }
}

/// One expected text of a folder, compared or recorded as `RIGRULES_RECORD` says.
struct Snapshot {
  let folder: String
  let file: String

  func compare(_ actual: String) throws {
    let path = "\(folder)/\(file)"
    let expected = FileManager.default.contents(atPath: path).map {
      String(decoding: $0, as: UTF8.self)
    }
    let writes =
      switch SnapshotTests.recording ?? .never {
      case .never: false
      case .missing: expected == nil
      case .failed: expected != actual
      case .all: true
      }
    if writes {
      try Data(actual.utf8).write(to: URL(fileURLWithPath: path))
      if expected != actual { Issue.record("\(path) was recorded; read it, then run again") }
      return
    }
    guard expected != actual else { return }
    let diff = UnifiedDiff(from: expected ?? "", to: actual, oldName: file, newName: "now")
    Issue.record("\(path)\n\(diff)")
  }
}
