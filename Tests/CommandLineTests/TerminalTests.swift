import Foundation
import Testing

/// The program in a real terminal: typed by another program, and its screen read back.
@Suite(.serialized) struct TerminalTests {
  private static let hasTmux = (try? RigrulesProcess.shell("command -v tmux"))?.status == 0

  /// A terminal with the session in it.
  private final class Terminal {
    let name = "rigrules-\(UUID().uuidString.prefix(8))"
    let folder: TemporaryFolder

    /// A session with `four.yaml` and `Rules` of a folder.
    convenience init(
      _ folder: TemporaryFolder, environment: String = "PAGER=cat", rows: Int = 50
    ) throws {
      try self.init(
        folder, "repl \(folder.path)/four.yaml --rules \(folder.path)/Rules",
        environment: environment, rows: rows)
      try wait(for: "rigrules>")
    }

    /// Another command. The terminal stays when it has ended.
    init(
      _ folder: TemporaryFolder, _ arguments: String, environment: String = "PAGER=cat",
      rows: Int = 50
    ) throws {
      self.folder = folder
      try run(
        "new-session -d -s \(name) -x 110 -y \(rows) \"env XDG_STATE_HOME=\(folder.path)/state LANG=C.UTF-8 "
          + "NO_COLOR=1 \(environment) \(RigrulesProcess.binary) \(arguments)\"")
    }

    deinit { _ = try? RigrulesProcess.shell("tmux kill-session -t \(name)") }

    @discardableResult func run(_ arguments: String) throws -> String {
      try RigrulesProcess.shell("tmux \(arguments)").output
    }

    func type(_ text: String) throws { try run("send-keys -t \(name) -l -- '\(text)'") }
    func press(_ keys: String) throws { try run("send-keys -t \(name) \(keys)") }
    var screen: String { get throws { try run("capture-pane -t \(name) -p -S -200") } }

    func wait(for text: String, seconds: Int = 10) throws {
      for _ in 1...20 * seconds {
        if try screen.contains(text) { return }
        Thread.sleep(forTimeInterval: 0.05)
      }
      Issue.record("`\(text)` did not come:\n\(try screen)")
    }
  }

  @Test(.enabled(if: hasTmux, "tmux is not there"))
  func typedSession() throws {
    let folder = try TemporaryFolder()
    let root = RigrulesProcess.repository
    _ = try RigrulesProcess.shell(
      "cp \(root)/Fixtures/builds/four-2080ti.yaml \(folder.path)/four.yaml; "
        + "cp -r \(root)/Rules \(folder.path)/Rules")
    let terminal = try Terminal(folder)
    let typed: [(line: String, says: String)] = [
      ("#build.gpus", "\n4"), ("build.cpu.tdp_w * 2", "\n280"),
      ("build.psus[1].wattage_w = 1600", "score "), (":undo", "+ error psu/wattage"),
      (":redo", "- error psu/wattage"), (":diff", "+ psus[1].wattage_w = 1600"),
      ("build.gpus[1].coolin = 1", "did you mean `cooling`?"),
      (":set gpus[1].vram_gb \"11 GB\"", "write 11"), (":why psu/wattage", "140"),
      (":rules psu", "psu/gpu-connectors"), (":params psu/wattage", "overhead"),
      (":params psu/wattage overhead=0.2", "overhead = 0.2"), (":lang zh", "zh"),
      (":lang en", "en"), (":trace cpu/base-clock", "cpu.base_clock_ghz"),
      (":time", "median"), (":hepl", "did you mean `:help`?"), ("{ a = 1, b = { 2, 3 } }", "b = {"),
      (":what-if psus[1].wattage_w 1200..1400 50", "that passes"), (":check", "passed"),
      (":set gpus[1] \"RTX 4090\"", "on "), ("build.gpus[1].vram_gb", "\n24"),
      (":parts RTX 4090 Founders", "length_mm 304"),
    ]
    for (line, says) in typed {
      try terminal.type(line)
      try terminal.press("Enter")
      try terminal.wait(for: says)
    }
    try terminal.press("C-d")
    try terminal.wait(for: "there are unsaved edits")
    try terminal.press("C-d")
    for _ in 1...100
    where try RigrulesProcess.shell("tmux has-session -t \(terminal.name)").status == 0 {
      Thread.sleep(forTimeInterval: 0.05)
    }
    #expect(try RigrulesProcess.shell("tmux has-session -t \(terminal.name)").status != 0)
  }

