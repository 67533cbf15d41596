internal import Foundation
internal import RigModel
internal import RigRules

/// A manifest that loads, with more in it.
func manifest(_ name: String = "p", _ extra: String = "", version: String = "1.0.0") -> String {
  """
  return {
    name = "\(name)", version = "\(version)", api = 1, description = { en = "P", zh = "插件" },
    \(extra)
  }
  """
}

/// An engine with one harmless rule and a plugin `p`.
func engine(plugin files: [String: String], _ options: EngineOptions = EngineOptions()) throws
  -> Engine
{
  try Engine(
    rules: [.files(["own.lua": ruleSource()])], plugins: [.files("p", files)], options: options)
}

/// A folder of plugins on disk that goes away with the test.
final class PluginsOnDisk {
  let url: URL

  init(_ files: [String: String] = [:]) throws {
    let name = "rigrules-test-\(UUID().uuidString)"
    url = FileManager.default.temporaryDirectory.appending(path: name).appending(path: "Plugins")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (path, text) in files { try write(path, text) }
  }

  deinit { try? FileManager.default.removeItem(at: url.deletingLastPathComponent()) }

  func write(_ path: String, _ text: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: url.appending(path: path))
  }

  func engine(_ options: EngineOptions = EngineOptions()) throws -> Engine {
    try Engine(
      rules: [.files(["own.lua": ruleSource()])], plugins: [.directory(url)], options: options)
  }
}

extension Engine {
  func plugin(_ name: String = "p") -> PluginDescription? {
    ruleSet.plugins.first { $0.name == name }
  }

  /// The message of a rule's first finding on a build.
  func message(_ rule: String, _ build: BuildValue = ["id": "rig"]) throws -> String? {
    try evaluate(Build(build))[rule]?.outcome.findings.first?.message
  }
}
