import Foundation
import Testing

/// What real editors said to the server, said again: `Tests/Editors` has the sessions and records them.
struct RecordedEditorTests {
  struct Session {
    let folder: TemporaryFolder
    let sent: [[String: Any]]
    let answers: [[String: Any]]

    func answer(_ method: String) throws -> [Any] {
      try sent.filter { $0["method"] as? String == method }.map { message in
        let id = try #require(message["id"] as? Int)
        let answer = try #require(answers.first { $0["id"] as? Int == id }, "\(method) \(id)")
        #expect(answer["error"] == nil)
        return try #require(answer["result"])
      }
    }

    /// The codes of each message about a file, in order.
    func codes(of name: String) -> [[String]] {
      answers.compactMap { message in
        guard message["method"] as? String == "textDocument/publishDiagnostics",
          let parameters = message["params"] as? [String: Any],
          (parameters["uri"] as? String)?.hasSuffix(name) == true
        else { return nil }
        return (parameters["diagnostics"] as? [[String: Any]] ?? []).map {
          $0["code"] as? String ?? ""
        }
      }
    }
  }

  static func replay(_ editor: String) throws -> Session {
    let folder = try TemporaryFolder()
    let from = RigrulesProcess.repository + "/Tests/Editors/folder"
    for name in ["build.yaml", "rigrules.yaml", "Rules/mine.lua"] {
      try folder.write(try String(contentsOfFile: "\(from)/\(name)", encoding: .utf8), to: name)
    }
    let record = try String(
      contentsOfFile: RigrulesProcess.repository + "/Fixtures/editors/\(editor).jsonl",
      encoding: .utf8)
    var (bytes, sent) = (Data(), [[String: Any]]())
    for line in record.split(separator: "\n") {
      let body = Data(line.replacing("{folder}", with: folder.path).utf8)
      try sent.append(#require(JSONSerialization.jsonObject(with: body) as? [String: Any]))
      bytes += Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body
    }
    try bytes.write(to: URL(fileURLWithPath: folder.path + "/in"))
    let ended = try RigrulesProcess.shell(
      "cd \(folder.path) && rigrules lsp < in",
      environment: EditorServerTests.environment)
    #expect(ended.error == "")
    #expect(ended.status == 0)
    return Session(
      folder: folder, sent: sent, answers: try EditorServerTests.framed(Data(ended.output.utf8)))
  }

  @Test(arguments: ["neovim", "emacs"])
  func `A recorded session is answered as it was`(_ editor: String) throws {
    let session = try Self.replay(editor)
    // Nothing but answers to what was asked, and what is said of the two files.
    let asked = session.sent.compactMap { $0["id"] as? Int }
    #expect(session.answers.compactMap { $0["id"] as? Int } == asked)
    let changes = session.sent.count { $0["method"] as? String == "textDocument/didChange" }
    #expect(changes >= 10, "\(editor) sends what is typed letter by letter")

    let codes = session.codes(of: "build.yaml")
    #expect(try #require(codes.first).contains("mine"))
    #expect(codes.contains(["build/unknown-key"]), "a key that is not there is marked")
    #expect(codes.last == codes.first, "the server's fix takes the mistake back")

    let actions = try #require(session.answer("textDocument/codeAction").first as? [[String: Any]])
    #expect(actions.first?["title"] as? String == "Change to `efficiency`")
    let hovers = try session.answer("textDocument/hover").map {
      (($0 as? [String: Any])?["contents"] as? [String: Any])?["value"] as? String ?? ""
    }
    #expect(hovers.contains { $0.contains("Rules that need it") }, "\(hovers)")
    let lenses = try #require(session.answer("textDocument/codeLens").first as? [[String: Any]])
    #expect(lenses.count == 2)
  }
}
