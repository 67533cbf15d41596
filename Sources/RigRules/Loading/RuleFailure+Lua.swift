internal import LuaRuntime

extension RuleFailure {
  init(
    _ error: LuaError, chunks: [ScriptChunk], fallback: Int, loading: Bool, noun: String = "rule"
  ) {
    let place = LoadedRules.place(
      chunk: error.chunk, line: error.line, in: chunks, fallback: fallback)
    let kind: Kind
    let code: String
    switch error.kind {
    case .error: (kind, code) = (.error, "\(noun)/runtime")
    case .fuel: (kind, code) = (.fuel, "\(noun)/fuel")
    case .memory: (kind, code) = (.memory, "\(noun)/memory")
    case .deadline: (kind, code) = (.deadline, "\(noun)/deadline")
    }
    guard loading else {
      self.init(kind: kind, message: error.message, at: place, code: code)
      return
    }
    let loadCode = error.kind == .error ? "\(noun)/syntax" : "\(noun)/limit"
    self.init(kind: .load, message: error.message, at: place, code: loadCode)
  }
}
