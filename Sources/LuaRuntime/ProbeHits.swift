/// The values that a probe of an instrumented source has passed on.
package struct ProbeHits: OptionSet, Sendable, Hashable {
  /// The bits of `cls_probes`.
  package let rawValue: UInt8
  /// The hits with the given bits.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The value was true at least once.
  package static let wasTrue = ProbeHits(rawValue: 1)
  /// The value was false at least once.
  package static let wasFalse = ProbeHits(rawValue: 2)
}
