/// A source text with the number by which Lua's errors name it.
struct ScriptChunk: Sendable, Hashable {
  let displayPath: String
  let bytes: [UInt8]
}

/// The modules that one folder's rules can require.
struct ModuleSpace: Sendable, Hashable {
  struct Module: Sendable, Hashable {
    let name: String
    let chunk: Int
  }
  var modules: [Module] = []

  /// What each is, with what reports call its file.
  func texts(among chunks: [ScriptChunk]) -> [(name: String, path: String, source: [UInt8])] {
    modules.map { module in
      let chunk = chunks[module.chunk - 1]
      return (module.name, chunk.displayPath, chunk.bytes)
    }
  }
}
