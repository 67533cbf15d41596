import Foundation
import Testing

/// Recorded sessions of an editor and of an agent with the real program.
struct EditorServerTests {
  /// One database for all tests: it takes seconds to make.
  static let environment = [
    "XDG_CACHE_HOME": PartsCommandTests.cache, "XDG_DATA_HOME": "/nonexistent",
  ]

  /// What the program answers to some messages, one after the other.
  private func language(_ messages: [[String: Any]], _ arguments: String = "") throws
    -> [[String: Any]]
  {
    let folder = try TemporaryFolder()
    var bytes = Data()
    for message in messages {
      let body = try JSONSerialization.data(
        withJSONObject: message.merging(["jsonrpc": "2.0"]) { $1 })
      bytes += Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body
    }
    try bytes.write(to: URL(fileURLWithPath: folder.path + "/in"))
    let ended = try RigrulesProcess.shell(
      "rigrules lsp \(arguments) < \(folder.path)/in", environment: Self.environment)
    #expect(ended.error == "")
    #expect(ended.status == 0)
    return try Self.framed(Data(ended.output.utf8))
  }

  static func framed(_ output: Data) throws -> [[String: Any]] {
    var (rest, messages) = (output, [[String: Any]]())
    while let end = rest.firstRange(of: Data("\r\n\r\n".utf8)) {
      let header = String(decoding: rest[rest.startIndex..<end.lowerBound], as: UTF8.self)
      let length = try #require(Int(header.drop { !$0.isNumber }))
      let body = rest[end.upperBound...].prefix(length)
      try messages.append(#require(JSONSerialization.jsonObject(with: body) as? [String: Any]))
      rest = rest[(end.upperBound + length)...]
    }
    return messages
  }

  private static let uri = "file:///home/me/%E6%B7%B1/build.yaml"

  private func opened(_ text: String, _ uri: String = uri) -> [String: Any] {
    [
      "method": "textDocument/didOpen",
      "params": [
        "textDocument": ["uri": uri, "languageId": "yaml", "version": 1, "text": text]
      ],
    ]
  }

  private func asked(_ id: Int, _ method: String, _ line: Int, _ character: Int) -> [String: Any] {
    [
      "id": id, "method": "textDocument/\(method)",
      "params": [
        "textDocument": ["uri": Self.uri],
        "position": ["line": line, "character": character],
        "range": [
          "start": ["line": line, "character": character],
          "end": ["line": line, "character": character],
        ],
      ],
    ]
  }

  private let begin: [String: Any] = ["id": 0, "method": "initialize", "params": [:]]
  private let end: [[String: Any]] = [["id": 99, "method": "shutdown"], ["method": "exit"]]

  private func diagnostics(_ message: [String: Any]) throws -> [[String: Any]] {
    #expect(message["method"] as? String == "textDocument/publishDiagnostics")
    let parameters = try #require(message["params"] as? [String: Any])
    return try #require(parameters["diagnostics"] as? [[String: Any]])
  }

  private func place(_ diagnostic: [String: Any]) -> [Int] {
    let range = diagnostic["range"] as? [String: [String: Int]] ?? [:]
    return ["start", "end"].flatMap { [range[$0]?["line"] ?? -1, range[$0]?["character"] ?? -1] }
  }

  @Test func `A mistake is marked in UTF-16, and changed to the near name`() throws {
    // The sign before the key takes two units of an editor's column and one scalar.
    let text = "name: 四卡\ngpus: [{name: 😀, vram: 11}]\n"
    let answers = try language(
      [begin, opened(text), asked(1, "codeAction", 1, 21)] + end)
    let found = try diagnostics(answers[1])
    #expect(found.map { $0["code"] as? String } == ["build/unknown-key"])
    #expect(place(found[0]) == [1, 18, 1, 22])
    let action = try #require((answers[2]["result"] as? [[String: Any]])?.first)
    #expect(action["title"] as? String == "Change to `vram_gb`")
  }

  @Test func `Findings stand at their keys and go when they are mended`() throws {
    let text = """
      cpu: {tdp_w: 105}
      gpus: {count: 4, tdp_w: 250}
      psus:
        - wattage_w: 850

      """
    let change: [String: Any] = [
      "method": "textDocument/didChange",
      "params": [
        "textDocument": ["uri": Self.uri, "version": 2],
        "contentChanges": [["text": text.replacing("850", with: "1600")]],
      ],
    ]
    let answers = try language([begin, opened(text), change] + end)
    let before = try diagnostics(answers[1])
    let wattage = try #require(before.first { $0["code"] as? String == "psu/wattage" })
    #expect(wattage["severity"] as? Int == 1)
    #expect(place(wattage) == [3, 4, 3, 13])
    let after = try diagnostics(answers[2])
    #expect(!after.contains { $0["code"] as? String == "psu/wattage" })
  }

  @Test func `A fix changes the lines that it concerns`() throws {
    let text = """
      # kept
      cpu: {tdp_w: 105}
      gpus: {count: 4, tdp_w: 250}
      psus:
        - wattage_w: 850  # 四卡 😀
      use_case: kaggle

      """
    var automatic = asked(1, "codeAction", 4, 6)
    var parameters = try #require(automatic["params"] as? [String: Any])
    parameters["context"] = ["diagnostics": [] as [Any], "triggerKind": 2]
    automatic["params"] = parameters
    let answers = try language(
      [begin, opened(text), automatic, asked(2, "codeAction", 4, 6)] + end)
    func actions(_ id: Int) throws -> [[String: Any]] {
      try #require(answers.first { $0["id"] as? Int == id }?["result"] as? [[String: Any]])
    }
    // No search is made for an editor that looks around by itself.
    #expect(try actions(1).isEmpty)
    let action = try #require(
      try actions(2).first { ($0["title"] as? String)?.contains("psus.wattage_w") == true })
    let edit = try #require(action["edit"] as? [String: [String: [[String: Any]]]])
    let change = try #require(edit["changes"]?[Self.uri]?.first)
    #expect(place(change) == [4, 0, 5, 0])
    let line = try #require(change["newText"] as? String)
    #expect(line.hasPrefix("  - wattage_w: 1") && line.hasSuffix("  # 四卡 😀\n"), "\(line)")
  }

