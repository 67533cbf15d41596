import LuaRuntime
import RigModel

/// An input that sets one place of the build: `build.psus[1].wattage_w = 1300`, or the places of a
/// list: `gpus[].cooling = "blower"`. Anything else that edits `build` runs as Lua.
struct Assignment: Equatable {
  let path: String
  let value: String

  /// nil where the input is not a single assignment to a place of a build.
  init?(_ input: String) {
    let source = Array(input.utf8)
    let tokens = LuaSource.tokens(of: source)
    func text(_ token: LuaToken) -> String { String(decoding: source[token.range], as: UTF8.self) }
    guard let first = tokens.first, first.kind == .name,
      let equals = tokens.firstIndex(where: { $0.kind == .symbol && text($0) == "=" }), equals > 1
    else { return nil }
    for token in tokens[1..<equals] {
      switch token.kind {
      case .name, .number, .string: continue
      case .symbol where [".", "[", "]"].contains(text(token)): continue
      default: return nil
      }
    }
    let path = tokens[..<equals].map(text).joined()
    // `gpus[1].cooling` is not Lua of a session, so it can only mean the build.
    let isOfBuild = text(first) == "build"
    guard isOfBuild || FieldRegistry.version1.root.field(text(first)) != nil else { return nil }
    guard Self.isOneValue(tokens[(equals + 1)...], text) else { return nil }
    self.path = path
    value = String(decoding: source[tokens[equals].range.upperBound...], as: UTF8.self)
  }

  /// Whether no further statement stands behind the value.
  private static func isOneValue(_ tokens: ArraySlice<LuaToken>, _ text: (LuaToken) -> String)
    -> Bool
  {
    var depth = 0
    for token in tokens {
      switch (token.kind, text(token)) {
      case (.symbol, "("), (.symbol, "{"), (.symbol, "["): depth += 1
      case (.symbol, ")"), (.symbol, "}"), (.symbol, "]"): depth -= 1
      case (.keyword, "function"): return true
      case (.symbol, "="), (.symbol, ";"): if depth == 0 { return false }
      default: continue
      }
    }
    return true
  }
}
