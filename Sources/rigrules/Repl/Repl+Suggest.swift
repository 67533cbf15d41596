import RigModel
import RigRules
import RigSearch

extension Repl {
  /// `:suggest [GOAL] [parts]`: fixes of the build as it is now, for `:apply`.
  func suggest(_ text: String) throws {
    var goal = FixGoal.verdict(.pass)
    var limits = FixLimits()
    var offers = Offers([])
    limits.kinds = [.count, .cap, .move, .setting, .quantity]
    for word in text.split(separator: " ").map(String.init) {
      if word == "parts" {
        limits.kinds = [.part, .count, .cap, .move, .setting]
        offers = try setup.parts().offers()
      } else if let stated = FixGoal(word) {
        goal = stated
      } else {
        throw Self.usage(.suggest)
      }
    }
    let build = draft.build
    let answer = try FixSearch.answer(engine, build, offers, goal: goal, limits: limits)
    suggested = (answer, build)
    let printer = SuggestPrinter(
      answer: answer, build: build, goal: goal, most: 5, language: language, layout: layout)
    showPage(printer.text())
  }

  /// `:apply N`: makes the changes of a fix that `:suggest` showed.
  func apply(_ text: String) throws {
    guard let suggested else {
      throw Failure(
        say("there is nothing to apply; write :suggest first", "没有可应用的方案；请先输入 :suggest"))
    }
    guard suggested.build.value == draft.build.value else {
      throw Failure(
        say("the build has changed since :suggest; write it again", "配置在 :suggest 之后已改动；请重新输入"))
    }
    let changes = try FixChoice.changes(
      of: suggested.answer, text.isEmpty ? "1" : text, named: ":apply \(text)")
    let value = Change.apply(changes, to: draft.build.value)
    if let build = try draft.edited(value) { try take(edited: build) }
  }
}
