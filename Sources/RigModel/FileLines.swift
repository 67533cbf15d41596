internal import RigSystem

/// The lines of a file or a pipe, one after the other: however long the file is, no more than one
/// line is held.
package final class FileLines {
  /// One line, counted from 1, without its end.
  package enum Line: Sendable, Equatable {
    case text(number: Int, bytes: [UInt8])
    /// Over the limit; it was not kept.
    case tooLong(number: Int)
  }

  private let descriptor: Int32
  private let isOurs: Bool
  private let name: String
  private let domain: String
  private let limit: Int
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)
  private var filled = 0..<0
  private var number = 0
  private var isAtEnd = false

  /// Opens the file at a path.
  package init(
    path: String, displayedAs name: String, domain: String, limit: Int = SourceLimits.bytes
  ) throws(Diagnostic) {
    descriptor = try FileBytes.open(path, displayedAs: name, domain: domain)
    isOurs = true
    (self.name, self.domain, self.limit) = (name, domain, limit)
  }

  /// Reads an open file, which stays open.
  package init(
    descriptor: Int32, displayedAs name: String, domain: String,
    limit: Int = SourceLimits.bytes
  ) {
    self.descriptor = descriptor
    isOurs = false
    (self.name, self.domain, self.limit) = (name, domain, limit)
  }

  deinit { if isOurs { close(descriptor) } }

  /// The next line; nil at the end. What follows the last line end is a line where it is not empty.
  package func next() throws(Diagnostic) -> Line? {
    var bytes: [UInt8] = []
    var isTooLong = false
    while true {
      if filled.isEmpty {
        if isAtEnd { return nil }
        let count = try FileBytes.readSome(
          descriptor, into: &buffer, displayedAs: name, domain: domain)
        filled = 0..<count
        isAtEnd = count == 0
        if isAtEnd { return bytes.isEmpty && !isTooLong ? nil : line(bytes, isTooLong) }
      }
      let end = buffer[filled].firstIndex(of: UInt8(ascii: "\n"))
      let piece = buffer[filled.lowerBound..<(end ?? filled.upperBound)]
      if bytes.count + piece.count > limit {
        isTooLong = true
        bytes = []
      } else if !isTooLong {
        bytes += piece
      }
      filled = (end.map { $0 + 1 } ?? filled.upperBound)..<filled.upperBound
      if end != nil { return line(bytes, isTooLong) }
    }
  }

  private func line(_ bytes: [UInt8], _ isTooLong: Bool) -> Line {
    number += 1
    return isTooLong ? .tooLong(number: number) : .text(number: number, bytes: bytes)
  }
}

extension Build {
  /// A build that is one line of a file; what is wrong with it is told with that line's number.
  package init(line bytes: [UInt8], number: Int, of file: String) throws(InvalidBuild) {
    do throws(InvalidBuild) {
      try self.init(parsing: bytes, as: .json, file: file)
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
