import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The API over loopback: the program's own bytes, its own errors, and no more than is allowed.
@Suite(.serialized) struct ServeTests {
  private static let build = RigrulesProcess.repository + "/Fixtures/builds/four-2080ti.yaml"
  private static let list = RigrulesProcess.repository + "/Fixtures/lists/pcpp-markdown-new/list.md"

  private static func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  private static func program(_ command: String) throws -> String {
    try RigrulesProcess.shell(
      command,
      environment: ["XDG_CACHE_HOME": PartsCommandTests.cache, "XDG_DATA_HOME": "/nonexistent"]
    ).output
  }

  @Test func `Answers are the program's bytes`() throws {
    let server = try RunningServer()
    for file in [Self.build, Self.list] {
      let body = try Self.text(file)
      for format in ["json", "jsonl", "html", "svg", "markdown", "sarif"] {
        let answer = try server.post("/v1/check?format=\(format)&lang=en", body)
        let printed = try Self.program("rigrules check - --format \(format) --lang en < '\(file)'")
        #expect(answer.status == 200)
        #expect(answer.text == printed, "\(file) as \(format)")
      }
      #expect(
        try server.post("/v1/resolve", body).text
          == Self.program("rigrules resolve - --format json < '\(file)'"))
    }
    #expect(
      try server.get("/v1/rules?lang=zh").text
        == Self.program("rigrules rules --format json --lang zh"))
    #expect(try server.get("/v1/schema").text == Self.program("rigrules schema builds"))
    let lines = RigrulesProcess.repository + "/Fixtures/batch/six-builds.jsonl"
    let many = String(repeating: try Self.text(lines) + "{\"gpus\": [{\"vram\": 1}]}\n", count: 40)
    let folder = try TemporaryFolder()
    try folder.write(many, to: "many.jsonl")
    for format in ["jsonl", "compact"] {
      let answer = try server.post("/v1/batch?format=\(format)", many)
      #expect(answer.headers.contains("Transfer-Encoding: chunked"))
      #expect(
        answer.text
          == (try Self.program("rigrules batch - --format \(format) < '\(folder.path)/many.jsonl'"))
      )
    }
    #expect(server.stop() == 0)
  }

  @Test func `What is wrong is said as the program says it`() throws {
    let bench = try ProgramRunner()
    let server = try RunningServer(["--rules", "Rules", "--no-plugins"], in: bench.folder.path)
    let wrong = try server.post("/v1/check", "id: x\ngpus: [{vram: 1}]\n")
    #expect(wrong.status == 422)
    let error = try #require((try wrong.json()["errors"] as? [[String: Any]])?.first)
    #expect(error["code"] as? String == "build/unknown-key")
    #expect(error["line"] as? Int == 2)
    #expect(error["hint"] as? String == "did you mean `vram_gb`?")
    let cases: [(String, String, Int, String, String)] = [
      ("POST", "/v1/chek", 404, "api/unknown-path", "did you mean `/v1/check`?"),
      ("GET", "/v1/check", 405, "api/method", "use POST"),
      ("POST", "/v1/check?formt=json", 400, "api/unknown-option", "did you mean `format`?"),
      ("POST", "/v1/check?format=jsn", 400, "api/bad-option", "did you mean `json`?"),
      ("POST", "/v1/check?lang=en&lang=zh", 400, "api/repeated-option", ""),
      ("POST", "/v1/suggest?goal=best", 422, "api/refused", ""),
      ("GET", "/v1/parts", 400, "api/missing-option", ""),
      ("GET", "/v1/parts?text=x&category=gpux", 400, "api/bad-option", "did you mean `gpu`?"),
      ("BREW", "/", 405, "api/method", "use GET, HEAD"),
      ("GET", "/../../../etc/passwd", 404, "api/unknown-path", ""),
      ("GET", "/%2e%2e/%2e%2e/etc/passwd", 404, "api/unknown-path", ""),
      ("GET", "//etc/passwd", 404, "api/unknown-path", ""),
      ("GET", "/page.js/", 404, "api/unknown-path", ""),
      ("GET", "/page.css%00", 400, "http/escape", ""),
    ]
    for (method, target, status, code, hint) in cases {
      let body = method == "POST" ? Array("id: x\n".utf8) : []
      let answer = try server.ask(method, target, body: body)
      #expect(answer.status == status, "\(method) \(target)")
      #expect(try answer.codes() == [code], "\(method) \(target)")
      #expect(hint.isEmpty || answer.text.contains(hint), "\(answer.text)")
    }
    #expect(try server.ask("GET", "/v1/check").headers.contains("Allow: POST"))
  }

  @Test func `Pages of other sites and other names are refused`() throws {
    let bench = try ProgramRunner()
    let server = try RunningServer(
      ["--rules", "Rules", "--no-plugins", "--allow-host", "rig.example"], in: bench.folder.path)
    #expect(try server.get("/healthz", ["Host": "evil.example"]).status == 421)
    #expect(try server.get("/healthz", ["Host": "rig.example"]).status == 200)
    let post = try server.post("/v1/check", "id: x\n", ["Origin": "http://evil.example"])
    #expect(post.status == 403)
    #expect(try post.codes() == ["http/cross-site"])
    #expect(!post.headers.lowercased().contains("access-control"))
    #expect(
      try server.post("/v1/check", "id: x\npsus: [{wattage_w: 900}]\n", ["Origin": server.url])
        .status == 200)
    let page = try server.get("/")
    #expect(page.headers.contains("Content-Security-Policy: default-src 'none'; script-src 'self'"))
    #expect(page.headers.contains("X-Frame-Options: DENY"))
  }

  @Test func `Bodies, heads and rates have limits`() throws {
    let bench = try ProgramRunner()
    let server = try RunningServer(
      ["--rules", "Rules", "--no-plugins", "--max-body", "1", "--max-rate", "20"],
      in: bench.folder.path)
    let head = "POST /v1/check HTTP/1.1\r\nHost: localhost\r\n"
    let huge = try RunningServer.answer(
      server.raw(Array("\(head)Content-Length: 1073741824\r\n\r\nabc".utf8)))
    #expect(huge.status == 413)
    #expect(try huge.codes() == ["http/body-too-large"])
    let chunk = String(repeating: "a", count: 0x10000)
    let endless = String(repeating: "10000\r\n\(chunk)\r\n", count: 40)
    let chunked = try RunningServer.answer(
      server.raw(Array("\(head)Transfer-Encoding: chunked\r\n\r\n\(endless)".utf8)))
    #expect(chunked.status == 413)
    let long = try server.get("/" + String(repeating: "a", count: 20_000))
    #expect(long.status == 431)
    let answers = try (0..<40).map { _ in try server.get("/healthz").status }
    #expect(answers.contains(200) && answers.contains(429), "\(answers)")
  }

  @Test func `A search for fixes that takes too long ends with its time`() throws {
    let bench = try ProgramRunner()
    let server = try RunningServer(
      ["--rules", "Rules", "--no-plugins", "--max-search", "1ms"], in: bench.folder.path)
    let answer = try server.post("/v1/suggest", try Self.text(bench.folder.path + "/bad.yaml"))
    #expect(answer.status == 503)
    #expect(try answer.codes() == ["api/search-time"])
    #expect(answer.text.contains("ended after 0.001s"))
    let run = try bench.run("suggest", "bad.yaml", "--time", "1ms")
    #expect(run.status == 1)
    #expect(run.error.contains("[api/search-time]"), "\(run.error)")
  }

  @Test func `Clients that send nothing take no one's place`() throws {
    let bench = try ProgramRunner()
    let server = try RunningServer(
      ["--rules", "Rules", "--no-plugins", "--max-connections", "32"], in: bench.folder.path)
    var idle: [Int32] = []
    defer { for connection in idle { close(connection) } }
    for _ in 0..<200 {
      let connection = try server.connect()
      idle.append(connection)
      _ = send(connection, "POST /v1/check HTTP/1.1\r\nX: ", 28, Int32(MSG_NOSIGNAL))
    }
    let body = try Self.text(bench.folder.path + "/bad.yaml")
    for _ in 0..<20 {
      let answer = try server.post("/v1/check", body)
      #expect(answer.status == 200)
    }
    let metrics = try server.get("/metrics").text
    #expect(metrics.contains("rigrules_refused_total{reason=\"http/idle\"}"))
  }

  @Test func `A connection holds many requests, one after the other`() throws {
    let bench = try ProgramRunner()
    let server = try RunningServer(["--rules", "Rules", "--no-plugins"], in: bench.folder.path)
    let host = "Host: localhost\r\n"
    let three =
      "HEAD /healthz HTTP/1.1\r\n\(host)\r\nPOST /v1/check HTTP/1.1\r\n\(host)Content-Length: 6\r\n\r\n"
      + "id: x\nGET /healthz HTTP/1.1\r\n\(host)Connection: close\r\n\r\n"
    let text = String(decoding: try server.raw(Array(three.utf8)), as: UTF8.self)
    #expect(text.ranges(of: "HTTP/1.1 200 OK").count == 3, "\(text)")
    #expect(text.ranges(of: "\"status\": \"ok\"").count == 1)
  }

  @Test func `Saved rules are in force at once, and a stop is graceful`() async throws {
    let bench = try ProgramRunner()
    let server = try RunningServer(["--rules", "Rules", "--no-plugins"], in: bench.folder.path)
    let body = try Self.text(bench.folder.path + "/warned.yaml")
    func verdict() throws -> String? {
      try server.post("/v1/check", body).json()["verdict"] as? String
    }
    #expect(try verdict() == "warn")
    let before = try server.get("/healthz").json()["ruleset"] as? String
    try bench.folder.write(
      ProgramRunner.rule(severity: "error", field: "wattage_w", least: 700),
      to: "Rules/psu/power.lua")
    var now = try verdict()
    for _ in 0..<100 where now != "fail" {
      try await Task.sleep(for: .milliseconds(100))
      now = try verdict()
    }
    #expect(now == "fail")
    #expect(try server.get("/healthz").json()["ruleset"] as? String != before)
    // A request that has begun is answered after the signal.
    let connection = try server.connect()
    defer { close(connection) }
    let head =
      "POST /v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    _ = send(connection, head, head.utf8.count, Int32(MSG_NOSIGNAL))
    try await Task.sleep(for: .milliseconds(300))
    server.process.terminate()
    try await Task.sleep(for: .milliseconds(500))
    _ = send(connection, body, body.utf8.count, Int32(MSG_NOSIGNAL))
    var space = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(connection, &space, space.count, 0)
    #expect(String(decoding: space[..<max(0, count)], as: UTF8.self).hasPrefix("HTTP/1.1 200 OK"))
    server.process.waitUntilExit()
    #expect(server.process.terminationStatus == 0)
  }

  @Test func `The description names every route, and metrics count them`() throws {
    let bench = try ProgramRunner()
    let server = try RunningServer(["--rules", "Rules", "--no-plugins"], in: bench.folder.path)
    let paths = try #require(try server.get("/openapi.json").json()["paths"] as? [String: Any])
    #expect(
      Set(paths.keys) == [
        "/healthz", "/metrics", "/openapi.json", "/v1/check", "/v1/batch", "/v1/resolve",
        "/v1/suggest", "/v1/show", "/v1/parts", "/v1/rules", "/v1/schema",
      ])
    let metrics = try server.get("/metrics").text
    #expect(metrics.contains("rigrules_answers_total{route=\"/openapi.json\",status=\"200\"} 1"))
    #expect(metrics.contains("rigrules_rules 3"))
  }

  @Test func `A port that is taken, and an address that is none, are said`() throws {
    let bench = try ProgramRunner()
    let server = try RunningServer(["--rules", "Rules", "--no-plugins"], in: bench.folder.path)
    let taken = try bench.run("serve", "--port", "\(server.port)", "--no-plugins")
    #expect(taken.status == 2)
    #expect(taken.error.contains("cannot listen at 127.0.0.1, port \(server.port)"))
    let wrong = try bench.run("serve", "--host", "example.org", "--no-plugins")
    #expect(wrong.status == 2)
    #expect(wrong.error.contains("`example.org` is not an address"))
  }
}
