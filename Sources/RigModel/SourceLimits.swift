/// How much of a text is read at most; everything a user writes is hostile until it is read.
package enum SourceLimits {
  /// Bytes of a file.
  package static let bytes = 1 << 20
  /// Levels of lists and mappings.
  package static let depth = 64
  /// Values, after aliases and counts are written out.
  package static let values = 100_000
  /// Bytes of all texts together, after aliases and counts are written out.
  package static let textBytes = 4 << 20
  /// Diagnostics that are reported one by one.
  package static let diagnostics = 50
}

extension SourceLimits {
  static func tooLarge(_ domain: String, file: String?, size: Int?) -> Diagnostic {
    let found = size.map { " (it has \($0) bytes)" } ?? ""
    return Diagnostic(
      code: "\(domain)/too-large", file: file,
      message: "the file is larger than the limit of \(bytes) bytes\(found)")
  }

  static func expandsTooFar(_ domain: String, file: String?, at position: SourcePosition?)
    -> Diagnostic
  {
    Diagnostic(
      code: "\(domain)/too-large", file: file, line: position?.line, column: position?.column,
      message: "the text expands to more than \(values) values or \(textBytes) bytes of text")
  }

  static func tooDeep(_ domain: String, file: String?, at position: SourcePosition?)
    -> Diagnostic
  {
    Diagnostic(
      code: "\(domain)/too-deep", file: file, line: position?.line, column: position?.column,
      message: "lists and mappings stand more than \(depth) levels deep")
  }
}
