import RigModel
import RigRules

/// Builds one after the other, from files that hold one and from files that hold one a line.
struct BuildStream {
  /// A build with the place it came from, or why there is none.
  enum Element {
    case build(Build, place: String)
    case problem([String])
  }

  let paths: [String]

  /// Gives each build to a body until the end; nothing of one is kept for the next.
  func read(_ body: (Element) throws -> Void) throws {
    for path in paths {
      if path == "-" {
        let lines = FileLines(
          descriptor: 0, displayedAs: BuildInput.standardInputName, domain: "build")
        try give(lines, BuildInput.standardInputName, body)
      } else if Self.holdsLines(path) {
        try open(path, body)
      } else {
        try body(Self.element(place: path) { try Build(contentsOfFile: path) })
      }
    }
  }

  private func open(_ path: String, _ body: (Element) throws -> Void) throws {
    let lines: FileLines
    do throws(Diagnostic) {
      lines = try FileLines(path: path, displayedAs: path, domain: "build")
    } catch {
      return try body(.problem([error.description]))
    }
    try give(lines, path, body)
  }

  static func holdsLines(_ path: String) -> Bool {
    path.hasSuffix(".jsonl") || path.hasSuffix(".ndjson")
  }

  private func give(_ lines: FileLines, _ name: String, _ body: (Element) throws -> Void) throws {
    while true {
      let next: FileLines.Line?
      do throws(Diagnostic) { next = try lines.next() } catch {
        return try body(.problem([error.description]))
      }
      switch next {
      case nil: return
      case .tooLong(let number):
        let limit = SourceLimits.bytes
        try body(
          .problem([
            Diagnostic(
              code: "build/too-large", file: name, line: number,
              message: "the line is longer than the limit of \(limit) bytes"
            ).description
          ]))
      case .text(let number, let bytes):
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
        try body(
          Self.element(place: "\(name):\(number)") {
            try Build(line: bytes, number: number, of: name)
          })
      }
    }
  }

  private static func element(place: String, _ read: () throws -> Build) -> Element {
    do { return .build(try read(), place: place) } catch let error as InvalidBuild {
      return .problem(error.diagnostics.map(\.description))
    } catch {
      return .problem(["\(place): error: \(error)"])
    }
  }
}
