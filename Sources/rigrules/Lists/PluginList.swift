import RigModel
import RigReports
import RigRules

/// Plugins with what each gives, for people or for programs.
struct PluginList {
  let plugins: [PluginDescription]
  let language: Language

  /// A plugin that does not load is broken wherever it lies; one that is refused, if a caller
  /// asked for it.
  var status: ExitStatus {
    plugins.contains { plugin in
      !plugin.problems.isEmpty && (plugin.isWanted || plugin.state == .failed || plugin.isStale)
    } ? .broken : .success
  }

  func text(color: Bool) -> String {
    let layout = TextLayout(color: color)
    var text = plugins.map { block($0, layout) }.joined(separator: "\n")
    if plugins.isEmpty {
      text = language.choose("there are no plugins\n", "没有插件\n")
    }
    if plugins.contains(where: { $0.state == .available }) {
      let hint =
        language == .chinese
        ? "用 --plugins NAME，或在 rigrules.yaml 里写 `plugins: [NAME]`，启用可用的插件。"
        : "Switch an available plugin on with --plugins NAME, or with `plugins: [NAME]` in "
          + "rigrules.yaml."
      text += "\n" + layout.paragraph("", hint, indent: 0)
    }
    return text
  }

  private func block(_ plugin: PluginDescription, _ layout: TextLayout) -> String {
    let version = plugin.version.map { " \($0)" } ?? ""
    let stale = plugin.isStale ? language.choose(" (stale)", "（上一个可用版本）") : ""
    var text =
      "\(layout.bold(plugin.name))\(version)  \(state(plugin, layout))\(stale)  "
      + layout.dim(plugin.path) + "\n"
    if let description = plugin.description {
      text += layout.paragraph("", description[language], indent: 2)
    }
    for problem in plugin.problems {
      let words = language.message(problem.message)
      text += layout.paragraph("", "\(problem.at): \(words) [\(problem.code)]", indent: 2)
    }
    for section in sections(of: plugin) where !section.lines.isEmpty {
      text += "  \(layout.bold(section.title))\n"
      for line in section.lines { text += layout.paragraph("", line, indent: 4) }
    }
    return text
  }

  private func state(_ plugin: PluginDescription, _ layout: TextLayout) -> String {
    switch plugin.state {
    case .on: layout.paint(language.choose("on", "已启用"), as: Verdict.pass)
    case .available: language.choose("available", "可用")
    case .failed: layout.paint(language.choose("failed", "无法加载"), as: Verdict.fail)
    case .refused: layout.paint(language.choose("refused", "被拒绝"), as: Verdict.warn)
    }
  }

  private func sections(of plugin: PluginDescription) -> [(title: String, lines: [String])] {
    let isChinese = language == .chinese
    let named = { (name: String, doc: LocalizedText?) in
      doc.map { name + language.colon + $0[language] } ?? name
    }
    return [
      (
        isChinese ? "参数" : "params",
        plugin.parameters.map { named("\($0.name) = \($0.value.spelled)", $0.doc) }
      ),
      (isChinese ? "规则" : "rules", plugin.rules),
      (
        isChinese ? "事实" : "facts",
        plugin.facts.map { fact in
          named(fact.name + (fact.unit.map { " (\($0))" } ?? ""), fact.doc)
        }
      ),
      (
        isChinese ? "报告格式" : "reporters",
        plugin.reporters.map { named("--format \(plugin.name):\($0.name)", $0.doc) }
      ),
      (
        isChinese ? "导入器" : "importers",
        plugin.importers.map { importer in
          let files = importer.extensions.map { " .\($0)" }.joined()
          return named("import --from \(plugin.name):\(importer.name)\(files)", importer.doc)
        }
      ),
      (
        isChinese ? "配置方案" : "profiles",
        plugin.profiles.map { named("--profile \(plugin.name):\($0.name)", $0.doc) }
      ),
    ]
  }
}

extension PluginList {
  var json: [UInt8] {
    var json = JSONBytes(pretty: true)
    json.beginArray()
    for plugin in plugins { append(plugin, to: &json) }
    json.endArray()
    json.endLine()
    return json.bytes
  }

  private func append(_ plugin: PluginDescription, to json: inout JSONBytes) {
    json.beginObject()
    json.field("name", plugin.name)
    json.field("version", plugin.version)
    json.field("state", plugin.state.rawValue)
    json.append("stale", .boolean(plugin.isStale))
    json.field("description", plugin.description?[language])
    if let homepage = plugin.homepage { json.field("homepage", homepage) }
    if let author = plugin.author { json.field("author", author) }
    if let licence = plugin.licence { json.field("licence", licence) }
    json.field("path", plugin.path)
    json.field("folder", plugin.location)
    json.objects("params", plugin.parameters) { parameter, json in
      json.field("name", parameter.name)
      json.field("doc", parameter.doc?[language])
      json.append("default", parameter.defaultValue)
      json.append("value", parameter.value)
    }
    json.append("rules", plugin.rules)
    json.objects("facts", plugin.facts) { fact, json in
      json.field("name", fact.name)
      json.field("doc", fact.doc?[language])
      if let unit = fact.unit { json.field("unit", unit) }
      json.append("needs", fact.needs)
    }
    json.objects("reporters", plugin.reporters) { reporter, json in
      json.field("name", reporter.name)
      json.field("doc", reporter.doc?[language])
    }
    json.objects("importers", plugin.importers) { importer, json in
      json.field("name", importer.name)
      json.field("doc", importer.doc?[language])
      json.append("extensions", importer.extensions)
    }
    json.objects("profiles", plugin.profiles) { profile, json in
      json.field("name", profile.name)
      json.field("doc", profile.doc?[language])
      json.append("rules", profile.settings.keys.sorted())
    }
    json.objects("problems", plugin.problems) { problem, json in
      json.field("code", problem.code)
      json.field("message", problem.message)
      json.field("at", problem.at)
    }
    json.endObject()
  }
}

extension JSONBytes {
  /// An array with one object for each item.
  mutating func objects<Item>(
    _ name: String, _ items: [Item], _ body: (Item, inout JSONBytes) -> Void
  ) {
    key(name)
    beginArray()
    for item in items {
      beginObject()
      body(item, &self)
      endObject()
    }
    endArray()
  }
}
