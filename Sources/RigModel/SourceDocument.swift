/// The form a build is written in.
public enum BuildFormat: String, Sendable, Hashable, CaseIterable {
  case yaml, json
  /// By the extension of the file, else by its first character.
  case automatic
}

/// Reads a YAML or JSON text of any kind under the limits of build files.
///
/// The configuration of the engine is read by it too, so that both refuse the same things.
package enum SourceDocument {
  /// Reads a text into a tree.
  ///
  /// - Parameter domain: The first part of every diagnostic's code, such as `build`.
  package static func parse(
    _ bytes: [UInt8], as format: BuildFormat = .automatic, file: String?, domain: String
  ) -> SourceTree {
    let text: [UInt8]
    do throws(Diagnostic) {
      text = try SourceText.check(bytes, file: file, domain: domain)
    } catch {
      return SourceTree(root: nil, diagnostics: [error])
    }
    switch format {
    case .json: return JSONParser.parse(text, file: file, domain: domain)
    case .yaml: return YAMLParser.parse(text, file: file, domain: domain)
    case .automatic: return parseByLook(text, file: file, domain: domain)
    }
  }

  private static func parseByLook(_ text: [UInt8], file: String?, domain: String) -> SourceTree {
    let suffix = file.map { FileName.suffix(of: $0) }
    if suffix == "json" { return JSONParser.parse(text, file: file, domain: domain) }
    guard looksLikeJSON(text) else { return YAMLParser.parse(text, file: file, domain: domain) }
    let json = JSONParser.parse(text, file: file, domain: domain)
    if json.root != nil { return json }
    let yaml = YAMLParser.parse(text, file: file, domain: domain)
    if yaml.root != nil || suffix == "yaml" || suffix == "yml" { return yaml }
    // Neither reads it: the one that came further is what was meant.
    return place(of: yaml) > place(of: json) ? yaml : json
  }

  private static func looksLikeJSON(_ text: [UInt8]) -> Bool {
    let first = text.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0a && $0 != 0x0d }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  private static func place(of tree: SourceTree) -> SourcePosition {
    SourcePosition(
      line: tree.diagnostics.last?.line ?? 0, column: tree.diagnostics.last?.column ?? 0)
  }
}

/// The parts of a file's name.
enum FileName {
  /// The last part of a path without its extension; nil where nothing is left.
  static func stem(of path: String) -> String? {
    guard let name = path.split(separator: "/").last else { return nil }
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return String(name) }
    return String(name[..<dot])
  }

  /// The extension in lower case; empty where there is none.
  static func suffix(of path: String) -> String {
    guard let name = path.split(separator: "/").last, let dot = name.lastIndex(of: "."),
      dot != name.startIndex
    else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
