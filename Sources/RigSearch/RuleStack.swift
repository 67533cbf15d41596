internal import RigRules

/// A stack on which rules may run, for a search that is one call.
package enum RuleStack {
  /// Runs a search and waits for it.
  package static func run<Value>(_ work: () throws -> Value) throws -> Value {
    let result = BigStack.run { Result { try work() } }
    return try result.get()
  }
}
