internal import CLuaSandbox

/// The result of one input of a session.
public enum LuaAnswer: Sendable, Hashable {
  /// The values of the expression, or those that the statements returned.
  case values([LuaValue])
  /// The text ends too soon; nothing ran.
  case incomplete
}

/// What one input of a session did beside its results.
public struct LuaEffects: Sendable, Hashable {
  /// The arguments of each call of `print`.
  public let printed: [[LuaValue]]
  /// The global `build` after the input; each input starts with a copy of the bound build.
  public let build: LuaValue

  /// The same with a build that has no such key at its root.
  package func without(rootKey key: String) -> LuaEffects {
    guard case .map(let entries) = build else { return self }
    return LuaEffects(printed: printed, build: .map(entries.filter { $0.key != key }))
  }
}

extension LuaRuntime {
  /// Runs one input of a session under the limits of a rule, as an expression if it is one,
  /// otherwise as statements. Inputs share their globals; `build` is the bound build.
  public func run(input: String, space: UInt32) throws(LuaError) -> LuaAnswer {
    try runWithEffects(input: input, space: space).answer
  }

  /// The same with what the input printed and what it made of `build`.
  public func runWithEffects(input: String, space: UInt32) throws(LuaError)
    -> (answer: LuaAnswer, effects: LuaEffects)
  {
    var error = cls_error()
    var isIncomplete = false
    var results: UnsafePointer<cls_document>?
    // With a line end after it, an unclosed string is an error and not an incomplete input.
    let source = Array(input.utf8) + [UInt8(ascii: "\n")]
    let status = withText(source) { text, length in
      cls_run_chunk(state, space, text, length, &isIncomplete, &results, &error)
    }
    guard status == CLS_OK, let results else { throw LuaError(error) }
    if isIncomplete { return (.incomplete, LuaEffects(printed: [], build: .nil)) }
    var index = 0
    let reader = DocumentReader(document: results)
    let values = reader.value(at: &index).items
    let printed = reader.value(at: &index).items.map(\.items)
    return (.values(values), LuaEffects(printed: printed, build: reader.value(at: &index)))
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
