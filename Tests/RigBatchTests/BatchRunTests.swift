import Foundation
import RigModel
import RigRules
import RigSamples
import Testing

@testable import RigBatch

@Suite("A batch")
struct BatchRunTests {
  private let folder: Folder
  private let engine: Engine

  init() throws {
    folder = try Folder()
    engine = try shippedEngine()
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  private static let good = #"{"id":"a","monitors":2}"#

  @Test("gives the same bytes for any number of jobs, in the order of the input")
  func order() throws {
    var bytes = SampleBuilds(.pools, seed: 3).lines(0..<1500)
    bytes += Array("no json\n".utf8)
    bytes += SampleBuilds(.unique, seed: 3).lines(1500..<1800)
    let input = try folder.write("in.jsonl", bytes)
    let one = try batch(engine, [input], in: folder, options { $0.jobs = 1 }).text
    for jobs in [2, 5] {
      #expect(try batch(engine, [input], in: folder, options { $0.jobs = jobs }).text == one)
    }
    for (number, line) in lines(one).enumerated() where number != 1500 {
      let index = number < 1500 ? number : number - 1
      #expect(line.hasPrefix("{\"id\":\"build-\(index)\","))
    }
  }

  @Test(
    "tells of a line that is not a build in its place",
    arguments: [
      ("no json", "build/syntax", ":2:1"),
      (#"{"id":"b","cpu":{"corse":4}}"#, "build/unknown-key", ":2:18"),
      (#"{"id":"b","cpu":{"cores":"4"}}"#, "build/wrong-type", ":2:26"),
      (#"{"id":"b","id":"c"}"#, "build/duplicate-key", ":2:11"),
      (#"{"monitors":1}"#, "batch/no-id", ":2"),
      (#"[1]"#, "build/not-a-build", ":2:1"), (#"{"id":"b"} x"#, "build/syntax", ":2:12"),
      (#"{"id":"b","cpu":{"tdp_w":5000}}"#, "build/out-of-range", ":2:26"),
      (#"{"id":""}"#, "build/bad-text", ":2:7"),
      (#"{"id":"b","gpus":[{}],"psus":[{"powers":["gpu:2"]}]}"#, "build/conflict", ":2:42"),
    ])
  func badLine(line: String, code: String, place: String) throws {
    let input = try folder.write("in.jsonl", "\(Self.good)\n\(line)\n{\"id\":\"c\"}\n")
    let (text, result) = try batch(engine, [input], in: folder, options { $0.format = .compact })
    let out = lines(text)
    try #require(out.count == 3)
    #expect(out[0].hasPrefix(#"{"id":"a""#) && out[2].hasPrefix(#"{"id":"c""#))
    #expect(out[1].hasPrefix(#"{"line":2,"error":{"code":"\#(code)","message":""#))
    #expect(out[1].hasSuffix("in.jsonl\(place)\"}}"))
    #expect(result.totals.errors == 1 && result.totals.builds == 2)
  }

  @Test("tells of bytes that are not UTF-8, and of a line that is too long")
  func badBytes() throws {
    var bytes = Array(#"{"id":"a"}"#.utf8) + [0x0a]
    bytes += Array(#"{"id":""#.utf8) + [0xff, 0xfe] + Array("\"}\n".utf8)
    bytes +=
      Array(#"{"id":""#.utf8) + [UInt8](repeating: 0x78, count: 3 << 20) + Array("\"}\n".utf8)
    bytes += Array(#"{"id":"z"}"#.utf8)
    let input = try folder.write("in.jsonl", bytes)
    let out = lines(try batch(engine, [input], in: folder, options { $0.format = .compact }).text)
    try #require(out.count == 4)
    #expect(out[1].contains("build/encoding") && out[1].contains("\"line\":2"))
    #expect(out[2].contains("batch/line-too-long") && out[2].contains("\"line\":3"))
    #expect(out[3].hasPrefix(#"{"id":"z""#))
  }

  @Test("passes over blank lines, and reads line ends of both kinds and a last line without one")
  func lineEnds() throws {
    let input = try folder.write(
      "in.jsonl", "\n{\"id\":\"a\"}\r\n  \n\t\n{\"id\":\"b\"}\n\n{\"id\":\"c\"}")
    let (text, result) = try batch(engine, [input], in: folder, options { $0.fields = [.id] })
    #expect(text == "{\"id\":\"a\"}\n{\"id\":\"b\"}\n{\"id\":\"c\"}\n")
    #expect(result.totals.builds == 3 && result.totals.errors == 0)
  }

  @Test("of nothing is nothing")
  func nothing() throws {
    let input = try folder.write("in.jsonl", "")
    let (text, result) = try batch(engine, [input], in: folder)
    #expect(text.isEmpty && result.totals == BatchTotals())
  }

  @Test("ends at the error that is one too many")
  func maxErrors() throws {
    let text = "{\"id\":\"a\"}\nx\n{\"id\":\"b\"}\ny\n{\"id\":\"c\"}\nz\n"
    let input = try folder.write("in.jsonl", text)
    let all = options {
      $0.maxErrors = 2
      $0.format = .compact
    }
    let (out, result) = try batch(engine, [input], in: folder, all)
    #expect(lines(out).count == 4 && result.stoppedEarly)
    #expect(result.totals.errors == 2 && result.totals.builds == 2)
  }

  @Test("takes an id that stands twice for an error, where that is asked for")
  func uniqueIDs() throws {
    let input = try folder.write(
      "in.jsonl", "{\"id\":\"a\"}\n{\"id\":\"b\"}\n{\"id\":\"a\"}\n{\"id\":\"\\u0061\"}\n")
    let (out, result) = try batch(engine, [input], in: folder, options { $0.uniqueIDs = true })
    #expect(lines(out).filter { $0.contains("batch/duplicate-id") }.count == 2)
    #expect(result.totals.builds == 2)
    #expect(try batch(engine, [input], in: folder).result.totals.builds == 4)
  }

  @Test("ranks the best builds as reports are ranked")
  func top() throws {
    let input = try folder.write("in.jsonl", SampleBuilds(.pools, seed: 8).lines(0..<700))
    let (all, _) = try batch(engine, [input], in: folder)
    let reports = try SampleBuilds(.pools, seed: 8).lines(0..<700)
      .split(separator: UInt8(ascii: "\n")).map {
        try engine.evaluate(Build(parsing: Array($0), as: .json, file: "x"))
      }
    let wanted = reports.sorted(by: Report.ranksBefore).prefix(25).map(\.id)
    for jobs in [1, 3] {
      let best = options {
        $0.top = 25
        $0.jobs = jobs
      }
      let ranked = lines(try batch(engine, [input], in: folder, best).text)
      #expect(ranked.count == 25)
      for (line, id) in zip(ranked, wanted) { #expect(line.hasPrefix("{\"id\":\"\(id)\",")) }
      #expect(Set(ranked).isSubset(of: Set(lines(all))))
    }
  }

  @Test("writes only what is asked for, in the order asked for")
  func select() throws {
    let input = try folder.write("in.jsonl", SampleBuilds(.pools, seed: 8).lines(0..<200))
    let chosen = options {
      $0.fields = [.verdict, .id, .score, .price, .fail]
      $0.only = [.warn, .pass]
    }
    let out = lines(try batch(engine, [input], in: folder, chosen).text)
    #expect(!out.isEmpty && out.count < 200)
    for line in out {
      #expect(
        line.hasPrefix("{\"verdict\":\"warn\",\"id\":")
          || line.hasPrefix("{\"verdict\":\"pass\",\"id\":"))
      #expect(
        line.contains("\"score\":") && line.contains("\"price\":") && line.contains("\"fail\":"))
    }
  }

  @Test("leaves out what passed or does not apply, as single reports do")
  func compact() throws {
    let input = try folder.write("in.jsonl", SampleBuilds(.pools, seed: 8).lines(0..<50))
    let (text, _) = try batch(engine, [input], in: folder, options { $0.compact = true })
    #expect(!text.contains("\"outcome\":\"pass\"") && !text.contains("not_applicable\"}"))
    #expect(text.contains("\"outcome\":\"fail\""))
  }

  @Test("writes a table whose cells are quoted where they must be")
  func table() throws {
    let input = try folder.write(
      "in.jsonl", "{\"id\":\"a,b\",\"name\":\"say \\\"hi\\\"\",\"price\":12.5,\"monitors\":1}\nx\n")
    let out = lines(try batch(engine, [input], in: folder, options { $0.format = .csv }).text)
    try #require(out.count == 3)
    #expect(out[0].hasPrefix("id,name,verdict,score,coverage,price,"))
    #expect(out[1].hasPrefix("\"a,b\",\"say \"\"hi\"\"\",incomplete,"))
    #expect(out[1].contains(",12.5,") && out[1].contains("workspace/monitors/"))
    #expect(out[2].contains(",2,build/syntax,"))
    let commas = out[0].filter { $0 == "," }.count
    #expect(out[2].split(separator: "\"")[0].filter { $0 == "," }.count == commas)
  }

  @Test(
    "sums up: verdicts, findings, scores, unknown fields and work, the same for any jobs and without memory"
  )
  func summary() throws {
    let input = try folder.write("in.jsonl", SampleBuilds(.pools, seed: 4).lines(0..<900))
    let one = try batch(
      engine, [input], in: folder,
      options {
        $0.format = .summary
        $0.jobs = 1
      }
    ).text
    let other = try batch(
      engine, [input], in: folder,
      options {
        $0.format = .summary
        $0.jobs = 3
        $0.remembers = false
      }
    ).text
    #expect(one == other)
    for title in [
      "900 builds", "Verdicts", "Findings", "Scores", "Unknown fields", "Slowest rules",
    ] {
      #expect(one.contains(title))
    }
  }

  @Test("reads packed files, several members in one, and says of a damaged one that it is")
  func packed() throws {
    let lines = SampleBuilds(.pools, seed: 2).lines(0..<300)
    let input = try folder.write("in.jsonl", lines)
    let plain = try batch(engine, [input], in: folder).text
    for command in [
      "gzip -k in.jsonl",
      "head -c 5000 in.jsonl | gzip > two.gz; tail -c +5001 in.jsonl | gzip >> two.gz",
    ] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "cd '\(folder.url.path)' && \(command)"]
      try process.run()
      process.waitUntilExit()
    }
    #expect(try batch(engine, [folder.path("in.jsonl.gz")], in: folder).text == plain)
    #expect(try batch(engine, [folder.path("two.gz")], in: folder).text == plain)
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder.path("in.jsonl.gz")))
    let cut = try folder.write("cut.gz", Array(whole.prefix(whole.count / 2)))
    #expect(throws: BatchError.self) { try batch(engine, [cut], in: folder) }
  }

  @Test("reads folders of build files and of lines, sorted by name")
  func folders() throws {
    let inner = folder.url.appending(path: "builds/deep")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    try folder.write("builds/b.yaml", "monitors: 2\n")
    try folder.write("builds/a.json", #"{"id":"own","monitors":2}"#)
    try folder.write("builds/c.jsonl", "{\"id\":\"c1\"}\n{\"id\":\"c2\"}\n")
    try folder.write("builds/deep/z.yml", "id: deep\n")
    try folder.write("builds/notes.txt", "not a build")
    try folder.write("builds/bad.yaml", "moniters: 2\n")
    let (text, result) = try batch(
      engine, [folder.path("builds")], in: folder, options { $0.format = .compact })
    let out = lines(text)
    #expect(result.totals.builds == 5 && result.totals.errors == 1)
    let starts = [
      #"{"id":"own""#, #"{"id":"b""#, #"{"line":1,"#, #"{"id":"c1""#, #"{"id":"c2""#,
      #"{"id":"deep""#,
    ]
    for (line, start) in zip(out, starts) { #expect(line.hasPrefix(start)) }
    #expect(out[2].contains("bad.yaml:1:1"))
  }

  @Test("holds waivers and their notices as single reports do")
  func waivers() throws {
    let entry = WaiverEntry(
      rule: "workspace/monitors", build: "build-3", waiver: Waiver(reason: "one is enough"))
    var configuration = Configuration()
    configuration.waivers = [entry]
    let engine = try Engine(
      rules: [.directory(repository.appending(path: "Rules"))],
      options: EngineOptions(configuration: configuration))
    let samples = SampleBuilds(.pools, seed: 8)
    let input = try folder.write("in.jsonl", samples.lines(0..<60))
    let out = lines(try batch(engine, [input], in: folder).text)
    for (number, line) in out.enumerated() {
      let report = try engine.evaluate(
        Build(parsing: samples.line(number), as: .json, file: "x"))
      #expect(line + "\n" == String(decoding: JSONLines.of(report), as: UTF8.self))
    }
  }

  @Test(
    "10,000 damaged lines give a report or an error record each, and the lines between are unharmed"
  )
  func damaged() throws {
    var draw = Damage(seed: 77)
    let samples = SampleBuilds(.pools, seed: 13)
    var bytes: [UInt8] = []
    var count = 0
    for number in 0..<10_000 {
      let line = draw.damaged(samples.line(number % 300)).filter { $0 != 0x0a }
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) { continue }
      bytes += line + [0x0a]
      count += 1
      if number % 100 == 0 {
        bytes += Array("{\"id\":\"between-\(number)\",\"monitors\":2}\n".utf8)
        count += 1
      }
    }
    let input = try folder.write("in.jsonl", bytes)
    let (text, result) = try batch(engine, [input], in: folder)
    let out = lines(text)
    #expect(out.count == count && result.totals.builds + result.totals.errors == count)
    #expect(result.totals.builds > 500 && result.totals.errors > 500)
    #expect(out.filter { $0.hasPrefix("{\"id\":\"between-") }.count == 100)
    for line in out {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      if let error = object?["error"] as? [String: Any] {
        #expect(Set(error.keys) == ["code", "message", "at"])
      } else {
        #expect(object?["verdict"] is String)
      }
    }
  }
}
