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
