internal import CLuaSandbox

/// How much one call into a rule may use. A limit that is nil is off.
///
/// Fuel decides: it is counted the same way on every machine, so a rule that stops, stops at the
/// same place everywhere. Memory and the deadline are there for what fuel does not see.
public struct Limits: Sendable, Hashable {
  /// VM instructions + pattern steps + bytes / 16 + elements moved.
  public var fuel: UInt64?
  /// Bytes above what the rules and the build themselves take.
  public var memoryBytes: UInt64?
  /// Wall-clock milliseconds; a safety net.
  public var deadlineMilliseconds: UInt32?
  /// Whether Lua's memory comes from a counting pool (the default, and faster) or from malloc.
  public var usesPool: Bool
  /// Places in instrumented sources whose passing is noted; settled when a state is opened, as the
  /// limits are.
  package var probes: UInt32 = 0

  public init(
    fuel: UInt64? = 2_000_000, memoryBytes: UInt64? = 8 << 20,
    deadlineMilliseconds: UInt32? = 250, usesPool: Bool = true
  ) {
    self.fuel = fuel
    self.memoryBytes = memoryBytes
    self.deadlineMilliseconds = deadlineMilliseconds
    self.usesPool = usesPool
  }

  /// No limit at all: for measuring what the limits cost, never for rules of others.
  public static let none = Limits(fuel: nil, memoryBytes: nil, deadlineMilliseconds: nil)

  var inC: cls_limits {
    cls_limits(
      fuel: fuel ?? 0, memory: memoryBytes ?? 0, deadline_ms: deadlineMilliseconds ?? 0,
      hook_interval: 100, pool: usesPool, probes: probes)
  }
}
