import RigModel
import RigReports
import RigRules
internal import RigSystem

extension Repl {
  /// A rule by its id, with the nearest where there is none.
  func rule(_ id: String, for command: ReplVerb) throws -> RuleDescription {
    guard !id.isEmpty else { throw Self.usage(command) }
    let rules = engine.ruleSet
    if let rule = rules.rule(id) { return rule }
    let ending = rules.rules.filter { $0.id.hasSuffix("/\(id)") || $0.id.hasSuffix(":\(id)") }
    if ending.count == 1 { return ending[0] }
    if ending.count > 1 {
      let names = ending.map(\.id).joined(separator: ", ")
      throw Failure(say("`\(id)` may be \(names)", "`\(id)` 可能是 \(names)"))
    }
    if let failure = rules.failures.first(where: { $0.rule == id }) {
      throw Failure(
        ["error: the rule `\(id)` does not load"] + failure.problems.map(place))
    }
    throw EngineError.unknownRule(id, nearest: rules.nearestRule(to: id))
  }

  func place(_ problem: RuleFailure) -> String {
    "\(problem.at): \(language.message(problem.message))"
  }

  /// `:rules [PATTERN]`.
  func listRules(_ pattern: String) throws {
    let wanted = pattern.lowercased()
    let set = engine.ruleSet
    let rules = set.rules.filter { rule in
      wanted.isEmpty || rule.id.lowercased().contains(wanted)
        || rule.title[language].lowercased().contains(wanted)
    }
    let failed = set.failures.filter { wanted.isEmpty || $0.rule.contains(wanted) }
    if rules.isEmpty && failed.isEmpty {
      throw Failure(say("no rule has `\(pattern)` in it", "没有规则含有 `\(pattern)`"))
    }
    showPage(RuleList(rules: rules, language: language).text(color: setup.color))
    for failure in failed {
      let reason = place(failure.problems[0])
      show(say("\(failure.rule)  does not load: \(reason)\n", "\(failure.rule)  无法加载：\(reason)\n"))
    }
  }

  /// `:why [RULE]`; alone it is about the worst finding.
  func why(_ name: String) throws {
    let rule = try rule(name.isEmpty ? try worstRule() : name, for: .why)
    let explanation = try engine.explain(rule: rule.id, build: draft.build)
    focus = rule.id
    var text = RulePage(rule: rule, explanation: explanation, language: language)
      .text(color: setup.color)
    if case .fail(_, let findings) = explanation.result.outcome {
      text += "\n\(layout.bold(say("Figures", "数据")))\n"
      for finding in findings {
        for field in finding.data.mapValue ?? [] {
          text += "  \(field.key) = \(LuaPrinter.flat(field.value))\n"
        }
      }
    }
    showPage(text)
  }

  /// The rule whose finding matters most: a broken one, else the first of the worst severity, else
  /// the first that lacks data.
  private func worstRule() throws -> String {
    let results = try currentReport().results.filter { $0.waived == nil }
    func weight(_ result: RuleResult) -> Int {
      switch result.outcome {
      case .broken: 5
      case .fail(let severity, _):
        switch severity {
        case .error: 4
        case .warning: 3
        case .advice: 2
        }
      case .unknown: 1
      case .pass, .notApplicable: 0
      }
    }
    let worst = results.enumerated().max {
      (weight($0.element), -$0.offset) < (weight($1.element), -$1.offset)
    }
    guard let worst, weight(worst.element) > 0 else {
      throw Failure(say("no rule has found anything; write :why RULE", "没有规则发现问题；请写 :why 规则"))
    }
    return worst.element.rule
  }

  /// `:trace RULE`.
  func trace(_ id: String) throws {
    let id = try rule(id.isEmpty ? focus ?? "" : id, for: .trace).id
    let explanation = try engine.explain(rule: id, build: draft.build)
    let columns = explanation.reads.map { TextLayout.columns(of: Self.luaPath($0.path)) }.max() ?? 0
    for read in explanation.reads {
      let path = TextLayout.padded(Self.luaPath(read.path), to: columns)
      show("  \(path)  \(read.value.map(LuaPrinter.flat) ?? "nil")\n")
    }
    let outcome = language.outcome(explanation.result.outcome.name)
    show(
      say("  \(outcome), fuel \(explanation.fuel)\n", "  \(outcome)，运算量 \(explanation.fuel)\n"))
  }

