internal import LuaRuntime
internal import RigModel

extension RuleFailure {
  /// An error of Lua with its place in the source. `explain` may know more of it than Lua does.
  init(
    _ error: LuaError, chunks: [ScriptChunk], fallback: Int, loading: Bool, noun: String = "rule",
    explain: (LuaError, ScriptChunk) -> String? = { _, _ in nil }
  ) {
    let index = LoadedRules.index(chunk: error.chunk, in: chunks, fallback: fallback)
    let chunk = index.map { chunks[$0] }
    let (kind, code) = Self.kind(of: error, noun)
    guard loading else {
      self.init(
        kind: kind, message: chunk.flatMap { explain(error, $0) } ?? error.message,
        at: LoadedRules.place(chunk, line: error.line), code: code,
        excerpt: chunk.flatMap { SourceExcerpt(line: error.line, in: $0.bytes) })
      return
    }
    if let chunk, error.kind == .error, !error.isRaised,
      let problem = Self.syntaxProblem(in: chunk)
    {
      let excerpt = SourceExcerpt(problem.range, in: chunk.bytes)
      self.init(
        kind: .load, message: CleanText.clean(problem.message),
        at: LoadedRules.place(chunk, line: excerpt.line), code: "\(noun)/syntax", excerpt: excerpt)
      return
    }
    let isTooLong = chunk.map { $0.bytes.count > LuaRuntime.maximumSourceBytes } ?? false
    self.init(
      kind: .load, message: error.message, at: LoadedRules.place(chunk, line: error.line),
      code: error.kind == .error && !isTooLong ? "\(noun)/syntax" : "\(noun)/limit",
      excerpt: isTooLong
        ? nil : chunk.flatMap { SourceExcerpt(line: error.line, in: $0.bytes) })
  }

  private static func kind(of error: LuaError, _ noun: String) -> (Kind, String) {
    switch error.kind {
    case .error: (.error, "\(noun)/runtime")
    case .fuel: (.fuel, "\(noun)/fuel")
    case .memory: (.memory, "\(noun)/memory")
    case .deadline: (.deadline, "\(noun)/deadline")
    }
  }

  /// What the grammar finds in a source that did not load; nothing of one that is too long to be
  /// looked at.
  private static func syntaxProblem(in chunk: ScriptChunk) -> SyntaxProblem? {
    guard chunk.bytes.count <= LuaRuntime.maximumSourceBytes,
      chunk.bytes.first != 0x1B, !chunk.bytes.contains(0)
    else { return nil }
    return LuaSyntaxCheck.problem(in: chunk.bytes)
  }
}
