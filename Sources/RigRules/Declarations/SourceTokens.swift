internal import LuaRuntime

/// A source with its tokens.
struct SourceTokens {
  let source: [UInt8]
  let tokens: [LuaToken]

  init(_ source: [UInt8]) {
    self.source = source
    tokens = LuaSource.tokens(of: source)
  }

  /// The text of a token; empty behind the last.
  func text(_ index: Int) -> String {
    index < tokens.count ? String(decoding: source[tokens[index].range], as: UTF8.self) : ""
  }

  /// The tokens that are a given name.
  func indices(ofName name: StaticString) -> [Int] {
    name.withUTF8Buffer { name in
      source.withUnsafeBufferPointer { source in
        tokens.indices.filter { index in
          let range = tokens[index].range
          return tokens[index].kind == .name && range.count == name.count
            && source[range].elementsEqual(name)
        }
      }
    }
  }
}