  /// A path of a report, with indexes from 0, as Lua counts.
  static func luaPath(_ path: String) -> String { Quoted.countedFromOne(path) }

  /// `:rule RULE`: its source, with line numbers.
  func showSource(_ id: String) throws {
    let rule = try rule(id.isEmpty ? focus ?? "" : id, for: .rule)
    let id = rule.id
    focus = id
    let source = String(decoding: engine.ruleSet.source(of: id) ?? [], as: UTF8.self)
    var lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let columns = "\(lines.count)".count
    let stale = rule.isStale ? say(" (last good version)", "（上一个可用版本）") : ""
    var text = layout.dim("\(rule.path)\(stale)") + "\n"
    for (index, line) in lines.enumerated() {
      let number = "\(index + 1)"
      let pad = String(repeating: " ", count: columns - number.count)
      text += "\(layout.dim(pad + number))  \(line)\n"
    }
    showPage(text)
  }

  /// `:edit [RULE]`.
  func edit(_ id: String) throws {
    guard let name = id.isEmpty ? focus : id else { throw Self.usage(.edit) }
    let known = engine.ruleSet.failures.contains { $0.rule == name }
    let id = known ? name : try rule(name, for: .edit).id
    guard let file = files(of: id).first(where: { DiskFiles.kind($0) != nil })
    else {
      throw Failure(say("the file of `\(id)` is not there any more", "`\(id)` 的文件已不存在"))
    }
    focus = id
    if let reason = lines.suspended({ setup.edit(file) }) { throw Failure(reason) }
    followFolders()
  }

  /// Where a rule's file may be.
  private func files(of id: String) -> [String] {
    guard let colon = id.firstIndex(of: ":") else { return setup.folders.map { "\($0)/\(id).lua" } }
    let owner = engine.ruleSet.plugins.filter { $0.isWanted && $0.name == id[..<colon] }
    return owner.compactMap(\.location).map { "\($0)/rules/\(id[id.index(after: colon)...]).lua" }
  }

