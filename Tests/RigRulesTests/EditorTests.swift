internal import Foundation
internal import RigModel
internal import RigRules
internal import Testing

@Suite("Saves as editors and tools make them")
struct EditorTests {
  private static func saying(_ text: String) -> String {
    ruleSource(check: "ctx.report(\"found\", {})", messages: "found = \"\(text)\"")
  }

  private func shell(_ script: String, in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-ec", script]
    process.currentDirectoryURL = folder
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test(
    "each way of saving one file is seen",
    arguments: [
      "cp new a.lua", "mv new a.lua", "cat new > a.lua", "sed -i s/one/two/ a.lua",
      // vim: the old file becomes a backup, the new one takes its name
      "mv a.lua a.lua~; cp new a.lua; rm a.lua~",
      // emacs: a lock, a temporary file, a rename
      "ln -s nobody .#a.lua; cp new '#a.lua#'; mv '#a.lua#' a.lua; rm .#a.lua",
      // an editor that writes in two goes
      "head -c 20 new > a.lua; sleep 0.1; cat new > a.lua",
      // a link to elsewhere
      "mkdir ../store; mv new ../store/other; rm a.lua; ln -s ../store/other a.lua",
      "mv a.lua b; sleep 0.1; mv new a.lua; rm b",
    ])
  func saves(script: String) async throws {
    let disk = try RulesOnDisk(["a.lua": Self.saying("one")])
    try Self.saying("two").write(
      to: disk.url.appending(path: "new"), atomically: true, encoding: .utf8)
    let engine = try disk.engine()
    let fresh = try Engine(rules: [.files(["a.lua": Self.saying("two")])]).ruleSet.hash
    engine.startWatching()
    defer { engine.stopWatching() }
    try await Task.sleep(for: .milliseconds(60))
    try shell(script, in: disk.url)
    for _ in 1...300 where engine.ruleSet.hash != fresh {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(engine.ruleSet.hash == fresh)
    #expect(engine.ruleSet.stale.isEmpty)
  }

  @Test("a change behind a link to a folder is seen")
  func linkedFolder() async throws {
    let disk = try RulesOnDisk(["a.lua": Self.saying("one")])
    let link = disk.url.deletingLastPathComponent().appending(path: "Linked")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: disk.url)
    let engine = try Engine(rules: [.directory(link)])
    let before = engine.ruleSet.hash
    engine.startWatching()
    defer { engine.stopWatching() }
    try await Task.sleep(for: .milliseconds(60))
    try disk.write("a.lua", Self.saying("two"))
    for _ in 1...300 where engine.ruleSet.hash == before {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(engine.ruleSet.hash != before)
  }

  @Test("thirty files at once are one reload, not thirty")
  func manyFiles() async throws {
    var files: [String: String] = [:]
    for number in 1...30 { files["many/r\(number).lua"] = Self.saying("one") }
    let disk = try RulesOnDisk(files)
    let engine = try disk.engine()
    engine.startWatching()
    defer { engine.stopWatching() }
    try await Task.sleep(for: .milliseconds(60))
    try shell("for f in many/*.lua; do sed -i s/one/two/ $f; done", in: disk.url)
    for _ in 1...300 where engine.ruleSet.rules.isEmpty || !allSayTwo(engine) {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(allSayTwo(engine))
    // The first generation and a few for the burst, which a busy machine may stretch.
    #expect(engine.ruleSet.generationNumber <= 10)
  }

  private func allSayTwo(_ engine: Engine) -> Bool {
    engine.ruleSet.rules.allSatisfy { $0.messages.first?.text.english == "two" }
  }
}
