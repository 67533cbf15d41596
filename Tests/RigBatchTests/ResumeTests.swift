import Foundation
import RigModel
import RigRules
import RigSamples
import Testing

@testable import RigBatch

@Suite("An output file")
struct ResumeTests {
  private let folder: Folder
  private let engine: Engine
  private let input: String

  init() throws {
    folder = try Folder()
    engine = try shippedEngine()
    var bytes = SampleBuilds(.pools, seed: 12).lines(0..<1200)
    bytes += Array("not a build\n".utf8) + SampleBuilds(.pools, seed: 12).lines(1200..<1500)
    input = try folder.write("in.jsonl", bytes)
  }

  private func run(
    _ options: BatchOptions = BatchOptions(), engine: Engine? = nil, input: String? = nil,
    resumes: Bool = true, stopAfter builds: Int? = nil
  ) throws -> BatchResult {
    let run = BatchRun(
      engine: engine ?? self.engine, input: try BatchInput([input ?? self.input]),
      options: options, output: .file(folder.path("out")), resumes: resumes)
    return try run.run { progress in builds.map { progress.totals.builds < $0 } ?? true }
  }

  @Test("is there under its name only when it is complete")
  func complete() throws {
    try folder.write("out", "the old one")
    let result = try run(stopAfter: 300)
    #expect(result.isCancelled && result.totals.builds < 1500)
    #expect(try folder.read("out") == "the old one")
    #expect(folder.exists("out.partial"))
    _ = try run(resumes: false)
    #expect(try folder.read("out").split(separator: "\n").count == 1501)
    #expect(!folder.exists("out.partial") && !folder.exists("out.checkpoint"))
  }

  @Test("is the same whether the run was interrupted or not", arguments: BatchFormat.allCases)
  func resumed(format: BatchFormat) throws {
    let form = options { $0.format = format }
    let whole = try run(form, resumes: false)
    let text = try folder.read("out")
    for stop in [1, 400, 900] {
      #expect(try run(form, resumes: false, stopAfter: stop).isCancelled)
      let checkpoint = folder.exists("out.checkpoint")
      let result = try run(form)
      #expect(try folder.read("out") == text)
      #expect(result.totals == whole.totals)
      _ = checkpoint
    }
  }

  @Test("with bytes behind its checkpoint is still gone on with, and without one is begun again")
  func torn() throws {
    _ = try run(resumes: false)
    let text = try folder.read("out")
    _ = try run(resumes: false, stopAfter: 500)
    try #require(folder.exists("out.checkpoint"))
    let partial = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path("out.partial")))
    try partial.seekToEnd()
    try partial.write(contentsOf: Data("half a li".utf8))
    try partial.close()
    _ = try run()
    #expect(try folder.read("out") == text)
    _ = try run(resumes: false, stopAfter: 500)
    try FileManager.default.removeItem(atPath: folder.path("out.checkpoint"))
    _ = try run()
    #expect(try folder.read("out") == text)
  }

  private func refusal(_ body: () throws -> BatchResult) -> String? {
    do {
      _ = try body()
      return nil
    } catch {
      return (error as? BatchError).map { $0.code == "batch/resume" ? $0.message : "?" }
    }
  }

  @Test("is not gone on with where rules, options or input have changed")
  func changed() throws {
    _ = try run(resumes: false, stopAfter: 500)
    try #require(folder.exists("out.checkpoint"))
    let partial = try folder.read("out.partial")
    #expect(refusal { try run(options { $0.format = .compact }) }?.contains("options") == true)
    var configuration = Configuration()
    configuration.settings = ["psu/wattage": RuleSetting(weight: 2)]
    let other = try Engine(
      rules: [.directory(repository.appending(path: "Rules"))],
      options: EngineOptions(configuration: configuration))
    #expect(refusal { try run(engine: other) }?.contains("rules") == true)
    var bytes = Array(try folder.read("in.jsonl").utf8)
    bytes[20] ^= 1
    try folder.write("in.jsonl", bytes)
    #expect(refusal { try run() }?.contains("input") == true)
    // Nothing was touched, so that the right input could still be gone on with.
    #expect(try folder.read("out.partial") == partial)
  }

  @Test("whose device is full is an error that says so")
  func full() throws {
    let device = BatchRun(
      engine: engine, input: try BatchInput([input]), options: BatchOptions(),
      output: .file("/dev/full"))
    #expect {
      try device.run()
    } throws: { error in
      guard let error = error as? BatchError else { return false }
      return error.kind == .output && error.message.contains("no space left")
    }
    #expect(FileManager.default.fileExists(atPath: "/dev/full"))
  }

  @Test("is not the input")
  func itself() throws {
    let run = BatchRun(
      engine: engine, input: try BatchInput([input]), options: BatchOptions(),
      output: .file(input))
    #expect(throws: BatchError.self) { try run.run() }
    #expect(try folder.read("in.jsonl").hasPrefix("{\"rigrules\":1"))
  }
}