  /// `:params RULE [NAME=VALUE…]`.
  func changeParameters(_ rest: String) throws {
    let words = rest.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    let rule = try rule(words.first.map(String.init) ?? "", for: .params)
    let id = rule.id
    focus = id
    if words.count == 2 {
      var changed = parameters
      for word in words[1].split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
        let pair = word.split(separator: "=", maxSplits: 1)
        guard pair.count == 2 else { throw Self.usage(.params) }
        let name = String(pair[0])
        if pair[1] == "default" {
          changed[id]?[name] = nil
        } else {
          changed[id, default: [:]][name] = try parameterValue(String(pair[1]), name)
        }
      }
      try adjust(language: language, parameters: changed)
    }
    for parameter in engine.ruleSet.rule(id)?.parameters ?? rule.parameters {
      show("  " + Self.line(parameter, language) + "\n")
    }
    if rule.parameters.isEmpty { show(say("  \(id) has no parameters\n", "  \(id) 没有参数\n")) }
  }

  private func parameterValue(_ text: String, _ name: String) throws -> BuildValue {
    let isWord = text.first?.isLetter == true && text != "true" && text != "false"
    if isWord { return .text(text) }
    let values = try evaluate("return \(text)")
    guard values.count == 1, let value = try Self.buildValue(values[0], for: name) else {
      throw Self.usage(.params)
    }
    return value
  }

  private static func line(_ parameter: Parameter, _ language: Language) -> String {
    let unit = parameter.unit.map { " \($0)" } ?? ""
    let standard =
      parameter.value == parameter.defaultValue
      ? ""
      : language == .chinese
        ? "（默认 \(parameter.defaultValue.spelled)）" : "  (default \(parameter.defaultValue.spelled))"
    let doc = parameter.doc.map { "  \($0[language])" } ?? ""
    return "\(parameter.name) = \(parameter.value.spelled)\(unit)\(standard)\(doc)"
  }

  /// Sets what the session has over the configuration, and says what that changes.
  private func adjust(language: Language, parameters: [String: [String: BuildValue]]) throws {
    let before = try? currentReport()
    do throws(EngineError) {
      try engine.adjust(language: language, parameters: parameters)
    } catch {
      guard case .invalidSettings(let problems) = error else { throw error }
      throw Failure(problems.map(\.description))
    }
    self.parameters = parameters
    self.language = language
    report = nil
    let after = try currentReport()
    guard let before else { return }
    let change = ReportChange(from: before, to: after)
    if !change.isEmpty { show(change.text(layout: layout, in: language, path: Self.luaPath)) }
  }

  /// `:lang en|zh`.
  func changeLanguage(_ word: String) throws {
    guard let wanted = Language(rawValue: word) else {
      let all = Language.allCases.map(\.rawValue).joined(separator: language.comma)
      throw Failure(say("the languages are \(all)", "可用的语言有 \(all)"))
    }
    do { try engine.adjust(language: wanted, parameters: parameters) }
    language = wanted
    report = nil
    let verdict = try currentReport().verdict.word(in: wanted)
    show(say("  \(verdict), lang \(wanted.rawValue)\n", "  \(verdict)，语言 \(wanted.rawValue)\n"))
  }

  /// `:help [COMMAND]`.
  func help(_ name: String) throws {
    let name = name.hasPrefix(":") ? String(name.dropFirst()) : name
    if !name.isEmpty {
      guard let command = ReplVerb(rawValue: name) else { return try explainName(name) }
      var text = "\(command.name) \(command.arguments)\n  \(command.summary[language])\n"
      for line in command.details { text += "    \(line)\n" }
      return show(text)
    }
    var text = say(
      "Lua is evaluated with `build`, `ctx` and `require \"lib.…\"`; these change the build:\n",
      "可直接输入 Lua，其中有 `build`、`ctx` 和 `require \"lib.…\"`；下列写法会修改配置：\n")
    text += "  build.psus[1].wattage_w = 1300\n  build.gpus[2] = nil\n"
    text += "  gpus[].cooling = \"blower\"\n"
    text += "  for _, card in ipairs(build.gpus) do card.power_limit_w = 200 end\n"
    for command in ReplVerb.allCases {
      let name = "\(command.name) \(command.arguments)"
      let lines = layout.paragraph("", command.summary[language], indent: 34)
      let head = TextLayout.padded(name, to: 32)
      text += name.count < 32 ? "  \(head)\(lines.dropFirst(34))" : "  \(name)\n\(lines)"
    }
    text += say(
      "`?NAME` explains a field, a rule or a command; `_` is the last value.\n",
      "`?名称` 解释字段、规则或命令；`_` 是上一个结果。\n")
    showPage(text)
  }

  /// `?NAME`: a field of the build, a rule, or a command.
  func explainName(_ name: String) throws {
    if name.isEmpty { return try help("") }
    let plain = name.hasPrefix("build.") ? String(name.dropFirst(6)) : name
    if let page = FieldPage(plain, rules: engine.ruleSet) {
      return showPage(page.text(language: language, layout: layout))
    }
    if let command = ReplVerb(rawValue: name.hasPrefix(":") ? String(name.dropFirst()) : name) {
      return try help(command.rawValue)
    }
    if let rule = try? rule(name, for: .why) {
      focus = rule.id
      return showPage(
        RulePage(rule: rule, explanation: nil, language: language).text(color: setup.color))
    }
    let names = ReplVerb.allCases.map(\.rawValue) + FieldPage.paths + engine.ruleSet.rules.map(\.id)
    let near = FieldRegistry.version1.nearest(
      to: plain.replacing(#/\[\d*\]/#, with: "[]"), among: names)
    let nearCommand = near.flatMap(ReplVerb.init).map(\.name)
    throw Failure(
      say(
        "there is no field, rule or command `\(name)`"
          + (near.map { "; did you mean `\(nearCommand ?? $0)`?" } ?? ""),
        "没有名为 `\(name)` 的字段、规则或命令" + (near.map { "；是否想写 `\(nearCommand ?? $0)`？" } ?? "")))
  }
}

extension LuaPrinter {
  static func flat(_ value: BuildValue) -> String {
    switch value {
    case .text(let text): quoted(text)
    case .list(let items): "{ " + items.map(flat).joined(separator: ", ") + " }"
    case .map(let fields):
      fields.isEmpty
        ? "{}"
        : "{ " + fields.map { "\($0.key) = \(flat($0.value))" }.joined(separator: ", ") + " }"
    default: value.spelled
    }
  }
}
