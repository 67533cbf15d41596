import RigReports
import RigRules

/// Prints a comparison while it is made.
struct ComparisonPrinter {
  let console: Console
  let format: CompareCommand.Format
  let color: Bool
  let listsBuilds: Bool
  let isQuiet: Bool
  let language: Language
  private var isFirst = true

  init(
    console: Console, format: CompareCommand.Format, color: Bool, listsBuilds: Bool, isQuiet: Bool,
    language: Language
  ) {
    self.console = console
    self.format = format
    self.color = color
    self.listsBuilds = listsBuilds
    self.isQuiet = isQuiet
    self.language = language
  }

  mutating func begin() {
    if format == .json, !isQuiet { console.print("{\"builds\":[") }
  }

  mutating func tell(_ difference: Comparison.Difference, of comparison: Comparison) {
    guard listsBuilds, !isQuiet else { return }
    switch format {
    case .text:
      console.print(comparison.text(of: difference, layout: TextLayout(color: color), in: language))
    case .json:
      console.print((isFirst ? "\n" : ",\n").utf8 + comparison.json(of: difference))
    case .jsonl: console.print(comparison.json(of: difference) + [UInt8(ascii: "\n")])
    }
    isFirst = false
  }

  mutating func end(_ comparison: Comparison) {
    guard !isQuiet else { return }
    switch format {
    case .text:
      if !isFirst { console.print("\n") }
      console.print(comparison.summary(layout: TextLayout(color: color), in: language))
    case .json:
      let close = isFirst ? "],\n\"summary\":" : "\n],\n\"summary\":"
      console.print(close.utf8 + comparison.summaryJSON + Array("}\n".utf8))
    case .jsonl:
      console.print("{\"summary\":".utf8 + comparison.summaryJSON + Array("}\n".utf8))
    }
  }
}
