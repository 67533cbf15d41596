internal import LuaRuntime
internal import RigModel
internal import RigSystem

extension RuleLoader {
  /// The manifests. Those of plugins that are only available run apart, so that no worker has
  /// more in it than it needs.
  mutating func loadPlugins(_ folders: [PluginFolder]) {
    var apart: LuaRuntime?
    for folder in withoutTwins(folders) {
      if folder.activation == .available {
        apart = apart ?? (try? LuaRuntime(limits: options.limits, keys: keys))
        load(folder, into: apart ?? runtime)
      } else {
        load(folder, into: runtime)
      }
    }
    plugins.sort { $0.name < $1.name }
    lost.sort { ($0.name, $0.path) < ($1.name, $1.path) }
  }

  /// Of two plugins of one name the first stays. The same folder twice is no second plugin.
  private mutating func withoutTwins(_ folders: [PluginFolder]) -> [PluginFolder] {
    var kept: [PluginFolder] = []
    for folder in folders {
      guard let first = kept.first(where: { $0.name == folder.name }) else {
        kept.append(folder)
        continue
      }
      if folder.location != nil && first.location == folder.location { continue }
      let problem = RuleFailure(
        kind: .load,
        message: CleanText.clean(
          "\(first.displayPath) already gives a plugin `\(folder.name)`, so that of "
            + "\(folder.displayPath) is left out"),
        at: "\(folder.displayPath)/\(PluginFolder.manifest)", code: "plugin/duplicate")
      lost.append(PluginDescription(folder, .refused, [problem]))
    }
    return kept
  }

  private mutating func load(_ folder: PluginFolder, into runtime: LuaRuntime) {
    enter(folder.tree)
    folders[folder.name] = isRight
    defer { leave() }
    let space = openSpace(of: folder, into: runtime)
    guard let file = folder.manifestFile else {
      let problem = RuleFailure(
        kind: .load, message: "the plugin's folder has no \(PluginFolder.manifest)",
        at: CleanText.clean(folder.displayPath), code: "plugin/missing-manifest")
      return lost.append(PluginDescription(folder, .failed, [problem]))
    }
    chunks.append(ScriptChunk(displayPath: file.displayPath, bytes: file.bytes))
    let chunk = chunks.count
    var state = PluginDescription.State.failed
    do {
      try Self.checkFiles(of: folder)
      if let problem = Self.encodingProblem(of: chunks[chunk - 1], noun: "plugin") {
        throw problem
      }
      let text = ahead?.text(of: chunks[chunk - 1]) ?? LuaText(file.bytes, keepsTokens: false)
      let (number, table) = try runtime.load(
        plugin: folder.name, text: text, space: UInt32(space), chunk: UInt32(chunk))
      var decoder = PluginDecoder(folder: folder)
      var description = decoder.decode(table)
      if decoder.isOfLaterAPI { state = .refused }
      checkNames(in: file, description, &decoder)
      if !decoder.problems.isEmpty { throw LoadProblems(list: decoder.problems) }
      description.parameters = settings.applied(to: description.parameters, of: folder.name)
      try keep(
        description.placed(in: file), file.bytes,
        folder, space: space, chunk: chunk, number,
        runtime)
      return
    } catch let error as LuaError {
      let problem = loadFailure(error, chunk: chunk, space: space, noun: "plugin")
      lose(folder, state, [problem], runtime)
    } catch let found as LoadProblems {
      lose(folder, state, found.located(in: file), runtime)
    } catch let problem as RuleFailure {
      lose(folder, state, [problem], runtime)
    } catch {}
  }

  /// Checks the names in the code of a manifest, now or later.
  private func checkNames(
    in file: SourceFile, _ description: PluginDescription, _ decoder: inout PluginDecoder
  ) {
    let names = CodeNames(
      kind: .manifest, parameters: description.parameters,
      facts: [description.name: description.facts.map(\.name)])
    if let ahead {
      ahead.check(unless: isRight) {
        NameChecker.problems(in: LuaWords(file.bytes), names: names).isEmpty
      }
    } else if !isRight.value {
      decoder.checkNames(in: LuaWords(file.bytes), names)
    }
  }

  /// The facts that rules can ask for, by plugin.
  var knownFacts: [String: [String]] {
    Dictionary(
      uniqueKeysWithValues: plugins.filter(\.isOn).map { ($0.name, $0.facts.map(\.key)) })
  }

  /// What is wrong before the manifest is read as Lua.
  private static func checkFiles(of folder: PluginFolder) throws {
    if let file = folder.manifestFile, let reason = file.unreadable {
      throw RuleFailure(
        kind: .load, message: "the file cannot be read: \(reason)", at: "\(file.displayPath):1",
        code: "plugin/unreadable")
    }
    guard let stray = folder.strays.first else { return }
    let top = stray.path.split(separator: "/").first.map(String.init) ?? ""
    let near = stray.path.contains("/") ? nearestName(top, among: PluginName.reserved) : nil
    throw RuleFailure(
      kind: .load,
      message: CleanText.clean(
        "the file would never run: a plugin's files are \(PluginFolder.manifest), rules/…, lib/… "
          + "and data/….csv" + (near.map { "; did you mean the folder `\($0)`?" } ?? "")),
      at: "\(CleanText.clean(stray.displayPath)):1", code: "plugin/stray-file")
  }

  private mutating func keep(
    _ description: PluginDescription, _ source: [UInt8], _ folder: PluginFolder, space: Int,
    chunk: Int, _ number: UInt32, _ runtime: LuaRuntime
  ) throws(LuaError) {
    var facts: [FactPlan] = []
    if folder.activation == .on {
      numberNames(in: description.facts.flatMap(\.needs))
      facts = description.facts.map { [keys] fact in
        FactPlan(key: fact.name, needs: fact.needs.map { NeedParser.steps($0, keys: keys) })
      }
      try runtime.prepare(
        facts: facts, of: number, language: options.language.rawValue,
        parameters: Self.document(of: description.parameters, keys))
    }
    plugins.append(
      LoadedPlugin(
        description: description, source: source, space: space, chunk: chunk, facts: facts,
        folder: folder))
  }

  /// A plugin that does not load: its last good version where there is one, else nothing.
  private mutating func lose(
    _ folder: PluginFolder, _ state: PluginDescription.State, _ problems: [RuleFailure],
    _ runtime: LuaRuntime
  ) {
    let last = previous?.plugins.first {
      $0.name == folder.name && $0.description.path == folder.displayPath
    }
    if let last, let previous {
      let space = keptSpace(last.space, of: previous, into: runtime)
      chunks.append(previous.chunks[last.chunk - 1])
      let chunk = chunks.count
      let loaded = try? runtime.load(
        plugin: last.name, source: last.source, space: UInt32(space), chunk: UInt32(chunk))
      let stale = last.description.stale(problems, in: folder)
      if let loaded,
        (try? keep(
          stale, last.source, folder, space: space, chunk: chunk, loaded.number, runtime))
          != nil
      {
        return
      }
    }
    lost.append(PluginDescription(folder, state, problems))
  }

  /// The rules of plugins that are on, as they are now: a manifest in its last good version does
  /// not hold them back.
  mutating func loadPluginRules() {
    for plugin in plugins where plugin.isOn && !plugin.folder.rules.isEmpty {
      let space =
        plugin.description.isStale
        ? openSpace(of: plugin.folder, into: runtime) : plugin.space
      isRight = folders[plugin.name] ?? Self.doubt
      defer { leave() }
      for file in plugin.folder.rules {
        load(file, id: plugin.folder.ruleID(of: file), origin: plugin.name, in: space)
      }
    }
  }
}
