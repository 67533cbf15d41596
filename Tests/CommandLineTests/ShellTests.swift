import Foundation
import Testing

/// What a shell and a spreadsheet have of the program.
@Suite("In a shell")
struct ShellTests {
  @Test("completions know commands, formats, files and rules", arguments: ["bash", "zsh", "fish"])
  func completionScript(_ shell: String) throws {
    let ended = try RigrulesProcess.run(["--generate-completion-script", shell])
    #expect(ended.status == 0)
    for word in ["check", "batch", "explain", "mutate", "sarif", "jsonl", "---completion"] {
      #expect(ended.output.contains(word), "\(shell): \(word)")
    }
  }

  @Test("rule ids, error codes and fields are offered for explain")
  func completionOfPages() throws {
    let ended = try RigrulesProcess.shell(
      "SAP_SHELL=bash rigrules ---completion explain -- rule 2 0 rigrules explain ''")
    for word in ["psu/wattage", "build/unknown-key", "gpus[].tdp_w"] {
      #expect(ended.output.contains(word), "\(ended.output.prefix(400)) \(ended.error)")
    }
  }

  @Test(
    "a mistyped option or command has its near name",
    arguments: [
      ("check --formt json x.yaml", "--format"), ("batch --jbos 2 x", "--jobs"),
      ("chekc x.yaml", "check"), ("explain --formatt json psu/wattage", "--format"),
    ])
  func mistyped(_ command: String, _ near: String) throws {
    let ended = try RigrulesProcess.shell("rigrules " + command)
    #expect(ended.status == 2)
    #expect(ended.error.contains(near), "\(ended.error)")
  }

  @Test(
    "each field of the build format has a page",
    arguments: [
      ("gpus[].tdp_w", ["W", "number", "psu/wattage"]), ("gpu.tdp_w", ["gpus[].tdp_w"]),
      ("gpus[1].cooling", ["`blower`", "cooling/"]), ("mains.amps", ["A"]),
      ("use_case", ["kaggle"]),
    ] as [(String, [String])])
  func fieldPage(_ path: String, _ says: [String]) throws {
    let ended = try RigrulesProcess.run(["explain", path])
    #expect(ended.status == 0, "\(ended.error)")
    for words in says { #expect(ended.output.contains(words), "\(ended.output)") }
    let chinese = try RigrulesProcess.run(["explain", path, "--lang", "zh"])
    #expect(chinese.output.contains("取值"), "\(chinese.output)")
    let json = try RigrulesProcess.run(["explain", path, "--format", "json"])
    let page = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(page["field"] is String)
  }

  @Test("no text of a table is a formula, unless it is asked for as it is")
  func formulas() throws {
    let folder = try TemporaryFolder()
    let ids = ["=1+1", "+1", "-2", "@SUM(A1)", "plain", "=\"x\",1"]
    let lines = try ids.map { id in
      let data = try JSONSerialization.data(withJSONObject: ["id": id, "name": "=cmd|x"])
      return String(decoding: data, as: UTF8.self)
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "in.jsonl")
    let safe = try RigrulesProcess.run(
      ["batch", "in.jsonl", "--format", "csv", "--select", "id,name"], in: folder.path)
    let rows = safe.output.split(separator: "\n").dropFirst()
    #expect(rows.count == ids.count)
    for row in rows where !row.hasPrefix("plain") { #expect(row.hasPrefix("\"'"), "\(row)") }
    #expect(rows.allSatisfy { $0.contains(",\"'=cmd|x\"") }, "\(safe.output)")
    let raw = try RigrulesProcess.run(
      ["batch", "in.jsonl", "--format", "csv", "--select", "id,name", "--raw-csv"],
      in: folder.path)
    #expect(raw.output.contains("\n=1+1,=cmd|x,"), "\(raw.output)")
    #expect(raw.output.contains("\n\"=\"\"x\"\",1\",=cmd|x,"), "\(raw.output)")
  }

  @Test("^C in a batch to a file says how to resume, and resuming gives the whole output")
  func interruptedBatch() throws {
    let folder = try TemporaryFolder()
    let build = #"{"id":"N","gpus":[{"vram_gb":11,"tdp_w":250}],"psus":[{"wattage_w":1600}]}"#
    let lines = (0..<60_000).map { build.replacingOccurrences(of: "N", with: "b\($0)") }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "in.jsonl")
    // Not in the background of the shell: there ^C is ignored. The signal comes when output is there.
    let ended = try RigrulesProcess.shell(
      """
      (for i in $(seq 400); do ls | grep -q partial && break; sleep 0.05; done; sleep 0.2
      kill -INT "$(cat pid)") > /dev/null 2>&1 &
      sh -c 'echo $$ > pid; exec rigrules batch in.jsonl -o out.jsonl --no-memo --jobs 1'
      echo status $?; ls
      """, in: folder.path)
    guard !ended.output.contains("out.jsonl\n") || ended.output.contains("partial") else {
      // A machine that was done within the second has nothing to resume.
      return
    }
    #expect(ended.output.contains("status 130"), "\(ended.output)")
    #expect(ended.error.contains("--resume"), "\(ended.error)")
    let resumed = try RigrulesProcess.run(
      ["batch", "in.jsonl", "-o", "out.jsonl", "--resume", "--jobs", "2"], in: folder.path)
    #expect(resumed.status != 2 && resumed.status < 70, "\(resumed.error)")
    let text = try String(contentsOfFile: folder.path + "/out.jsonl", encoding: .utf8)
    #expect(text.split(separator: "\n").count == 60_000)
  }
}
