extension Diagnostic {
  /// A kind of mistake that this module reports, with one sentence about it.
  public struct Code: Sendable, Hashable {
    public let name: String
    public let explanation: String
  }

  /// Every code this module reports, for the page of errors.
  ///
  /// Codes of other files that are read by the same parser (`config/syntax`) have the same second
  /// part.
  public static let allCodes: [Code] = [
    Code(
      name: "build/unreadable",
      explanation: "The file cannot be read: it is missing, a directory, or not permitted."),
    Code(
      name: "build/too-large",
      explanation: "The file, or what its aliases expand to, is over "
        + "the limit (1 MiB, 100,000 values)."),
    Code(
      name: "build/too-deep",
      explanation: "Lists and mappings stand inside one another more than 64 levels deep."),
    Code(name: "build/encoding", explanation: "The bytes are not UTF-8 text."),
    Code(name: "build/syntax", explanation: "The text is not well-formed YAML or JSON."),
    Code(
      name: "build/unsupported",
      explanation: "A feature of YAML that build files do not use: tags, merge keys, or several "
        + "documents."),
    Code(name: "build/not-a-build", explanation: "The file holds no mapping of build fields."),
    Code(name: "build/version", explanation: "The `rigrules` format version is not known."),
    Code(name: "build/unknown-key", explanation: "No field of this part has this name."),
    Code(name: "build/duplicate-key", explanation: "A key stands twice in one mapping."),
    Code(
      name: "build/conflict",
      explanation: "Two statements exclude one another, such as `gpu` beside `gpus`."),
    Code(
      name: "build/wrong-type",
      explanation: "The value is of another kind than the field, such as text for a number."),
    Code(
      name: "build/out-of-range",
      explanation: "The quantity is outside what is sane for its unit."),
    Code(name: "build/unknown-value", explanation: "The word is none of those the field knows."),
    Code(name: "build/bad-text", explanation: "The text is empty, too long, or not one line."),
    Code(name: "build/too-many", explanation: "The list has more entries than a machine can."),
    Code(
      name: "build/more-errors",
      explanation: "There are more errors than are shown; the message says how many."),
    Code(name: "path/syntax", explanation: "The text is not a path of fields."),
    Code(name: "path/unknown-field", explanation: "The path names a field that no build has."),
    Code(
      name: "path/not-a-list", explanation: "`[]` stands after a field that is not a list."),
    Code(name: "path/list", explanation: "`[]` is missing after a field that is a list."),
  ]
}
