internal import RigModel

/// What a plugin's reporter made of reports.
public enum Rendering: Sendable, Hashable {
  /// One text, to be printed as it is.
  case text(String)
  /// Files for a folder, sorted by name.
  case files([RenderedFile])
}

/// A file that a plugin's reporter made.
public struct RenderedFile: Sendable, Hashable {
  /// A path below the folder that the caller chooses, such as `builds/desk.html`. It never leads out of
  /// that folder: `Engine.rendering` refuses every other name.
  public let name: String
  /// Its contents, clean of control characters but line ends and tabs.
  public let text: String

  /// Makes one from its parts.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// Why files cannot be written under their names on every system; nil if they can.
  static func refusal(of files: [RenderedFile]) -> String? {
    var seen: [String: String] = [:]
    for file in files {
      if let reason = refusal(of: file.name) { return "the file name `\(file.name)` \(reason)" }
      // Systems differ in whether `A` and `a` are one file.
      let key = file.name.lowercased()
      if let other = seen.updateValue(file.name, forKey: key) {
        return "the file names `\(other)` and `\(file.name)` are one on some systems"
      }
    }
    for file in files {
      var parts = file.name.lowercased().split(separator: "/")
      while parts.count > 1 {
        parts.removeLast()
        if let other = seen[parts.joined(separator: "/")] {
          return "`\(other)` is a file, and `\(file.name)` takes it for a folder"
        }
      }
    }
    return nil
  }

  private static func refusal(of name: String) -> String? {
    if name.utf8.count > 200 { return "is longer than 200 bytes" }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count > 8 { return "has more than 8 parts" }
    for part in parts {
      if part.isEmpty { return "has an empty part; write it as `folder/file.txt`" }
      if part.first == "." { return "has a part that begins with a dot" }
      let last = part.last
      if last == "." || last == " " || part.first == " " {
        return "has a part that begins or ends with a blank or a dot"
      }
    }
    // What some system takes for a drive, a folder or a pattern.
    let refused = Set("\\:*?\"<>|")
    if let mark = name.first(where: refused.contains) { return "has a `\(mark)`" }
    return nil
  }
}
