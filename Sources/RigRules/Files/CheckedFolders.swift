internal import RigSystem

/// Folders whose code was found right before, by what is in them.
///
/// Looking through the code of all rules for names that stand for nothing, and for where their
/// examples stand, takes a third of a cold start. It always finds the same in the same files, so what
/// comes with the program need not be looked through at each start. A folder in which a single byte
/// differs is. Whether the sandbox may compile a source never depends on this.
package struct CheckedFolders: Sendable {
  /// The file in the folder of the shipped rules that lists the folders.
  package static let fileName = ".checked"

  /// What is known of a folder whose code is right: where examples stand, by the paths of files.
  struct Folder: Sendable {
    fileprivate(set) var examples: [Substring: ExampleRange] = [:]
  }

  /// By digest; read when the first caller asks. Nil for none.
  private let folders: Later<[Substring: Folder]>?

  /// None.
  package init() { folders = nil }

  /// Those that a text lists: a line that begins with the digest of a folder, and below it a line
  /// for each file whose examples were looked for.
  package init(_ text: String) { folders = Later { Self.folders(in: text) } }

  private static func folders(in text: String) -> [Substring: Folder] {
    var folders: [Substring: Folder] = [:]
    var digest: Substring?
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if !line.hasPrefix(" ") {
        digest = words.first
        if let digest { folders[digest] = Folder() }
      } else if let digest, let path = words.first {
        folders[digest]?.examples[path] = ExampleRange(words.dropFirst())
      }
    }
    return folders
  }

  /// What is known of a folder with these files; nil where its code has to be looked through.
  func folder(_ files: [SourceFile]) -> Folder? {
    folders.flatMap { $0.value[Self.digest(of: files)[...]] }
  }

  /// The lines for a folder, in which `examples` is asked for each file.
  static func lines(
    _ name: String, _ files: [SourceFile], examples: (SourceFile) -> ExampleRange?
  ) -> String {
    let below = files.map { file in
      examples(file).map { "  \(file.path) \($0.text)\n" } ?? ""
    }
    return "\(digest(of: files)) \(name)\n" + below.joined()
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
