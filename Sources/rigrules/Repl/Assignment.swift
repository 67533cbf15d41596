import LuaRuntime

/// An input that changes the build: `build.psus[1].wattage_w = 1300`.
struct Assignment: Equatable {
  let path: String
  let value: String

  /// nil where the input is no assignment to a place below `build`.
  init?(_ input: String) {
    let source = Array(input.utf8)
    let tokens = LuaSource.tokens(of: source)
    func text(_ token: LuaToken) -> String { String(decoding: source[token.range], as: UTF8.self) }
    guard let first = tokens.first, first.kind == .name, text(first) == "build",
      let equals = tokens.firstIndex(where: { $0.kind == .symbol && text($0) == "=" }), equals > 1
    else { return nil }
    for token in tokens[1..<equals] {
      switch token.kind {
      case .name, .number, .string: continue
      case .symbol where [".", "[", "]"].contains(text(token)): continue
      default: return nil
      }
    }
    path = tokens[..<equals].map(text).joined()
    value = String(decoding: source[tokens[equals].range.upperBound...], as: UTF8.self)
  }
}
