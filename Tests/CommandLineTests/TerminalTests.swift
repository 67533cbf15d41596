import Foundation
import Testing

/// The session in a real terminal: typed by another program, and its screen read back.
@Suite(.serialized) struct TerminalTests {
  private static let hasTmux = (try? RigrulesProcess.shell("command -v tmux"))?.status == 0

  /// A terminal with the session in it.
  private final class Terminal {
    let name = "rigrules-\(UUID().uuidString.prefix(8))"
    let folder: TemporaryFolder

    init(_ folder: TemporaryFolder) throws {
      self.folder = folder
      let command =
        "\(RigrulesProcess.binary) repl \(folder.path)/four.yaml --rules \(folder.path)/Rules"
      try run(
        "new-session -d -s \(name) -x 110 -y 50 \"env XDG_STATE_HOME=\(folder.path)/state LANG=C.UTF-8 "
          + "NO_COLOR=1 PAGER=cat \(command)\"")
      try wait(for: "rigrules>")
    }

    deinit { _ = try? RigrulesProcess.shell("tmux kill-session -t \(name)") }

    @discardableResult func run(_ arguments: String) throws -> String {
      try RigrulesProcess.shell("tmux \(arguments)").output
    }

    func type(_ text: String) throws { try run("send-keys -t \(name) -l -- '\(text)'") }
    func press(_ keys: String) throws { try run("send-keys -t \(name) \(keys)") }
    var screen: String { get throws { try run("capture-pane -t \(name) -p -S -200") } }

    func wait(for text: String) throws {
      for _ in 1...200 {
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
}
