/// One thing that is wrong with a text a person wrote, with its place.
///
/// The code is stable and made for machines, the message for people: it says what was found and
/// what is allowed, the hint what to write instead.
public struct Diagnostic: Error, Sendable, Hashable {
  /// How bad it is.
  public enum Severity: String, Sendable, Hashable {
    case error, warning
  }

  /// The stable name of the kind of mistake, such as `build/unknown-key`.
  public let code: String
  /// How much it matters.
  public let severity: Severity
  /// The file as its user named it; nil for a value that came from a program.
  public let file: String?
  /// The line, counted from 1.
  public let line: Int?
  /// The column, counted from 1 in Unicode scalars.
  public let column: Int?
  /// The place in the value as the file writes it, indexes from 0: `gpus[0].vram_gb`.
  public let path: String?
  /// What was found and what is allowed, in one sentence.
  public let message: String
  /// What to write instead, where that can be said.
  public let hint: String?
  /// The line it is about; nil where no text has it.
  public package(set) var excerpt: SourceExcerpt?
  /// Whether its reason is a character that looks like a sign and is none.
  package internal(set) var isLookAlike = false

  /// Makes one from its parts.
  public init(
    code: String, severity: Severity = .error, file: String? = nil, line: Int? = nil,
    column: Int? = nil, path: String? = nil, message: String, hint: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.path = path
    self.message = message
    self.hint = hint
  }
}

extension Diagnostic: CustomStringConvertible {
  /// One line: `FILE:LINE:COLUMN: error: message (hint) [code]`.
  public var description: String {
    let place = [file, line.map { "\($0)" }, column.map { "\($0)" }].compactMap { $0 }
    let prefix = place.isEmpty ? "" : place.joined(separator: ":") + ": "
    let suffix = hint.map { " (\($0))" } ?? ""
    return "\(prefix)\(severity.rawValue): \(message)\(suffix) [\(code)]"
  }
}

/// A build that cannot be used, with everything that is wrong with it in file order.
public struct InvalidBuild: Error, Sendable, Hashable, CustomStringConvertible {
  /// At least one; after fifty the last one says how many more there are.
  public let diagnostics: [Diagnostic]

  /// Makes one from its parts.
  public init(diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// The text for people: one line for each problem, with its location and code.
  public var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}