  @Test func `Hover tells meaning, unit and the rules that read a field`() throws {
    let answers = try language(
      [begin, opened("gpus:\n  - tdp_w: 250\n"), asked(1, "hover", 1, 6)] + end, "--lang zh")
    let result = try #require(answers[2]["result"] as? [String: [String: Any]])
    let text = try #require(result["contents"]?["value"] as? String)
    #expect(text.contains("`gpus[].tdp_w`"))
    #expect(text.contains("单位：W"))
    #expect(text.contains("`psu/wattage`"))
  }

  @Test(arguments: [
    ("gpus:\n  - vr", 1, 6, "vram_gb"), ("use_case: ", 0, 10, "kaggle"),
    ("gpus: [{cooling: ", 0, 17, "blower"), ("{\"cpu\": {\"so", 0, 12, "socket"),
    ("cpu_cooler:\n  type: ", 1, 8, "air"), ("psus:\n  rails:\n    - am", 2, 8, "amps"),
    ("software:\n  compute: cu", 1, 13, "cuda"),
    ("motherboard:\n  part: ASUS PRIME X570", 1, 23, "ASUS PRIME X570-P"),
    ("cpu: Ryzen 9 7950", 0, 17, "AMD Ryzen 9 7950X"),
  ])
  func `Keys, words and parts are proposed`(
    _ text: String, _ line: Int, _ character: Int, _ wanted: String
  ) throws {
    let uri = text.hasPrefix("{") ? "file:///b.json" : Self.uri
    var question = asked(1, "completion", line, character)
    var parameters = try #require(question["params"] as? [String: Any])
    parameters["textDocument"] = ["uri": uri]
    question["params"] = parameters
    let answers = try language([begin, opened(text, uri), question] + end)
    let result = try #require(
      answers.first { $0["id"] as? Int == 1 }?["result"] as? [String: Any])
    let labels = (result["items"] as? [[String: Any]] ?? []).map { $0["label"] as? String ?? "" }
    #expect(labels.contains(wanted), "\(labels)")
  }

  @Test func `A rule is loaded while it is typed, and its examples are lenses`() throws {
    let path = RigrulesProcess.repository + "/Rules/psu/wattage.lua"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let uri = "file://\(path)"
    let lens: [String: Any] = [
      "id": 1, "method": "textDocument/codeLens", "params": ["textDocument": ["uri": uri]],
    ]
    let broken = text.replacing("severity = \"error\"", with: "severity = \"eror\"")
    #expect(broken != text)
    let answers = try language(
      [begin, opened(text, uri), lens, opened(broken, uri)] + end)
    #expect(try diagnostics(answers[1]).isEmpty)
    let lenses = try #require(answers[2]["result"] as? [[String: Any]])
    let titles = lenses.compactMap { ($0["command"] as? [String: Any])?["title"] as? String }
    #expect(titles.count >= 3)
    #expect(titles.allSatisfy { $0.hasPrefix("✓ ") })
    #expect(try diagnostics(answers[3]).first?["severity"] as? Int == 1)
  }

  @Test func `What makes no sense is answered, and ends nothing`() throws {
    let answers = try language(
      [
        ["id": 5, "method": "textDocument/hover", "params": [:]], begin,
        ["id": 6, "method": "textDocument/hover", "params": [:]], ["id": 7, "method": "no/such"],
        ["method": "$/cancelRequest"], ["id": 8], opened("services: {web: {}}", "file:///c.yaml"),
      ] + end)
    let codes = answers.compactMap { ($0["error"] as? [String: Any])?["code"] as? Int }
    #expect(codes == [-32002, -32602, -32601, -32600])
    // A file that is not a build is left alone.
    #expect(try diagnostics(answers[5]).isEmpty)
    #expect(answers.last?["id"] as? Int == 99)
  }

  @Test func `Streams that are cut or lie about their length end the server`() throws {
    for input in [
      "Content-Length: 5\\r\\n\\r\\n{}", "Content-Length: 99999999999\\r\\n\\r\\n", "x\\n\\n",
    ] {
      let ended = try RigrulesProcess.shell("printf '\(input)' | rigrules lsp")
      #expect(ended.status == 1)
      #expect(ended.error == "")
    }
  }

  // MARK: Agents

  private func tools(_ messages: [String]) throws -> [[String: Any]] {
    let folder = try TemporaryFolder()
    try messages.joined(separator: "\n").write(
      toFile: folder.path + "/in", atomically: true, encoding: .utf8)
    let ended = try RigrulesProcess.shell(
      "rigrules mcp < \(folder.path)/in", environment: Self.environment)
    #expect(ended.status == 0)
    return try ended.output.split(separator: "\n").map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  private func call(_ id: Int, _ name: String, _ arguments: [String: Any]) throws -> String {
    let message: [String: Any] = [
      "jsonrpc": "2.0", "id": id, "method": "tools/call",
      "params": ["name": name, "arguments": arguments],
    ]
    return String(
      decoding: try JSONSerialization.data(withJSONObject: message), as: UTF8.self)
  }

  @Test func `An agent has a list judged, and parts and rules explained`() throws {
    let list =
      "CPU: AMD Ryzen 9 5900X\nGPU: 2x EVGA GeForce RTX 3090 FTW3 Ultra\nPSU: Corsair RM850x\n"
    let small = "cpu: {tdp_w: 105}\ngpus: {count: 4, tdp_w: 250}\npsus: {wattage_w: 850}\n"
    let answers = try tools([
      #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}"#,
      #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
      #"{"jsonrpc":"2.0","id":2,"method":"tools/list"}"#, try call(3, "check", ["build": list]),
      try call(4, "parts", ["text": "rtx 3090", "category": "gpu", "limit": 2]),
      try call(5, "explain", ["topic": "psu/wattage"]),
      try call(6, "explain", ["topic": "gpus[].tdp_w"]), try call(7, "chek", [:]),
      try call(8, "check", [:]), try call(9, "check", ["build": "gpus: [{vram: 1}]"]), "nonsense",
      try call(10, "suggest", ["build": small, "allow": "quantity", "keep": "gpus,cpu"]),
      try call(11, "suggest", ["build": small, "keep": "gpux"]),
    ])
    func result(_ id: Int) throws -> [String: Any] {
      try #require(answers.first { $0["id"] as? Int == id }?["result"] as? [String: Any])
    }
    func text(_ id: Int) throws -> String {
      let content = try #require(result(id)["content"] as? [[String: Any]])
      return content.compactMap { $0["text"] as? String }.joined()
    }
    #expect(try result(1)["protocolVersion"] as? String == "2025-03-26")
    let names = (try result(2)["tools"] as? [[String: Any]] ?? []).compactMap {
      $0["name"] as? String
    }
    #expect(names == ["check", "suggest", "parts", "explain"])
    #expect(try text(3).contains("psu/wattage"))
    let report = try #require(result(3)["structuredContent"] as? [String: Any])
    #expect(report["verdict"] as? String == "fail")
    #expect(try text(4).contains("vram_gb: 24"))
    #expect(try text(5).contains("psu/wattage"))
    #expect(try text(6).contains("psu/wattage"))
    let unknown = answers.first { $0["id"] as? Int == 7 }?["error"] as? [String: Any]
    let message = unknown?["message"] as? String
    #expect(message?.contains("did you mean `check`?") == true)
    #expect(try result(8)["isError"] as? Bool == true)
    #expect(try text(9).contains("vram_gb"))
    let wrong = answers.compactMap { ($0["error"] as? [String: Any])?["code"] as? Int }
    #expect(wrong.contains(-32700))
    let fixes = try #require(result(10)["structuredContent"] as? [String: Any])
    #expect(fixes["verdict"] as? String == "fail")
    #expect((fixes["fixes"] as? [Any])?.isEmpty == false)
    #expect(try text(10).contains("psus.wattage_w"))
    #expect(try result(11)["isError"] as? Bool == true)
    #expect(try text(11).contains("did you mean `gpus`?"))
  }
}
