import RigModel
import RigPartLists
import RigRules

/// Tells what became of the lines of a part list, before anything is concluded from them.
struct ListFates {
  let reading: PartListReading
  let path: String
  let language: Language

  /// Every line up to this many; of longer lists those in doubt alone.
  private static let mostLines = 40

  /// On standard output above a report for people; counted on standard error beside any other.
  func print(on console: Console, isText: Bool) {
    guard isText else { return note(on: console) }
    let text = lines.map { TerminalText.clean($0, keepingColors: false) + "\n" }.joined()
    console.print(text + "\n")
  }

  func note(on console: Console) {
    console.note(words(reading.summary(path)))
    for line in reading.fates(onlyDoubts: true) { console.note(words(line)) }
  }

  /// The head and a line for each line of the list.
  var lines: [String] {
    let isLong = reading.entries.count > Self.mostLines
    return [words(reading.summary(path))] + reading.fates(onlyDoubts: isLong).map(words)
  }

  private func words(_ text: FieldDoc) -> String {
    language.choose(text.english, text.chinese)
  }
}
