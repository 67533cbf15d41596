import RigModel
import RigReports
import RigRules

extension Repl {
  /// `:watch on|off`; alone it says which.
  func watch(_ word: String) throws {
    switch word {
    case "on", "off":
      let isOn = word == "on"
      guard setup.follow(isOn) || !isOn else { throw Failure("the folders cannot be followed") }
      isFollowing = isOn
      if isOn { followFolders() }
      show("  watch \(word)\n")
    case "": show("  watch \(isFollowing ? "on" : "off")\n")
    default: throw Self.usage(.watch)
    }
  }

  /// `:reload`.
  func reload() throws {
    if try !takeChangedRules() { show("  no rule has changed\n") }
  }

  /// Something below the folders may have changed.
  func followFolders() {
    do { _ = try takeChangedRules() } catch {
      show("error: \(error)\n")
    }
  }

  /// Takes new rules over and says so in one line, with what that changes; false where nothing is
  /// new.
  private func takeChangedRules() throws -> Bool {
    // What the rules before say is wanted for comparison, and they are about to go.
    let before = try? currentReport()
    let change: EngineChange
    do throws(EngineError) {
      guard let reloaded = try engine.reload() else { return false }
      change = reloaded
    } catch {
      guard case .invalidSettings(let problems) = error, !parameters.isEmpty else { throw error }
      // A rule lost a parameter that this session had set: the session's values go.
      parameters = [:]
      report = nil
      for problem in problems { show("\(problem)\n") }
      show("  the parameters set here are taken back\n")
      try engine.adjust(language: language)
      return true
    }
    report = nil
    let after = try currentReport()
    var line = "reloaded: \(Self.summary(change)) (\(Self.milliseconds(change.duration)) ms)"
    let difference = before.map { ReportChange(from: $0, to: after) }
    if let difference { line += "; " + difference.summary(layout: layout) }
    show(line + "\n")
    let stale = Set(engine.ruleSet.stale.map(\.rule))
    for failure in change.failed {
      let kept = stale.contains(failure.rule) ? " (stale: its last good version stays)" : ""
      show("  ! \(failure.rule): \(Self.place(failure.problems[0]))\(kept)\n")
    }
    for line in Self.lines(change.plugins) { show("  ! \(line)\n") }
    if let problem = change.configurationProblem {
      show("  ! the configuration before stays in force: \(problem)\n")
    }
    if let difference {
      let lines = difference.text(layout: layout, path: Self.luaPath).split(separator: "\n")
        .dropLast()
      for line in lines where !line.hasPrefix("  !") { show("\(line)\n") }
    }
    return true
  }

  static func summary(_ change: EngineChange) -> String {
    let groups: [(ids: [String], word: String)] = [
      (change.added, "added"), (change.changed, "changed"), (change.removed, "removed"),
      (change.failed.map(\.rule), "no longer loads"), (change.recovered, "loads again"),
    ]
    let parts = groups.filter { !$0.ids.isEmpty }.map { group in
      let names =
        group.ids.count > 3 ? "\(group.ids.count) rules" : group.ids.joined(separator: ", ")
      return "\(names) \(group.word)"
    }
    let plugins: [(names: [String], word: String)] = [
      (change.plugins.added, "added"), (change.plugins.changed, "changed"),
      (change.plugins.removed, "removed"),
      (change.plugins.failed.map(\.name), "no longer loads"),
      (change.plugins.recovered, "loads again"),
    ]
    let all =
      parts
      + plugins.filter { !$0.names.isEmpty }.map { group in
        "plugin \(group.names.joined(separator: ", ")) \(group.word)"
      }
    if !all.isEmpty { return all.joined(separator: "; ") }
    return change.configurationProblem == nil ? "the settings" : "the configuration is refused"
  }

  /// What is wrong with plugins that no longer load.
  static func lines(_ change: PluginChange) -> [String] {
    change.failed.map { plugin in
      let kept = plugin.isStale ? " (stale: its last good version stays)" : ""
      return "plugin \(plugin.name): \(place(plugin.problems[0]))\(kept)"
    }
  }
}
