internal import RigSystem

#if canImport(FoundationEssentials)
  public import struct FoundationEssentials.URL
#else
  public import struct Foundation.URL
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
  /// The folder that the files are from, for those that a program holds too.
  var folder: String?

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
    return RuleSource(kind: .directory(path: path), displayName: name ?? shown, folder: path)
  }

  /// One rule file of a folder, with the modules of that folder and no other rule.
  ///
  /// - Parameter bytes: What the file holds, where it is not what is on disk.
  package static func file(_ path: String, in root: String, bytes: [UInt8]? = nil) -> RuleSource {
    let folder = RuleFolder(.directory(path: root + "/lib"))
    var files = Dictionary(
      folder.files.map { ("lib/\($0.path)", $0.bytes) }, uniquingKeysWith: { first, _ in first })
    files[path] = bytes ?? DiskFiles.read("\(root)/\(path)", limit: 1 << 20).bytes
    let shown = directory(path: root).displayName
    return RuleSource(kind: .files(files), displayName: shown, folder: root)
  }

  /// Sources by relative path (`psu/wattage.lua`): rules that are part of a program, or of a test.
  public static func files(_ files: [String: String], displayedAs name: String = "Rules")
    -> RuleSource
  {
    RuleSource(kind: .files(files.mapValues { Array($0.utf8) }), displayName: name)
  }
}

extension RuleSource {
  /// The same, shown by what `name` makes of the path of its folder.
  package func displayed(_ name: (String) -> String) -> RuleSource {
    RuleSource(kind: kind, displayName: folder.map(name) ?? displayName, folder: folder)
  }

  /// The same sources; folders of one name are shown by their whole paths, so that their files stay
  /// apart.
  static func apart(_ sources: [RuleSource]) -> [RuleSource] {
    sources.map { source in
      let isAmbiguous = sources.contains {
        $0.displayName == source.displayName && $0.folder != source.folder
      }
      return isAmbiguous ? source.displayed { $0 } : source
    }
  }

  package var watchedPath: String? {
    if case .directory(let path) = kind { path } else { nil }
  }
}
