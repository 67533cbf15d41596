/// The values that a probe of an instrumented source has let through.
package struct ProbeHits: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let wasTrue = ProbeHits(rawValue: 1)
  package static let wasFalse = ProbeHits(rawValue: 2)
}
