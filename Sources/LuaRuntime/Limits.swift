internal import CLuaSandbox

/// How much one call into a rule may use. A limit that is nil is off.
///
/// ```swift
/// var options = EngineOptions()
/// options.limits = Limits(fuel: 500_000, memoryBytes: 4 << 20)
/// let engine = try Engine(rules: [.directory(path: "Rules")], options: options)
/// ```
///
/// Fuel is the main limit: it is counted the same way on every machine, so a rule stops at the same
/// instruction everywhere. Memory and the deadline limit what fuel does not measure.
public struct Limits: Sendable, Hashable {
  /// VM instructions + pattern steps + bytes / 16 + elements moved.
  public var fuel: UInt64?
  /// Bytes in addition to those of the rules and the build.
  public var memoryBytes: UInt64?
  /// Wall-clock milliseconds, as a safety net.
  public var deadlineMilliseconds: UInt32?
  /// Whether Lua's memory comes from a counting pool (the default, and faster) or from malloc.
  public var usesPool: Bool
  /// Number of probes in instrumented sources; fixed when a state is opened.
  package var probes: UInt32 = 0

  /// The default limits, with the given changes.
  public init(
    fuel: UInt64? = 2_000_000, memoryBytes: UInt64? = 8 << 20,
    deadlineMilliseconds: UInt32? = 250, usesPool: Bool = true
  ) {
    self.fuel = fuel
    self.memoryBytes = memoryBytes
    self.deadlineMilliseconds = deadlineMilliseconds
    self.usesPool = usesPool
  }

  /// No limits: only to measure what limits cost, never for rules of other authors.
  public static let none = Limits(fuel: nil, memoryBytes: nil, deadlineMilliseconds: nil)

  var inC: cls_limits {
    cls_limits(
      fuel: fuel ?? 0, memory: memoryBytes ?? 0, deadline_ms: deadlineMilliseconds ?? 0,
      hook_interval: 100, pool: usesPool, probes: probes)
  }
}
