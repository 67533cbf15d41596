/// What a rule cost a worker, and whether its outcomes are cached.
package struct RuleCost: Sendable, Hashable {
  /// Why the outcomes of a rule are not cached.
  package enum Caching: Int, Sendable, Hashable {
    case cached
    /// They rarely repeat, because the rule reads so much of a build.
    case rarelyRepeats
    /// It reads the id, the name or the price of the build, which differ from build to build.
    case readsIdentity
    /// It walks over the build itself, or reads a key that is not a field.
    case readsWholeBuild
  }

  /// How many times it ran.
  package var runs: UInt64
  /// How many times a cached outcome was replayed.
  package var hits: UInt64
  /// Nanoseconds of the runs that were measured.
  package var measured: UInt64
  /// Whether its outcomes are cached now.
  package var caching: Caching
}
