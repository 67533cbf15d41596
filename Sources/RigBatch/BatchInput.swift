internal import RigModel
internal import RigRules
internal import RigSystem

/// What a batch reads: JSON lines in files (also packed with gzip), standard input, and folders of
/// build files and of such files.
public struct BatchInput: Sendable, Hashable {
  /// One piece of the input that is read from its beginning to its end.
  enum Piece: Sendable, Hashable {
    /// JSON lines.
    case lines(path: String, name: String)
    /// Files that are one build each.
    case files([String])
  }
  let pieces: [Piece]
  /// Bytes of all files; nil where a pipe is among them.
  public let byteCount: Int?
  /// What tells this input from another one.
  let identity: String

  static let standardInputName = "stdin"
  private static let filesInAPiece = 64

  /// Looks the inputs up; `-` is standard input.
  public init(_ paths: [String]) throws(BatchError) {
    var pieces: [Piece] = []
    var total: Int? = 0
    var identity = ""
    for path in paths {
      if path == "-" {
        pieces.append(.lines(path: path, name: Self.standardInputName))
        let status = Self.status(of: 0)
        total = status.isRegular ? total.map { $0 + status.size } : nil
        identity += "-\n"
        continue
      }
      switch DiskFiles.kind(path) {
      case .folder?: try Self.add(folder: path, to: &pieces, &total, &identity)
      case nil: throw ByteSources.unreadable(path, ENOENT)
      default:
        pieces.append(.lines(path: path, name: path))
        Self.measure(path, &total, &identity)
      }
    }
    self.pieces = pieces
    byteCount = total
    self.identity = identity
  }

  /// Whether a path names one of the files that are read.
  func reads(_ path: String) -> Bool {
    pieces.contains { piece in
      switch piece {
      case .lines(let own, _): own != "-" && FileSize.areSame(own, path)
      case .files(let files): files.contains { FileSize.areSame($0, path) }
      }
    }
  }

  private static func add(
    folder: String, to pieces: inout [Piece], _ total: inout Int?, _ identity: inout String
  ) throws(BatchError) {
    var files: [String] = []
    try collect(folder, depth: 0, into: &files)
    guard !files.isEmpty else {
      throw ByteSources.unreadable(
        folder, "the folder holds no build files (.yaml, .yml, .json) and no .jsonl")
    }
    var builds: [String] = []
    func close() {
      if !builds.isEmpty { pieces.append(.files(builds)) }
      builds = []
    }
    for file in files {
      measure(file, &total, &identity)
      if isLines(file) {
        close()
        pieces.append(.lines(path: file, name: file))
      } else {
        builds.append(file)
        if builds.count == filesInAPiece { close() }
      }
    }
    close()
  }

  private static func collect(_ folder: String, depth: Int, into files: inout [String])
    throws(BatchError)
  {
    guard let names = DiskFiles.list(folder) else {
      throw ByteSources.unreadable(folder, DiskFiles.reason(errno))
    }
    for name in names where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      switch DiskFiles.kind(path) {
      case .folder? where depth < 16: try collect(path, depth: depth + 1, into: &files)
      case .file? where isLines(name) || isBuild(name): files.append(path)
      default: break
      }
    }
  }

  /// An input of pieces that are known to be there.
  init(pieces: [Piece]) {
    self.pieces = pieces
    byteCount = nil
    identity = ""
  }

  static func isLines(_ name: String) -> Bool {
    [".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"].contains { name.lowercased().hasSuffix($0) }
  }

  private static func isBuild(_ name: String) -> Bool {
    [".yaml", ".yml", ".json"].contains { name.lowercased().hasSuffix($0) }
      && name != "rigrules.yaml"
  }

  private static func measure(_ path: String, _ total: inout Int?, _ identity: inout String) {
    let descriptor = Descriptor.open(path, O_RDONLY | O_NONBLOCK)
    defer { if descriptor >= 0 { close(descriptor) } }
    let status = status(of: descriptor)
    total = status.isRegular ? total.map { $0 + status.size } : nil
    identity += "\(path.utf8.count):\(path) \(status.size) \(status.changed)\n"
  }

  /// Size and time of the last change of a regular file.
  private static func status(of descriptor: Int32) -> (isRegular: Bool, size: Int, changed: Int) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return (false, 0, 0)
    }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return (true, Int(status.st_size), Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec))
  }
}
