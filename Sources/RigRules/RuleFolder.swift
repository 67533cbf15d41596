public import struct Foundation.URL

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Where rules come from: a folder, or files that a program holds itself.
public struct RuleSource: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case directory(path: String)
    case files([String: [UInt8]])
  }
  let kind: Kind
  /// What stands before a file's path in reports (`Rules`).
  let displayName: String

  /// A folder of `<category>/<name>.lua`, with shared modules under `lib/`.
  ///
  /// `displayedAs` is what reports show for the folder; its last component where it is nil, so that
  /// a report is the same on every machine.
  public static func directory(_ url: URL, displayedAs name: String? = nil) -> RuleSource {
    directory(path: url.path, displayedAs: name)
  }

  /// The same, by path.
  public static func directory(path: String, displayedAs name: String? = nil) -> RuleSource {
    let last = path.split(separator: "/").last.map(String.init) ?? "Rules"
    let shown = last == "." || last == ".." ? "Rules" : last
    return RuleSource(kind: .directory(path: path), displayName: name ?? shown)
  }

  /// One rule file of a folder, with the modules of that folder and no other rule.
  package static func file(_ path: String, in root: String) -> RuleSource {
    let folder = RuleFolder(.directory(path: root + "/lib"))
    var files = Dictionary(
      folder.files.map { ("lib/\($0.path)", $0.bytes) }, uniquingKeysWith: { first, _ in first })
    files[path] = DiskFiles.read("\(root)/\(path)", limit: 1 << 20).bytes
    let shown = directory(path: root).displayName
    return RuleSource(kind: .files(files), displayName: shown)
  }

  /// Sources by relative path (`psu/wattage.lua`): rules that are part of a program, or of a test.
  public static func files(_ files: [String: String], displayedAs name: String = "Rules")
    -> RuleSource
  {
    RuleSource(kind: .files(files.mapValues { Array($0.utf8) }), displayName: name)
  }
}

/// One file of a rules folder, with the bytes that everything else is made from.
struct SourceFile: Sendable, Hashable {
  /// Below the folder, with `/` (`psu/wattage.lua`).
  let path: String
  let displayPath: String
  let bytes: [UInt8]
  /// Why the bytes could not be read.
  let unreadable: String?
}

/// All Lua files of one source, sorted by path.
struct RuleFolder: Sendable, Hashable {
  let files: [SourceFile]
  /// Set where the folder itself cannot be read.
  let unreadable: String?

  static let maximumFiles = 10_000
  static let maximumDepth = 16

  init(_ source: RuleSource) {
    switch source.kind {
    case .files(let files):
      self.files = files.sorted { $0.key < $1.key }.map {
        SourceFile(
          path: $0.key, displayPath: "\(source.displayName)/\($0.key)", bytes: $0.value,
          unreadable: nil)
      }
      unreadable = nil
    case .directory(let root):
      var paths: [String] = []
      unreadable = Self.collect(root: root, below: "", depth: 0, into: &paths)
      files = Self.read(paths, in: root, displayName: source.displayName)
    }
  }

  /// The Lua files of some folders below `root`, and those that stand directly in it or in one of
  /// its other folders; never more of a disk than that.
  init(root: String, displayName: String, folders: [String]) {
    var paths: [String] = []
    for name in DiskFiles.list(root) ?? [] where !name.hasPrefix(".") && !name.hasPrefix("#") {
      // A folder that is no plugin's is only looked into: what lies there was put beside the point.
      let depth = folders.contains(name) ? 1 : Self.maximumDepth - 1
      switch DiskFiles.kind("\(root)/\(name)") {
      case .folder: _ = Self.collect(root: root, below: name, depth: depth, into: &paths)
      case .file where name.hasSuffix(".lua"): paths.append(name)
      default: break
      }
    }
    files = Self.read(paths, in: root, displayName: displayName)
    unreadable = nil
  }

  private static func read(_ paths: [String], in root: String, displayName: String)
    -> [SourceFile]
  {
    paths.sorted().map { path in
      let (bytes, reason) = DiskFiles.read("\(root)/\(path)", limit: 1 << 20)
      return SourceFile(
        path: path, displayPath: "\(displayName)/\(path)", bytes: bytes, unreadable: reason)
    }
  }

  /// Adds the Lua files below a folder; returns why the folder could not be listed.
  private static func collect(
    root: String, below: String, depth: Int, into paths: inout [String]
  ) -> String? {
    let folder = below.isEmpty ? root : "\(root)/\(below)"
    guard let names = DiskFiles.list(folder) else { return DiskFiles.reason(errno) }
    guard depth < maximumDepth else { return nil }
    // Hidden files and the traces of editors are nobody's rules.
    for name in names where !name.hasPrefix(".") && !name.hasPrefix("#") {
      let path = below.isEmpty ? name : "\(below)/\(name)"
      switch DiskFiles.kind("\(root)/\(path)") {
      case .folder: _ = collect(root: root, below: path, depth: depth + 1, into: &paths)
      case .file where name.hasSuffix(".lua") && paths.count < maximumFiles: paths.append(path)
      default: break
      }
    }
    return nil
  }
}

/// Reading files with the system's calls alone: a cold start has no time for more.
package enum DiskFiles {
  package enum Kind: Sendable { case file, folder, other }

  package static func kind(_ path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// The names in a folder, sorted; nil where it cannot be listed.
  package static func list(_ path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// At most `limit` + 1 bytes of a file, and why it could not be read.
  package static func read(_ path: String, limit: Int) -> (bytes: [UInt8], reason: String?) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return ([], reason(errno)) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= limit {
      #if canImport(Darwin)
        let count = Darwin.read(descriptor, &buffer, buffer.count)
      #elseif canImport(Musl)
        let count = Musl.read(descriptor, &buffer, buffer.count)
      #else
        let count = Glibc.read(descriptor, &buffer, buffer.count)
      #endif
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return ([], reason(errno)) }
      if count == 0 { break }
      bytes.append(contentsOf: buffer[0..<count])
    }
    return (bytes, nil)
  }

  /// Why the system's last call failed.
  static func lastReason() -> String { reason(errno) }

  /// The path with every link resolved; nil where nothing is there.
  package static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// A folder's own name: of `.` too, which has one only in the folder above.
  package static func name(ofFolder path: String) -> String? {
    let last = path.split(separator: "/").last.map(String.init)
    guard last == nil || last == "." || last == ".." else { return last }
    return resolved(path)?.split(separator: "/").last.map(String.init)
  }

  /// The last part of a path.
  package static func baseName(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The extension of a file's name in lower case; empty where there is none.
  package static func suffix(of path: String) -> String {
    let name = baseName(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  package static func reason(_ code: Int32) -> String {
    String(cString: strerror(code)).lowercased()
  }
}
