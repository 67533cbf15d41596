package import RigModel

/// Values under root keys of builds, from which very many builds are made.
///
/// An evaluator numbers each value once, and not once for each build.
package final class PartStock: Sendable {
  /// The root keys and the values, by position.
  let keys: [String]
  let values: [BuildValue]

  /// How many there are.
  package var count: Int { values.count }

  /// Takes the values over; their positions stand for them.
  package init(_ entries: [(key: String, value: BuildValue)]) {
    keys = entries.map(\.key)
    values = entries.map(\.value)
  }
}

/// The keys of a build that are decided, for one layout of the rules.
package struct DecidedKeys: Sendable {
  let mask: UInt32
}
