public import RigModel

/// How sure a value of a part is.
public enum Certainty: Sendable, Hashable {
  /// A document of the maker, or a table that a person took from one.
  case maker
  /// A public data set, for instance BuildCores OpenDB.
  case dataSet
  /// What the firmware of such machines reports.
  case firmware
  /// What the name of the part itself says: "32 GB (2 x 16 GB) DDR4-3200".
  case name
  /// What the user wrote in their own catalogue.
  case user
  /// A conclusion that may be wrong; the text names how it was drawn.
  case guess(String)

  /// The word of the machine formats: `maker`, `data set`, `guess:length and watts`.
  public var word: String {
    switch self {
    case .maker: "maker"
    case .dataSet: "data set"
    case .firmware: "firmware"
    case .name: "name"
    case .user: "user"
    case .guess(let heuristic): "guess:\(heuristic)"
    }
  }

  /// Whether a conclusion from the value has to say that it rests on a guess.
  public var isGuess: Bool {
    if case .guess = self { true } else { false }
  }
}

/// A value of a part with where it is from and how sure it is.
public struct SourcedValue: Sendable, Hashable {
  /// The value.
  public let value: BuildValue
  /// The document or data set, for people: "BuildCores OpenDB 136a77a".
  public let source: String
  /// How sure the value is.
  public let certainty: Certainty

  /// Makes one from its parts.
  public init(_ value: BuildValue, source: String, certainty: Certainty) {
    self.value = value
    self.source = source
    self.certainty = certainty
  }
}
