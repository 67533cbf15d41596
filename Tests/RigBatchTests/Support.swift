import Foundation
import RigModel
import RigReports
import RigRules
import RigSamples

@testable import RigBatch

let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// An engine with the rules that ship.
func shippedEngine() throws -> Engine {
  try Engine(rules: [.directory(repository.appending(path: "Rules"))])
}

/// A folder of its own that goes when it is no longer held.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "batch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: url.appending(path: name))
    return path(name)
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }
}

/// Runs a batch into a file of the folder; returns what it holds.
func batch(
  _ engine: Engine, _ inputs: [String], in folder: Folder, _ options: BatchOptions = BatchOptions()
) throws -> (text: String, result: BatchResult) {
  let run = BatchRun(
    engine: engine, input: try BatchInput(inputs), options: options,
    output: .file(folder.path("out")))
  let result = try run.run()
  return (try folder.read("out"), result)
}

func options(_ change: (inout BatchOptions) -> Void) -> BatchOptions {
  var options = BatchOptions()
  change(&options)
  return options
}

enum JSONLines {
  static func of(_ report: Report) -> [UInt8] { JSONReport().lines(of: [report]) }
}
