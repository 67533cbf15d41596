internal import RigModel
internal import RigRules

/// The page of a plugin: what it gives, and how to get it.
struct PluginDocument {
  let plugin: PluginDescription
  /// Its rules that load.
  let rules: [RuleDescription]

  var file: GeneratedFile {
    GeneratedFile(path: "plugins/\(plugin.name)/README.md", text: text)
  }

  private var text: String {
    let mark = "\(GeneratedFile.mark)docs` from \(plugin.path)/plugin.lua; edit that, not this."
    var text = "<!-- \(mark) -->\n\n# \(Markdown.escaped(plugin.name))\n\n"
    for words in [plugin.description?.english, plugin.description?.chinese].compactMap({ $0 }) {
      text += Markdown.prose(words) + "\n\n"
    }
    text += Markdown.table(
      ["Version · 版本", "Author · 作者", "Licence · 许可", "Homepage · 主页"],
      [
        [plugin.version, plugin.author, plugin.licence, plugin.homepage].map {
          Markdown.cell($0 ?? "")
        }
      ])
    text += "\nIts rules are evaluated with `--plugins \(plugin.name)`, or with "
    text += "`plugins: [\(plugin.name)]` in `rigrules.yaml`.\n\n"
    text += "用 `--plugins \(plugin.name)` 或 `rigrules.yaml` 中的 `plugins: [\(plugin.name)]` 启用其规则。\n"
    text += section("Parameters · 参数", RuleDocument.table(of: plugin.parameters))
    text += section(
      "Rules · 规则", RuleIndexDocument.table(of: rules, beside: "plugins/\(plugin.name)/"))
    text += section("Facts · 事实", facts)
    text += section("Report formats · 报告格式", reporters)
    text += section("Importers · 导入器", importers)
    text += profiles
    return text
  }

  private func section(_ title: String, _ body: String) -> String {
    body.isEmpty ? "" : "\n## \(title)\n\n\(body)"
  }

  private static func cells(_ doc: LocalizedText?) -> [String] {
    [Markdown.cell(doc?.english ?? ""), Markdown.cell(doc?.chinese ?? "")]
  }

  private var facts: String {
    Markdown.table(
      ["Fact · 事实", "Unit · 单位", "Needs · 所需字段", "Meaning", "含义"],
      plugin.facts.map { fact in
        let name =
          LuaName.isPlain(plugin.name)
          ? "ctx.facts.\(plugin.name).\(fact.name)"
          : "ctx.facts[\"\(plugin.name)\"].\(fact.name)"
        let needs = fact.needs.map { need in
          Markdown.code(need).split(separator: "|", omittingEmptySubsequences: false)
            .joined(separator: "\\|")
        }
        return [
          Markdown.code(name), Markdown.cell(fact.unit ?? ""), needs.joined(separator: ", "),
        ] + Self.cells(fact.doc)
      })
  }

  private var reporters: String {
    Markdown.table(
      ["Format · 格式", "Meaning", "含义"],
      plugin.reporters.map { reporter in
        [Markdown.code("--format \(plugin.name):\(reporter.name)")] + Self.cells(reporter.doc)
      })
  }

  private var importers: String {
    Markdown.table(
      ["Importer · 导入器", "Files · 文件", "Meaning", "含义"],
      plugin.importers.map { importer in
        [
          Markdown.code("--from \(plugin.name):\(importer.name)"),
          importer.extensions.map { Markdown.code(".\($0)") }.joined(separator: ", "),
        ] + Self.cells(importer.doc)
      })
  }

  private var profiles: String {
    plugin.profiles.map { profile in
      var body = "`--profile \(plugin.name):\(profile.name)`\n\n"
      for words in [profile.doc?.english, profile.doc?.chinese].compactMap({ $0 }) {
        body += Markdown.prose(words) + "\n\n"
      }
      body += Markdown.table(
        ["Rule · 规则", "Setting · 设置"],
        profile.settings.sorted { $0.key < $1.key }.map { id, setting in
          [Markdown.code(id), Self.spelled(setting)]
        })
      return section("Profile · 方案 \(Markdown.escaped(profile.name))", body)
    }.joined()
  }

  private static func spelled(_ setting: RuleSetting) -> String {
    var parts: [String] = []
    if setting.isOff == true { parts.append("off") }
    if let severity = setting.severity { parts.append(severity.rawValue) }
    if let weight = setting.weight {
      parts.append("weight · 权重 \(BuildValue.quantity(weight).spelled)")
    }
    for (name, value) in setting.parameters.sorted(by: { $0.key < $1.key }) {
      parts.append("\(Markdown.code(name)) = \(RuleDocument.inline(value))")
    }
    return parts.joined(separator: ", ")
  }
}

/// Names as Lua reads them.
enum LuaName {
  /// Whether a key can stand behind a dot.
  static func isPlain(_ name: String) -> Bool {
    name.utf8.allSatisfy { byte in
      0x30...0x39 ~= byte || 0x41...0x5a ~= byte || 0x61...0x7a ~= byte || byte == 0x5f
    } && name.utf8.first.map { !(0x30...0x39 ~= $0) } == true
  }
}

/// The list of plugins, with a link to each page.
struct PluginIndexDocument {
  let plugins: [PluginDescription]

  var file: GeneratedFile { GeneratedFile(path: "plugins/README.md", text: text) }

  private var text: String {
    var text = "<!-- \(GeneratedFile.mark)docs` from the plugins; edit those, not this. -->\n\n"
    text += "# Plugins · 插件\n\n"
    text +=
      "Rules, facts, report formats, importers and profiles beyond the source document. Each page "
    text += "is made from the plugin's own files.\n\n原文之外的规则、事实、报告格式、导入器和方案。\n\n"
    return text
      + Markdown.table(
        ["Plugin · 插件", "Rules · 规则", "Facts · 事实", "Description", "说明"],
        plugins.map { plugin in
          [
            "[\(Markdown.escaped(plugin.name))](\(plugin.name)/README.md)", "\(plugin.rules.count)",
            "\(plugin.facts.count)", Markdown.cell(plugin.description?.english ?? ""),
            Markdown.cell(plugin.description?.chinese ?? ""),
          ]
        })
  }
}
