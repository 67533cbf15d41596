import RigModel

/// A build that is pasted where inputs are typed.
enum PastedBuild {
  /// The text, where an input is a build in YAML or JSON and no Lua.
  static func text(of input: String) -> [UInt8]? {
    guard isBegun(input) else { return nil }
    let bytes = Array((input + "\n").utf8)
    let tree = SourceDocument.parse(bytes, file: nil, domain: "build")
    guard case .map(let entries)? = tree.root?.content, !entries.isEmpty else { return nil }
    let root = FieldRegistry.version1.root
    return entries.contains { root.field($0.key) != nil } ? bytes : nil
  }

  /// Whether an input that is typed line by line may be a build that goes on: its lines so far are
  /// keys of one, or JSON whose brackets are open.
  static func mayGoOn(_ input: String) -> Bool { isBegun(input) }

  private static func isBegun(_ input: String) -> Bool {
    let lines = input.split(separator: "\n").map { $0.trimmingWhitespace }
    guard let first = lines.first(where: { !$0.hasPrefix("#") && !$0.isEmpty }) else {
      return false
    }
    // Lua has no `"key":`, and `key:name` is not a statement of a session.
    if first.hasPrefix("{") {
      let rest = lines.joined(separator: " ").dropFirst().trimmingWhitespace
      guard rest.hasPrefix("\"") else { return false }
      let key = rest.dropFirst().prefix { $0 != "\"" }
      return rest.dropFirst(key.count + 2).trimmingWhitespace.first == ":"
    }
    let key = first.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    let behind = first.dropFirst(key.count)
    guard behind.first == ":", behind.dropFirst().first.map({ $0 == " " }) ?? true else {
      return false
    }
    return FieldRegistry.version1.root.field(String(key)) != nil || key.hasPrefix("x_")
  }
}

extension Repl {
  /// Takes a pasted build as the next version: what it was is one `:undo` away.
  func takePasted(_ text: [UInt8]) throws {
    let name = say("pasted text", "粘贴的内容")
    let build = try BuildInput.build(of: text, name)
    let named = try Build(BuildDraft.named(build.value, draft.build))
    try begin(named, file: nil, text: nil)
  }
}
