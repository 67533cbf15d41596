internal import LuaRuntime
internal import RigSystem

/// Runs work that calls into Lua on a stack that is large enough: on this thread where it has the
/// room, else on one made for it.
package enum BigStack {
  package static func run<Result>(_ work: () -> Result) -> Result {
    if LuaRuntime.threadHasRoom { return work() }
    return withoutActuallyEscaping(work) { work in
      var result: Result?
      // Without a thread there is nothing better than the stack we have.
      if !Threads.run(stackBytes: Threads.ruleStackBytes, { result = work() }) { result = work() }
      return result!
    }
  }
}
