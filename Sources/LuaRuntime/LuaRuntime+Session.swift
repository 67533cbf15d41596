internal import CLuaSandbox

/// The result of one input of a session.
public enum LuaAnswer: Sendable, Hashable {
  /// The values of the expression, or those that the statements returned.
  case values([LuaValue])
  /// The text ends too soon; nothing ran.
  case incomplete
}

extension LuaRuntime {
  /// Runs one input of a session under the limits of a rule, as an expression if it is one,
  /// otherwise as statements. Inputs share their globals; `build` is the bound build.
  public func run(input: String, space: UInt32) throws(LuaError) -> LuaAnswer {
    var error = cls_error()
    var isIncomplete = false
    var results: UnsafePointer<cls_document>?
    // With a line end after it, an unclosed string is an error and not an incomplete input.
    let source = Array(input.utf8) + [UInt8(ascii: "\n")]
    let status = withText(source) { text, length in
      cls_run_chunk(state, space, text, length, &isIncomplete, &results, &error)
    }
    guard status == CLS_OK, let results else { throw LuaError(error) }
    if isIncomplete { return .incomplete }
    var index = 0
    return .values(DocumentReader(document: results).value(at: &index).items)
  }

  /// Sets a global of the session to a read-only value. With facts, the value also has a field
  /// `facts`: what rules see as `ctx.facts`.
  public func set(
    sessionGlobal name: String, to value: LuaDocument, space: UInt32, withFacts: Bool = false
  ) throws(LuaError) {
    var error = cls_error()
    let status = withParameters(value) { document in
      cls_set_session_global(state, space, name, document, withFacts, &error)
    }
    if status != CLS_OK { throw LuaError(error) }
  }
}
