/// Where the examples of a rule file stand that can be split off from what runs.
enum ExampleRange: Sendable, Hashable {
  /// Nowhere: they are part of the code.
  case within
  /// They are data, and stand here in the source.
  case data(Range<Int>)
  /// They call functions, and are there when the whole source is run.
  case computed(Range<Int>)

  /// The bytes of the table of examples, with its braces; nil where they are part of the code.
  var table: Range<Int>? {
    switch self {
    case .within: nil
    case .data(let range), .computed(let range): range
    }
  }
}

// MARK: - As text

extension ExampleRange {
  /// As a line of text has it: `within`, `data 120 450`.
  var text: String {
    guard let table else { return "within" }
    let kind = if case .data = self { "data" } else { "computed" }
    return [kind, String(table.lowerBound), String(table.upperBound)].joined(separator: " ")
  }

  /// Reads what `text` wrote; nil for anything else.
  init?(_ words: some Collection<Substring>) {
    let numbers = words.dropFirst().compactMap { Int($0) }
    switch words.first {
    case "within" where words.count == 1: self = .within
    case "data": self = .data(0..<0)
    case "computed": self = .computed(0..<0)
    default: return nil
    }
    if self == .within { return }
    guard words.count == 3, numbers.count == 2, 0 <= numbers[0], numbers[0] < numbers[1] else {
      return nil
    }
    let range = numbers[0]..<numbers[1]
    self = words.first == "data" ? .data(range) : .computed(range)
  }
}
