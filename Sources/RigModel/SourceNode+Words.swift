extension SourceNode {
  /// Whether it says nothing, which is the same as leaving its key out.
  package var isNull: Bool {
    switch content {
    case .null: true
    case .plain(let text): PlainScalar.isNull(text)
    default: false
    }
  }

  var isScalar: Bool {
    switch content {
    case .list, .map: false
    default: true
    }
  }

  var isQuoted: Bool {
    if case .text = content { return true }
    return false
  }

  /// The text, quoted or not.
  var word: String? {
    switch content {
    case .text(let text), .plain(let text): text
    default: nil
    }
  }

  /// The whole number it spells, whatever its range.
  var wholeNumber: Int64? {
    switch content {
    case .number(let value, _): value.integerValue
    case .plain(let text): PlainScalar.number(text)?.integerValue
    default: nil
    }
  }

  /// A scalar as the file writes it, without quotes.
  package var spelled: String {
    switch content {
    case .null: "null"
    case .boolean(let flag): "\(flag)"
    case .number(let value, let spelling): spelling ?? value.spelledNumber
    case .text(let text), .plain(let text): text
    case .list: "a list"
    case .map: "a mapping"
    }
  }

  /// What it is, for messages: `the text "12 GB"`.
  var described: String {
    switch content {
    case .null: return "nothing"
    case .boolean(let flag): return "\(flag)"
    case .number: return "the number \(Quoted.clean(spelled, limit: 60))"
    case .text(let text): return "the text \(Quoted.text(text))"
    case .plain(let text):
      if PlainScalar.isNull(text) { return "nothing" }
      if PlainScalar.boolean(text) != nil { return text }
      if PlainScalar.isDecimal(text) { return "the number \(Quoted.key(text))" }
      return "the text \(Quoted.text(text))"
    case .list: return "a list"
    case .map: return "a mapping"
    }
  }
}

extension BuildValue {
  /// A number in the fewest digits that give it back.
  var spelledNumber: String {
    switch self {
    case .integer(let number): "\(number)"
    case .number(let number):
      number == number.rounded() && number.magnitude < 1e15
        ? "\(Int64(number))" : "\(number)"
    default: ""
    }
  }
}
