public import LuaRuntime
public import RigModel
internal import RigSystem

/// Why a plugin's reporter or importer gave nothing.
public struct PluginFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was called: `house-style:quote`.
  public let name: String
  /// With file and line of the plugin.
  public let failure: RuleFailure
  /// Whether the plugin's author raised it on purpose, with `error`: then it is about what the
  /// plugin was given, and meant for the user.
  public let isRaised: Bool

  /// The text for people: one line for each problem, with its location and code.
  public var description: String {
    let whose = isRaised ? "" : failure.kind == .error ? "`\(name)`: " : "`\(name)` "
    return "\(failure.at): error: \(whose)\(failure.message) [\(failure.code)]"
  }
}

/// A report and the build that it is of: what reporters of plugins get.
public struct JudgedBuild: Sendable {
  /// The report of the rules.
  public let report: Report
  /// The build.
  public let build: Build

  /// Makes one from its parts.
  public init(report: Report, build: Build) {
    self.report = report
    self.build = build
  }
}

extension Engine {
  /// What one call of a reporter or importer may use: it does the work of many rules at once.
  public static let pluginCallLimits = Limits(
    fuel: 50_000_000, memoryBytes: 128 << 20, deadlineMilliseconds: 10_000)

  /// What a plugin gives, by its name, and the plugin.
  private func found<Item>(
    _ wanted: String, kind: String, _ items: (PluginDescription) -> [Item],
    _ name: (Item) -> String
  ) throws(EngineError) -> (PluginDescription, Item) {
    do {
      return try PluginLookup(ruleSet.plugins, items).find(wanted, kind: kind, name: name)
    } catch {
      throw EngineError(error)
    }
  }

  /// The reporter of a plugin by its name, `house:quote`, or `quote` where that is clear.
  public func reporter(_ name: String) throws(EngineError) -> String {
    let (plugin, reporter) = try found(name, kind: "report format", \.reporters, \.name)
    return "\(plugin.name):\(reporter.name)"
  }

  /// The text that a plugin's reporter makes of reports, clean of control characters but line ends
  /// and tabs. Throws `EngineError` where there is no such reporter, `PluginFailure` where it
  /// breaks, or makes files.
  public func render(_ builds: [JudgedBuild], with reporter: String) throws -> String {
    try render(builds, with: reporter, limits: Self.pluginCallLimits)
  }

  package func render(_ builds: [JudgedBuild], with reporter: String, limits: Limits) throws
    -> String
  {
    let (call, result) = try call(reporter, on: builds, limits: limits)
    if let text = result.text { return text }
    throw call.refusal("it returned files, and one text is asked for", code: "plugin/files")
  }

  /// What a plugin's reporter makes of reports: a text, or files for a folder. Throws as `render`.
  ///
  /// ```swift
  /// if case .files(let files) = try engine.rendering(of: judged, with: "shop:site") {
  ///   for file in files { print(file.name, file.text.utf8.count) }
  /// }
  /// ```
  public func rendering(of builds: [JudgedBuild], with reporter: String) throws -> Rendering {
    try rendering(of: builds, with: reporter, limits: Self.pluginCallLimits)
  }

  package func rendering(of builds: [JudgedBuild], with reporter: String, limits: Limits) throws
    -> Rendering
  {
    let (call, result) = try call(reporter, on: builds, limits: limits)
    if let text = result.text { return .text(text) }
    guard case .map(let entries) = result else { return .files([]) }
    let files = entries.map { RenderedFile(name: $0.key, text: $0.value.text ?? "") }
      .sorted { $0.name < $1.name }
    if let reason = RenderedFile.refusal(of: files) {
      throw call.refusal(reason, code: "plugin/files")
    }
    return .files(files)
  }

  private func call(_ reporter: String, on builds: [JudgedBuild], limits: Limits) throws
    -> (PluginCall, LuaValue)
  {
    let generation = generation
    let (description, found) = try found(
      reporter, kind: "report format", \.reporters, \.name)
    let call = try PluginCall(
      of: description.name, section: "reporters", key: found.name, field: "render", in: generation)
    let reports = BuildValue.list(
      builds.map {
        .map([
          .init(key: "report", value: $0.report.value), .init(key: "build", value: $0.build.value),
        ])
      })
    let context = BuildValue.map(
      [
        .init(key: "lang", value: .text(generation.language.rawValue)),
        .init(key: "params", value: call.parameters),
        .init(key: "rules", value: generation.ruleTexts),
      ] + (options.reportDay.map { [.init(key: "today", value: .text($0))] } ?? []))
    let result = try call.run { runtime, function, plugin throws(LuaError) in
      try runtime.texts(
        from: function, of: plugin, arguments: [reports, context].map(call.document),
        limits: limits)
    }
    return (call, result)
  }

  /// The importer of a plugin by its name, or where there is no name, by the file's extension.
  public func importer(_ name: String?, forFile file: String) throws(EngineError) -> String {
    if let name {
      let (plugin, importer) = try found(name, kind: "importer", \.importers, \.name)
      return "\(plugin.name):\(importer.name)"
    }
    let suffix = DiskFiles.suffix(of: file)
    var found: [(PluginDescription, PluginDescription.Importer)] = []
    var known: Set<String> = []
    for plugin in ruleSet.plugins where plugin.state == .on || plugin.state == .available {
      for importer in plugin.importers {
        known.formUnion(importer.extensions)
        if importer.extensions.contains(suffix) { found.append((plugin, importer)) }
      }
    }
    if let (plugin, importer) = PluginLookup.only(of: found) {
      return "\(plugin.name):\(importer.name)"
    }
    if found.count > 1 {
      throw .ambiguousName(
        kind: "importer of", ".\(suffix)", found.map { "\($0.0.name):\($0.1.name)" }.sorted())
    }
    throw .unknownName(
      kind: "importer of files such as", file, nearest: nil, known: known.sorted().map { ".\($0)" })
  }

