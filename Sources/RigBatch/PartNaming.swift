public import RigModel

/// What a batch asks about builds whose parts are named (`"gpus": "4x RTX 2080 Ti"`).
///
/// The catalogue stands behind it; a batch knows only that names become fields.
public protocol PartNaming: Sendable {
  /// A value of a build's root with its parts spelled out, as JSON.
  ///
  /// - Parameters:
  ///   - value: The value as JSON.
  ///   - key: The key under which it stands: `gpus`, `cpu`.
  func spelledOut(_ value: [UInt8], of key: String) -> SpelledValue

  /// The build of a text that names parts; nil where it names none.
  func build(_ bytes: [UInt8], file: String) throws(InvalidBuild) -> Build?
}

/// What became of a value that may name parts.
public enum SpelledValue: Sendable, Hashable {
  /// It names none.
  case plain
  /// The same value with the fields of the parts, as JSON.
  case spelled([UInt8])
  /// A name in it is unknown or may mean several parts; the build as a whole has to be read.
  case unclear
}