  @Test(.enabled(if: hasTmux, "tmux is not there"))
  func savingARuleChangesTheVerdict() throws {
    let folder = try TemporaryFolder()
    let root = RigrulesProcess.repository
    _ = try RigrulesProcess.shell(
      "cp \(root)/Fixtures/builds/four-2080ti.yaml \(folder.path)/four.yaml; "
        + "cp -r \(root)/Rules \(folder.path)/Rules")
    let terminal = try Terminal(folder)
    let rule = "\(folder.path)/Rules/storage/ssd.lua"
    let good = try String(contentsOfFile: rule, encoding: .utf8)
    try "return {\n".write(toFile: rule, atomically: true, encoding: .utf8)
    try terminal.wait(for: "storage/ssd no longer loads")
    try terminal.wait(for: "Rules/storage/ssd.lua:1")
    try good.replacing("drive.type == \"nvme\" or drive.type == \"sata-ssd\"", with: "false")
      .write(toFile: rule, atomically: true, encoding: .utf8)
    try terminal.wait(for: "+ warning storage/ssd")
    try terminal.type("for i = 1, 2 do")
    try terminal.press("C-c")
    try terminal.type("while true do end")
    try terminal.press("Enter")
    try terminal.wait(for: "work limit")
    try terminal.type(":wh")
    try terminal.press("Tab")
    try terminal.wait(for: ":what-if")
  }

  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("id: four\npsus: [{ wattage_w: 300 }]\n", to: "four.yaml")
    try folder.write(
      ProgramRunner.rule(severity: "error", field: "wattage_w", least: 500),
      to: "Rules/psu/power.lua")
    return folder
  }

  @Test("a startup file runs before the first input", .enabled(if: hasTmux, "tmux is not there"))
  func startupFile() throws {
    let folder = try Self.folder()
    try folder.write("answer = 6 * 7\n:set psus[1].wattage_w 900\n", to: "config/rigrules/repl")
    let terminal = try Terminal(
      folder, environment: "PAGER=cat XDG_CONFIG_HOME=\(folder.path)/config")
    for (line, says) in [("answer", "\n42"), ("build.psus[1].wattage_w", "\n900")] {
      try terminal.type(line)
      try terminal.press("Enter")
      try terminal.wait(for: says)
    }
  }

  @Test(
    "a mistake in the startup file is told, and the session begins",
    .enabled(if: hasTmux, "tmux is not there"))
  func wrongStartupFile() throws {
    let folder = try Self.folder()
    try folder.write("first = 1\n:nosuch\nlast = 3\n", to: "mine")
    let terminal = try Terminal(
      folder, environment: "PAGER=cat RIGRULES_REPL_STARTUP=\(folder.path)/mine")
    try terminal.wait(for: "nosuch")
    try terminal.type("first")
    try terminal.press("Enter")
    try terminal.wait(for: "\n1")
  }

  @Test("~ is completed and stands for the home folder", .enabled(if: hasTmux, "tmux is not there"))
  func home() throws {
    let folder = try Self.folder()
    try folder.write("id: elsewhere\npsus: [{ wattage_w: 750 }]\n", to: "home/shop/plan.yaml")
    let terminal = try Terminal(folder, environment: "PAGER=cat HOME=\(folder.path)/home")
    try terminal.type(":load ~/sh")
    try terminal.press("Tab")
    try terminal.wait(for: ":load ~/shop/")
    try terminal.type("pl")
    try terminal.press("Tab")
    try terminal.wait(for: ":load ~/shop/plan.yaml")
    try terminal.press("Enter")
    try terminal.type("build.psus[1].wattage_w")
    try terminal.press("Enter")
    try terminal.wait(for: "\n750")
  }

  @Test(
    "a long page goes through the pager, a short one does not",
    .enabled(if: hasTmux, "tmux is not there"))
  func pager() throws {
    let folder = try Self.folder()
    try folder.write("#!/bin/sh\nsed s/^/PAGED/\n", to: "pager")
    _ = try RigrulesProcess.shell("chmod +x \(folder.path)/pager")
    let terminal = try Terminal(folder, environment: "PAGER=\(folder.path)/pager", rows: 12)
    try terminal.type(":help set")
    try terminal.press("Enter")
    try terminal.wait(for: ":set")
    #expect(try !terminal.screen.contains("PAGED"))
    try terminal.type(":help")
    try terminal.press("Enter")
    try terminal.wait(for: "PAGED")
  }

  @Test("without its pager a long page is printed", .enabled(if: hasTmux, "tmux is not there"))
  func missingPager() throws {
    let terminal = try Terminal(
      try Self.folder(), environment: "PAGER=/no/such/pager", rows: 12)
    try terminal.type(":help")
    try terminal.press("Enter")
    try terminal.wait(for: ":what-if")
  }

  @Test(
    "a design's line of progress has the gap, and what is found when it is ended has it, too",
    .enabled(if: hasTmux, "tmux is not there"))
  func endedDesign() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      use_case: kaggle
      precision: 16
      monitors: 1
      mains: { volts: 230, amps: 16 }
      software: { os: Linux }
      cards: 2
      have: { storage: { type: nvme, capacity_gb: 2000 } }
      """, to: "plan.yaml")
    let terminal = try Terminal(
      folder, "design \(folder.path)/plan.yaml --top 1; sleep 600")
    try terminal.wait(for: "; gap 0.", seconds: 300)
    try terminal.press("C-c")
    try terminal.wait(for: "Not proved: the search was ended early.", seconds: 60)
    try terminal.wait(for: "Next best:")
    let screen = try terminal.screen
    #expect(screen.contains("Design 1  "))
    #expect(screen.contains("What was not reached has a score of "), "\(screen)")
    #expect(screen.contains("The gap is 0."), "\(screen)")
  }
}
