public import RigModel
internal import RigSystem

/// Builds one after the other, however a command is given them: a file of one build, JSON lines
/// (also packed with gzip), a folder of such files, standard input.
public struct BuildReader {
  /// A build with the place it came from, or why there is none.
  public enum Element: Sendable {
    /// The place is a file, or `file:line` where the file holds one build a line.
    case build(Build, file: String, place: String)
    /// One text for each thing that is wrong, with its own place.
    case problem([String])
  }

  private let paths: [String]
  private let standardInputHoldsLines: Bool
  private let single: ((String) throws -> [Element])?

  /// - Parameters:
  ///   - paths: Files and folders; `-` is standard input.
  ///   - standardInputHoldsLines: Whether standard input is one build a line, or one build.
  ///   - reading: Reads a file that is not lines, if it may be more than a build file.
  public init(
    _ paths: [String], standardInputHoldsLines: Bool,
    reading: ((_ path: String) throws -> [Element])? = nil
  ) {
    self.paths = paths
    single = reading
    self.standardInputHoldsLines = standardInputHoldsLines
  }

  /// What messages call standard input.
  public static let standardInputName = BatchInput.standardInputName

  /// The one build of a file, or of standard input for `-`.
  public static func build(at path: String) throws(InvalidBuild) -> Build {
    if path == "-" { return try Build(readingFrom: 0, file: standardInputName) }
    return try Build(contentsOfFile: path)
  }

  /// Gives each build to a body until the end; nothing of one is kept for the next.
  public func read(_ body: (Element) throws -> Void) throws {
    for path in paths {
      guard holdsMany(path) else {
        try give(path, body)
        continue
      }
      let input: BatchInput
      do throws(BatchError) { input = try BatchInput([path]) } catch {
        try body(.problem([error.description]))
        continue
      }
      for piece in input.pieces {
        switch piece {
        case .files(let files): for file in files { try give(file, body) }
        case .lines(_, let name): try giveLines(of: piece, name, body)
        }
      }
    }
  }

  private func holdsMany(_ path: String) -> Bool {
    if path == "-" { return standardInputHoldsLines }
    switch DiskFiles.kind(path) {
    case .folder: return true
    case nil: return false  // reading it as one build says what is wrong
    default: return BatchInput.isLines(path)
    }
  }

  private func give(_ path: String, _ body: (Element) throws -> Void) throws {
    if let single { return try single(path).forEach(body) }
    let name = path == "-" ? Self.standardInputName : path
    try body(
      Self.element(file: path, place: name) { () throws(InvalidBuild) in
        try Self.build(at: path)
      })
  }

  private func giveLines(
    of piece: BatchInput.Piece, _ name: String, _ body: (Element) throws -> Void
  ) throws {
    let reader = InputReader(BatchInput(pieces: [piece]), hashes: false, uniqueIDs: false)
    let chunk = LineChunk(capacity: InputReader.chunkBytes)
    while true {
      do throws(BatchError) {
        guard try reader.next(into: chunk) else { return }
      } catch {
        return try body(.problem([error.description]))
      }
      try chunk.forEachLine { line in
        try body(Self.element(of: line, in: name))
      }
    }
  }

  private static func element(of line: LineChunk.Line, in name: String) -> Element {
    guard let text = line.text else {
      let problem = Diagnostic(
        code: "build/too-large", file: name, line: line.number,
        message: "the line is longer than the limit of \(SourceLimits.bytes) bytes")
      return .problem([problem.description])
    }
    return element(file: name, place: "\(name):\(line.number)") { () throws(InvalidBuild) in
      try Build(line: Array(text), number: line.number, of: name)
    }
  }

  private static func element(
    file: String, place: String, _ read: () throws(InvalidBuild) -> Build
  ) -> Element {
    do throws(InvalidBuild) { return .build(try read(), file: file, place: place) } catch {
      return .problem(error.lines)
    }
  }
}
