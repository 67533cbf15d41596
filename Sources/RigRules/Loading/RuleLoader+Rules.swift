internal import LuaRuntime
internal import RigModel
internal import RigSystem

extension RuleLoader {
  /// The rules and modules of one folder.
  mutating func load(_ tree: RuleFolder) {
    enter(tree)
    defer { leave() }
    let isModule = { (file: SourceFile) in file.path.hasPrefix("lib/") }
    let space = openSpace(with: tree.files.filter(isModule))
    defineCommonModules(for: tree.files, in: space, runtime)
    for file in tree.files where !isModule(file) {
      let id = String(file.path.dropLast(".lua".count))
      load(file, id: id, origin: "rules", in: space)
    }
  }

  /// The code of a folder is what loads now; it may be known to be right.
  mutating func enter(_ tree: RuleFolder) {
    let known =
      ahead?.known(tree) ?? Later { [checked = options.checked] in checked.folder(tree.files) }
    isRight = Later { known.value != nil }
  }

  mutating func leave() { isRight = Self.doubt }

  /// A new space with the modules of some files.
  mutating func openSpace(with modules: [SourceFile], into other: LuaRuntime? = nil) -> Int {
    spaces.append(ModuleSpace())
    for file in modules {
      let name = file.path.dropLast(4).split(separator: "/").joined(separator: ".")
      define(
        name, ScriptChunk(displayPath: file.displayPath, bytes: file.bytes),
        in: spaces.count - 1, other ?? runtime)
    }
    return spaces.count - 1
  }

  /// Adds a module; `problem` says why its source cannot be used.
  mutating func define(
    _ name: String, _ chunk: ScriptChunk, in space: Int, _ runtime: LuaRuntime,
    problem: RuleFailure? = nil
  ) {
    chunks.append(chunk)
    spaces[space].modules.append(ModuleSpace.Module(name: name, chunk: chunks.count))
    // What is wrong with a module is told by the rules that require it.
    do {
      if let problem { throw problem }
      if let problem = Self.encodingProblem(of: chunk, noun: "rule") { throw problem }
      if let problem = nameProblem(of: chunk) { throw problem }
      let text = ahead?.text(of: chunk) ?? LuaText(chunk.bytes, keepsTokens: false)
      try runtime.define(
        module: name, text: text, space: UInt32(space), chunk: UInt32(chunks.count))
    } catch let error as LuaError {
      moduleProblems[ModuleName(space: space, name: name)] = RuleFailure(
        error, chunks: chunks, fallback: chunks.count, loading: true)
    } catch {
      moduleProblems[ModuleName(space: space, name: name)] = error as? RuleFailure
    }
  }

  /// The first name in the code of a module that stands for nothing, where that is looked for at
  /// once.
  private func nameProblem(of chunk: ScriptChunk) -> RuleFailure? {
    guard let ahead else { return isRight.value ? nil : Self.nameProblem(of: chunk) }
    ahead.check(unless: isRight) { Self.nameProblem(of: chunk) == nil }
    return nil
  }

  private static func nameProblem(of chunk: ScriptChunk) -> RuleFailure? {
    let names = CodeNames(kind: .module)
    guard let found = NameChecker.problems(in: LuaWords(chunk.bytes), names: names).first else {
      return nil
    }
    return RuleFailure(
      kind: .load, message: found.message, at: "\(chunk.displayPath):\(found.line)",
      code: "rule/\(found.code)", excerpt: SourceExcerpt(found.range, in: chunk.bytes))
  }

  private mutating func fail(_ id: String, _ problems: [RuleFailure]) {
    failures.append(
      LoadFailure(rule: id, category: RuleDecoder.category(of: id), problems: problems))
  }

  /// A file that does not load: its last good version where there is one, else a failure.
  private mutating func fail(_ id: String, _ problems: [RuleFailure], path: String) {
    let last = previous?.rules.first {
      $0.description.id == id && $0.description.path == path
    }
    guard let last, let previous, let (rule, number) = reload(last, of: previous)
    else { return fail(id, problems) }
    origins[id] = path
    numbers[id] = number
    rules.append(rule.stale(problems))
  }

  /// Loads a rule of an earlier generation from the bytes it was built from.
  private mutating func reload(
    _ rule: LoadedRule, of previous: LoadedRules
  ) -> (LoadedRule, UInt32)? {
    let space = keptSpace(rule.space, of: previous)
    chunks.append(previous.chunks[rule.chunk - 1])
    return try? loaded(
      rule.source, id: rule.description.id, path: rule.description.path,
      origin: rule.description.origin, in: space)
  }