  /// The build that a plugin's importer makes of a text, held to everything that any build is.
  ///
  /// Throws `EngineError` where there is no such importer, `PluginFailure` where it breaks or
  /// refuses the text, and `InvalidBuild` where what it made is not a valid build.
  public func importBuild(_ text: String, file: String, with importer: String) throws -> Build {
    try importBuild(text, file: file, with: importer, limits: Self.pluginCallLimits)
  }

  package func importBuild(
    _ text: String, file: String, with importer: String, limits: Limits
  ) throws -> Build {
    let generation = generation
    let (description, found) = try found(importer, kind: "importer", \.importers, \.name)
    let call = try PluginCall(
      of: description.name, section: "importers", key: found.name, field: "import", in: generation)
    let context: BuildValue = [
      "lang": .text(generation.language.rawValue), "file": .text(DiskFiles.baseName(of: file)),
      "params": call.parameters,
    ]
    let table = try call.run { runtime, function, plugin throws(LuaError) in
      try runtime.table(
        from: function, of: plugin, arguments: [.text(text), context].map(call.document),
        limits: limits)
    }
    guard let value = BuildValue(table) else {
      throw InvalidBuild(diagnostics: [
        Diagnostic(
          code: "build/wrong-type", file: file,
          message: "`\(call.name)` returned a number that is not finite")
      ])
    }
    do { return try Build(value) } catch {
      throw InvalidBuild(diagnostics: error.diagnostics.map { $0.found(in: file) })
    }
  }
}

extension LoadedRules {
  /// What each rule is about, by id: title, reason and source, for reporters of plugins.
  fileprivate var ruleTexts: BuildValue {
    .map(
      rules.map { rule in
        let description = rule.description
        return .init(
          key: description.id,
          value: .map([
            .init(key: "category", value: .text(description.category)),
            .init(key: "severity", value: .text(description.severity.rawValue)),
            .init(key: "source", value: .list(description.source.map { .text($0) })),
            .init(key: "title", value: .text(description.title[language])),
            .init(key: "why", value: .text(description.why?[language] ?? "")),
          ]))
      })
  }
}

extension Diagnostic {
  fileprivate func found(in file: String) -> Diagnostic {
    Diagnostic(
      code: code, severity: severity, file: file, line: line, column: column, path: path,
      message: message, hint: hint)
  }
}

/// A function of a plugin, in a Lua state of its own: no rule ever meets what it does.
struct PluginCall {
  let name: String
  private let plugin: LoadedPlugin
  private let function: PluginFunction
  private let generation: LoadedRules

  init(
    of plugin: String, section: String, key: String, field: String, in generation: LoadedRules
  ) throws(EngineError) {
    guard let loaded = generation.plugins.first(where: { $0.name == plugin }) else {
      throw .unknownName(kind: "plugin", plugin, nearest: nil, known: [])
    }
    name = "\(plugin):\(key)"
    self.plugin = loaded
    function = PluginFunction(section: section, key: key, field: field)
    self.generation = generation
  }

  /// What is set for the plugin.
  var parameters: BuildValue {
    .map(plugin.description.parameters.map { .init(key: $0.name, value: $0.value) })
  }

  func document(_ value: BuildValue) -> LuaDocument {
    LuaDocument(value, keys: generation.keys)
  }

  /// Loads the plugin and calls it, on a stack that is large enough.
  func run<Result>(
    _ body: (LuaRuntime, PluginFunction, UInt32) throws(LuaError) -> Result
  ) throws(PluginFailure) -> Result {
    let outcome = BigStack.run { () -> Swift.Result<Result, LuaError> in
      do throws(LuaError) {
        let runtime = try LuaRuntime(limits: generation.limits, keys: generation.keys)
        for module in generation.spaces[plugin.space].modules {
          // What is wrong with a module is told where it is required.
          try? runtime.define(
            module: module.name, source: generation.chunks[module.chunk - 1].bytes,
            space: 0, chunk: UInt32(module.chunk))
        }
        let (number, _) = try runtime.load(
          plugin: plugin.name, source: plugin.source, space: 0, chunk: UInt32(plugin.chunk))
        return .success(try body(runtime, function, number))
      } catch {
        return .failure(error)
      }
    }
    switch outcome {
    case .success(let result): return result
    case .failure(let error):
      throw PluginFailure(
        name: name, failure: failure(error), isRaised: error.kind == .error && error.isRaised)
    }
  }

  /// What it returned cannot be used; the place is that of its manifest.
  func refusal(_ reason: String, code: String) -> PluginFailure {
    let place = LoadedRules.place(generation.chunks[plugin.chunk - 1], line: 0)
    return PluginFailure(
      name: name, failure: RuleFailure(kind: .error, message: reason, at: place, code: code),
      isRaised: false)
  }

  private func failure(_ error: LuaError) -> RuleFailure {
    let plain = RuleFailure(
      error, chunks: generation.chunks, fallback: plugin.chunk, loading: false, noun: "plugin")
    let message =
      switch error.kind {
      case .error: plain.message
      case .fuel: "exceeded its work limit (endless loop?)"
      case .memory: "exceeded its memory limit"
      case .deadline: "ran out of time"
      }
    return RuleFailure(kind: plain.kind, message: message, at: plain.at, code: plain.code)
  }
}
