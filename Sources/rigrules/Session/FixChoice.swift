import RigSearch

/// The changes of a fix that a person names: `2` is fix 2 with its first alternatives, `2:1,3` takes the
/// third of its second choice.
enum FixChoice {
  /// - Parameter name: What errors call it.
  static func changes(of answer: FixAnswer, _ text: String, named name: String)
    throws(CommandFailure) -> [Change]
  {
    if answer.menus.isEmpty {
      throw CommandFailure(
        answer.isReached ? .success : .findings, "there is no fix to write")
    }
    let words = text.split(separator: ":", omittingEmptySubsequences: false)
    guard words.count <= 2, let number = words.first.flatMap({ Int($0) }),
      answer.menus.indices.contains(number - 1)
    else {
      throw CommandFailure(.usage, "\(name): there are fixes 1 to \(answer.menus.count)")
    }
    let choices = answer.menus[number - 1].choices
    var numbers = choices.map { _ in 1 }
    if words.count == 2 {
      let given = words[1].split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      guard given.count == choices.count else {
        throw CommandFailure(.usage, "\(name): fix \(number) has \(choices.count) choices")
      }
      numbers = given.map { $0 ?? 0 }
    }
    var changes: [Change] = []
    for (index, choice) in choices.enumerated() {
      guard choice.indices.contains(numbers[index] - 1) else {
        throw CommandFailure(
          .usage, "\(name): choice \(index + 1) has alternatives 1 to \(choice.count)")
      }
      changes += choice[numbers[index] - 1].changes
    }
    return changes
  }
}