  /// The space that stands here for one of the previous generation.
  mutating func keptSpace(
    _ space: Int, of previous: LoadedRules, into other: LuaRuntime? = nil
  ) -> Int {
    if let kept = keptSpaces[space] { return kept }
    let kept = spaces.count
    spaces.append(ModuleSpace())
    keptSpaces[space] = kept
    for module in previous.spaces[space].modules {
      define(module.name, previous.chunks[module.chunk - 1], in: kept, other ?? runtime)
    }
    return kept
  }

  /// One rule file.
  mutating func load(_ file: SourceFile, id: String, origin: String, in space: Int) {
    if settings.isOff(id) {
      switchedOff.append(id)
      return
    }
    if isLeftOut(id, of: origin) {
      switchedOff.append(id)
      return
    }
    chunks.append(ScriptChunk(displayPath: file.displayPath, bytes: file.bytes))
    let chunk = chunks.count
    if let refusal = refusal(of: file, id: id, origin: origin) {
      let failure = RuleFailure(
        kind: .load, message: CleanText.clean(refusal.message), at: "\(file.displayPath):1",
        code: refusal.code)
      return fail(
        CleanText.clean(id), [failure], path: file.displayPath)
    }
    let problems: [RuleFailure]
    do {
      if let problem = Self.encodingProblem(of: chunks[chunk - 1], noun: "rule") {
        throw problem
      }
      let (rule, number) = try loaded(
        file.bytes, id: id, path: file.displayPath, origin: origin, in: space)
      origins[id] = file.displayPath
      numbers[id] = number
      return rules.append(rule)
    } catch let error as LuaError {
      problems = [loadFailure(error, chunk: chunk, space: space)]
    } catch let found as LoadProblems {
      problems = found.located(in: file)
    } catch let problem as RuleFailure {
      problems = [problem]
    } catch {
      problems = []
    }
    fail(id, problems, path: file.displayPath)
  }

  /// What stopped a file from loading; of a module that is not there, why it is not.
  func loadFailure(_ error: LuaError, chunk: Int, space: Int, noun: String = "rule")
    -> RuleFailure
  {
    let plain = RuleFailure(error, chunks: chunks, fallback: chunk, loading: true, noun: noun)
    let parts = error.message.split(separator: "`", maxSplits: 2)
    guard parts.count == 3, parts[0] == "there is no module " else { return plain }
    let name = String(parts[1])
    if let problem = moduleProblems[ModuleName(space: space, name: name)] { return problem }
    let near = nearestName(name, among: spaces[space].modules.map(\.name))
    guard let near else { return plain }
    return RuleFailure(
      kind: plain.kind, message: "\(plain.message); did you mean `\(near)`?", at: plain.at,
      code: plain.code, excerpt: plain.excerpt)
  }

  /// A text that is not UTF-8 would show other words than were written.
  static func encodingProblem(of chunk: ScriptChunk, noun: String) -> RuleFailure? {
    do throws(Diagnostic) {
      try SourceText.checkEncoding(chunk.bytes, domain: noun)
      return nil
    } catch {
      let line = error.line ?? 1
      // The line of another encoding cannot be shown.
      let isWide = error.message.contains("UTF-16") || error.message.contains("UTF-32")
      return RuleFailure(
        kind: .load, message: error.message + (error.hint.map { "; \($0)" } ?? ""),
        at: LoadedRules.place(chunk, line: line), code: "\(noun)/encoding",
        excerpt: isWide
          ? nil : SourceExcerpt(line: line, column: error.column, in: chunk.bytes))
    }
  }

  /// Whether `without` names the rule or its plugin.
  private mutating func isLeftOut(_ id: String, of origin: String) -> Bool {
    let names = options.without.filter { $0 == id || ($0 == origin && origin != "rules") }
    leftOut.formUnion(names)
    if names.isEmpty { known.insert(id) }
    return !names.isEmpty
  }

  /// Throws if `without` names what is not there.
  func checkWithout() throws(NameError) {
    let names = known.union(plugins.filter(\.isOn).map(\.name)).sorted()
    for name in options.without where !leftOut.contains(name) && !settings.isOff(name) {
      throw .unknown(
        kind: "rule or plugin", name, nearest: nearestName(name, among: names), known: names)
    }
  }

