internal import CLuaSandbox

/// What one input of a session gave.
public enum LuaAnswer: Sendable, Hashable {
  case values([LuaValue])
  /// The text ends too soon; nothing was run.
  case incomplete
}

extension LuaRuntime {
  /// Runs one input of a session, under the limits of a rule: as an expression where it is one,
  /// else as statements. Inputs share their globals; `build` is the bound build.
  public func run(input: String, space: UInt32) throws(LuaError) -> LuaAnswer {
    var error = cls_error()
    var isIncomplete = false
    var results: UnsafePointer<cls_document>?
    // A line end behind it tells a text that was not closed from one that goes on.
    let source = Array(input.utf8) + [UInt8(ascii: "\n")]
    let status = withText(source) { text, length in
      cls_run_chunk(state, space, text, length, &isIncomplete, &results, &error)
    }
    guard status == CLS_OK, let results else { throw LuaError(error) }
    if isIncomplete { return .incomplete }
    var index = 0
    return .values(DocumentReader(document: results).value(at: &index).items)
  }

  /// Sets a global of the session to a read-only value; with facts, it has what rules see as
  /// `ctx.facts` too.
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
