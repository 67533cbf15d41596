internal import RigMemo
internal import RigRules
internal import RigSystem

/// What one rule cost in a batch.
public struct RuleTiming: Sendable, Hashable {
  /// The id of the rule.
  public let rule: String
  /// How many times it ran; for all other builds its outcome came from the cache.
  public var runs: UInt64
  /// How many times its outcome came from the cache.
  public var hits: UInt64
  /// Nanoseconds that it ran, over all threads; measured on one line of sixteen.
  public var time: UInt64
  /// Why its outcomes are not cached, in English; nil if they are.
  public var reason: String? {
    switch caching {
    case .cached: nil
    case .rarelyRepeats: "its outcomes rarely repeat: it reads too many fields that vary"
    case .readsIdentity: "it reads the id, name or price of the build"
    case .readsWholeBuild: "it walks over the build itself, or reads a free key of it"
    }
  }
  var caching: RuleCost.Caching

  init(rule: String, _ cost: RuleCost) {
    self.rule = rule
    runs = cost.runs
    hits = cost.hits
    time = cost.measured &* UInt64(BatchTimings.sampling)
    caching = cost.caching
  }

  mutating func add(_ other: RuleTiming) {
    runs &+= other.runs
    hits &+= other.hits
    time &+= other.time
    // A thread that had few builds may not have found out yet.
    if other.caching.rawValue > caching.rawValue { caching = other.caching }
  }
}

/// Where the time of a batch goes, in nanoseconds over all threads.
///
/// Reading and writing out are measured as they are, the rest on one line of sixteen, so that the
/// clock does not measure itself.
public struct BatchTimings: Sendable, Hashable {
  /// Getting bytes and cutting them into lines.
  public var read: UInt64 = 0
  /// From bytes to values.
  public var decode: UInt64 = 0
  /// Putting values into Lua.
  public var bind: UInt64 = 0
  /// Looking up or running the rules.
  public var rules: UInt64 = 0
  /// Making lines and writing them.
  public var write: UInt64 = 0
  /// Rules that were run, and rules whose outcome came from the cache; these are counts.
  public var rulesRun: UInt64 = 0
  /// Outcomes that were taken from the cache.
  public var rulesRemembered: UInt64 = 0
  /// Values that were decoded, and values that were known.
  public var valuesDecoded: UInt64 = 0
  /// Values that were decoded before.
  public var valuesKnown: UInt64 = 0
  /// What each rule cost, in the order of the rules; empty if nothing was cached.
  public var eachRule: [RuleTiming] = []

  static let sampling = 16

  static var now: UInt64 { MonotonicClock.now }

  mutating func add(_ other: BatchTimings) {
    read &+= other.read
    decode &+= other.decode
    bind &+= other.bind
    rules &+= other.rules
    write &+= other.write
    rulesRun &+= other.rulesRun
    rulesRemembered &+= other.rulesRemembered
    valuesDecoded &+= other.valuesDecoded
    valuesKnown &+= other.valuesKnown
    if eachRule.isEmpty {
      eachRule = other.eachRule
    } else {
      for (rule, timing) in other.eachRule.enumerated() { eachRule[rule].add(timing) }
    }
  }

  /// Adds what was measured on one line of `sampling`.
  mutating func add(sampled other: BatchTimings) {
    let times = UInt64(Self.sampling)
    read &+= other.read &* times
    decode &+= other.decode &* times
    bind &+= other.bind &* times
    rules &+= other.rules &* times
    write &+= other.write &* times
  }
}