  /// What is wrong with a file before it is read as Lua.
  private func refusal(of file: SourceFile, id: String, origin: String)
    -> (code: String, message: String)?
  {
    if let reason = file.unreadable {
      return ("rule/unreadable", "the file cannot be read: \(reason)")
    }
    // The name of a plugin and its colon stand before what the file's name gives.
    let local = origin == "rules" ? id[...] : id.dropFirst(origin.count + 1)
    if !local.utf8.allSatisfy({ $0.isNameByte || $0 == 0x2d || $0 == 0x2e || $0 == 0x2f }) {
      let message = "the file's name makes the id `\(id)`; ids are made of letters, digits and -_."
      return ("rule/id", message)
    }
    if id == WaiverRule.id {
      return ("rule/id", "`\(id)` is what reports call the configuration's own waivers")
    }
    return origins[id].map { ("rule/duplicate-id", "\($0) already gives the rule `\(id)`") }
  }

  /// Runs a source in `runtime`, as the last of `chunks`, and completes the rule that it declares.
  private mutating func loaded(
    _ source: [UInt8], id: String, path: String, origin: String, in space: Int
  ) throws -> (LoadedRule, UInt32) {
    let code =
      ahead?.code(at: path, source)
      ?? RuleCode(source, checksExamples: options.checksExamples)
    return try loaded(code, id: id, path: path, origin: origin, in: space)
  }

  private mutating func loaded(
    _ code: RuleCode, id: String, path: String, origin: String, in space: Int
  ) throws -> (LoadedRule, UInt32) {
    let chunk = chunks.count
    let text = code.text
    let (number, table) = try runtime.load(
      rule: code.read, space: UInt32(space), chunk: UInt32(chunk))
    var decoder = RuleDecoder(id: id, path: path, origin: origin)
    swap(&decoder.rightNeeds, &rightNeeds)
    // What is looked through at once; nothing where that is done later, or known to be right.
    let words = ahead == nil && !isRight.value ? code.words : nil
    let declared = decoder.decode(
      table, words: words,
      // All modules of the space are there before its rules.
      examples: text.isSplit
        ? { [modules = text.examplesNeedModules ? spaces[space].texts(among: chunks) : []] in
          Self.deferred(
            text, of: id, path: path, origin: origin, parameters: $0, modules: modules)
        } : nil)
    swap(&decoder.rightNeeds, &rightNeeds)
    checkCode(code, words, declared, &decoder)
    if !decoder.problems.isEmpty {
      // In the whole file, where bytes stand in other places, so that each problem has its place.
      if text.isSplit {
        return try loaded(
          RuleCode(RuleText(whole: text.source)), id: id, path: path, origin: origin, in: space)
      }
      throw LoadProblems(list: decoder.problems)
    }
    let description = settings.applied(to: declared)
    numberNames(in: description.needs)
    let rule = LoadedRule(
      description: description, source: text.source, code: text.code, space: space, chunk: chunk,
      plan: Self.plan(description, declared.severity, options.language, keys),
      declaredSeverity: declared.severity, configuredSeverity: settings.severity(of: id),
      templates: Self.templates(description, options.language))
    try runtime.prepare(rule: number, plan: rule.plan)
    return (rule, number)
  }

  /// Checks the names in the code of a rule: at once in `words`, or later all that `decode` left.
  private func checkCode(
    _ code: RuleCode, _ words: LuaWords?, _ declared: RuleDescription,
    _ decoder: inout RuleDecoder
  ) {
    let names = CodeNames(
      kind: .rule, parameters: decoder.knowsParameters ? declared.parameters : nil,
      facts: knownFacts)
    if let words { decoder.checkNames(in: words, names) }
    ahead?.check(unless: isRight) { [decoder] in
      var decoder = decoder
      let words = code.words
      for message in declared.messages { decoder.checkTexts(of: message) }
      decoder.checkCalls(in: words, declared.messages, declared.severity)
      decoder.checkNames(in: words, names)
      return decoder.problems.isEmpty
    }
  }

  /// Examples that are run and decoded when they are first read.
  private static func deferred(
    _ text: RuleText, of id: String, path: String, origin: String, parameters: [Parameter],
    modules: [(name: String, path: String, source: [UInt8])]
  ) -> ExampleList {
    ExampleList {
      BigStack.run {
        guard let runtime = try? LuaRuntime(limits: Limits(), keys: LuaKeys([])) else { return [] }
        for module in modules {
          try? runtime.define(module: module.name, source: module.source, space: 0, chunk: 1)
        }
        guard let (_, table) = try? runtime.load(rule: text.exampleSource, space: 0, chunk: 1)
        else { return [] }
        var decoder = RuleDecoder(id: id, path: path, origin: origin)
        return decoder.examples(table["examples"], parameters: parameters)
      }
    }
  }
}
