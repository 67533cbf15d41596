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
      tellWatching()
    case "": tellWatching()
    default: throw Self.usage(.watch)
    }
  }

  private func tellWatching() {
    let word = isFollowing ? "on" : "off"
    show(say("  watch \(word)\n", isFollowing ? "  自动采用改动的规则\n" : "  不自动采用改动的规则\n"))
  }

  /// `:reload`.
  func reload() throws {
    if try !takeChangedRules() { show(say("  no rule has changed\n", "  没有规则改动\n")) }
  }

  /// Something below the folders may have changed.
  func followFolders() {
    do { _ = try takeChangedRules() } catch {
      show(language.line("error: \(error)") + "\n")
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
      for problem in problems { show(language.line("\(problem)") + "\n") }
      show(say("  the parameters set here are taken back\n", "  已撤回在这里设置的参数\n"))
      try engine.adjust(language: language)
      return true
    }
    report = nil
    let after = try currentReport()
    let words = EngineChangeText(change, language: language)
    var line = "reloaded: \(words.summary) (\(words.milliseconds) ms)"
    let difference = before.map { ReportChange(from: $0, to: after) }
    if let difference { line += "; " + difference.summary(layout: layout, in: language) }
    show(line + "\n")
    for problem in words.problems(in: engine.ruleSet) { show("  ! \(problem)\n") }
    if let difference {
      let lines = difference.text(layout: layout, in: language, path: Self.luaPath).split(
        separator: "\n"
      )
      .dropLast()
      for line in lines where !line.hasPrefix("  !") { show("\(line)\n") }
    }
    return true
  }
}
