extension Build {
  /// A build that is one line of a file; what is wrong with it is told with that line's number.
  package init(line bytes: [UInt8], number: Int, of file: String) throws(InvalidBuild) {
    do throws(InvalidBuild) {
      try self.init(parsing: bytes, as: .json, file: file)
      origin?.linesBefore = number - 1
    } catch {
      throw InvalidBuild(diagnostics: error.diagnostics.map { $0.moved(by: number - 1) })
    }
  }
}

extension Diagnostic {
  /// The same, so many lines further down.
  fileprivate func moved(by lines: Int) -> Diagnostic {
    Diagnostic(
      code: code, severity: severity, file: file, line: (line ?? 1) + lines, column: column,
      path: path, message: message, hint: hint)
  }
}
