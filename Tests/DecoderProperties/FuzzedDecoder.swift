internal import RigModel

/// A decoder that is fuzzed, by the name of its corpus in `Fixtures/fuzz-corpus`.
package enum FuzzedDecoder: String, CaseIterable, Sendable {
  case lines, yaml, json

  /// The promise that these bytes break; nil if the decoder keeps all of them.
  package func fault(of bytes: [UInt8]) -> String? {
    switch self {
    case .lines:
      guard let property = LineProperty() else { return "there is no memory" }
      return property.fault(of: bytes)
    case .yaml: return TextProperty(format: .yaml).fault(of: bytes)
    case .json: return TextProperty(format: .json).fault(of: bytes)
    }
  }
}
