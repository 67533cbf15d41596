internal import RigSystem

/// Folders whose code was found right before, by what is in them.
///
/// Looking through the code of all rules for names that stand for nothing takes a quarter of a cold
/// start. It always finds the same in the same files, so what comes with the program need not be
/// looked through at each start. A folder in which a single byte differs is.
package struct CheckedFolders: Sendable {
  /// The file in the folder of the shipped rules that lists the digests.
  package static let fileName = ".checked"

  private let digests: Set<Substring>

  /// None.
  package init() { digests = [] }

  /// Those that a text lists: a digest at the beginning of each line.
  package init(_ text: String) {
    digests = Set(text.split(separator: "\n").map { $0.prefix { $0 != " " } })
  }

  func contains(_ files: [SourceFile]) -> Bool {
    !digests.isEmpty && digests.contains(Self.digest(of: files)[...])
  }

  /// The text for some folders of rules and plugins, all of whose code is right.
  package static func text(rules: [RuleSource], plugins: [PluginSource]) -> String {
    let folders = rules.map { ($0.displayName, RuleFolder($0).files) }
    let below = plugins.flatMap { PluginTree($0).folders }.map { ($0.displayPath, $0.tree.files) }
    return (folders + below).map { name, files in "\(digest(of: files)) \(name)\n" }.joined()
  }

  private static func digest(of files: [SourceFile]) -> String {
    var hash = ContentHash()
    for file in files {
      hash.update(framed: file.path)
      hash.update(framed: file.bytes)
    }
    return hash.hexadecimal()
  }
}
