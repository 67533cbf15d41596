extension YAMLParser {
  /// What libyaml says, in the words of someone who writes a build.
  func syntaxError(_ problem: YAMLProblem) -> Diagnostic {
    if problem.problem.contains("nesting level") {
      return SourceLimits.tooDeep(domain, file: file, at: problem.position)
    }
    let explained = explain(problem)
    return error(
      "syntax", "not well-formed YAML: \(explained.message)", at: problem.position,
      hint: explained.hint)
  }

  private func explain(_ problem: YAMLProblem) -> (message: String, hint: String?) {
    switch problem.problem {
    case "found character that cannot start any token":
      if character(at: problem.position) == UInt8(ascii: "\t") {
        return ("a tab stands in the indentation", "indent with blanks")
      }
      return ("a value cannot start with this character", "put the value in double quotes")
    case "found a tab character that violates indentation":
      return ("a tab stands in the indentation", "indent with blanks")
    case "mapping values are not allowed in this context":
      return (
        "`:` stands where no key can be",
        "check the indentation; put a text that holds `: ` in double quotes"
      )
    case "could not find expected ':'":
      return ("`:` is missing after a key", "write `key: value`")
    case "did not find expected key":
      return (
        "a key is missing here, or this line is indented otherwise than those above it", nil
      )
    case "did not find expected '-' indicator":
      return ("`- ` is missing before an entry of the list", "check the indentation")
    case "did not find expected ',' or ']'": return ("`,` or `]` is missing", nil)
    case "did not find expected ',' or '}'": return ("`,` or `}` is missing", nil)
    case "found unexpected end of stream":
      return ("the text ends before the quote is closed", "close it with the same quote")
    case "did not find expected <document start>":
      return (
        "the mapping ends here, and something else follows", "check the indentation"
      )
    default:
      let context = problem.context.map { " \($0)" } ?? ""
      return (problem.problem + context, nil)
    }
  }

  /// The byte at a place.
  private func character(at place: SourcePosition?) -> UInt8? {
    guard let place else { return nil }
    var line = 1
    var column = 1
    for byte in bytes {
      if line == place.line, column == place.column, byte & 0xc0 != 0x80 { return byte }
      if byte == 0x0a {
        line += 1
        column = 1
      } else if byte & 0xc0 != 0x80 {
        column += 1
      }
      if line > place.line { return nil }
    }
    return nil
  }
}
