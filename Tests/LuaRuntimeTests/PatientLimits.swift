internal import LuaRuntime

extension Limits {
  /// The default limits, with a deadline that leaves time for all the fuel on this machine.
  ///
  /// Fuel is counted alike everywhere; how long it lasts is not: a sanitizer on a shared core takes ten times as
  /// long, and the deadline would then end what the fuel has to end.
  static let patient = Limits(deadlineMilliseconds: UInt32(max(250, 20 * millisecondsOfFuel)))

  /// How long an endless loop takes to use up the default fuel here.
  private static let millisecondsOfFuel: Double = {
    guard
      let loop = try? LuaHarness(
        body: "while true do end", limits: Limits(deadlineMilliseconds: nil))
    else { return 0 }
    return processorMilliseconds { _ = loop.run() }
  }()
}
