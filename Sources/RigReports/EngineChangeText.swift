public import RigRules

/// What a reload changed, in words: what `watch` and the REPL print.
public struct EngineChangeText: Sendable {
  private let change: EngineChange
  private let language: Language

  /// Makes the text of a change in a language.
  public init(_ change: EngineChange, language: Language = .english) {
    self.change = change
    self.language = language
  }

  /// The change in one line: `psu/wattage changed; plugin power added`.
  public var summary: String {
    let rules = groups(
      change.added, change.changed, change.removed, change.failed.map(\.rule), change.recovered
    ).map { names, word in
      let shown =
        names.count > 3
        ? say("\(names.count) rules", "\(names.count) 条规则")
        : names.joined(separator: say(", ", "、"))
      return "\(shown) \(word)"
    }
    let plugins = groups(
      change.plugins.added, change.plugins.changed, change.plugins.removed,
      change.plugins.failed.map(\.name), change.plugins.recovered
    ).map { names, word in
      say("plugin ", "插件 ") + names.joined(separator: say(", ", "、")) + " \(word)"
    }
    let all = rules + plugins
    if !all.isEmpty { return all.joined(separator: say("; ", "；")) }
    return change.configurationProblem == nil
      ? say("the settings", "设置") : say("the configuration is refused", "设置被拒绝")
  }

  /// One line for each rule and plugin that no longer loads, and for a refused configuration.
  public func problems(in rules: RuleSet) -> [String] {
    let stale = Set(rules.stale.map(\.rule))
    var lines = change.failed.map { failure in
      "\(failure.rule): \(place(failure.problems[0]))\(kept(stale.contains(failure.rule)))"
    }
    lines += change.plugins.failed.map { plugin in
      say("plugin ", "插件 ") + "\(plugin.name): \(place(plugin.problems[0]))\(kept(plugin.isStale))"
    }
    if let problem = change.configurationProblem {
      lines.append(
        say("the configuration before stays in force: ", "仍使用之前的设置：") + language.message(problem))
    }
    return lines
  }

  /// How long the reload took, in milliseconds: `12.345`.
  public var milliseconds: String { Self.milliseconds(change.duration) }

  /// A duration in milliseconds with three decimals.
  public static func milliseconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let micro = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    let rest = "\(micro % 1000)"
    return "\(micro / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }

  private func groups(
    _ added: [String], _ changed: [String], _ removed: [String], _ failed: [String],
    _ recovered: [String]
  ) -> [(names: [String], word: String)] {
    [
      (added, say("added", "新增")), (changed, say("changed", "已更改")),
      (removed, say("removed", "已删除")), (failed, say("no longer loads", "无法再载入")),
      (recovered, say("loads again", "恢复载入")),
    ].filter { !$0.names.isEmpty }
  }

  private func kept(_ isStale: Bool) -> String {
    isStale
      ? say(" (stale: its last good version stays)", "（仍使用之前可用的版本）") : ""
  }

  private func place(_ problem: RuleFailure) -> String {
    "\(problem.at): \(language.message(problem.message))"
  }

  private func say(_ english: String, _ chinese: String) -> String {
    language.choose(english, chinese)
  }
}
